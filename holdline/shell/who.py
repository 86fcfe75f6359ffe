"""Who is looking, in the bar: their role and reach; how to leave, or to try another role."""

import streamlit as st

from holdline.access import demonstration
from holdline.messages.catalogue import text
from holdline.settings import settings
from holdline.shell import sign_in
from holdline.shell.view import View

EVERYWHERE = ""


def draw(view: View) -> None:
    """A button with the role; behind it what the role sees, and the way out."""
    person = view.person
    with st.popover(
        text(view.language, f"access.short.{_called(view)}"),
        icon=":material/account_circle:",
        type="tertiary",
        key="who",
    ):
        if person.is_demonstration:
            _demonstrated(view)
        else:
            st.write(text(view.language, "access.who", name=person.name, reach=_reach(view)))
        st.caption(text(view.language, f"access.sees.{person.role}"))
        if sign_in.is_configured():
            st.button(
                text(view.language, "access.sign_out"),
                key="sign_out",
                icon=":material/logout:",
                on_click=sign_in.sign_out,
                args=(person,),
            )


def _called(view: View) -> str:
    """What the button says: the role, and in the demonstration which of the two data teams."""
    person = view.person
    return demonstration.account_of(person) if person.is_demonstration else person.role


def _demonstrated(view: View) -> None:
    st.write(text(view.language, "access.demonstration"))
    accounts = list(demonstration.ACCOUNTS)
    st.selectbox(
        text(view.language, "access.role"),
        accounts,
        index=accounts.index(demonstration.account_of(view.person)),
        key="choose_role",
        format_func=lambda account: text(view.language, f"access.accounts.{account}"),
        on_change=_taken,
        args=("choose_role", sign_in.ROLE),
    )
    reachable = _divisions(view)
    codes = list(reachable)
    tried = st.session_state.get(sign_in.DIVISION, EVERYWHERE)
    st.selectbox(
        text(view.language, "access.reach"),
        codes,
        index=codes.index(tried) if tried in codes else 0,
        key="choose_reach",
        format_func=lambda code: reachable.get(code, code),
        on_change=_taken,
        args=("choose_reach", sign_in.DIVISION),
    )


def _taken(key: str, kept: str) -> None:
    st.session_state[kept] = st.session_state[key]
    if kept == sign_in.DIVISION:
        st.query_params.pop("division", None)
        st.session_state.pop("last_address", None)


def _divisions(view: View) -> dict[str, str]:
    """What one may try: everything here, and each city and county of the snapshot, by code."""
    if not view.has_data:
        tried = st.session_state.get(sign_in.DIVISION, EVERYWHERE)
        everywhere = {EVERYWHERE: text(view.language, "access.everywhere")}
        return everywhere | ({tried: tried} if tried else {})
    rows = view.query("shared/reaches", view="management").rows
    held = settings().jurisdiction
    found = {
        code: f"{name} {code}"
        for code, name in rows.iter_rows()
        if any(code.startswith(one) for one in held)
    }
    return {EVERYWHERE: text(view.language, "access.everywhere"), **found}


def _reach(view: View) -> str:
    divisions = view.person.divisions
    if EVERYWHERE in divisions:
        return text(view.language, "access.everywhere")
    return text(view.language, "common.values.joint").join(divisions)
