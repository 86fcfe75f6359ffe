"""Faults seen across departments, K07 to K14, and of codes, K15, K16 and K20."""

from datetime import date, timedelta

import polars as pl

from holdline.sample.content import words
from holdline.sample.faults.incomes import scale
from holdline.sample.faults.lines import line
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import match, open_case, unstable_case
from holdline.sample.faults.views import LIFTED, OPEN, PLAIN

ACTIVE = pl.col("is_active")
UNSTABLE = pl.col("monitor_type").is_in(["MT1_UNSTABLE", "MT2_MARGINAL"])
UNMATCHED = PLAIN & (pl.col("dept_match") == 0)
ON_ROLL = pl.col("subsistence_type").is_in(["01", "02"])
HELPED = (pl.col("n_dibao") > 0) | (pl.col("n_tekun") > 0)


@plants("K07", on="member", where=ACTIVE, home=UNMATCHED & (pl.col("n") > 1))
def registration_cancelled(scene: Scene, member: Row) -> None:
    """K07: the police report the registration cancelled, the member is still on the register."""
    day = scene.as_of - timedelta(days=scene.between(60, 400))
    row = match(scene, member.home, "10", "registration_cancelled", person=member, event_on=day)
    row.record("event_on", "")


@plants("K08", on="case", where=OPEN & UNSTABLE, home=pl.col("n") > 0, build=unstable_case)
def car_of_the_monitored(scene: Scene, case: Row) -> None:
    """K08: a new car of over 100,000 yuan in a household that counts as unstable or marginal."""
    row = match(
        scene,
        case.home,
        "10",
        "vehicle",
        person=scene.head(case.home),
        vehicle_kind=scene.choose(["car", "suv"]),
        vehicle_model=words("faults")["match"]["vehicle"],
        vehicle_price_yuan=float(scene.between(108, 260) * 1000),
        vehicle_registered_on=scene.as_of - timedelta(days=scene.between(100, 1500)),
        vehicle_status="in_use",
        vehicle_use="private",
        is_frequently_used=True,
    )
    row.record("vehicle_price_yuan", "")


@plants("K09", on="household", home=PLAIN & HELPED & (pl.col("n") > 0))
def enterprise_of_the_helped(scene: Scene, home: Row) -> None:
    """K09: a company with employees in a household on subsistence or destitute support."""
    row = match(
        scene,
        home,
        "16",
        "enterprise",
        person=scene.head(home),
        enterprise_name=words("faults")["match"]["enterprise"],
        enterprise_kind="company",
        enterprise_status="active",
        enterprise_role="legal_person",
        enterprise_registered_on=scene.as_of - timedelta(days=scene.between(300, 2500)),
        employees=scene.between(2, 14),
        employees_source="social insurance",
    )
    row.record("enterprise_name", "")


@plants("K10", on="case", where=OPEN, home=pl.col("n") > 0, build=open_case)
def payroll_of_the_monitored(scene: Scene, case: Row) -> None:
    """K10: a member of a monitored household is on the public payroll."""
    row = match(
        scene,
        case.home,
        "19",
        "payroll",
        person=scene.head(case.home),
        payroll_kind=scene.choose(["civil", "institution"]),
        employer_name=words("faults")["match"]["employer"],
    )
    row.record("payroll_kind", "")


@plants("K11", on="case", where=OPEN, home=pl.col("n") > 0, build=open_case)
def town_house_of_the_monitored(scene: Scene, case: Row) -> None:
    """K11: a commercial house in town in a household whose case is open."""
    row = match(
        scene,
        case.home,
        "15",
        "house",
        person=scene.head(case.home),
        house_kind="residence",
        is_in_town=True,
        house_place=words("faults")["match"]["house"],
        matched_house_area_m2=float(scene.between(80, 130)),
        house_price_yuan=float(scene.between(380, 900) * 1000),
        house_bought_on=scene.as_of - timedelta(days=scene.between(200, 2500)),
        house_acquisition="purchase",
        resettlement_programme="none",
        house_status="held",
    )
    row.record("house_kind", "")


@plants(
    "K12",
    on="household",
    where=pl.col("net_income_per_head_yuan") > 0,
    home=PLAIN
    & LIFTED
    & ((pl.col("n_severe") > 0) | (pl.col("n_major") > 0))
    & (pl.col("n_dibao") == 0)
    & (pl.col("n_tekun") == 0),
)
def poor_and_ill_without_allowance(scene: Scene, home: Row) -> None:
    """K12, with F13: severely disabled or gravely ill, below the line, not on the allowance."""
    before = home["net_income_per_head_yuan"]
    scale(home, line(scene, scene.as_of) * scene.between(55, 90) / 100 / before)
    home.record("net_income_per_head_yuan", before, "F13")


