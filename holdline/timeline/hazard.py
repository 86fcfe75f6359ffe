"""What goes with faster elimination: a discrete hazard on grouped data, each factor held equal.

The complementary log-log model gives ratios of hazards of the continuous time behind the months
(Prentice and Gloeckler 1978). Every month of life has a hazard of its own, so nothing is assumed of
its course. Fitted by iteratively reweighted least squares with the expected information, as the
usual statistical packages do (McCullagh and Nelder 1989, §2.5 and §4.3).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import chi2

NORMAL_95 = 1.959963984540054
STEPS, CLOSE, HALVINGS = 60, 1e-9, 30
ALIASED = 1e-9
# Logarithms of ratios, and standard errors of them, beyond which there is nothing to be told: the
# likelihood goes on rising, as where two factors together part those eliminated from the others.
WIDEST = 6.0
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Effect:
    """What one level of a factor goes with, compared with the factor's reference level.

    Attributes:
        factor: name of the factor.
        level: its value.
        spells: spells of that level.
        events: how many of them were eliminated.
        ratio: of its hazard to the reference's; 1 for the reference, None when it cannot be told:
            nobody or everybody of the level was eliminated, another level is always with it, or
            the likelihood has no greatest value within WIDEST.
        low: lower end of the ratio's 95 % interval (Wald's); None for the reference.
        high: upper end.
    """

    factor: str
    level: str
    spells: int
    events: int
    ratio: float | None
    low: float | None = None
    high: float | None = None

    @property
    def is_reference(self) -> bool:
        """Whether the others are compared with it."""
        return self.ratio is not None and self.low is None


@dataclass(frozen=True)
class Weight:
    """How much a factor explains beside all others: Wald's chi square, degrees of freedom, p."""

    factor: str
    square: float
    freedom: int
    p: float


@dataclass(frozen=True)
class Fit:
    """A fitted model.

    Attributes:
        effects: by factor, then level; the reference first.
        weights: one a factor, the one that explains most first.
        spells: spells looked at.
        months: their months under observation.
        events: eliminations among them.
        likelihood: logarithm of the likelihood, without the constant of the binomial.
    """

    effects: tuple[Effect, ...]
    weights: tuple[Weight, ...]
    spells: int
    months: int
    events: int
    likelihood: float


def fit(cells: pl.DataFrame, factors: Sequence[str]) -> Fit:
    """Fit the hazard to *cells*.

    Args:
        cells: a row a month of life and combination of levels: months, the *factors*, at_risk,
            events, leaving. Without events there are no ratios.
        factors: names of its columns; a factor with one level only explains nothing.
    """
    kept, untold = _estimable(cells, factors)
    references = {name: _most_frequent(kept, name) for name in factors}
    solved = _solved(kept, references)
    effects = [
        effect
        for name in factors
        for effect in _effects(cells, name, references[name], solved, untold)
    ]
    weights = [_weight(solved, name) for name in factors]
    return Fit(
        tuple(effects),
        tuple(sorted(weights, key=lambda one: (-one.square, one.factor))),
        int(cells["leaving"].sum()),
        int(cells["at_risk"].sum()),
        int(cells["events"].sum()),
        solved.likelihood,
    )


def _estimable(
    cells: pl.DataFrame, factors: Sequence[str]
) -> tuple[pl.DataFrame, set[tuple[str, str]]]:
    """The rows that say something, and the levels whose ratio is nought or without bound.

    Where nobody is eliminated, in a month or of a level, the likelihood is greatest in the limit of
    no hazard, and the rows then say nothing of the other ratios; likewise where everybody is.
    """
    untold: set[tuple[str, str]] = set()
    kept, before = cells, -1
    while kept.height != before:
        before = kept.height
        for name in ("months", *factors):
            sums = kept.group_by(name).agg(pl.col("at_risk").sum(), pl.col("events").sum())
            ends = (pl.col("events") == 0) | (pl.col("events") == pl.col("at_risk"))
            without = sums.filter(ends)[name].to_list()
            kept = kept.filter(~pl.col(name).is_in(without))
            untold |= {(name, level) for level in without} if name != "months" else set()
    return kept, untold


def _most_frequent(cells: pl.DataFrame, name: str) -> str:
    sums = cells.group_by(name).agg(pl.col("at_risk").sum())
    ranked = sums.sort("at_risk", name, descending=[True, False])[name]
    return str(ranked[0]) if ranked.len() else ""


@dataclass(frozen=True)
class _Solved:
    """Columns told apart, their coefficients and covariances, and the likelihood they reach."""

    names: tuple[tuple[str, str], ...]
    values: Numbers
    covariance: Numbers
    likelihood: float


