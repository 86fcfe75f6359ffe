"""The briefing says the same as the command, in a sentence and on its cards."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.__main__ import main

pytestmark = pytest.mark.usefixtures("snapshot")


def opened(**address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "zh"
    for name, value in address.items():
        app.query_params[name] = value
    return app.run()


def told(
    capsys: pytest.CaptureFixture[str], division: str, month: str
) -> dict[str, dict[str, int]]:
    """The figures of all types, as the command prints them."""
    main(["figures", "--division", division, "--month", month])
    found: dict[str, dict[str, int]] = json.loads(capsys.readouterr().out)["figures"]["all"]
    return found


@pytest.mark.parametrize("month", ["2021-10", "2021-11", "2022-12"])
def test_the_sentence_and_the_command_say_the_same(
    capsys: pytest.CaptureFixture[str], month: str
) -> None:
    """A figure in text and the same figure in a table come from one query."""
    figures = told(capsys, "370403", month)
    page = opened(division="370403", month=month)

    assert not page.exception
    said = (
        page.markdown[1].value
        if "截至" in page.markdown[1].value
        else " ".join(one.value for one in page.markdown)
    )
    for part in ("identified", "eliminated", "open"):
        households, people = figures[part]["households"], figures[part]["people"]
        assert re.search(rf"\D{households:,}户{people:,}人", said), (part, said)


def test_an_empty_address_begins_where_the_households_are() -> None:
    """The small sample lies in one city: its briefing is that city's, of its last month."""
    page = opened()

    assert not page.exception
    assert any("枣庄市" in one.value and "2022年12月" in one.value for one in page.markdown)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ({"division": "3799"}, "3799"),
        ({"month": "2031-01"}, "2031"),
        ({"month": "last"}, "last"),
    ],
)
def test_what_is_not_there_is_told_kindly(address: dict[str, str], said: str) -> None:
    """An unknown division or month says so, and offers the way home."""
    page = opened(**address)

    assert not page.exception
    assert any(said in one.value for one in [*page.subheader, *page.markdown])
    assert any("首页" in one.label for one in page.button)
