"""Every page for every role, at addresses that lead elsewhere: nothing of anybody else is sent.

What a page sends is looked at as the browser gets it, byte for byte.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access.identity import GIVEN, Person
from holdline.access.scope import Scope
from holdline.shell import page
from holdline.warehouse import reach
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot
from tests.stores import state_in

# Tables send their cells as JSON, in which no Chinese letter stands as itself.
ESCAPED = re.compile(rb"\\u((?!d[89a-f])[0-9a-f]{4})")
TOWN, ELSEWHERE = "370403001", "370403005"
PAGES = {one.name: str(one.path.relative_to(paths.ROOT)) for one in page.discover()}
NEEDS = {one.name: one.page.needs for one in page.discover()}


def told(app: AppTest) -> bytes:
    """Every element of the page as it is sent, and what JSON in it has escaped made plain."""
    protos = (getattr(node, "proto", None) for node in _nodes(app._tree))
    sent = b"\n".join(one.SerializeToString() for one in protos if one)
    return sent + ESCAPED.sub(lambda found: chr(int(found[1], 16)).encode(), sent)


def _nodes(node: object) -> list[object]:
    children = list(getattr(node, "children", {}).values())
    return [node, *(one for child in children for one in _nodes(child))]


def opened(role: str, name: str, **address: str) -> AppTest:
    """The page *name* for somebody of *role* in one township, at *address*."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=90)
    app.session_state["demonstration_role"] = role
    app.session_state["demonstration_division"] = TOWN
    for part, value in {"lang": "en", **address}.items():
        app.query_params[part] = value
    return app.run().switch_page(PAGES[name]).run()


@pytest.fixture(scope="module", autouse=True)
def state_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Apart from the other modules': the access log names whatever their tests had opened."""
    with state_in(tmp_path_factory.mktemp("state")):
        yield


@pytest.fixture(scope="module")
def rows(built_home: object) -> dict[str, list[str]]:
    """Numbers of everybody out of reach, and full names and identity numbers of all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        from holdline.warehouse.snapshot import current  # noqa: PLC0415

        with open_snapshot(current()).reading(Scope(is_masked=False)) as cursor:

            def column(text: str) -> list[str]:
                return [row[0] for row in cursor.execute(text).fetchall()]

            within = f"starts_with(village_code, '{TOWN}')"
            return {
                "strangers": column(f"select household_id from household where not {within}"),
                "spells": column(f"select case_id from spell where not {within}"),
                "numbers": column(
                    "select head_id_number from household where length(head_id_number) > 14"
                ),
                "names": column(
                    "select distinct head_name from household where length(head_name) > 2"
                ),
            }


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("role", GIVEN)
@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_tells_nobody_what_is_not_theirs(
    role: str, name: str, rows: dict[str, list[str]]
) -> None:
    """In their own township; whoever may not open the page at all is told so, and nothing else."""
    app = opened(role, name, division=TOWN, month="2021-11")
    sent = told(app)

    assert not app.exception, [one.message for one in app.exception]
    for kind, values in rows.items():
        assert [one for one in values if one.encode() in sent][:3] == [], kind
    if not Person("a", "a", role, (TOWN,)).may(NEEDS[name]):  # type: ignore[arg-type]
        assert "is not open to" in app.subheader[0].value
        assert {one.key for one in app.selectbox} <= {"choose_role", "choose_reach"}


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("role", ["leader", "analyst", "data_team"])
@pytest.mark.parametrize("division", [ELSEWHERE, "370403", "37", "3704"])
def test_an_address_above_or_beside_ones_reach_is_refused(role: str, division: str) -> None:
    app = opened(role, "briefing", division=division)

    assert len(app.subheader) == 1
    assert app.subheader[0].value.startswith("You may not see") or division in (
        app.subheader[0].value
    )


@pytest.mark.usefixtures("snapshot", "own_state")
def test_a_household_of_others_and_one_that_is_not_there_are_told_alike(
    rows: dict[str, list[str]],
) -> None:
    """Else an address would tell which numbers exist."""
    stranger = min(rows["strangers"])
    there = opened("data_team", "households", division=TOWN, household=stranger)
    absent = opened("data_team", "households", division=TOWN, household="3704030059999999")

    said = [one.subheader[0].value for one in (there, absent)]
    assert said[0].replace(stranger, "") == said[1].replace("3704030059999999", "")
    assert told(there).count(stranger.encode()) <= told(absent).count(b"3704030059999999")


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("role", ["leader", "analyst", "administrator"])
def test_a_card_is_closed_to_whoever_sees_no_records(
    role: str, rows: dict[str, list[str]], snapshot: Snapshot
) -> None:
    with open_snapshot(snapshot).reading(Scope((TOWN,), is_masked=False)) as cursor:
        mine = cursor.execute("select household_id, head_name from household limit 1").fetchall()[0]
    app = opened(role, "households", division=TOWN, household=mine[0])

    assert "is not open to" in app.subheader[0].value
    assert mine[1].encode() not in told(app)
    assert rows


@pytest.mark.usefixtures("snapshot")
def test_a_search_finds_only_what_is_within_reach(rows: dict[str, list[str]]) -> None:
    app = opened("data_team", "households", division=TOWN, words=ELSEWHERE)
    sent = told(app)

    assert [one for one in rows["strangers"] if one.encode() in sent] == []


def test_the_zone_sees_its_townships(snapshot: Snapshot) -> None:
    person = Person("a", "a", "leader", ("370471",))

    assert reach.scope_of(person, snapshot).covers("370403002")
    assert not reach.scope_of(person, snapshot).covers("370403001")


@pytest.mark.usefixtures("snapshot")
def test_the_one_person_of_this_machine_needs_no_sign_in_and_is_no_demonstration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their role and reach are the file's, whatever the session claims."""
    rules = tmp_path / "access.toml"
    rules.write_text(f'[local]\naccount = "zhang"\nrole = "leader"\ndivisions = ["{TOWN}"]\n')
    monkeypatch.setenv("HOLDLINE_ACCESS", str(rules))
    app = opened("data_team", "briefing")
    refused = opened("data_team", "briefing", division=ELSEWHERE)

    assert not app.exception
    assert b"Demonstration" not in told(app)
    assert b"zhang" in told(app)
    assert len(refused.subheader) == 1


def test_a_refused_page_has_the_way_to_another_role(built_home: Path) -> None:
    """Language and role stand above the refusal, once, and another role opens the page there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        app = opened("leader", "sql")
        assert [one.key for one in app.button].count("other_language") == 1
        assert "choose_month" not in [one.key for one in app.selectbox]

        (role,) = (one for one in app.selectbox if one.key == "choose_role")
        role.set_value("data_team").run()

    assert not app.exception
    assert [one.key for one in app.selectbox].count("choose_month") == 1
