"""Every query, for people of every role and reach, asked within and out of their reach.

Whatever is asked, nobody is shown a cell that is masked for them, a household out of their reach,
or a figure of a division that is.
"""

import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache
from itertools import cycle
from typing import Any

import polars as pl
import pytest

from holdline import paths
from holdline.access import suppression
from holdline.access.scope import Scope
from holdline.queries.catalogue import query
from holdline.queries.published import answer, is_of_rows
from holdline.queries.runner import run
from holdline.queries.sqlfile import SqlFile
from holdline.shell import cache
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot
from tests.holdline.access.conftest import WHOLE, Canaries

# Of the build itself, and of comparisons of two snapshots, which are files of their own.
NOT_READ_BY_PEOPLE = ("build/", "checks/", "gate/", "compared/")
WITHIN, OUTSIDE, COUNTY = "370403001", "370403005", "370403"
MONTH = date(2021, 11, 1)
TREES = ("management", "legal")
# What analysts do not have: points in a window, and what is told of single villages.
NOT_COPIED = {
    "map/features_counted", "quality/patterns", "timelines/spikes", "lineage/changes",
}  # fmt: skip
BLURRED = {"map/features_counted"}  # its window is drawn round the points as each may see them
# What a division states of itself in public, and what is told of every division alike.
PUBLIC = {"rural_people", "rural_households", "level", "below", "base_rural"}


def names() -> Iterator[str]:
    """The queries that pages and commands ask."""
    for path in sorted(paths.QUERIES.rglob("*.sql")):
        name = path.relative_to(paths.QUERIES).with_suffix("").as_posix()
        if not name.startswith(NOT_READ_BY_PEOPLE):
            yield name


CASES = paths.ROOT / "tests" / "queries"
FILES = {name: query(name) for name in names() if (CASES / f"{name}.toml").is_file()}


@lru_cache(maxsize=256)
def first_case(name: str) -> Mapping[str, object]:
    """The inputs of the first case of a query."""
    cases = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return dict(cases[0].get("inputs", {}))


def inputs(file: SqlFile, **given: object) -> dict[str, object]:
    """The inputs of a case written for *file*, with those *given* in their place."""
    plain = {one.name: "" if one.type == "VARCHAR" else None for one in file.inputs}
    told = {**plain, **first_case(file.name)}
    asked = {"month": MONTH, "take": 10_000, "skip": 0, "monitor_type": "", "main_risk": ""}
    return {**told, **{k: v for k, v in {**asked, **given}.items() if k in told}}


def asked(snapshot: Snapshot, scope: Scope, file: SqlFile, told: Mapping[str, object]) -> Any:
    """The rows of *file* as *scope* sees them."""
    with open_snapshot(snapshot).reading(scope) as cursor:
        return answer(cursor, file, told, scope).rows


def texts(rows: pl.DataFrame) -> set[str]:
    """Every text that stands in *rows*."""
    found: set[str] = set()
    for column in rows.get_columns():
        values = column.explode() if column.dtype == pl.List else column
        if values.dtype == pl.String:
            found.update(values.drop_nulls().to_list())
    return found


def figures(file: SqlFile, rows: pl.DataFrame) -> list[str]:
    """The columns of *rows* that count households, people or their records."""
    units = {one.name: one.unit for one in file.columns}
    return [
        name
        for name, kind in rows.schema.items()
        if kind.is_integer() and units[name] in ("户", "人", "件", "条", "笔", "人次")
        and name not in PUBLIC and name not in file.grain
    ]  # fmt: skip


def test_nobody_is_shown_what_is_hidden_from_them(
    snapshot: Snapshot, scopes: dict[str, Scope], canaries: Canaries
) -> None:
    """More than three thousand: each person, each query, in turn in reach, above and out of it.

    Each is asked by two people at once, through the cache that all readers share.
    """
    tried, places = 0, cycle((OUTSIDE, WITHIN, "37", "370403", OUTSIDE))
    outside = {name: canaries.outside(scope) for name, scope in scopes.items()}
    stranger = min(canaries.outside(scopes["data_team of township"]))
    held = list(scopes)
    cache.forget()
    with ThreadPoolExecutor(2) as pool:
        for pair in zip(held[::2], held[1::2], strict=True):
            for file in FILES.values():
                told = inputs(file, division=next(places), household_id=stranger, view="management")
                asking = [pool.submit(_cached, snapshot, scopes[name], file, told) for name in pair]
                for name, answered in zip(pair, asking, strict=True):
                    shown = texts(answered.result()) - set(map(str, told.values()))

                    assert not shown & canaries.personal, (name, file.name)
                    assert not shown & outside[name], (name, file.name)
                    tried += 1
    assert tried >= 3_000


