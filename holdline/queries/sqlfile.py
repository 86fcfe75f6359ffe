"""Read a SQL file: a comment header that says what it gives, then one statement."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from holdline import paths
from holdline.errors import MalformedHeader

SECTIONS = (
    "grain", "reads", "inputs", "columns", "order", "source",
    "severity", "dimension", "title", "title_en", "remedy", "remedy_en",
)  # fmt: skip
REQUIRED = ("grain", "reads", "columns", "order")
OF_CHECKS = ("severity", "dimension", "title", "remedy")
TYPES = (
    r"(VARCHAR|BOOLEAN|TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|DOUBLE|DATE|TIMESTAMP"
    r"|DECIMAL\(\d+,\s?\d+\))(\[\])?"
)
SECTION = re.compile(r"(?P<name>[a-z_]+):(?:\s+(?P<rest>.*))?")
FIELD = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*)\s+(?P<type>\S+(?:,\s\d+\))?(?:\[\])?)\s+(?P<meaning>.*)"
)
UNIT = re.compile(r"(?P<meaning>.*?)\s*\[(?P<unit>[^\]]+)\]")


@dataclass(frozen=True)
class Field:
    """An input or column: its DuckDB type, what it means, and its unit ("" when it has none)."""

    name: str
    type: str
    meaning: str
    unit: str


@dataclass(frozen=True)
class SqlFile:
    """A statement and what its header declares.

    Attributes:
        name: the path below queries/ without its suffix, such as "briefing/headline".
        grain: the columns that tell rows apart; () when there is one row.
        reads: the tables the statement names; () when it names none.
        order: the order of the rows, as written.
        extras: the other sections by name: source, and of checks severity, dimension, title, …
        statement: the SQL, without the header and without a closing semicolon.
    """

    name: str
    path: Path
    summary: str
    grain: tuple[str, ...]
    reads: tuple[str, ...]
    inputs: tuple[Field, ...]
    columns: tuple[Field, ...]
    order: str
    extras: Mapping[str, str] = field(hash=False)
    statement: str = field(repr=False)


def read(path: Path, root: Path | None = None) -> SqlFile:
    """Read the SQL file at *path*, named by where it lies below *root* (queries/ by default).

    Raises:
        MalformedHeader: the header lacks a section, has them out of order, or cannot be read.
    """
    name = path.relative_to(root or paths.QUERIES).with_suffix("").as_posix()
    return parse(path.read_text("utf-8"), name=name, path=path)


def parse(text: str, *, name: str, path: Path) -> SqlFile:
    """Read a SQL file's *text*.

    Raises:
        MalformedHeader: as `read`.
    """
    header, statement = _split(text)
    try:
        summary, sections = _sections(header)
        _check(name, sections)
        columns = _fields(sections["columns"])
        file = SqlFile(
            name=name,
            path=path,
            summary=summary,
            grain=_names(sections["grain"], nothing="one row"),
            reads=_names(sections["reads"], nothing="nothing"),
            inputs=_fields(sections.get("inputs", [])),
            columns=columns,
            order=_joined(sections["order"]),
            extras=MappingProxyType(
                {key: _joined(sections[key]) for key in SECTIONS[5:] if key in sections}
            ),
            statement=statement,
        )
        _check_file(file)
    except ValueError as problem:
        raise MalformedHeader(path=path, problem=problem) from problem
    return file


def _split(text: str) -> tuple[list[str], str]:
    lines = text.lstrip("\ufeff").splitlines()
    end = next((at for at, line in enumerate(lines) if not line.startswith("--")), len(lines))
    header = [line[2:].removeprefix(" ").rstrip() for line in lines[:end]]
    return header, "\n".join(lines[end:]).strip().removesuffix(";").rstrip()


def _sections(header: Iterable[str]) -> tuple[str, dict[str, list[str]]]:
    summary: list[str] = []
    sections: dict[str, list[str]] = {}
    inside = summary
    for line in header:
        begins = SECTION.fullmatch(line)
        if begins:
            inside = _begun(sections, begins["name"], (begins["rest"] or "").strip())
        elif line.startswith(" ") or inside is summary:
            inside.append(line)
        elif line:
            raise ValueError(f"{line!r} is neither a section nor indented below one")
    return " ".join(" ".join(summary).split()), sections


def _begun(sections: dict[str, list[str]], name: str, rest: str) -> list[str]:
    if name not in SECTIONS:
        raise ValueError(f"there is no section `{name}:`; there are {', '.join(SECTIONS)}")
    if name in sections:
        raise ValueError(f"`{name}:` stands twice")
    if any(SECTIONS.index(earlier) > SECTIONS.index(name) for earlier in sections):
        raise ValueError(f"`{name}:` is out of order; the order is {', '.join(SECTIONS)}")
    sections[name] = [rest] if rest else []
    return sections[name]


def _check(name: str, sections: Mapping[str, list[str]]) -> None:
    wanted = REQUIRED + (OF_CHECKS if name.startswith("checks/") else ())
    missing = [section for section in wanted if not sections.get(section)]
    if missing:
        raise ValueError(f"`{missing[0]}:` is missing or empty")
    stray = [section for section in OF_CHECKS if section in sections and section not in wanted]
    if stray:
        raise ValueError(f"`{stray[0]}:` belongs to checks, in queries/checks/, only")


def _check_file(file: SqlFile) -> None:
    columns = [column.name for column in file.columns]
    repeated = sorted({name for name in columns if columns.count(name) > 1})
    unknown = [name for name in file.grain if name not in columns]
    if not file.summary:
        raise ValueError("it does not begin with a sentence saying what the rows are")
    if repeated:
        raise ValueError(f"column {repeated[0]} stands twice")
    if unknown:
        raise ValueError(f"the grain names {unknown[0]}, which is not among the columns")
    if not file.statement:
        raise ValueError("no statement follows the header")


def _fields(lines: list[str]) -> tuple[Field, ...]:
    indent = min((_indent(line) for line in lines), default=0)
    entries: list[str] = []
    for line in lines:
        if _indent(line) == indent:
            entries.append(line.strip())
        else:
            entries[-1] += f" {line.strip()}"
    return tuple(_field(entry) for entry in entries)


def _field(entry: str) -> Field:
    found = FIELD.fullmatch(entry)
    if not found:
        raise ValueError(f"{entry!r} is not `name TYPE meaning [unit]`")
    if not re.fullmatch(TYPES, found["type"]):
        raise ValueError(f"{found['name']} has the type {found['type']}, which is not known")
    measured = UNIT.fullmatch(found["meaning"])
    meaning, unit = (measured["meaning"], measured["unit"]) if measured else (found["meaning"], "")
    return Field(found["name"], found["type"].replace(" ", ""), meaning, unit)


def _names(lines: list[str], *, nothing: str) -> tuple[str, ...]:
    text = _joined(lines)
    if text == nothing:
        return ()
    names = tuple(name.strip() for name in text.split(","))
    odd = [name for name in names if not re.fullmatch(r"[a-z][a-z0-9_]*", name)]
    if odd:
        raise ValueError(f"{odd[0]!r} is not a name; write names, or `{nothing}`")
    return names


def _joined(lines: list[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
