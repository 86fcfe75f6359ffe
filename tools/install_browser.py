"""Make sure the browser tests have Chromium and a Chinese typeface: Debian's, when we are root."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

# Debian's Chromium without a window; an older Debian or Ubuntu has only the whole of it.
BROWSERS = ("chromium-headless-shell", "chromium")
TYPEFACE = "fonts-noto-cjk"
MISSING = """The browser tests need Chromium and a Chinese typeface.
On Debian or Ubuntu:  sudo apt-get install chromium fonts-noto-cjk
Elsewhere: install Chromium, a font such as Noto Sans CJK, and set HOLDLINE_CHROMIUM to the browser.
"""


def has_browser() -> bool:
    """Whether a Chromium is found."""
    named = os.environ.get("HOLDLINE_CHROMIUM")
    return bool(named and Path(named).exists()) or any(map(shutil.which, BROWSERS))


def has_typeface() -> bool:
    """Whether some typeface shows Chinese; unknown without fontconfig counts as no."""
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def main() -> int:
    """Install what is missing, or say how to."""
    if has_browser() and has_typeface():
        return 0
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.stderr.write(MISSING)
        return 1
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _apt(environment, "update")
    _apt(environment, "install", "-y", TYPEFACE)
    for browser in BROWSERS:
        if has_browser():
            break
        _apt(environment, "install", "-y", browser, is_needed=browser == BROWSERS[-1])
    return 0


def _apt(environment: dict[str, str], *words: str, is_needed: bool = True) -> None:
    subprocess.run(
        ["apt-get", "-qq", *words], check=is_needed, env=environment, stdout=subprocess.DEVNULL
    )


if __name__ == "__main__":
    sys.exit(main())
