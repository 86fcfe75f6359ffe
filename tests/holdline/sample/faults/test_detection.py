"""What was planted is found, and nothing else, by detectors written apart from the planters."""

import polars as pl
import pytest

from holdline.sample.faults import NOT_PLANTABLE, checks, extras
from tests.holdline.sample.faults.detectors.world import FOUND

WITHOUT_DETECTOR = {"X01", "X02"}  # a batch's datum shows only against the villages' true places
PLANTED = sorted({*checks(), *extras()} - set(NOT_PLANTABLE) - WITHOUT_DETECTOR)
PATTERNS = {"F18", "K05", "K18"}
INFORMATION = {check.id for check in checks().values() if check.severity == "I"}
OUGHT_TO_BE_SILENT = sorted(set(PLANTED) - PATTERNS - INFORMATION)


def lost(check: str, truth: pl.DataFrame, hits: pl.DataFrame) -> pl.DataFrame:
    """Faults of *check* that no hit names: by division, person, case, else household."""
    rows = truth.filter(pl.col("check") == check)
    if rows["household_id"].null_count():
        return rows.join(hits, on="value", how="anti")
    missing = [rows.join(hits, on="household_id", how="anti")]
    for key in ("person_id", "case_id"):
        if hits[key].null_count() == 0 and hits.height:
            named = rows.filter(pl.col(key).is_not_null())
            missing.append(named.join(hits, on=["household_id", key], how="anti"))
    return pl.concat(missing).unique()


def test_every_planted_check_has_a_detector() -> None:
    """A check without one would pass by being skipped."""
    assert sorted(FOUND) == PLANTED


@pytest.mark.parametrize("check", PLANTED)
def test_every_fault_is_found(check: str, sample) -> None:
    """Recall is one, at the grain of person and case where a hit names them."""
    assert sample.truth.filter(pl.col("check") == check).height > 0
    assert lost(check, sample.truth, sample.on_planted[check]).rows() == []


@pytest.mark.parametrize("check", PLANTED)
def test_nothing_else_is_found(check: str, sample) -> None:
    """What is found beside the truth was found before anything was planted."""
    hits = sample.on_planted[check]
    known = sample.truth.filter(pl.col("check") == check)
    new = hits.join(known, on="household_id", how="anti", nulls_equal=True)
    before = sample.on_clean[check]

    assert new.join(before, on="household_id", how="anti", nulls_equal=True).rows() == []


@pytest.mark.parametrize("check", OUGHT_TO_BE_SILENT)
def test_nothing_is_found_in_clean_tables(check: str, sample) -> None:
    """Errors and suspicions are planted, never born: the generator makes none of its own."""
    assert sample.on_clean[check].rows() == []
