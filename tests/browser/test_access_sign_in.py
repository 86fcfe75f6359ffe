"""Sign-in through a real OpenID provider: from the closed door to the open page and out again."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tools.driving.provider import provided, trusting
from tools.driving.reader import DESK, desk
from tools.driving.serving import served

COOKIE = "f3a1" * 16
COUNTY, CITY = "370403", "3704"
PEOPLE = [
    {"sub": "wang", "name": "Wang", "roles": ["holdline-data"], "area": COUNTY},
    {"sub": "li", "name": "Li", "roles": ["holdline-leader"], "area": CITY},
    {"sub": "zhao", "name": "Zhao", "roles": ["somebody-else"], "area": CITY},
    {"sub": "sun", "name": "Sun", "roles": ["holdline-data", "holdline-admin"], "area": CITY},
]
Arrived = Callable[[], Page]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider."""
    with provided(PEOPLE) as found:
        yield found


@pytest.fixture(scope="module")
def home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of its own, as people leave traces."""
    place = tmp_path_factory.mktemp("signed_in")
    shutil.copytree(built_home / "snapshots", place / "snapshots")
    return place


@pytest.fixture(scope="module")
def trusted(home: Path, issuer: str) -> Iterator[str]:
    """The app, trusting the provider."""
    with served(home, settings=trusting(home, issuer, cookie=COOKIE)) as origin:
        yield origin


@pytest.fixture
def someone(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """Browsers of people who share nothing."""
    opened: list[BrowserContext] = []

    def one() -> BrowserContext:
        opened.append(desk(browser, "en", DESK))
        return opened[-1]

    yield one
    for context in opened:
        context.close()


def signed_in(context: BrowserContext, origin: str, who: str, path: str = "") -> Page:
    """The page after *who* went through the provider."""
    page = context.new_page()
    page.goto(f"{origin}/{path}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name=who).first.click()
    page.wait_for_url(f"{origin}/**")
    return page


def test_from_the_closed_door_to_the_page_asked_for_and_out_again(
    someone: Callable[[], BrowserContext], trusted: str
) -> None:
    """The cookie of a session that was left opens nothing, though its seal is right."""
    context = someone()
    page = signed_in(context, trusted, "wang", f"subjects?division={COUNTY}001")

    page.wait_for_url(f"{trusted}/subjects?*division={COUNTY}001*")
    who = page.locator(".st-key-who button").first
    expect(who).to_contain_text("Data")
    cookies = context.cookies(trusted)
    who.click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()

    thief = someone()
    thief.add_cookies(cookies)  # type: ignore[arg-type]
    stolen = thief.new_page()
    stolen.goto(trusted)
    expect(stolen.get_by_text("The session has ended")).to_be_visible()
    expect(stolen.locator(".st-key-footer")).to_have_count(0)


def test_two_people_at_once_see_each_their_own(
    someone: Callable[[], BrowserContext], trusted: str
) -> None:
    first = signed_in(someone(), trusted, "wang")
    second = signed_in(someone(), trusted, "li")

    expect(second.locator(".st-key-who button").first).to_contain_text("Leader")
    expect(first.locator(".st-key-who button").first).to_contain_text("Data")
    first.goto(f"{trusted}/?division={CITY}")
    expect(first.locator(".st-key-trouble")).to_be_visible()
    second.goto(f"{trusted}/?division={CITY}")
    expect(second.locator(".st-key-headline")).to_be_visible()


@pytest.mark.parametrize("who", ["zhao", "sun"])
def test_who_has_no_role_or_two_comes_no_further(
    someone: Callable[[], BrowserContext], trusted: str, who: str
) -> None:
    page = signed_in(someone(), trusted, who)

    expect(page.get_by_text("no role or division was given to you")).to_be_visible()
    expect(page.locator(".st-key-footer")).to_have_count(0)


def test_a_forged_cookie_is_nobodys(someone: Callable[[], BrowserContext], trusted: str) -> None:
    """Claims one writes oneself, under a seal of one's own."""
    context = someone()
    signed_in(context, trusted, "wang").wait_for_selector(".st-key-who")
    forged = [
        {**cookie, "value": cookie["value"][:-8] + "AAAAAAA="}
        for cookie in context.cookies(trusted)
        if cookie["name"].startswith("_streamlit_user")
    ]
    assert forged
    other = someone()
    other.add_cookies(forged)  # type: ignore[arg-type]
    page = other.new_page()
    page.goto(trusted)

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.get_by_text("Sign in with your organisation's account.")).to_be_visible()


def test_a_session_ends_by_the_clock(
    someone: Callable[[], BrowserContext],
    home: Path,
    issuer: str,
    tmp_path: Path,
) -> None:
    """Claims are honest and sealed; they are merely too old."""
    rules = trusting(tmp_path, issuer, cookie=COOKIE, session="\n[session]\nlongest_hours = 0\n")
    with served(home, settings=rules) as origin:
        page = signed_in(someone(), origin, "wang")

        expect(page.get_by_text("The session has ended")).to_be_visible()