def _solved(cells: pl.DataFrame, references: Mapping[str, str]) -> _Solved:
    """The fit with a column for each month of life, and for each level that is no reference."""
    if cells.is_empty():
        return _Solved((), np.zeros(0), np.zeros((0, 0)), 0.0)
    names: list[tuple[str, str]] = []
    blocks = []
    for name in ("months", *references):
        levels = [one for one in cells[name].unique().sort() if one != references.get(name)]
        names += [(name, str(level)) for level in levels]
        blocks += [(cells[name] == level).to_numpy().astype(float) for level in levels]
    at_risk = cells["at_risk"].to_numpy().astype(float)
    events = cells["events"].to_numpy().astype(float)
    columns = csr_array(np.column_stack(blocks))
    free = _independent(_gram(columns, at_risk))
    values, covariance, reached = _solve(columns[:, free], at_risk, events)
    return _Solved(tuple(names[at] for at in free), values, covariance, reached)


def _gram(columns: csr_array, weights: Numbers) -> Numbers:
    return np.asarray((columns.T @ columns.multiply(weights[:, None])).todense())


def _independent(gram: Numbers) -> list[int]:
    """The columns that are no sum of those before them."""
    kept: list[int] = []
    for at in range(gram.shape[0]):
        left = gram[at, at]
        if kept:
            inner = gram[np.ix_(kept, kept)]
            left -= gram[at, kept] @ np.linalg.solve(inner, gram[kept, at])
        if left > ALIASED * gram[at, at]:
            kept.append(at)
    return kept


def _solve(columns: csr_array, at_risk: Numbers, events: Numbers) -> tuple[Numbers, Numbers, float]:
    share = (events + 0.5) / (at_risk + 1)
    line = np.log(-np.log1p(-share))
    values: Numbers = np.zeros(columns.shape[1])
    reached = -np.inf
    for _ in range(STEPS):
        slope, weight = _curve(line, at_risk)
        worked = line + (events / at_risk - _share(line)) / slope
        wanted: Numbers = np.linalg.solve(_gram(columns, weight), columns.T @ (weight * worked))
        before = values
        values, line, reached = _stepped(columns, values, wanted, at_risk, events, reached)
        if np.max(np.abs(values - before)) <= CLOSE:
            break
    _, weight = _curve(line, at_risk)
    covariance = np.asarray(np.linalg.inv(_gram(columns, weight)), np.float64)
    return values, covariance, reached


def _stepped(  # noqa: PLR0917  the parts of one step
    columns: csr_array,
    values: Numbers,
    wanted: Numbers,
    at_risk: Numbers,
    events: Numbers,
    reached: float,
) -> tuple[Numbers, Numbers, float]:
    """From *values* towards those *wanted*, by halves until the likelihood is no less."""
    for _ in range(HALVINGS):
        line = columns @ wanted
        after = _likelihood(line, at_risk, events)
        if after >= reached - CLOSE or not np.isfinite(reached):
            return wanted, line, after
        wanted = (wanted + values) / 2
    return values, columns @ values, reached


def _share(line: Numbers) -> Numbers:
    return np.asarray(-np.expm1(-np.exp(np.clip(line, -30, 3.2))))


def _curve(line: Numbers, at_risk: Numbers) -> tuple[Numbers, Numbers]:
    """How the share rises with the line, and the weights of the cells."""
    held = np.clip(line, -30, 3.2)
    share, rate = _share(held), np.exp(held)
    slope = rate * np.exp(-rate)
    return slope, at_risk * slope**2 / (share * (1 - share))


def _likelihood(line: Numbers, at_risk: Numbers, events: Numbers) -> float:
    held = np.clip(line, -30, 3.2)
    return float(np.sum(events * np.log(_share(held)) - (at_risk - events) * np.exp(held)))


def _weight(solved: _Solved, name: str) -> Weight:
    at = [number for number, (factor, _) in enumerate(solved.names) if factor == name]
    if not at:
        return Weight(name, 0.0, 0, 1.0)
    values = solved.values[at]
    square = float(values @ np.linalg.solve(solved.covariance[np.ix_(at, at)], values))
    return Weight(name, square, len(at), float(chi2.sf(square, len(at))))


def _effects(
    cells: pl.DataFrame,
    name: str,
    reference: str,
    solved: _Solved,
    untold: set[tuple[str, str]],
) -> list[Effect]:
    sums = cells.group_by(name).agg(pl.col("leaving").sum(), pl.col("events").sum()).sort(name)
    found: list[Effect] = []
    for level, spells, events in sums.iter_rows():
        if level == reference:
            found.insert(0, Effect(name, level, spells, events, 1.0))
        elif (name, level) in untold or (name, level) not in solved.names:
            found.append(Effect(name, level, spells, events, None))
        else:
            ends = _ends(solved, solved.names.index((name, level)))
            found.append(Effect(name, level, spells, events, *ends))
    return found


def _ends(solved: _Solved, at: int) -> tuple[float | None, float | None, float | None]:
    """The ratio of a column, and the lower and upper end of its interval."""
    value, error = float(solved.values[at]), float(np.sqrt(solved.covariance[at, at]))
    if abs(value) > WIDEST or error > WIDEST:
        return None, None, None
    wide = NORMAL_95 * error
    return float(np.exp(value)), float(np.exp(value - wide)), float(np.exp(value + wide))
