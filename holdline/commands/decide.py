"""`python -m holdline decide`: one household's decision, with every step that led to it."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from holdline.commands import simulate

if TYPE_CHECKING:
    from holdline.rules.evidence import Evidence, Step
    from holdline.rules.ruleset import RuleSet
    from holdline.state.overrides import Override

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
    from holdline.warehouse.connection import open_snapshot

    rules, shown = simulate.changed(options), simulate.shot(options)
    with open_snapshot(shown).reading(simulate.scope_of(shown.id)) as cursor:
        found = evidence.of_household(cursor, rules, options.household)
    json.dump(traced(rules, found), sys.stdout, ensure_ascii=False, indent=2, default=str)
    print()
    return 0


def traced(rules: "RuleSet", found: "Evidence") -> dict[str, Any]:
    """The decision with its clauses: sentence of the notice, truth, and what was compared."""
    from holdline.rules import evidence, overriding, scenario

    verdict = evidence.verdict(rules, found)
    return {
        "household_id": found.facts["household_id"],
        "pack": rules.pack,
        "ruleset": rules.name,
        "scenario": scenario.written(rules),
        "decision": verdict.decision,
        "met": list(verdict.met),
        "unknown": list(verdict.unknown),
        "exempt_by": list(verdict.exempt_by),
        "smallest_flip": _flip(rules, found),
        "overrides": [
            _override(one)
            for one in overriding.of_household(found.facts["household_id"])
            if one.ruleset == rules.name
        ],
        "clauses": [_clause(rules, name, truth, found) for name, truth in verdict.truths.items()],
    }


def _override(one: "Override") -> dict[str, Any]:
    """What people decided otherwise, whether it stands or not."""
    return {
        "decision": one.decision,
        "state": one.state,
        "set_aside": list(one.clauses),
        "reason": one.reason,
        "made_by": one.made_by,
        "checked_by": one.checked_by,
    }


def _flip(rules: "RuleSet", found: "Evidence") -> dict[str, str] | None:
    from holdline.rules import evidence, scenario

    flip = evidence.smallest_flip(rules, found)
    if flip is None:
        return None
    value = scenario.text_of(flip.clause.parameters[flip.parameter], flip.value)
    return {"parameter": flip.parameter, "value": value, "decision": flip.decision}


def _clause(rules: "RuleSet", name: str, truth: bool | None, found: "Evidence") -> dict[str, Any]:  # noqa: FBT001
    from holdline.rules import evidence

    clause = rules.clause(name)
    return {
        "clause": name,
        "truth": TRUTHS[truth],
        "document": clause.source["document"],
        "article": clause.source["clause"],
        "sentence": clause.source["sentence"],
        "departments": list(clause.departments),
        "steps": [_step(one) for one in evidence.steps(rules.resolved(clause), found)],
    }


def _step(step: "Step") -> dict[str, Any]:
    return {
        "column": step.test.column,
        "value": step.cell,
        "operator": step.test.operator,
        "compared_with": step.test.value,
        "truth": TRUTHS[step.truth],
        "group": step.group,
        "item": step.item,
    }
