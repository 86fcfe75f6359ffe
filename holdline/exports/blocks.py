"""A document before it is a Word file or a page: blocks of text, tables and pictures.

Every figure in it, in a sentence or in a cell, is a `Number` that says where it is from.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import Literal


@dataclass(frozen=True)
class Term:
    """A column of a query's answer, summed over the rows that have what is asked.

    Attributes:
        query: its name, such as briefing/headline.
        inputs: the values bound, by name.
        rows: (column, value) pairs a row must have; () takes every row.
        column: what is summed.
        sign: 1, or -1 for what is taken off.
    """

    query: str
    inputs: tuple[tuple[str, object], ...]
    rows: tuple[tuple[str, object], ...]
    column: str
    sign: int = 1


@dataclass(frozen=True)
class Behind:
    """The page that shows what a number counts, and the parts of the choice to open it with."""

    page: str
    parts: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Number:
    """A figure: what is written, and the terms it is the sum of (over others, when a share).

    Attributes:
        text: as written, without its unit.
        value: before rounding; None when it is not known.
        metric: key of its definition, in messages metrics or report_metrics.
        minus: another share taken off, when this is a difference of shares.
    """

    text: str
    value: float | None
    terms: tuple[Term, ...]
    over: tuple[Term, ...] = ()
    metric: str = ""
    behind: Behind | None = None
    minus: "Number | None" = None


Part = str | Number
Parts = tuple[Part, ...]


ANNEX = 3  # the level of a heading that begins an annex


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 or 2, or the head of an annex (3), which begins a page."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; `kind` says how it is set."""

    parts: Parts
    kind: Literal["body", "addressee", "note", "attachment", "signature"] = "body"


@dataclass(frozen=True)
class Column:
    """A column of a table; neighbours of one *group* stand under one head.

    Attributes:
        width: share of the table's width, against the other columns.
    """

    title: str
    is_number: bool = True
    width: float = 1.0
    group: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is about, and its cells."""

    key: str
    cells: Sequence[Part]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption, and a note below it; *is_wide* asks for a page on its side."""

    name: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart or map, and in words what it shows; the source line is in the picture.

    Attributes:
        drawn: draws it, and gives the same bytes every time.
    """

    name: str
    caption: str
    alt: str
    drawn: Callable[[], bytes] = field(repr=False)

    @cached_property
    def png(self) -> bytes:
        """Its bytes: drawn when first wanted, then kept."""
        return self.drawn()


Block = Heading | Paragraph | Table | Picture


@dataclass(frozen=True)
class Bulletin:
    """A whole document.

    Attributes:
        title: broken over lines where it may be.
        blocks: in their order.
    """

    title: str
    language: str
    blocks: Sequence[Block]

    def numbers(self, *kinds: type) -> Iterator[Number]:
        """Every number of the blocks of these *kinds*; of all when none is named."""
        for block in self.blocks:
            if not kinds or isinstance(block, kinds):
                yield from _numbers(block)


def _numbers(block: Block) -> Iterator[Number]:
    parts: list[Part] = []
    if isinstance(block, Paragraph):
        parts = list(block.parts)
    elif isinstance(block, Table):
        parts = [cell for row in block.rows for cell in row.cells]
    yield from (part for part in parts if isinstance(part, Number))


def filled(template: str, facts: Mapping[str, Part | Parts]) -> Parts:
    """*template* with its {facts} put in, numbers staying numbers.

    Raises:
        KeyError: a fact it names is not given.
    """
    parts: list[Part] = []
    for words, name, _, _ in Formatter().parse(template):
        if words:
            parts.append(words)
        if name is not None:
            fact = facts[name]
            parts.extend(fact if isinstance(fact, tuple) else (fact,))
    return tuple(parts)


def joined(pieces: Sequence[Parts], between: str) -> Parts:
    """*pieces* one after another with *between* them."""
    parts: list[Part] = []
    for at, piece in enumerate(pieces):
        parts.extend((between, *piece) if at else piece)
    return tuple(parts)


def plain(parts: Sequence[Part]) -> str:
    """Only what is read."""
    return "".join(part.text if isinstance(part, Number) else part for part in parts)


def less(term: Term) -> Term:
    """The same term taken off."""
    return Term(term.query, term.inputs, term.rows, term.column, -term.sign)
