"""Planters, found by being declared: `@plants("A02", on="member", where=…)`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias, TypeVar

import polars as pl

from holdline.sample.faults.scene import Row, Scene

RowAct: TypeAlias = Callable[[Scene, Row], None]
SceneAct: TypeAlias = Callable[[Scene], None]
Build: TypeAlias = Callable[[Scene, Row], Row]
Act = TypeVar("Act", RowAct, SceneAct)

ALWAYS = pl.lit(value=True)


@dataclass(frozen=True)
class Planter:
    """How one check is broken.

    `on` is the view whose rows are chosen, `where` says which of them will do. When none is left
    and a fault must be had, `build` makes such a row for a free, plain household for which `home`
    holds. A planter without `on` looks for its rows itself.
    """

    check: str
    act: Callable[..., None]
    on: str
    where: pl.Expr
    home: pl.Expr
    build: Build | None


_FOUND: dict[str, Planter] = {}


def plants(
    check: str,
    *,
    on: str = "",
    where: pl.Expr = ALWAYS,
    home: pl.Expr = ALWAYS,
    build: Build | None = None,
) -> Callable[[Act], Act]:
    """Register the decorated function as the planter of *check*.

    Args:
        check: an id of `checks.csv` or `extras.csv`.
        on: the view whose rows are chosen ("household", "member", "case", or another table);
            empty when the function looks for itself and takes the scene alone.
        where: which rows of that view will do, beside *home*; missing counts as no.
        home: which households will do; in columns every view has (see `views`).
        build: makes a row of that view for a household, when no row is left.
    """

    def register(act: Act) -> Act:
        if check in _FOUND:
            raise KeyError(check)
        _FOUND[check] = Planter(check, act, on, where & home, home, build)
        return act

    return register


def planters() -> Mapping[str, Planter]:
    """Every planter declared so far, by check."""
    return MappingProxyType(_FOUND)
