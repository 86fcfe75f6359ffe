"""People of every role and reach, and the cells that none of them may ever be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import pytest

from holdline.access.identity import GIVEN, Person
from holdline.access.scope import Scope
from holdline.warehouse import reach
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

WHOLE = Scope(is_masked=False)
# The sample is one county and the zone beside it, which manages townships of its own.
REACHES = {
    "province": ("37",),
    "county": ("370403",),
    "township": ("370403001",),
    "village and township": ("370403002001", "370403003"),
    "zone": ("370471",),
    "elsewhere": ("370102",),
    "nowhere": (),
}


@dataclass(frozen=True)
class Canaries:
    """Cells that must not be shown: anybody's, and those of households out of reach."""

    personal: frozenset[str]
    households: Mapping[str, str]

    def outside(self, scope: Scope) -> frozenset[str]:
        """The households, people and cases that lie out of the scope."""
        return frozenset(
            number for number, place in self.households.items() if not scope.covers(place)
        )


@pytest.fixture
def canaries(snapshot: Snapshot) -> Canaries:
    """The real cells of the sample, read once."""
    return _canaries(snapshot)


@pytest.fixture
def people() -> dict[str, Person]:
    """Somebody of every role and reach."""
    return {
        f"{role} of {place}": Person(role, role, role, REACHES[place])
        for role, place in product(GIVEN, REACHES)
    }


@pytest.fixture
def scopes(snapshot: Snapshot, people: dict[str, Person]) -> dict[str, Scope]:
    """What each of them may see of the sample."""
    return {name: reach.scope_of(person, snapshot) for name, person in people.items()}


@lru_cache(maxsize=2)
def _canaries(snapshot: Snapshot) -> Canaries:
    with open_snapshot(snapshot).reading(WHOLE) as cursor:

        def column(text: str) -> list[str]:
            return [row[0] for row in cursor.execute(text).fetchall()]

        # Two letters may be anything's name; a number or three letters are somebody's.
        personal = column(
            "select distinct head_name from household where length(head_name) > 2 "
            "union select distinct name from source_member where length(name) > 2 "
            "union select distinct responsible_name from source_responsible "
            "where length(responsible_name) > 2 "
            "union select head_id_number from household where length(head_id_number) > 14 "
            "union select id_number from source_member where length(id_number) > 14 "
            "union select phone from household where length(phone) > 10"
        )
        places = cursor.execute(
            "select household_id, village_code from household union all "
            "select case_id, village_code from spell union all "
            "select member_presence.person_id, household.village_code "
            "from member_presence join household using (household_id)"
        ).fetchall()
    return Canaries(frozenset(personal), dict(places))
