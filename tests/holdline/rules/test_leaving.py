"""Guards, their acknowledgement, and overrides: nothing leaves unanswered, nothing is silent."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from holdline.access.identity import Person
from holdline.errors import (
    CheckedByItsMaker,
    GuardsNotAcknowledged,
    NotPermitted,
    OverrideNotOpen,
    ReasonWanted,
)
from holdline.rules import bits, evidence, guards, judge, leaving, overriding, ruleset
from holdline.rules.index import Index
from holdline.rules.judge import Verdict
from holdline.rules.opened import Opened
from holdline.rules.places import Places
from holdline.rules.scenario import digest
from holdline.rules.store import Store
from holdline.state import audit as chain
from holdline.state.store import store

ANNA, BO = (Person(name, name, "data_team") for name in ("anna", "bo"))
ANALYST = Person("cy", "cy", "analyst")
REASON = "both villages were visited"


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of its own."""
    monkeypatch.setattr("holdline.paths.state", lambda: tmp_path)
    yield
    store().close()


@pytest.fixture(scope="module")
def held(exiting: Any) -> Opened:
    """The invented register as an opened index."""
    text = "select household_id, place from exit_fact where household_id in (select unnest($ids))"

    def find(households: tuple[str, ...]) -> dict[str, int]:
        return dict(exiting.db.execute(text, {"ids": list(households)}).fetchall())

    return Opened(exiting.index, exiting.places, find)


def standing(held: Opened, rules: Any, division: str = "37", data: str = "d") -> leaving.Standing:
    decided = held.index.decide(rules)
    return leaving.of_scenario(
        held, decided, snapshot_id="s1", data_hash=data, tree="management", division=division
    )


def harsh(exiting: Any) -> Any:
    """Rules under which much is found."""
    return exiting.rules.with_change({"c1_ratio": 6000}, off=("e1", "e3"))


def answered(held: Opened, rules: Any, person: Person = ANNA, **where: str) -> None:
    found = standing(held, rules, **where)
    for kind in found.open:
        leaving.acknowledge(person, found, kind, REASON)


def test_a_scenario_leaves_once_every_kind_is_answered_for(held: Opened, exiting: Any) -> None:
    rules = harsh(exiting)
    before = standing(held, rules)
    with pytest.raises(GuardsNotAcknowledged):
        before.must_leave()
    answered(held, rules)
    after = standing(held, rules)

    assert len(before.open) > 1
    assert after.may_leave
    assert {one.by.reason for one in after.answers if one.by} == {REASON}
    after.must_leave()


def test_one_kind_unanswered_holds_it_back(held: Opened, exiting: Any) -> None:
    rules = harsh(exiting)
    found = standing(held, rules)
    for kind in found.open[1:]:
        leaving.acknowledge(ANNA, found, kind, REASON)

    assert standing(held, rules).open == found.open[:1]


def test_an_answer_is_for_one_scenario_one_division_and_one_snapshot(
    held: Opened, exiting: Any
) -> None:
    rules = harsh(exiting)
    answered(held, rules)

    assert not standing(held, rules.with_change({"c1_ratio": 6100})).may_leave
    assert not standing(held, rules, division="3704").may_leave
    assert not standing(held, rules, data="e").may_leave


def test_an_answer_falls_when_something_else_is_found(held: Opened, exiting: Any) -> None:
    """The same subject, one guard more."""
    found = standing(held, harsh(exiting))
    kind = found.open[0]
    leaving.acknowledge(ANNA, found, kind, REASON)
    guard = replace(found.answers[0].guards[0], count=found.answers[0].guards[0].count + 1)
    others = [one for answer in found.answers[1:] for one in answer.guards]
    told = ("scenario", digest(harsh(exiting), "d"), "management", "37")
    same = leaving._standing(told, "s1", "37", list(found.guards))
    changed = leaving._standing(told, "s1", "37", [guard, *others])

    assert same.subject == changed.subject == found.subject
    assert kind not in same.open
    assert kind in changed.open


