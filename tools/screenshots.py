"""Take a picture of every page in both languages, on a desk and on a phone: `make screenshots`."""

import argparse
import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from holdline import paths
from tools.driving.reader import DESK, PHONE, Reader, desk, launched
from tools.driving.serving import served
from tools.driving.sites import sites

PICTURES = paths.ROOT / "docs" / "screenshots"
COLOURS = 96
MOST = 6_000_000
TALLEST = 2_400
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
SIZES = {"desk": DESK, "phone": PHONE}
TIMELESS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let node
  const took = / · [^·]* (毫秒|ms)$/
  while ((node = walker.nextNode())) node.nodeValue = node.nodeValue.replace(took, '')
}"""


def main() -> int:
    """Take the pictures of the home in use, or of another; say how large they are together."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--home", type=Path, default=paths.home())
    parser.add_argument("--only", default="", help="names of pages, joined by commas")
    options = parser.parse_args()
    wanted = [name for name in options.only.split(",") if name] or list(sites())
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served(options.home) as origin, sync_playwright() as playwright:
        browser = launched(playwright)
        taken = [
            path
            for language in ("zh", "en")
            for size in SIZES
            for path in _taken(browser, origin, language, size, wanted)
        ]
        browser.close()
    total = sum(path.stat().st_size for path in taken)
    print(f"{len(taken)} pictures in {PICTURES.relative_to(paths.ROOT)}, {total / 1e6:.1f} MB")
    return int(total > MOST)


def _taken(
    browser: Browser, origin: str, language: str, size: str, wanted: list[str]
) -> list[Path]:
    context = desk(browser, language, SIZES[size])
    reader = Reader(context.new_page(), origin)
    found = []
    for name in wanted:
        reader.open(sites()[name])
        found.append(_picture(reader, name, language, size))
    if "households" in wanted:
        _to_a_card(reader)
        found.append(_picture(reader, "household", language, size))
    context.close()
    if reader.faults:
        sys.stderr.write("\n".join([*reader.faults, ""]))
    return found


def _to_a_card(reader: Reader) -> None:
    reader.open(sites()["households"])
    with reader.ran():
        reader.page.locator(".st-key-behind tbody tr button").first.click()


def _picture(reader: Reader, name: str, language: str, size: str) -> Path:
    """The page as it stands, without the time it took, in few colours; on a phone all of it."""
    width, height = SIZES[size]
    if size == "phone":
        tall = min(TALLEST, max(height, reader.page.evaluate(HEIGHT)))
        reader.page.set_viewport_size({"width": width, "height": tall})
        reader.settle()
    reader.page.evaluate("() => document.fonts.ready")
    reader.page.evaluate(TIMELESS)
    shot = reader.page.screenshot(animations="disabled", caret="hide")
    reader.page.set_viewport_size({"width": width, "height": height})
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    path = PICTURES / f"{name.replace('_', '-')}-{language}-{size}.png"
    reduced = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(path, optimize=True)
    return path


if __name__ == "__main__":
    sys.exit(main())
