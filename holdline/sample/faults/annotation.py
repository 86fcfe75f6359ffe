"""Faults of annotation (policies ended for a household lifted out of poverty), K01 to K06."""

from datetime import date, timedelta

import numpy as np
import polars as pl

from holdline.sample.content import words
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.situations import open_case
from holdline.sample.faults.views import LIFTED, OPEN, PLAIN

NOT_OPEN = pl.col("open") == 0
NO_BENEFIT = (pl.col("n_dibao") == 0) & (pl.col("n_tekun") == 0)
KEEPS = NO_BENEFIT & (pl.col("n_severe") == 0) & (pl.col("n_major") == 0)
KEEPS &= pl.col("h_hardship_on").is_null() & LIFTED
REFUSED = pl.any_horizontal(
    pl.col(name).is_in(["returned", "rejected"]).fill_null(value=False)
    for name in ("town_review_result", "county_review_result", "province_result")
)
STOPPED = (pl.col("annotation_stage") == "stopped").fill_null(value=False)
ROUND = pl.col("annotation_year").is_not_null() & ~REFUSED & ~STOPPED
APPENDIX = ("reason", "lifted_out_year", "head_id_number", "village_name")
VILLAGE, SHARE, FEWEST = 6, 0.6, 4


def annotate(scene: Scene, home: Row) -> Row:
    """An annotation of this year's round on a household, every step taken in its time."""
    begun = date(scene.as_of.year, 10, 11)
    days = {
        "matched_on": 0,
        "fed_back_village_on": 4,
        "fed_back_household_on": 6,
        "visited_on": 8,
        "appraised_on": 12,
        "town_reviewed_on": 16,
        "publicity_from_on": 17,
        "publicity_to_on": 23,
        "county_reviewed_on": 27,
        "submitted_to_city_on": 33,
        "submitted_to_province_on": 37,
    }
    lifted_out = home["lifted_out_year"] or home["registered_year"] or begun.year - 5
    home.edit(policy_status="proposed", lifted_out_year=lifted_out)
    return scene.add(
        "annotation",
        home,
        annotation_year=begun.year,
        **{name: home[name] for name in ("city_name", "county_name", "town_name", "village_name")},
        head_name=home["head_name"],
        head_id_number=home["head_id_number"],
        lifted_out_year=lifted_out,
        reason=words("faults")["annotation"]["reason"],
        exit_criteria=["1"],
        **{name: begun + timedelta(days=gap) for name, gap in days.items()},
        appraisal_invited=30,
        appraisal_present=27,
        appraisal_representatives=21,
        appraisal_in_favour=26,
        town_review_result="approved",
        publicity_objections=0,
        county_review_result="approved",
        annotation_stage="city_reviewed",
        is_overridden=False,
    )


@plants("K01", on="annotation", where=ROUND, home=KEEPS & NOT_OPEN, build=annotate)
def annotated_although_kept(scene: Scene, annotation: Row) -> None:
    """K01: annotated although a member is severely disabled."""
    member = _unable(scene, annotation.home)
    day = scene.as_of.replace(year=scene.as_of.year - 4, day=20)
    member.edit(health_status=["04"], disability_category="4", disability_certified_on=day)
    member.edit(disability_grade="2", labour_capacity=_weakened(member))
    annotation.record("exit_exemptions", "E3")


def _unable(scene: Scene, home: Row) -> Row:
    """The member who works least: the oldest without work or post, else the oldest."""
    people = sorted(scene.members(home), key=lambda row: row["birth_on"])
    idle = [row for row in people if not row["work_months"] and not row["public_post"]]
    return (idle or people)[0]


def _weakened(member: Row) -> str:
    able = member["labour_capacity"] in ("01", "02")
    return "03" if able else str(member["labour_capacity"])


@plants("K02", on="case", where=OPEN, home=KEEPS & (pl.col("annotation") == 0), build=open_case)
def annotated_while_monitored(scene: Scene, case: Row) -> None:
    """K02: annotated although monitored and the risk not eliminated."""
    row = annotate(scene, case.home)
    row.record("annotation_stage", "stopped")


@plants(
    "K03",
    on="annotation",
    where=ROUND & pl.col("reason").is_not_null(),
    home=KEEPS & NOT_OPEN,
    build=annotate,
)
def appendix_incomplete(scene: Scene, annotation: Row) -> None:
    """K03: a column of appendix 2 is empty."""
    annotation.plant(scene.choose(APPENDIX), None)


@plants(
    "K04",
    on="annotation",
    where=ROUND & pl.col("publicity_to_on").is_not_null(),
    home=KEEPS & NOT_OPEN,
    build=annotate,
)
def notice_too_short(scene: Scene, annotation: Row) -> None:
    """K04: public notice of less than five days, or no appraisal."""
    if scene.rng.random() < 0.3:
        annotation.plant("appraised_on", None)
    else:
        days = timedelta(days=scene.between(1, 4))
        annotation.plant("publicity_to_on", annotation["publicity_from_on"] + days)


@plants("K05")
def whole_village_annotated(scene: Scene) -> None:
    """K05: most of a village's households are annotated in one round."""
    known = scene.views.known()
    fit = known.select(KEEPS & PLAIN).to_series().fill_null(value=False).to_numpy()
    lifted = known.select(LIFTED).to_series().to_numpy()
    for home in scene.some_homes(fit):
        mates = scene.views.of_village(home.index)
        wanted = int(np.ceil(SHARE * lifted[mates].sum()))
        chosen = [Row(scene, "household", int(at)) for at in mates[fit[mates]]]
        free = [row for row in chosen if scene.is_free(row)]
        if not FEWEST <= wanted <= len(free) or lifted[mates].sum() < VILLAGE:
            continue
        scene.take(*free[:wanted])
        for row in free[:wanted]:
            annotate(scene, row).record("annotation_year", "")
        return


@plants("K06", on="annotation", where=ROUND, home=KEEPS & NOT_OPEN, build=annotate)
def annotated_by_match_alone(scene: Scene, annotation: Row) -> None:
    """K06, with K04: only the data match; no home visit and no appraisal."""
    if annotation["matched_on"] is None:
        annotation.edit(matched_on=date(scene.as_of.year, 10, 11))
    annotation.edit(appraised_on=None)
    annotation.plant("visited_on", None, None, "K04")
