"""Which divisions are alike in their households, so that a score is compared with its likes."""

from collections.abc import Sequence

import numpy as np
import polars as pl

FEATURES = ("size", "lifted", "monitored", "no_labour", "people")


def peers(mix: pl.DataFrame, division: str, *, most: int) -> Sequence[str]:
    """The divisions most like *division*, the nearest first.

    Args:
        mix: query quality/mix: a row a division; nobody without households.
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
    here = codes.index(division)
    far = np.sqrt(((scaled - scaled[here]) ** 2).sum(axis=1))
    nearest = sorted((float(far[at]), code) for at, code in enumerate(codes) if at != here)
    return tuple(code for _, code in nearest[:most])
