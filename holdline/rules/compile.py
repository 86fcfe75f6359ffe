"""A rule set as one SQL statement with bound values: the reference the index is held to."""

from dataclasses import dataclass, field

from holdline.rules.clause import Groups, Items, Resolved, Test, Value
from holdline.rules.judge import CANDIDATE
from holdline.rules.ruleset import RuleSet

COUNTS = ("in_scope", "proposed", "retained_by_exemption", "pending", "kept", "people_proposed")
SIGNS = {"is": "=", "below": "<", "at_most": "<=", "above": ">", "at_least": ">="}


@dataclass
class Bound:
    """Values bound so far, by the name they stand under in the text."""

    values: dict[str, object] = field(default_factory=dict)

    def mark(self, value: object) -> str:
        """The mark of *value* in the text."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"${name}"


def households(rules: RuleSet) -> tuple[str, dict[str, object]]:
    """One row a household in scope order: decision, what is met, unknown and exempting.

    Returns:
        The statement and its values. Columns: household_id, village_code, people, decision, met,
        unknown, exempt_by (ids joined by `;`), then each active clause's truth under its id.
    """
    bound = Bound()
    criteria = [clause.id for clause in rules.active(*CANDIDATE)]
    exempting = [clause.id for clause in rules.active("exemption")]
    return (
        f"with judged as ({truths(rules, bound)})\n"
        f"select household_id, village_code, people,\n    {_decision(rules)} as decision,\n"
        f"    {_listed(criteria, 'is true')} as met,\n"
        f"    {_listed(criteria + exempting, 'is null')} as unknown,\n"
        f"    {_listed(exempting, 'is true')} as exempt_by"
        + "".join(f",\n    {name}" for name in criteria + exempting)
        + "\nfrom judged\norder by village_code, household_id",
        bound.values,
    )


def divisions(rules: RuleSet, *, tree: str, level: int) -> tuple[str, dict[str, object]]:
    """One row a division of *level* that has households: counts of each decision.

    Returns:
        The statement and its values. Columns: division_code, in_scope, proposed,
        retained_by_exemption, pending, kept, people_proposed.
    """
    bound = Bound()
    counted = ",\n    ".join(
        f"count(*) filter (decision = '{decision}') as {name}"
        for name, decision in (
            ("proposed", "proposed"),
            ("retained_by_exemption", "retained"),
            ("pending", "pending"),
            ("kept", "kept"),
        )
    )
    summed = ", ".join(f"cast(sum({name}) as bigint) as {name}" for name in COUNTS)
    text = (
        f"with judged as ({truths(rules, bound)}),\n"
        f"decided as (select village_code, people, {_decision(rules)} as decision from judged),\n"
        "counted as (select village_code,\n"
        "    count(*) filter (decision <> 'out_of_scope') as in_scope,\n"
        f"    {counted},\n"
        "    coalesce(sum(people) filter (decision = 'proposed'), 0) as people_proposed\n"
        "from decided group by village_code)\n"
        f"select ancestor_code as division_code, {summed}\n"
        "from counted join division_path on leaf_code = village_code\n"
        f"    and division_path.view = {bound.mark(tree)} and level = {bound.mark(level)}\n"
        "group by ancestor_code order by ancestor_code"
    )
    return text, bound.values


def truths(rules: RuleSet, bound: Bound) -> str:
    """One row a household: each active clause's truth, unknowns ruled by the setting."""
    clauses = rules.active(*CANDIDATE, "exemption")
    ruled = {"keep": "{}", "no": "coalesce({}, false)", "yes": "coalesce({}, true)"}[rules.unknown]
    resolved = [rules.resolved(clause) for clause in clauses]
    told = [f"{ruled.format(_clause(one, bound))} as {one.id}" for one in resolved]
    joins = [_joined(one.id, one.items, bound) for one in resolved if one.items is not None]
    own = ("household_id", "village_code", "people", f"{rules.scope} as is_in")
    columns = ", ".join([*(f"fact.{name}" for name in own), *told])
    return f"select {columns} from {rules.table} as fact {' '.join(joins)}"


def _decision(rules: RuleSet) -> str:
    criteria = [clause.id for clause in rules.active(*CANDIDATE)]
    exempting = [clause.id for clause in rules.active("exemption")]
    sign = " or " if rules.combine == "any" else " and "
    candidate = f"({sign.join(criteria) or 'false'})"
    retained = f"({' or '.join(exempting) or 'false'})"
    return (
        f"case when is_in is not true then 'out_of_scope' when {candidate} is false then 'kept' "
        f"when {retained} is true then 'retained' "
        f"when {candidate} is null or {retained} is null then 'pending' else 'proposed' end"
    )


def _listed(names: list[str], state: str) -> str:
    parts = ", ".join(f"case when {name} {state} then '{name}' end" for name in names)
    return f"concat_ws(';', {parts})" if parts else "''"


def _clause(clause: Resolved, bound: Bound) -> str:
    more = {} if clause.items is None else {clause.items.group: _enough(clause, bound)}
    return _grouped(clause.groups, "fact", more, bound)


def _grouped(groups: Groups, table: str, more: dict[str, str], bound: Bound) -> str:
    told = [_tested(one, table, bound) for one in groups.all]
    told += [text for name, text in more.items() if name == "all"]
    choice = [_tested(one, table, bound) for one in groups.any]
    choice += [text for name, text in more.items() if name == "any"]
    if choice:
        told.append(f"({' or '.join(choice)})")
    if groups.none:
        none = " or ".join(_tested(one, table, bound) for one in groups.none)
        told.append(f"not ({none})")
    return f"({' and '.join(told)})" if told else "true"


def _tested(test: Test, table: str, bound: Bound) -> str:
    column = f"{table}.{test.column}"
    if test.operator == "missing":
        return f"({column} is {'' if test.value else 'not '}null)"
    if test.operator == "among":
        marks = ", ".join(bound.mark(one) for one in _many(test.value))
        return f"({column} in ({marks}))"
    return f"({column} {SIGNS[test.operator]} {bound.mark(test.value)})"


def _many(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)


def _enough(clause: Resolved, bound: Bound) -> str:
    items = clause.items
    assert items is not None  # noqa: S101  asked only where there are items
    least = bound.mark(items.least)
    whole = f"coalesce(fact.{items.complete}, false)" if items.complete else "true"
    return (
        f"(case when coalesce({clause.id}_items.sure, 0) >= {least} then true "
        f"when coalesce({clause.id}_items.possible, 0) < {least} and {whole} then false end)"
    )


def _joined(name: str, items: Items, bound: Bound) -> str:
    told = _grouped(items.groups, "item", {}, bound)
    counted = (
        f"select household_id, count(*) filter ({told}) as sure, "
        f"count(*) filter (({told}) is not false) as possible "
        f"from {items.table} as item group by household_id"
    )
    return f"left join ({counted}) as {name}_items on {name}_items.household_id = fact.household_id"
