"""Pictures are drawn without a browser, in an installed typeface that has Chinese."""

import struct

import pytest
import shapely
from matplotlib import font_manager

from holdline.exports import drawing

PNG = b"\x89PNG\r\n\x1a\n"


def size(png: bytes) -> tuple[int, int]:
    """Width and height in the picture's header."""
    assert png.startswith(PNG)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_pictures_are_as_wide_as_the_text_and_the_same_every_time() -> None:
    months = ["2021-10", "2021-11"]
    made = [
        drawing.trend(months, [3, 4], ([1, 2], [0, 1]), names=["存", "入", "出"], source="来源")
        for _ in range(2)
    ]

    assert made[0] == made[1]
    assert abs(size(made[0])[0] - drawing.WIDTH * 200) <= 2


def test_a_map_and_bars_are_drawn_of_nothing_too() -> None:
    square = shapely.box(117, 34, 118, 35)

    assert size(drawing.bars([], [], written=[], source=""))
    assert size(drawing.choropleth({"1": square}, {"1": 0.0}, {"1": "甲"}, title="户", source=""))


def test_the_first_installed_face_is_taken_and_none_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list of faces older than an installed one is made anew; nothing found is no face."""

    class Empty:
        ttflist: list[font_manager.FontEntry] = []  # noqa: RUF012

    drawing.typeface.cache_clear()
    monkeypatch.setattr(font_manager, "fontManager", Empty())
    monkeypatch.setattr(font_manager, "FontManager", Empty)
    assert drawing.typeface() is None
    drawing.typeface.cache_clear()
    monkeypatch.undo()

    held = {one.name for one in font_manager.fontManager.ttflist}
    wanted = [one for one in drawing.LAYOUT["pictures"]["faces"] if one in held]
    assert drawing.typeface() == (wanted[0] if wanted else None)
