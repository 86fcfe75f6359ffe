"""What is published of a breakdown's sum is what other pages publish of it, near the true count."""

import random
from datetime import date
from pathlib import Path

import pytest

from holdline.access.scope import Scope
from holdline.access.suppression import HIDDEN, least
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot
from tests.oracle import headline

PUBLISHED = Scope(sight="figures")
CHOICES = 40
STEP = 5
PLACES = """
select distinct path.ancestor_code from monitoring_change as change
join division_path as path on path.view = 'management' and path.leaf_code = change.division_code
where change.view = 'management' order by all
"""


@pytest.fixture(scope="module")
def recount(built_home: Path) -> headline.Oracle:
    return headline.read(built_home / "import")


def test_the_sum_of_the_risks_is_the_headline_and_near_the_true_count(
    snapshot: Snapshot, recount: headline.Oracle
) -> None:
    lot = random.Random(31)  # noqa: S311  a lot, not a secret
    wrong, hidden = [], 0
    with open_snapshot(snapshot).reading(PUBLISHED) as cursor:
        places = [code for (code,) in cursor.execute(PLACES).fetchall()]
        for _ in range(CHOICES):
            division, month = (
                lot.choice(places),
                date(lot.choice((2021, 2022)), lot.randrange(1, 13), 1),
            )
            choice = {"view": "management", "division": division, "month": month}
            choice |= {"monitor_type": "", "main_risk": ""}
            true = recount.figures(division=division, month=month, tree="management")
            whole = answer(cursor, query("briefing/headline"), choice, PUBLISHED).rows
            (card,) = (
                row["open_households"]
                for row in whole.iter_rows(named=True)
                if (row["moment"], row["monitor_type"]) == ("now", "all")
            )
            del choice["main_risk"]
            told = answer(cursor, query("briefing/risks"), choice, PUBLISHED).total(
                "open_households"
            )
            exact = true["all"]["open"]["households"]
            is_hidden = told == HIDDEN
            hidden += is_hidden
            is_right = (
                exact < least() if is_hidden else abs(told - exact) < STEP and told % STEP == 0
            )
            if told != card or not is_right:
                wrong.append((choice, told, card, exact))

    assert wrong == []
    assert 0 < hidden < CHOICES
