"""`python -m bench.replicas`: two app processes behind nginx over one PostgreSQL, one is killed.

Two people sign in at a real OpenID provider in Chromium, each seated at another replica, and claim
findings; the first one's replica is killed (SIGKILL); the same browser goes on at the other without
signing in again, sees what both did, and acts once more. Then the log of access is proved, with
the database's account unable to change it. Prints what was seen, step by step; ends with 1
when a step fails.

    python -m bench.replicas [--home H] [--pictures FOLDER]
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench.__main__ import _home
from bench.office import postgres, proxied, seal
from tools.driving.provider import provided, trusting
from tools.driving.reader import WHOLE, launched
from tools.driving.serving import ROOT, free_port, served

COOKIE = "e7c2" * 16
COUNTY, TOWN = "370403", "370403001"
PEOPLE = [
    {"sub": name.lower(), "name": name, "roles": ["holdline-data"], "area": COUNTY}
    for name in ("Wang", "Zhou")
]
PATIENCE = 60_000
PROOF = """
from collections import Counter
from sqlalchemy import text
from holdline.access import audit
from holdline.state.store import store
from holdline.state import audit as chain
found = audit.verify()
with store().reading() as db:
    told = Counter((e.account, e.action) for e in chain.events(db))
for (who, what), count in sorted(told.items()):
    print(f"  {who:8}{what:24}{count}")
print(f"  {found.events} events, {len(found.faults)} faults")
try:
    with store().writing() as db:
        db.execute(text("update audit_event set account = 'nobody'"))
    print("  THE APP'S ACCOUNT CAN CHANGE THE LOG")
    raise SystemExit(1)
except Exception as refused:  # PostgreSQL's own word
    told = str(getattr(refused, "orig", refused)).splitlines()[0]
    print(f"  the app's account may not change it: {told}")
raise SystemExit(1 if found.faults else 0)
"""


@dataclass
class Office:
    """What runs: the proxy's origin and log, the replicas by their address, the environment."""

    origin: str
    log: Path
    replicas: dict[str, psutil.Process]
    environment: dict[str, str]


def main() -> int:
    """Run it, and say what was seen."""
    parser = argparse.ArgumentParser(prog="python -m bench.replicas", description=__doc__)
    parser.add_argument("--home", type=Path, help="a home that is built already")
    parser.add_argument("--size", choices=("small", "city", "province"), default="small")
    parser.add_argument("--pictures", type=Path, help="folder to keep screenshots in")
    options = parser.parse_args()
    home = options.home or _home(options.size)
    with TemporaryDirectory() as folder, office(Path(folder), home) as found, ExitStack() as stack:
        browser = launched(stack.enter_context(sync_playwright()))
        _scene(browser, found, Path(folder) / "postgres", options.pictures)
        return _proved(found)


@contextmanager
def office(folder: Path, source: Path) -> Iterator[Office]:
    """The provider, the database, two replicas over one home, and the proxy before them."""
    folder.chmod(0o711)  # the database's account passes through
    home = folder / "home"
    shutil.copytree(source / "snapshots", home / "snapshots", symlinks=True)
    with ExitStack() as stack:
        issuer = stack.enter_context(provided(PEOPLE))
        url = stack.enter_context(postgres(folder / "postgres"))
        port = free_port()
        origin = f"https://127.0.0.1:{port}"
        environment = {
            **_trusting(folder, issuer, origin),
            "HOLDLINE_STATE_URL": url,
            "HOLDLINE_HOME": str(home),
        }
        replicas = {}
        for _ in range(2):
            address = stack.enter_context(served(home, settings=environment))
            replicas[address.removeprefix("http://")] = psutil.Process().children()[-1]
        ports = [int(one.rpartition(":")[2]) for one in replicas]
        log = stack.enter_context(proxied(folder / "nginx", port, ports))
        yield Office(origin, log, replicas, environment)


