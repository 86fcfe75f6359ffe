"""The briefing: one screen, every number opens its list, every card says what it means."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.places import Places
from tools.driving.reader import Reader

CARDS = ("identified", "open", "eliminated", "rate", "new", "closed")
COUNTS = ("identified", "open", "eliminated", "new", "closed")
TYPES = ("all", "MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE")
CARD = ".st-key-headline [data-key={key}]"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_fits_one_screen(tab: Callable[[str], Reader], places: Places, language: str) -> None:
    """At 1366 by 768 nothing of it needs scrolling, at any level."""
    reader = tab(language)
    too_long = []
    for division in ("37", *places.way):
        reader.open(division=division)
        expect(reader.page.locator(".st-key-footer")).to_be_in_viewport(ratio=1)
        height, room = reader.page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]');"
            " return [main.scrollHeight, main.clientHeight] }"
        )
        if height > room:
            too_long.append((division, height, room))
    assert too_long == []


@pytest.mark.parametrize("measure", COUNTS)
def test_every_number_opens_a_list_of_that_length(zh: Reader, places: Places, measure: str) -> None:
    """Households and people on the card are those of the list behind it, for all and each type."""
    zh.open(division=places.way[1], month="2021-10")
    differ = []
    for row in TYPES:
        number = zh.page.locator(f"{CARD.format(key=measure)} {_button(row)}")
        expect(number).to_be_visible()
        counts = re.findall(r"\d[\d,]*", number.inner_text())
        with zh.ran():
            number.click()
        title = zh.page.locator("[data-testid=stMain] strong").first
        listed = re.findall(r"\d[\d,]*", title.inner_text())
        rows = zh.page.locator(".st-key-behind tbody tr").count()
        told = int(counts[0].replace(",", ""))
        if counts != listed or rows != min(told, 50):
            differ.append((row, counts, listed, rows))
        with zh.ran():
            zh.page.go_back()
    assert differ == []


def test_rate_opens_the_eliminated(zh: Reader, places: Places) -> None:
    """A rate has no households of its own: its numerator's are shown."""
    zh.open(division=places.way[1])
    with zh.ran():
        zh.page.locator(f"{CARD.format(key='rate')} button.main").click()

    assert zh.address()["measure"] == "eliminated"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_card_has_its_definition(
    tab: Callable[[str], Reader], places: Places, language: str
) -> None:
    """Formula, base, what is left out, month, snapshot, data, rules and query, all filled."""
    reader = tab(language).open(division=places.way[1])
    cards = reader.page.locator(".st-key-headline section.card")
    expect(cards).to_have_count(len(CARDS))

    for card in cards.all():
        card.locator("button.why").click()
        shown = card.locator("[popover]")
        expect(shown).to_be_visible()
        parts = shown.locator("dd").all_inner_texts()
        assert len(parts) >= 8
        assert all(part.strip() for part in parts)
        assert any("headline.sql" in part for part in parts)
        reader.page.keyboard.press("Escape")
        expect(shown).to_be_hidden()


def test_rates_are_given_on_both_bases(zh: Reader, places: Places) -> None:
    """By households and by people, each with its base named, in card, rows and sentence."""
    zh.open(division=places.way[1])
    card = zh.page.locator(CARD.format(key="rate"))
    both = re.compile(r"[\d.]+%\s*按户\s*按人\s*[\d.]+%")

    assert both.search(card.locator("button.main").inner_text().replace("\n", " "))
    for row in card.locator("li").all():
        assert "按人" in row.inner_text()
    sentence = zh.page.locator("[data-testid=stMain] p", has_text="截至").first.inner_text()
    assert re.search(
        r"消除率[\d.]+%（按户，基数累计识别户数）、[\d.]+%（按人，基数累计识别人数）", sentence
    )


def test_rates_of_the_divisions_below_have_both_bases(zh: Reader, places: Places) -> None:
    """A table that gives a rate of households gives that of people beside it."""
    zh.open(division=places.way[0])
    row = zh.page.locator(f".st-key-areas tr[data-key='{places.way[1]}']")

    assert len(re.findall(r"[\d.]+%", row.inner_text())) == 2


def test_figures_are_painted_before_charts(zh: Reader) -> None:
    """The sentence, the cards and the areas stand before the first chart, which is sent last."""
    zh.page.add_init_script(FIRST_SEEN)
    zh.open()
    zh.page.wait_for_function("() => Object.keys(window.seen).length === 4")

    deltas = [one.message.delta for one in zh.frames if one.kind == "delta"]
    sent = [one.new_element.WhichOneof("type") for one in deltas]
    after = deltas[sent.index("plotly_chart") :]
    named = [one.new_element.bidi_component.component_name for one in after]
    seen = zh.page.evaluate("() => window.seen")
    assert max(seen, key=seen.get) == "chart", seen
    assert not [name for name in named if name.endswith(("table", "board"))]


FIRST_SEEN = """
window.seen = {}
const within = (key, part) => [...document.querySelectorAll(`.st-key-${key} *`)]
  .some((one) => one.shadowRoot?.querySelector(part))
const has = {
  sentence: () => [...document.querySelectorAll('[data-testid=stMain] p')]
    .some((one) => /截至.*未消除.*户/.test(one.textContent)),
  cards: () => within('headline', '.card'),
  areas: () => within('areas', 'tr[data-key]'),
  chart: () => document.querySelector('.js-plotly-plot .main-svg .point'),
}
const look = () => {
  for (const [part, found] of Object.entries(has)) {
    if (!window.seen[part] && found()) window.seen[part] = performance.now()
  }
  if (Object.keys(window.seen).length < 4) requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""


def _button(row: str) -> str:
    return "button.main" if row == "all" else f"li:nth-child({TYPES.index(row)}) button"
