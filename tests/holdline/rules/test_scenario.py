"""A scenario is its text: equal settings have equal texts, files and digests."""

import json

import pytest

from holdline.errors import (
    ClauseUnknown,
    ParameterRefused,
    ParameterUnknown,
    RulesUnknown,
    ScenariosConflict,
    ScenarioUnreadable,
)
from holdline.rules import ruleset, scenario

BASE = ruleset.load("policy_exit")
TEXT = "c1_ratio=0.9;c6_include_retired=true;e2_logic=and;off=c3,e4;unknown=no"


def test_a_text_is_read_as_it_was_written() -> None:
    assert scenario.written(scenario.read(BASE, TEXT)) == TEXT


def test_the_order_of_parts_and_the_form_of_numbers_do_not_matter() -> None:
    other = "unknown=no; off=e4,c3 ;e2_logic=and;c6_include_retired=yes;c1_ratio=0.900"

    assert scenario.read(BASE, other) == scenario.read(BASE, TEXT)


def test_what_is_as_the_pack_has_it_is_not_told() -> None:
    assert scenario.written(scenario.read(BASE, "c1_ratio=1;c1_income_measure=disposable")) == ""


def test_a_file_is_byte_equal_for_equal_scenarios_and_runs_again() -> None:
    one = scenario.as_file(scenario.read(BASE, TEXT), "s", "d")
    rules, told = scenario.from_file(one)

    assert scenario.as_file(rules, "s", "d") == one
    assert told["digest"] == scenario.digest(rules, "d") == json.loads(one)["digest"]
    assert scenario.digest(BASE, "d") != told["digest"] != scenario.digest(rules, "other data")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("c1_ratio", ScenarioUnreadable),
        ("c1_ratio=much", ParameterRefused),
        ("c1_ratio=0.00001", ParameterRefused),
        ("c1_income_measure=gross", ParameterRefused),
        ("c6_include_retired=perhaps", ParameterRefused),
        ("unknown=perhaps", ParameterRefused),
        ("c9=1", ParameterUnknown),
        ("off=c9", ClauseUnknown),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        scenario.read(BASE, text)


def test_scenarios_that_agree_are_stacked() -> None:
    stacked = scenario.stacked(BASE, ["c1_ratio=0.9", "off=c3", "c1_ratio=0.9;unknown=yes"])

    assert scenario.written(stacked) == "c1_ratio=0.9;off=c3;unknown=yes"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("c1_ratio=0.9", "c1_ratio=1.1"),
        ("off=c3", "c3_price_wan=12"),
        ("unknown=no", "unknown=yes"),
    ],
)
def test_scenarios_that_contradict_each_other_are_not(one: str, other: str) -> None:
    assert len(scenario.conflicts(BASE, [one, other])) == 1
    with pytest.raises(ScenariosConflict):
        scenario.stacked(BASE, [one, other])


def test_named_scenarios_go_through_a_link() -> None:
    held = [scenario.Named("宽", "c1_ratio=0.9"), scenario.Named("严", "off=c3;c1_ratio=1.2")]

    assert scenario.several(scenario.joined(held)) == held


def test_a_pack_or_rule_set_that_is_not_there_is_named() -> None:
    with pytest.raises(RulesUnknown, match="shandong-2021"):
        ruleset.load("policy_exit", "nowhere")
    with pytest.raises(RulesUnknown):
        ruleset.load("identification", "example-2023")


def test_a_second_pack_is_another_folder_and_nothing_else() -> None:
    other = ruleset.load("policy_exit", "example-2023")

    assert ruleset.packs() == ("example-2023", "shandong-2021")
    assert other.parameters["c1_ratio"].default == 12_000
