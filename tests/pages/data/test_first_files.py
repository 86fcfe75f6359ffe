"""A home with nothing in it: the page that brings files opens, and every other leads to it."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.messages.catalogue import text

IMPORTS = "pages/data/imports.py"


@pytest.fixture(params=["zh", "en"])
def opened(request: pytest.FixtureRequest) -> AppTest:
    """The app in a home without a snapshot."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = request.param
    return app.run()


def spoken(app: AppTest) -> str:
    """The language of the address."""
    told = app.query_params["lang"]
    return told if isinstance(told, str) else told[0]


def test_files_can_be_brought_before_there_is_any_snapshot(opened: AppTest) -> None:
    app = opened.switch_page(IMPORTS).run()

    assert not app.exception
    assert app.info[0].value == text(spoken(app), "common.bar.first_files")
    assert len(app.get("file_uploader")) == 1
    invented = text(spoken(app), "pages.imports.invented")
    assert [one.label for one in app.toggle if one.label == invented] == [invented]


def test_any_other_page_leads_there(opened: AppTest) -> None:
    bring = next(
        one for one in opened.button if one.label == text(spoken(opened), "common.trouble.bring")
    )
    assert bring.click().run().get("file_uploader")


@pytest.mark.parametrize("role", ["leader", "analyst"])
def test_whoever_may_not_import_is_not_led_there(role: str) -> None:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.session_state["demonstration_role"] = role

    assert text("en", "common.trouble.bring") not in [one.label for one in app.run().button]
