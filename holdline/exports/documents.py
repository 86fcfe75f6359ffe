"""Each document of a division, ready for the gate: bulletin, appendix 2, notice, capsule.

Commands and packs make them here, so that a file of either is the same file.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from holdline.exports import annex2, capsule, public_notice, reckoning
from holdline.exports.asking import Source
from holdline.exports.bulletin.making import bulletin
from holdline.exports.document import document
from holdline.exports.gate import PERMISSION, Contents
from holdline.exports.pdf import pdf
from holdline.exports.provenance import Batch, Provenance
from holdline.messages.catalogue import text
from holdline.messages.dates import month_name
from holdline.queries.catalogue import query
from holdline.queries.published import answer
from holdline.reference.periods import first_of_month
from holdline.state.clock import now
from holdline.timeline.locks import day_in_beijing
from holdline.warehouse import reach
from holdline.warehouse.connection import open_snapshot

if TYPE_CHECKING:
    import polars as pl

REVEAL = "act.reveal"


@dataclass(frozen=True)
class Place:
    """What a document is of: a division in a tree, and a month (None is the snapshot's last)."""

    tree: str
    division: str
    month: date | None = None


@dataclass(frozen=True)
class Ready:
    """A file that only the gate still has to let out.

    Attributes:
        stands: its certificate.
        kind: its suffix.
        made: makes it, once it has a batch number.
        permission: what the role must allow.
        rows: how many figures or households it holds.
        left_out: how many households of the batch it does not hold.
    """

    stands: Provenance
    kind: str
    made: Callable[[Batch], Contents]
    permission: str = PERMISSION
    rows: int = 0
    left_out: int = 0


def bulletin_file(source: Source, place: Place, kind: str, language: str, suffix: str) -> Ready:
    """The bulletin of *kind* (progress or quality), as docx or pdf.

    Raises:
        DivisionUnknown, DivisionForbidden, MonthUnknown, NotPermitted: there is none to make.
    """
    with source.asked(place.division) as ask:
        about = reckoning.subject(
            ask, source.shot.manifest, language, tree=place.tree, division=place.division,
            month=place.month or first_of_month(source.shot.manifest.as_of_on),
        )  # fmt: skip
        made = bulletin(ask, about, kind)
    stands = source.provenance(made.title, language)
    figures = sum(1 for _ in made.numbers())

    def contents(batch: Batch) -> Contents:
        word = document(made, stands, batch)
        return Contents(pdf(word) if suffix == "pdf" else word, figures)

    return Ready(stands, suffix, contents, rows=figures)


def round_of(
    source: Source, place: Place, year: int | None, language: str, *, is_revealed: bool
) -> annex2.Round:
    """The batch of appendix 2 of a division in the round of *year* (None: the snapshot's).

    Raises:
        DivisionUnknown, DivisionForbidden, NotPermitted: there is none.
    """
    manifest = source.shot.manifest
    month = first_of_month(manifest.as_of_on)
    chosen = {"tree": place.tree, "division": place.division}
    with source.asked(place.division) as ask:
        reckoning.subject(ask, manifest, language, **chosen, month=month)
    return annex2.round_of(
        source, **chosen, year=year or manifest.as_of_on.year,
        on=min(manifest.as_of_on, day_in_beijing(now())), language=language,
        is_revealed=is_revealed,
    )  # fmt: skip


def annex2_file(source: Source, made: annex2.Round, language: str) -> Ready:
    """Appendix 2 as a workbook: whole numbers, so only for whom they are revealed to."""
    stands = source.provenance(text(language, "annex2.title"), language)
    left = made.leaving
    return Ready(
        stands, "xlsx", lambda batch: Contents(annex2.file(made, stands, batch), len(left)),
        permission=REVEAL, rows=len(left), left_out=len(made.households) - len(left),
    )  # fmt: skip


def notice_file(source: Source, made: annex2.Round, language: str) -> Ready:
    """The notice of the batch for its villages as a Word file, masked."""
    stands = source.provenance(text(language, "annex2.notice.title"), language)
    left = made.noticed
    return Ready(
        stands, "docx", lambda batch: Contents(public_notice.file(made, stands, batch), len(left)),
        rows=len(left), left_out=len(made.households) - len(left),
    )  # fmt: skip


def capsule_file(source: Source, place: Place, language: str) -> Ready:
    """The capsule of a division: published figures, whoever asks.

    Raises:
        DivisionUnknown: it is not in the tree.
    """
    scope = replace(reach.scope_of(source.person, source.shot), sight="figures")
    with open_snapshot(source.shot).reading(scope) as cursor:

        def ask(name: str, /, **inputs: object) -> "pl.DataFrame":
            return answer(cursor, query(name), inputs, scope).rows

        month = place.month or ask("shared/period").row(0, named=True)["last_month"]
        chosen: dict[str, Any] = {"division": place.division, "month": month, "tree": place.tree}
        data = capsule.gathered(ask, **chosen, language=language)
    facts = {"place": data["nodes"][data["root"]]["name"], "month": month_name(month, language)}
    stands = source.provenance(text(language, "exports.capsule.title", **facts), language)
    return Ready(
        stands, "html",
        lambda batch: Contents(capsule.capsule(stands, batch, data), len(data["nodes"])),
        rows=len(data["nodes"]),
    )  # fmt: skip
