"""Read a clause from its file: `rules/<pack>/<ruleset>/<clause>.toml`."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from holdline.errors import RuleMalformed
from holdline.rules.clause import (
    GROUPS,
    OPERATORS,
    ORDERED,
    Clause,
    Condition,
    Guard,
    Parameter,
    Reference,
    Value,
    Written,
    WrittenItems,
)

PARTS = ("criterion", "exemption", "precondition", "focus")
LANGUAGES = ("zh", "en")
KEYS = {
    "part",
    "order",
    "in_principle",
    "departments",
    "source",
    "parameters",
    "items",
    *GROUPS,
    *LANGUAGES,
}
ITEM_KEYS = {"table", "complete", "at_least", "group", *GROUPS}
Told = Mapping[str, Any]


def read(path: Path) -> Clause:
    """The clause in *path*.

    Raises:
        RuleMalformed: it is not a clause; says what is wrong with it.
    """
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        return _clause(path.stem, told)
    except (KeyError, TypeError, ValueError) as problem:
        said = f"`{problem.args[0]}` is missing" if isinstance(problem, KeyError) else problem
        raise RuleMalformed(path=path, problem=said) from problem


def _clause(name: str, told: Told) -> Clause:
    _only(told, KEYS)
    _known(told["part"], PARTS)
    for language in LANGUAGES:
        told[language]["title"]
    parameters = {key: _parameter(key, one) for key, one in told.get("parameters", {}).items()}
    clause = Clause(
        id=name,
        part=told["part"],
        order=told["order"],
        groups=_written(told, parameters),
        items=_items(told["items"], parameters) if "items" in told else None,
        parameters=parameters,
        source={key: str(told["source"][key]) for key in ("document", "clause", "sentence")},
        words={language: told[language] for language in LANGUAGES},
        departments=tuple(told.get("departments", ())),
        is_soft=bool(told.get("in_principle", False)),
    )
    if clause.groups == Written() and clause.items is None:
        raise ValueError("it asks nothing")
    return clause


def _parameter(name: str, told: Told) -> Parameter:
    titles = {language: str(told[language]) for language in LANGUAGES}
    default = told["default"]
    if isinstance(default, bool):
        return Parameter(name, "flag", default, titles=titles)
    if isinstance(default, str):
        choices = tuple(told["choices"])
        _known(default, choices)
        named = {f"{key}.{one}": told[f"choices_{key}"][at]
                 for key in LANGUAGES for at, one in enumerate(choices)}  # fmt: skip
        return Parameter(name, "choice", default, choices=choices, titles=titles | named)
    scale = int(told.get("scale", 1))
    low, high = (scaled(one, scale) for one in told["range"])
    step, whole = scaled(told["step"], scale), scaled(default, scale)
    if not low <= whole <= high or step <= 0:
        raise ValueError(f"{name}: {default} is not within its range by a step above nought")
    return Parameter(name, "number", whole, low, high, step, scale, str(told["unit"]), (), titles)


def scaled(value: object, scale: int) -> int:
    """*value* times *scale*, exactly.

    Raises:
        ValueError: it is no number, or not whole after scaling.
    """
    try:
        whole = Decimal(str(value)) * scale
    except InvalidOperation:
        raise ValueError(f"{value} is not a number") from None
    if not whole.is_finite() or whole != whole.to_integral_value():
        raise ValueError(f"{value} is finer than 1/{scale}")
    return int(whole)


def _written(told: Told, parameters: Mapping[str, Parameter]) -> Written:
    return Written(*(
        tuple(_condition(one, parameters) for one in told.get(name, ())) for name in GROUPS
    ))  # fmt: skip


def _items(told: Told, parameters: Mapping[str, Parameter]) -> WrittenItems:
    _only(told, ITEM_KEYS)
    least = told.get("at_least", 1)
    group = told.get("group", "all")
    _known(group, ("all", "any"))
    if isinstance(least, dict):
        least = Reference(_of(parameters, least["parameter"], "number"))
    groups = _written(told, parameters)
    return WrittenItems(told["table"], told.get("complete", ""), least, group, groups)


def _condition(told: Told, parameters: Mapping[str, Parameter]) -> Condition:
    operators = [name for name in OPERATORS if name in told]
    if len(operators) != 1:
        raise ValueError(f"{dict(told)} must have one of {', '.join(OPERATORS)}")
    _only(told, {"column", "when", "unless", *operators})
    columns, chosen_by = _columns(told["column"], parameters)
    return Condition(
        columns, chosen_by, operators[0],
        _value(operators[0], told[operators[0]], parameters),
        _guard(told, parameters),
    )  # fmt: skip


def _columns(
    told: object, parameters: Mapping[str, Parameter]
) -> tuple[tuple[tuple[str, str], ...], str]:
    if isinstance(told, str):
        return (("", told),), ""
    if not isinstance(told, dict):
        raise TypeError("`column` is a name, or names by choice")
    chosen_by = _of(parameters, told["parameter"], "choice")
    choices = parameters[chosen_by].choices
    return tuple((choice, told[choice]) for choice in choices), chosen_by


def _value(operator: str, told: Any, parameters: Mapping[str, Parameter]) -> Value | Reference:
    if isinstance(told, dict):
        name = told["parameter"]
        _of(parameters, name, "number" if operator in ORDERED else parameters[name].kind)
        return Reference(name)
    if operator == "among":
        return tuple(str(one) for one in told)
    if operator in ORDERED and isinstance(told, int) and not isinstance(told, bool):
        return told
    if operator not in ORDERED and isinstance(told, bool | str | int):
        return told
    raise TypeError(f"{operator} does not compare with {told!r}")


def _guard(told: Told, parameters: Mapping[str, Parameter]) -> Guard | None:
    for key in ("when", "unless"):
        if key in told:
            one = told[key]
            _of(parameters, one["parameter"], parameters[one["parameter"]].kind)
            return Guard(one["parameter"], one["is"], is_not=key == "unless")
    return None


def _of(parameters: Mapping[str, Parameter], name: str, kind: str) -> str:
    if name not in parameters or parameters[name].kind != kind:
        raise ValueError(f"{name} is no {kind} of this clause")
    return name


def _known(value: object, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")


def _only(told: Told, allowed: set[str]) -> None:
    stray = sorted(set(told) - allowed)
    if stray:
        raise ValueError(f"`{stray[0]}` is not known here")
