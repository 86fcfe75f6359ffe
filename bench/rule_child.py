"""OpenFisca-Core in a process of its own: the clauses and facts it is given, changes, answers."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl

from holdline import paths
from holdline.rules.clause import Groups, Resolved, Test
from holdline.rules.judge import CANDIDATE
from holdline.rules.ruleset import RuleSet

RIVAL = paths.ROOT / ".venv-openfisca"
NEEDS = Path(__file__).with_name("openfisca.txt")
SCRIPT = Path(__file__).with_name("rule_openfisca.py")


class InOpenFisca:
    """The same rules, in OpenFisca-Core."""

    def __init__(self, frames: dict[str, pl.DataFrame], rules: RuleSet) -> None:
        """Write the facts and the clauses, and start it."""
        folder = Path(mkdtemp(prefix="openfisca-"))
        words = sorted({
            word for frame in frames.values() for column in frame.columns
            if frame[column].dtype == pl.String for word in frame[column].drop_nulls().unique()
        })  # fmt: skip
        places = {word: at for at, word in enumerate(words)}
        for name, frame in frames.items():
            county = pl.col("county").cast(pl.Int64)
            told = frame.with_columns(county) if name == "exit_fact" else frame.drop("county")
            told.write_parquet(folder / f"{name}.parquet")
        (folder / "clauses.json").write_text(json.dumps(_clauses(rules, frames, words, places)))
        self.child = subprocess.Popen(
            [_python(), SCRIPT, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        self._answer()

    def counted(self, rules: RuleSet) -> tuple[float, list[tuple[Any, ...]]]:
        """CPU milliseconds of its process, and the counts of every county."""
        assert self.child.stdin is not None  # noqa: S101  it is a pipe
        change = {"values": dict(rules.set_to), "off": list(rules.off)}
        self.child.stdin.write(f"{json.dumps(change)}\n")
        self.child.stdin.flush()
        told = self._answer()
        return told["ms"], [(str(row[0]), *row[1:]) for row in told["rows"]]

    def _answer(self) -> Any:
        assert self.child.stdout is not None  # noqa: S101  it is a pipe
        line = self.child.stdout.readline()
        if not line:
            raise SystemExit("OpenFisca ended; what it said stands above")
        return json.loads(line)


def _python() -> Path:
    """The Python of its environment, made when first asked for."""
    python = RIVAL / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", RIVAL], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", NEEDS], check=True)
    return python


def _clauses(
    rules: RuleSet, frames: dict[str, pl.DataFrame], words: list[str], places: dict[str, int]
) -> dict[str, Any]:
    active = [rules.resolved(one) for one in rules.active(*CANDIDATE, "exemption")]
    thresholds = {
        name: rules.values[name] for name, one in rules.parameters.items() if one.kind == "number"
    }
    return {
        "tables": list(frames),
        "words": words,
        "values": thresholds,
        "clauses": [_clause(one, places, set(thresholds)) for one in active],
        "criteria": [one.id for one in rules.active(*CANDIDATE)],
        "exempting": [one.id for one in rules.active("exemption")],
    }


def _clause(one: Resolved, places: dict[str, int], thresholds: set[str]) -> dict[str, Any]:
    items = None
    if one.items is not None:
        items = {
            "table": one.items.table,
            "complete": one.items.complete,
            "least": one.items.least,
            "parameter": one.items.parameter,
            "group": one.items.group,
            "groups": _groups(one.items.groups, places, thresholds),
        }
    return {"id": one.id, "groups": _groups(one.groups, places, thresholds), "items": items}


def _groups(groups: Groups, places: dict[str, int], thresholds: set[str]) -> dict[str, Any]:
    return {
        name: [_test(one, places, thresholds) for one in getattr(groups, name)]
        for name in ("all", "any", "none")
    }


def _test(one: Test, places: dict[str, int], thresholds: set[str]) -> dict[str, Any]:
    value: Any = one.value
    if isinstance(value, tuple):
        value = [places.get(word, -2) for word in value]
    elif isinstance(value, str):
        value = places.get(value, -2)
    return {
        "column": one.column,
        "operator": one.operator,
        "value": int(value) if isinstance(value, bool) else value,
        "parameter": one.parameter if one.parameter in thresholds else "",
    }