@plants("K13", on="member", where=ACTIVE & ON_ROLL, home=PLAIN)
def allowance_stopped_not_updated(scene: Scene, member: Row) -> None:
    """K13: civil affairs stopped the allowance over two months ago, the register has it still."""
    roll = [row for row in scene.of_home("dept_match", member.home) if _on_roll(row, member)]
    ended = scene.as_of - timedelta(days=scene.between(130, 255))
    if roll:
        roll[0].edit(ended_on=ended)
    else:
        match(scene, member.home, "01", "subsistence_roll", person=member, match_result="none")
    member.record("subsistence_type", "00")


def _on_roll(row: Row, member: Row) -> bool:
    kind = (row["match_item"], row["match_result"])
    return kind == ("subsistence_roll", "hit") and row["person_id"] in (None, member["person_id"])


def a_loan(scene: Scene, home: Row) -> Row:
    """A small loan to the head, running, in order."""
    lent = scene.as_of - timedelta(days=400)
    return scene.add(
        "micro_credit",
        home,
        loan_id=scene.serial("L"),
        person_id=scene.head(home)["person_id"],
        loan_yuan=30_000.0,
        lent_on=lent,
        repay_due_on=lent + timedelta(days=730),
        balance_yuan=30_000.0,
        is_overdue=False,
        overdue_days=0,
        loan_status="running",
        as_of_on=scene.as_of,
    )


@plants("K14", on="micro_credit", where=pl.col("balance_yuan") > 0, build=a_loan)
def loan_overdue(scene: Scene, loan: Row) -> None:
    """K14: a loan overdue, or more than 50,000 yuan outstanding."""
    if scene.rng.random() < 0.4:
        loan.edit(loan_yuan=80_000.0)
        loan.plant("balance_yuan", 80_000.0)
    else:
        loan.edit(loan_status="overdue", overdue_days=scene.between(35, 300))
        loan.plant("is_overdue", value=True, expected=False)


@plants("K15", on="household", home=PLAIN)
def household_under_a_merged_village(scene: Scene, home: Row) -> None:
    """K15: its village was merged into another, the household still stands under the old code."""
    village = home["village_code"]
    old = spare_code(scene, village)
    merged = date(scene.as_of.year - 1, 9, 1)
    add_village(
        scene,
        home,
        old,
        valid_to_on=merged,
        change_kind="merge",
        successor_code=village,
        village_kind="ordinary",
        system_entered_on=date(scene.as_of.year - 2, 6, 1),
    )
    home.plant("village_code", old)


@plants("K16", on="household", home=PLAIN)
def village_not_entered(scene: Scene, home: Row) -> None:
    """K16: a village of the official list that was never entered in the national system."""
    code = spare_code(scene, home["village_code"])
    row = add_village(scene, home, code, has_policy_people=False, system_entered_on=None)
    row.record("division_code", "")


def spare_code(scene: Scene, village: str) -> str:
    """A code of the same township, in the range of villages, that no division has."""
    taken = set(scene.tables["division"]["division_code"]) | scene.spare
    for last in range(399, 199, -1):
        code = f"{village[:9]}{last}"
        if code not in taken:
            scene.spare.add(code)
            return code
    raise LookupError(village)


def add_village(scene: Scene, home: Row, code: str, **cells: object) -> Row:
    """A division row for a village beside the household's own."""
    name = words("faults")["division"]["name"].format(village=home["village_name"] or "")
    whole: dict[str, object] = {
        "division_code": code,
        "division_name": name,
        "level": "5",
        "division_kind": "cunwei",
        "parent_code": code[:9],
        "code_source": "national",
    }
    return scene.add("division", None, **(whole | cells))


@plants("K20", on="household", where=pl.col("town_code").is_not_null(), home=PLAIN)
def codes_that_disagree(scene: Scene, home: Row) -> None:
    """K20: the township's code is not the one the village's code begins with."""
    own = home["town_code"]
    towns = scene.tables["household"]["town_code"].unique().drop_nulls().sort().to_list()
    others = [code for code in towns if code != own] or [f"{own[:-1]}{(int(own[-1]) + 1) % 10}"]
    home.plant("town_code", scene.choose(others))
