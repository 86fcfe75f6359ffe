"""The data-quality bulletin: what was checked, what was found, by kind and place, and by when."""

from itertools import groupby

from holdline.exports.blocks import (
    Block,
    Column,
    Heading,
    Number,
    Paragraph,
    Part,
    Row,
    Table,
    Term,
    joined,
)
from holdline.exports.bulletin.problems import FINDINGS, FOUND, SENT, ordinal
from holdline.exports.reckoning import Reckoning
from holdline.messages.dates import day_name
from holdline.quality.checks import all_checks

TYPICAL = 5
COUNTS = ("checked", "findings", "households", "sent", "verified", "corrected")


def blocks(of: Reckoning) -> list[Block]:
    """The six sections of domain.md §8.1 (b); nobody is named."""
    sections = (_scope, _overall, _groups, _areas, _typical, _asked)
    found: list[Block] = []
    for number, section in enumerate(sections, start=1):
        found.append(Heading(1, of.phrase(f"quality.section_{number}")))
        found += section(of)
    return found


def _total(of: Reckoning, column: str) -> Term:
    return of.term(FOUND, column, is_total=True)


def _counted(of: Reckoning, *columns: str) -> dict[str, Number]:
    return {one: of.count(_total(of, one), metric="found") for one in columns}


def _scope(of: Reckoning) -> list[Block]:
    said = of.sentence(
        "quality.scope",
        day=of.as_of,
        scope=of.scope,
        checks=of.phrase("quality.checks", count=len(all_checks())),
        **_counted(of, "checked", "checked_people"),
    )
    return [Paragraph(said)]


def _overall(of: Reckoning) -> list[Block]:
    checked, found = _total(of, "checked"), _total(of, "findings")
    said = of.sentence(
        "quality.overall",
        rate=of.rate([_total(of, "households")], [checked], metric="found"),
        per_hundred=of.per_hundred([found], [checked], metric="found"),
        **_counted(of, "findings", "errors", "households"),
    )
    return [Paragraph(said)]


def _groups(of: Reckoning) -> list[Block]:
    held = sorted(row["check_id"] for row in of.rows(FINDINGS))
    pieces = []
    for letter, ids in groupby(held, key=lambda one: one[0]):
        terms = [of.term(FINDINGS, "findings", check_id=one) for one in ids]
        count = of.count(*terms, metric="found")
        name = of.phrase(f"findings.group_{letter}")
        pieces.append((count, of.sentence("quality.group_part", name=name, findings=count)))
    pieces.sort(key=lambda piece: -(piece[0].value or 0))
    parts = joined([said for _, said in pieces], of.phrase("head.comma"))
    return [Paragraph(of.sentence("quality.groups", parts=parts))] if pieces else []


def _areas(of: Reckoning) -> list[Block]:
    columns = [
        Column(of.phrase("quality.area"), is_number=False, width=1.4),
        *(Column(of.phrase(f"quality.{one}")) for one in COUNTS[:3]),
        Column(of.phrase("quality.rate"), width=1.2),
        *(Column(of.phrase(f"quality.{one}")) for one in COUNTS[3:]),
        *(Column(of.phrase(f"quality.{one}"), width=1.3) for one in ("done_rate", "repeated_rate")),
    ]
    listed = of.rows(FOUND)
    rows = [_area(of, row["division_code"], row["short_name"]) for row in listed[1:]]
    rows.append(_area(of, listed[0]["division_code"], of.phrase("head.total"), is_total=True))
    caption, note = of.phrase("quality.areas_table"), of.phrase("quality.areas_note")
    said = Paragraph(of.sentence("quality.areas"))
    return [said, Table("quality_areas", caption, columns, rows, note)]


def _area(of: Reckoning, code: str, name: str, *, is_total: bool = False) -> Row:
    def at(column: str) -> Term:
        return of.term(FOUND, column, division_code=code)

    counts = [
        of.count(at(one), metric="suspected" if one in COUNTS[3:] else "found") for one in COUNTS
    ]
    cells: list[Part] = [
        name,
        *counts[:3],
        of.rate([at("households")], [at("checked")], metric="found"),
        *counts[3:],
        of.rate([at("verified"), at("corrected")], [at("sent")], metric="suspected"),
        of.rate([at("repeated")], [at("sent")], metric="suspected"),
    ]
    return Row(code, cells, is_total)


def _typical(of: Reckoning) -> list[Block]:
    named = {check.id: check for check in all_checks()}
    worst = [row["check_id"] for row in of.rows(FINDINGS) if row["severity"] != "information"]
    found: list[Block] = []
    for number, check_id in enumerate(worst[:TYPICAL], start=1):
        said = of.sentence(
            "quality.typical",
            number=ordinal(of, number),
            title=named[check_id].title(of.language),
            remedy=named[check_id].remedy(of.language),
            households=of.count(of.term(FINDINGS, "households", check_id=check_id), metric="found"),
            findings=of.count(of.term(FINDINGS, "findings", check_id=check_id), metric="found"),
        )
        found.append(Paragraph(said))
    return found or [Paragraph(of.sentence("problems.none"))]


def _asked(of: Reckoning) -> list[Block]:
    pieces = [
        of.sentence(
            "quality.due_item",
            batch=of.phrase("quality.unnamed") if row["batch"] == "UNKNOWN" else row["batch"],
            day=day_name(row["due_on"], of.language),
            open=of.count(
                of.term(SENT, "open", batch=row["batch"], due_on=row["due_on"]), metric="suspected"
            ),
        )
        for row in of.rows(SENT)
        if row["open"]
    ]
    due = (
        of.sentence("quality.due", items=joined(pieces, of.phrase("head.semicolon")))
        if pieces
        else of.sentence("quality.due_none")
    )
    return [
        Paragraph(of.sentence("quality.require")),
        Paragraph(due),
        Paragraph(of.sentence("next.contact")),
    ]
