"""A drawn area saved under a name is chosen again on another page, and deleted by its owner."""

import pytest
from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.access import area
from holdline.shell import page

DRAWN = area.written(((117.2, 34.7), (117.3, 34.7), (117.3, 34.9), (117.2, 34.9)))
FILES = {one.name: one.path for one in page.discover()}


def opened(name: str, role: str = "data_team", **address: str) -> AppTest:
    """Page *name* at an address."""
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    for part, value in {"lang": "en", "division": "370403", **address}.items():
        app.query_params[part] = value
    app.run()
    return app.switch_page(str(FILES[name].relative_to(paths.ROOT))).run()


def saved(shown: AppTest) -> dict[str, str]:
    """The numbers of the areas that can be chosen, by name."""
    keys = {one.label: str(one.key) for one in shown.button}
    return {
        label: key.rpartition("_")[2]
        for label, key in keys.items()
        if key.startswith("kept_area_open_")
    }


@pytest.mark.usefixtures("snapshot")
def test_saved_on_the_map_chosen_on_another_page_and_deleted() -> None:
    drawn = opened("map", area=DRAWN)
    drawn.text_input(key="kept_area_name").set_value("river")
    drawn.button(key="kept_area_keep").click().run()
    assert not drawn.exception
    assert list(saved(drawn)) == ["river"]

    other = opened("risks")
    number = saved(other)["river"]
    assert [one for one in other.button if one.key in ("area_chip", "kept_area_keep")] == []
    other.button(key=f"kept_area_open_{number}").click().run()
    assert other.query_params["area"] == DRAWN
    assert "in the drawn area" in other.button(key="area_chip").label

    other.button(key=f"kept_area_drop_{number}").click().run()
    assert not other.exception
    assert saved(other) == {}


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize(("page_name", "role"), [("risks", "leader"), ("rulebook", "data_team")])
def test_is_not_offered_where_no_area_is_followed(page_name: str, role: str) -> None:
    """Who sees no places of households draws none; a page of policy is of divisions."""
    shown = opened(page_name, role, area=DRAWN)

    assert not shown.exception
    assert [one for one in shown.button if str(one.key).startswith("kept_area")] == []
