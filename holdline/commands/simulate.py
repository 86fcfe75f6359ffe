"""`python -m holdline simulate`: what the rules, changed or not, decide of everybody."""

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holdline.access.scope import Scope
    from holdline.rules.ruleset import RuleSet

HELP = "decide every household by the rules, with changes, and count or list the decisions"
BY = ("province", "city", "county", "township", "village", "household")
LISTED = ("household_id", "decision", "met", "unknown", "exempt_by")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The rules, what to change in them, and how to show the outcome."""
    settings(parser)
    parser.add_argument("--by", choices=BY, default="county", help="one row each (county)")
    parser.add_argument("--format", choices=("csv", "json"), default="csv", help="(csv)")
    parser.add_argument("--tree", choices=("management", "legal"), default="management")
    parser.add_argument("--engine", choices=("index", "sql"), default="index")
    parser.add_argument(
        "--overrides", action="store_true",
        help="count what people decided otherwise, in columns of its own",
    )  # fmt: skip
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the scenario to a file")


def settings(parser: argparse.ArgumentParser) -> None:
    """Which rules of which snapshot, and what is changed in them."""
    parser.add_argument("--ruleset", default="policy_exit", help="(policy_exit)")
    parser.add_argument("--pack", help="jurisdiction and date (shandong-2021)")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=VALUE", dest="values",
        help="a parameter, such as c1_ratio=0.9; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--off", action="append", default=[], metavar="CLAUSE",
        help="a clause that does not count, such as c3; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--unknown",
        choices=("keep", "no", "yes"),
        help="what an unknown clause is taken for (keep)",
    )
    parser.add_argument("--scenario", metavar="FILE|TEXT", help="a saved scenario, or its text")
    parser.add_argument("--snapshot", metavar="ID", help="another than the current one")


def run(options: argparse.Namespace) -> int:
    """Decide, and print the rows."""
    from holdline.rules import scenario

    rules, held = changed(options), shot(options)
    rows = _decided(options, rules, held.id)
    _by_hand(options, rules, held.id, rows)
    if options.save:
        options.save.write_text(scenario.as_file(rules, held.id, held.manifest.data_hash), "utf-8")
    _print(rows, options.format)
    return 0


def changed(options: argparse.Namespace) -> "RuleSet":
    """The rules as the options change them."""
    from holdline.errors import ScenarioUnreadable
    from holdline.rules import ruleset, scenario

    told = options.scenario or ""
    if told and Path(told).is_file():
        base, _ = scenario.from_file(Path(told).read_text("utf-8"))
    else:
        pack = options.pack or ruleset.DEFAULT_PACK
        base = scenario.read(ruleset.load(options.ruleset, pack), told)
    values = {}
    for one in options.values:
        name, sign, value = one.partition("=")
        if not sign:
            raise ScenarioUnreadable(text=one, problem="it is not NAME=VALUE")
        values[name] = scenario.value_of(base.owner(name).parameters[name], value)
    off = tuple(name for one in options.off for name in one.lower().split(",") if name)
    return base.with_change(values, off=off, unknown=options.unknown)


def shot(options: argparse.Namespace) -> Any:
    """The snapshot asked for."""
    from holdline.warehouse import snapshot

    return snapshot.named(options.snapshot) if options.snapshot else snapshot.current()


def _decided(
    options: argparse.Namespace, rules: "RuleSet", snapshot_id: str
) -> list[dict[str, Any]]:
    scope = scope_of(snapshot_id)
    if options.by == "household" or options.engine == "sql" or not scope.is_everywhere:
        return _scanned(options, rules, snapshot_id, scope)
    from holdline.rules import answers
    from holdline.rules.opened import opened
    from holdline.rules.places import LEVELS

    held = opened(snapshot_id, rules)
    level = held.places.level(options.tree, LEVELS[options.by])
    return answers.by_division(held.index, level, held.index.decide(rules)).to_dicts()


def scope_of(snapshot_id: str) -> "Scope":
    """What whoever types this may read: the index knows everybody, the scan their divisions."""
    from holdline.access.identity import operator
    from holdline.warehouse import reach, snapshot

    return reach.scope_of(operator(), snapshot.named(snapshot_id))


def _scanned(
    options: argparse.Namespace, rules: "RuleSet", snapshot_id: str, scope: "Scope"
) -> list[dict[str, Any]]:
    from holdline.rules import compile as compiled
    from holdline.rules.places import LEVELS
    from holdline.warehouse import snapshot
    from holdline.warehouse.connection import open_snapshot

    if options.by == "household":
        text, values = compiled.households(rules)
    else:
        text, values = compiled.divisions(rules, tree=options.tree, level=LEVELS[options.by])
    with open_snapshot(snapshot.named(snapshot_id)).reading(scope) as cursor:
        reading = cursor.execute(text, values)
        names = [column[0] for column in reading.description]
        rows = [dict(zip(names, row, strict=True)) for row in reading.fetchall()]
    if options.by == "household":
        return [{name: row[name] for name in LISTED} for row in rows]
    return rows


def _by_hand(
    options: argparse.Namespace, rules: "RuleSet", snapshot_id: str, rows: list[dict[str, Any]]
) -> None:
    """Add what people decided otherwise when asked to; else say that there is some."""
    from holdline.errors import StateUnavailable
    from holdline.rules import overriding

    try:
        overrides = overriding.standing(rules.name)
    except (StateUnavailable, OSError) as problem:
        if options.overrides:
            raise
        print(f"whether overrides stand beside this is not known: {problem}", file=sys.stderr)
        return
    if overrides and not options.overrides:
        print(f"{len(overrides)} overrides stand beside this; --overrides shows them",
              file=sys.stderr)  # fmt: skip
    if not options.overrides:
        return
    if options.by == "household":
        held = overriding.by_household(rules.name)
        for row in rows:
            one = held.get(row["household_id"])
            row["override"] = one.decision if one else ""
            row["override_reason"] = one.reason if one else ""
        return
    from holdline.rules.opened import opened
    from holdline.rules.places import LEVELS

    index = opened(snapshot_id, rules)
    found = index.rows([one.household_id for one in overrides])
    by_hand = overriding.applied(index.index, index.index.decide(rules), overrides, found)
    level = index.places.level(options.tree, LEVELS[options.by])
    counts = {
        name: dict(zip(level.codes, level.counts(words).tolist(), strict=True))
        for name, words in (("kept_by_hand", by_hand.kept), ("proposed_by_hand", by_hand.proposed))
    }
    for row in rows:
        row |= {name: told.get(row["division_code"], 0) for name, told in counts.items()}


def _print(rows: list[dict[str, Any]], form: str) -> None:
    if form == "json":
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    names = list(rows[0]) if rows else []
    writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
