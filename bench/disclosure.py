"""What an attacker with linear programming tells of published counts: ours against the plain rule.

Prints, for more than five hundred systems of tables with their margins, how many cells were told
exactly under rounding to the nearest five and under ours; and what publishing costs a reader.

    python -m bench.disclosure [--tables 400] [--counties 110] [--rule holdline]
"""

import argparse
import sys
from collections.abc import Callable, Iterator

import numpy as np

from holdline.access.suppression import number
from tools.attacking.margins import Found, Publish, System, attacked, drills, nearest, tables

KEY = b"a key that the attacker does not have".ljust(64, b".")
SEED = 11
Made = Callable[[int, int, Publish, int], Iterator[System]]


def ours(value: int, place: str) -> int:
    """As analysts are shown it."""
    return number(value, place, KEY)


RULES: dict[str, tuple[Publish, int]] = {"nearest five": (nearest, 2), "holdline": (ours, 4)}


def main() -> int:
    """Attack, and print; 1 when a cell of ours was told."""
    parser = argparse.ArgumentParser(prog="python -m bench.disclosure", description=__doc__)
    parser.add_argument("--tables", type=int, default=400)
    parser.add_argument("--counties", type=int, default=110)
    parser.add_argument("--rule", choices=RULES, help="one of them only")
    options = parser.parse_args()
    told = 0
    for kind, made, count in (
        ("tables", tables, options.tables),
        ("drills", drills, options.counties),
    ):
        for rule in [options.rule] if options.rule else RULES:
            publish, reach = RULES[rule]
            found = [attacked(one) for one in made(SEED, count, publish, reach)]
            told += sum(one.told for one in found) if rule == "holdline" else 0
            print(_line(kind, rule, found), flush=True)
    print(_loss())
    return 1 if told else 0


def _line(kind: str, rule: str, found: list[Found]) -> str:
    cells, small = sum(one.cells for one in found), sum(one.small for one in found)
    exact, narrow = sum(one.told for one in found), min(one.narrowest for one in found)
    return (
        f"{kind:7} {rule:13} systems {len(found)}, cells {cells}, under ten {small}, "
        f"told exactly {exact}, narrowest interval {narrow}"
    )


def _loss() -> str:
    """How far shown numbers lie from true ones, by their size."""
    parts = []
    for low, high in ((10, 50), (50, 200), (200, 1000), (1000, 10000)):
        values = np.random.default_rng(SEED).integers(low, high, 4000)
        errors = [abs(ours(int(v), f"{at}") - int(v)) / int(v) for at, v in enumerate(values)]
        parts.append(f"{low}-{high}: {np.mean(errors):.2%}")
    return f"loss: below 10 all hidden; mean error of the rest by size, {', '.join(parts)}"


if __name__ == "__main__":
    sys.exit(main())
