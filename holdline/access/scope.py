"""A reader's scope: which divisions' rows, and whether with masked cells, as views of the tables.

The views are declared here and made by holdline.warehouse on each cursor, under the tables' own
names, so that a query never mentions scope and cannot forget it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from holdline.access.area import Outline, written
from holdline.access.masking import SHOWN_TO_LISTS, marked, masked, withheld
from holdline.errors import ScopeMalformed
from holdline.reference import columns

# Divisions themselves, whose names are public and on every reader's path up, and the dated
# figures set by a division above for all below it.
OPEN = frozenset({
    "division_tree", "division_path", "division_then", "division_then_path", "division_stay",
    "source_division", "source_county_income", "monitoring_line",
})  # fmt: skip
# The columns that place a row, the surest first; placed_code is the build's own finding.
PLACEMENTS = ("placed_code", "village_code", "division_code")
# Rows set aside because nothing places them, though they are somebody's.
UNPLACED = frozenset({"quarantine", "rejected_cell", "import_note"})
# Columns that quote a cell of the column named beside them, and those that quote whole rows.
NAMING = ("column_name", "field")
QUOTING = ("value", "proposed", "raw", "expected", "old_value", "new_value")
QUOTING_ROWS = ("row_json",)

# The other side of a pair of registrations, which may lie in another's division.
OTHER_PLACE, OTHERS = "other_village_code", ("other_household_id", "other_person_id")
# Whole names and numbers that only the build and its checks compare people by.
CLOSED = frozenset({
    "link_person", "link_candidate", "link_number", "name_sound", "department_holder",
    "department_candidate",
})  # fmt: skip
# Tables of where houses stand, of which lists show nothing.
POINTS = ("point", "position")

# How near a reader comes to households: their records; lists of them without what is personal;
# published figures only; or nobody at all.
Sight = Literal["records", "lists", "figures", "nobody"]


@dataclass(frozen=True)
class Scope:
    """What one reader may see.

    Attributes:
        divisions: codes; a reader sees the rows of each and of all below it, told by the code's
            beginning. An empty text is everything; none at all is nothing. Kept sorted, without
            those that lie below another.
        is_masked: names, numbers, telephones, addresses, points and births are hidden in part.
        sight: how near the reader comes to households; anything but records is always masked.
        area: corners of an outline the reader has drawn: only households with a point inside.
            `views` leaves it to holdline.warehouse.narrowing. Who sees no records draws none,
            as counts of any outline would tell apart what published figures hide.

    A township that a functional zone manages keeps its own code; holdline.warehouse.reach adds
    the townships of a snapshot to a scope by zone.

    Raises:
        ScopeMalformed: a division is not digits.
    """

    divisions: tuple[str, ...] = ("",)
    is_masked: bool = True
    sight: Sight = "records"
    area: Outline = ()

    def __post_init__(self) -> None:
        """Check the codes, as they become part of SQL text, and drop those below another."""
        if any(code and not (code.isascii() and code.isdigit()) for code in self.divisions):
            raise ScopeMalformed(divisions=list(self.divisions))
        wide = tuple(
            code
            for code in sorted(set(self.divisions))
            if not any(code != other and code.startswith(other) for other in self.divisions)
        )
        object.__setattr__(self, "divisions", wide)
        object.__setattr__(self, "is_masked", self.is_masked or self.sight != "records")
        object.__setattr__(self, "area", self.area if self.sight == "records" else ())

    def key(self) -> str:
        """A text that is equal for equal scopes only, fit for a cache's key."""
        reach = "everything" if self.is_everywhere else ",".join(self.divisions) or "nothing"
        seen = f"{reach}|{'masked' if self.is_masked else 'full'}|{self.sight}"
        return f"{seen}|{written(self.area)}" if self.area else seen

    @property
    def is_published(self) -> bool:
        """Whether every figure is published by the rule for small cells."""
        return self.sight == "figures"

    @property
    def shows_rows(self) -> bool:
        """Whether a row of anybody is ever shown; else the copy without personal data is read."""
        return self.sight in ("records", "lists")

    def covers(self, division_code: str) -> bool:
        """Whether everything of the division lies within."""
        return any(division_code.startswith(code) for code in self.divisions)

    @property
    def is_everywhere(self) -> bool:
        """Whether no row is out of reach."""
        return "" in self.divisions


