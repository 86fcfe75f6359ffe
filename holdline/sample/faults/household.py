"""Faults of household composition, group B."""

from datetime import timedelta

import polars as pl

from holdline.sample.faults.incomes import live_with
from holdline.sample.faults.numbers import LENGTH, born, give_number, moved_years, renumbered
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import open_case
from holdline.sample.faults.views import HEALTHY, OPEN, PLAIN

ACTIVE = pl.col("is_active")
RELATION = pl.col("relation_to_head")
CARD = pl.col("id_number").str.len_chars() == LENGTH
IDLE = pl.col("public_post").is_null() & (pl.col("work_months").fill_null(0) == 0)
ALONE = pl.col("n") == 1
SPLIT_DAYS, BETTER = 120, 1.3

BY_SEX = {"03": "04", "04": "03", "07": "08", "08": "07"}
ELDER = {"1": "17", "2": "18"}
PARENT = {"1": "11", "2": "12"}
IN_LAW = {("11", "1"): "15", ("12", "1"): "16", ("11", "2"): "13", ("12", "2"): "14"}


@plants("B01", on="household", where=pl.col("n") > 1, home=PLAIN)
def no_head(scene: Scene, home: Row) -> None:
    """B01: the head is entered as another relation; nobody heads the household."""
    scene.head(home).plant("relation_to_head", "99")


@plants("B02", on="member", where=ACTIVE & (RELATION == "02"), home=PLAIN & (pl.col("n") == 2))
def two_heads(_scene: Scene, member: Row) -> None:
    """B02: the spouse is entered as a second head, in a household of two."""
    member.plant("relation_to_head", "01")


@plants(
    "B03",
    on="household",
    home=PLAIN & pl.col("n").is_between(3, 6) & (pl.col("h_net_income_per_head_yuan") > 12_000),
)
def wrong_number_of_people(_scene: Scene, home: Row) -> None:
    """B03: member_count is one more than there are; income per head is of that number."""
    people = home["member_count"]
    live_with(home, people + 1)
    home.record("member_count", people)


@plants(
    "B04",
    on="household",
    home=PLAIN
    & ALONE
    & (pl.col("h_wage_income_yuan").fill_null(0) == 0)
    & (pl.col("h_subsistence_income_yuan").fill_null(0) == 0)
    & (pl.col("h_destitute_income_yuan").fill_null(0) == 0)
    & (pl.col("work_monitor") == 0)
    & (pl.col("dept_match") == 0)
    & (pl.col("kin_link") == 0)
    & (pl.col("support_measure") == 0)
    & (pl.col("micro_credit") == 0)
    & (pl.col("member_change") == 0)
    & (pl.col("suspected") == 0)
    & (pl.col("warning") == 0),
)
def nobody_there(scene: Scene, home: Row) -> None:
    """B04, with B03: a household without a member row, although it counts one."""
    for member in scene.of_home("member", home):
        member.remove()
    home.record("member_count", 0, "B03")


@plants("B05", on="member", where=ACTIVE & CARD & (RELATION == "02"), home=PLAIN)
def spouse_of_the_same_sex(_scene: Scene, member: Row) -> None:
    """B05: the spouse has the head's sex, in the number too."""
    sex = member["sex"]
    give_number(member, renumbered(member, is_male=sex != "1"))
    member.plant("sex", "2" if sex == "1" else "1")


@plants("B06", on="member", where=ACTIVE & RELATION.is_in(list(BY_SEX)), home=PLAIN)
def relation_of_the_other_sex(_scene: Scene, member: Row) -> None:
    """B06: a son is entered as daughter, a granddaughter as grandson, and so on."""
    member.plant("relation_to_head", BY_SEX[member["relation_to_head"]])


@plants(
    "B07",
    on="member",
    where=ACTIVE
    & (RELATION != "01")
    & (RELATION != "02")
    & (pl.col("age") >= 23)
    & (pl.col("sex") != pl.col("head_sex"))
    & ((pl.col("age").cast(pl.Int32) - pl.col("head_age").cast(pl.Int32)).abs() <= 25),
    home=PLAIN & (pl.col("n_spouses") == 1),
)
def two_spouses(_scene: Scene, member: Row) -> None:
    """B07: another member of fitting age and sex is entered as a second spouse."""
    member.plant("relation_to_head", "02")


@plants(
    "B08",
    on="member",
    where=ACTIVE
    & CARD
    & RELATION.is_in(["03", "04"])
    & pl.col("age").is_between(23, 57)
    & pl.col("school_status").fill_null("00").eq("00")
    & (pl.col("political_status").fill_null("13") != "03"),
    home=PLAIN & pl.col("head_age").is_between(40, 68),
)
def child_as_old_as_the_head(scene: Scene, member: Row) -> None:
    """B08: a child is born ten years or less after the head."""
    birth = moved_years(scene.head(member.home)["birth_on"], scene.between(9, 11))
    before = member["birth_on"]
    born(member, birth)
    member.record("birth_on", before)


