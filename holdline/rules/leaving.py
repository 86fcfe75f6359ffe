"""Whether a proposal may leave the house: every guard answered for by somebody, with a reason.

Two things leave: the outcome of a scenario, and a batch of households (appendix 2). For either, the
guards of its division are found anew each time, and an acknowledgement counts only while exactly
the same is found.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from holdline.access import audit
from holdline.access.identity import Person
from holdline.errors import GuardsNotAcknowledged
from holdline.rules import guards, overriding, ruleset, scenario
from holdline.rules.bits import Words, total
from holdline.rules.guards import Ground, Guard
from holdline.rules.index import Decided
from holdline.rules.opened import Opened, opened
from holdline.state import acknowledgements, reasons
from holdline.state.acknowledgements import Acknowledgement
from holdline.state.store import store
from holdline.warehouse import snapshot as snapshots

ACT = "act.acknowledge"
RULES = "policy_exit"
REMOVING = (RULES, "elimination")


@dataclass(frozen=True)
class Answer:
    """The guards of one kind, and who let them pass; None when nobody has."""

    kind: str
    guards: tuple[Guard, ...]
    by: Acknowledgement | None


@dataclass(frozen=True)
class Standing:
    """What stands in the way of a proposal of one division.

    Attributes:
        subject: digest of what is to leave.
        answers: one for each kind of guard found, in a fixed order.
    """

    subject: str
    snapshot_id: str
    division: str
    answers: tuple[Answer, ...]

    @property
    def guards(self) -> tuple[Guard, ...]:
        """All of them."""
        return tuple(one for answer in self.answers for one in answer.guards)

    @property
    def open(self) -> tuple[str, ...]:
        """The kinds nobody has answered for."""
        return tuple(one.kind for one in self.answers if one.by is None)

    @property
    def may_leave(self) -> bool:
        """Whether nothing stands in the way any more."""
        return not self.open

    def must_leave(self) -> None:
        """Refuse while something does.

        Raises:
            GuardsNotAcknowledged: some kind is open.
        """
        if self.open:
            kinds = ", ".join(self.open)
            raise GuardsNotAcknowledged(count=len(self.open), division=self.division, kinds=kinds)


def of_scenario(
    held: Opened, decided: Decided, *, snapshot_id: str, data_hash: str, tree: str, division: str
) -> Standing:
    """What stands in the way of the outcome of *decided* in *division*: nobody else's counts.

    Rules that take people in, and nothing from them, need no guards.
    """
    found: list[Guard] = []
    if decided.rules.name in REMOVING:
        here, on = within(held, decided, tree, division), ground_of(held, tree, division)
        found = _found(held, here, on)
    told = ("scenario", scenario.digest(decided.rules, data_hash), tree, division)
    return _standing(told, snapshot_id, division, found)


def of_batch(
    snapshot_id: str,
    households: Sequence[str],
    *,
    division: str,
    tree: str = "management",
    pack: str = ruleset.DEFAULT_PACK,
) -> Standing:
    """What stands in the way of a batch of *households* of *division*, by the pack's own rules.

    Besides the guards of a scenario: households in scope that the rules do not propose, and nobody
    decided to, or that are not there at all (kind unsupported), and those that somebody decided to
    keep (kind withheld).
    """
    rules = ruleset.load(RULES, pack)
    held = opened(snapshot_id, rules)
    decided = held.index.decide(rules)
    rows = held.rows(households)
    batch = guards.flagged(held.index, list(rows.values()))
    here = replace(
        decided,
        proposed=batch,
        scope=(decided.scope | batch) & held.places.rows_of(tree, division),
    )
    on = guards.ground(held.index, held.places, tree, here.scope)
    found = [*_found(held, here, on), *_unsupported(held, decided, batch, len(households))]
    manifest = snapshots.named(snapshot_id).manifest
    listed = hashlib.sha256("\n".join(sorted(households)).encode()).hexdigest()
    told = ("batch", scenario.digest(rules, manifest.data_hash), tree, division, listed)
    return _standing(told, snapshot_id, division, found)


def acknowledge(person: Person, standing: Standing, kind: str, reason: str) -> None:
    """Let the guards of *kind* pass for *standing*, for a reason.

    Raises:
        NotPermitted: *person* has no such right.
        ReasonWanted, ReasonNamesPeople: the reason will not do.
    """
    person.must(ACT)
    answer = next(one for one in standing.answers if one.kind == kind)
    draft = acknowledgements.Draft(
        standing.subject, standing.snapshot_id, standing.division,
        kind, _digest(answer.guards), len(answer.guards), reasons.said(reason),
    )  # fmt: skip
    with store().writing() as db:
        acknowledgements.acknowledge(db, draft, person.account)
        audit.within(
            db, person, "guard.acknowledged", standing.division,
            kind=kind, guards=draft.guards, snapshot=standing.snapshot_id, reason=draft.reason,
        )  # fmt: skip


def within(held: Opened, decided: Decided, tree: str, division: str) -> Decided:
    """*decided* as far as it concerns one division's households."""
    where = held.places.rows_of(tree, division)
    return replace(decided, proposed=decided.proposed & where, scope=decided.scope & where)


@lru_cache(maxsize=8)
def ground_of(held: Opened, tree: str, division: str) -> Ground:
    """What proposals of one division are held against."""
    scope = held.index.scope & held.places.rows_of(tree, division)
    return guards.ground(held.index, held.places, tree, scope)


def _found(held: Opened, here: Decided, on: Ground) -> list[Guard]:
    return [*guards.sweeping(held.index, here, on), *guards.shedding(held.index, here)]


def _unsupported(held: Opened, decided: Decided, batch: Words, size: int) -> list[Guard]:
    standing = overriding.standing(decided.rules.name)
    rows = held.rows([one.household_id for one in standing])
    by_hand = overriding.applied(held.index, decided, standing, rows)
    judged = batch & decided.scope & ~decided.proposed & ~by_hand.proposed
    bare = total(judged) + size - total(batch)
    found = [
        Guard("unsupported", "", bare, size),
        Guard("withheld", "", total(batch & by_hand.kept), size),
    ]
    return [one for one in found if one.count]


def _standing(
    told: tuple[str, ...], snapshot_id: str, division: str, found: list[Guard]
) -> Standing:
    subject = hashlib.sha256("\n".join(told).encode()).hexdigest()
    with store().reading() as db:
        held = {(one.kind, one.found): one for one in acknowledgements.held(db, subject)}
    kinds = dict.fromkeys(one.kind for one in found)
    answers = []
    for kind in kinds:
        same = tuple(one for one in found if one.kind == kind)
        answers.append(Answer(kind, same, held.get((kind, _digest(same)))))
    return Standing(subject, snapshot_id, division, tuple(answers))


def _digest(found: Sequence[Guard]) -> str:
    lines = sorted(f"{one.kind}|{one.key}|{one.count}|{one.of}" for one in found)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
