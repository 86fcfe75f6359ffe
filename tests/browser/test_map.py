"""The map: down to a household by clicking on it alone, offline, with the tables' own numbers."""

import json
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.browser.places import Places
from tools.driving.reader import PHONE, Reader

AREAS = ".land path"
INSIDE = """(paths, code) => {
  const holds = (path, x, y) =>
    path.isPointInFill(new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse()))
  const at = paths.findLastIndex((path) => path.dataset.code === code)
  if (at < 0) return null
  const box = paths[at].getBoundingClientRect()
  for (let n = 2; n < 40; n++) for (let i = 1; i < n; i++) for (let j = 1; j < n; j++) {
    const x = box.left + (box.width * i) / n, y = box.top + (box.height * j) / n
    const isCovered = () => paths.slice(at + 1).some((path) => holds(path, x, y))
    if (holds(paths[at], x, y) && !isCovered()) return { x, y }
  }
  return null
}"""
TOLD = """(paths) => Object.fromEntries(
  paths.map((path) => [path.dataset.code, path.getAttribute('aria-label')]))"""


def _place(reader: Reader, code: str) -> dict[str, float]:
    """A point of the screen inside the polygon of *code*, once it is drawn."""
    areas = reader.page.locator(AREAS)
    reader.until(lambda: areas.evaluate_all(INSIDE, code) is not None, f"{code} is not drawn")
    return areas.evaluate_all(INSIDE, code)


def _clicked(reader: Reader, code: str) -> None:
    """Click inside the polygon of *code*."""
    place = _place(reader, code)
    with reader.ran():
        reader.page.mouse.click(place["x"], place["y"])


def _canvas(reader: Reader, layer: str, division: str) -> Any:
    return reader.page.locator(f".st-key-{layer}_{division} .map")


def _counts(reader: Reader, table: str, column: int) -> dict[str, str]:
    """Figures of a table by the division of the row."""
    return {
        row.get_attribute("data-key"): row.locator("td").nth(column).inner_text().strip()
        for row in reader.page.locator(f".st-key-{table} tbody tr").all()
    }


def test_down_to_a_household_by_clicking_the_map(zh: Reader, places: Places) -> None:
    """City, county, township, village by their polygons; then a point; no address elsewhere."""
    zh.page.route(lambda url: not url.startswith(zh.origin), lambda route: route.abort())
    zh.open("map", division="37")
    for code in places.way:
        _clicked(zh, code)
        assert zh.address()["division"] == code

    canvas = _canvas(zh, "points", places.way[-1])
    expect(canvas).to_have_attribute("data-features", re.compile("[1-9]"))
    for at in range(int(canvas.get_attribute("data-features"))):
        found = canvas.evaluate("(root, at) => root.where(at)", at)
        with zh.ran():
            zh.page.mouse.click(found["x"], found["y"])
        if zh.path() != "households":
            break
        if zh.address()["household"] == places.household:
            return
        with zh.ran():
            zh.page.go_back()
    with zh.ran():
        zh.page.locator(
            f".st-key-map_within tr[data-key='{places.household}'] button"
        ).first.click()

    assert zh.path() == "households"
    assert zh.address()["household"] == places.household


def test_map_table_and_briefing_tell_the_same(zh: Reader, places: Places) -> None:
    """One county: the figure in the map's hover text, in its table and on the briefing's table."""
    zh.open("map", division=places.way[0])
    _place(zh, places.way[1])
    drawn = zh.page.locator(AREAS).evaluate_all(TOLD)
    table = _counts(zh, "map_table", 1)
    zh.open(division=places.way[0])
    briefing = _counts(zh, "areas", 1)

    assert places.way[1] in drawn
    for code, text in drawn.items():
        told = re.search(r" ([\d,]+)户", text)
        assert told is not None
        assert told[1] == table[code] == briefing[code]


def test_areas_are_walked_and_opened_with_the_keyboard(zh: Reader, places: Places) -> None:
    """One stop of the tab key; arrows go to a neighbour, whose words are shown; enter opens it."""
    zh.open("map", division="37")
    _place(zh, places.way[0])
    map_ = zh.page.locator(".map")
    map_.locator("path[tabindex='0']").focus()
    codes = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        zh.page.keyboard.press(key)
        codes.append(map_.locator("path:focus").get_attribute("data-code"))
    said = map_.locator(".tip").inner_text()
    with zh.ran():
        zh.page.keyboard.press("Enter")

    assert map_.locator("path[tabindex='0']").count() == 1
    assert len(set(codes)) > 2
    assert "户" in said
    assert zh.address()["division"] == codes[-1]


