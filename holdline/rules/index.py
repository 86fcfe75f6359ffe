"""The index: every clause as two rows of bits, held by its values, so that a change costs little.

A clause is *sure* where it is met and *possible* where it is met or unknown. Decisions are made of
these alone. docs: design/performance.md §2 says why dense bits, and what else was tried.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline.rules.bits import BLOCK, Words, packed
from holdline.rules.clause import Groups, Items, Resolved, Test
from holdline.rules.judge import CANDIDATE
from holdline.rules.ruleset import RuleSet
from holdline.rules.store import MISSING, Store

Array = NDArray[Any]
BUDGET = 1 << 29  # bytes of clauses held


@dataclass(frozen=True, eq=False)
class Truth:
    """Where something is met, and where it may be."""

    sure: Words
    possible: Words


@dataclass(frozen=True, eq=False)
class Decided:
    """What becomes of every household under *rules*; outside these four it is out of scope.

    Attributes:
        candidate, retained: criteria and exemptions, each together.
    """

    rules: RuleSet
    scope: Words
    kept: Words
    saved: Words
    pending: Words
    proposed: Words
    candidate: Truth
    retained: Truth

    @property
    def by_name(self) -> dict[str, Words]:
        """The four by the decision's name."""
        names = ("kept", "retained", "pending", "proposed")
        return dict(zip(names, (self.kept, self.saved, self.pending, self.proposed), strict=True))


class Index:
    """Answers for the fact table of one rule set in one snapshot; safe to use from many threads."""

    def __init__(self, store: Store, table: str, scope: str) -> None:
        """*table*: one row a household; *scope*: its column that says whom the rules are for."""
        self.store, self.table = store, table
        self.villages, self.offsets = _villages(store, table)
        self.rows = int(self.offsets[-1])
        self.scope: Words = store.flags(table, scope)[0]
        self._truths: OrderedDict[tuple[Resolved, str], Truth] = OrderedDict()
        self._lock = Lock()

    @property
    def nothing(self) -> Words:
        """No household."""
        return np.zeros(len(self.scope), np.uint64)

    def truth(self, clause: Resolved, unknown: str = "keep") -> Truth:
        """Where *clause* is met, and may be; kept while there is room."""
        key = (clause, unknown)
        with self._lock:
            if key in self._truths:
                self._truths.move_to_end(key)
                return self._truths[key]
        if unknown == "keep":
            found = self._clause(clause)
        else:
            told = self.truth(clause)
            one = told.sure if unknown == "no" else told.possible
            found = Truth(one, one)
        with self._lock:
            self._truths[key] = found
            while len(self._truths) * len(self.scope) * 16 > BUDGET and len(self._truths) > 1:
                self._truths.popitem(last=False)
        return found

    def decide(self, rules: RuleSet) -> Decided:
        """What becomes of every household, by the decision order of domain.md §4."""
        criteria = self.truths(rules, *CANDIDATE)
        exempting = self.truths(rules, "exemption")
        candidate = self._joined(criteria, "or" if rules.combine == "any" else "and")
        retained = self._joined(exempting, "or")
        kept, saved, pending, proposed = (np.empty_like(self.scope) for _ in range(4))
        for at in range(0, len(self.scope), BLOCK):
            part = slice(at, at + BLOCK)
            scope = self.scope[part]
            sure, possible = candidate.sure[part], candidate.possible[part]
            is_in, may_be_in = retained.sure[part], retained.possible[part]
            open_ = scope & possible
            kept[part] = scope & ~possible
            saved[part] = open_ & is_in
            proposed[part] = open_ & sure & ~may_be_in
            pending[part] = open_ & ~is_in & ~proposed[part]
        return Decided(rules, self.scope, kept, saved, pending, proposed, candidate, retained)

    def truths(self, rules: RuleSet, *parts: str) -> dict[str, Truth]:
        """The truth of each active clause of these parts, by its id."""
        return {
            clause.id: self.truth(rules.resolved(clause), rules.unknown)
            for clause in rules.active(*parts)
        }

    def _joined(self, truths: dict[str, Truth], how: str) -> Truth:
        """Any or all of *truths*; none at all is never met."""
        if not truths:
            return Truth(self.nothing, self.nothing)
        combine = np.bitwise_or if how == "or" else np.bitwise_and
        first, *rest = truths.values()
        sure, possible = first.sure.copy(), first.possible.copy()
        for at in range(0, len(sure), BLOCK):
            part = slice(at, at + BLOCK)
            for one in rest:
                combine(sure[part], one.sure[part], out=sure[part])
                combine(possible[part], one.possible[part], out=possible[part])
        return Truth(sure, possible)

    def _clause(self, clause: Resolved) -> Truth:
        more = {}
        if clause.items is not None:
            more[clause.items.group] = self._items(clause.items)
        return self._grouped(clause.groups, more)

    def _grouped(self, groups: Groups, more: dict[str, Truth]) -> Truth:
        told = {str(at): self._test(one) for at, one in enumerate(groups.all)}
        told |= {name: one for name, one in more.items() if name == "all"}
        choice = {str(at): self._test(one) for at, one in enumerate(groups.any)}
        choice |= {name: one for name, one in more.items() if name == "any"}
        if choice:
            told["any"] = self._joined(choice, "or")
        if groups.none:
            none = {str(at): self._test(one) for at, one in enumerate(groups.none)}
            refused = self._joined(none, "or")
            told["none"] = Truth(self._not(refused.possible), self._not(refused.sure))
        return self._joined(told, "and")

    def _not(self, words: Words) -> Words:
        """The other households; the bits beyond the last stay nought."""
        found = ~words
        if self.rows & 63:
            found[-1] &= (np.uint64(1) << np.uint64(self.rows & 63)) - np.uint64(1)
        return found

    def _test(self, test: Test) -> Truth:
        if test.operator == "is" and isinstance(test.value, bool):
            sure, possible = self.store.flags(self.table, test.column)
            return Truth(sure, possible) if test.value else Truth(
                self._not(possible), self._not(sure)
            )  # fmt: skip
        sure, possible = compared(self.store, self.table, test)
        return Truth(packed(sure), packed(possible))

    def _items(self, items: Items) -> Truth:
        owners = self.store.owners(items.table, self.table)
        sure, possible = counted(self.store, items)
        enough = self._at_least(owners[sure & (owners >= 0)], items.least)
        may_be = self._at_least(owners[possible & (owners >= 0)], items.least)
        if items.complete:
            may_be = may_be | self._not(self.store.flags(self.table, items.complete)[0])
        return Truth(enough, may_be)

    def _at_least(self, owners: Array, least: int) -> Words:
        if least <= 1:
            flags = np.zeros(self.rows, bool)
            flags[owners] = True
        else:
            flags = np.bincount(owners, minlength=self.rows) >= least
        return packed(flags)


