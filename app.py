"""Who is here and what they may open: hands one View to one page."""

import streamlit as st

from holdline.errors import HoldlineError
from holdline.messages.catalogue import text
from holdline.shell import arriving, bar, chrome, footer, going, page, trouble


def main() -> None:
    """Set the page up, make the View, run the page; a foreseen fault is told kindly."""
    language = arriving.language()
    st.set_page_config(
        page_title=text(language, "common.product.title"),
        page_icon="static/logo.png",
        layout="wide",
    )
    found = {
        one.name: st.Page(
            one.path,
            title=text(language, f"pages.{one.name}.title"),
            icon=one.page.icon,
            url_path=one.name,
            default=number == 0,
        )
        for number, one in enumerate(page.discover())
    }
    chosen = st.navigation(list(found.values()), position="top")
    name = next(name for name, one in found.items() if one is chosen)
    address = None
    try:
        view = arriving.view(name, arriving.selection(), language)
        address = going.address(view)
        bar.draw(view)
        page.run(view, chosen.run)
        footer.draw(view)
    except HoldlineError as fault:
        trouble.show(fault, language)
    chrome.draw(language, name, address)


main()
