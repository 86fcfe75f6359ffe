"""From what a provider of sign-in claims of somebody to the Person they are here, or nobody."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from holdline.access.identity import GIVEN, Person, Role
from holdline.access.rules import Rules


def person(claims: Mapping[str, Any], rules: Rules) -> Person | None:
    """Whom *claims* tell of; None when they do not tell exactly one role and a division.

    A claim that is not in the rules means nothing: nobody gets in by a word nobody wrote there.
    """
    account = claims.get(rules.claims["account"])
    role = _role(claims.get(rules.claims["role"]), rules)
    divisions = _divisions(claims.get(rules.claims["divisions"]), rules)
    if not isinstance(account, str) or not account or role is None or not divisions:
        return None
    name = claims.get(rules.claims["name"])
    return Person(account, name if isinstance(name, str) and name else account, role, divisions)


def ends(claims: Mapping[str, Any], rules: Rules, now: datetime) -> datetime | None:
    """When a session begun by *claims* must end; None when they do not say when they were made.

    Claims made later than *now*, by more than a minute, were not made by an honest clock.
    """
    begun = _moment(claims.get("auth_time") or claims.get("iat"), now)
    if begun is None or begun > now + timedelta(minutes=1):
        return None
    end = begun + timedelta(hours=rules.longest_hours)
    if not rules.is_until_expiry:
        return end
    expiry = _moment(claims.get("exp"), now)
    return None if expiry is None else min(end, expiry)


def _role(claimed: Any, rules: Rules) -> Role | None:
    found = {rules.roles[word] for word in _words(claimed) if word in rules.roles}
    given = [role for role in GIVEN if role in found]
    return given[0] if len(found) == 1 and given else None


def _divisions(claimed: Any, rules: Rules) -> tuple[str, ...]:
    found: list[str] = []
    for word in _words(claimed):
        if word in rules.divisions:
            found += rules.divisions[word]
        elif word.isascii() and word.isdigit():
            found.append(word)
    return tuple(sorted(set(found)))


def _words(claimed: Any) -> list[str]:
    if isinstance(claimed, str):
        return claimed.replace(",", " ").split()
    if isinstance(claimed, list | tuple):
        return [one for one in claimed if isinstance(one, str)]
    return []


def _moment(told: Any, now: datetime) -> datetime | None:
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return datetime.fromtimestamp(told, now.tzinfo)
