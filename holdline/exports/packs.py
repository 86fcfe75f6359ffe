"""Read the definition of a pack: which files, of which divisions and month, for which role."""

import hashlib
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from holdline.errors import PackPartUnknown, PackUnreadable
from holdline.messages.catalogue import languages
from holdline.reference.divisions import normalise

LAST = "last"
TREES = ("management", "legal")
# What a file can be, and the forms each can have; the first is what it has when nothing is said.
FORMS: dict[str, tuple[str, ...]] = {
    "page": ("xlsx", "csv", "png", "svg"),
    "bulletin": ("docx", "pdf"),
    "annex2": ("xlsx",),
    "notice": ("docx",),
    "capsule": ("html",),
}
BULLETINS = ("progress", "quality")
TOP = {"name", "language", "tree", "month", "divisions", "snapshot", "role", "reach", "filters",
       "file"}  # fmt: skip
NEEDED = ("name", "role", "divisions", "file")


@dataclass(frozen=True)
class Item:
    """One file of a pack, made for each of its divisions.

    Attributes:
        number: of the item in the definition, from 1.
        kind: a key of FORMS.
        what: the page's name, the bulletin's kind, or the year of a round; else "".
        forms: suffixes.
        filters: what a page is asked for, as its address names it.
    """

    number: int
    kind: str
    what: str
    forms: tuple[str, ...]
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """What it is, in a word, fit for a file's name."""
        return self.what if self.kind == "page" else "_".join(filter(None, (self.kind, self.what)))


@dataclass(frozen=True)
class Pack:
    """A definition.

    Attributes:
        name: letters, digits, - and _.
        role: for whom it is made: what that role may not see is not in it.
        reach: the divisions they may see; the pack's own when nothing is said.
        divisions: codes; each file is made for each.
        month: 2021-11, or last: the snapshot's last.
        tree, language, snapshot: as everywhere; an empty snapshot is the current one.
        items: in order.
        digest: SHA-256 of the definition as it is written.
    """

    name: str
    role: str
    reach: tuple[str, ...]
    divisions: tuple[str, ...]
    month: str
    tree: str
    language: str
    snapshot: str
    items: tuple[Item, ...]
    digest: str


def read(file: Path) -> Pack:
    """The definition in *file*.

    Raises:
        PackUnreadable: it is no TOML, or lacks what it needs.
        PackPartUnknown: it names a part, a form or a choice that is not there.
        DivisionCodeMalformed: a division is not a code.
    """
    try:
        written = file.read_bytes()
        told = tomllib.loads(written.decode("utf-8"))
    except (OSError, ValueError) as problem:
        raise PackUnreadable(file=file.name, problem=problem) from problem
    _known(told, TOP, file.name)
    if lacking := [name for name in NEEDED if not told.get(name)]:
        raise PackUnreadable(file=file.name, problem=f"lacks {', '.join(lacking)}")
    divisions = tuple(normalise(str(one)) for one in _listed(told["divisions"]))
    reach = tuple(normalise(str(one)) for one in _listed(told.get("reach", list(divisions))))
    shared = _filters(told.get("filters", {}))
    return Pack(
        name=_name(str(told["name"]), file.name),
        role=str(told["role"]),
        reach=reach,
        divisions=divisions,
        month=str(told.get("month", LAST)),
        tree=_one_of(str(told.get("tree", TREES[0])), TREES, "tree"),
        language=_one_of(str(told.get("language", "zh")), languages(), "language"),
        snapshot=str(told.get("snapshot", "")),
        items=tuple(_item(at, one, shared) for at, one in enumerate(told["file"], start=1)),
        digest=hashlib.sha256(written).hexdigest(),
    )


def _item(number: int, told: Mapping[str, Any], shared: Mapping[str, str]) -> Item:
    where = f"[[file]] {number}"
    if "address" in told:
        told = {
            **_pasted(str(told["address"])),
            **{k: v for k, v in told.items() if k != "address"},
        }
    kinds = [name for name in FORMS if told.get(name)]
    if len(kinds) != 1:
        raise PackPartUnknown(where=where, name=", ".join(kinds) or "–", known=", ".join(FORMS))
    kind = kinds[0]
    _known(told, {kind, "as", *({"filters"} if kind == "page" else ())}, where)
    forms = tuple(
        _one_of(str(one), FORMS[kind], f"{where}, as")
        for one in _listed(told.get("as", FORMS[kind][0]))
    )
    what = "" if told[kind] is True else str(told[kind])
    if kind == "bulletin":
        _one_of(what, BULLETINS, where)
    own = {**shared, **_filters(told.get("filters", {}))} if kind == "page" else {}
    return Item(number, kind, what, forms, tuple(sorted(own.items())))


def _pasted(address: str) -> dict[str, Any]:
    """A page's address as copied from a browser; where and when are the pack's own."""
    parts = urlsplit(address)
    told = dict(parse_qsl(parts.query))
    kept = {
        k: v for k, v in told.items() if k not in {"division", "month", "tree", "snapshot", "lang"}
    }
    return {"page": parts.path.rstrip("/").rpartition("/")[2], "filters": kept}


def _filters(told: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in told.items() if str(value)}


def _listed(told: object) -> list[Any]:
    return told if isinstance(told, list) else [told]


def _known(told: Mapping[str, Any], known: Collection[str], where: str) -> None:
    if unknown := sorted(set(told) - set(known)):
        raise PackPartUnknown(where=where, name=unknown[0], known=", ".join(sorted(known)))


def _one_of(value: str, known: Collection[str], where: str) -> str:
    if value not in known:
        raise PackPartUnknown(where=where, name=value, known=", ".join(known))
    return value


def _name(name: str, file: str) -> str:
    if not (name.isascii() and name.replace("-", "").replace("_", "").isalnum()):
        raise PackUnreadable(
            file=file, problem=f"its name is {name!r}, not letters, digits, - or _"
        )
    return name
