"""Which areas lie outside the funnel."""

from holdline.maps.funnel import Dot, figure, outside

DOTS = [Dot("a", "A", 5, 10, "a"), Dot("b", "B", 95, 100, "b"), Dot("c", "C", 50, 100, "c")]


def test_an_extreme_rate_on_a_small_base_stays_inside_and_on_a_large_one_does_not() -> None:
    assert not outside(Dot("s", "S", 4, 4, ""), 0.5, is_share=True)
    assert outside(Dot("l", "L", 90, 100, ""), 0.5, is_share=True)


def test_dots_outside_differ_by_shape_and_bear_their_name() -> None:
    made = figure(DOTS, 0.6, factor=1, is_share=True, titles=("x", "y"), names=str, height=300)
    dots = made["data"][-1]

    assert dots["marker"]["symbol"] == ["circle", "diamond", "circle"]
    assert dots["text"] == ["", "B", ""]
    assert dots["customdata"] == ["a", "b", "c"]


def test_limits_are_drawn_about_the_common_rate() -> None:
    made = figure(DOTS, 0.6, factor=100, is_share=True, titles=("x", "y"), names=str, height=300)
    common, low, high = (made["data"][at]["y"] for at in (0, 1, 2))

    assert all(below <= 60 <= above for below, above in zip(low, high, strict=True))
    assert {60.0} == set(common)
