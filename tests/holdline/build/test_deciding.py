"""Which snapshot serves: published, stopped at the gate, rolled back, undone; all of it kept."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from holdline import paths
from holdline.access.identity import Person, operator
from holdline.build import deciding, gate, publish, versions
from holdline.build.building import build
from holdline.build.gate import Verdict
from holdline.errors import ImportStateUnfit, NotPermitted, ReasonWanted
from holdline.reference import divisions
from holdline.state.audit import events
from holdline.state.store import store
from holdline.warehouse import snapshot
from tests.holdline.build.conftest import BASE, VILLAGE, to_csv

Write = Callable[..., Path]
Row = dict[str, str]
WHY = "checked with the county"
MANY = [
    {"户编号": f"37010200100200{n:02}", "家庭纯收入": f"{1000 + n}.00", "采集人工号": "c1"}
    for n in range(60)
]


@dataclass(frozen=True)
class Brought:
    """What became of an import."""

    id: str
    state: str
    verdict: Verdict


Imported = Callable[..., Brought]


def scaled(row: Row) -> Row:
    """The household with ten thousand times its income."""
    return row | {"家庭纯收入": f"{float(row['家庭纯收入']) * 10_000:.2f}"}


def noted(row: Row) -> Row:
    """A small change: one household's telephone."""
    return row | ({"联系电话": "13900000000"} if row["户编号"].endswith("07") else {})


def without_income(row: Row) -> Row:
    """A column less."""
    return {name: row[name] for name in row if name != "家庭纯收入"}


def with_note(row: Row) -> Row:
    """A column more, filled in for a few."""
    return row | ({"备注": "x"} if row["户编号"].endswith("01") else {})


CHANGES: dict[str, Callable[[Row], Row]] = {
    "first": dict,
    "noted": noted,
    "scaled": scaled,
    "without_income": without_income,
    "with_note": with_note,
}


@pytest.fixture(scope="module")
def versioned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The gate's queries alone, and code and rules that nobody edits meanwhile."""
    queries = tmp_path_factory.mktemp("queries") / "queries"
    shutil.copytree(paths.QUERIES / "gate", queries / "gate")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "QUERIES", queries)
        patch.setattr(versions, "rule_pack", lambda: "rules")
        patch.setattr(versions, "code_version", lambda: "code")
        shipped = divisions.shipped()
        codes = [VILLAGE[:length] for length in (2, 4, 6, 9, 12)]
        few = shipped.filter(shipped["division_code"].is_in(codes))
        patch.setattr(divisions, "shipped", lambda *_: few)
        yield queries


