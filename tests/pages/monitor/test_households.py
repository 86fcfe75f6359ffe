"""The households page: as many as the figure says, found by number and name, never unmasked."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot


def opened(**address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in {"lang": "zh", **address}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/monitor/households.py").run()


def someone(snapshot: Snapshot) -> dict[str, str]:
    """A household and the whole name of its head, as only an unmasked reader sees it."""
    with open_snapshot(snapshot).reading(Scope(is_masked=False)) as cursor:
        rows = cursor.execute(
            "select household_id, head_name from household order by household_id limit 1"
        ).fetchall()
    return {"household_id": rows[0][0], "head_name": rows[0][1]}


def test_its_title_counts_as_the_headline_does(snapshot: Snapshot) -> None:
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        month = run(cursor, query("shared/period"), {}).rows["last_month"][0]
        inputs = {"view": "management", "division": "3704", "month": month}
        inputs |= {"monitor_type": "", "main_risk": ""}
        rows = run(cursor, query("briefing/headline"), inputs).rows.to_dicts()
    whole = next(r for r in rows if (r["moment"], r["monitor_type"]) == ("now", "all"))

    page = opened(division="3704", measure="open")

    assert not page.exception
    assert any(f"{whole['open_households']:,}户" in one.value for one in page.markdown)


def test_a_name_is_found_and_not_shown(snapshot: Snapshot) -> None:
    """Whoever knows a whole name may find the household, and reads it masked."""
    known = someone(snapshot)

    page = opened(division="3704", household=known["household_id"])

    assert not page.exception
    said = " ".join(one.value for one in [*page.markdown, *page.caption])
    assert known["household_id"] in said
    assert known["head_name"] not in said


@pytest.mark.usefixtures("snapshot")
def test_a_household_that_is_not_there_is_told_kindly() -> None:
    page = opened(division="3704", household="0000000000000000")

    assert not page.exception
    assert any("0000000000000000" in one.value for one in [*page.subheader, *page.markdown])


def test_dates_that_cannot_stand_so_are_told_on_the_card(snapshot: Snapshot) -> None:
    """Each two of them, by how many days; a household without any is told nothing."""
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        faults = cursor.execute(
            "select household_id, count(*) from procedure_order group by all order by all limit 1"
        ).fetchall()
    ((household, many),) = faults

    page = opened(household=household)

    assert not page.exception
    assert many == sum("倒置" in one.value for one in page.markdown)
