"""Measure in a process of its own: a test run may already hold a browser in this one."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.measuring import Seen, compared
from bench.rivals import RIVALS


def compared_apart(home: Path, count: int) -> dict[str, Seen]:
    """Both apps on the snapshot of *home*, each task *count* times; what was seen, by app."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_compared, home, count).result()


def _compared(home: Path, count: int) -> dict[str, Seen]:
    return compared(RIVALS, home, count=count)
