"""An area survives its way through the address; what is no area is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdline.access import area
from holdline.access.scope import Scope

CORNERS = st.tuples(st.integers(-18_000_000, 18_000_000), st.integers(-9_000_000, 9_000_000)).map(
    lambda one: (one[0] / area.SCALE, one[1] / area.SCALE)
)


@given(st.lists(CORNERS, min_size=area.FEWEST, max_size=area.MOST))
def test_corners_come_back_as_they_were(corners: list[tuple[float, float]]) -> None:
    assert tuple(corners) == area.read(area.written(corners))


def test_the_text_needs_no_escaping_and_is_short() -> None:
    """Sixty corners of a county are a third of what plain numbers take."""
    ring = [(117.2 + 0.1 * (n % 7), 34.8 + 0.01 * n) for n in range(60)]
    text = area.written(ring)

    assert set(text) <= set(area.LETTERS)
    assert len(text) < 500


@pytest.mark.parametrize(
    "text",
    ["", "A", "not an area!", "g0qrW", area.written([(117.0, 35.0), (118.0, 35.0)]),
     area.written([(500.0, 35.0), (118.0, 35.0), (118.0, 36.0)]),
     area.written([(117.0, 35.0)] * (area.MOST + 1))],
)  # fmt: skip
def test_what_is_no_area_is_none(text: str) -> None:
    assert area.read(text) == ()


def test_who_sees_no_records_draws_no_area() -> None:
    """Counts of any outline would tell apart what published figures hide."""
    drawn = ((117.0, 34.0), (118.0, 34.0), (118.0, 35.0))

    assert Scope(area=drawn).area == drawn
    assert Scope(area=drawn, sight="lists").area == ()
    assert Scope(area=drawn, sight="figures").area == ()
    assert Scope(area=drawn).key() != Scope().key()