def test_an_answer_wants_a_right_and_a_reason_and_is_audited(held: Opened, exiting: Any) -> None:
    found = standing(held, harsh(exiting))
    kind = found.open[0]
    with pytest.raises(NotPermitted):
        leaving.acknowledge(ANALYST, found, kind, REASON)
    with pytest.raises(ReasonWanted):
        leaving.acknowledge(ANNA, found, kind, "ok")
    leaving.acknowledge(ANNA, found, kind, REASON)
    with store().reading() as db:
        events = list(chain.events(db))

    assert [(one.action, one.subject, one.facts["kind"]) for one in events] == [
        ("guard.acknowledged", "37", kind)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_a_guard_opens_as_many_households_as_it_counts(
    held: Opened, exiting: Any, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    rules = exiting.setting(chance).with_change({"c1_ratio": 6000})
    here = leaving.within(held, held.index.decide(rules), "management", "3704")
    on = leaving.ground_of(held, "management", "3704")
    found = [*guards.sweeping(held.index, here, on), *guards.shedding(held.index, here)]
    counts = [bits.total(guards.behind(held.index, here, on, one)) for one in found]

    assert [one.count for one in found] == counts


def test_guards_of_a_division_look_at_nobody_elses_households(held: Opened, exiting: Any) -> None:
    rules = harsh(exiting)
    found = standing(held, rules, division="370406")

    assert {one.key[:6] for one in found.guards if one.kind == "village"} == {"370406"}
    assert max(one.of for one in found.guards) <= bits.total(
        held.index.scope & held.places.rows_of("management", "370406")
    )


def test_rules_that_take_people_in_need_no_guards(register: Any) -> None:
    rules = ruleset.load("identification")
    read = Store(lambda text: register.execute(text).fetchnumpy(), None)
    index = Index(read, rules.table, rules.scope)
    opened = Opened(index, Places(index), lambda _: {})

    assert standing(opened, rules.with_change({"m1_line_ratio": 15_000})).may_leave


# Overrides


def one_of(exiting: Any, decision: str, rules: Any = None) -> Any:
    """The evidence of a household that the rules decide so; when retained, with all known."""
    rules = rules or exiting.rules
    name = next(
        row["household_id"]
        for row in exiting.scanned(rules)
        if row["decision"] == decision
        and (decision != "retained" or (row["met"] and not row["unknown"]))
    )
    return evidence.of_household(exiting.db, rules, name)


def made(exiting: Any, decision: str, to: str) -> tuple[int, str]:
    found = one_of(exiting, decision)
    number = overriding.make(
        ANNA, exiting.rules, found, decision=to, reason=REASON, snapshot_id="s1"
    )
    return number, str(found.facts["household_id"])


def by_hand(held: Opened, rules: Any) -> overriding.Overridden:
    overrides = overriding.standing(rules.name)
    rows = held.rows([one.household_id for one in overrides])
    return overriding.applied(held.index, held.index.decide(rules), overrides, rows)


@pytest.mark.parametrize(
    ("decision", "to", "part"),
    [
        ("proposed", "kept", "kept"),
        ("pending", "kept", "kept"),
        ("retained", "proposed", "proposed"),
    ],
)
def test_an_override_counts_apart_once_checked_and_changes_no_decision(
    held: Opened, exiting: Any, decision: str, to: str, part: str
) -> None:
    before = held.index.decide(exiting.rules)
    number, household = made(exiting, decision, to)
    waiting = by_hand(held, exiting.rules)
    overriding.check(BO, number, agrees=True)
    checked = by_hand(held, exiting.rules)
    row = held.rows([household])[household]

    assert bits.total(waiting.kept | waiting.proposed) == 0
    assert list(bits.positions(getattr(checked, part))) == [row]
    assert bits.total(checked.kept | checked.proposed | checked.idle) == 1
    assert all(
        (words == held.index.decide(exiting.rules).by_name[name]).all()
        for name, words in before.by_name.items()
    )


def test_one_that_the_rules_have_come_to_is_idle_and_one_gone_is_nothing(
    held: Opened, exiting: Any
) -> None:
    number, household = made(exiting, "proposed", "kept")
    overriding.check(BO, number, agrees=True)
    nobody = exiting.rules.with_change(
        off=tuple(one.id for one in exiting.rules.active("criterion"))
    )
    overrides = overriding.standing("policy_exit")
    gone = overriding.applied(held.index, held.index.decide(exiting.rules), overrides, {})

    assert list(bits.positions(by_hand(held, nobody).idle)) == [held.rows([household])[household]]
    assert bits.total(gone.kept | gone.proposed | gone.idle) == 0


def test_its_maker_cannot_check_it_and_both_acts_are_audited(exiting: Any) -> None:
    number, household = made(exiting, "proposed", "kept")
    with pytest.raises(CheckedByItsMaker):
        overriding.check(ANNA, number, agrees=True)
    overriding.check(BO, number, agrees=True)
    overriding.withdraw(ANNA, number)
    with store().reading() as db:
        events = [(one.account, one.action, one.subject) for one in chain.events(db)]

    assert events == [
        ("anna", "override.made", household),
        ("bo", "override.checked", household),
        ("anna", "override.withdrawn", household),
    ]


def test_who_may_not_decide_otherwise_cannot(exiting: Any) -> None:
    found = one_of(exiting, "proposed")
    with pytest.raises(NotPermitted):
        overriding.make(
            ANALYST, exiting.rules, found, decision="kept", reason=REASON, snapshot_id="s1"
        )


@pytest.mark.parametrize("to", ["proposed", "kept", "retained"])
def test_nobody_is_proposed_by_hand_whom_no_condition_meets(exiting: Any, to: str) -> None:
    found = one_of(exiting, "kept")
    with pytest.raises(OverrideNotOpen):
        overriding.make(ANNA, exiting.rules, found, decision=to, reason=REASON, snapshot_id="s1")


def told(rules: Any, **truths: bool | None) -> Verdict:
    """A verdict by the truths of some clauses; the other criteria and exemptions are not met."""
    names = [one.id for one in rules.active(*judge.CANDIDATE, "exemption")]
    all_truths = {name: truths.get(name, False) for name in names}
    criteria = [one.id for one in rules.active(*judge.CANDIDATE)]
    exempting = [one.id for one in rules.active("exemption")]
    decision = judge.decided(
        rules.combine, [all_truths[name] for name in criteria], [all_truths[n] for n in exempting]
    )
    return Verdict(
        decision, all_truths,
        tuple(name for name in criteria if all_truths[name]),
        tuple(name for name, truth in all_truths.items() if truth is None),
        tuple(name for name in exempting if all_truths[name]),
    )  # fmt: skip


def test_only_what_the_notice_says_in_principle_can_be_set_aside() -> None:
    """Of elimination: the year and the missing labour; never the three guarantees."""
    rules = ruleset.load("elimination")
    fine = dict.fromkeys([one.id for one in rules.active("precondition")], True)
    early, unsafe = {**fine, "p1": False}, {**fine, "p1": False, "p2": False}
    unknown = {**early, "p3": None}

    assert overriding.ways(rules, told(rules, **early)) == {"proposed": ("p1",)}
    assert overriding.ways(rules, told(rules, **fine, b1=True)) == {"proposed": ("b1",)}
    assert overriding.ways(rules, told(rules, **early, b1=True)) == {"proposed": ("p1", "b1")}
    assert overriding.ways(rules, told(rules, **unsafe)) == {}
    assert overriding.ways(rules, told(rules, **unknown)) == {}


def test_exemptions_are_set_aside_all_together_and_only_with_a_condition_met() -> None:
    rules = ruleset.load("policy_exit")

    assert overriding.ways(rules, told(rules, c1=True, e1=True, e3=True)) == {
        "proposed": ("e1", "e3")
    }
    assert overriding.ways(rules, told(rules, c1=None, e1=True)) == {}
    assert overriding.ways(rules, told(rules, c1=True, c3=True)) == {"kept": ("c1", "c3")}
    assert overriding.ways(rules, told(rules, c2=None, e2=None)) == {"kept": ("c2", "e2")}
    assert overriding.ways(rules, told(rules)) == {}
