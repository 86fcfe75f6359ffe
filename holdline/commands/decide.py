"""`python -m holdline decide`: one household's decision, with every step that led to it."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from holdline.commands import simulate

if TYPE_CHECKING:
    from holdline.rules.evidence import Evidence
    from holdline.rules.ruleset import RuleSet

HELP = "decide one household by the rules, and show why"
TRUTHS = {True: "met", False: "not_met", None: "unknown"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The household, and the same settings as simulate."""
    parser.add_argument("--household", required=True, metavar="ID")
    parser.add_argument("--format", choices=("json",), default="json")
    simulate.settings(parser)


def run(options: argparse.Namespace) -> int:
    """Decide, and print the trace."""
    from holdline.rules import evidence
    from holdline.rules.opened import WHOLE
    from holdline.warehouse.connection import open_snapshot

    rules = simulate.changed(options)
    with open_snapshot(simulate.shot(options)).reading(WHOLE) as cursor:
        found = evidence.of_household(cursor, rules, options.household)
    json.dump(traced(rules, found), sys.stdout, ensure_ascii=False, indent=2, default=str)
    print()
    return 0


def traced(rules: "RuleSet", found: "Evidence") -> dict[str, Any]:
    """The decision with its clauses: sentence of the notice, truth, and what was compared."""
    from holdline.rules import evidence, scenario

    verdict = evidence.verdict(rules, found)
    flip = evidence.smallest_flip(rules, found)
    clauses = [rules.clause(name) for name in verdict.truths]
    return {
        "household_id": found.facts["household_id"],
        "pack": rules.pack,
        "ruleset": rules.name,
        "scenario": scenario.written(rules),
        "decision": verdict.decision,
        "met": list(verdict.met),
        "unknown": list(verdict.unknown),
        "exempt_by": list(verdict.exempt_by),
        "smallest_flip": None if flip is None else {
            "parameter": flip.parameter,
            "value": scenario.text_of(flip.clause.parameters[flip.parameter], flip.value),
            "decision": flip.decision,
        },
        "clauses": [
            {
                "clause": one.id,
                "truth": TRUTHS[verdict.truths[one.id]],
                "document": one.source["document"],
                "article": one.source["clause"],
                "sentence": one.source["sentence"],
                "departments": list(one.departments),
                "steps": [
                    {
                        "column": step.test.column,
                        "value": step.cell,
                        "operator": step.test.operator,
                        "compared_with": step.test.value,
                        "truth": TRUTHS[step.truth],
                        "group": step.group,
                        **({} if step.item is None else {"item": step.item}),
                    }
                    for step in evidence.steps(rules.resolved(one), found)
                ],
            }
            for one in clauses
        ],
    }  # fmt: skip