def _cached(
    snapshot: Snapshot, scope: Scope, file: SqlFile, told: Mapping[str, object]
) -> pl.DataFrame:
    packed = tuple(sorted(told.items(), key=lambda pair: pair[0]))
    return cache.result(snapshot.id, scope, file.name, packed).rows


def test_a_division_out_of_reach_counts_nothing(
    snapshot: Snapshot, scopes: dict[str, Scope]
) -> None:
    """The whole sample holds households there; who may not see them is told none."""
    wrong = []
    for name in ("leader of township", "data_team of zone", "data_team of elsewhere"):
        for file in FILES.values():
            for tree in TREES:
                told = inputs(file, division=OUTSIDE, view=tree)
                if "division" not in told:
                    continue
                rows = asked(snapshot, scopes[name], file, told)
                counted = rows.select(figures(file, rows)).sum().row(0) if rows.height else ()
                wrong += [(name, file.name, counted)] if any(counted) else []

    assert wrong == []


def test_a_figure_within_reach_is_everybodys_alike(
    snapshot: Snapshot, scopes: dict[str, Scope]
) -> None:
    """A leader's and a data team's figures are exactly those of whoever sees everything."""
    differing = []
    for name in ("leader of township", "data_team of township", "leader of province"):
        for file in FILES.values():
            if is_of_rows(file) or file.name in BLURRED or "division" not in inputs(file):
                continue
            told = inputs(file, division=WITHIN, view="management")
            whole = asked(snapshot, WHOLE, file, told)
            if not whole.equals(asked(snapshot, scopes[name], file, told)):
                differing.append((name, file.name))

    assert differing == []


def test_what_is_published_to_analysts_is_the_whole_truth_published(
    snapshot: Snapshot, scopes: dict[str, Scope]
) -> None:
    """Their copy lacks people, yet no count is another's: published, it is as from the whole."""
    scope, differing = scopes["analyst of province"], []
    for file in FILES.values():
        if is_of_rows(file) or file.name in NOT_COPIED or "division" not in inputs(file):
            continue
        told = inputs(file, division=COUNTY, view="management")
        with open_snapshot(snapshot).reading(WHOLE) as cursor:
            whole = run(cursor, file, told).rows
        with open_snapshot(snapshot).reading(scope) as cursor:
            copied = run(cursor, file, told).rows
        of = figures(file, whole)
        if whole.select(of).sum().rows() != copied.select(of).sum().rows():
            differing.append(file.name)

    assert differing == []


def test_an_analyst_is_told_no_small_count(snapshot: Snapshot, scopes: dict[str, Scope]) -> None:
    """Nothing between one and nine, nothing that is no multiple of five, no row of anybody."""
    scope, told_small = scopes["analyst of province"], []
    for file in FILES.values():
        rows = asked(snapshot, scope, file, inputs(file, division=COUNTY, view="management"))
        if is_of_rows(file):
            assert rows.is_empty(), file.name
            continue
        for name in figures(file, rows):
            values = set(rows[name].drop_nulls().to_list()) - {suppression.HIDDEN}
            if any(abs(value) < suppression.least() or value % 5 for value in values):
                told_small.append((file.name, name))

    assert told_small == []


def test_people_who_ask_at_once_are_answered_each_their_own(
    snapshot: Snapshot, scopes: dict[str, Scope]
) -> None:
    """Forty readers of one cache, at once and in any order."""
    cache.forget()
    file = FILES["briefing/headline"]
    told = inputs(file, division=WITHIN, view="management")
    alone = {name: asked(snapshot, scope, file, told) for name, scope in scopes.items()}

    def one(name: str) -> tuple[str, pl.DataFrame]:
        packed = tuple(sorted(told.items()))
        return name, cache.result(snapshot.id, scopes[name], file.name, packed).rows

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(one, [*scopes, *reversed(scopes)] * 2))

    assert [name for name, rows in answers if not rows.equals(alone[name])] == []
    assert len({alone[name].rows()[0] for name in scopes}) > 1


@pytest.mark.parametrize("tree", TREES)
def test_a_zone_reads_the_townships_it_manages(
    snapshot: Snapshot, scopes: dict[str, Scope], tree: str
) -> None:
    """Their codes are the county's; the zone's figure is the sum over its villages."""
    scope, file = scopes["leader of zone"], FILES["briefing/headline"]
    managed = [code for code in scope.divisions if not code.startswith("370471")]
    rows = asked(snapshot, scope, file, inputs(file, division="370471", view="management"))
    told = inputs(file, division=managed[0], view=tree)

    assert managed
    assert rows.filter(pl.col("monitor_type") == "all")["identified_households"].max() > 0
    assert asked(snapshot, scope, file, told).equals(asked(snapshot, WHOLE, file, told))
