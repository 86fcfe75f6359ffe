"""From the province to one household by clicking, and back by the browser's own buttons."""

import pytest
from playwright.sync_api import expect

from tests.browser.places import Places
from tools.driving.reader import Reader

NAMES = ".st-key-areas tbody tr[data-key='{code}'] td:first-child button"


def _down(reader: Reader, code: str) -> None:
    with reader.ran():
        reader.page.locator(NAMES.format(code=code)).click()


def test_down_to_a_household_and_back(zh: Reader, places: Places) -> None:
    """City, county, township, village, list, household; every step back and forward again."""
    zh.open(division="37")
    steps = [(zh.path(), zh.address())]

    for code in places.way:
        _down(zh, code)
        assert zh.address()["division"] == code
        steps.append((zh.path(), zh.address()))
    with zh.ran():
        zh.page.locator(".st-key-headline [data-key=open] button.main").click()
    assert zh.path() == "households"
    steps.append((zh.path(), zh.address()))
    with zh.ran():
        zh.page.locator(f".st-key-behind tr[data-key='{places.household}'] button").first.click()
    assert zh.address()["household"] == places.household
    expect(zh.page.get_by_text(places.household).first).to_be_visible()
    steps.append((zh.path(), zh.address()))

    for path, address in reversed(steps[:-1]):
        with zh.ran():
            zh.page.go_back()
        _stands(zh, path, address)
    for path, address in steps[1:]:
        with zh.ran():
            zh.page.go_forward()
        _stands(zh, path, address)


def test_breadcrumb_leads_up(zh: Reader, places: Places) -> None:
    """Each division above the chosen one is a button."""
    zh.open(division=places.way[-1])

    for code in reversed(("37", *places.way[:-1])):
        with zh.ran():
            zh.page.locator(f".st-key-up_{code} button").click()
        assert zh.address()["division"] == code


def test_siblings_stay_in_sight(zh: Reader, places: Places) -> None:
    """Whoever goes down to a county still sees the other counties of its city, to compare."""
    zh.open(division=places.way[0])
    counties = _rows(zh, "td:first-child")
    _down(zh, places.way[1])

    shown = _rows(zh, "td:first-child")
    siblings = {code: name for code, name in counties.items() if len(code) == 6}
    assert len(siblings) > 2
    assert siblings.items() <= shown.items()


def test_siblings_are_one_choice_away(zh: Reader, places: Places) -> None:
    """The last step of the breadcrumb is a list of the division's siblings."""
    zh.open(division=places.way[1])
    zh.page.locator(".st-key-choose_division input").first.click()
    options = zh.page.get_by_role("option")
    expect(options.first).to_be_visible()
    assert options.count() > 2

    with zh.ran():
        options.filter(has_text="滕州").click()
    assert zh.address()["division"] == "370481"


def test_table_of_subjects_drills(zh: Reader, places: Places) -> None:
    """The subjects page goes down by the same click."""
    zh.open("subjects", division=places.way[0])
    with zh.ran():
        zh.page.locator(f".st-key-by_area tr[data-key='{places.way[1]}'] button").first.click()

    assert zh.path() == "subjects"
    assert zh.address()["division"] == places.way[1]


def test_click_on_a_risk_filters_and_another_takes_it_off(zh: Reader, places: Places) -> None:
    """Marks act: the bar of a risk is a filter of the whole page."""
    zh.open(division=places.way[1])
    total = zh.page.locator(".st-key-headline [data-key=open] button.main .value")
    before = total.inner_text()
    with zh.ran():
        _press(zh, ".st-key-risks .bars .point path", 0)
    risk = zh.address()["risk"]
    assert risk
    expect(total).not_to_have_text(before)

    with zh.ran():
        _press(zh, ".st-key-risks .bars .point path", 0)
    assert "risk" not in zh.address()
    expect(total).to_have_text(before)


def test_drilling_keeps_what_a_mark_filters(zh: Reader, places: Places) -> None:
    """One click filters by a risk, the next goes down; both hold, for figures and for the list."""
    zh.open(division=places.way[0])
    with zh.ran():
        _press(zh, ".st-key-risks .bars .point path", 0)
    risk = zh.address()["risk"]
    row = zh.page.locator(f".st-key-areas tr[data-key='{places.way[1]}']")
    shown = row.locator("td:nth-child(2) button").inner_text()
    with zh.ran():
        row.locator("td:first-child button").click()

    assert (zh.address()["division"], zh.address()["risk"]) == (places.way[1], risk)
    total = zh.page.locator(".st-key-headline [data-key=open] button.main .value")
    expect(total).to_have_text(shown)
    with zh.ran():
        total.click()
    assert (zh.address()["division"], zh.address()["risk"]) == (places.way[1], risk)
    expect(zh.page.get_by_text(f"{shown}户").first).to_be_visible()


def test_click_on_a_month_of_the_trend_shows_that_month(zh: Reader, places: Places) -> None:
    """Marks act: a point of the trend is a month."""
    zh.open(division=places.way[1])
    before = zh.address()["month"]
    with zh.ran():
        _press(zh, ".st-key-trend .scatterlayer .point", 3)

    assert zh.address()["month"] < before
    year, month = zh.address()["month"].split("-")
    expect(zh.page.get_by_text(f"截至{year}年{int(month)}月底")).to_be_visible()


@pytest.mark.parametrize("size", ["row", "bar"])
def test_number_or_bar_of_an_area_opens_its_households(
    zh: Reader, places: Places, size: str
) -> None:
    """The figure of a division below is a way to its households, the bar as well."""
    zh.open(division=places.way[0])
    row = zh.page.locator(f".st-key-areas tr[data-key='{places.way[1]}']")
    mark = {"row": "td:nth-child(2) button", "bar": "td:nth-child(2) .track"}[size]
    number = row.locator("td:nth-child(2) button").inner_text()
    with zh.ran():
        row.locator(mark).click()

    assert zh.path() == "households"
    assert zh.address()["division"] == places.way[1]
    expect(zh.page.get_by_text(f"{number}户").first).to_be_visible()


def _press(reader: Reader, marks: str, number: int) -> None:
    """Click the middle of a chart's mark, as a hand would: Plotly must first see the pointer."""
    mark = reader.page.locator(marks).nth(number)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(x - 2, y)
    reader.page.mouse.move(x, y)
    reader.page.mouse.click(x, y)


def _rows(reader: Reader, cell: str) -> dict[str, str]:
    rows = reader.page.locator(".st-key-areas tbody tr")
    expect(rows.first).to_be_visible()
    return {
        str(row.get_attribute("data-key")): row.locator(cell).inner_text().strip()
        for row in rows.all()
    }


def _stands(reader: Reader, path: str, address: dict[str, str]) -> None:
    reader.until(
        lambda: (reader.path(), reader.address()) == (path, address), f"expected {path} {address}"
    )
