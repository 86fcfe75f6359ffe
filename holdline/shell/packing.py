"""Make a pack: every file of its definition, through the gate, into one folder or zip."""

import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from holdline.access import audit
from holdline.access.identity import Person, role_named
from holdline.errors import DivisionForbidden, NotPermitted, PackEmpty, PackPlaceTaken
from holdline.exports import documents, gate
from holdline.exports.asking import Source
from holdline.exports.documents import Place, Ready
from holdline.exports.packs import LAST, Item, Pack
from holdline.exports.provenance import Provenance
from holdline.messages.catalogue import text
from holdline.messages.dates import parse_month
from holdline.shell import unattended
from holdline.warehouse import reach, snapshot

ABOUT = "pack.json"
# How near each sight comes; nobody makes a pack for somebody who comes nearer than themselves.
NEARNESS = ("records", "lists", "figures", "nobody")


@dataclass(frozen=True)
class Made:
    """A file of the pack: its name, its division, its certificate, and what the gate let out."""

    name: str
    division: str
    stands: Provenance
    content: bytes
    batch: str


def made(pack: Pack, operator: Person) -> list[Made]:
    """Every file of *pack*: all are drawn first, so that one fault lets nothing out.

    Args:
        pack: the definition.
        operator: who makes it; the files hold what the pack's role may see, and name them.

    Raises:
        NotPermitted, DivisionForbidden: the pack is for somebody who may see more than
            *operator*, or a file shows what its role may not see.
        HoldlineError: as `unattended.run` and `holdline.exports.documents`.
    """
    shot = snapshot.named(pack.snapshot) if pack.snapshot else snapshot.current()
    reader = _reader(pack, operator, shot)
    told = text(pack.language, f"access.roles.{reader.role}")
    source = Source(reader, shot, ((text(pack.language, "exports.pack.is_for"), told),))
    drawn = [
        (item, division, form, one)
        for item in pack.items
        for division in pack.divisions
        for form, one in _ready(pack, item, division, source)
    ]
    files = []
    for at, (item, division, form, one) in enumerate(drawn, start=1):
        left = gate.released(
            reader, one.stands, one.kind, one.made, permission=one.permission, maker=operator
        )
        name = _named(at, item, division, form, one.kind)
        files.append(Made(name, division, one.stands, left.content, left.batch.number))
    audit.record(
        operator, "pack.made", pack.name,
        digest=pack.digest, role=pack.role, snapshot=shot.id, files=len(files),
    )  # fmt: skip
    return files


def written(pack: Pack, files: list[Made], place: Path) -> None:
    """Put *files* and what they are into *place*: a folder, or a zip by its suffix; all or none.

    Raises:
        PackPlaceTaken: it is a folder that holds something else.
    """
    held = {one.name: one.content for one in files} | {ABOUT: _about(pack, files)}
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    if place.suffix.lower() == ".zip":
        draft.write_bytes(_packed(held))
        draft.replace(place)
        return
    if place.exists() and not (place / ABOUT).is_file():
        raise PackPlaceTaken(folder=place)
    draft.mkdir()
    for name, content in held.items():
        (draft / name).write_bytes(content)
    if place.exists():
        shutil.rmtree(place)
    draft.rename(place)


def _reader(pack: Pack, operator: Person, shot: snapshot.Snapshot) -> Person:
    """For whom it is made: nobody who may see more than who makes it."""
    role = role_named(pack.role)
    reader = Person(operator.account, operator.name, role, pack.reach)
    if NEARNESS.index(reader.sight) < NEARNESS.index(operator.sight):
        raise NotPermitted(role=operator.role, act=f"pack.{role}")
    held = reach.scope_of(operator, shot)
    for division in pack.reach:
        if not held.covers(division):
            raise DivisionForbidden(division=division)
    return reader


def _ready(pack: Pack, item: Item, division: str, source: Source) -> Iterator[tuple[str, Ready]]:
    if item.kind == "page":
        yield from _of_page(pack, item, division, source)
        return
    for form in item.forms:
        yield form, _document(pack, item, division, form, source)


def _of_page(pack: Pack, item: Item, division: str, source: Source) -> Iterator[tuple[str, Ready]]:
    told = {
        "division": division,
        "tree": pack.tree,
        "snapshot": source.shot.id,
        **dict(item.filters),
    }
    if pack.month != LAST:
        told["month"] = pack.month
    ways = unattended.run(item.what, told, pack.language, source.person, source.also)
    for form in item.forms:
        if form not in ways:
            raise PackEmpty(page=item.what, form=form, known=", ".join(ways) or "–")
        way = ways[form]
        yield form, Ready(way.stands, way.kind, way.made)


def _document(pack: Pack, item: Item, division: str, form: str, source: Source) -> Ready:
    month = None if pack.month == LAST else parse_month(pack.month)
    place = Place(pack.tree, division, month)
    if item.kind == "bulletin":
        return documents.bulletin_file(source, place, item.what, pack.language, form)
    if item.kind == "capsule":
        return documents.capsule_file(source, place, pack.language)
    is_list = item.kind == "annex2"
    year = int(item.what) if item.what else None
    batch = documents.round_of(source, place, year, pack.language, is_revealed=is_list)
    ready = documents.annex2_file if is_list else documents.notice_file
    return ready(source, batch, pack.language)


def _named(at: int, item: Item, division: str, form: str, kind: str) -> str:
    """Such as 03-subjects-370403.xlsx; what is packed itself tells what it holds."""
    form = f".{form}" if kind == "zip" else ""
    return f"{at:02d}-{item.told}-{division}{form}.{kind}"


def _about(pack: Pack, files: list[Made]) -> bytes:
    told: dict[str, Any] = {
        "pack": pack.name,
        "definition_sha256": pack.digest,
        "role": pack.role,
        "reach": list(pack.reach),
        "language": pack.language,
        "snapshot": files[0].stands.snapshot if files else "",
        "data_hash": files[0].stands.data_hash if files else "",
        "rule_pack": files[0].stands.rule_pack if files else "",
        "code_version": files[0].stands.code_version if files else "",
        "files": [
            {
                "name": one.name,
                "title": one.stands.title,
                "division": one.division,
                "filters": dict(one.stands.filters),
                "batch": one.batch,
                "sha256": hashlib.sha256(one.content).hexdigest(),
            }
            for one in files
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _packed(held: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in held.items():
            packed.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()