def compared(store: Store, table: str, test: Test) -> tuple[Array, Array]:
    """Where one comparison holds, and where it may, a bool a row."""
    if isinstance(test.value, bool) and test.operator == "is":
        cells = store.states(table, test.column)
        found, missing = cells == int(test.value), cells == MISSING
    elif test.operator in ("among", "missing") or isinstance(test.value, str):
        places, known = store.codes(table, test.column)
        missing = places == MISSING
        if test.operator == "missing":
            return (found := missing == bool(test.value)), found
        wanted = test.value if isinstance(test.value, tuple) else (str(test.value),)
        found = np.isin(places, [known.index(one) for one in wanted if one in known])
    else:
        numbers = store.numbers(table, test.column)
        missing = numbers == np.iinfo(numbers.dtype).min
        found = _ordered(numbers, test) & ~missing
    return found, found | missing


def counted(store: Store, items: Items) -> tuple[Array, Array]:
    """Which rows of the item table count, and which may."""
    groups = items.groups
    sure, possible = _both([compared(store, items.table, one) for one in groups.all])
    if groups.any:
        one, may_be = _either([compared(store, items.table, one) for one in groups.any])
        sure, possible = sure & one, possible & may_be
    if groups.none:
        one, may_be = _either([compared(store, items.table, one) for one in groups.none])
        sure, possible = sure & ~may_be, possible & ~one
    return sure, possible


def _ordered(numbers: Array, test: Test) -> Array:
    value = int(test.value)  # type: ignore[arg-type]
    compare = {
        "is": np.equal, "below": np.less, "at_most": np.less_equal,
        "above": np.greater, "at_least": np.greater_equal,
    }[test.operator]  # fmt: skip
    found: Array = compare(numbers, value)
    return found


def _both(told: list[tuple[Array, Array]]) -> tuple[Array, Array]:
    return np.logical_and.reduce([one for one, _ in told]), np.logical_and.reduce(
        [one for _, one in told]
    )


def _either(told: list[tuple[Array, Array]]) -> tuple[Array, Array]:
    return np.logical_or.reduce([one for one, _ in told]), np.logical_or.reduce(
        [one for _, one in told]
    )


def _villages(store: Store, table: str) -> tuple[list[str], Array]:
    """The villages in order, and the first row of each, and behind them the number of rows."""
    places, known = store.codes(table, "village_code")
    starts = np.flatnonzero(np.diff(places, prepend=-2))
    if (np.diff(places) < 0).any():
        raise ValueError(f"{table} is not in the order of its villages")
    return [known[at] for at in places[starts]], np.append(starts, len(places)).astype(np.int64)
