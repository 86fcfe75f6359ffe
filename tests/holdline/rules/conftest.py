# ruff: noqa: FBT003, D102, D107  # cells are values, and the classes only hold them together
"""A small invented register with every kind of gap in it, and the fact tables built from it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pytest

from holdline.build.steps import derive, ordered
from holdline.queries import catalogue
from holdline.queries.cases import types_of
from holdline.queries.runner import dtype
from holdline.reference import columns
from holdline.rules import ruleset
from holdline.rules.compile import households as households_of
from holdline.rules.index import Index
from holdline.rules.places import Places
from holdline.rules.ruleset import RuleSet
from holdline.rules.store import Store

FACTS = ("exit_fact", "identification_fact", "elimination_fact", "division_path", "division_tree")
AS_OF = date(2022, 12, 31)
HOUSEHOLDS = 600
COUNTIES = {"370403": 1_721_103, "370406": 1_500_001}
ZONE = "370471"
TOWNS = ("370403001", "370403002", "370403003", "370406100", "370406101")
MANAGED = {"370403003": ZONE}
Row = dict[str, Any]


class Chance:
    """Random cells, some of them missing."""

    def __init__(self, seed: int, missing: float = 0.12) -> None:
        self.random = np.random.default_rng(seed)
        self.missing = missing

    def is_so(self, share: float) -> bool:
        return bool(self.random.random() < share)

    def one(self, *values: Any, missing: float | None = None) -> Any:
        if self.is_so(self.missing if missing is None else missing):
            return None
        return values[int(self.random.integers(len(values)))]

    def number(self, low: int, high: int, missing: float | None = None) -> int | None:
        if self.is_so(self.missing if missing is None else missing):
            return None
        return int(self.random.integers(low, high + 1))


def divisions() -> list[Row]:
    rows = [_division("37", 1, "", "province"), _division("3704", 2, "37", "prefecture")]
    rows += [_division(code, 3, "3704", "district") for code in COUNTIES]
    rows.append(_division(ZONE, 3, "3704", "zone_local", host_code="370403"))
    rows += [_division(code, 4, code[:6], "town", manager_code=MANAGED.get(code)) for code in TOWNS]
    rows += [
        _division(f"{town}{number}", 5, town, "cunwei", urban_rural_code="220")
        for town in TOWNS
        for number in (200, 201, 202)
    ]
    rows.append(_division("370499001001", 5, "", "juwei", urban_rural_code="111"))
    return rows


def _division(code: str, level: int, parent: str, kind: str, **rest: Any) -> Row:
    named = {"division_code": code, "division_name": code, "level": str(level)}
    return {**named, "parent_code": parent, "division_kind": kind, **rest}


def households(chance: Chance) -> list[Row]:
    villages = [row["division_code"] for row in divisions() if row["level"] == "5"][:-1]
    return [_household(chance, villages[at % len(villages)], at) for at in range(HOUSEHOLDS)]


def _household(chance: Chance, village: str, at: int) -> Row:
    county = COUNTIES[village[:6]]
    on_line = county * int(chance.random.choice([60, 80, 90, 100, 120])) // 100
    income = on_line if chance.is_so(0.2) else int(chance.random.lognormal(14, 0.5))
    net = income - int(chance.random.integers(0, 200_000))
    event = chance.one("disaster", "accident", "illness", missing=0.85)
    return {
        "household_id": f"{village}{at:04d}",
        "village_code": village,
        "placed_code": village,
        "household_type": chance.one(
            "HT_POV_ENJOY", "HT_POV_ENJOY", "HT_POV_ENJOY", "HT_POV_NOT_ENJOY", "HT_ORDINARY",
            missing=0.01,
        ),
        "main_cause": chance.one("01", "01", "03", "02", "08"),
        "other_causes": chance.one([], [], ["01"], ["03"], ["07"]),
        "net_income_yuan": None if chance.is_so(0.05) else net * 2 / 100,
        "net_income_per_head_yuan": None if chance.is_so(0.05) else net / 100,
        "disposable_income_per_head_yuan": None if chance.is_so(0.08) else income / 100,
        "reference_income_per_head_yuan": None if chance.is_so(0.08) else net / 110,
        "previous_net_income_per_head_yuan": None if chance.is_so(0.3) else net / 80,
        "one_off_income_yuan": chance.number(0, 9000, 0.5),
        "rigid_spending_yuan": chance.number(0, 30_000),
        "living_comparison": chance.one("below", "equal", "above", missing=0.08),
        "hardship_event": event,
        "hardship_on": event and chance.one(date(2022, 3, 1), date(2020, 12, 31), date(2018, 1, 1)),
        "hardship_loss_yuan": event and chance.number(0, 40_000),
        "is_hardship_confirmed": chance.one(False, False, False, True, missing=0.4),
        "sweep_result": chance.one("no_risk", "no_risk", "suspected"),
        "resettlement_programme": chance.one("poverty_relocation", "none", missing=0.7),
        "resettlement_mode": chance.one("monetary", "concentrated", missing=0.8),
        "is_whole_no_labour": chance.one(True, False, False),
        "needs_lasting_safety_net": chance.one(True, False, False),
        "is_dangerous_house": chance.one(False, False, False, True),
        "is_water_safe": chance.one(True, True, True, False),
        "disaster_tag": chance.one("2021", missing=0.95),
        "collector_id": chance.one("C1", "C2", "C3"),
        "collected_on": date(2022, 10, 1 + at % 5),
    }  # fmt: skip


def members(chance: Chance, homes: list[Row]) -> list[Row]:
    return [
        _member(chance, home["household_id"], at)
        for home in homes
        for at in range(int(chance.random.choice([0, 1, 2, 3, 4], p=[0.02, 0.3, 0.33, 0.2, 0.15])))
    ]


def _member(chance: Chance, home: str, at: int) -> Row:
    health = chance.one(["01"], ["01"], ["01"], ["02"], ["03"], ["04"], ["03", "04"], missing=0.04)
    student = chance.is_so(0.2)
    return {
        "person_id": f"{home}{at:03d}",
        "household_id": home,
        "name": "x",
        "member_status": "left" if chance.is_so(0.06) else None,
        "birth_on": date(2022 - int(chance.random.integers(1, 90)), 6, 30),
        "health_status": health,
        "related_causes": ["03"] if student else chance.one(["01"], [], [], missing=0.2),
        "school_status": chance.one("00", "61", "00") if student else None,
        "education_level": chance.one("03"),
        "employment_form": chance.one("contract", "insured", "casual", "none"),
        "employed_months": chance.number(0, 12),
        "recovered_on": chance.one(date(2021, 12, 31), date(2022, 1, 31), date(2020, 5, 1)),
        "medical_self_pay_yuan": chance.one(0, 500, 2000, 9999.99, 10_000, 30_000),
        "medical_to_month": chance.one(date(2022, 12, 1), date(2021, 12, 1), date(2021, 11, 1)),
        "has_pending_claim": chance.one(False, False, False, True),
        "disability_grade": (chance.one("1", "2", "3", "4") if health and "04" in health else None),
        "disability_category": chance.one("4", "5", "6"),
        "disability_certified_on": chance.one(date(2018, 1, 1), date(2012, 12, 31)),
        "care_level": chance.one("01", "01", "02", "03"),
        "labour_capacity": chance.one("01", "02", "03", "04", "05"),
        "subsistence_type": chance.one("00", "00", "00", "01", "02", "03"),
        "subsistence_from_on": chance.one(date(2022, 11, 1), date(2019, 1, 1)),
        "subsistence_to_on": chance.one(date(2022, 12, 31), date(2023, 3, 1), missing=0.8),
        "destitute_type": chance.one("00", "00", "00", "03"),
        "destitute_from_on": chance.one(date(2022, 11, 1), date(2019, 1, 1)),
        "diagnosed_on": chance.one(date(2022, 11, 1), date(2019, 1, 1)),
        "has_resident_medical": chance.one(True, True, False),
        "has_employee_medical": chance.one(False, False, True),
        "dropout_reason": chance.one("02", missing=0.97),
    }


ITEMS = (
    "vehicle", "house", "enterprise", "payroll", "subsistence_roll", "destitute_roll",
    "disability_roll", "medical_cost", "disaster", "death",
)  # fmt: skip


def matches(chance: Chance, people: list[Row], links: list[Row]) -> list[Row]:
    rows: list[Row] = [
        {"match_result": "covered", "match_item": item, "scope_code": scope}
        for item in ITEMS
        for scope in ("370403", "370406100", ZONE)
        if chance.is_so(0.8)
    ]
    for person in people:
        for item in ITEMS[:9]:
            if chance.is_so(0.06 if item == "death" else 0.05):
                rows.append(_hit(chance, item, person))
            elif chance.is_so(0.25):
                rows.append({**_of(person), "match_item": item, "match_result": "none"})
    for link in links:
        for item in ("vehicle", "house", "enterprise", "payroll"):
            if chance.is_so(0.2):
                role = chance.one("child", "child_spouse", missing=0)
                tie = {"household_id": link["household_id"], "link_id": link["link_id"]}
                result = chance.one("hit", "none", missing=0)
                hit = _hit(chance, item, {}) | tie | {"holder_role": role}
                rows.append(hit | {"match_result": result})
    return [{**row, "match_id": f"m{at}", "as_of_on": AS_OF} for at, row in enumerate(rows)]


def _of(person: Row) -> Row:
    return {name: person.get(name) for name in ("household_id", "person_id")}


def _hit(chance: Chance, item: str, person: Row) -> Row:
    return {
        **_of(person),
        "match_item": item,
        "match_result": "hit",
        "verify_result": chance.one("true", "true", "true", "pending", "false", "changed"),
        "vehicle_kind": chance.one("car", "suv", "minibus"),
        "vehicle_price_yuan": chance.one(99_999.99, 100_000, 150_000, 50_000),
        "vehicle_registered_on": chance.one(
            date(2020, 1, 1), date(2014, 12, 31), date(2014, 12, 1)
        ),
        "vehicle_status": chance.one("in_use", "in_use", "scrapped"),
        "vehicle_use": chance.one("private", "private", "commercial"),
        "is_frequently_used": chance.one(True, True, False),
        "house_kind": chance.one("residence", "shop", "office", "resettled"),
        "is_in_town": chance.one(True, True, False),
        "house_place_code": chance.one("370499001001"),
        "matched_house_area_m2": chance.one(60, 90.5),
        "house_bought_on": chance.one(date(2015, 1, 1), date(2013, 12, 31)),
        "house_acquisition": chance.one("purchase", "purchase", "programme_money", "demolition"),
        "house_status": chance.one("held", "held", "sold"),
        "resettlement_programme": chance.one("yellow_river", "none", missing=0.6),
        "enterprise_kind": chance.one("company", "sole", "cooperative", "individual"),
        "enterprise_status": chance.one("active", "active", "cancelled"),
        "enterprise_role": chance.one("legal_person", "shareholder", "manager"),
        "share_rate": chance.one(0.05, 0.1, 0.3),
        "employees": chance.one(0, 1, 2, 5),
        "is_zero_declared": chance.one(True, False, False),
        "profit_yuan": chance.one(99_999.99, 100_000, 300_000),
        "turnover_yuan": chance.one(999_999, 1_000_000),
        "payroll_kind": chance.one("civil", "institution", "soe_middle", "temporary", "retired"),
        "soe_scale": chance.one("large", "small"),
        "amount_yuan": chance.one(5000, 10_000, 60_000),
        "grade": chance.one("1", "2", "3"),
        "event_on": chance.one(date(2022, 6, 1), date(2019, 6, 1)),
        "ended_on": chance.one(date(2022, 1, 1), missing=0.9),
    }


def links(chance: Chance, homes: list[Row]) -> list[Row]:
    rows = []
    for home in homes:
        for at in range(int(chance.random.choice([0, 1, 2, 3], p=[0.5, 0.25, 0.15, 0.1]))):
            wed = chance.is_so(0.5)
            rows.append({
                "link_id": f"k{home['household_id']}{at}",
                "household_id": home["household_id"],
                "kin_relation": "son",
                "child_name": "x",
                "spouse_name": "y" if wed else None,
                "is_relation_proven": chance.one(True, True, True, False),
                "child_county_code": chance.one("370403", "370406"),
                "child_income_per_head_yuan": chance.one(17_211.03, 15_000.01, 9000, 40_000),
                "has_premium_vehicle": chance.one(True, False, False),
                "has_town_house": chance.one(True, False, False),
                "has_enterprise": chance.one(True, False, False),
                "child_employees": chance.one(0, 1, 3),
                "child_profit_yuan": chance.one(99_999.99, 100_000, 500_000),
                "child_turnover_yuan": chance.one(999_999.99, 1_000_000),
                "is_on_payroll": chance.one(True, False, False, False),
                "is_spouse_on_payroll": chance.one(True, False, False) if wed else None,
                "payroll_kind": chance.one("civil", "temporary", "soe_middle"),
                "soe_scale": chance.one("large", "medium", "small"),
                "has_heavy_burden": chance.one(True, False, False),
                "support_ability": chance.one("strong", "strong", "fair", "weak"),
            })  # fmt: skip
    return rows


def cases(chance: Chance, homes: list[Row]) -> list[Row]:
    return [
        {
            "case_id": f"J{home['household_id']}",
            "household_id": home["household_id"],
            "monitor_type": "MT1_UNSTABLE",
            "identified_month": chance.one(date(2021, 12, 1), date(2022, 1, 1), date(2020, 3, 1)),
            "risk_1": chance.one("01", "03", "02"),
            "developmental_status": chance.one("none", "done", "not_needed"),
            "is_eliminated": chance.one(False, False, True),
            "elimination_type": chance.one("ELIM_BY_SUPPORT", "ELIM_NATURAL"),
            "eliminated_month": date(2022, 12, 1) if chance.is_so(0.1) else None,
            "stable_months": chance.number(0, 14),
        }
        for home in homes
        if chance.is_so(0.3)
    ]


def changes(chance: Chance, people: list[Row]) -> list[Row]:
    return [
        {
            "change_id": f"c{person['person_id']}",
            "household_id": person["household_id"],
            "person_id": person["person_id"],
            "change_direction": "decrease",
            "member_change_reason": chance.one("51", "52"),
            "changed_on": date(2022, 5, 1),
        }
        for person in people
        if person["member_status"] == "left"
    ]


def imported(seed: int) -> dict[str, list[Row]]:
    """The rows of every import table that the rules read."""
    chance = Chance(seed)
    homes = households(chance)
    people, ties = members(chance, homes), links(chance, homes)
    return {
        "division": divisions(),
        "household": homes,
        "member": people,
        "kin_link": ties,
        "dept_match": matches(chance, people, ties),
        "monitor_case": cases(chance, homes),
        "member_change": changes(chance, people),
        "county_income": [
            {"income_year": year, "county_code": code, "county_income_per_head_yuan": fen / 100}
            for code, fen in COUNTIES.items()
            for year in (2021, 2022)
        ],
    }


def build(db: duckdb.DuckDBPyConnection, rows: dict[str, list[Row]]) -> None:
    """Make the source tables of *rows* and the core tables that the rules read."""
    db.execute(
        "create table snapshot_info as select date '2022-12-31' as as_of_on, true as is_sample, "
        "date '2019-01-01' as first_month, date '2022-12-01' as last_month"
    )
    db.execute(
        "create table monitoring_line as select 2022 as line_year, '37' as division_code, "
        "cast(7200 as decimal(12,2)) as yuan, '' as status"
    )
    for table in columns.tables():
        _fill(db, f"source_{table}", rows.get(table, []))
    linked = catalogue.query("build/linkage/department_link")  # nobody here wants for a number
    fields = ", ".join(f"{one.name} {one.type}" for one in linked.columns)
    db.execute(f"create table department_link ({fields})")
    files = {file.path.stem: file for file in catalogue.all("build/core")}
    items = {
        clause.items.table
        for name in ("policy_exit", "identification", "elimination")
        for clause in ruleset.load(name).clauses
        if clause.items is not None
    }
    wanted, asked = set[str](), [*FACTS, *items]
    while asked:
        name = asked.pop()
        if name in files and name not in wanted:
            wanted.add(name)
            asked += files[name].reads
    files = [files[name] for name in sorted(wanted)]
    derive(db, ordered(files), lambda *_told: None)


def _fill(db: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    types = types_of(table, rows)
    shape = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    db.execute(f'create table "{table}" ({shape})')
    if rows:
        schema = {name: dtype(kind) for name, kind in types.items()}
        full = [{name: _cell(row.get(name), types[name]) for name in types} for row in rows]
        frame = pl.DataFrame(full, schema=schema, orient="row")
        db.register("filling", frame)
        db.execute(f'insert into "{table}" select * from filling')
        db.unregister("filling")


def _cell(value: Any, kind: str) -> Any:
    return Decimal(str(value)) if kind.startswith("DECIMAL") and value is not None else value


@pytest.fixture(scope="session")
def register() -> Iterator[duckdb.DuckDBPyConnection]:
    """The invented register with every core table, in memory."""
    with duckdb.connect() as db:
        build(db, imported(seed=6))
        yield db


class Invented:
    """The index over the invented register, and random settings of a rule set for it."""

    def __init__(self, db: duckdb.DuckDBPyConnection, name: str) -> None:
        self.db = db
        self.rules = ruleset.load(name)
        store = Store(lambda text: db.execute(text).fetchnumpy(), None)
        self.index = Index(store, self.rules.table, self.rules.scope)
        self.places = Places(self.index)

    def setting(self, chance: np.random.Generator) -> RuleSet:
        """Some clauses off, some parameters moved, now on a step and now off it."""
        values: dict[str, Any] = {}
        for name, one in self.rules.parameters.items():
            if chance.random() < 0.7:
                continue
            if one.kind == "flag":
                values[name] = bool(chance.random() < 0.5)
            elif one.kind == "choice":
                values[name] = one.choices[int(chance.integers(len(one.choices)))]
            else:
                step = one.step if chance.random() < 0.7 else 1
                steps = (one.high - one.low) // step
                values[name] = one.low + step * int(chance.integers(steps + 1))
        off = tuple(one.id for one in self.rules.clauses if chance.random() < 0.15)
        unknown = ("keep", "keep", "no", "yes")[int(chance.integers(4))]
        return self.rules.with_change(values, off=off, unknown=unknown)

    def scanned(self, rules: RuleSet) -> list[Row]:
        """What the SQL scan says of each household."""
        return self.asked(*households_of(rules))

    def asked(self, text: str, values: dict[str, object]) -> list[Row]:
        reading = self.db.execute(text, values)
        names = [column[0] for column in reading.description]
        return [dict(zip(names, row, strict=True)) for row in reading.fetchall()]


@pytest.fixture(scope="session", params=["policy_exit", "identification", "elimination"])
def invented(register: duckdb.DuckDBPyConnection, request: pytest.FixtureRequest) -> Invented:
    """Each rule set over the invented register."""
    return Invented(register, request.param)


@pytest.fixture(scope="session")
def exiting(register: duckdb.DuckDBPyConnection) -> Invented:
    """The exit rules over the invented register."""
    return Invented(register, "policy_exit")
