"""Only the households of a drawn area, on a reader's cursor: every table, every count of them.

A table with a `household_id` is shadowed, as scope's views do, by the rows of the households
chosen. A table that was counted from such tables is counted again from those rows, by the very
statement that built it, before anything is masked. So a query never mentions the area and cannot
forget it (docs/decisions/0012).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from graphlib import TopologicalSorter

import duckdb

from holdline import paths
from holdline.access.area import Outline

CHOSEN, AGAIN = "chosen_household", "counted_again_"
# Divisions' own bases count everybody on their ground: over a part of it no rate can be told.
UNTOLD = {"division_base": ("rural_households", "rural_people")}
# Facts of divisions, or told by comparing whole villages: they stay those of the whole division.
WHOLE = frozenset({"source_project", "village_pattern"})
READS = re.compile(r"^-- reads: +(.+(?:\n-- {5,}.+)*)", re.MULTILINE)
INSIDE = """
create temp table chosen_household as
with
corner as (
    select row_number() over () as number, pair[1] as x, pair[2] as y
    from (select unnest($corners) as pair)
),
edge as (
    select
        x as x1, y as y1,
        coalesce(lead(x) over (order by number), first(x) over (order by number)) as x2,
        coalesce(lead(y) over (order by number), first(y) over (order by number)) as y2
    from corner
),
near as (
    select household_id, longitude, latitude
    from ({point})
    where state = 'drawn'
        and longitude between $west and $east
        and latitude between $south and $north
)
select near.household_id
from near
join edge
    on (edge.y1 > near.latitude) <> (edge.y2 > near.latitude)
    and near.longitude
        < (edge.x2 - edge.x1) * (near.latitude - edge.y1) / (edge.y2 - edge.y1) + edge.x1
group by near.household_id
having count(*) % 2 = 1
"""


def whole(reads: Iterable[str]) -> frozenset[str]:
    """Of the tables that a query *reads*, those an area cannot narrow."""
    return WHOLE & frozenset(reads)


def choose(cursor: duckdb.DuckDBPyConnection, area: Outline, point: str) -> None:
    """Keep the households inside *area*, by their points as the statement *point* shows them.

    A household on the edge is on one side of it only; one without a point is in no area.
    """
    east, north = [x for x, _ in area], [y for _, y in area]
    box = {"west": min(east), "east": max(east), "south": min(north), "north": max(north)}
    corners = [list(corner) for corner in area]
    cursor.execute(INSIDE.format(point=point), {"corners": corners, **box})


def narrow(
    cursor: duckdb.DuckDBPyConnection,
    scoped: Mapping[str, str],
    tables: Mapping[str, Collection[str]],
    source: str,
) -> dict[str, str]:
    """Count again what was counted of the chosen households; the select text of every view needed.

    Args:
        cursor: on which `choose` has chosen.
        scoped: the views of the reader's scope, by table.
        tables: the columns of each table.
        source: the catalogue and schema the tables themselves stand in.
    """
    inside = f"household_id in (select household_id from {CHOSEN})"
    held = [table for table, columns in tables.items() if "household_id" in columns]
    for table in held:
        rows = f'select * from {source}."{table}" where {inside}'
        cursor.execute(f'create temp view "{table}" as {rows}')
    found = {
        table: f"select * from ({_plain(scoped, table, source)}) where {inside}" for table in held
    }
    for table, statement in _counted(tables, frozenset(held)):
        again = f'"{AGAIN}{table}"'
        cursor.execute(f"create temp table {again} as {statement}")
        cursor.execute(f'create temp view "{table}" as select * from {again}')
        found[table] = _plain(scoped, table, source).replace(f'{source}."{table}"', again)
    for table, names in UNTOLD.items():
        nothing = ", ".join(f"cast(null as bigint) as {name}" for name in names)
        found[table] = f"select * replace ({nothing}) from ({_plain(scoped, table, source)})"
    return {**scoped, **found}


def _plain(scoped: Mapping[str, str], table: str, source: str) -> str:
    return scoped.get(table, f'select * from {source}."{table}"')


def _counted(tables: Collection[str], held: frozenset[str]) -> list[tuple[str, str]]:
    """The tables counted from those *held*, at any remove, each after those it reads.

    Only those that a page asks, and what they are counted from.
    """
    built = {
        table: told
        for table, told in _built().items()
        if table in tables and table not in held | WHOLE
    }
    counted: set[str] = set()
    while (
        found := {table for table, (reads, _) in built.items() if reads & (held | counted)}
        - counted
    ):
        counted |= found
    needed, left = set(), set(counted & _asked())
    while left:
        needed |= left
        left = {read for table in left for read in built[table][0] & counted} - needed
    order = TopologicalSorter({table: built[table][0] & needed for table in sorted(needed)})
    return [(table, built[table][1]) for table in order.static_order()]


@lru_cache(maxsize=1)
def _built() -> dict[str, tuple[frozenset[str], str]]:
    """What each table of the build reads, and its statement."""
    files = sorted((paths.QUERIES / "build").glob("*/*.sql"))
    texts = {file.stem: file.read_text("utf-8") for file in files}
    return {table: (_reads(text), text) for table, text in texts.items()}


@lru_cache(maxsize=1)
def _asked() -> frozenset[str]:
    """The tables that a query of a page reads."""
    folders = [one for one in paths.QUERIES.iterdir() if one.name not in ("build", "checks")]
    files = [file for folder in folders for file in folder.rglob("*.sql")]
    return frozenset().union(*(_reads(file.read_text("utf-8")) for file in files))


def _reads(text: str) -> frozenset[str]:
    told = READS.search(text)
    return frozenset(re.findall(r"\w+", told[1]) if told else ())
