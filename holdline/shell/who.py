"""Who is looking, in the bar: their role and reach; how to leave, or to try another role."""

import streamlit as st

from holdline.access.identity import GIVEN
from holdline.messages.catalogue import text
from holdline.settings import settings
from holdline.shell import sign_in
from holdline.shell.view import View

EVERYWHERE = ""


def draw(view: View) -> None:
    """A button with the role; behind it what the role sees, and the way out."""
    person = view.person
    with st.popover(
        text(view.language, f"access.short.{person.role}"),
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


def _demonstrated(view: View) -> None:
    st.write(text(view.language, "access.demonstration"))
    st.session_state.setdefault("choose_role", view.person.role)
    st.selectbox(
        text(view.language, "access.role"),
        GIVEN,
        key="choose_role",
        format_func=lambda role: text(view.language, f"access.roles.{role}"),
        on_change=_taken,
        args=("choose_role", sign_in.ROLE),
    )
    reachable = _divisions(view)
    st.session_state.setdefault("choose_reach", st.session_state.get(sign_in.DIVISION, EVERYWHERE))
    st.selectbox(
        text(view.language, "access.reach"),
        list(reachable),
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
        return {EVERYWHERE: text(view.language, "access.everywhere")}
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
