"""The tab key alone reaches every control of a page, and enter opens what a click opens."""

import pytest

from tests.browser.places import Places
from tools.driving.reader import Reader
from tools.driving.sites import sites

WALKED = ("briefing", "subjects", "what_if", "findings")
# Numbers every control that can be seen and used, inside our own components too.
CONTROLS = """() => {
  const found = []
  const wanted = 'button:not([disabled]), a[href], input:not([disabled]), select, [tabindex="0"]'
  const others = '[type=radio]:not(:checked), [aria-checked=false][role=radio], ' +
    '[aria-selected=false][role=tab]'  // the arrow keys lead to these
  const within = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) within(one.shadowRoot)
      if (!one.matches(wanted) || one.tabIndex < 0 || !one.checkVisibility()) continue
      if (one.closest('[aria-hidden=true], [inert]') || !one.getClientRects().length) continue
      if (one.matches(others)) continue
      one.dataset.control = found.length
      found.push((one.getAttribute('aria-label') || one.innerText || one.outerHTML).slice(0, 80))
    }
  }
  within(document.querySelector('[data-testid=stMain]'))
  return found
}"""
FOCUSED = """() => {
  let one = document.activeElement
  while (one && one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement
  return one && one.dataset ? one.dataset.control ?? '' : ''
}"""


@pytest.mark.parametrize("page", WALKED)
def test_tab_reaches_every_control(zh: Reader, page: str) -> None:
    zh.open(sites()[page])
    controls = zh.page.evaluate(CONTROLS)
    reached: set[str] = set()
    for _ in range(2 * len(controls) + 50):
        zh.page.keyboard.press("Tab")
        reached.add(zh.page.evaluate(FOCUSED))
        if len(reached - {""}) == len(controls):
            break

    assert len(controls) > 20
    assert [text for at, text in enumerate(controls) if str(at) not in reached] == []


def test_enter_goes_down_as_a_click_does(zh: Reader, places: Places) -> None:
    zh.open(division="37")
    zh.page.locator(f".st-key-areas tr[data-key='{places.way[0]}'] td:first-child button").focus()
    with zh.ran():
        zh.page.keyboard.press("Enter")

    assert zh.address()["division"] == places.way[0]
