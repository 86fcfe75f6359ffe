"""Who is here and what they may open: hands one View to one page."""

import time

import streamlit as st

from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.shell import (
    arriving,
    bar,
    chrome,
    footer,
    going,
    later,
    menu,
    page,
    sign_in,
    takeaway,
    trouble,
    widgets,
)


def main() -> None:
    """Set the page up, make the View, run the page; a foreseen fault is told kindly."""
    began = time.perf_counter()
    language = arriving.language()
    st.set_page_config(
        page_title=text(language, "common.product.title"),
        page_icon="static/logo.png",
        layout="wide",
    )
    name, address, person = "", None, None
    try:
        arrived = sign_in.arrived()
        if isinstance(arrived, sign_in.Turned):
            menu.closed(lambda: sign_in.draw(arrived, language))
        else:
            person = arrived
            name, chosen = menu.chosen(language, person)
            menu.check(name, person, language)
            view = arriving.view(name, arriving.selection(), language, person)
            address = going.address(view)
            bar.draw(view)
            takeaway.begin()
            with later.charts():
                page.run(view, chosen.run)
            footer.draw(view, began)
    except HoldlineError as fault:
        if person is not None and address is None:
            bar.bare(arriving.nowhere(name, language, person))
        trouble.show(fault, language, person)
    chrome.draw(language, name, address)
    widgets.let_go()


main()
