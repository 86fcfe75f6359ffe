"""Part two of the progress bulletin: risks, ways of being found, people, and how long it takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from holdline.exports.blocks import (
    Behind,
    Block,
    Column,
    Heading,
    Number,
    Paragraph,
    Parts,
    Row,
    Table,
    joined,
)
from holdline.exports.bulletin.progress import counted
from holdline.exports.reckoning import Reckoning
from holdline.messages.dates import month_name

RISKS, CHANNELS, SIZES, CURVE = (
    "briefing/risks",
    "report/channels",
    "report/sizes",
    "timelines/curve",
)
HALF = 0.5


def blocks(of: Reckoning, picture: Sequence[Block]) -> list[Block]:
    """The parts, each with the base its shares are of."""
    found: list[Block] = [Heading(1, of.phrase("structure.section"))]
    if not counted(of, "open").value:
        return [*found, Paragraph(of.sentence("structure.nobody"))]
    for key, parts in (
        ("risks", _parts(of, RISKS, "main_risk", "risk")),
        ("channels", _parts(of, CHANNELS, "source_channel", "channel")),
        ("sizes", _parts(of, SIZES, "size", "size")),
    ):
        said = of.sentence(f"structure.{key}_said", open=counted(of, "open"), parts=parts)
        found += [Heading(2, of.phrase(f"structure.{key}")), Paragraph(said)]
        found += [*picture, risks(of)] if key == "risks" else []
    return [*found, Heading(2, of.phrase("structure.median")), Paragraph(_median(of))]


def name(of: Reckoning, column: str, value: Any) -> str:
    """What a row of these queries is called."""
    if column == "size":
        return of.phrase(f"structure.size_{value}")
    return of.code({"main_risk": "risk_type"}.get(column, column), value)


def risks(of: Reckoning) -> Table:
    """The main risks with both bases; the shares of each add up to all."""
    columns = [
        Column(of.phrase("structure.risk"), is_number=False, width=1.6),
        *(Column(of.phrase(f"structure.{one}")) for one in ("households", "rate")),
        *(Column(of.phrase(f"structure.{one}")) for one in ("people", "rate_people")),
    ]
    rows = [_risk(of, row) for row in of.rows(RISKS)]
    total = [of.count(of.term(RISKS, f"open_{base}"), metric="open") for base in _BASES]
    whole = [_share(of, RISKS, base, {}) for base in _BASES]
    cells = (of.phrase("head.total"), total[0], whole[0], total[1], whole[1])
    rows.append(Row("total", cells, is_total=True))
    caption = of.phrase("structure.risks_table")
    return Table("risks", caption, columns, rows, of.phrase("head.rounding"))


_BASES = ("households", "people")


def _risk(of: Reckoning, row: Mapping[str, Any]) -> Row:
    at = {"main_risk": row["main_risk"]}
    behind = Behind("households", (("measure", "open"), ("main_risk", row["main_risk"])))
    counts = [
        of.count(of.term(RISKS, f"open_{base}", **at), metric="risk", behind=behind)
        for base in _BASES
    ]
    shares = [_share(of, RISKS, base, at) for base in _BASES]
    label = name(of, "main_risk", row["main_risk"])
    return Row(row["main_risk"], (label, counts[0], shares[0], counts[1], shares[1]))


def _share(of: Reckoning, query: str, base: str, at: dict[str, str]) -> Number:
    column = f"open_{base}"
    part = of.term(query, column, None, **at)
    return of.rate([part], [of.term(query, column)], metric="risk")


def _parts(of: Reckoning, query: str, column: str, metric: str) -> Parts:
    whole = of.term(query, "open_households")
    pieces = []
    for row in of.rows(query):
        part = of.term(query, "open_households", **{column: row[column]})
        pieces.append(
            of.sentence(
                "structure.part",
                name=name(of, column, row[column]),
                households=of.count(part, metric=metric, behind=_opened(column, row[column])),
                rate=of.rate([part], [whole], metric=metric),
            )
        )
    return joined(pieces, of.phrase("head.semicolon"))


def _opened(column: str, value: Any) -> Behind | None:
    if column != "main_risk":
        return None
    return Behind("households", (("measure", "open"), ("main_risk", value)))


def _median(of: Reckoning) -> Parts:
    since = of.subject.first_month
    given = {"places": "itself", "by": "all", "since": since}
    told = month_name(since, of.language)
    reached = [row["months"] for row in of.rows(CURVE, **given) if row["survival"] <= HALF]
    if not reached:
        return of.sentence("structure.median_open", since=told)
    at = of.term(CURVE, "months", dict(given), months=min(reached))
    return of.sentence("structure.median_said", since=told, months=of.count(at, metric="median"))
