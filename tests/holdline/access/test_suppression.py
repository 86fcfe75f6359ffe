"""Published counts: small ones hidden, others rounded, alike everywhere, and nothing told."""

from collections import Counter

import polars as pl
import pytest

from holdline.access.suppression import HIDDEN, Table, number, published, summed
from tools.attacking.margins import Publish, System, attacked, drills, nearest, tables

KEY = b"k" * 32
AREAS = Table(
    "briefing/areas",
    ("division_code",),
    {
        "division_code": "",
        "level": "",
        "open_households": "户",
        "open_people": "人",
        "open_change_households": "户",
        "identified_households": "户",
        "eliminated_households": "户",
        "elimination_rate": "1",
        "loan_yuan": "元",
    },
    "3704",
)
ROWS = pl.DataFrame(
    {
        "division_code": ["370402", "370403", "370404"],
        "level": [3, 3, 3],
        "open_households": [9, 40, None],
        "open_people": [31, 103, 12],
        "open_change_households": [-4, -20, 3],
        "identified_households": [15, 80, 0],
        "eliminated_households": [6, 40, 0],
        "elimination_rate": [0.4, 0.5, None],
        "loan_yuan": [1234.5, 2.0, 3.0],
    },
    schema_overrides={"level": pl.Int32, "open_households": pl.Int64},
)


@pytest.mark.parametrize("value", range(10))
def test_below_ten_everything_is_hidden_alike(value: int) -> None:
    assert number(value, "3704", KEY) == HIDDEN
    assert number(-value, "3704", KEY) == HIDDEN


@pytest.mark.parametrize("value", [10, 11, 14, 15, 23, 99, 12_345])
def test_the_rest_becomes_one_of_the_two_fives_beside_it(value: int) -> None:
    shown = {number(value, f"{place}", KEY) for place in range(200)}

    assert shown == ({value} if value % 5 == 0 else {value - value % 5, value - value % 5 + 5})


def test_the_lot_is_right_on_average() -> None:
    shown = Counter(number(13, f"{place}", KEY) for place in range(4_000))

    assert sum(value * often for value, often in shown.items()) / 4_000 == pytest.approx(
        13, abs=0.1
    )


def test_the_same_number_at_the_same_place_is_always_published_the_same() -> None:
    """Else asking again, by another page or in another month, would average the lot out."""
    assert len({number(37, "370403", KEY) for _ in range(50)}) == 1


def test_without_the_key_the_lot_is_another() -> None:
    values = range(11, 500)

    assert [number(v, "3704", KEY) for v in values] != [
        number(v, "3704", b"x" * 32) for v in values
    ]


def test_a_table_keeps_its_shape_and_tells_no_small_count() -> None:
    shown = published(ROWS, AREAS, KEY)

    assert shown.schema == ROWS.schema
    assert shown["division_code"].to_list() == ROWS["division_code"].to_list()
    assert shown["level"].to_list() == [3, 3, 3]
    assert shown["open_households"].to_list() == [HIDDEN, 40, None]
    assert shown["open_change_households"].to_list() == [HIDDEN, -20, HIDDEN]


def test_people_are_hidden_with_their_households() -> None:
    """Thirty-one people of nine households would tell how large those are."""
    assert published(ROWS, AREAS, KEY)["open_people"][0] == HIDDEN


def test_ratios_are_those_of_what_is_shown_and_amounts_are_left_out() -> None:
    shown = published(ROWS, AREAS, KEY)

    assert shown["elimination_rate"].to_list() == [None, 0.5, None]
    assert shown["loan_yuan"].to_list() == [None, None, None]


def test_a_ratio_nobody_declared_is_left_out() -> None:
    other = Table("nobody/knows", AREAS.grain, AREAS.units, AREAS.place)

    assert published(ROWS, other, KEY)["elimination_rate"].to_list() == [None, None, None]


def test_a_row_without_a_place_is_of_the_place_asked_for() -> None:
    """The headline of a division and its row among its siblings show one number."""
    headline = Table("briefing/headline", ("moment",), {"moment": "", "households": "户"}, "370403")
    values = list(range(10, 200))
    alone = published(pl.DataFrame({"moment": values, "households": values}), headline, KEY)

    assert alone["households"].to_list() == [number(v, "370403", KEY) for v in values]


def ours(value: int, place: str) -> int:
    return number(value, place, KEY)


def test_an_attacker_with_every_margin_tells_no_cell() -> None:
    """Reduced; `python -m bench.disclosure` attacks more than five hundred tables."""
    found = [attacked(system) for system in tables(3, 3, ours, 4)]

    assert sum(one.told for one in found) == 0
    assert min(one.narrowest for one in found) >= 2


def four_of_seventeen(publish: Publish, reach: int, place: str) -> System:
    """Four townships of seventeen households each, and their county."""
    system = System()
    cells = [(system.cell(17), 1) for _ in range(4)]
    for at, cell in enumerate(cells):
        system.tell([cell], publish(17, f"{place}.{at}"), reach)
    system.tell(cells, publish(68, place), reach)
    return system


def test_the_plain_rule_gives_four_cells_away_and_ours_does_not() -> None:
    """Fifteen four times and seventy in all can only be seventeen each."""
    plain = attacked(four_of_seventeen(nearest, 2, "370403"))
    found = [attacked(four_of_seventeen(ours, 4, f"{place}")) for place in range(50)]

    assert plain.told == 4
    assert sum(one.told for one in found) == 0


def test_an_attacker_who_drills_filters_and_turns_months_tells_no_cell() -> None:
    found = [attacked(system) for system in drills(11, 1, ours, 4)]

    assert [(one.told, one.cells > 50) for one in found] == [(0, True)]


@pytest.mark.parametrize(
    ("told", "median", "shown"),
    [(9, 4321.5, None), (15, 4321.5, None), (40, 4321.5, 4300.0), (40, None, None)],
)
def test_a_declared_median_is_rounded_and_needs_as_many_on_either_side(
    told: int, median: float | None, shown: float | None
) -> None:
    """Twice the least count: fewer would be told apart by what lies beside the middle."""
    table = Table(
        "pivot/cells", ("one",), {"one": "", "income_told": "户", "income_median": "元"}, "3704"
    )
    rows = pl.DataFrame(
        {"one": ["01"], "income_told": [told], "income_median": [median]},
        schema={"one": pl.String, "income_told": pl.Int64, "income_median": pl.Float64},
    )

    assert published(rows, table, KEY)["income_median"].to_list() == [shown]


def test_a_sum_is_published_of_the_true_one_and_not_of_rounded_rows() -> None:
    """Rows of 9 and 40 are shown as hidden and 40: their sum is of 49, at the place asked about."""
    sums = summed(ROWS, AREAS, KEY)

    assert sums["open_households"] == number(49, "3704", KEY)
    assert sums["open_change_households"] == number(-21, "3704", KEY)
    assert "level" not in sums
    assert "loan_yuan" not in sums


def test_a_sum_of_people_is_hidden_with_that_of_their_households() -> None:
    rows = ROWS.head(1)

    assert summed(rows, AREAS, KEY)["open_people"] == HIDDEN


def test_what_is_left_of_a_whole_is_reckoned_from_published_counts() -> None:
    table = Table(
        "quality/at_fault", ("one",),
        {"one": "", "households": "户", "at_fault": "户", "score": "分"}, "3704",
    )  # fmt: skip
    rows = pl.DataFrame(
        {"one": ["a", "b"], "households": [1000, 1000], "at_fault": [50, 3], "score": [95.0, 99.7]}
    )

    assert published(rows, table, KEY)["score"].to_list() == [95.0, None]
