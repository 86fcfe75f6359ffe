"""Who somebody is, and what their role lets them do."""

import getpass
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from holdline.access import rules
from holdline.access.scope import Scope, Sight
from holdline.errors import NotPermitted
from holdline.settings import settings

ROLES = Path(__file__).with_name("roles.toml")
OPERATOR: Final = "operator"
Role = Literal["leader", "analyst", "data_team", "administrator", "operator"]
# Those a reader can have; the operator is whoever types commands.
GIVEN: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != OPERATOR)


@dataclass(frozen=True)
class Person:
    """Somebody who uses Holdline.

    Attributes:
        account: as the provider of sign-in names it; what the audit keeps.
        name: as pages show it.
        role: leader, analyst, data_team or administrator; operator at the command line.
        divisions: codes they may see; an empty text is everything.
        is_demonstration: nobody signed in: the sample is shown on this machine only.
    """

    account: str
    name: str
    role: Role
    divisions: tuple[str, ...] = ("",)
    is_demonstration: bool = False

    def may(self, permission: str) -> bool:
        """Whether the role allows *permission*, such as view.briefing or act.import."""
        return _allows(self.role, permission)

    def must(self, permission: str) -> None:
        """Refuse what the role does not allow.

        Raises:
            NotPermitted: as `may` says.
        """
        if not self.may(permission):
            raise NotPermitted(role=self.role, act=permission)

    @property
    def sight(self) -> Sight:
        """How near the role comes to households."""
        return cast("Sight", _roles()[self.role]["sight"])

    def scope(self) -> Scope:
        """What they see, masked; the townships a zone manages are added by holdline.warehouse."""
        return Scope(self.divisions, is_masked=True, sight=self.sight)


def operator() -> Person:
    """Whoever types commands on this machine: they hold the files, so they may do everything.

    Where access.toml lists operators, each account has the role and divisions written there.

    Raises:
        NotPermitted: accounts are listed, and this one is not.
    """
    account = getpass.getuser()
    listed = rules.rules().operators
    if listed is None:
        return Person(account, account, OPERATOR, settings().jurisdiction)
    if account not in listed:
        raise NotPermitted(role=account, act="run.*")
    held = listed[account]
    return Person(account, account, role_named(held.role), held.divisions)


def role_named(name: str) -> Role:
    """The role called *name*.

    Raises:
        NotPermitted: there is none; whoever claims it has no access.
    """
    if name not in _roles():
        raise NotPermitted(role=name, act="*")
    return cast("Role", name)


def roles() -> dict[str, list[str]]:
    """The permissions of each role, as roles.toml writes them."""
    return {name: list(role["may"]) for name, role in _roles().items()}


@lru_cache(maxsize=1)
def _roles() -> dict[str, dict[str, Any]]:
    return tomllib.loads(ROLES.read_text("utf-8"))


@lru_cache(maxsize=512)
def _allows(role: str, permission: str) -> bool:
    patterns = _roles()[role]["may"] if role in _roles() else []
    given = [one for one in patterns if not one.startswith("!")]
    taken = [one[1:] for one in patterns if one.startswith("!")]
    return any(fnmatchcase(permission, one) for one in given) and not any(
        fnmatchcase(permission, one) for one in taken
    )
