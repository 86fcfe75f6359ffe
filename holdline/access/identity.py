"""Who somebody is, and what their role lets them do."""

import getpass
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import Literal

from holdline.errors import NotPermitted
from holdline.settings import settings

ROLES = Path(__file__).with_name("roles.toml")
OPERATOR = "operator"
Role = Literal["leader", "analyst", "data_team", "administrator", "operator"]


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


def operator() -> Person:
    """Whoever types commands on this machine: they hold the files themselves."""
    account = getpass.getuser()
    return Person(account, account, "operator", settings().jurisdiction)


def roles() -> dict[str, list[str]]:
    """The permissions of each role, as roles.toml writes them."""
    return dict(_roles())


@lru_cache(maxsize=1)
def _roles() -> dict[str, list[str]]:
    return {**tomllib.loads(ROLES.read_text("utf-8")), OPERATOR: ["*"]}


@lru_cache(maxsize=512)
def _allows(role: str, permission: str) -> bool:
    patterns = _roles().get(role, [])
    given = [one for one in patterns if not one.startswith("!")]
    taken = [one[1:] for one in patterns if one.startswith("!")]
    return any(fnmatchcase(permission, one) for one in given) and not any(
        fnmatchcase(permission, one) for one in taken
    )
