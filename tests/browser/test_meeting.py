"""Meeting mode: large type, gone through by the keyboard alone, nothing asked between slides."""

from collections.abc import Callable

from playwright.sync_api import expect

from tools.driving.reader import Reader

SIZES = """(stage) => [...stage.querySelectorAll('h1, .note, .name, .value, .sub, th, td')]
  .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
SLIDES = 5
LEAST = 32.0  # 24 points in pixels


def test_the_keys_alone_go_through_every_slide(tab: Callable[[str], Reader]) -> None:
    reader = tab("zh")
    reader.open("meeting")
    stage = reader.page.locator(".stage")
    expect(stage).to_be_focused()
    sent = len(reader.frames)
    titles, smallest = [], []
    for _ in range(SLIDES):
        titles.append(stage.locator("h1").inner_text())
        smallest.append(min(stage.evaluate(SIZES)))
        reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Home")

    assert len(set(titles)) == SLIDES
    assert min(smallest) >= LEAST
    assert stage.locator("h1").inner_text() == titles[0]
    assert len(reader.frames) == sent