def _trusting(folder: Path, issuer: str, origin: str) -> dict[str, str]:
    """As for one app, but people come back by the proxy's address."""
    rules = trusting(folder, issuer, cookie=COOKIE)
    secrets = folder / "secrets.toml"
    told = re.sub(
        'redirect_uri = ".*?/oauth', f'redirect_uri = "{origin}/oauth', secrets.read_text()
    )
    secrets.write_text(told, "utf-8")
    return rules


def _scene(browser: Browser, found: Office, database: Path, pictures: Path | None) -> None:
    wang, seat = _seated(browser, found, "Wang", besides=())
    zhou, other = _seated(browser, found, "Zhou", besides=(seat,))
    print(f"two people signed in: Wang at {seat}, Zhou at {other}")
    seal(database, found.environment["HOLDLINE_STATE_URL"])
    print(f"Wang claims at {seat}: {_claim(wang, found, TOWN)}")
    print(f"Zhou claims at {other}: {_claim(zhou, found, '370403002')}")
    _picture(wang, pictures, "before")

    found.replicas[seat].kill()
    killed = time.monotonic()
    wang.reload()
    expect(wang.locator(".st-key-who button").first).to_contain_text("Data", timeout=PATIENCE)
    took, now = time.monotonic() - killed, _answering(found)
    if now != other:
        raise SystemExit(f"answered by {now}, which was killed")
    print(f"{seat} killed; the same browser is signed in at {now} after {took:.1f} s")
    for town in (TOWN, "370403002"):
        print(f"it sees what was claimed in {town}: {_claimed(wang, found, town)}")
    _picture(wang, pictures, "after")
    print(f"Wang claims at {now}: {_claim(wang, found, '370403003')}")


def _seated(
    browser: Browser, found: Office, who: str, besides: tuple[str, ...]
) -> tuple[Page, str]:
    """Sign *who* in, in a browser that is seated at a replica not *besides*."""
    for _ in range(20):
        context = browser.new_context(locale="en-US", ignore_https_errors=True)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{found.origin}/subjects?division={TOWN}&lang=en")
        page.get_by_role("button", name="Sign in").wait_for()
        seat = _answering(found)
        if seat in besides:
            context.close()
            continue
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name=who).first.click()
        page.wait_for_url(f"{found.origin}/subjects**")
        expect(page.locator(".st-key-who button").first).to_contain_text("Data", timeout=PATIENCE)
        return page, seat
    raise SystemExit("every browser was seated at the same replica")


def _answering(found: Office) -> str:
    """The replica that answered last."""
    lines = [line.split() for line in found.log.read_text().splitlines()]
    answered = [line[0] for line in lines if line[0] != "-" and line[2] == "200"]
    return answered[-1].rpartition(",")[2].strip()


def _claim(page: Page, found: Office, town: str) -> str:
    """Claim the findings shown of a township; what the page says."""
    _open(page, found, town, "new")
    page.locator(".st-key-tick_listed button").click()
    page.get_by_role("button", name="Claim", exact=True).click()
    page.locator(".st-key-claim_owner input").fill("Wang")
    page.locator("[data-testid=stFormSubmitButton] button").first.click()
    told = page.locator("[data-testid=stAlert]").first
    told.wait_for()
    return told.inner_text().strip()


def _claimed(page: Page, found: Office, town: str) -> str:
    _open(page, found, town, "claimed")
    rows = page.locator(".st-key-findings tbody tr")
    rows.first.wait_for()
    return f"{rows.count()} findings"


def _open(page: Page, found: Office, town: str, state: str) -> None:
    page.goto(f"{found.origin}/findings?division={town}&x-state={state}&lang=en")
    page.locator(".st-key-footer").wait_for()
    page.wait_for_function(WHOLE, polling=50)


def _picture(page: Page, pictures: Path | None, name: str) -> None:
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=pictures / f"replicas-{name}.png")


def _proved(found: Office) -> int:
    """Prove the log as whoever runs the app; 1 when it is broken or can be changed."""
    done = subprocess.run(
        [sys.executable, "-c", PROOF],
        env={**os.environ, **found.environment, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    print("kept" if done.returncode == 0 else "BROKEN")
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
