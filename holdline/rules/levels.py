"""Where each household tips: a threshold's whole curve, its cliffs, and who stands near it.

A comparison with a threshold is either the wider the lower the threshold is, or the other way. For
each household the greatest threshold that its clause still survives is worked out once, by taking
the least over `all` and the greatest over `any`; every value of the slider is then a look-up.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from holdline.rules.bits import unpacked
from holdline.rules.clause import Clause, Groups, Items, Resolved, Test
from holdline.rules.index import Index, Truth, compared, counted
from holdline.rules.ruleset import RuleSet
from holdline.rules.store import Store

Array = NDArray[Any]
NEVER, ALWAYS = np.iinfo(np.int64).min, np.iinfo(np.int64).max
RISING = {"at_most": 0, "below": 1}  # met the more, the higher the threshold
FALLING = {"at_least": 0, "above": 1}


@dataclass(frozen=True, eq=False)
class Tipping:
    """Where households tip by one parameter; the others stay as they are.

    Attributes:
        base: households proposed whatever the threshold.
        levels: of each household that may tip, the value it tips at, sorted.
        rows: whose they are.
        sign: 1 when a lower threshold proposes more, −1 when a higher one does.
        is_rescue: the clause is an exemption: what it meets is not proposed.
    """

    base: int
    levels: Array
    rows: Array
    sign: int
    is_rescue: bool

    def at(self, values: Array) -> Array:
        """Households proposed at each threshold of *values* (scaled)."""
        threshold = np.asarray(values, np.int64) * self.sign
        met = len(self.levels) - np.searchsorted(self.levels, threshold, side="left")
        found: Array = self.base + (len(self.levels) - met if self.is_rescue else met)
        return found

    def steps(self, low: int, high: int) -> tuple[Array, Array]:
        """Every threshold in the range where the number changes, with the number there."""
        edges = np.unique(self.levels[(self.levels > NEVER) & (self.levels < ALWAYS)]) * self.sign
        nexts = edges + (1 if self.sign > 0 else -1)
        values = np.unique(np.concatenate([edges, nexts, [low, high]]))
        values = values[(values >= low) & (values <= high)]
        return values, self.at(values)

    def near(self, value: int, width: int) -> Array:
        """The rows of households that tip within *width* of *value*, nearest first."""
        away = np.abs(self._finite() - value * self.sign)
        held = np.flatnonzero(away <= width)
        return np.asarray(self.rows[held[np.argsort(away[held], kind="stable")]])

    def level_of(self, row: int) -> int:
        """The threshold at which household *row* tips."""
        return int(self.levels[np.flatnonzero(self.rows == row)[0]]) * self.sign

    def _finite(self) -> Array:
        return np.clip(self.levels, -(1 << 60), 1 << 60)


def tipping(index: Index, rules: RuleSet, parameter: str) -> Tipping | None:
    """Where households tip by *parameter*; None when it is no threshold, or its clause is off."""
    owner = rules.owner(parameter)
    if owner.id in rules.off or owner.parameters[parameter].kind != "number":
        return None
    if _is_guard(owner, parameter):
        return None
    clause = rules.resolved(owner)
    sign = _sign(clause, parameter)
    if not sign or (rules.combine != "any" and owner.part != "exemption"):
        return None
    sure, possible = _clause(index, clause, parameter)
    if rules.unknown == "no":
        possible = sure
    elif rules.unknown == "yes":
        sure = possible
    criteria, exempting = _others(index, rules, owner.id)
    scope = unpacked(index.scope, index.rows)
    if owner.part == "exemption":
        stake = scope & unpacked(criteria.sure, index.rows)
        stake &= ~unpacked(exempting.possible, index.rows)
        rows = np.flatnonzero(stake)
        return _sorted(0, possible[rows], rows, sign, is_rescue=True)
    stake = scope & ~unpacked(exempting.possible, index.rows)
    other = stake & unpacked(criteria.sure, index.rows)
    rows = np.flatnonzero(stake & ~other)
    return _sorted(int(other.sum()), sure[rows], rows, sign, is_rescue=False)


def _is_guard(clause: Clause, parameter: str) -> bool:
    """Whether the parameter also decides which conditions count: then it is no mere threshold."""
    groups = [clause.groups] + ([clause.items.groups] if clause.items else [])
    written = [one for group in groups for one in (*group.all, *group.any, *group.none)]
    return any(one.guard is not None and one.guard.parameter == parameter for one in written)


def _sorted(base: int, levels: Array, rows: Array, sign: int, *, is_rescue: bool) -> Tipping:
    order = np.argsort(levels, kind="stable")
    return Tipping(base, levels[order], rows[order], sign, is_rescue)


def _others(index: Index, rules: RuleSet, name: str) -> tuple[Truth, Truth]:
    decided = index.decide(rules.with_change(off=(name,)))
    return decided.candidate, decided.retained


def _sign(clause: Resolved, parameter: str) -> int:
    """1 when lower thresholds are wider, −1 when higher ones are, 0 when neither."""
    signs = set()
    groups = [clause.groups] + ([clause.items.groups] if clause.items else [])
    for group in groups:
        for one in (*group.all, *group.any):
            if one.parameter == parameter:
                signs.add(1 if one.operator in FALLING else -1 if one.operator in RISING else 0)
        if any(one.parameter == parameter for one in group.none):
            signs.add(0)
    if clause.items is not None and clause.items.parameter == parameter:
        signs.add(1)
    return signs.pop() if len(signs) == 1 else 0


def _clause(index: Index, clause: Resolved, parameter: str) -> tuple[Array, Array]:
    more = {}
    if clause.items is not None:
        more[clause.items.group] = _items(index, clause.items, parameter)
    return _groups(index.store, index.table, clause.groups, parameter, more, index.rows)


def _groups(  # noqa: PLR0917  # the same of a household and of an item
    store: Store, table: str, groups: Groups, parameter: str, more: dict[str, Any], rows: int
) -> tuple[Array, Array]:
    told = [_test(store, table, one, parameter) for one in groups.all]
    told += [one for name, one in more.items() if name == "all"]
    choice = [_test(store, table, one, parameter) for one in groups.any]
    choice += [one for name, one in more.items() if name == "any"]
    if choice:
        told.append(_reduced(np.maximum, choice))
    for one in groups.none:
        sure, possible = compared(store, table, one)
        told.append((_step(~possible), _step(~sure)))
    return _reduced(np.minimum, told) if told else (np.full(rows, ALWAYS),) * 2


def _test(store: Store, table: str, test: Test, parameter: str) -> tuple[Array, Array]:
    if test.parameter != parameter:
        sure, possible = compared(store, table, test)
        return _step(sure), _step(possible)
    numbers = store.numbers(table, test.column)
    missing = numbers == np.iinfo(numbers.dtype).min
    wide = numbers.astype(np.int64)
    level = wide - FALLING[test.operator] if test.operator in FALLING else (
        -(wide + RISING[test.operator])
    )  # fmt: skip
    return np.where(missing, NEVER, level), np.where(missing, ALWAYS, level)


def _items(index: Index, items: Items, parameter: str) -> tuple[Array, Array]:
    owners = index.store.owners(items.table, index.table)
    held = owners >= 0
    if items.parameter == parameter:
        sure, possible = counted(index.store, items)
        found = [np.bincount(owners[one & held], minlength=index.rows) for one in (sure, possible)]
    else:
        levels = _groups(index.store, items.table, items.groups, parameter, {}, len(owners))
        found = [_ranked(one[held], owners[held], items.least, index.rows) for one in levels]
    one, may_be = (level.astype(np.int64) for level in found)
    if items.complete:
        is_whole = unpacked(index.store.flags(index.table, items.complete)[0], index.rows)
        may_be = np.where(is_whole, may_be, ALWAYS)
    return one, may_be


def _ranked(levels: Array, owners: Array, least: int, rows: int) -> Array:
    """The *least*-th greatest level of each household's items."""
    found = np.full(rows, NEVER)
    order = np.lexsort((-np.clip(levels, -ALWAYS, ALWAYS), owners))
    owners, levels = owners[order], levels[order]
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    wanted = starts + least - 1
    has = wanted < np.append(starts[1:], len(owners))
    found[owners[starts[has]]] = levels[wanted[has]]
    return found


def _step(flags: Array) -> Array:
    return np.where(flags, ALWAYS, NEVER)


def _reduced(how: Any, told: list[tuple[Array, Array]]) -> tuple[Array, Array]:
    return how.reduce([one for one, _ in told]), how.reduce([one for _, one in told])
