"""Who is here: signed in through the provider, the one person of this machine, or demonstration."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section

from holdline.access import audit, claims, demonstration, rules
from holdline.access.identity import OPERATOR, Person, role_named
from holdline.errors import NotPermitted
from holdline.messages.catalogue import text
from holdline.shell.components import component
from holdline.state import sign_ins
from holdline.state.clock import now
from holdline.state.store import store

KEPT, ROLE, DIVISION = "sign_in", "demonstration_role", "demonstration_division"
# How long a session is believed before the store is asked again whether it has ended.
BELIEVED = timedelta(seconds=30)
FORWARDING = ("x-forwarded-for", "forwarded", "x-real-ip")
Reason = Literal["wanted", "unknown", "ended"]


@dataclass(frozen=True)
class Turned:
    """Nobody who may come in: they have to sign in, are unknown here, or their session ended."""

    reason: Reason


def is_configured() -> bool:
    """Whether this installation has a provider of sign-in."""
    return bool(get_secrets_auth_section())


def arrived() -> Person | Turned:
    """Who is here.

    Raises:
        AccessUnreadable: the rules of sign-in are damaged.
        DemonstrationNotLocal: there is no sign-in, and other machines could come in.
    """
    told = rules.rules()
    if is_configured():
        return _signed_in(told)
    _check_local()
    if told.local is not None:
        return _local(told.local)
    return demonstration.person(
        st.session_state.get(ROLE, demonstration.FIRST), st.session_state.get(DIVISION, "")
    )


def draw(turned: Turned, language: str) -> None:
    """The screen of whoever may not come in: why, and how to."""
    with st.container(border=True, key="sign_in_screen", width=560):
        st.subheader(text(language, "common.product.title"), anchor=False)
        st.write(text(language, f"access.turned.{turned.reason}"))
        st.button(
            text(language, "access.sign_in"),
            key="sign_in_button",
            icon=":material/login:",
            type="primary",
            on_click=st.login,
        )
    component("target")(key="target_kept", data={"mode": "keep"}, height=1)


def go_on() -> None:
    """Go to the address that was asked for before the way through the provider."""
    component("target")(key="target", data={"mode": "go"}, height=1)


def sign_out(person: Person) -> None:
    """End this session here and at the provider; its cookie lets nobody in again."""
    with store().writing() as db:
        sign_ins.end(db, _token(st.user.to_dict()), now())
        audit.within(db, person, "sign_in.left")
    st.session_state.clear()
    st.logout()


def _signed_in(told: rules.Rules) -> Person | Turned:
    said: Mapping[str, Any] = st.user.to_dict()
    if not said.get("is_logged_in"):
        return Turned("wanted")
    person, moment = claims.person(said, told), now()
    end = claims.ends(said, told, moment)
    if end is None or moment >= end:
        return Turned("ended")
    if person is None:
        _refused(said, told)
        return Turned("unknown")
    return person if _goes_on(person, _token(said), told, moment) else Turned("ended")


def _goes_on(person: Person, token: str, told: rules.Rules, moment: datetime) -> bool:
    """Whether the session *token* has neither ended nor been left idle; it is seen from now on."""
    if (asked := st.session_state.get(KEPT)) and asked[0] == token and moment - asked[1] < BELIEVED:
        return True
    with store().writing() as db:
        state = sign_ins.seen(
            db, token, person.account, moment, timedelta(minutes=told.idle_minutes)
        )
        if state == "new":
            audit.within(db, person, "sign_in.came", divisions=",".join(person.divisions))
        elif state == "idle":
            audit.within(db, person, "sign_in.idle")
    if state in ("new", "open"):
        st.session_state[KEPT] = (token, moment)
        return True
    return False


def _refused(said: Mapping[str, Any], told: rules.Rules) -> None:
    """Write down, once a session, that somebody without a role knocked."""
    if st.session_state.get(KEPT) == "refused":
        return
    st.session_state[KEPT] = "refused"
    account = str(said.get(told.claims["account"]) or "?")[:200]
    audit.record(Person(account, account, OPERATOR, ()), "sign_in.refused")


def _token(said: Mapping[str, Any]) -> str:
    """What tells this sign-in from any other, and tells nothing else."""
    parts = (str(said.get(name, "")) for name in ("iss", "sub", "iat", "nonce"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _check_local() -> None:
    headers = {name.lower() for name in st.context.headers}
    address = st.get_option("server.address") or ""
    demonstration.check_local(address, any(name in headers for name in FORWARDING))


def _local(listed: rules.Listed) -> Person:
    role = role_named(listed.role)
    if role == OPERATOR:
        raise NotPermitted(role=role, act="view.*")
    return Person(listed.account, listed.account, role, listed.divisions)
