"""The local demonstration mode: no sign-in, this installation's jurisdiction, always masked."""

from holdline.access.scope import Scope
from holdline.settings import settings


def scope() -> Scope:
    """What whoever sits at this machine may see."""
    return Scope(divisions=settings().jurisdiction, is_masked=True)
