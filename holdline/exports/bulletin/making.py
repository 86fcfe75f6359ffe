"""Put a bulletin together: head, sections, pictures, annexes and the cards of its figures."""

from collections.abc import Iterator, Sequence

from holdline.exports.blocks import (
    ANNEX,
    Block,
    Bulletin,
    Column,
    Heading,
    Paragraph,
    Parts,
    Picture,
    Row,
    Table,
)
from holdline.exports.bulletin import areas, pictures, problems, progress, quality, structure
from holdline.exports.reckoning import Ask, Reckoning, Subject
from holdline.messages.catalogue import everything

KINDS = ("progress", "quality")
CARD = ("formula", "base", "excludes")


def bulletin(ask: Ask, subject: Subject, kind: str = "progress") -> Bulletin:
    """The bulletin of *kind* on *subject*: progress of the month, or quality of the data.

    Args:
        ask: name of a query and its inputs to its answer, within the reader's scope.
        subject: division, month, language and snapshot.
        kind: one of KINDS.
    """
    of = Reckoning(ask, subject)
    made = _progress(of) if kind == "progress" else _quality(of)
    title = of.phrase(f"{kind}.title", division=subject.division_name, month=of.month)
    whole = [*made, *_cards(of, made)]
    return Bulletin(title, subject.language, list(_numbered(of, whole)))


def cards(shown: Sequence[Block]) -> list[str]:
    """The metrics of the numbers in *shown*, each once, as they come."""
    numbers = Bulletin("", "", shown).numbers()
    return list(dict.fromkeys(one.metric for one in numbers))


def definition(language: str, metric: str) -> dict[str, str]:
    """A metric's card: title, formula, base and excludes.

    Raises:
        KeyError: it has none.
    """
    held = everything(language)
    prefix = "metrics" if f"metrics.{metric}.title" in held else "report_metrics"
    return {part: held[f"{prefix}.{metric}.{part}"] for part in ("title", *CARD)}


def _progress(of: Reckoning) -> list[Block]:
    annexes = (
        [areas.annex(of), problems.annex(of)] if of.rows(areas.AREAS) else [problems.annex(of)]
    )
    return [
        *_head(of),
        progress.lead(of),
        *progress.blocks(of),
        *pictures.trend(of),
        *structure.blocks(of, pictures.risks(of)),
        *areas.blocks(of, pictures.areas(of)),
        *problems.blocks(of, str(len(annexes))),
        *problems.asked(of),
        *_foot(of, [one.caption for one in annexes]),
        *_annexed(of, annexes),
    ]


def _quality(of: Reckoning) -> list[Block]:
    annexes = [problems.annex(of)]
    return [
        *_head(of),
        *quality.blocks(of),
        *_foot(of, [one.caption for one in annexes]),
        *_annexed(of, annexes),
    ]


def _head(of: Reckoning) -> list[Block]:
    found: list[Block] = [
        Paragraph(of.sentence(f"head.addressee_{of.subject.level}"), kind="addressee")
    ]
    if of.subject.manifest.is_sample:
        found.append(Paragraph(of.sentence("head.sample")))
    coverage = of.rows("shared/coverage")[0]
    if coverage["held"] < coverage["below"]:
        found.append(Paragraph(_partly(of)))
    if of.is_past:
        found.append(Paragraph(of.sentence("head.past", day=of.as_of, month=of.month)))
    return found


def _partly(of: Reckoning) -> Parts:
    told = {
        one: of.count(of.term("shared/coverage", one), metric="coverage")
        for one in ("below", "held")
    }
    return of.sentence("head.partly", **told)


def _foot(of: Reckoning, annexes: Sequence[str]) -> list[Block]:
    """The note of the annexes, then who signs and when, left to be filled in."""
    found: list[Block] = []
    for number, caption in enumerate(annexes, start=1):
        told = of.phrase("head.numbered", number=number, title=caption)
        said = (
            of.phrase("head.attachment", first=told)
            if number == 1
            else of.phrase("head.attachment_more", title=told)
        )
        found.append(Paragraph((said,), kind="attachment"))
    signed = [
        Paragraph(of.sentence(f"head.{one}"), kind="signature") for one in ("draft", "draft_day")
    ]
    return [*found, *signed]


def _annexed(of: Reckoning, annexes: Sequence[Table]) -> list[Block]:
    found: list[Block] = []
    for number, one in enumerate(annexes, start=1):
        found += [Heading(3, of.phrase("head.annex", number=number, title=one.caption)), one]
    return found


def _cards(of: Reckoning, made: Sequence[Block]) -> list[Block]:
    """What every figure means: one row a metric."""
    heads = ("metric", *CARD)
    widths = (1.0, 2.6, 1.5, 1.7)
    columns = [
        Column(of.phrase(f"annex.{one}"), is_number=False, width=width)
        for one, width in zip(heads, widths, strict=True)
    ]
    rows = [Row(one, list(definition(of.language, one).values())) for one in cards(made)]
    title = of.phrase("annex.metrics")
    return [Heading(3, title), Table("metrics", title, columns, rows, of.phrase("head.rounding"))]


def _numbered(of: Reckoning, made: Sequence[Block]) -> Iterator[Block]:
    """Tables and pictures of the running text with their numbers; those of annexes have none."""
    tables = shown = 0
    is_annexed = False
    for one in made:
        is_annexed = is_annexed or (isinstance(one, Heading) and one.level == ANNEX)
        if isinstance(one, Table) and is_annexed:
            yield Table(one.name, "", one.columns, one.rows, one.note, one.is_wide)
        elif isinstance(one, Table):
            tables += 1
            caption = of.phrase("head.table", number=tables, title=one.caption)
            yield Table(one.name, caption, one.columns, one.rows, one.note, one.is_wide)
        elif isinstance(one, Picture):
            shown += 1
            caption = of.phrase("head.picture", number=shown, title=one.caption)
            yield Picture(one.name, caption, one.alt, one.drawn)
        else:
            yield one