@plants(
    "B09",
    on="member",
    where=ACTIVE & CARD & RELATION.is_in(["11", "12"]) & IDLE,
    home=PLAIN & pl.col("head_age").is_between(58, 85),
)
def parent_as_young_as_the_head(scene: Scene, member: Row) -> None:
    """B09: a parent is born few years before the head."""
    birth = moved_years(scene.head(member.home)["birth_on"], -scene.between(4, 10))
    before = member["birth_on"]
    born(member, birth)
    member.record("birth_on", before)


@plants(
    "B10",
    on="member",
    where=ACTIVE & CARD & (RELATION == "02") & (pl.col("age") >= 60) & IDLE,
    home=PLAIN & pl.col("head_age").is_between(60, 72),
)
def spouse_of_another_generation(scene: Scene, member: Row) -> None:
    """B10: the spouse is 27 years older than the head."""
    birth = moved_years(scene.head(member.home)["birth_on"], -27)
    before = member["birth_on"]
    born(member, birth)
    member.record("birth_on", before)


@plants(
    "B11",
    on="member",
    where=ACTIVE & (pl.col("age") < 16) & RELATION.is_in(["03", "04", "07", "08"]),
    home=PLAIN & pl.col("n").is_between(2, 3) & (pl.col("head_age") >= 18),
)
def child_as_head(scene: Scene, member: Row) -> None:
    """B11: a child heads the household although grown-ups live there."""
    home, relation = member.home, member["relation_to_head"]
    elders = PARENT if relation in ("03", "04") else ELDER
    for other in scene.members(home):
        is_elder = other["relation_to_head"] in ("01", "02")
        if other.index != member.index:
            other.edit(relation_to_head=elders[other["sex"]] if is_elder else "99")
    home.edit(head_name=member["name"], head_id_number=member["id_number"])
    member.plant("relation_to_head", "01")


@plants(
    "B12",
    on="member",
    where=ACTIVE & RELATION.is_in(["11", "12"]),
    home=PLAIN & pl.col("head_sex").is_in(["1", "2"]),
)
def in_law_of_the_wrong_side(scene: Scene, member: Row) -> None:
    """B12: a parent is entered as wife's parent of a woman or husband's parent of a man."""
    sex = scene.head(member.home)["sex"]
    member.plant("relation_to_head", IN_LAW[member["relation_to_head"], sex])


@plants("B14", on="case", where=OPEN & pl.col("identified_month").is_not_null(), build=open_case)
def split_before_identification(scene: Scene, case: Row) -> None:
    """B14: four months before, it split from a better-off household at the same address."""
    home = case.home
    incomes = scene.tables["household"]["net_income_per_head_yuan"].to_numpy()
    richer = incomes > BETTER * (home["net_income_per_head_yuan"] or 0.0)
    better = scene.another(richer & scene.views.plain())
    if better is None:
        return
    home.edit(split_on=case["identified_month"] - timedelta(days=SPLIT_DAYS))
    home.edit(address=better["address"])
    home.plant("split_from_household_id", better["household_id"])


@plants(
    "B15",
    on="household",
    home=PLAIN
    & (pl.col("dept_match") == 0)
    & (pl.col("self_report") == 0)
    & (pl.col("warning") == 0)
    & (pl.col("kin_link") == 0)
    & (pl.col("suspected") == 0),
)
def household_number_too_long(scene: Scene, home: Row) -> None:
    """B15: the household's number is longer than twenty characters, wherever it stands."""
    number = home["household_id"]
    longer = f"{number}00001"
    for table in ("member", "work_monitor", "support_measure", "micro_credit", "member_change"):
        for row in scene.of_home(table, home):
            row.edit(household_id=longer)
    for row in scene.of_home("responsible", home):
        row.edit(household_id=longer)
    home.plant("household_id", longer)


@plants("B16", on="member", where=ACTIVE, home=PLAIN)
def no_ethnicity(_scene: Scene, member: Row) -> None:
    """B16: the ethnicity is empty."""
    member.plant("ethnicity", None)


@plants(
    "B17", on="member", where=ACTIVE & ((pl.col("age") < 16) | (pl.col("age") > 32)), home=PLAIN
)
def party_against_age(_scene: Scene, member: Row) -> None:
    """B17: a Youth League member over 28, or a Party member under 18."""
    is_child = member["id_number"][6:10] > "2000"
    member.plant("political_status", "01" if is_child else "03")


@plants(
    "B13",
    on="member",
    where=ACTIVE & CARD & (RELATION == "01") & pl.col("age").is_between(61, 88) & IDLE & ~HEALTHY,
    home=PLAIN & ALONE,
)
def person_in_two_households(scene: Scene, member: Row) -> None:
    """B13, with A04: the number and birth of another household's head, of near age."""
    other = scene.like(member, years=4)
    if other is None:
        return
    before = member["id_number"]
    give_number(member, other["id_number"])
    member.edit(birth_on=other["birth_on"])
    member.record("id_number", before, "A04")
    other.record("id_number", "", "A04")
