"""What an import builds from, written down: each file's table, sheet, answers and mended rows."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Self

FILE: Final = "plan.json"


@dataclass(frozen=True)
class Part:
    """One table of one file.

    Attributes:
        batch: the import that brought the file.
        file: its path below the folder of imports.
        label: how reports call it: its path as it was given.
        sha256: of the file.
        table: the import table.
        sheet: of a workbook; "" of other files.
        answers: what headers mean that the dictionary does not know, by their bare form.
        superseded: lines of rows that an error workbook mended; they are not read again.
    """

    batch: str
    file: str
    label: str
    sha256: str
    table: str
    sheet: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    superseded: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """As holdline.build.sources.Source.name: the label, with the sheet behind it."""
        return f"{self.label}!{self.sheet}" if self.sheet else self.label

    def without(self, lines: Mapping[str, tuple[int, ...]]) -> "Part":
        """The part without the rows that *lines* tells for its name."""
        mended = {*self.superseded, *lines.get(self.name, ())}
        return replace(self, superseded=tuple(sorted(mended)))


@dataclass(frozen=True)
class Plan:
    """All that a snapshot is built from.

    Attributes:
        batch: the import that made the plan; its folder's name.
        as_of: the day it shows; None to take it from the data.
        is_sample: the households are invented.
        parts: by table in the contract's order, then in the order they were given.
        ignored: files and sheets that are no table, by name.
    """

    batch: str
    as_of: date | None
    is_sample: bool
    parts: tuple[Part, ...]
    ignored: tuple[str, ...] = ()

    def essence(self) -> str:
        """What decides the snapshot besides the files, as text: equal for equal imports."""
        told = [
            [one.name, one.sha256, one.table, sorted(one.answers.items()), list(one.superseded)]
            for one in self.parts
        ]
        return json.dumps([str(self.as_of), self.is_sample, told], ensure_ascii=False)

    def written(self, folder: Path) -> None:
        """Write the plan into *folder*, at once."""
        target = folder / FILE
        draft = target.with_suffix(".tmp")
        told = asdict(self) | {"as_of": self.as_of.isoformat() if self.as_of else None}
        draft.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
        draft.replace(target)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The plan of *folder*."""
        told: dict[str, Any] = json.loads((folder / FILE).read_text("utf-8"))
        parts = tuple(
            Part(**one | {"superseded": tuple(one["superseded"])}) for one in told["parts"]
        )
        as_of = date.fromisoformat(told["as_of"]) if told["as_of"] else None
        ignored = tuple(told["ignored"])
        return cls(**told | {"as_of": as_of, "parts": parts, "ignored": ignored})
