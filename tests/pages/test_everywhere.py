"""Every page bears every place, and a link to it opens what its sender saw."""

import json
import re
from functools import cache
from typing import Any

import pytest
from google.protobuf.text_format import MessageToString
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
# A link that filters by everything there is to filter by.
SENT = {
    "division": "370403",
    "month": "2021-10",
    "type": "MT1_UNSTABLE",
    "risk": "01",
    "tree": "legal",
    "measure": "identified",
}
PASSING = re.compile(r"\d[\d,.]* (毫秒|秒)|^(deferred_file_id|url): .*$", re.MULTILINE)


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_bears_a_place(page: str, place: str) -> None:
    """Never the framework's own English box, and never a trouble of ours either."""
    opened = opened_at(page, PLACES[place])

    assert not opened.exception, [one.message for one in opened.exception]
    assert not opened.subheader, [one.value for one in opened.subheader]


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("page", [page for page in PAGES if page.split("/")[1] not in ROLES])
def test_a_link_opens_what_its_sender_saw(page: str) -> None:
    """The address shown in the bar keeps every part, and gives the same page, part by part."""
    sent = opened_at(page, SENT)
    address = shown_in_the_bar(sent)
    got = opened_at(page, address)

    assert address.items() >= SENT.items()
    assert shown_in_the_bar(got) == address
    assert drawn(got) == drawn(sent)


def opened_at(page: str, address: dict[str, str]) -> AppTest:
    """A page at an address, opened by its link."""
    role = ROLES.get(page.split("/")[1], "data_team")
    app = _arriving(role, address)
    app._page_hash = _number(page, role)
    return app.run()


def shown_in_the_bar(app: AppTest) -> dict[str, str]:
    """What the page has the browser's bar say."""
    told = [one for one in _protos(app) if getattr(one, "component_name", "") == "holdline_address"]
    return dict(json.loads(told[0].json)["address"])


def drawn(app: AppTest) -> list[str]:
    """Every element as it is sent, but for how long it took and where its files are fetched."""
    return [PASSING.sub("", MessageToString(one, as_utf8=True)) for one in _protos(app)]


@cache
def _number(page: str, role: str) -> str:
    """How Streamlit numbers a page of its menu, which it tells after a first run alone."""
    number = _arriving(role, {}).run().switch_page(page)._page_hash
    assert number
    return number


def _arriving(role: str, address: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    for name, value in {"lang": "zh", **address}.items():
        app.query_params[name] = value
    return app


def _protos(app: AppTest) -> list[Any]:
    waiting, found = [app._tree], []
    while waiting:
        node: Any = waiting.pop()
        found.append(getattr(node, "proto", None))
        waiting += getattr(node, "children", {}).values()
    return [one for one in found if one]
