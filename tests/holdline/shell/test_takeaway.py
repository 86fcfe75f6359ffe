"""A table taken away holds what was shown: figures as figures, shares as shares, notes beside."""

from holdline.exports.workbook import Field
from holdline.shell.takeaway import sheet
from holdline.tables.layout import Cell, Heading, Line, Listing

HEADINGS = [
    Heading("place", "Place"),
    Heading("count", "Households", kind="number"),
    Heading("share", "Rate", kind="number"),
]


def _line(place: str, count: Cell, share: Cell) -> Line:
    return Line(place, {"place": Cell(place), "count": count, "share": share})


def _listing(*lines: Line, total: Line | None = None) -> Listing:
    return Listing("areas", "Monitored by area", HEADINGS, lines, total=total)


def test_figures_keep_their_values_and_forms() -> None:
    made = sheet(_listing(_line("A", Cell("1,234", 1234), Cell("44.49%", 0.444865))), "{title}+")
    assert made.rows == [["A", 1234, 0.444865]]
    assert [field.form for field in made.fields] == ["", "#,##0", "0.00%"]


def test_the_total_stands_first() -> None:
    total = _line("All", Cell("3", 3), Cell("", None))
    made = sheet(_listing(_line("A", Cell("3", 3), Cell("", None)), total=total), "{title}+")
    assert [row[0] for row in made.rows] == ["All", "A"]


def test_people_beside_households_have_a_column_of_their_own() -> None:
    line = _line("A", Cell("59", 59, note="127 people"), Cell("10.00%", 0.1))
    made = sheet(_listing(line), "{title}, beside")
    assert made.fields[2] == Field("Households, beside")
    assert made.rows == [["A", 59, "127 people", 0.1]]


def test_a_figure_that_is_not_known_keeps_its_words() -> None:
    made = sheet(_listing(_line("A", Cell("<10"), Cell("unknown"))), "{title}+")
    assert made.rows == [["A", "<10", "unknown"]]


def test_a_hidden_count_is_words_and_never_nought() -> None:
    """Whoever sums a workbook of published figures would read nobody where there are some."""
    hidden, none = (
        _line("A", Cell("<10", 0), Cell("", None)),
        _line("B", Cell("0", 0), Cell("", None)),
    )
    made = sheet(_listing(hidden, none), "{title}+", "<10")
    assert [row[1] for row in made.rows] == ["<10", 0]
