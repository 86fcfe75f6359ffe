"""The physical limit: the bytes an answer is made of, at the speed of this machine's memory."""

import time

import numpy as np

from holdline.access.scope import Scope
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.snapshot import Snapshot

TOP = "37"
CUBE = f"""
select count(*) from monitoring_change where view = 'management' and (division_code = '{TOP}' or
division_code in (select division_code from division_tree
    where view = 'management' and parent_code = '{TOP}'))
"""
# Of the cube: four columns to choose by, six to add, eight bytes each.
ROW_BYTES = 8 * (4 + 6)
WORDS = 2**26


def bandwidth() -> float:
    """Bytes a second that one thread of this machine reads from memory: the best of five."""
    held = np.ones(WORDS, dtype=np.uint64)
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        np.bitwise_or.reduce(held)
        best = min(best, time.perf_counter() - began)
    return float(held.nbytes / best)


def of_drill(snapshot: Snapshot) -> tuple[float, str]:
    """The least ms that the figures of a drill at the top can take, and how that was reckoned."""
    with open_snapshot(snapshot).reading(Scope()) as cursor:
        rows = int(cursor.execute(CUBE).fetchall()[0][0])
    speed = bandwidth()
    least = rows * ROW_BYTES / speed * 1000
    held = f"{rows:,} rows of the cube, {rows * ROW_BYTES / 2**20:.2f} MiB"
    return least, f"physical limit: {held} at {speed / 1e9:.1f} GB/s of memory = {least:.3f} ms"
