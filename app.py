"""Who is here and what they may open: hands one View to one page."""

import time

import streamlit as st

from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.shell import arriving, bar, chrome, footer, going, menu, page, trouble


def main() -> None:
    """Set the page up, make the View, run the page; a foreseen fault is told kindly."""
    began = time.perf_counter()
    language = arriving.language()
    st.set_page_config(
        page_title=text(language, "common.product.title"),
        page_icon="static/logo.png",
        layout="wide",
    )
    name, chosen = menu.chosen(language)
    address = None
    try:
        view = arriving.view(name, arriving.selection(), language)
        address = going.address(view)
        bar.draw(view)
        page.run(view, chosen.run)
        footer.draw(view, began)
    except HoldlineError as fault:
        trouble.show(fault, language)
    chrome.draw(language, name, address)


main()
