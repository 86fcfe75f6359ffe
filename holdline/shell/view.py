"""The View: what a page is handed. It knows the reader's choice, asks queries, finds words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from holdline.access import suppression
from holdline.access.identity import Person
from holdline.access.scope import Scope
from holdline.messages import figures
from holdline.messages.catalogue import text
from holdline.messages.dates import MISSING, month_name
from holdline.queries.catalogue import query
from holdline.queries.runner import Result
from holdline.reference import codes, columns
from holdline.reference.divisions import NATION
from holdline.shell.cache import result
from holdline.shell.selection import Selection
from holdline.warehouse import narrowing
from holdline.warehouse.manifest import Manifest


@dataclass(frozen=True)
class View:
    """One run of one page for one reader.

    Attributes:
        page: name of the page, such as briefing; the key of its words.
        language: zh or en.
        selection: what the reader has chosen; division and month are empty only without data.
        manifest: of the snapshot shown.
        scope: what the reader may see.
        newest: id of the current snapshot; another than the shown one when the link is pinned,
            empty before the first.
        person: the reader.
        whole: tables read in this run that a drawn area cannot narrow; told below the page.
    """

    page: str
    language: str
    selection: Selection
    manifest: Manifest
    scope: Scope
    newest: str
    person: Person
    whole: set[str] = field(default_factory=set, compare=False)

    @property
    def has_data(self) -> bool:
        """Whether there is a snapshot to ask; else only files can be brought."""
        return bool(self.newest)

    @property
    def is_narrowed(self) -> bool:
        """Whether only the households of a drawn area are shown."""
        return bool(self.scope.area)

    @property
    def is_nation(self) -> bool:
        """Whether the chosen division stands above several provinces."""
        return self.selection.division == NATION

    def without_area(self) -> "View":
        """The same view of every household: what an area is drawn on."""
        return replace(self, scope=replace(self.scope, area=()))

    @property
    def month(self) -> date:
        """The chosen month, first day."""
        assert self.selection.month is not None  # noqa: S101  arriving() fills it
        return self.selection.month

    def query(self, name: str, **inputs: object) -> Result:
        """The answer of query *name*; the selection's parts fill the inputs they are named for."""
        if self.is_narrowed:
            self.whole.update(narrowing.whole(query(name).reads))
        return result(self.manifest.snapshot_id, self.scope, name, tuple(sorted(inputs.items())))

    def chosen(self, *parts: str) -> dict[str, object]:
        """The selection as query inputs: view, division and month, and the *parts* asked for."""
        inputs: dict[str, object] = {"view": self.selection.tree}
        for part in parts:
            inputs[part] = self.month if part == "month" else getattr(self.selection, part)
        return inputs

    def say(self, key: str, **facts: object) -> str:
        """A text of this page's own words."""
        return text(self.language, f"pages.{self.page}.{key}", **facts)

    def common(self, key: str, **facts: object) -> str:
        """A text of the words all pages share."""
        return text(self.language, f"common.{key}", **facts)

    def code(self, kind: str, value: str | None) -> str:
        """The label of a code; a code not known stands for itself, a missing one says so."""
        if value is None:
            return self.common("values.missing")
        if value == "UNKNOWN":
            return self.common("values.unknown")
        label = codes.label(kind, value, self.language) or value
        return label[:1].upper() + label[1:] if self.language == "en" else label

    def type_name(self, value: str) -> str:
        """A type of subject, as short as the language allows: for cards and heads of columns."""
        return self.common(f"types.{value}")

    def codes(self, kind: str, values: list[str] | None) -> str:
        """The labels of several codes."""
        if values is None:
            return self.common("values.missing")
        return self.common("values.joint").join(self.code(kind, value) for value in values)

    def column(self, table: str, name: str | None) -> str:
        """What a column of an import table is called; a missing name has no column."""
        found = {one.identifier: one for one in columns.table(table)}.get(name or "")
        if found is None:
            return MISSING
        return found.header_zh if self.language == "zh" else found.identifier.replace("_", " ")

    def claim(self, value: bool | None) -> str:  # noqa: FBT001
        """Yes, no or unknown: a missing value is never a no."""
        key = "missing" if value is None else "yes" if value else "no"
        return self.common(f"values.{key}")

    def count(self, value: float | None) -> str:
        """A count with separators; where figures are published, a hidden one says so."""
        if self.scope.is_published and value == suppression.HIDDEN:
            return self.common("values.few", least=suppression.least())
        return figures.count(value, self.language)

    def households(self, value: float | None) -> str:
        """A count of households with its unit."""
        return self.common("units.households", value=self.count(value))

    def people(self, value: float | None) -> str:
        """A count of people with its unit."""
        return self.common("units.people", value=self.count(value))

    def rate(self, value: float | None) -> str:
        """A rate as per cent with two decimals."""
        return figures.rate(value, self.language)

    def change(self, value: float | None) -> str:
        """A signed difference of counts; where figures are published, a hidden one says so."""
        if self.scope.is_published and value == suppression.HIDDEN:
            return self.common("values.few", least=suppression.least())
        return figures.change(value, self.language)

    def month_name(self, month: date | None) -> str:
        """A month as the language writes it."""
        return month_name(month, self.language)


def one(found: Result) -> Mapping[str, Any]:
    """The only row of an answer, by column."""
    return found.rows.row(0, named=True)
