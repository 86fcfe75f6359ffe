"""What people decide otherwise where the notice says "in principle": asked, checked, counted apart.

An override never changes what the rules decide; it stands beside it with its reason, and every
count of it is a count of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from holdline.access import audit
from holdline.access.identity import Person
from holdline.errors import OverrideNotOpen
from holdline.messages.catalogue import text
from holdline.rules import evidence
from holdline.rules.bits import Words
from holdline.rules.evidence import Evidence
from holdline.rules.guards import flagged
from holdline.rules.index import Decided, Index
from holdline.rules.judge import CANDIDATE, Verdict
from holdline.rules.ruleset import RuleSet
from holdline.state import overrides as kept
from holdline.state import reasons
from holdline.state.overrides import Override
from holdline.state.store import store

MAKING, CHECKING = "act.override", "act.acknowledge"


def ways(rules: RuleSet, verdict: Verdict) -> dict[str, tuple[str, ...]]:
    """The decisions that may be put in the place of the rules', and the clauses each sets aside.

    Only clauses that the notice means in principle can be set aside; what is unknown can make a
    household kept, never proposed.
    """
    failing = tuple(
        one.id for one in rules.active(*CANDIDATE) if verdict.truths[one.id] is not True
    )
    is_any = rules.combine == "any"
    found: dict[str, tuple[str, ...]] = {}
    if verdict.decision == "proposed":
        found["kept"] = verdict.met if is_any else _soft(rules, verdict.truths)
    elif verdict.decision == "pending" and is_any:
        found["kept"] = tuple(dict.fromkeys((*verdict.met, *verdict.unknown)))
    elif verdict.decision in ("retained", "kept"):
        aside = (*(() if is_any else failing), *verdict.exempt_by)
        is_known = not verdict.unknown and (bool(verdict.met) if is_any else bool(aside))
        if is_known:
            found["proposed"] = aside
    return {name: aside for name, aside in found.items() if aside and _are_soft(rules, aside)}


def _soft(rules: RuleSet, names: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in names if rules.clause(name).is_soft)


def _are_soft(rules: RuleSet, names: Sequence[str]) -> bool:
    return all(rules.clause(name).is_soft for name in names)


def make(
    person: Person,
    rules: RuleSet,
    found: Evidence,
    *,
    decision: str,
    reason: str,
    snapshot_id: str,
) -> int:
    """Decide otherwise on the household of *found*; it waits for another person. Its number.

    Raises:
        NotPermitted: *person* has no such right.
        OverrideNotOpen: the rules' decision is not in principle, or not of this kind.
        ReasonWanted, ReasonNamesPeople: the reason will not do.
        OverrideStands: there is one already.
    """
    person.must(MAKING)
    verdict = evidence.verdict(rules, found)
    household = str(found.facts["household_id"])
    aside = ways(rules, verdict).get(decision)
    if aside is None:
        raise OverrideNotOpen(household=household, was=verdict.decision, decision=decision)
    draft = kept.Draft(
        household, str(found.facts["village_code"]), rules.pack, rules.name, snapshot_id,
        verdict.decision, decision, aside, reasons.said(reason),
    )  # fmt: skip
    with store().writing() as db:
        number = kept.make(db, draft, person.account)
        audit.within(
            db, person, "override.made", household,
            number=number, ruleset=rules.name, was=draft.was, decision=decision,
        )  # fmt: skip
    return number


def check(person: Person, number: int, *, agrees: bool) -> Override:
    """Agree to an override that somebody else made, or refuse it.

    Raises:
        NotPermitted, CheckedByItsMaker, OverrideNotThere: it cannot be, or not by *person*.
    """
    person.must(CHECKING)
    with store().writing() as db:
        found = kept.check(db, number, person.account, agrees=agrees)
        action = "override.checked" if agrees else "override.refused"
        audit.within(db, person, action, found.household_id, number=number)
    return found


def withdraw(person: Person, number: int) -> Override:
    """Take an override back.

    Raises:
        NotPermitted, OverrideNotThere: it cannot be, or not by *person*.
    """
    person.must(MAKING)
    with store().writing() as db:
        found = kept.withdraw(db, number, person.account)
        audit.within(db, person, "override.withdrawn", found.household_id, number=number)
    return found


def of_household(household_id: str) -> list[Override]:
    """Every override of a household, the latest first."""
    with store().reading() as db:
        return kept.listed(db, household=household_id)


def standing(ruleset: str) -> list[Override]:
    """Those that count under a rule set, in the order they were made."""
    with store().reading() as db:
        return kept.standing(db, ruleset)


def by_household(ruleset: str) -> dict[str, Override]:
    """Those that count under a rule set, by household: one each."""
    return {one.household_id: one for one in standing(ruleset)}


def note(one: Override, language: str) -> str:
    """An override in words, for a card or the remarks of appendix 2: what, why, by whom."""
    return text(
        language, f"facts.override.note_{one.decision}",
        clauses=", ".join(name.upper() for name in one.clauses), reason=one.reason,
        maker=one.made_by, checker=one.checked_by or "",
    )  # fmt: skip


def waiting(ruleset: str = "") -> list[Override]:
    """Those that wait for another person, the latest first."""
    with store().reading() as db:
        return kept.listed(db, ruleset, states=(kept.WAITING,))


@dataclass(frozen=True, eq=False)
class Overridden:
    """What standing overrides change, as households of an index.

    Attributes:
        kept: the rules propose them, and people decided they stay.
        proposed: people decided to propose them, and the rules do not.
        idle: standing, but the rules decide the same by now, or no longer speak of them.
    """

    kept: Words
    proposed: Words
    idle: Words


def applied(
    index: Index, decided: Decided, overrides: Sequence[Override], rows: Mapping[str, int]
) -> Overridden:
    """What *overrides* change of *decided*.

    *rows* has the row of each household that the index has; one it has not is gone.
    """
    words = {
        decision: flagged(
            index,
            [rows[one.household_id] for one in overrides
             if one.decision == decision and one.household_id in rows],
        )
        for decision in ("kept", "proposed")
    }  # fmt: skip
    unsettled = decided.proposed | decided.pending
    away = words["kept"] & unsettled
    added = words["proposed"] & decided.scope & ~decided.proposed
    return Overridden(away, added, (words["kept"] | words["proposed"]) & ~(away | added))
