"""The map page, driven through app.py."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.warehouse.snapshot import Snapshot

LAYERS = ("areas", "funnel", "points", "doctor", "hazards")


def opened(**address: str) -> AppTest:
    """The page at an address."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    return app.switch_page("pages/monitor/map.py").run()


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_draws_in_both_languages(layer: str, language: str) -> None:
    page = opened(lang=language, division="3704", **{"x-layer": layer})

    assert not page.exception
    assert page.markdown


def test_a_village_shows_its_households_as_nothing_lies_below(snapshot: Snapshot) -> None:
    assert snapshot.manifest.is_sample
    page = opened(lang="en", division="370403001201")

    assert not page.exception
    assert "Households" not in [one.value for one in page.title]


@pytest.mark.usefixtures("snapshot")
def test_months_compared_stand_side_by_side_with_the_same_legend() -> None:
    page = opened(lang="en", division="370403", **{"x-against": "2021-12"})
    charts = page.get("plotly_chart")

    assert len(charts) == 2
