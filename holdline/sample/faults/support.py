"""Faults of support: group H, measures, responsible cadres, self-reports."""

from datetime import timedelta

import polars as pl

from holdline.sample.content import words
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import measure, open_case
from holdline.sample.faults.views import OPEN, PLAIN, STUDENT, risk

DEVELOPMENTAL = ("39", "40", "41", "42")
DONE = pl.col("developmental_status") == "done"
SINCE = pl.col("as_of") - pl.duration(days=240)
LONG_OPEN = OPEN & (pl.col("identified_month") <= SINCE)
ONE_SPELL = pl.col("cases") <= 1
HANDS = (pl.col("n_hands") > 0) & ONE_SPELL
DEVELOPED = pl.sum_horizontal(f"m_{one}" for one in DEVELOPMENTAL)
JOBS = pl.col("m_39") + pl.col("m_40")


def drop(scene: Scene, home: Row, *classes: str) -> None:
    """Take measures of the classes out; all of them when none is named."""
    for row in scene.of_home("support_measure", home):
        if not classes or row["measure_class"] in classes:
            row.remove()


@plants(
    "H12",
    on="case",
    where=LONG_OPEN & ~risk("01", "09"),
    home=(pl.col("n_hands") == 0) & ONE_SPELL,
    build=open_case,
)
def no_support_after_a_month(scene: Scene, case: Row) -> None:
    """H12: open for months, nothing carried out and no measure recorded."""
    drop(scene, case.home)
    case.plant("developmental_status", "none")


@plants("H13", on="case", where=LONG_OPEN & DONE & ~risk("01", "09"), home=HANDS, build=open_case)
def no_development_after_half_a_year(scene: Scene, case: Row) -> None:
    """H13, with H21: somebody can work, no developmental measure after half a year."""
    drop(scene, case.home, *DEVELOPMENTAL)
    case.record("developmental_status", "", "H21")


@plants(
    "H14", on="case", where=OPEN & DONE, home=HANDS & (PLAIN | (DEVELOPED > 0)), build=open_case
)
def developed_yet_not_begun(scene: Scene, case: Row) -> None:
    """H14: developmental measures, but the status says none was carried out."""
    case.plant("developmental_status", scene.choose(["none", None]))


@plants("H15", on="case", where=OPEN & DONE, home=HANDS, build=open_case)
def development_in_name_only(scene: Scene, case: Row) -> None:
    """H15: "done", but industry and finance are "other" and employment is training."""
    drop(scene, case.home, *DEVELOPMENTAL)
    for number, kind in (("39", "99"), ("41", "99"), ("40", "4001")):
        measure(scene, case.home, number, [kind], case=case)
    case.record("developmental_status", "")


@plants(
    "H16",
    on="case",
    where=OPEN & pl.col("risk_3").is_null() & ~risk("09"),
    home=(pl.col("n_students") > 0) & ONE_SPELL,
    build=open_case,
)
def schooling_unanswered(scene: Scene, case: Row) -> None:
    """H16: education is a risk, no measure of education or society answers it."""
    answer(scene, case, "46", "47", "52")
    place = next(name for name in ("risk_2", "risk_3") if case[name] is None)
    case.plant(place, "09", "")


def ill_case(scene: Scene, home: Row) -> Row:
    """A household now monitored because somebody is ill, all patients insured."""
    case = open_case(scene, home)
    case.edit(risk_1="01", risk_note=None)
    for member in scene.members(home):
        member.edit(has_serious_illness_insurance=True)
    return case


@plants(
    "H17",
    on="case",
    where=OPEN & risk("01"),
    home=(pl.col("n_sick") > 0) & ONE_SPELL,
    build=ill_case,
)
def illness_unanswered(scene: Scene, case: Row) -> None:
    """H17: illness is a risk, no measure of health, safety net or society answers it."""
    answer(scene, case, "45", "48", "52")
    case.record("risk_1", "")


def answer(scene: Scene, case: Row, *classes: str) -> None:
    """Take measures of the classes out, and leave another in their place."""
    drop(scene, case.home, *classes)
    if not scene.of_home("support_measure", case.home):
        measure(scene, case.home, "54", ["5401"], case=case)


@plants(
    "H18",
    on="case",
    where=OPEN,
    home=(pl.col("n_dibao") == 0) & (pl.col("n_tekun") == 0),
    build=open_case,
)
def allowance_measure_of_nobody(scene: Scene, case: Row) -> None:
    """H18: the subsistence allowance is a measure, nobody is on it."""
    row = measure(scene, case.home, "48", ["4801"], case=case)
    row.record("measure_kinds", "")


