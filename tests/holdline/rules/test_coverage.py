"""Every sentence of the notice is mapped, to things that are there; packs can be compared."""

import hashlib
import re
import tomllib

import pytest

from holdline import paths
from holdline.quality import checks
from holdline.reference import parameters
from holdline.rules import coverage, ruleset
from holdline.rules.coverage import Sentence

PACK = "shandong-2021"
# The three documents without white space, contacts left out: no sentence may go missing.
WHOLE = "5facdbfed72a26606c248199f4cb35caf9689db95182437a156bb573eb42d3e1"
OWN = ("x1", "x2", "x3", "x4")  # usual practice, which the notice does not tell
FOUND = coverage.sentences(PACK)


def test_the_sentences_are_the_whole_notice() -> None:
    text = re.sub(r"\s", "", "".join(one.text for one in FOUND))

    assert hashlib.sha256(text.encode()).hexdigest() == WHOLE
    assert [one.number for one in FOUND] == list(range(1, len(FOUND) + 1))


def test_every_sentence_of_appendix_1_is_implemented_but_its_titles() -> None:
    states = [one.state for one in FOUND if one.part == "appendix1"]

    assert states == ["formal"] * 2 + ["implemented"] * 14


def test_every_clause_of_the_pack_stands_beside_a_sentence() -> None:
    mapped = {name for one in FOUND for kind, name in one.by if kind == "rule"}
    there = {
        f"{rules}/{clause.id}"
        for rules in ruleset.described(PACK)["rulesets"]
        for clause in ruleset.load(rules, PACK).clauses
        if clause.id not in OWN
    }

    assert mapped == there


@pytest.mark.parametrize("name", ["policy_exit", "identification", "elimination"])
def test_a_clause_quotes_the_notice_word_by_word(name: str) -> None:
    text = "".join(one.text for one in FOUND)
    wrong = [
        one.id
        for one in ruleset.load(name, PACK).clauses
        if one.id not in OWN and one.source["sentence"] not in text
    ]

    assert wrong == []


@pytest.mark.parametrize("one", FOUND, ids=lambda one: str(one.number))
def test_what_implements_a_sentence_is_there(one: Sentence) -> None:
    pages = {path.stem for path in paths.PAGES.glob("*/*.py")}
    there = {
        "page": pages,
        "check": {check.name for check in checks.all_checks()},
        "deadline": {due.id for due in parameters.deadlines("370471")},
        "rule": {
            f"{rules}/{clause.id}"
            for rules in ruleset.described(PACK)["rulesets"]
            for clause in ruleset.load(rules, PACK).clauses
        },
    }

    assert [(kind, name) for kind, name in one.by if name not in there[kind]] == []
    assert one.state not in ("outside", "judged") or one.note("zh") != "" != one.note("en")


def test_no_contact_of_the_notice_is_in_it() -> None:
    text = (paths.RULES / PACK / coverage.NOTICE).read_text("utf-8")

    assert (
        re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)|0\d{2,3}-?\d{7,8}|\w+@\w+|联系人|联系电话", text)
        == []
    )
    assert len(tomllib.loads(text)["sentence"]) == len(FOUND)


def test_packs_are_compared_by_what_clauses_ask_for_not_by_their_numbers() -> None:
    """The example's second condition counts cars, as Shandong's third does."""
    here, there = (ruleset.load("policy_exit", pack) for pack in (PACK, "example-2023"))
    pairs = {
        (one.clause.id if one.clause else "", one.other.id if one.other else "")
        for one in coverage.differences(here, there)
    }

    assert {("c1", "c1"), ("c3", "c2"), ("e1", "e1"), ("c2", "")} <= pairs
    assert len(pairs) == len(here.clauses)


def test_a_changed_parameter_and_sentence_are_told_and_equals_are_not() -> None:
    here, there = (ruleset.load("policy_exit", pack) for pack in (PACK, "example-2023"))
    found = {one.clause.id: one for one in coverage.differences(here, there) if one.clause}
    same = coverage.differences(here, here)

    assert ("c1_ratio", "1", "1.2") in found["c1"].changes
    assert {what for what, _, _ in found["c1"].changes} == {
        "sentence", "c1_ratio", "c1_income_measure"
    }  # fmt: skip
    assert [one.changes for one in same] == [()] * len(here.clauses)