@pytest.fixture(scope="module")
def made(versioned: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A snapshot of sixty households, and of each way in which they change; built once."""
    del versioned
    found = {}
    for name, change in CHANGES.items():
        folder = tmp_path_factory.mktemp(name)
        rows = [change(dict(row)) for row in MANY]
        fill(folder / "import", rows)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOLDLINE_HOME", str(folder / "home"))
            built = build(folder / "import", as_of=date(2022, 12, 31))
            found[name] = snapshot.named(built.manifest.snapshot_id).folder
    return found


@pytest.fixture(autouse=True)
def home(versioned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    del versioned
    monkeypatch.setenv("HOLDLINE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def imported(made: dict[str, Path]) -> Imported:
    """Import one of `made`, as a build does when it has finished."""

    def importing(name: str = "first", acknowledged: str = "") -> Brought:
        held = paths.snapshots() / made[name].name
        with publish.alone():
            if not held.exists():
                shutil.copytree(made[name], held)
            new = snapshot.named(held.name)
            state, verdict = deciding.settle(operator(), new, acknowledged)
        return Brought(new.id, state, verdict)

    return importing


def fill(folder: Path, rows: list[Row]) -> Path:
    """Write an import of the households *rows*, each with a member, the first with a case."""
    folder.mkdir(exist_ok=True)
    members = [{"人编号": row["户编号"] + "001", "户编号": row["户编号"]} for row in rows]
    cases = [{"户编号": rows[0]["户编号"]}]
    for table, held in (("household", rows), ("member", members), ("monitor_case", cases)):
        rows_told = [BASE[table] | row for row in held]
        to_csv(folder / f"{table}.csv", rows_told, list(BASE[table]))
    return folder


def states() -> dict[str, str]:
    """The state of each import by its snapshot."""
    return {one.snapshot_id: one.state for one in deciding.listed()}


def actions() -> list[str]:
    """What the audit says was done, the first first."""
    with store().reading() as db:
        return [one.action for one in events(db)]


def test_an_import_is_written_down_with_who_and_how_much(imported: Imported) -> None:
    """Its rows foot, and the audit says it was published."""
    built = imported()
    entry = deciding.entry(built.id)

    assert entry is not None
    assert (entry.account, entry.state, entry.households) == (operator().account, "published", 60)
    assert (entry.rows_read, entry.rows_set_aside) == (121, 0)
    assert actions() == ["snapshot.published"]


def test_a_small_change_is_published_unasked(imported: Imported) -> None:
    """The entry says which one served before."""
    first, second = imported(), imported("noted")
    entry = deciding.entry(second.id)

    assert (second.state, second.verdict.alarms) == ("published", ())
    assert entry is not None
    assert entry.before_id == first.id
    assert snapshot.pointed() == second.id


def test_incomes_scaled_stop_at_the_gate(imported: Imported) -> None:
    """The snapshot is whole and can be looked at, but the one before goes on serving."""
    first, second = imported(), imported("scaled")
    kinds = {alarm.kind: alarm for alarm in second.verdict.alarms}

    assert second.state == "waiting"
    assert snapshot.pointed() == first.id
    assert snapshot.named(second.id).id == second.id
    assert set(kinds) == {"income_scaled", "operator_mass"}
    assert (kinds["income_scaled"].cluster, kinds["income_scaled"].rows) == ("370102001", 60)
    assert (kinds["operator_mass"].cluster, kinds["operator_mass"].base) == ("c1", 60)
    assert "370102001" in gate.told(kinds["income_scaled"], "en")
    assert "370102001" in gate.told(kinds["income_scaled"], "zh")


def test_a_reason_publishes_what_waits(imported: Imported) -> None:
    """The reason is kept; what it says of its alarms stays."""
    imported()
    waiting = imported("scaled").id
    with pytest.raises(ReasonWanted):
        deciding.release(operator(), waiting, " ")
    deciding.release(operator(), waiting, WHY)
    kept = deciding.decisions(waiting)
    entry = deciding.entry(waiting)

    assert snapshot.pointed() == waiting
    assert [(one.state, one.reason) for one in kept] == [("waiting", ""), ("published", WHY)]
    assert entry is not None
    assert len(gate.from_facts(entry.noticed).alarms) == 2
    assert actions() == ["snapshot.published", "snapshot.waiting", "snapshot.published"]


def test_an_acknowledgement_given_at_once_publishes_at_once(
    imported: Imported,
) -> None:
    imported()
    built = imported("scaled", acknowledged=WHY)

    assert (built.state, snapshot.pointed()) == ("published", built.id)
    assert built.verdict.alarms


def test_a_column_that_is_gone_is_named_and_stops(imported: Imported) -> None:
    """Before publishing, by its table and its name."""
    imported()
    built = imported("without_income")

    assert built.state == "waiting"
    assert [(one.table, one.column, one.drift) for one in built.verdict.drift] == [
        ("household", "net_income_yuan", "gone")
    ]
    assert "column_gone" in {one.kind for one in built.verdict.alarms}


def test_a_new_column_is_named_and_passes(imported: Imported) -> None:
    imported()
    built = imported("with_note")

    assert built.state == "published"
    assert [(one.column, one.drift) for one in built.verdict.drift] == [("note", "new")]


def test_rolling_back_lets_the_earlier_one_serve(imported: Imported) -> None:
    """And the later one can be published again."""
    first, second = (one.id for one in (imported(), imported("noted")))
    deciding.roll_back(operator(), first, WHY)

    assert snapshot.pointed() == first
    assert states() == {first: "published", second: "rolled_back"}
    deciding.release(operator(), second, WHY)
    assert snapshot.pointed() == second
    assert states() == {first: "published", second: "published"}


def test_undoing_withdraws_it(imported: Imported) -> None:
    """What served before serves again; its link goes on showing it."""
    first, second = (one.id for one in (imported(), imported("noted")))
    served = deciding.undo(operator(), second, WHY)

    assert (served, snapshot.pointed()) == (first, first)
    assert states()[second] == "undone"
    assert snapshot.named(second).id == second


@pytest.mark.parametrize("is_folder_gone", [False, True])
def test_a_name_is_burnt_once_undone(tmp_path: Path, *, is_folder_gone: bool) -> None:
    """The same files again make a snapshot of another name, as the ledger remembers the first."""
    folder = fill(tmp_path / "import", [MANY[0]])
    build(folder, as_of=date(2022, 11, 30))
    undone = build(folder, as_of=date(2022, 12, 31)).manifest.snapshot_id
    deciding.undo(operator(), undone, WHY)
    if is_folder_gone:
        shutil.rmtree(paths.snapshots() / undone)
    again = build(folder, as_of=date(2022, 12, 31)).manifest.snapshot_id

    assert (again, snapshot.pointed()) == (f"{undone}-2", f"{undone}-2")


def test_undoing_twice_goes_back_twice(imported: Imported) -> None:
    """Never to one that was undone or only waited; the first of all cannot be undone."""
    first = imported().id
    second = imported("noted").id
    imported("scaled")
    third = imported("with_note", acknowledged=WHY)
    for undone in (third.id, second):
        deciding.undo(operator(), undone, WHY)

    assert snapshot.pointed() == first
    with pytest.raises(ImportStateUnfit):
        deciding.undo(operator(), first, WHY)


def test_undoing_goes_back_to_what_served_then(imported: Imported) -> None:
    """Not to what served when the import was made: another came between."""
    imported()
    waiting = imported("scaled").id
    between = imported("noted").id
    deciding.release(operator(), waiting, WHY)

    assert deciding.undo(operator(), waiting, WHY) == between


def test_what_does_not_fit_is_refused(imported: Imported) -> None:
    """What waits is not rolled back to, what serves is not published, what is undone stays so."""
    first = imported().id
    waiting = imported("scaled").id
    with pytest.raises(ImportStateUnfit):
        deciding.roll_back(operator(), waiting, WHY)
    with pytest.raises(ImportStateUnfit):
        deciding.release(operator(), first, WHY)
    deciding.undo(operator(), waiting, WHY)
    for act in (deciding.release, deciding.roll_back, deciding.undo):
        with pytest.raises(ImportStateUnfit):
            act(operator(), waiting, WHY)
    assert snapshot.pointed() == first


@pytest.mark.parametrize("act", [deciding.release, deciding.roll_back, deciding.undo])
def test_each_decision_takes_its_permission(
    imported: Imported, act: Callable[[Person, str, str], object]
) -> None:
    """An analyst decides nothing, and nothing changes."""
    first = imported().id
    analyst = Person("a", "a", "analyst")

    with pytest.raises(NotPermitted):
        act(analyst, first, WHY)
    assert actions() == ["snapshot.published"]


def test_importing_takes_its_permission(write: Write) -> None:
    with pytest.raises(NotPermitted):
        build(write(), person=Person("a", "a", "analyst"))


def test_a_snapshot_the_ledger_lost_is_listed_and_can_be_decided_on(
    imported: Imported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a folder of snapshots brought from elsewhere, without its state."""
    imported()
    first = snapshot.pointed()
    imported("noted")
    moved = tmp_path / "moved"
    shutil.copytree(paths.snapshots(), moved / "snapshots")
    monkeypatch.setenv("HOLDLINE_HOME", str(moved))

    assert {one.account for one in deciding.listed()} == {""}
    deciding.roll_back(operator(), first, WHY)
    assert snapshot.pointed() == first


def test_what_a_dead_build_left_unsettled_waits(made: dict[str, Path], imported: Imported) -> None:
    """It stands whole among the snapshots, but nobody looked at what it changes."""
    first = imported()
    shutil.copytree(made["scaled"], paths.snapshots() / made["scaled"].name)

    assert states() == {first.id: "published", made["scaled"].name: "waiting"}
    with pytest.raises(ImportStateUnfit):
        deciding.roll_back(operator(), made["scaled"].name, WHY)
    assert imported("scaled").state == "waiting"
