"""What reaches the browser: nothing from out of reach in any message, and no name that acts."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import expect

from holdline import paths
from holdline.access.scope import Scope
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import named
from tests.browser.conftest import Opened
from tests.browser.places import Places
from tools.driving.serving import served

TOWN, COUNTY_DIGITS = "370403001", 6
NAMED = {
    "household": ("head_name", "hamlet"),
    "member": ("name",),
    "support_measure": ("organisation",),
    "division": ("division_name", "division_short_name"),
}
HOSTILE = (
    "![beacon](http://evil.example/b.png)",
    "<img src=//evil.example/x onerror=\"document.title='owned'\">",
    '=HYPERLINK("http://evil.example","x")',
    "[evil.example](javascript:alert(1))",
    "<script>document.title='owned'</script>evil.example",
    "$\\href{http://evil.example}{x}$ :material/home: `x`",
)


@pytest.fixture(scope="module")
def strangers(built_home: Path) -> frozenset[bytes]:
    """Numbers of all households, people and cases outside one township."""
    pointer = (built_home / "snapshots" / "CURRENT").read_text().strip()
    text = f"where not starts_with(village_code, '{TOWN}')"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOLDLINE_HOME", str(built_home))
        with open_snapshot(named(pointer)).reading(Scope(is_masked=False)) as cursor:
            rows = cursor.execute(
                f"select household_id from household {text} union all "
                f"select case_id from spell {text}"
            ).fetchall()
    return frozenset(str(row[0]).encode() for row in rows)


@pytest.fixture(scope="module")
def township(built_home: Path) -> Iterator[str]:
    """The app of an installation that may see one township."""
    with served(built_home, settings={"HOLDLINE_DIVISIONS": TOWN}) as origin:
        yield origin


@pytest.mark.parametrize("path", ["", "households", "risks", "queues", "map", "work", "findings"])
def test_no_message_tells_of_anybody_out_of_reach(
    tab: Opened, township: str, strangers: frozenset[bytes], path: str
) -> None:
    reader = tab("en", origin=township).open(path)
    sent = b"\n".join(frame.message.SerializeToString() for frame in reader.frames)

    assert reader.address()["division"] == TOWN
    assert [one for one in strangers if one in sent][:3] == []


def test_who_may_not_open_a_page_is_sent_nothing_of_it(tab: Opened, township: str) -> None:
    reader = tab("en", origin=township).open("access_log")
    drawn = [frame for frame in reader.frames if frame.kind == "delta"]

    expect(reader.page.locator(".st-key-trouble")).to_contain_text("is not open to")
    assert b"demonstration" not in b"".join(one.message.SerializeToString() for one in drawn)


def test_nothing_on_the_page_can_be_saved_past_the_gate(tab: Opened, township: str) -> None:
    """No toolbar over a chart, none over a table, and no link to a file."""
    reader = tab("en", origin=township).open()
    reader.page.locator(".stPlotlyChart").first.hover()

    assert reader.page.locator(".modebar-btn").count() == 0
    assert reader.page.locator("[data-testid=stElementToolbarButton]:visible").evaluate_all(
        "all => all.map(one => one.innerText)"
    ) in ([], ["Fullscreen"])
    assert reader.page.locator("a[download]").count() == 0


@pytest.fixture(scope="module")
def hostile(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over people, hamlets, organisations and villages that bear hostile names."""
    home = tmp_path_factory.mktemp("hostile")
    shutil.copytree(built_home / "import", home / "import", ignore=shutil.ignore_patterns("truth"))
    for table, columns in NAMED.items():
        file = home / "import" / f"{table}.parquet"
        rows = pl.read_parquet(file)
        told = pl.Series("told", [HOSTILE[at % len(HOSTILE)] for at in range(rows.height)])
        is_low = pl.col("division_code").str.len_chars() > COUNTY_DIGITS
        where = is_low if table == "division" else pl.lit(value=True)
        rows = rows.with_columns(
            pl.when(where).then(told).otherwise(pl.col(one)).alias(one) for one in columns
        )
        rows.write_parquet(file)
    done = subprocess.run(
        [sys.executable, "-m", "holdline", "build"],
        cwd=paths.ROOT,
        env=os.environ | {"HOLDLINE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (home / "snapshots" / "CURRENT").exists(), done.stdout + done.stderr
    with served(home) as origin:
        yield origin


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("", {"division": "370403001"}),
        ("households", {"division": "370403001"}),
        ("households", {"division": "370403", "words": "370403001"}),
        ("map", {"division": "370403001"}),
        ("risks", {"division": "370403"}),
    ],
)
def test_a_hostile_name_is_shown_as_text_and_does_nothing(
    tab: Opened, hostile: str, path: str, address: dict[str, str]
) -> None:
    """No request to elsewhere, no script, no picture, no link: `tab` fails on any of them."""
    reader = tab("en", origin=hostile).open(path, **address)

    assert "owned" not in reader.page.title()
    assert (
        reader.page.locator("a[href*='evil'], img[src*='evil'], a[href^='javascript']").count() == 0
    )
    assert reader.page.locator("[data-testid=stMain]").get_by_text("evil.example").count() > 0


def test_a_card_of_hostile_names_does_nothing(tab: Opened, hostile: str, places: Places) -> None:
    """Hamlet and organisations stand on it as they are."""
    reader = tab("en", origin=hostile).open("households", household=places.household)

    assert "owned" not in reader.page.title()
    assert (
        reader.page.locator("a[href*='evil'], img[src*='evil'], a[href^='javascript']").count() == 0
    )
    assert reader.page.locator(".st-key-members").count() == 1
