"""The same rules in Polars and in pandas, as one would write them: a rival each to the index.

Both keep the facts in memory and answer with the counts of every county. A missing truth is null;
`&` and `|` are three-valued in both.
"""

from collections.abc import Callable
from functools import reduce
from operator import and_, ge, gt, le, lt, or_
from typing import Any

import pandas as pd
import polars as pl

from holdline.rules.clause import Groups, Items, Test
from holdline.rules.judge import CANDIDATE
from holdline.rules.ruleset import RuleSet

COUNTS = ("in_scope", "proposed", "retained_by_exemption", "pending", "kept", "people_proposed")
ORDERED = {"below": lt, "at_most": le, "above": gt, "at_least": ge}
Rows = list[tuple[Any, ...]]


def joined(told: Any, sign: Callable[[Any, Any], Any]) -> Any:
    """All of *told* by one sign."""
    return reduce(sign, told)


def grouped(groups: Groups, test: Callable[[Test], Any], more: dict[str, Any]) -> Any:
    """The truth of *groups* where *test* tells that of one comparison."""
    told = [test(one) for one in groups.all] + [one for name, one in more.items() if name == "all"]
    choice = [test(one) for one in groups.any] + [one for key, one in more.items() if key == "any"]
    if choice:
        told.append(joined(choice, or_))
    if groups.none:
        told.append(~joined([test(one) for one in groups.none], or_))
    return joined(told, and_)


class InPolars:
    """Polars: one lazy plan a change."""

    name = "Polars"

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        """*frames*: the fact table and the item tables, these with the row of their household."""
        self.facts = frames["exit_fact"].lazy()
        self.items = {name: frame.lazy() for name, frame in frames.items()}

    def counted(self, rules: RuleSet) -> Rows:
        """The counts of every county."""
        facts, truths = self.facts, {}
        for clause in rules.active(*CANDIDATE, "exemption"):
            one = rules.resolved(clause)
            more = {}
            if one.items is not None:
                name = f"{clause.id}_items"
                facts = facts.join(self._counted(one.items, name), on="place", how="left")
                more[one.items.group] = _enough(one.items, name)
            truths[clause.id] = grouped(one.groups, _polars, more)
        criteria = [truths[one.id] for one in rules.active(*CANDIDATE)] or [pl.lit(value=False)]
        exempting = [truths[one.id] for one in rules.active("exemption")] or [pl.lit(value=False)]
        told = facts.with_columns(
            candidate=joined(criteria, or_), retained=joined(exempting, or_)
        ).filter("is_in_scope")
        kept = ~pl.col("candidate").fill_null(value=True)
        saved = ~kept & pl.col("retained").fill_null(value=False)
        proposed = pl.col("candidate").fill_null(value=False) & ~pl.col("retained").fill_null(
            value=True
        )
        counts = {
            "in_scope": pl.len(),
            "proposed": proposed.sum(),
            "retained_by_exemption": saved.sum(),
            "pending": (~kept & ~saved & ~proposed).sum(),
            "kept": kept.sum(),
            "people_proposed": pl.col("people").filter(proposed).sum(),
        }
        return told.group_by("county").agg(**counts).sort("county").collect().rows()

    def _counted(self, items: Items, name: str) -> pl.LazyFrame:
        told = grouped(items.groups, _polars, {})
        sure, possible = told.fill_null(value=False), told.fill_null(value=True)
        counts = {f"{name}_sure": sure.sum(), f"{name}_possible": possible.sum()}
        return self.items[items.table].group_by("place").agg(**counts)


def _polars(one: Test) -> pl.Expr:
    column: Any = pl.col(one.column)
    if one.operator == "missing":
        return column.is_null() if one.value else column.is_not_null()
    if one.operator == "among":
        return column.is_in(list(one.value))
    if one.operator == "is":
        return column == one.value
    return ORDERED[one.operator](column, one.value)


def _enough(items: Items, name: str) -> pl.Expr:
    sure = pl.col(f"{name}_sure").fill_null(0) >= items.least
    short = pl.col(f"{name}_possible").fill_null(0) < items.least
    whole = pl.col(items.complete).fill_null(value=False) if items.complete else pl.lit(value=True)
    return pl.when(sure).then(statement=True).when(short & whole).then(statement=False)


class InPandas:
    """pandas with its nullable types: one array a step."""

    name = "pandas"

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        """*frames*: as of InPolars."""
        self.frames = {
            name: frame.to_pandas(use_pyarrow_extension_array=False).convert_dtypes()
            for name, frame in frames.items()
        }

    def counted(self, rules: RuleSet) -> Rows:
        """The counts of every county."""
        facts = self.frames["exit_fact"]
        truths = {}
        for clause in rules.active(*CANDIDATE, "exemption"):
            one = rules.resolved(clause)
            more = {} if one.items is None else {one.items.group: self._enough(one.items)}
            truths[clause.id] = grouped(one.groups, self._tested(facts), more)
        nothing = pd.Series(data=False, index=facts.index, dtype="boolean")
        criteria = [truths[one.id] for one in rules.active(*CANDIDATE)] or [nothing]
        exempting = [truths[one.id] for one in rules.active("exemption")] or [nothing]
        candidate, retained = joined(criteria, or_), joined(exempting, or_)
        scope = facts["is_in_scope"].fillna(value=False)
        kept = scope & ~candidate.fillna(value=True)
        saved = scope & ~kept & retained.fillna(value=False)
        proposed = scope & candidate.fillna(value=False) & ~retained.fillna(value=True)
        told = pd.DataFrame({
            "in_scope": scope,
            "proposed": proposed,
            "retained_by_exemption": saved,
            "pending": scope & ~kept & ~saved & ~proposed,
            "kept": kept,
            "people_proposed": facts["people"].where(proposed, 0),
        })  # fmt: skip
        summed = told.groupby(facts["county"]).sum()
        return [
            (key, *map(int, row)) for key, row in zip(summed.index, summed.to_numpy(), strict=True)
        ]

    def _enough(self, items: Items) -> Any:
        frame = self.frames[items.table]
        told = grouped(items.groups, self._tested(frame), {})
        facts = self.frames["exit_fact"]
        counts = [
            told.fillna(value=value).astype(int).groupby(frame["place"]).sum()
            .reindex(facts["place"], fill_value=0).reset_index(drop=True)
            for value in (False, True)
        ]  # fmt: skip
        sure, short = counts[0] >= items.least, counts[1] < items.least
        whole = facts[items.complete].fillna(value=False) if items.complete else True
        found = pd.Series(pd.NA, index=facts.index, dtype="boolean")
        return found.mask(short & whole, other=False).mask(sure, other=True)

    @staticmethod
    def _tested(frame: pd.DataFrame) -> Callable[[Test], Any]:
        def tested(one: Test) -> Any:
            column = frame[one.column]
            if one.operator == "missing":
                return column.isna() == bool(one.value)
            if one.operator == "among":
                return column.isin(list(one.value)).astype("boolean").mask(column.isna())
            if one.operator == "is":
                return (column == one.value).astype("boolean")
            return ORDERED[one.operator](column, one.value)

        return tested
