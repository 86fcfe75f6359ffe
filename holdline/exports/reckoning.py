"""Figures for a document: each one asked of a query, written, and able to say where it is from."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from holdline.errors import DivisionUnknown, MonthUnknown
from holdline.exports.blocks import Behind, Number, Part, Parts, Term, filled
from holdline.messages import figures
from holdline.messages.catalogue import text
from holdline.messages.dates import day_name, month_key, month_name
from holdline.queries.catalogue import query as file_of
from holdline.queries.runner import Result
from holdline.reference import codes
from holdline.reference.parameters import parameter
from holdline.reference.periods import shifted
from holdline.warehouse.manifest import Manifest

Ask = Callable[..., Result]
Inputs = Mapping[str, object]
Pairs = tuple[tuple[str, object], ...]
# The page that shows what a metric counts, where a number does not name its households itself.
PAGES = {
    "support": "support", "responsible": "support", "reports": "queues", "suspected": "queues",
    "collection": "collection", "found": "findings", "guards": "timelines",
    "median": "timelines", "change": "changes", "coverage": "snapshot",
}  # fmt: skip
MEASURES = {"rate": "eliminated", "closing": "closed"}


@dataclass(frozen=True)
class Subject:
    """What a document is about.

    Attributes:
        division_name, level: of the chosen division; 1 province to 5 village.
        month: first day of the month.
        first_month: of the snapshot; before it nothing can be compared.
        manifest: of the snapshot the figures are from.
    """

    language: str
    tree: str
    division: str
    division_name: str
    level: int
    month: date
    first_month: date
    manifest: Manifest

    @property
    def on(self) -> date:
        """The day of the count: the month's last, or the snapshot's when that comes first."""
        return min(shifted(self.month, 1) - timedelta(days=1), self.manifest.as_of_on)

    def defaults(self) -> dict[str, object]:
        """What queries are given by the names of their inputs."""
        days = parameter("procedure_self_report_days", self.on, self.division).value
        return {
            "view": self.tree, "division": self.division, "month": self.month, "on": self.on,
            "round": self.month.year, "days": int(str(days)), "monitor_type": "", "main_risk": "",
        }  # fmt: skip


def subject(
    ask: Ask, manifest: Manifest, language: str, *, tree: str, division: str, month: date
) -> Subject:
    """What a document on *division* and *month* is about, as the snapshot knows it.

    Raises:
        DivisionUnknown, MonthUnknown: it does not.
    """
    path = ask("shared/ancestors", view=tree, division=division).rows
    if path.is_empty():
        raise DivisionUnknown(division=division)
    told = path.row(-1, named=True)
    period = ask("shared/period").rows.row(0, named=True)
    first, last = period["first_month"], period["last_month"]
    if not first <= month <= last:
        facts = {"first": month_key(first), "last": month_key(last)}
        raise MonthUnknown(month=month_key(month), **facts)
    name, level = told["division_name"], told["level"]
    return Subject(language, tree, division, name, level, month, first, manifest)


class Reckoning:
    """Asks, and makes numbers of the answers; one for one document."""

    def __init__(self, ask: Ask, subject: Subject) -> None:
        """*ask*: name of a query and its inputs to its answer, within the reader's scope."""
        self._ask = ask
        self.subject = subject
        self.language = subject.language
        self._defaults = subject.defaults()
        self._held: dict[Hashable, dict[Hashable, list[Mapping[str, Any]]]] = {}
        self._names: dict[str, set[str]] = {}

    def rows(self, query: str, **given: object) -> list[Mapping[str, Any]]:
        """The rows of *query*, its other inputs filled from the subject."""
        return list(self._rows(query, self._inputs(query, given)))

    def term(self, query: str, column: str, given: Inputs | None = None, **rows: object) -> Term:
        """*column* of *query* over the rows that have *rows*; *given* are inputs of its own."""
        inputs = self._inputs(query, given or {})
        return Term(query, inputs, tuple(sorted(rows.items())), column)

    def count(
        self, *terms: Term, metric: str, behind: Behind | None = None, is_size: bool = False
    ) -> Number:
        """The sum of *terms* as a whole number; *is_size* leaves the sign off."""
        value = self.value(*terms)
        shown = abs(value) if is_size and value is not None else value
        written = figures.count(shown, self.language)
        return Number(written, value, terms, (), metric, behind or opened(metric))

    def change(self, *terms: Term, metric: str = "change") -> Number:
        """The sum of *terms* with its sign."""
        value = self.value(*terms)
        written = figures.change(value, self.language)
        return Number(written, value, terms, (), metric, opened(metric))

    def rate(
        self, part: Sequence[Term], whole: Sequence[Term], *, metric: str, is_size: bool = False
    ) -> Number:
        """The share *part* is of *whole*, in per cent; not known when the whole is nought."""
        above, below = self.value(*part), self.value(*whole)
        value = None if above is None or not below else above / below
        shown = abs(value) if is_size and value is not None else value
        written = figures.rate(shown, self.language)
        return Number(written, value, tuple(part), tuple(whole), metric, opened(metric))

    def per_hundred(self, part: Sequence[Term], whole: Sequence[Term], *, metric: str) -> Number:
        """How many of *part* come to a hundred of *whole*, with one decimal."""
        share = self.rate(part, whole, metric=metric)
        written = figures.rate(share.value, self.language, digits=1).rstrip("%")
        return replace(share, text=written)

    def points(self, now: Number, before: Number) -> Number:
        """How far a share has moved, in percentage points, without its sign and its unit."""
        known = now.value is not None and before.value is not None
        value = now.value - before.value if known else None  # type: ignore[operator]
        written = figures.rate(None if value is None else abs(value), self.language).rstrip("%")
        return replace(now, text=written, value=value, minus=before)

    def sentence(self, key: str, /, **facts: Part | Parts) -> Parts:
        """A sentence of the templates, with its numbers in it."""
        holes = {name: f"{{{name}}}" for name in facts}
        return filled(text(self.language, f"bulletin.{key}", **holes), facts)

    def phrase(self, key: str, /, **facts: object) -> str:
        """A text of the templates without numbers."""
        return text(self.language, f"bulletin.{key}", **facts)

    def code(self, kind: str, value: str | None) -> str:
        """The label of a code; one not told says so."""
        if value is None or value == "UNKNOWN":
            return text(self.language, "common.values.unknown")
        return codes.label(kind, value, self.language) or value

    @property
    def month(self) -> str:
        """The month as it is written."""
        return month_name(self.subject.month, self.language)

    @property
    def day(self) -> str:
        """The day of the count as it is written."""
        return day_name(self.subject.on, self.language)

    @property
    def as_of(self) -> str:
        """The snapshot's day as it is written."""
        return day_name(self.subject.manifest.as_of_on, self.language)

    @property
    def is_past(self) -> bool:
        """Whether the month ended before the snapshot's day: what is only known of today is not."""
        return self.subject.on < self.subject.manifest.as_of_on

    @property
    def scope(self) -> str:
        """The whole of the division, as running text calls it."""
        name = self.subject.division_name
        suffixes = self.phrase("scope.suffixes").split("|")
        parts = (one.partition("=") for one in suffixes if one)
        held = (short or long for long, _, short in parts if name.endswith(long))
        return self.phrase("scope.said", suffix=next(held, name))

    def value(self, *terms: Term) -> Any:
        """The sum of *terms*; None when one of them is not known."""
        found = [(one.sign, self._cell(one)) for one in terms]
        if any(value is None for _, value in found):
            return None
        return sum(sign * value for sign, value in found)

    def _inputs(self, query: str, given: Inputs) -> Pairs:
        if query not in self._names:
            self._names[query] = {one.name for one in file_of(query).inputs}
        names = self._names[query]
        held = {name: self._defaults[name] for name in names if name not in given}
        return tuple(sorted({**held, **given}.items()))

    def _cell(self, term: Term) -> Any:
        rows = self._rows(term.query, term.inputs, term.rows)
        told = [row[term.column] for row in rows if row[term.column] is not None]
        return sum(told) if told else (None if rows else 0)

    def _rows(self, query: str, inputs: Pairs, having: Pairs = ()) -> Sequence[Mapping[str, Any]]:
        """The rows of an answer that have what is asked; a bulletin reads some a hundred times."""
        names = tuple(name for name, _ in having)
        if (query, inputs, names) not in self._held:
            rows = self._ask(query, **dict(inputs)).rows.rows(named=True)
            held = self._held[query, inputs, names] = {}
            for row in rows:
                held.setdefault(tuple(row[name] for name in names), []).append(row)
        return self._held[query, inputs, names].get(tuple(value for _, value in having), [])


def opened(metric: str) -> Behind:
    """What shows the households or items behind a metric: its page, or a list of households."""
    page = PAGES.get(metric)
    return (
        Behind(page) if page else Behind("households", (("measure", MEASURES.get(metric, "open")),))
    )
