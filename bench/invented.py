"""Facts invented in the shape of the exit rules' fact tables, in division order."""

import duckdb

PROVINCE, NATION = 136, 2_844  # counties
PROVINCIAL = 5_000_000  # households beyond which the land is a nation
Shape = tuple[float, tuple[str, ...], dict[str, tuple[int, int]], dict[str, tuple[str, ...]]]
ITEMS: dict[str, Shape] = {
    "exit_vehicle": (0.05, ("is_proven", "is_passenger_car", "is_held", "is_frequently_used"),
                     {"price_fen": (3_000_000, 20_000_000), "age_months": (0, 180)}, {}),
    "exit_house": (0.05, ("is_proven", "is_in_town", "is_bought", "is_held"),
                   {"area_cm": (3000, 15_000), "bought_year": (2005, 2022)},
                   {"house_kind": ("residence", "shop", "office")}),
    "exit_enterprise": (0.04, ("is_proven", "is_active", "is_company", "is_individual"),
                        {"share_bp": (0, 10_000), "employees": (0, 6)}, {}),
    "exit_payroll": (0.15, ("is_proven", "is_on_payroll"), {}, {"post": ("civil", "temporary")}),
    "exit_child": (0.25, ("is_proven", "has_vehicle", "has_town_house", "has_enterprise",
                          "is_on_payroll", "has_heavy_burden"),
                   {"employees": (0, 4), "profit_fen": (0, 20_000_000),
                    "turnover_fen": (0, 200_000_000), "income_ratio_bp": (3000, 25_000)},
                   {"support_ability": ("strong", "fair", "weak")}),
    "exit_patient": (0.08, ("is_major",), {"self_pay_fen": (0, 3_000_000),
                     "self_pay_bp": (0, 8000), "age_months": (0, 24)}, {}),
    "exit_hardship": (0.04, ("is_proven",), {"age_months": (0, 40), "loss_bp": (0, 10_000),
                      "line_bp": (5000, 30_000)}, {}),
}  # fmt: skip
FLAGS = (
    "has_other_cause", "is_study_over", "has_new_illness", "lost_its_labour", "is_living_equal",
    "is_living_better", "is_vehicle_complete", "is_house_complete", "is_enterprise_complete",
    "is_payroll_complete", "is_kin_complete", "has_members", "is_on_subsistence", "is_destitute",
    "is_at_margin", "has_severe_disability", "has_mental_grade_3", "has_major_illness",
    "is_hardship_confirmed", "is_hardship_complete",
)  # fmt: skip
NUMBERS = {
    "disposable_ratio_bp": (3000, 20_000), "net_ratio_bp": (3000, 20_000),
    "lasting_ratio_bp": (3000, 20_000), "job_months": (0, 12), "any_job_months": (0, 12),
    "recovered_months": (0, 30), "patient_self_pay_fen": (0, 500_000),
}  # fmt: skip


def invented(households: int) -> duckdb.DuckDBPyConnection:
    """Fact tables of so many households, in memory: twenty a village, a province or a nation."""
    db = duckdb.connect(config={"threads": 1})
    db.execute("select setseed(0.42)")
    flags = ", ".join(f"{_flag(0.15, 0.05)} as {name}" for name in FLAGS)
    numbers = ", ".join(f"{_number(span)} as {name}" for name, span in NUMBERS.items())
    counties = PROVINCE if households <= PROVINCIAL else NATION
    per = max(1, households // 20 // counties)  # villages a county
    db.execute(
        f"create table exit_fact as select lpad(cast(n as varchar), 10, '0') as household_id, "
        f"cast(370000000000 + (n * {counties} // {households}) * 1000000 + "
        f"(n * {counties * per} // {households}) % {per} as varchar) as village_code, "
        "1 + cast(floor(random() * 5) as bigint) as people, random() < 0.9 as is_in_scope, "
        "case when random() < 0.9 then '0' || cast(1 + floor(random() * 5) as integer) end "
        f"as main_cause, {flags}, {numbers} from range({households}) as t(n) order by n"
    )
    db.execute(
        "create table division_path as select distinct 'management' as view, village_code as "
        "leaf_code, substr(village_code, 1, 6) as ancestor_code, 3 as level from exit_fact"
    )
    for table, (share, booleans, whole, codes) in ITEMS.items():
        columns = [f"{_flag(0.6, 0.15)} as {name}" for name in booleans]
        columns += [f"{_number(span)} as {name}" for name, span in whole.items()]
        columns += [f"{_code(values)} as {name}" for name, values in codes.items()]
        db.execute(
            f"create table {table} as select household_id, village_code, {', '.join(columns)} "
            f"from exit_fact where random() < {share} order by village_code, household_id"
        )
    return db


def _flag(share: float, missing: float) -> str:
    return f"case when random() < {1 - missing} then random() < {share} end"


def _number(span: tuple[int, int]) -> str:
    low, high = span
    return (
        f"case when random() < 0.95 then cast({low} + floor(random() * {high - low}) as bigint) end"
    )


def _code(values: tuple[str, ...]) -> str:
    named = ", ".join(f"'{one}'" for one in values)
    return f"list_value({named})[1 + cast(floor(random() * {len(values)}) as integer)]"
