"""A reader's scope: which divisions' rows, and whether with masked cells, as views of the tables.

The views are declared here and made by holdline.warehouse on each cursor, under the tables' own
names, so that a query never mentions scope and cannot forget it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from holdline.access.masking import masked
from holdline.errors import ScopeMalformed
from holdline.reference import columns

# Divisions themselves, whose names are public and on every reader's path up, and the dated
# figures set by a division above for all below it.
OPEN = frozenset({
    "division_tree", "division_path", "source_division", "source_county_income", "monitoring_line",
})  # fmt: skip
# The columns that place a row, the surest first; placed_code is the build's own finding.
PLACEMENTS = ("placed_code", "village_code", "division_code")
# Rows set aside because nothing places them, though they are somebody's.
UNPLACED = frozenset({"quarantine"})
# Columns that quote a cell of the column named beside them, and those that quote whole rows.
NAMING = ("column_name", "field")
QUOTING, QUOTING_ROWS = ("value", "proposed", "raw", "expected"), ("row_json",)


@dataclass(frozen=True)
class Scope:
    """What one reader may see.

    Attributes:
        divisions: codes; a reader sees the rows of each and of all below it, told by the code's
            beginning. An empty text is everything; none at all is nothing. Kept sorted, without
            those that lie below another.
        is_masked: names, numbers, telephones, addresses, points and births are hidden in part.

    A township that a functional zone manages keeps its own code, so a zone's code here reaches
    the zone's own rows but not that township's: scope by zone is an issue of its own.

    Raises:
        ScopeMalformed: a division is not digits.
    """

    divisions: tuple[str, ...] = ("",)
    is_masked: bool = True

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

    def key(self) -> str:
        """A text that is equal for equal scopes only, fit for a cache's key."""
        reach = "everything" if self.is_everywhere else ",".join(self.divisions) or "nothing"
        return f"{reach}|{'masked' if self.is_masked else 'full'}"

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

    Args:
        scope: the reader's.
        tables: the columns of each table.
        source: the catalogue and schema the tables themselves stand in.
    """
    found = {}
    for table, held in tables.items():
        replaced = _replaced(held) if scope.is_masked else ""
        condition = _condition(scope, table, tables, source)
        if replaced or condition:
            found[table] = f'select *{replaced} from {source}."{table}"' + (
                f" where {condition}" if condition else ""
            )
    return found


def _replaced(held: Collection[str]) -> str:
    shown = _masked_cells(held) | _masked_quotations(held)
    parts = [f'{expression} as "{name}"' for name, expression in shown.items()]
    return f" replace ({', '.join(parts)})" if parts else ""


def _masked_cells(held: Iterable[str]) -> dict[str, str]:
    masks = columns.masks()
    expressions = {name: masked(name, masks.get(name, "")) for name in held}
    return {name: expression for name, expression in expressions.items() if expression}


def _masked_quotations(held: Collection[str]) -> dict[str, str]:
    naming = next((name for name in NAMING if name in held), None)
    if naming is None:
        return {}
    hidden = ", ".join(f"'{name}'" for name, mask in columns.masks().items() if masked(name, mask))
    is_hidden = f"coalesce({naming} in ({hidden}), true)"
    quoted = {name: f'if({is_hidden}, null, "{name}")' for name in QUOTING if name in held}
    return quoted | {name: "cast(null as varchar)" for name in QUOTING_ROWS if name in held}


def _condition(scope: Scope, table: str, tables: Mapping[str, Collection[str]], source: str) -> str:
    if scope.is_everywhere or table in OPEN:
        return ""
    held = tables[table]
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
