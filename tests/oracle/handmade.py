"""An import made by hand: one household a village, each awkward in its own way."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

REASONS = {"decrease": "53", "increase": "03"}
AS_OF = date(2022, 12, 31)
TOWN, ZONE_TOWN = "370402001", "370403002"
Case = dict[str, Any]
UNSTABLE, MARGINAL, SEVERE = "MT1_UNSTABLE", "MT2_MARGINAL", "MT3_SEVERE"


def month(written: str) -> date:
    """The first day of the month written as 2021-10."""
    return date.fromisoformat(f"{written}-01")


def case(begun: str | None, ended: str | None = None, **other: Any) -> Case:
    """A case identified in *begun* and, when *ended* is given, eliminated in it."""
    return {
        "monitor_type": UNSTABLE,
        "identified_month": begun and month(begun),
        "is_eliminated": ended is not None,
        "eliminated_month": ended and month(ended),
        "elimination_type": "ELIM_BY_SUPPORT" if ended else None,
        **other,
    }


HOUSEHOLDS: dict[str, list[Case]] = {
    "plain": [case("2021-03", "2022-04")],
    "two_open": [case("2021-05"), case("2021-09", monitor_type=SEVERE)],
    "two_open_one_month": [case("2021-05"), case("2021-05", monitor_type=SEVERE)],
    "back_in_the_month_it_ended": [
        case("2020-01", "2021-10"),
        case("2021-10", monitor_type=SEVERE),
    ],
    "superseded_open": [case("2020-03"), case("2020-09", "2021-09", monitor_type=MARGINAL)],
    "superseded_closed": [case("2020-03", "2021-03"), case("2020-09", monitor_type=MARGINAL)],
    "back_later": [case("2020-03", "2021-03"), case("2021-08", "2022-08")],
    "month_of_day": [case(None, identified_on=date(2021, 3, 15), clue_on=date(2021, 2, 1))],
    "month_of_review": [case(None, county_reviewed_on=date(2021, 4, 9), clue_on=date(2021, 2, 1))],
    "month_of_clue": [case(None, clue_on=date(2021, 2, 27))],
    "month_unknown": [case(None)],
    "only_the_end_known": [case(None, "2021-04")],
    "end_without_a_claim": [case("2021-01", "2021-05", is_eliminated=None)],
    "twice_in_a_month": [case("2021-10", "2021-10"), case("2021-10")],
    "ended_on_a_day": [case("2021-01", is_eliminated=True, eliminated_on=date(2022, 2, 28))],
    "ended_at_review": [
        case("2021-01", is_eliminated=True, elimination_county_reviewed_on=date(2022, 3, 1))
    ],
    "ended_untold": [case("2021-01", is_eliminated=True)],
    "ended_before_it_began": [case("2021-06", "2021-02")],
    "begun_after_the_snapshot": [case("2023-02")],
    "ended_after_the_snapshot": [case("2021-01", "2023-02")],
    "rolled_back": [case("2021-01", "2022-02", is_rolled_back=True)],
    "only_a_clue": [case("2021-01", monitor_status="CANDIDATE")],
    "being_verified": [case("2021-01", monitor_status="VERIFYING")],
    "appraised": [case("2021-01", monitor_status="APPRAISED")],
    "rejected": [case("2021-01", monitor_status="REJECTED")],
    "elimination_proposed": [case("2021-01", monitor_status="ELIMINATING")],
    "empty": [case("2021-01")],
    "people_come_and_go": [case("2021-06", identified_on=date(2021, 6, 10))],
    "people_by_the_first": [case("2021-06")],
    "people_by_the_review": [case(None, county_reviewed_on=date(2021, 6, 20))],
    "in_the_zone": [case("2021-01", "2022-02")],
    "village_unknown": [case("2021-01", "2022-02")],
    "type_unknown": [case("2021-01", "2022-02", monitor_type=None)],
    "merged_away": [case("2021-03", "2022-04")],
    "merged_into": [case("2020-03", "2021-03"), case("2021-08", "2022-08")],
}
# For the two households of people: who they are, and what was noted of them.
COMERS = {
    "always": ("active", []),
    "left_that_day": ("left", [("decrease", date(2021, 6, 10))]),
    "left_the_first": ("left", [("decrease", date(2021, 6, 1))]),
    "left_later": ("left", [("decrease", date(2021, 6, 11))]),
    "left_undated": ("left", []),
    "left_twice": ("left", [("decrease", date(2020, 1, 1)), ("decrease", date(2022, 1, 1))]),
    "was_away": ("active", [("decrease", date(2020, 1, 1))]),
    "came_that_day": ("active", [("increase", date(2021, 6, 10))]),
    "came_later": ("active", [("increase", date(2021, 6, 11))]),
    "came_twice": ("active", [("increase", date(2020, 1, 1)), ("increase", date(2022, 1, 1))]),
    "came_back_to_another": ("active", [("increase_elsewhere", date(2022, 1, 1))]),
}


def place(name: str) -> str:
    """The village code of a household made here."""
    if name == "in_the_zone":
        return f"{ZONE_TOWN}001"
    if name == "village_unknown":
        return f"{TOWN}999"
    return _villages()[list(HOUSEHOLDS).index(name)]


def write(folder: Path) -> Path:
    """Write the import files to *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    named = [(name, f"{place(name)}0001") for name in HOUSEHOLDS]
    tables = {
        "household": [_household(name, number) for name, number in named],
        "member": [row for name, number in named for row in _members(name, number)],
        "monitor_case": [
            {**_plain_case(), **one, "case_id": f"J{number}{at}", "household_id": number}
            for name, number in named
            for at, one in enumerate(HOUSEHOLDS[name], 1)
        ],
        "member_change": [row for name, number in named for row in _changes(name, number)],
    }
    for table, rows in tables.items():
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(folder / f"{table}.parquet")
    pl.DataFrame([_merger()]).write_parquet(folder / "division.parquet")
    (folder / "about.toml").write_text(f"as_of = {AS_OF}\nis_sample = true\n")
    return folder


