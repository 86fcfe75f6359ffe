"""The headline figures of the app and of the oracle are the same, and are what the words say."""

import json
import os
import random
import subprocess
import sys
from argparse import Namespace
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from holdline import paths
from holdline.commands import figures as command
from tests.oracle import handmade
from tests.oracle.headline import MEASURES, TREES, Figures, Oracle, read

NOTHING = {"households": 0, "people": 0}
YEAR = [date(2021, month, 1) for month in range(1, 13)]
ALL = ("all", handmade.UNSTABLE, handmade.MARGINAL, handmade.SEVERE, "UNKNOWN")


@pytest.fixture(scope="module")
def sample(built_home: Path) -> Oracle:
    """The oracle of the small sample."""
    return read(built_home / "import")


@pytest.fixture(scope="module")
def written(by_hand: Path) -> Oracle:
    """The oracle of the import made by hand."""
    return read(by_hand / "import")


@pytest.fixture
def made(written: Oracle, by_hand: Path, monkeypatch: pytest.MonkeyPatch) -> Oracle:
    """The same, while the app reads that home."""
    monkeypatch.setenv("HOLDLINE_HOME", str(by_hand))
    return written


@pytest.mark.usefixtures("snapshot")
@pytest.mark.parametrize("tree", TREES)
def test_agree_at_every_level_and_month(sample: Oracle, tree: str) -> None:
    """Ten villages drawn by lot, whatever is above them, and every month of 2021 at each level.

    Counties and above in every month; of townships and villages each has four, in turns.
    """
    asked, found = Counter[int](), []
    for division in _drawn(sample, tree):
        level = len(division)
        months = YEAR if level <= 6 else YEAR[asked[level] % 3 :: 3]
        asked[level] += 1
        found += [
            f"{division} {month:%Y-%m}"
            for month in months
            if _told(sample.figures(division=division, month=month, tree=tree))
            != _told(_asked(division, month, tree))
        ]

    assert min(asked[9], asked[12]) >= 3
    assert found == []


@pytest.mark.usefixtures("snapshot")
def test_agree_in_the_snapshots_last_month(sample: Oracle) -> None:
    """What is missing a month is put there, so it must be looked at too."""
    for tree in TREES:
        expected = _told(sample.figures(division="37", month=date(2022, 12, 1), tree=tree))
        assert expected == _told(_asked("37", date(2022, 12, 1), tree))


def test_command_prints_what_the_oracle_says(sample: Oracle, built_home: Path) -> None:
    """The command is asked as a person would, for the county of the sample."""
    done = _holdline(built_home, "figures", "--division", "370403", "--month", "2021-10")

    expected = _told(sample.figures(division="370403", month=date(2021, 10, 1), tree="management"))
    assert expected == _told(json.loads(done.stdout)["figures"])


SAID = [
    ("plain", "2021-03", "identified open new", 2),
    ("plain", "2022-03", "identified open", 2),
    ("plain", "2022-04", "identified eliminated eliminated_in_month", 2),
    ("plain", "2022-05", "identified eliminated", 2),
    ("two_open", "2021-05", "", 0),
    ("two_open", "2021-09", "identified open new", 2),
    ("two_open_one_month", "2021-05", "identified open new", 2),
    ("back_in_the_month_it_ended", "2021-10", "identified open new eliminated_in_month", 2),
    ("superseded_open", "2020-03", "identified open new", 2),
    ("superseded_open", "2020-09", "identified open", 2),
    ("superseded_open", "2021-09", "identified eliminated eliminated_in_month", 2),
    ("superseded_closed", "2020-08", "identified open", 2),
    ("superseded_closed", "2020-09", "identified open", 2),
    ("superseded_closed", "2021-03", "identified open", 2),
    ("back_later", "2021-03", "identified eliminated eliminated_in_month", 2),
    ("back_later", "2021-08", "identified open new", 2),
    ("back_later", "2022-08", "identified eliminated eliminated_in_month", 2),
    ("month_of_day", "2021-03", "identified open new", 2),
    ("month_of_review", "2021-04", "identified open new", 2),
    ("month_of_clue", "2021-02", "identified open new", 2),
    ("month_unknown", "2022-12", "identified open new", 2),
    ("ended_on_a_day", "2022-02", "identified eliminated eliminated_in_month", 2),
    ("ended_at_review", "2022-03", "identified eliminated eliminated_in_month", 2),
    ("ended_untold", "2022-11", "identified open", 2),
    ("ended_untold", "2022-12", "identified eliminated eliminated_in_month", 2),
    ("ended_before_it_began", "2021-06", "identified eliminated new eliminated_in_month", 2),
    ("begun_after_the_snapshot", "2022-12", "", 0),
    ("ended_after_the_snapshot", "2022-12", "identified open", 2),
    ("rolled_back", "2022-12", "identified open", 2),
    ("rolled_back", "2022-02", "identified open", 2),
    ("only_a_clue", "2022-12", "", 0),
    ("being_verified", "2022-12", "", 0),
    ("appraised", "2022-12", "", 0),
    ("rejected", "2022-12", "", 0),
    ("elimination_proposed", "2022-12", "identified open", 2),
    ("empty", "2021-01", "identified open new", 0),
    ("only_the_end_known", "2021-04", "identified eliminated new eliminated_in_month", 2),
    ("end_without_a_claim", "2021-05", "identified eliminated eliminated_in_month", 2),
    ("people_come_and_go", "2021-06", "identified open new", 8),
    ("people_by_the_first", "2021-06", "identified open new", 8),
    ("people_by_the_review", "2021-06", "identified open new", 8),
    ("type_unknown", "2022-02", "identified eliminated eliminated_in_month", 2),
]


