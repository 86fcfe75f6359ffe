"""A clause of a rule: what it asks of a household, with parameters that may be moved.

A value may be missing everywhere, so every test is true, false or unknown (None), and so is a
clause: `all` is their conjunction, `any` their disjunction, `none` the negation of one; items (a
vehicle, a child) count when all their own tests hold, and a household whose items are not
completely known may have more of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Value = int | bool | str | tuple[str, ...]
OPERATORS = ("is", "below", "at_most", "above", "at_least", "among", "missing")
ORDERED = ("below", "at_most", "above", "at_least")
GROUPS = ("all", "any", "none")


@dataclass(frozen=True)
class Reference:
    """Where a value is a parameter's."""

    parameter: str


@dataclass(frozen=True)
class Guard:
    """A condition counts only when *parameter* is (or, if *is_not*, is not) *value*."""

    parameter: str
    value: Value
    is_not: bool = False


@dataclass(frozen=True)
class Condition:
    """One comparison as written.

    Attributes:
        columns: the column, or one for each choice of *chosen_by*.
        chosen_by: parameter that chooses the column; "" when there is one.
        operator: of OPERATORS.
        value: compared with; a Reference takes the parameter's.
        guard: when it counts; None is always.
    """

    columns: tuple[tuple[str, str], ...]
    chosen_by: str
    operator: str
    value: Value | Reference
    guard: Guard | None = None


@dataclass(frozen=True)
class Parameter:
    """Something of a clause that may be moved; numbers are whole, in the unit of the column.

    Attributes:
        kind: number, flag or choice.
        default: as the pack has it; of a number, already multiplied by scale.
        low, high, step: of a number, scaled too.
        scale: what a number is multiplied by to be in the column's unit.
        unit: key of its words.
        choices: of a choice.
        titles: its name by language.
    """

    name: str
    kind: str
    default: Value
    low: int = 0
    high: int = 0
    step: int = 1
    scale: int = 1
    unit: str = ""
    choices: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Written:
    """The three groups of conditions of a household or of an item."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()
    none: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class WrittenItems:
    """What is asked of items: at least *least* of *table* that satisfy *groups*.

    Attributes:
        complete: column of the household that is true when no item is missing; "" is always so.
        group: all, or any: how this joins the household's own conditions.
    """

    table: str
    complete: str
    least: int | Reference
    group: str
    groups: Written


@dataclass(frozen=True)
class Clause:
    """A clause as its file has it.

    Attributes:
        id: name of the file, such as c1.
        part: criterion, exemption, precondition or focus.
        order: among the clauses of its rule set.
        groups: asked of the household.
        items: asked of its items; None when nothing is.
        parameters: by name.
        source: document, clause and sentence of the notice.
        words: title and the rest, by language.
        departments: codes of list department that supply the evidence, the first usually.
        is_soft: the notice says it in principle (原则上), so that people may decide otherwise.
    """

    id: str
    part: str
    order: int
    groups: Written
    items: WrittenItems | None
    parameters: Mapping[str, Parameter] = field(hash=False)
    source: Mapping[str, str] = field(hash=False)
    words: Mapping[str, Mapping[str, str]] = field(hash=False)
    departments: tuple[str, ...] = ()
    is_soft: bool = False

    def resolved(self, values: Mapping[str, Value]) -> "Resolved":
        """The clause with the *values* of its parameters put in."""
        items = self.items
        return Resolved(
            self.id,
            _tests(self.groups, values),
            None
            if items is None
            else Items(
                items.table,
                items.complete,
                *_least(items.least, values),
                items.group,
                _tests(items.groups, values),
            ),
        )


@dataclass(frozen=True)
class Test:
    """One comparison with its value put in; *parameter* is where that came from, or ""."""

    __test__ = False  # not for pytest

    column: str
    operator: str
    value: Value
    parameter: str = ""


@dataclass(frozen=True)
class Groups:
    """The comparisons that count; None where none of a group does."""

    all: tuple[Test, ...] = ()
    any: tuple[Test, ...] = ()
    none: tuple[Test, ...] = ()

    def __iter__(self) -> "Iterable[Test]":
        """Every comparison."""
        yield from (*self.all, *self.any, *self.none)


@dataclass(frozen=True)
class Items:
    """As WrittenItems, with values put in."""

    table: str
    complete: str
    least: int
    parameter: str
    group: str
    groups: Groups


@dataclass(frozen=True)
class Resolved:
    """A clause with its values put in: equal when it would decide equally."""

    id: str
    groups: Groups
    items: Items | None


def _tests(written: Written, values: Mapping[str, Value]) -> Groups:
    return Groups(
        *(
            tuple(
                _test(one, values) for one in getattr(written, name) if _counts(one.guard, values)
            )
            for name in GROUPS
        )
    )


def _counts(guard: Guard | None, values: Mapping[str, Value]) -> bool:
    return guard is None or (values[guard.parameter] == guard.value) != guard.is_not


def _test(one: Condition, values: Mapping[str, Value]) -> Test:
    column = dict(one.columns)[str(values[one.chosen_by])] if one.chosen_by else one.columns[0][1]
    if isinstance(one.value, Reference):
        return Test(column, one.operator, values[one.value.parameter], one.value.parameter)
    return Test(column, one.operator, one.value)


def _least(least: int | Reference, values: Mapping[str, Value]) -> tuple[int, str]:
    if isinstance(least, Reference):
        return int(values[least.parameter]), least.parameter  # type: ignore[arg-type]
    return least, ""
