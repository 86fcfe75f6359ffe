"""Peers are named, explained, and ordered by likeness, never by result."""

from streamlit.testing.v1 import AppTest

from holdline import paths
from holdline.warehouse.snapshot import Snapshot


def opened(division: str, role: str = "data_team") -> AppTest:
    app = AppTest.from_file(str(paths.ROOT / "app.py"), default_timeout=60)
    app.session_state["demonstration_role"] = role
    for name, value in {"lang": "zh", "division": division}.items():
        app.query_params[name] = value
    return app.run().switch_page("pages/analysis/peers.py").run()


def test_a_county_is_told_beside_the_middle_of_its_peers(snapshot: Snapshot) -> None:
    del snapshot
    page = opened("370403")
    said = " ".join(one.value for one in page.markdown)

    assert not page.exception
    assert "同类地区的中位数" in said
    assert "为什么可比" in said


def test_a_province_has_no_peers_and_the_page_says_so(snapshot: Snapshot) -> None:
    del snapshot
    page = opened("37")

    assert not page.exception
    assert "没有可以比较的同类地区" in page.info[0].value
    assert any("同口径比较" in one.value for one in page.markdown)


def test_an_analyst_sees_rates_as_they_are(snapshot: Snapshot) -> None:
    """At an equal mix they would be finer than the published counts."""
    del snapshot
    page = opened("370403", "analyst")

    assert not page.exception
    assert not any("同口径消除率，按" in one.value for one in page.markdown)


def test_a_rate_of_a_handful_is_not_set_against_its_peers(snapshot: Snapshot) -> None:
    del snapshot
    said = " ".join(one.value for one in opened("370403001").markdown).replace("\\", "")

    assert "不与同类地区作高低比较" in said
    assert "中位数" not in said
