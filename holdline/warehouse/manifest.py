"""What a snapshot is: made when, from what, by which code, holding what."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self


@dataclass(frozen=True)
class Manifest:
    """The certificate of a snapshot, written beside it as manifest.json.

    Attributes:
        created_at: ISO 8601 in UTC.
        as_of_on: the day the import shows.
        is_sample: the households are invented.
        data_hash: SHA-256 over the sources, equal for equal imports.
        files: SHA-256 of each file of the snapshot, by name.
        tables: rows of each table.
        sources: SHA-256 of each import file, by name.
        quarantined: rows set aside.
        findings: things noticed on import.
    """

    snapshot_id: str
    created_at: str
    as_of_on: date
    is_sample: bool
    code_version: str
    rule_pack: str
    data_hash: str
    files: dict[str, str]
    tables: dict[str, int]
    sources: dict[str, str]
    quarantined: int
    findings: int

    def to_json(self) -> str:
        """The manifest as JSON, its keys in order; ends with a new line."""
        written = asdict(self) | {"as_of_on": self.as_of_on.isoformat()}
        return json.dumps(written, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; keys it does not know are ignored.

        Raises:
            ValueError: it is not JSON, not an object, lacks a key, or its day is none.
        """
        read: Any = json.loads(text)
        wanted = [field.name for field in fields(cls)]
        missing = [name for name in wanted if not isinstance(read, dict) or name not in read]
        if missing:
            raise ValueError(f"the manifest has no {missing[0]}")
        known = {name: read[name] for name in wanted}
        return cls(**known | {"as_of_on": date.fromisoformat(str(read["as_of_on"]))})


# Of a home in which nothing has been published: no id, no tables, and no day.
NONE = Manifest("", "", date.min, False, "", "", "", {}, {}, {}, 0, 0)  # noqa: FBT003
