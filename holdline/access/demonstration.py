"""The local demonstration mode: no sign-in, this installation's jurisdiction, always masked."""

from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.settings import settings

ACCOUNT = "demonstration"


def person() -> Person:
    """Whoever sits at this machine."""
    divisions = settings().jurisdiction
    return Person(ACCOUNT, ACCOUNT, "data_team", divisions, is_demonstration=True)


def scope() -> Scope:
    """What whoever sits at this machine may see."""
    return Scope(divisions=settings().jurisdiction, is_masked=True)
