"""Parts four and five of the progress bulletin: suspected problems, and what is asked by when."""

from itertools import groupby
from typing import TYPE_CHECKING

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
    less,
)
from holdline.exports.bulletin.progress import COLLECTION, REPORTS, SUPPORT
from holdline.exports.reckoning import Reckoning
from holdline.messages.dates import day_name
from holdline.quality.checks import Check, all_checks

if TYPE_CHECKING:
    from collections.abc import Callable

GUARDS, SENT, DEADLINES = "timelines/guards", "queues/suspected", "briefing/deadlines"
FINDINGS, FOUND = "report/findings", "report/findings_by_area"
SHOWN = 3  # checks listed in each group of the annex


def blocks(of: Reckoning, annex: str) -> list[Block]:
    """Each problem there is, numbered as they come; *annex* is where the checks are listed."""
    makers: tuple[Callable[[Reckoning], dict[str, Part] | None], ...] = (
        _late, _early, _labour, _overdue, _sent, _found, _incomplete,
    )  # fmt: skip
    keys = ("late", "early", "labour", "reports", "sent", "found", "records")
    told = [(key, facts) for key, make in zip(keys, makers, strict=True) if (facts := make(of))]
    head: list[Block] = [Heading(1, of.phrase("problems.section"))]
    if not told:
        return [*head, Paragraph(of.sentence("problems.none"))]
    head.append(Paragraph(of.sentence("problems.lead")))
    for number, (key, facts) in enumerate(told, start=1):
        extra = {"annex": annex} if key == "found" else {}
        said = of.sentence(f"problems.{key}", number=ordinal(of, number), **facts, **extra)
        head.append(Paragraph(said))
    return head


def ordinal(of: Reckoning, number: int) -> str:
    """How the language numbers points."""
    return of.phrase(f"ordinals.{number}")


def asked(of: Reckoning) -> list[Block]:
    """What is asked of those below, with the rungs of the ladder still ahead."""
    keys = ["include", "support", "exit", "quality"]
    found: list[Block] = [Heading(1, of.phrase("next.section"))]
    found += [Paragraph(of.sentence(f"next.{key}")) for key in keys]
    ahead = [row for row in of.rows(DEADLINES) if row["due_on"] >= of.subject.on]
    items = [
        of.phrase(
            "next.due_item",
            title=row[f"title_{of.language}"],
            day=day_name(row["due_on"], of.language),
        )
        for row in ahead
    ]
    if items:
        said = of.phrase("head.semicolon").join(dict.fromkeys(items))
        found.append(Paragraph(of.sentence("next.due", items=said)))
    return [*found, Paragraph(of.sentence("next.contact"))]


def annex(of: Reckoning) -> Table:
    """The checks that found most, by the letter of their group, and all of them together."""
    named = {check.id: check for check in all_checks()}
    held = sorted(of.rows(FINDINGS), key=lambda row: (row["check_id"][0], -row["findings"]))
    rows: list[Row] = []
    for letter, group in groupby(held, key=lambda row: row["check_id"][0]):
        ids = [row["check_id"] for row in group]
        rows += [_checked(of, letter, named[one]) for one in ids[:SHOWN]]
        if ids[SHOWN:]:
            rows.append(_others(of, letter, ids[SHOWN:]))
    whole = of.term(FOUND, "households", is_total=True)
    cells: list[Part] = [
        of.phrase("head.total"), "", "", of.count(of.term(FINDINGS, "findings"), metric="found"),
        of.count(whole, metric="found"),
    ]  # fmt: skip
    rows.append(Row("total", cells, is_total=True))
    widths = {"group": 1.9, "check": 3.2, "severity": 0.8, "findings": 1.0, "households": 1.1}
    columns = [
        Column(of.phrase(f"findings.{name}"), name in ("findings", "households"), width)
        for name, width in widths.items()
    ]
    caption = of.phrase("findings.annex")
    return Table("findings", caption, columns, rows, of.phrase("findings.note"))


def _checked(of: Reckoning, letter: str, check: Check) -> Row:
    cells: list[Part] = [
        of.phrase(f"findings.group_{letter}"),
        check.title(of.language),
        of.phrase(f"findings.{check.severity}"),
        *(_of_check(of, check.id, column) for column in ("findings", "households")),
    ]
    return Row(check.id, cells)


def _of_check(of: Reckoning, check_id: str, column: str) -> Number:
    return of.count(of.term(FINDINGS, column, check_id=check_id), metric="found")


def _others(of: Reckoning, letter: str, ids: list[str]) -> Row:
    terms = [of.term(FINDINGS, "findings", check_id=one) for one in ids]
    group, others = of.phrase(f"findings.group_{letter}"), of.phrase("findings.others")
    return Row(f"others-{letter}", (group, others, "", of.count(*terms, metric="found"), "—"))


def _some(of: Reckoning, metric: str, **terms: Term) -> dict[str, Part] | None:
    """The counts by name; None when the first is nought."""
    found = {name: of.count(term, metric=metric) for name, term in terms.items()}
    return dict(found) if next(iter(found.values())).value else None


def _late(of: Reckoning) -> dict[str, Part] | None:
    late = of.term(SUPPORT, "late")
    found = _some(of, "support", households=late)
    rate = of.rate([late], [of.term(SUPPORT, "open")], metric="support")
    return found and found | {"rate": rate}


def _early(of: Reckoning) -> dict[str, Part] | None:
    early, unreasoned = (of.term(GUARDS, one) for one in ("under_year", "unreasoned"))
    return _some(of, "guards", households=early, unreasoned=unreasoned)


def _labour(of: Reckoning) -> dict[str, Part] | None:
    return _some(of, "guards", households=of.term(GUARDS, "no_labour"))


def _overdue(of: Reckoning) -> dict[str, Part] | None:
    found = _some(of, "reports", count=of.term(REPORTS, "overdue"))
    longest = [(row["longest"] or 0, row["channel"]) for row in of.rows(REPORTS)]
    if not found or not longest:
        return None
    at = of.term(REPORTS, "longest", channel=max(longest)[1])
    return found | {"days": of.count(at, metric="reports")}


def _sent(of: Reckoning) -> dict[str, Part] | None:
    sent, left, overdue = (of.term(SENT, one) for one in ("issues", "open", "overdue"))
    found = _some(of, "suspected", open=left, sent=sent, overdue=overdue)
    done = [sent, less(left)]
    rate = of.rate(done, [sent], metric="suspected")
    return found and found | {"done": of.count(*done, metric="suspected"), "rate": rate}


def _found(of: Reckoning) -> dict[str, Part] | None:
    terms = {
        one: of.term(FOUND, one, is_total=True) for one in ("findings", "households", "errors")
    }
    return _some(of, "found", **terms)


def _incomplete(of: Reckoning) -> dict[str, Part] | None:
    term = of.term(COLLECTION, "incomplete", is_total=True)
    return _some(of, "collection", households=term)