def _merger() -> dict[str, Any]:
    """One village is merged into another on the day the notice's redrawing ends."""
    return {
        "division_code": place("merged_away"), "division_name": "merged away", "level": "5",
        "division_kind": "cunwei", "parent_code": place("merged_away")[:9],
        "successor_code": place("merged_into"), "valid_to_on": date(2021, 10, 20),
    }  # fmt: skip


def _villages() -> list[str]:
    rows = pl.read_parquet(Path(__file__).parents[2] / "data/reference/divisions_37.parquet")
    inside = pl.col("division_code").str.starts_with("370402") & (pl.col("level") == 5)
    return rows.filter(inside)["division_code"].sort().to_list()


def _household(name: str, number: str) -> dict[str, Any]:
    return {
        "household_id": number,
        "village_code": place(name),
        "head_name": "",
        "head_id_number": "",
        "household_type": "HT_POV_ENJOY",
        "member_count": 2,
    }


def _members(name: str, number: str) -> list[dict[str, Any]]:
    states = {"head": "active", "spouse": "active"}
    if name.startswith("people_"):
        states = {who: status for who, (status, _) in COMERS.items()}
    if name == "empty":
        states = {}
    return [
        {
            "person_id": f"{number}{at:03d}",
            "household_id": number,
            "name": who,
            "sex": "1",
            "id_number": "",
            "relation_to_head": "01" if at == 0 else "99",
            "health_status": ["01"],
            "labour_capacity": "01",
            "member_status": status,
        }
        for at, (who, status) in enumerate(states.items())
    ]


def _changes(name: str, number: str) -> list[dict[str, Any]]:
    if not name.startswith("people_"):
        return []
    return [
        {
            "change_id": f"{number}-{at}-{step}",
            "household_id": number if way in REASONS else f"{place('plain')}0001",
            "person_id": f"{number}{at:03d}",
            "name": who,
            "change_direction": way.removesuffix("_elsewhere"),
            "member_change_reason": REASONS.get(way, "03"),
            "changed_on": on,
        }
        for at, (who, (_, steps)) in enumerate(COMERS.items())
        for step, (way, on) in enumerate(steps)
    ]


def _plain_case() -> Case:
    days = ("identified_on", "county_reviewed_on", "clue_on", "eliminated_on")
    missing = dict.fromkeys((*days, "elimination_county_reviewed_on", "monitor_status"))
    return {"source_channel": "01", "risk_1": "01", "is_rolled_back": False, **missing}
