"""Prepare a large snapshot before it serves, so that no reader waits for what takes long.

The index of the rules is written; the answers that took long of the snapshot before are counted.
Of a small one both are made when first asked for, in the time of a click.
"""

from contextlib import suppress
from typing import Final

import duckdb

from holdline.queries import lasting
from holdline.rules import guards, ruleset
from holdline.rules.opened import opened
from holdline.rules.places import LEVELS, TREES
from holdline.warehouse import snapshot
from holdline.warehouse.snapshot import Snapshot

LARGE: Final = 200_000  # households; from here on the first reader would wait for seconds
RULESETS: Final = ("policy_exit", "identification", "elimination")


def prepared(made: Snapshot) -> None:
    """Write the arrays that the pages of the rules map, and renew what lasts; of a small one, not.

    What cannot be prepared, for want of memory or room, is made when it is asked for.
    """
    if made.manifest.tables.get("household", 0) < LARGE:
        return
    for name in RULESETS:
        with suppress(duckdb.Error, OSError, MemoryError):
            _prepare(made, name)
    serving = snapshot.pointed()
    before = next((one for one in snapshot.all() if one.id == serving != made.id), None)
    if before is not None:
        lasting.renewed(before, made)


def _prepare(made: Snapshot, name: str) -> None:
    rules = ruleset.load(name)
    held = opened(made.id, rules)
    decided = held.index.decide(rules)
    held.index.store.people(rules.table)
    for tree in TREES:
        for level in (0, *LEVELS.values()):
            held.places.level(tree, level)
    if name == RULESETS[0]:
        guards.ground(held.index, held.places, TREES[0], decided.scope)
