"""The notice put up in each village: who is proposed, by which clause, and nothing else."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from holdline.errors import NothingToNotice
from holdline.exports import leaks
from holdline.exports.annex2 import Proposed, Round, condition
from holdline.exports.blocks import Block, Bulletin, Column, Heading, Paragraph, Row, Table
from holdline.exports.document import plain_document
from holdline.exports.provenance import Batch, Provenance
from holdline.messages.catalogue import text
from holdline.timeline.procedure import legs


def file(made: Round, provenance: Provenance, batch: Batch) -> bytes:
    """A Word file with a page for each village; the names in it are masked by the asker's scope.

    Raises:
        NothingToNotice: no household is ready for one.
        LeakFound: a number, telephone, account or anything of health stands in it.
    """
    if not made.noticed:
        raise NothingToNotice(division=made.division, year=made.year)
    said = text(made.language, "annex2.notice.batch", number=batch.number)
    marks = [said, text(made.language, "annex2.notice.sample")] if provenance.is_sample else [said]
    content = plain_document(notice(made), "　".join(marks))
    leaks.refuse(provenance.title, content, made.language, allowed=(batch.number,))
    return content


def notice(made: Round) -> Bulletin:
    """The pages of the notice, one village after another."""
    blocks: list[Block] = []
    villages = groupby(made.noticed, key=lambda one: one.cells["village_code"])
    for _, group in villages:
        blocks += _village(made, list(group))
    title = text(made.language, "annex2.notice.title")
    return Bulletin(title, made.language, blocks)


def _village(made: Round, group: Sequence[Proposed]) -> Iterator[Block]:
    steps, first = legs(made.on, made.division), group[0].cells
    spoken = made.language
    place = {"town": first["town_name"], "village": first["village_name"]}
    counting = "working" if steps.working else "calendar"
    yield Heading(3, text(spoken, "annex2.notice.title"))
    yield Paragraph((text(spoken, "annex2.notice.intro", count=len(group), **place),))
    yield _table(made, group)
    calendar = text(spoken, f"annex2.notice.{counting}")
    period = text(spoken, "annex2.notice.period", days=steps.publicity, calendar=calendar)
    yield Paragraph((period,))
    yield Paragraph((text(spoken, "annex2.notice.objection", **place),))
    for name in ("signed", "day"):
        yield Paragraph((text(spoken, f"annex2.notice.{name}"),), kind="signature")


def _table(made: Round, group: Sequence[Proposed]) -> Table:
    heads = {"number": 0.5, "head": 1.0, "village": 1.6, "basis": 1.8, "outcome": 2.2}
    columns = [
        Column(text(made.language, f"annex2.notice.{name}"), is_number=False, width=width)
        for name, width in heads.items()
    ]
    outcome = text(made.language, "annex2.notice.proposed")
    rows = [
        Row(
            one.household_id,
            (
                str(at),
                one.cells["head_name"] or "",
                one.cells["village_name"] or "",
                clauses(one, made.language),
                outcome,
            ),
        )
        for at, one in enumerate(group, start=1)
    ]
    return Table("notice", "", columns, rows)


def clauses(one: Proposed, language: str) -> str:
    """The numbers of the clauses of appendix 1, without what they say of anybody."""
    named = one.met or tuple(f"c{code}" for code in one.cells["exit_criteria"] or ())
    return text(language, "common.values.joint").join(condition(one, language) for one in named)
