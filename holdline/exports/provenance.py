"""Where a file's figures come from, as it is written into the file itself."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from holdline.messages.catalogue import text
from holdline.messages.dates import day_name
from holdline.warehouse.manifest import Manifest


@dataclass(frozen=True)
class Provenance:
    """The certificate of one file.

    Attributes:
        title: what the file shows, in the reader's language.
        language: zh or en.
        account: who asked for it.
        snapshot: id; with `as_of_on`, `rule_pack`, `data_hash` and `code_version` the three
            versions that stand behind every figure.
        is_sample: the households are invented.
        filters: what was chosen, as (name, value) in the reader's language.
        definitions: what each figure means, as (figure, definition with its base).
    """

    title: str
    language: str
    account: str
    snapshot: str
    as_of_on: date
    rule_pack: str
    data_hash: str
    code_version: str
    is_sample: bool
    filters: tuple[tuple[str, str], ...] = ()
    definitions: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, manifest: Manifest, *, title: str, language: str, account: str) -> Self:
        """The certificate of a file of the snapshot of *manifest*, asked for by *account*."""
        return cls(
            title=title,
            language=language,
            account=account,
            snapshot=manifest.snapshot_id,
            as_of_on=manifest.as_of_on,
            rule_pack=manifest.rule_pack,
            data_hash=manifest.data_hash,
            code_version=manifest.code_version,
            is_sample=manifest.is_sample,
        )

    def watermark(self, batch: "Batch") -> str:
        """One line for every page: who, when, which batch, and that a sample is one."""
        said = self._say("watermark", account=self.account, at=batch.at, batch=batch.number)
        return f"{said}{self._say('sample')}" if self.is_sample else said

    def rows(self, batch: "Batch") -> tuple[tuple[str, str], ...]:
        """The certificate as (name, value) lines, filters and definitions included."""
        versions = (
            ("title", self.title),
            ("account", self.account),
            ("at", batch.at),
            ("batch", batch.number),
            ("snapshot", self.snapshot),
            ("as_of", day_name(self.as_of_on, self.language)),
            ("data_hash", self.data_hash),
            ("rule_pack", self.rule_pack),
            ("code_version", self.code_version),
            ("kind", self._say("sample_data" if self.is_sample else "real_data")),
        )
        named = tuple((self._say(f"lines.{name}"), value) for name, value in versions)
        return named + self.filters + self.definitions

    def _say(self, key: str, **facts: object) -> str:
        return text(self.language, f"exports.{key}", **facts)


@dataclass(frozen=True)
class Batch:
    """One release of one file.

    Attributes:
        number: unique, such as 20261125-160500-7f3a9c1e.
        at: when, as the file says it: UTC+8, to the minute.
    """

    number: str
    at: str
