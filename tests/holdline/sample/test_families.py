"""Families in which everyone could be who they are said to be."""

import polars as pl
import pytest

from holdline.sample.tables import Tables

MALE_ONLY, FEMALE_ONLY = ("03", "07", "11"), ("04", "05", "08", "12")


@pytest.fixture
def people(xuecheng: Tables) -> pl.DataFrame:
    """Active people with their age and their head's."""
    member = xuecheng["member"].with_columns(age=2022 - pl.col("birth_on").dt.year())
    head = member.filter(pl.col("relation_to_head") == "01")
    return member.filter(pl.col("member_status") == "active").join(
        head.select("household_id", head_age="age", head_sex="sex"), on="household_id"
    )


def test_each_household_has_one_head_and_the_people_it_counts(
    xuecheng: Tables, people: pl.DataFrame
) -> None:
    found = people.group_by("household_id").agg(
        heads=(pl.col("relation_to_head") == "01").sum(), people=pl.len()
    )
    homes = xuecheng["household"].filter(pl.col("member_count") > 0).join(found, on="household_id")

    assert homes["heads"].unique().to_list() == [1]
    assert homes["member_count"].to_list() == homes["people"].cast(pl.Int32).to_list()


def test_relations_agree_with_sex(people: pl.DataFrame) -> None:
    relation, sex = pl.col("relation_to_head"), pl.col("sex")
    wrong = (relation.is_in(MALE_ONLY) & (sex != "1")) | (
        relation.is_in(FEMALE_ONLY) & (sex != "2")
    )
    wrong |= (relation == "02") & (sex == pl.col("head_sex"))

    assert people.filter(wrong).height == 0


def test_children_are_younger_and_parents_older_than_the_head(people: pl.DataFrame) -> None:
    relation, gap = pl.col("relation_to_head"), pl.col("age") - pl.col("head_age")
    wrong = (relation.is_in(["03", "04"]) & (gap > -18)) | (
        relation.is_in(["11", "12"]) & (gap < 18)
    )
    wrong |= (relation == "02") & ((gap.abs() > 25) | (pl.col("age") < 22))

    assert people.filter(wrong).height == 0


def test_no_two_of_a_household_bear_one_name(people: pl.DataFrame) -> None:
    assert people.filter(pl.struct("household_id", "name").is_duplicated()).height == 0


def test_school_and_education_exclude_each_other(people: pl.DataFrame) -> None:
    both = pl.col("education_level").is_not_null() & pl.col("school_status").is_not_null()
    neither = pl.col("education_level").is_null() & pl.col("school_status").is_null()

    assert people.filter(both | (neither & (pl.col("age") >= 3))).height == 0


def test_labour_agrees_with_age_and_health(people: pl.DataFrame) -> None:
    labour, age = pl.col("labour_capacity"), pl.col("age")
    healthy = pl.col("health_status").list.first() == "01"
    wrong = (age < 16) & (labour != "05")
    wrong |= (age >= 60) & labour.is_in(["01", "02", "04"])
    wrong |= age.is_between(16, 59) & healthy & (labour == "04")
    wrong |= pl.col("disability_grade").is_in(["1", "2"]) & labour.is_in(["01", "02"])

    assert people.filter(wrong).height == 0
