"""What a person reaches in one snapshot: their divisions, and the townships their zone manages."""

from dataclasses import replace
from functools import lru_cache

from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

WHOLE = Scope(is_masked=False)
MANAGED = """
    select distinct leaf_code from division_path
    where view = 'management' and ancestor_code = $zone and not starts_with(leaf_code, $zone)
"""


def scope_of(person: Person, snapshot: Snapshot) -> Scope:
    """The scope of *person* in *snapshot*.

    A zone manages townships that keep the code of the county they lie in: in the tree of
    management they are the zone's, so whoever holds the zone reads them too. The county, whose
    territory they are by law, goes on reading them.
    """
    scope = person.scope()
    found = tuple(code for zone in scope.divisions for code in _managed(snapshot, zone))
    return replace(scope, divisions=(*scope.divisions, *found)) if found else scope


@lru_cache(maxsize=512)
def _managed(snapshot: Snapshot, zone: str) -> tuple[str, ...]:
    if not zone:
        return ()
    with open_snapshot(snapshot).reading(WHOLE) as cursor:
        rows = cursor.execute(MANAGED, {"zone": zone}).fetchall()
    return tuple(sorted(row[0] for row in rows))
