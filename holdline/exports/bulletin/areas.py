"""Part three of the progress bulletin: each division below, and what it added to the change."""

from collections.abc import Sequence
from typing import Any

from holdline.exports.blocks import (
    Behind,
    Block,
    Column,
    Heading,
    Number,
    Paragraph,
    Part,
    Parts,
    Row,
    Table,
    Term,
    joined,
    less,
)
from holdline.exports.bulletin.progress import now
from holdline.exports.reckoning import Reckoning
from holdline.reference.periods import shifted

AREAS = "briefing/areas"
BASES = ("households", "people")
MEASURES = ("identified", "open", "eliminated", "new", "closed")
CHANGE = "open_change_households"
Figure = tuple[str, str]  # measure and base; change for the move of a month, rate for the rate
SHORT: tuple[Figure, ...] = (
    *((one, base) for one in ("identified", "open") for base in BASES),
    ("change", "households"), ("new", "households"), ("closed", "households"),
    ("rate", "households"), ("rate", "people"),
)  # fmt: skip
LONG: tuple[Figure, ...] = (
    *((one, base) for one in MEASURES[:2] for base in BASES),
    ("change", "households"), ("change", "people"),
    *((one, base) for one in MEASURES[2:] for base in BASES),
    ("rate", "households"), ("rate", "people"),
)  # fmt: skip


def blocks(of: Reckoning, picture: Sequence[Block]) -> list[Block]:
    """What the change is made of, the map, and the table."""
    head: list[Block] = [Heading(1, of.phrase("areas.section"))]
    if not of.rows(AREAS):
        return [*head, Paragraph(of.sentence("areas.alone"))]
    short = table(of, "areas", of.phrase("areas.table"), SHORT)
    return [*head, Paragraph(_changed(of)), *picture, short]


def annex(of: Reckoning) -> Table:
    """Every measure on both bases, on a page on its side."""
    return table(of, "annex_areas", of.phrase("areas.annex"), LONG, is_wide=True)


def table(
    of: Reckoning, name: str, caption: str, shown: Sequence[Figure], *, is_wide: bool = False
) -> Table:
    """The divisions below in their official order, what no row counts, and the whole."""
    rows = [
        Row(
            row["division_code"],
            [row["short_name"], *(_cell(of, one, row["division_code"]) for one in shown)],
        )
        for row in of.rows(AREAS)
    ]
    if rows and any(_rest(of, one).value for one in shown if one[0] != "rate"):
        cells: list[Part] = [of.phrase("head.unplaced"), *(_rest(of, one) for one in shown)]
        rows.append(Row("unplaced", cells))
    total: list[Part] = [of.phrase("head.total"), *(_whole(of, one) for one in shown)]
    rows.append(Row("total", total, is_total=True))
    columns = [Column(of.phrase("areas.area"), is_number=False, width=1.5), *_columns(of, shown)]
    return Table(name, caption, columns, rows, of.phrase("areas.note"), is_wide)


def contributions(of: Reckoning) -> list[tuple[str, Number]]:
    """Who added what to the month's change of open households, most first; they add up to it."""
    parts = [
        (
            row["short_name"],
            of.count(_at(of, CHANGE, row["division_code"]), metric="change", is_size=True),
        )
        for row in of.rows(AREAS)
    ]
    rest = of.count(*_unplaced(of, ("change", "households")), metric="change", is_size=True)
    told = [one for one in [*parts, (of.phrase("head.unplaced"), rest)] if one[1].value]
    return sorted(told, key=lambda one: -abs(one[1].value or 0))


def _changed(of: Reckoning) -> Parts:
    if shifted(of.subject.month, -1) < of.subject.first_month:
        return of.sentence("areas.incomparable")
    told = contributions(of)
    if not told:
        return of.sentence("areas.unchanged", month=of.month)
    pieces = [
        of.sentence(f"areas.part_{'up' if (one.value or 0) > 0 else 'down'}", name=name, change=one)
        for name, one in told
    ]
    parts = joined(pieces, of.phrase("head.comma"))
    net = of.count(*_total(of, ("change", "households")), metric="change", is_size=True)
    if not net.value:
        return of.sentence("areas.moved", month=of.month, parts=parts)
    way = "up" if net.value > 0 else "down"
    said = of.sentence(f"areas.change_{way}", change=net)
    return of.sentence("areas.changed", month=of.month, change_said=said, parts=parts)


def _columns(of: Reckoning, shown: Sequence[Figure]) -> list[Column]:
    groups = [one for one, _ in shown]
    found = []
    for measure, base in shown:
        unit = of.phrase(f"areas.by_{base}" if measure == "rate" else f"head.{base}")
        wide = 1.15 if measure == "rate" else 1.0
        group = of.phrase(f"areas.{measure}")
        found.append(Column(unit, width=wide, group=group))
    return found if groups else []


def _at(of: Reckoning, column: str, code: str) -> Term:
    return of.term(AREAS, column, division_code=code)


def _cell(of: Reckoning, one: Figure, code: str) -> Number:
    measure, base = one
    if measure == "rate":
        part, whole = (_at(of, f"{name}_{base}", code) for name in ("eliminated", "identified"))
        return of.rate([part], [whole], metric="rate")
    if measure == "change":
        return of.change(_at(of, f"open_change_{base}", code))
    behind = Behind("households", (("measure", measure), ("division", code)))
    return of.count(_at(of, f"{measure}_{base}", code), metric=measure, behind=behind)


def _whole(of: Reckoning, one: Figure) -> Number:
    measure, base = one
    if measure == "rate":
        part, whole = (now(of, f"{name}_{base}") for name in ("eliminated", "identified"))
        return of.rate([part], [whole], metric="rate")
    if measure == "change":
        return of.change(*_total(of, one))
    return of.count(*_total(of, one), metric=measure, behind=_opened(measure))


def _rest(of: Reckoning, one: Figure) -> Number:
    measure, base = one
    if measure == "rate":
        part, whole = (_unplaced(of, (name, base)) for name in ("eliminated", "identified"))
        return of.rate(part, whole, metric="rate")
    terms = _unplaced(of, one)
    return of.change(*terms) if measure == "change" else of.count(*terms, metric=measure)


def _total(of: Reckoning, one: Figure) -> tuple[Term, ...]:
    measure, base = one
    if measure == "change":
        column = f"open_{base}"
        return now(of, column), less(now(of, column, "month_before"))
    return (now(of, f"{measure}_{base}"),)


def _unplaced(of: Reckoning, one: Figure) -> tuple[Term, ...]:
    measure, base = one
    column = f"open_change_{base}" if measure == "change" else f"{measure}_{base}"
    return (*_total(of, one), less(of.term(AREAS, column)))


def _opened(measure: str) -> Any:
    return Behind("households", (("measure", measure),))
