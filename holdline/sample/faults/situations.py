"""Rows built whole and right, for checks that need a situation the county does not have."""

from datetime import date, timedelta
from typing import Any

from holdline.sample.content import words
from holdline.sample.faults.incomes import amount
from holdline.sample.faults.lines import line
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.tables import schema

GUARANTEES = ("dropout", "house_problem", "water_problem", "uninsured")
HANDS = ("01", "02", "03")


def open_case(scene: Scene, home: Row) -> Row:
    """A household now monitored: sudden severe hardship of another kind, with all it needs."""
    case = _case(scene, home, date(scene.as_of.year - 1, 11, 1))
    if case["developmental_status"] == "not_needed":
        home.edit(is_whole_no_labour=True)
    return case


def unstable_case(scene: Scene, home: Row) -> Row:
    """As `open_case`, but unstable or marginal, as the household's type wants it."""
    case = open_case(scene, home)
    kind = "MT2_MARGINAL" if home["household_type"] == "HT_ORDINARY" else "MT1_UNSTABLE"
    case.edit(monitor_type=kind)
    home.edit(monitor_type=kind)
    return case


def recent_case(scene: Scene, home: Row) -> Row:
    """A household monitored since this spring, otherwise as `open_case`."""
    case = _case(scene, home, date(scene.as_of.year, 3, 1))
    if case["developmental_status"] == "not_needed":
        home.edit(is_whole_no_labour=True)
    return case


def closed_case(scene: Scene, home: Row) -> Row:
    """A household monitored for sixteen months, eliminated through support in August."""
    case = _case(scene, home, date(scene.as_of.year - 1, 4, 1))
    home.edit(is_whole_no_labour=False)
    close(scene, case, date(scene.as_of.year, 8, 20))
    return case


def _case(scene: Scene, home: Row, month: date) -> Row:
    day = month + timedelta(days=14)
    case = scene.add(
        "monitor_case",
        home,
        case_id=f"J{home['household_id']}1",
        monitor_type="MT3_SEVERE",
        monitor_status="MONITORED",
        source_channel="01",
        clue_on=day - timedelta(days=13),
        visited_on=day - timedelta(days=11),
        has_asset_consent=True,
        appraised_on=day - timedelta(days=8),
        publicity_from_on=day - timedelta(days=8),
        publicity_to_on=day - timedelta(days=3),
        town_reviewed_on=day - timedelta(days=2),
        county_reviewed_on=day,
        identified_month=month,
        identified_on=day,
        risk_1="99",
        risk_note=words("faults")["case"]["risk_note"],
        is_eliminated=False,
        elimination_type="NONE",
        is_rolled_back=False,
        contact_name=home["collector_name"] or home["head_name"],
        contact_phone=home["collector_phone"] or home["phone"],
        **{f"has_{name}_when_identified": False for name in GUARANTEES},
        **_poor(home, 0.95 * line(scene, month)),
    )
    home.edit(monitor_type="MT3_SEVERE")
    _supported(scene, case)
    return case


def _poor(home: Row, each: float) -> dict[str, float]:
    """Income when identified: transfers of *each* a head, and wages that illness ate up."""
    people, wages = home["member_count"], 3000.0
    cells = {
        "wage_income": wages,
        "business_income": 0.0,
        "property_income": 0.0,
        "transfer_income": round(each * people, 2),
        "business_cost": 0.0,
        "rigid_spending": wages,
        "net_income_per_head": round(each + wages / people, 2),
        "reference_income_per_head": round(each, 2),
    }
    told = {f"{name}_when_identified_yuan": value for name, value in cells.items()}
    return {"member_count_when_identified": people, **told}


def _supported(scene: Scene, case: Row) -> None:
    """Measures, status and a responsible cadre, as a household of its strength needs them."""
    home = case.home
    able = any(row["labour_capacity"] in HANDS for row in scene.members(home))
    measure(scene, home, "52", ["5203"], case=case)
    if able:
        measure(scene, home, "39", ["3901"], case=case)
        measure(scene, home, "40", ["4004"], case=case)
    case.edit(developmental_status="done" if able else "not_needed")
    name = words("faults")["case"]["cadre"]
    scene.add(
        "responsible",
        home,
        responsible_id=scene.serial("R"),
        case_id=case["case_id"],
        responsible_role="helper",
        responsible_name=name,
        phone=home["collector_phone"],
        assigned_on=case["identified_on"],
    )