def views(
    scope: Scope, tables: Mapping[str, Collection[str]], source: str = "warehouse.main"
) -> dict[str, str]:
    """The select text of the view each of *tables* needs; one seen whole needs none.

    Rows are told by the beginning of the code that places them (PLACEMENTS); without one, by the
    household of `household_id`. A table that holds a masked column and can be placed by none
    of them is shown empty, as are raw rows to whoever does not see everything. A row whose
    placement is missing is not shown. Tables without masked columns hold nobody and are whole.
    Masks hide cells wherever they stand: a finding's quotation of a name is hidden as the name is.
    Lists show no more of anybody than a masked name.

    Args:
        scope: the reader's.
        tables: the columns of each table.
        source: the catalogue and schema the tables themselves stand in.
    """
    found = {}
    for table, held in tables.items():
        replaced = _replaced(scope, table, held)
        condition = _condition(scope, table, tables, source)
        if replaced or condition:
            found[table] = f'select *{replaced} from {source}."{table}"' + (
                f" where {condition}" if condition else ""
            )
    return found


def _is_masked(scope: Scope) -> bool:
    """Whether cells are hidden here: the copy that figures are read from has none to hide."""
    return scope.is_masked and scope.shows_rows


def _replaced(scope: Scope, table: str, held: Collection[str]) -> str:
    shown = _strangers(scope, held)
    if _is_masked(scope):
        shown |= _masked_cells(table, held, scope.sight) | _masked_quotations(held)
    parts = [f'{expression} as "{name}"' for name, expression in shown.items()]
    return f" replace ({', '.join(parts)})" if parts else ""


def _strangers(scope: Scope, held: Collection[str]) -> dict[str, str]:
    """The other side of a pair: who it is, only where it lies within the scope."""
    if scope.is_everywhere or OTHER_PLACE not in held:
        return {}
    within = _within(scope, OTHER_PLACE)
    return {name: f"if({within}, \"{name}\", '*')" for name in OTHERS if name in held}


def _masked_cells(table: str, held: Iterable[str], sight: Sight) -> dict[str, str]:
    masks = {name: mask for name, mask in columns.masks().items() if name in held}
    if sight == "records":
        found = {name: masked(name, mask) for name, mask in masks.items()}
    else:
        found = {name: _in_lists(table, name, mask) for name, mask in masks.items()}
    return {name: expression for name in held if (expression := found.get(name))}


def _in_lists(table: str, name: str, mask: str) -> str | None:
    if mask in SHOWN_TO_LISTS:
        return masked(name, mask)
    return withheld(name) if table.startswith(POINTS) else marked(name, mask)


def _masked_quotations(held: Collection[str]) -> dict[str, str]:
    naming = next((name for name in NAMING if name in held), None)
    if naming is None:
        return {}
    hidden = ", ".join(f"'{name}'" for name, mask in columns.masks().items() if masked(name, mask))
    is_hidden = f"coalesce({naming} in ({hidden}), true)"
    quoted = {name: f'if({is_hidden}, null, "{name}")' for name in QUOTING if name in held}
    return quoted | {name: "cast(null as varchar)" for name in QUOTING_ROWS if name in held}


def _condition(scope: Scope, table: str, tables: Mapping[str, Collection[str]], source: str) -> str:
    held = tables[table]
    if table in CLOSED and scope.is_masked:
        return "false"
    if scope.is_everywhere or table in OPEN:
        return ""
    for column in PLACEMENTS:
        if column in held:
            return _within(scope, column)
    households = next((one for one in ("household", "source_household") if one in tables), None)
    if "household_id" in held and households:
        place = next(column for column in PLACEMENTS if column in tables[households])
        inside = f'select household_id from {source}."{households}"'
        return f"household_id in ({inside} where {_within(scope, place)})"
    is_personal = table in UNPLACED or any(name in columns.masks() for name in held)
    return "false" if is_personal else ""


def _within(scope: Scope, column: str) -> str:
    tests = [f"starts_with({column}, '{code}')" for code in scope.divisions]
    return " or ".join(tests) if tests else "false"
