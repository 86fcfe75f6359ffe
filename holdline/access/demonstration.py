"""The local demonstration mode: no sign-in, an invented sample, any role, on this machine only."""

import ipaddress
from collections.abc import Mapping

from holdline.access.identity import Person, Role
from holdline.errors import DemonstrationNeedsSample, DemonstrationNotLocal
from holdline.settings import settings

ACCOUNT = "demonstration"
FIRST = "data_team"
# Whom one may be, with the role each has: two of the data team, as nobody closes what they judged.
ACCOUNTS: Mapping[str, Role] = {
    "leader": "leader",
    "analyst": "analyst",
    "data_team": "data_team",
    "data_team_second": "data_team",
    "administrator": "administrator",
}
LOCAL_NAMES = ("localhost", "localhost.localdomain")


def person(account: str = FIRST, division: str = "") -> Person:
    """Whoever sits at this machine, as one of ACCOUNTS, within this installation's jurisdiction.

    An account or a division that cannot be had here is passed over. What one account has made,
    another can check.
    """
    taken = account if account in ACCOUNTS else FIRST
    held = settings().jurisdiction
    is_within = division.isascii() and division.isdigit()
    is_within = is_within and any(division.startswith(one) for one in held)
    return Person(
        f"{ACCOUNT}.{taken}",
        ACCOUNT,
        ACCOUNTS[taken],
        (division,) if is_within else held,
        is_demonstration=True,
    )


def account_of(person: Person) -> str:
    """Which of ACCOUNTS *person* is."""
    return person.account.removeprefix(f"{ACCOUNT}.")


def check_sample(snapshot: str, *, is_sample: bool) -> None:
    """Refuse to show real households to whoever happens to sit here.

    Raises:
        DemonstrationNeedsSample: the snapshot is not marked as a sample.
    """
    if not is_sample:
        raise DemonstrationNeedsSample(snapshot=snapshot)


def check_local(address: str, forwarded: bool = False) -> None:  # noqa: FBT001, FBT002
    """Refuse to go without sign-in where other machines could come in.

    Args:
        address: what the server listens on; empty means every address of the machine.
        forwarded: the request came through a proxy, whoever it speaks for.

    Raises:
        DemonstrationNotLocal: other machines could.
    """
    if forwarded or not is_loopback(address):
        raise DemonstrationNotLocal(address=address or "0.0.0.0")  # noqa: S104  told, not bound


def is_loopback(address: str) -> bool:
    """Whether nothing but this machine can reach *address*."""
    if address.lower() in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
