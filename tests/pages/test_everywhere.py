"""Every page bears every place: nobody there, no month before, no such type, no such tree."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths

PAGES = sorted(
    str(path.relative_to(paths.ROOT))
    for path in paths.PAGES.glob("*/*.py")
    if path.stem != "__init__"
)
# Who opens the pages under a heading that the data team may not.
ROLES = {"admin": "administrator"}
PLACES = {
    "a zone long before anybody was there": {"division": "370471", "month": "2019-03"},
    "the first month, nothing before it": {"division": "370403", "month": "2019-01"},
    "a village without households": {"division": "370403001001", "month": "2021-11"},
    "a city that was not imported": {"division": "3701", "month": "2022-12"},
    "the province, one city of it imported": {"division": "37", "month": "2021-10"},
    "a zone asked for in the legal tree": {"division": "370471", "tree": "legal"},
    "a type and risk that nobody has": {
        "division": "370403",
        "type": "MT2_MARGINAL",
        "risk": "12",
        "month": "2020-02",
    },
}


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_bears_a_place(page: str, place: str) -> None:
    """Never the framework's own English box, and never a trouble of ours either."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = ROLES.get(page.split("/")[1], "data_team")
    for name, value in {"lang": "zh", **PLACES[place]}.items():
        app.query_params[name] = value

    opened = app.run().switch_page(page).run()

    assert not opened.exception, [one.message for one in opened.exception]
    assert not opened.subheader, [one.value for one in opened.subheader]
