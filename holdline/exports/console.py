"""A reader's own SQL, over views that are safe whatever is asked of them.

The views are the files of queries/views. Of figures each reader gets what pages show them: whoever
sees published figures only, published ones, so that no sum, join or filter of them can tell more
than they do. Rows are of those who see records, and come from the copy without personal data.
"""

import hashlib
import re
import time
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from holdline.access import audit, pace, suppression
from holdline.access.scope import Scope
from holdline.errors import HoldlineError, SqlNamesPeople, SqlUnfit
from holdline.exports import leaks
from holdline.exports.asking import Source
from holdline.messages.catalogue import text
from holdline.queries import catalogue, runner
from holdline.queries.catalogue import query
from holdline.queries.published import answer, is_of_rows
from holdline.queries.sqlfile import SqlFile
from holdline.warehouse import reach, sandbox, snapshot
from holdline.warehouse.connection import open_snapshot
from holdline.warehouse.sandbox import Answer

ACT = "act.sql"
FOLDER = "views"
LONGEST = 4000
KEPT = 2000  # characters that the access log keeps
# Health is what some risks are of; numbers of people are never a condition of these views.
FORBIDDEN = frozenset({"identity_number", "telephone", "bank_account", "mail_address"})
OTHER_SCRIPTS = re.compile("[^\x09\x0a\x0d\x20-\x7e]+")
WORD = re.compile(r"[a-z_]+")
CACHED = 24


@dataclass(frozen=True)
class Asked:
    """What was asked, and what came of it: the answer and the views it could read."""

    answer: Answer
    views: tuple[str, ...]


def views_for(scope: Scope) -> tuple[SqlFile, ...]:
    """The views a reader of *scope* may ask: figures, and rows where they see records."""
    held = catalogue.all(FOLDER)
    if scope.sight == "records":
        return held
    return tuple(one for one in held if not is_of_rows(one))


def name_of(file: SqlFile) -> str:
    """What a view is called in SQL."""
    return file.name.rpartition("/")[2]


def ask(source: Source, sql: str, *, tree: str, language: str) -> Asked:
    """The answer of *sql* for a person, which is written down before it is given.

    Args:
        source: who asks, of which snapshot.
        sql: one SELECT.
        tree: management or legal: whose divisions the figures are of.
        language: of the kinds a refusal names.

    Raises:
        NotPermitted, PaceExceeded: the role may not, or not so often.
        SqlUnfit, SqlNamesPeople, SqlNotOneSelect, SqlRefused, SqlTooLarge, SqlStopped: it was
            not run, or not to its end; that is written down too.
        StateUnavailable: it cannot be written down; nothing is given then.
    """
    source.person.must(ACT)
    time.sleep(pace.take(source.person, "search"))
    scope = reach.scope_of(source.person, source.shot)
    facts = {
        "snapshot": source.shot.id,
        "sha256": hashlib.sha256(sql.encode()).hexdigest(),
        "sql": OTHER_SCRIPTS.sub("?", sql)[:KEPT],
    }
    try:
        _check(sql, language)
        words = set(WORD.findall(sql.lower()))
        named = [one for one in views_for(scope) if name_of(one) in words]
        tables = {name_of(one): _rows(source.shot.id, scope, one.name, tree) for one in named}
        found = sandbox.run(sql, tables)
    except HoldlineError as refused:
        if isinstance(refused, SqlNamesPeople):
            facts["sql"] = ""
        audit.record(source.person, "sql.refused", type(refused).__name__, **facts)
        raise
    views = tuple(tables)
    audit.record(source.person, "sql.asked", ", ".join(views), **facts, rows=found.rows.height)
    return Asked(found, views)


def _check(sql: str, language: str) -> None:
    if not sql.strip() or len(sql) > LONGEST:
        raise SqlUnfit(most=LONGEST)
    kinds = sorted({one.kind for one in leaks.scan([sql]) if one.kind in FORBIDDEN})
    if kinds:
        said = [text(language, f"exports.leaks.{kind}") for kind in kinds]
        raise SqlNamesPeople(found=text(language, "common.values.joint").join(said))


@lru_cache(maxsize=CACHED)
def _rows(snapshot_id: str, scope: Scope, name: str, tree: str) -> pl.DataFrame:
    """All of a view as *scope* may see it; a snapshot never changes, so it never grows old."""
    file, shot = query(name), snapshot.named(snapshot_id)
    inputs = {"view": tree} if file.inputs else {}
    if is_of_rows(file):
        copied = replace(scope, sight="figures")  # who reads the copy without personal data
        with open_snapshot(shot).reading(copied) as cursor:
            return runner.run(cursor, file, inputs).rows
    with open_snapshot(shot).reading(scope) as cursor:
        rows = answer(cursor, file, inputs, scope).rows
    return _without_hidden(rows, file) if scope.is_published else rows


def _without_hidden(rows: pl.DataFrame, file: SqlFile) -> pl.DataFrame:
    """A hidden count as missing: nought would be summed, and read as nobody."""
    counts = [one.name for one in file.columns if one.unit]
    return rows.with_columns(
        pl.when(pl.col(name) != suppression.HIDDEN).then(pl.col(name)) for name in counts
    )
