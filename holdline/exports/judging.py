"""What the exit rules say of the households of a batch, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from holdline.rules.bits import Words
from holdline.rules.judge import CANDIDATE
from holdline.rules.opened import opened
from holdline.rules.ruleset import DEFAULT_PACK, RuleSet, load

RULES = "policy_exit"
WORD = 64


@dataclass(frozen=True)
class Judged:
    """One household's standing under the rules.

    Attributes:
        met, exempt: ids of the criteria met, and of the exemptions that hold.
        is_monitored: under monitoring now.
    """

    met: tuple[str, ...]
    exempt: tuple[str, ...]
    is_monitored: bool


def rules(pack: str = DEFAULT_PACK) -> RuleSet:
    """The exit rules of a pack."""
    return load(RULES, pack)


def judged(
    snapshot_id: str, households: Sequence[str], pack: str = DEFAULT_PACK
) -> dict[str, Judged]:
    """The standing of each of *households* that the rules know."""
    held = opened(snapshot_id, rules(pack))
    rows = held.rows(households)
    criteria = held.index.truths(rules(pack), *CANDIDATE)
    exemptions = held.index.truths(rules(pack), "exemption")
    monitored = held.index.store.flags(held.index.table, "is_monitored")[0]
    return {
        household: Judged(
            tuple(name for name, truth in criteria.items() if _is_set(truth.sure, row)),
            tuple(name for name, truth in exemptions.items() if _is_set(truth.sure, row)),
            _is_set(monitored, row),
        )
        for household, row in rows.items()
    }


def _is_set(words: Words, row: int) -> bool:
    return bool((int(words[row // WORD]) >> (row % WORD)) & 1)
