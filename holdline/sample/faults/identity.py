"""Faults of identity, group A: numbers, names, telephone numbers."""

import polars as pl

from holdline.sample.content import words
from holdline.sample.faults.incomes import live_with
from holdline.sample.faults.numbers import LENGTH, give_number, renumbered
from holdline.sample.faults.registry import plants
from holdline.sample.faults.scene import Row, Scene
from holdline.sample.faults.views import HEALTHY, LIFTED, PLAIN, STUDENT

ACTIVE = pl.col("is_active")
CARD = ACTIVE & (pl.col("id_number").str.len_chars() == LENGTH)
CERTIFICATE = ACTIVE & (pl.col("id_number").str.len_chars() > LENGTH)
SHARED_PHONE = 6


@plants("A01", on="member", where=CARD, home=PLAIN)
def number_too_long_or_short(scene: Scene, member: Row) -> None:
    """A01: the number lacks its last digit, has one too many, or is of the old 15 digits."""
    number = member["id_number"]
    old = number[:6] + number[8:17]
    options = [number[:17], number + number[-1]]
    value = scene.choose([*options, old] if number[6:8] == "19" else options)
    give_number(member, value)
    member.record("id_number", number)


@plants("A02", on="member", where=CARD, home=PLAIN)
def number_with_wrong_check_digit(scene: Scene, member: Row) -> None:
    """A02: the last digit no longer fits the other seventeen."""
    number = member["id_number"]
    wrong = scene.choose([digit for digit in "0123456789" if digit != number[-1]])
    give_number(member, number[:17] + wrong)
    member.record("id_number", number)


@plants("A03", on="member", where=CERTIFICATE, home=PLAIN)
def certificate_against_the_rule(scene: Scene, member: Row) -> None:
    """A03: the nineteenth digit of a disability certificate names no category."""
    number = member["id_number"]
    give_number(member, number[:LENGTH] + scene.choose("089") + number[LENGTH + 1 :])
    member.record("id_number", number)


@plants(
    "A04",
    on="member",
    where=CARD & HEALTHY & (pl.col("relation_to_head") != "01") & pl.col("age").is_between(20, 59),
    home=PLAIN & pl.col("n").is_between(3, 6) & (pl.col("h_net_income_per_head_yuan") > 12_000),
)
def person_entered_twice(scene: Scene, member: Row) -> None:
    """A04: one person stands twice in a household, under two names and person numbers."""
    home = member.home
    name = scene.head(home)["name"][0] + member["name"][1:] + member["name"][-1]
    cells = {column: member[column] for column in scene.tables["member"].columns}
    again = scene.add("member", home, **cells)
    again.edit(person_id=f"{member['person_id']}9", name=name, relation_to_head="99")
    again.edit(public_post=None, public_post_months=None, work_place=None, work_months=None)
    live_with(home, home["member_count"] + 1)
    again.record("id_number", "")
    member.record("id_number", "")


@plants("A05", on="member", where=CARD, home=PLAIN)
def number_with_no_such_day(scene: Scene, member: Row) -> None:
    """A05: the number's birth date is no day of the calendar."""
    number = member["id_number"]
    day = scene.choose(["0230", "0431", "1301", "0635"])
    give_number(member, renumbered(member, birth=number[6:10] + day))
    member.record("id_number", number)


@plants("A06", on="member", where=CARD, home=PLAIN)
def number_of_the_other_sex(_scene: Scene, member: Row) -> None:
    """A06: the seventeenth digit tells the other sex."""
    number = member["id_number"]
    give_number(member, renumbered(member, is_male=member["sex"] != "1"))
    member.record("id_number", number)


@plants("A07", on="member", where=CARD & pl.col("birth_on").is_not_null(), home=PLAIN)
def birth_date_unlike_the_number(scene: Scene, member: Row) -> None:
    """A07: the date of birth is another day of the same month than in the number."""
    birth = member["birth_on"]
    member.plant("birth_on", birth.replace(day=(birth.day - 1 + scene.between(1, 26)) % 27 + 1))


