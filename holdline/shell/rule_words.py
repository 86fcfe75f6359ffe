"""Rules in the reader's words: columns, cells, parameters, scenarios."""

from decimal import Decimal
from typing import Any

from holdline.messages import figures
from holdline.messages.catalogue import text
from holdline.rules import scenario
from holdline.rules.clause import Clause, Parameter, Value
from holdline.rules.evidence import Step
from holdline.rules.ruleset import RuleSet
from holdline.shell.view import View

CODES = {
    "main_cause": "poverty_cause", "post": "payroll_kind", "house_kind": "house_kind",
    "support_ability": "support_ability", "household_type": "household_type",
    "developmental_status": "developmental_status",
}  # fmt: skip
ENDLESS = 9999  # stands for "does not apply" in months and years


def column(view: View, name: str) -> str:
    """What a column of facts is called."""
    return text(view.language, f"facts.{name}")


def cell(view: View, name: str, value: Any) -> str:  # noqa: PLR0911  # one a kind of cell
    """A fact as readers write it, with its unit; a missing one says so."""
    if value is None:
        return view.common("values.missing")
    if isinstance(value, bool):
        return view.claim(value)
    if name in CODES:
        return (
            text(view.language, f"facts.post_{value}")
            if value in OWN
            else view.code(CODES[name], value)
        )
    if value == ENDLESS:
        return text(view.language, "facts.does_not_apply")
    unit = name.rpartition("_")[2]
    if unit == "fen":
        return figures.yuan(value / 100, view.language, digits=2)
    if unit in ("bp", "cm"):
        return text(
            view.language,
            f"facts.unit_{unit}",
            value=f"{value / (10000 if unit == 'bp' else 100):g}",
        )
    return text(
        view.language, f"facts.unit_{unit if unit in ('months', 'year') else 'number'}", value=value
    )


OWN = ("soe_small", "untold")


def compared(view: View, step: Step) -> str:
    """One comparison in words: the column and its cell, and a threshold it is held against."""
    said = f"{column(view, step.test.column)} {cell(view, step.test.column, step.cell)}"
    if not step.test.parameter or isinstance(step.test.value, (bool, str)):
        return said
    sign = {"at_least": "≥", "above": ">", "at_most": "≤", "below": "<"}[step.test.operator]
    against = f"{sign} {cell(view, step.test.column, step.test.value)}"
    return text(view.language, "facts.against", said=said, against=against)


def setting(view: View, one: Parameter, value: Value) -> str:
    """A parameter and its value in words."""
    title = one.titles[view.language]
    if one.kind == "choice":
        said = one.titles[f"{view.language}.{value}"]
    elif one.kind == "flag":
        said = view.claim(bool(value))
    else:
        said = amount(view, one, value)
    return text(view.language, "facts.setting", title=title, value=said)


def amount(view: View, one: Parameter, value: Value) -> str:
    """A number of a parameter with its unit, as the language writes it."""
    number = Decimal(scenario.text_of(one, value))
    if view.language == "en" and one.unit == "wan":
        number *= 10_000
    said = f"{number.normalize():,f}" if one.unit != "year" else str(number)
    return text(view.language, f"facts.amounts.{one.unit}", value=said)


def title(view: View, clause: Clause) -> str:
    """A clause's number and title."""
    return f"{clause.id.upper()} {clause.words[view.language]['title']}"


def told(view: View, rules: RuleSet) -> str:
    """What a scenario changes, in words; says so when nothing."""
    parts = [
        f"{rules.owner(name).id.upper()} {setting(view, rules.parameters[name], value)}"
        for name, value in rules.set_to
    ]
    parts += [
        text(view.language, "facts.off", clause=title(view, rules.clause(name)))
        for name in rules.off
    ]
    if rules.unknown != "keep":
        parts.append(text(view.language, f"facts.unknown_{rules.unknown}"))
    return text(view.language, "facts.between").join(parts) or text(
        view.language, "facts.as_the_pack"
    )
