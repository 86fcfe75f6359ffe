"""Ask once, before anybody does, what the pages of a very large snapshot count for long.

Every page is run with nobody looking, at the top and at the divisions below it; what took long is
kept by holdline.queries.lasting. Rows of households are read and thrown away.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from holdline.access.identity import Person, Role
from holdline.access.scope import Scope
from holdline.errors import HoldlineError
from holdline.queries.catalogue import query
from holdline.queries.runner import run
from holdline.shell import page, unattended
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

# Households from which on a first reader would wait longer than a page may take.
LARGE: Final = 5_000_000
# One role for each sight whose figures are kept.
ROLES: Final[tuple[Role, ...]] = ("leader", "data_team")
TREE: Final = "management"


def warm(made: Snapshot, told: Callable[[str, str, str], None]) -> int:
    """Run every page for each of ROLES at the top division and those below it; how many ran.

    A page that cannot be drawn there is passed over: whoever opens it is told why.

    Args:
        made: the snapshot in use.
        told: the division, the role and the page before each.
    """
    ran = 0
    for division in _divisions(made):
        for role in ROLES:
            for found in page.discover():
                reader = Person(f"warming.{division}.{found.name}", "warming", role)
                if not reader.may(found.page.needs):
                    continue
                told(division, role, found.name)
                with suppress(HoldlineError):
                    unattended.run(found.name, {"division": division}, "zh", reader)
                    ran += 1
    return ran


def _divisions(made: Snapshot) -> list[str]:
    """The top of the tree of management and what lies right below it; none without households."""
    with open_snapshot(made).reading(Scope()) as cursor:
        top = run(cursor, query("shared/home"), {"view": TREE}).rows["division_code"].to_list()
        below = cursor.execute(
            "select division_code from division_tree "
            "where view = $view and list_contains($top, parent_code) order by division_code",
            {"view": TREE, "top": top},
        ).fetchall()
    return [*top, *(code for (code,) in below)]