@plants(
    "H19",
    on="case",
    where=OPEN,
    home=(pl.col("n_disabled") == 0) & (pl.col("member_change") == 0),
    build=open_case,
)
def disability_measure_of_nobody(scene: Scene, case: Row) -> None:
    """H19: the disability allowance is a measure, nobody is disabled."""
    row = measure(scene, case.home, "48", ["4803"], case=case)
    row.record("measure_kinds", "")


@plants(
    "H20",
    on="member",
    where=pl.col("is_active")
    & pl.col("labour_capacity").is_in(["04", "05"])
    & ~STUDENT
    & (pl.col("age") >= 16),
    home=PLAIN,
)
def job_support_for_the_unable(scene: Scene, member: Row) -> None:
    """H20: employment support for a member who cannot work."""
    row = measure(scene, member.home, "40", ["4004"], person=member)
    row.record("person_id", "")


@plants(
    "H21",
    on="case",
    where=LONG_OPEN & DONE,
    home=HANDS & (PLAIN | (JOBS > 0)),
    build=open_case,
)
def neither_industry_nor_job(scene: Scene, case: Row) -> None:
    """H21: somebody can work; farm insurance is the only developmental measure."""
    drop(scene, case.home, "39", "40", "42")
    measure(scene, case.home, "41", ["4103"], case=case)
    case.record("developmental_status", "")


@plants(
    "H22",
    on="case",
    where=OPEN & pl.col("identified_on").is_not_null(),
    home=(pl.col("support_measure") > 0) | PLAIN,
    build=open_case,
)
def measure_before_identification(scene: Scene, case: Row) -> None:
    """H22: a measure of the case began half a year before the household was identified."""
    own = [
        row
        for row in scene.of_home("support_measure", case.home)
        if row["case_id"] == case["case_id"]
    ]
    row = own[0] if own else measure(scene, case.home, "54", ["5401"], case=case)
    row.plant("started_on", case["identified_month"] - timedelta(days=scene.between(130, 300)))


@plants("H23", on="responsible", where=pl.col("responsible_role") == "helper")
def cadre_who_is_a_member(scene: Scene, pairing: Row) -> None:
    """H23: the responsible cadre's number is that of a registered member."""
    people = scene.views.known()["n"].to_numpy() > 0
    other = scene.another(scene.views.plain() & people)
    if other is None:
        return
    person = scene.head(other)
    pairing.plant("responsible_id_number", person["id_number"])


@plants("H24", on="case", where=OPEN, home=(pl.col("responsible") > 0) | PLAIN, build=open_case)
def nobody_responsible(scene: Scene, case: Row) -> None:
    """H24: an open case without a responsible cadre."""
    for row in scene.of_home("responsible", case.home):
        row.remove()
    case.record("case_id", "")


def a_report(scene: Scene, home: Row) -> Row:
    """A self-report of the autumn, verified, not included, explained and closed."""
    day = scene.as_of - timedelta(days=scene.between(60, 120))
    return scene.add(
        "self_report",
        home,
        report_id=scene.serial("S"),
        village_code=home["village_code"],
        name=home["head_name"],
        id_number=home["head_id_number"],
        phone=home["phone"],
        self_report_channel="village",
        reported_on=day,
        reported_risks=["01"],
        content=words("faults")["report"]["content"],
        accepted_on=day + timedelta(days=1),
        accepted_level="township",
        visited_on=day + timedelta(days=5),
        handling_result="not_included",
        explained_on=day + timedelta(days=9),
        explanation=words("faults")["report"]["explanation"],
        closed_on=day + timedelta(days=10),
        self_report_status="closed",
    )


@plants(
    "H30",
    on="self_report",
    where=pl.col("closed_on").is_not_null()
    & (pl.col("handling_result") != "included")
    & (pl.col("reported_on") < pl.col("as_of") - pl.duration(days=20)),
    build=a_report,
)
def report_not_closed(_scene: Scene, report: Row) -> None:
    """H30: a self-report is still open weeks after it came in."""
    report.edit(handling_result=None, explained_on=None, explanation=None)
    report.edit(self_report_status="verifying")
    report.plant("closed_on", None)


@plants(
    "H31",
    on="self_report",
    where=(pl.col("handling_result") == "not_included") & pl.col("explained_on").is_not_null(),
    build=a_report,
)
def refusal_unexplained(_scene: Scene, report: Row) -> None:
    """H31: not included, and nobody explained why."""
    report.edit(explanation=None)
    report.plant("explained_on", None)
