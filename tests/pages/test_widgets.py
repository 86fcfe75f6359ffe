"""A session keeps what is known of the widgets it shows, and of no others."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.shell.widgets import known


@pytest.mark.usefixtures("snapshot")
def test_a_session_does_not_grow_with_the_divisions_it_has_seen() -> None:
    """To put it right after an upgrade of Streamlit: see holdline/shell/widgets.py."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "zh"
    sizes = []
    for division in ("37", "3704", "370403", "370403005", "3704", "37"):
        app.query_params["division"] = division
        app.run()
        sizes.append(len(known(app.session_state)))

    assert not app.exception
    assert sum(one.endswith("-areas__events") for one in known(app.session_state)) == 1
    assert 10 < sizes[0] == sizes[-1]
    assert max(sizes) < sizes[0] + 12


@pytest.mark.usefixtures("snapshot")
def test_a_press_still_finds_its_function_afterwards() -> None:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "zh"
    app.query_params["division"] = "370403"
    app.run().run()

    (above,) = (one for one in app.button if one.key == "up_3704")
    above.click().run()

    assert app.query_params["division"] in ("3704", ["3704"])