@plants("A08", on="member", where=CARD, home=PLAIN)
def number_of_no_known_county(scene: Scene, member: Row) -> None:
    """A08: the first six digits are no county of any year, nor the sample's own prefix."""
    number = member["id_number"]
    give_number(member, renumbered(member, area=number[:4] + scene.choose(["95", "97"])))
    member.record("id_number", number)


@plants("A09", on="member", where=ACTIVE & (pl.col("relation_to_head") != "01"), home=PLAIN)
def name_with_strange_characters(scene: Scene, member: Row) -> None:
    """A09: the name holds a digit, a Latin letter or a space."""
    name = member["name"]
    member.plant("name", scene.choose([f"{name}2", f"{name[0]} {name[1:]}", f"{name[0]}X"]))


@plants(
    "A10",
    on="member",
    where=ACTIVE & (pl.col("relation_to_head") != "01"),
    home=PLAIN & (pl.col("n") > 1),
)
def two_of_one_name(scene: Scene, member: Row) -> None:
    """A10: a member bears the head's name."""
    member.plant("name", scene.head(member.home)["name"])


@plants("A11", on="household", where=pl.col("n") > 1, home=PLAIN)
def head_number_of_another(scene: Scene, home: Row) -> None:
    """A11: the household gives another member's number as its head's."""
    other = next(row for row in scene.members(home) if row["relation_to_head"] != "01")
    home.plant("head_id_number", other["id_number"])


@plants(
    "A12",
    on="member",
    where=ACTIVE & pl.col("health_status").list.contains("04"),
    home=PLAIN,
)
def disabled_without_certificate(_scene: Scene, member: Row) -> None:
    """A12: a disabled member has an identity card and no grade of disability."""
    give_number(member, member["id_number"][:LENGTH])
    member.edit(disability_category=None, disability_grade=None, disability_certified_on=None)
    member.plant("id_type", "01", "02")


@plants(
    "A13",
    on="member",
    where=ACTIVE
    & ~pl.col("health_status").list.contains("04")
    & pl.col("disability_grade").is_null(),
    home=PLAIN & LIFTED,
)
def certificate_of_the_healthy(scene: Scene, member: Row) -> None:
    """A13: a grade of disability, but health does not say disabled."""
    member.edit(disability_category=scene.choose("124"))
    member.plant("disability_grade", scene.choose("34"), "")


@plants("A14", on="household", where=pl.col("phone").is_not_null(), home=PLAIN)
def telephone_wrong(scene: Scene, home: Row) -> None:
    """A14: the first time six neighbours share one number, then numbers that cannot be dialled."""
    others = [] if scene.planted() else scene.neighbours(home, SHARED_PHONE - 1)
    for other in others:
        other.plant("phone", home["phone"])
    if others:
        home.record("phone", "")
    else:
        home.plant("phone", scene.choose([home["phone"][:9], words("faults")["phone"]["none"]]))


@plants(
    "X21",
    on="member",
    where=CARD
    & HEALTHY
    & ~STUDENT
    & (pl.col("relation_to_head") != "01")
    & pl.col("age").is_between(30, 50)
    & pl.col("birth_on").is_not_null(),
    home=PLAIN,
)
def person_registered_twice(scene: Scene, member: Row) -> None:
    """X21, with A02: name, birth and number of a person elsewhere, one digit of it mistyped."""
    other = scene.like(member, years=1)
    if other is None:
        return
    number, place = other["id_number"], scene.between(14, 15)
    wrong = scene.choose([digit for digit in "0123456789" if digit != number[place]])
    before = member["id_number"]
    give_number(member, number[:place] + wrong + number[place + 1 :])
    member.edit(name=other["name"], birth_on=other["birth_on"])
    member.record("id_number", before, "A02")
    other.record("id_number", "")
