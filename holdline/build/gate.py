"""Whether an import may be published unasked: what differs too much from the current snapshot.

Each rule is a query of queries/gate over the comparison of the two, which returns the villages,
townships, operators, tables or columns at fault; its inputs are dated figures.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdline.access.scope import Scope
from holdline.build import drift
from holdline.build.drift import Drift, noted
from holdline.messages import figures
from holdline.messages.catalogue import text
from holdline.quality import thresholds
from holdline.queries import catalogue
from holdline.queries.runner import run
from holdline.reference import columns
from holdline.warehouse.connection import Warehouse
from holdline.warehouse.snapshot import Snapshot

NATION = ""
KEPT = 50  # alarms of one kind that are written down; the first says how many there are
INVENTED = "invented"


@dataclass(frozen=True)
class Alarm:
    """One cluster of change that a person must answer for.

    Attributes:
        kind: the rule: the stem of its query, or invented (a sample would replace real data).
        cluster: code of a village or township, an operator, a table, or table.column.
        rows: rows at fault there.
        base: rows they are part of.
        named: the name of that division; None for what is no division.
        alike: alarms of this kind in all.
    """

    kind: str
    cluster: str
    rows: int
    base: int
    named: str | None = None
    alike: int = 1


@dataclass(frozen=True)
class Verdict:
    """What the gate says of an import: alarms that stop it, and how its shape differs."""

    alarms: tuple[Alarm, ...] = ()
    drift: tuple[Drift, ...] = ()


def verdict(old: Snapshot, new: Snapshot, compared: Snapshot) -> Verdict:
    """Judge *new*, which would take the place of *old*.

    Args:
        old: the snapshot that serves.
        new: the import.
        compared: the comparison of the two.

    Raises:
        ParameterMissing: a threshold has no value on the import's day.
    """
    warehouse = Warehouse(compared)
    try:
        with warehouse.reading(Scope(is_masked=False)) as cursor:
            shape = noted(cursor)
            if old.manifest.is_sample and not new.manifest.is_sample:
                return Verdict((), shape)  # the invented give way to the real: nothing to compare
            alarms = []
            for rule in catalogue.all("gate"):
                inputs = thresholds.inputs(rule, new.manifest.as_of_on, NATION)
                rows = run(cursor, rule, inputs).rows
                told = rows.head(KEPT).iter_rows(named=True)
                alarms += [Alarm(rule.path.stem, **row, alike=rows.height) for row in told]
    finally:
        warehouse.close()
    return Verdict((*_invented(old, new), *alarms), shape)


def _invented(old: Snapshot, new: Snapshot) -> Iterator[Alarm]:
    if new.manifest.is_sample and not old.manifest.is_sample:
        held = old.manifest.tables["source_household"]
        yield Alarm(INVENTED, "", held, held)


def told(alarm: Alarm, language: str) -> str:
    """A sentence saying what differs, where, and how much."""
    rows, base = (figures.count(value, language) for value in (alarm.rows, alarm.base))
    share = figures.rate(alarm.rows / alarm.base if alarm.base else None, language)
    key = f"snapshots.alarms.{alarm.kind}"
    return text(language, key, cluster=_called(alarm, language), rows=rows, base=base, share=share)


def _called(alarm: Alarm, language: str) -> str:
    """A division by its name and code, a table and a column as the reader's language has them."""
    if alarm.named:
        return f"{alarm.named} ({alarm.cluster})"
    table, _, column = alarm.cluster.partition(".")
    if table not in columns.tables():
        return alarm.cluster
    return " · ".join(part for part in drift.named(table, column, language) if part)


def as_facts(found: Verdict) -> dict[str, Any]:
    """A verdict as the ledger keeps it."""
    return {
        "alarms": [vars(one) for one in found.alarms],
        "drift": [vars(one) for one in found.drift],
    }


def from_facts(kept: Mapping[str, Any]) -> Verdict:
    """The verdict that `as_facts` wrote; what is not there is empty."""
    return Verdict(
        tuple(Alarm(**one) for one in kept.get("alarms", ())),
        tuple(Drift(**one) for one in kept.get("drift", ())),
    )
