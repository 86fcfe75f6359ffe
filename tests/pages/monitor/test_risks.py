"""The risks page says its figures and lists what an address names."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access import pace
from holdline.messages.catalogue import words


def opened(**address: str) -> AppTest:
    """The page at *address*, run through app.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "zh"
    for name, value in address.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/monitor/risks.py").run()


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_is_drawn_in_both_languages(language: str) -> None:
    page = opened(lang=language)

    assert not page.exception
    said = " ".join(one.value for one in page.markdown)
    message = words(language, "pages.risks")["months"]
    assert max(re.split(r"\{[^}]*\}", message), key=len) in said


@pytest.mark.parametrize(
    "figure",
    ["any.01", "set.01", "lacking.01", "focus-unseen.subsistence", "disaster-tagged.x~2022-12"],
)
def test_an_address_opens_its_list(figure: str) -> None:
    page = opened(**{"x-open": figure})

    assert not page.exception


@pytest.mark.usefixtures("snapshot")
def test_an_opened_list_counts_against_the_pace_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Going on in the page with the same list open is no further opening."""
    counted: list[str] = []
    monkeypatch.setattr(pace, "take", lambda _, act: counted.append(act) or 0.0)
    opened()
    assert counted == []

    opened(**{"x-open": "any.01"}).run()
    assert counted == ["list"]
