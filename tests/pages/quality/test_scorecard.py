"""The scorecard's figures are those its cells open."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from holdline.access.scope import Scope
from holdline.messages.figures import count
from holdline.quality.checks import all_checks
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

Opened = Callable[..., AppTest]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("division", ["37", "370403"])
def test_is_drawn_in_both_languages(opened: Opened, language: str, division: str) -> None:
    page = opened("scorecard", lang=language, division=division)

    assert not page.exception
    assert not page.subheader


@pytest.mark.parametrize("dimension", ["all", "accuracy", "uniqueness"])
def test_a_score_opens_just_the_findings_it_counts(
    opened: Opened, snapshot: Snapshot, dimension: str
) -> None:
    """The list a cell leads to is as long as the figure beside it."""
    checks = [check for check in all_checks() if check.severity != "information"]
    inputs = {
        "view": "management",
        "level": 3,
        "checks": [check.id for check in checks],
        "dimensions": [check.dimension for check in checks],
        "without": [],
    }
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        rows = run(cursor, query("quality/at_fault"), inputs).rows.to_dicts()
    told = next(
        row for row in rows if (row["division_code"], row["dimension"]) == ("370403", dimension)
    )
    address = {"x-severity": "counted", "x-state": "shown"}
    if dimension != "all":
        address["x-dimension"] = dimension
    page = opened("findings", division="370403", **address)
    said = " ".join(one.value for one in page.markdown)
    findings, households = (count(told[one], "zh") for one in ("findings", "at_fault"))

    assert f"疑似问题 {findings} 条，涉及 {households}户" in said.replace("\\", "")
