"""Which divisions are alike in their households, so that a score is compared with its likes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

FEATURES = ("size", "lifted", "monitored", "no_labour", "people")


@dataclass(frozen=True)
class Likeness:
    """How far a division is from the one asked about.

    Attributes:
        division: its code.
        distance: in standard deviations over all divisions, all features together.
        widest: the feature they differ most in.
        gap: by how many standard deviations; above nought when the division has more of it.
    """

    division: str
    distance: float
    widest: str
    gap: float


def peers(mix: pl.DataFrame, division: str, *, most: int) -> Sequence[str]:
    """The divisions most like *division*, the nearest first; as `alike`."""
    return tuple(one.division for one in alike(mix, division, most=most))


def alike(mix: pl.DataFrame, division: str, *, most: int) -> Sequence[Likeness]:
    """The divisions most like *division*, the nearest first, with how like they are.

    Args:
        mix: a row a division with households, as query quality/mix; nobody without households.
        division: its code; without a row in *mix* it has no peers.
        most: how many at most.

    Likeness is the distance between sizes (as logarithms), shares and household sizes, each
    measured in its standard deviations over all divisions; a figure equal everywhere does not
    count.
    """
    told = mix.with_columns(size=pl.col("households").log()).sort("division_code")
    codes = told["division_code"].to_list()
    if division not in codes:
        return ()
    values = told.select(FEATURES).fill_null(0.0).to_numpy().astype(float)
    spread = values.std(axis=0)
    scaled = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    gaps = scaled - scaled[codes.index(division)]
    far = np.sqrt((gaps**2).sum(axis=1))
    nearest = sorted(
        (float(far[at]), code, at) for at, code in enumerate(codes) if code != division
    )
    return tuple(
        Likeness(code, distance, FEATURES[wide], float(gaps[at, wide]))
        for distance, code, at in nearest[:most]
        for wide in [int(np.abs(gaps[at]).argmax())]
    )


def shares(counts: pl.DataFrame) -> pl.DataFrame:
    """The features of `alike` from counts: query peers/mix, published or not."""
    of = pl.col("households")
    return counts.filter(of > 0).with_columns(
        lifted=pl.col("lifted_households") / of,
        monitored=pl.col("monitored_households") / of,
        no_labour=pl.col("no_labour_households") / of,
        people=pl.col("people") / of,
    )
