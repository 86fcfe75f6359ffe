"""A signal is a figure past its threshold, with the figures and the threshold in its reason."""

from datetime import date
from typing import Any

import pytest

from holdline.messages.catalogue import languages
from holdline.quality import signals
from holdline.queries.catalogue import query

DAY = date(2021, 11, 1)
QUIET = {
    "division_code": "370403", "short_name": "Xue", "level": 3, "open_households": 100,
    "open_before_households": 100, "new_households": 2, "new_year_households": 24,
    "again_households": 0, "closed_households": 2, "identified_households": 200,
    "eliminated_households": 100,
}  # fmt: skip


def found(**changed: Any) -> list[str]:
    """The kinds of signal of one division's row."""
    return [one.kind for one in signals.found([{**QUIET, **changed}], DAY)]


@pytest.mark.parametrize(
    ("kind", "at", "below"),
    [
        ("open_growth", {"open_households": 115}, {"open_households": 114}),
        ("new_surge", {"new_households": 6}, {"new_households": 5}),
        ("again", {"again_households": 1}, {"again_households": 0}),
        ("closed_surge", {"closed_households": 40}, {"closed_households": 39}),
        ("eliminated_low", {"eliminated_households": 40}, {"eliminated_households": 41}),
    ],
)
def test_a_figure_at_its_threshold_is_one_and_below_it_none(
    kind: str, at: dict[str, int], below: dict[str, int]
) -> None:
    assert found(**at) == [kind]
    assert found(**below) == []


@pytest.mark.parametrize(
    "few",
    [
        {"open_households": 19, "open_before_households": 10},
        {"new_households": 4, "new_year_households": 1},
        {"closed_households": 9, "open_before_households": 9, "open_households": 9},
        {"identified_households": 19, "eliminated_households": 0},
        {"open_before_households": 0, "new_year_households": 0, "identified_households": 0},
    ],
)
def test_a_handful_is_no_trend(few: dict[str, int]) -> None:
    assert found(**few) == []


def test_of_a_hidden_figure_nothing_is_said() -> None:
    """A published nought may be nine: it is no low rate, and no growth from nothing."""
    row = {**QUIET, "eliminated_households": 0}

    assert [one.kind for one in signals.found([row], DAY)] == ["eliminated_low"]
    assert signals.found([row], DAY, is_published=True) == []


def test_what_rounding_alone_may_have_made_is_no_signal() -> None:
    """20 after 15 may be 17 after 16; 60 after 30 is a rise whatever the true counts are."""
    counts = {"open_before_households": 15, "open_households": 20}
    doubled = {"open_before_households": 30, "open_households": 60}
    far = {"eliminated_households": 10, "identified_households": 200}
    near = {"eliminated_households": 40, "identified_households": 205}
    for changed, kinds in ((counts, []), (doubled, ["open_growth"]), (far, ["eliminated_low"]),
                           (near, [])):  # fmt: skip
        held = signals.found([{**QUIET, **changed}], DAY, is_published=True)
        assert [one.kind for one in held if one.kind in {"open_growth", "eliminated_low"}] == kinds


def test_the_reason_names_the_figures_and_the_threshold() -> None:
    one = signals.found([{**QUIET, "open_households": 120}], DAY)[0]

    assert "未消除120户，上月末100户，增加20.00%，阈值15.00%" in one.reason("zh")
    assert "up 20.00%, threshold 15.00%" in one.reason("en")


def test_the_highest_division_comes_first() -> None:
    rows = [
        {**QUIET, "division_code": "370403001", "level": 4, "again_households": 1},
        {**QUIET, "division_code": "370404", "open_households": 130, "again_households": 1},
        {**QUIET, "division_code": "370403", "again_households": 1},
    ]

    assert [(one.division_code, one.kind) for one in signals.found(rows, DAY)] == [
        ("370404", "open_growth"), ("370403", "again"), ("370404", "again"), ("370403001", "again"),
    ]  # fmt: skip


def test_every_rule_reads_columns_there_are_and_can_say_why() -> None:
    columns = {one.name for one in query(signals.FIGURES).columns}
    assert {name for rule in signals.rules() for name in (*rule.uses(), *rule.least)} <= columns
    assert all(bool(rule.at_least) != bool(rule.at_most) for rule in signals.rules())
    row = {**QUIET, "open_households": 300, "new_households": 90, "again_households": 9,
           "closed_households": 90, "eliminated_households": 0}  # fmt: skip
    held = signals.found([row], DAY)
    assert {one.kind for one in held} == {rule.name for rule in signals.rules()}
    assert all(one.reason(spoken) and one.title(spoken) for one in held for spoken in languages())


def test_a_count_is_told_where_it_arose_and_at_the_top_a_share_at_every_level() -> None:
    """One household monitored again is one signal below the top, and not one at each level."""
    codes = ("37", "3704", "370403", "370403001")
    rows = [{**QUIET, "division_code": code, "again_households": 1} for code in codes]
    low = [{**QUIET, "division_code": code, "eliminated_households": 40} for code in codes]

    def told(held: list[dict[str, Any]]) -> list[str]:
        return [one.division_code for one in signals.lowest(signals.found(held, DAY), "37")]

    assert told(rows) == ["37", "370403001"]
    assert told(low) == list(codes)