def test_both_trees_have_the_same_total(zh: Reader, places: Places) -> None:
    """A zone stands on its own in one tree and within its host in the other."""
    totals = []
    for tree in ("management", "legal"):
        zh.open("map", division=places.way[0], tree=tree)
        totals.append(_counts(zh, "map_table", 1)[places.way[0]])

    assert totals[0] == totals[1]


def _drawn(reader: Reader, canvas: Any, corners: list[tuple[float, float]]) -> None:
    """Draw with the lasso through *corners*, as parts of the canvas."""
    canvas.locator("[data-tool=lasso]").click()
    box = canvas.locator(".canvas").bounding_box()
    places_px = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in corners]
    reader.page.mouse.move(*places_px[0])
    reader.page.mouse.down()
    for x, y in places_px[1:]:
        reader.page.mouse.move(x, y, steps=4)
    with reader.ran():
        reader.page.mouse.up()


def test_an_outline_drawn_is_a_filter_of_every_page(zh: Reader, places: Places) -> None:
    """A lasso over part of the points: the list, the subjects and the map's table count the same.

    A reload keeps it; the tag takes it off; nothing outside is asked for.
    """
    zh.page.route(lambda url: not url.startswith(zh.origin), lambda route: route.abort())
    county = places.way[1]
    zh.open("map", division=county, **{"x-layer": "points"})
    canvas = _canvas(zh, "points", county)
    expect(canvas).to_have_attribute("data-features", re.compile("[1-9]"))
    everybody = zh.page.locator("h4, h3, p").filter(has_text="有点位").first.inner_text()
    _drawn(zh, canvas, [(0.3, 0.05), (0.3, 0.95), (0.52, 0.95), (0.52, 0.05)])
    listed = zh.page.locator(".st-key-map_within tbody tr").count()
    area = zh.address()["area"]
    with zh.ran():
        zh.page.reload(wait_until="commit")
    again = zh.page.locator(".st-key-map_within tbody tr").count()
    zh.open("map", division=county, area=area)
    total = _counts(zh, "map_table", 1)[county]
    zh.open("subjects", division=county, area=area)
    subjects = zh.page.locator(".st-key-by_month tbody tr").first.locator("td").nth(1).inner_text()
    with zh.ran():
        zh.page.locator(".st-key-area_chip button").first.click()

    drawn = int(re.search(r"有点位([\d,]+)户", everybody)[1].replace(",", ""))
    assert 0 < listed < drawn
    assert again == listed == int(total)
    assert subjects.startswith(total)
    assert "area" not in zh.address()


def test_a_move_of_the_map_asks_for_its_window_and_stays(zh: Reader, places: Places) -> None:
    """Zooming tells the server its window; a change of colours does not throw the reader back."""
    zh.open("map", division=places.way[1], **{"x-layer": "points"})
    canvas = _canvas(zh, "points", places.way[1])
    before = canvas.evaluate("(root) => root.state.scale")
    with zh.ran():
        canvas.locator("[data-tool=closer]").click()
    near = canvas.evaluate("(root) => root.state.scale")
    with zh.ran():
        zh.page.locator(".st-key-map_colour input").click()
        zh.page.get_by_role("option").nth(1).click()

    assert near > before
    assert canvas.evaluate("(root) => root.state.scale") == near


def test_a_million_bytes_are_never_sent(zh: Reader, places: Places) -> None:
    """Geometry is fetched by its address: a message to the map holds numbers only."""
    zh.open("map", division="37")
    zh.frames.clear()
    _clicked(zh, places.way[0])
    sizes = [one.size for one in zh.frames]

    assert sum(sizes) < 200_000, json.dumps(sorted(sizes)[-5:])


def test_everybody_hit_can_be_taken_along(zh: Reader, places: Places, tmp_path: Path) -> None:
    """The file holds all that the title counts, not the listed ones only, and the months."""
    zh.open("map", division=places.way[1], **{"x-layer": "hazards", "x-least": "100"})
    title = zh.page.locator("p").filter(has_text="筛查名单").first.inner_text()
    with zh.page.expect_download() as told:
        zh.page.locator(".st-key-map_cohort_file button").first.click()
    told.value.save_as(tmp_path / "list.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "list.xlsx")
    people, months = (book.get_sheet_by_index(at).to_python() for at in (0, 1))
    counted = re.search(r"([\d,]+)户", title)

    assert counted is not None
    assert len(people) - 3 == int(counted[1].replace(",", "")) > 200
    assert people[3][1].endswith("*")
    assert len(months) - 3 == 15


def test_fits_a_phone(tab: Any, places: Places) -> None:
    """No layer is wider than the screen."""
    reader = tab("zh", PHONE)
    for layer in ("areas", "funnel", "points", "doctor", "hazards"):
        reader.open("map", division=places.way[0], **{"x-layer": layer})
        wide = reader.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= PHONE[0], layer
