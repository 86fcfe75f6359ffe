"""What people keep for themselves or one another: who sees it, who may take it away; audited."""

from typing import Literal, get_args

from holdline.access import audit
from holdline.access.identity import Person
from holdline.errors import KeptNotThere, KeptNotYours, ReasonNamesPeople
from holdline.state import kept, reasons
from holdline.state.kept import Kept
from holdline.state.store import store

ACT, TIDY = "act.save", "act.tidy"
Kind = Literal["pivot", "theme", "mark", "area"]
Reach = Literal["own", "role", "all"]
REACHES: tuple[Reach, ...] = get_args(Reach)


def listed(person: Person, kind: Kind) -> list[Kept]:
    """Those of a kind that *person* sees, by name."""
    with store().reading() as db:
        return [one for one in kept.listed(db, kind) if _is_seen(person, one)]


def keep(
    person: Person, kind: Kind, name: str, text: str, *, reach: Reach, division: str = ""
) -> int:
    """Keep a definition under *name*; its number.

    Raises:
        NotPermitted: *person* has no such right.
        ReasonNamesPeople: an identity or phone number stands in the name or text.
        KeptNameTaken: they have another of the kind under the name.
    """
    person.must(ACT)
    if reasons.NUMBERS.search(name) or reasons.NUMBERS.search(text):
        raise ReasonNamesPeople
    with store().writing() as db:
        number = kept.keep(
            db, kind=kind, name=name, text=text, division=division, reach=reach,
            role=person.role, made_by=person.account,
        )  # fmt: skip
        audit.within(db, person, f"{kind}.kept", division, number=number, name=name)
    return number


def drop(person: Person, kind: Kind, number: int) -> None:
    """Keep a definition no more: its maker may, and of a shared one whoever tidies up.

    Raises:
        NotPermitted, KeptNotThere: it cannot be.
        KeptNotYours: another made it.
    """
    person.must(ACT)
    with store().writing() as db:
        found = {one.number: one for one in kept.listed(db, kind) if _is_seen(person, one)}
        if number not in found:
            raise KeptNotThere(number=number)
        if not may_drop(person, found[number]):
            raise KeptNotYours(name=found[number].name, made_by=found[number].made_by)
        kept.drop(db, number, person.account)
        audit.within(db, person, f"{kind}.dropped", found[number].division, number=number)


def may_drop(person: Person, one: Kept) -> bool:
    """Whether *person* may take away one that they see."""
    return person.may(ACT) and (one.made_by == person.account or person.may(TIDY))


def _is_seen(person: Person, one: Kept) -> bool:
    if one.division and not _is_within(person, one.division):
        return False
    is_own = one.made_by == person.account and one.role == person.role
    return is_own or one.reach == "all" or (one.reach == "role" and one.role == person.role)


def _is_within(person: Person, division: str) -> bool:
    """Whether a division is one of the person's, below one, or above one."""
    return any(division.startswith(held) or held.startswith(division) for held in person.divisions)
