"""The simulator under quick hands: the latest of many moves is what stands on the page."""

from holdline.rules import ruleset, scenario
from tests.browser.places import Places
from tools.driving.reader import Reader

PRESSES = 14
CARD = ".st-key-what_if_cards [data-key=proposed] button.main .value"


def test_of_many_moves_of_a_slider_the_latest_counts_and_stale_ones_are_dropped(
    zh: Reader, places: Places
) -> None:
    """Keys come faster than the page runs: it runs less often, and ends at the last value."""
    zh.open("what_if", division=places.way[0])
    zh.page.locator(".st-key-set_c1_ratio input[type=range]").focus()
    before = zh._runs()
    for _ in range(PRESSES):
        zh.page.keyboard.press("ArrowLeft", delay=0)
    wanted = "c1_ratio=0.86"
    zh.until(lambda: zh.address().get("x-scenario") == wanted, f"never came to {wanted}")
    zh.settle()
    runs, shown = zh._runs() - before, zh.page.locator(CARD).inner_text()
    zh.open("what_if", division=places.way[0], **{"x-scenario": wanted})

    assert scenario.read(ruleset.load("policy_exit"), wanted).set_to == (("c1_ratio", 8600),)
    assert runs < PRESSES
    assert shown == zh.page.locator(CARD).inner_text()


def test_the_clauses_are_opened_and_switched_in_the_list(zh: Reader, places: Places) -> None:
    """One click each; the sliders of the open clause alone are drawn."""
    zh.open("what_if", division=places.way[0])
    with zh.ran():
        zh.page.locator(".st-key-clauses tr[data-key=c3] td button").first.click()
    sliders = zh.page.locator("[data-testid=stSlider]").count()
    with zh.ran():
        zh.page.locator(".st-key-clauses tr[data-key=c1] td button").last.click()

    assert sliders == 2
    assert zh.address()["x-clause"] == "c3"
    assert zh.address()["x-scenario"] == "off=c1"


def test_a_card_opens_as_many_households_as_it_counts(zh: Reader, places: Places) -> None:
    """And closing the list takes it out of the address."""
    zh.open("what_if", division=places.way[0])
    count = zh.page.locator(CARD).inner_text()
    with zh.ran():
        zh.page.locator(f"{CARD}").click()
    told = zh.page.get_by_role("dialog").inner_text()
    rows = zh.page.locator("[role=dialog] tbody tr").count()
    with zh.ran():
        zh.page.keyboard.press("Escape")

    assert f"{count}户" in told
    assert rows == min(300, int(count.replace(",", "")))
    assert "x-open" not in zh.address()