@pytest.mark.parametrize(("name", "month", "said", "people"), SAID)
def test_are_what_the_words_say(
    made: Oracle, name: str, month: str, said: str, people: int
) -> None:
    """Each awkward household alone in its village, as oracle and as app."""
    asked: dict[str, Any] = {
        "division": handmade.place(name),
        "month": handmade.month(month),
        "tree": "legal",
    }
    there = {"households": 1, "people": people}
    expected = {one: there if one in said.split() else NOTHING for one in MEASURES}

    assert expected == _told(made.figures(**asked))["all"]
    assert expected == _told(_asked(**asked))["all"]


def test_flows_count_spells_and_stocks_households(made: Oracle) -> None:
    """Who is taken in twice in a month came twice, and stands there once."""
    division, month = handmade.place("twice_in_a_month"), date(2021, 10, 1)
    found = _told(_asked(division, month, "legal"))["all"]

    assert found == _told(made.figures(division=division, month=month, tree="legal"))["all"]
    assert found["new"] == {"households": 2, "people": 4}
    assert found["eliminated_in_month"] == {"households": 1, "people": 2}
    assert found["open"] == found["identified"] == {"households": 1, "people": 2}


def test_latest_spell_decides_the_type(made: Oracle) -> None:
    """Of two open cases of one month the greater number counts, under its own type."""
    asked: dict[str, Any] = {
        "division": handmade.place("two_open_one_month"),
        "month": date(2022, 12, 1),
    }
    found = _told(_asked(**asked, tree="legal"))

    assert found == _told(made.figures(**asked, tree="legal"))
    assert found[handmade.SEVERE]["open"]["households"] == 1
    assert found[handmade.UNSTABLE]["open"]["households"] == 0


@pytest.mark.parametrize(
    ("division", "tree", "households"),
    [
        ("370471", "management", 1),
        ("370403", "management", 0),
        ("370403", "legal", 1),
        ("370403002", "management", 1),
        ("370403002", "legal", 1),
    ],
)
def test_zone_belongs_to_itself_or_to_its_host(
    made: Oracle, division: str, tree: str, households: int
) -> None:
    """Managed townships are the zone's in one tree and the county's in the other."""
    asked: dict[str, Any] = {"division": division, "month": date(2022, 2, 1), "tree": tree}

    assert households == _told(_asked(**asked))["all"]["eliminated"]["households"]
    assert _told(made.figures(**asked)) == _told(_asked(**asked))


@pytest.mark.parametrize("tree", TREES)
def test_household_of_an_unknown_village_stands_at_its_township(made: Oracle, tree: str) -> None:
    """It is in the township's figures, and the whole is the same in both trees."""
    asked: dict[str, Any] = {"month": date(2022, 2, 1), "tree": tree}
    village = pl.col("placed_code") == handmade.TOWN

    assert made.spells.filter(village).height == 1
    for division in (handmade.TOWN, "370402", "3704", "37"):
        expected = _told(made.figures(division=division, **asked))
        assert expected == _told(_asked(division, **asked))


def _drawn(oracle: Oracle, tree: str) -> list[str]:
    """Ten villages with spells and everything above them: every level."""
    mine = oracle.places.filter(pl.col("tree") == tree)
    inhabited = sorted(oracle.spells["placed_code"].unique())
    drawn = random.Random(7).sample(inhabited, 10)  # noqa: S311  a lot, not a secret
    return sorted(mine.filter(pl.col("placed_code").is_in(drawn))["division"].unique())


def _asked(division: str, month: date, tree: str) -> Figures:
    told = {"division": division, "month": f"{month:%Y-%m}", "tree": tree}
    found: Figures = command.figures(Namespace(**told, format="json", snapshot=""))["figures"]
    return found


def _told(figures: Figures) -> Figures:
    """With a zero wherever one of the two says nothing, so that silence is a zero."""
    return {
        kind: {one: figures.get(kind, {}).get(one, NOTHING) for one in MEASURES} for kind in ALL
    }


def _holdline(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "holdline", *arguments],
        cwd=paths.ROOT,
        env=os.environ | {"HOLDLINE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