def close(scene: Scene, case: Row, day: date) -> None:
    """Eliminate a case through support on *day*, with everything that must be told then."""
    home = case.home
    per_head = max(amount(home, "net_income_per_head"), 1.1 * line(scene, day))
    case.edit(
        is_eliminated=True,
        monitor_status="ELIM_BY_SUPPORT",
        elimination_type="ELIM_BY_SUPPORT",
        developmental_status="done",
        eliminated_month=day.replace(day=1),
        eliminated_on=day,
        assessed_on=day - timedelta(days=20),
        elimination_appraised_on=day - timedelta(days=15),
        elimination_publicity_from_on=day - timedelta(days=14),
        elimination_publicity_to_on=day - timedelta(days=9),
        elimination_county_reviewed_on=day,
        stable_months=8,
        wage_income_when_eliminated_yuan=6000.0,
        business_income_when_eliminated_yuan=2400.0,
        net_income_per_head_when_eliminated_yuan=round(per_head, 2),
        **{f"has_{name}_when_eliminated": False for name in GUARANTEES},
    )
    home.edit(monitor_type=None)
    for row in scene.of_home("support_measure", home):
        if row["ended_on"] is None:
            row.edit(ended_on=day)


def measure(
    scene: Scene,
    home: Row,
    measure_class: str,
    kinds: list[str],
    *,
    case: Row | None = None,
    person: Row | None = None,
) -> Row:
    """A support measure, of a case (then within a month of it) or outside any."""
    start = case["identified_on"] + timedelta(days=12) if case else _in(scene, 1, 3)
    end = case["eliminated_on"] if case else _in(scene, 0, 11)
    return scene.add(
        "support_measure",
        home,
        measure_id=scene.serial("M"),
        case_id=case["case_id"] if case else None,
        person_id=person["person_id"] if person else None,
        measure_class=measure_class,
        measure_kinds=kinds,
        started_on=start,
        ended_on=end,
        amount_yuan=float(scene.between(5, 30) * 100),
        measure_note=words("faults")["case"]["measure_note"] if "99" in kinds else None,
    )


def _in(scene: Scene, years_ago: int, month: int) -> date:
    return date(scene.as_of.year - years_ago, month, 15)


def work(scene: Scene, person: Row, *, is_working: bool, **cells: Any) -> Row:
    """A job of a member in the year, away in the province unless *cells* say otherwise."""
    near = cells.get("work_region") in ("01", "02")
    places = words("faults")["work"]["near" if near else "far"]
    whole: dict[str, Any] = {
        "work_id": scene.serial("W"),
        "person_id": person["person_id"],
        "data_year": scene.as_of.year,
        "is_working": is_working,
        "plans_work": False,
        "work_channel": "01",
        "work_region": "03",
        "work_place": scene.choose(places),
        "employment_form": "casual",
        "work_months": 6,
        "monthly_income_yuan": float(scene.between(18, 42) * 100),
        "transport_subsidy_yuan": 300.0,
    }
    return scene.add("work_monitor", person.home, **(whole | cells))


def match(scene: Scene, home: Row, department: str, item: str, **cells: Any) -> Row:
    """A department's finding about a household, or about `person` of it; `result` is hit."""
    person = cells.pop("person", None)
    whole: dict[str, Any] = {
        "match_id": scene.serial("D"),
        "department": department,
        "match_item": item,
        "match_result": "hit",
        "as_of_on": scene.as_of - timedelta(days=31),
        "received_on": scene.as_of - timedelta(days=16),
        "holder_role": "member",
        "verify_result": "pending",
    }
    if person is not None:
        whole["person_id"] = person["person_id"]
        whole["holder_name"] = person["name"]
        whole["holder_id_number"] = person["id_number"]
    return scene.add("dept_match", home, **(whole | cells))


def clone(scene: Scene, row: Row, **cells: Any) -> Row:
    """A new row like *row* but for *cells*, in the same household."""
    whole = {column: row[column] for column in schema(row.table)}
    return scene.add(row.table, row.home, **(whole | cells))
