"""Appendix 2: the list of households proposed to be labelled, and who is not on it and why.

Nothing leaves before its notice is over, its objections are settled, its papers are complete and
every guard is answered for; docs/decisions says what is refused for one household and what for all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from holdline.exports import judging
from holdline.exports.asking import Source
from holdline.exports.identity_numbers import is_sound
from holdline.exports.provenance import Batch, Provenance
from holdline.exports.workbook import Field, Sheet, workbook
from holdline.messages.catalogue import text
from holdline.messages.dates import MISSING, day_name
from holdline.reference import codes
from holdline.rules import leaving, overriding
from holdline.rules.leaving import Standing
from holdline.timeline.locks import PAPERS, locks
from holdline.timeline.procedure import legs

COLUMNS = (
    "city_name", "county_name", "town_name", "village_name", "household_id", "head_name",
    "head_id_number", "lifted_out_year", "reason", "note",
)  # fmt: skip
NEEDED = COLUMNS[:-1]
WIDTHS = (10, 12, 14, 14, 22, 12, 24, 10, 48, 30)
# What only the notice and the papers that come with it stand in the way of.
UNTIL_NOTICED = {"not_published", "notice_short", "notice_running", "handed_early", PAPERS}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Proposed:
    """One household of the round.

    Attributes:
        cells: its row of queries/report/annex2.
        reasons: why it may not leave, keys of messages annex2.refused; empty when it may.
        lacking: papers its file lacks, codes of list file_item.
        free_on: first day its notice alone would free it; None when that is not known.
        met: ids of the criteria it meets by the rules.
        by_hand: what two people decided otherwise, in words; "" when nothing.
    """

    cells: Row
    reasons: tuple[str, ...]
    lacking: tuple[str, ...]
    free_on: date | None
    met: tuple[str, ...]
    by_hand: str

    @property
    def household_id(self) -> str:
        """Its number."""
        return str(self.cells["household_id"])


@dataclass(frozen=True)
class Round:
    """The proposals of a division and year as known on a day, and what becomes of each."""

    snapshot_id: str
    division: str
    tree: str
    year: int
    on: date
    language: str
    households: Sequence[Proposed]

    @cached_property
    def leaving(self) -> tuple[Proposed, ...]:
        """Those nothing stands in the way of."""
        return tuple(one for one in self.households if not one.reasons)

    @cached_property
    def refused(self) -> tuple[Proposed, ...]:
        """The others."""
        return tuple(one for one in self.households if one.reasons)

    @cached_property
    def noticed(self) -> tuple[Proposed, ...]:
        """Those a village may be told of: only the notice and its papers are still to come."""
        return tuple(one for one in self.households if UNTIL_NOTICED.issuperset(one.reasons))

    @cached_property
    def standing(self) -> Standing:
        """The guards of those that would leave, and who answered for them."""
        ids = [one.household_id for one in self.leaving]
        return leaving.of_batch(self.snapshot_id, ids, division=self.division, tree=self.tree)


def round_of(
    source: Source, *, tree: str, division: str, year: int, on: date, language: str,
    is_revealed: bool = False,
) -> Round:  # fmt: skip
    """The round of *year* in *division* as known *on* a day in Beijing.

    Everybody's round is judged by the same whole rows, so that guards acknowledged by one hold for
    another; names and numbers are taken out again unless *is_revealed*.

    Raises:
        DivisionForbidden: it is outside the person's reach.
        NotPermitted: *is_revealed*, and nothing is revealed to the person.
    """
    if is_revealed:
        source.reveals()
    place: dict[str, object] = {"view": tree, "division": division, "round": year}
    with source.asked(division, is_whole=True) as ask:
        proposed = ask("queues/proposed", **place, on=on).rows
        rows = list(ask("report/annex2", **place).rows.iter_rows(named=True))
    locked = locks(proposed, on, legs(on, division), with_papers=True)
    held = {row["household_id"]: row for row in locked.iter_rows(named=True)}
    papers = dict(proposed.select("household_id", "lacking").iter_rows())
    told = judging.judged(source.shot.id, [row["household_id"] for row in rows])
    by_hand = overriding.by_household(judging.RULES)
    found = []
    for row in rows:
        number = row["household_id"]
        rules, override, lock = told.get(number), by_hand.get(number), held[number]
        against = _by_rules(rules, override.decision if override else "")
        found.append(
            Proposed(
                row if is_revealed else _masked(row),
                (*lock["reasons"], *_unfit(row), *against),
                tuple(papers[number] or ()),
                lock["free_on"],
                rules.met if rules else (),
                overriding.note(override, language) if override else "",
            )
        )
    return Round(source.shot.id, division, tree, year, on, language, found)


def _masked(row: Row) -> Row:
    """A row as anybody may see it: the head's surname, and no number."""
    name = str(row["head_name"] or "")
    surname = name[:1] + "*" * max(1, len(name) - 1) if name else None
    return dict(row) | {"head_name": surname, "head_id_number": None, "reason": None, "note": None}


def _unfit(row: Row) -> list[str]:
    """What is wrong with the row itself: K03 and what the province would send back."""
    number = row["head_id_number"]
    faults = {
        "annotated": row["is_annotated"],
        "row_incomplete": any(row[one] in (None, "") for one in NEEDED),
        "number_unsound": bool(number) and not is_sound(number),
        "head_differs": row["is_head_other"],
    }
    return [name for name, holds in faults.items() if holds]


def _by_rules(rules: judging.Judged | None, decided: str) -> list[str]:
    """What the rules and people say against it: K01, K02, and a decision to keep it."""
    faults = {
        "kept_by_hand": decided == "kept",
        "exempt": bool(rules and rules.exempt) and decided != "proposed",
        "monitored": bool(rules and rules.is_monitored),
    }
    return [name for name, holds in faults.items() if holds]


def reason(one: Proposed, language: str) -> str:
    """Why it is proposed: the clauses of appendix 1, then what the proposer wrote.

    The clauses are those the rules find met; where they find none, those the proposer names.
    """
    rules = judging.rules()
    named = one.met or tuple(f"c{code}" for code in one.cells["exit_criteria"] or ())
    cited = [
        text(
            language, "annex2.cited",
            clause=condition(name, language),
            title=rules.clause(name).words[language]["title"],
        )
        for name in named
    ]  # fmt: skip
    said = _without_numbers(str(one.cells["reason"] or ""))
    parts = [text(language, "annex2.joint").join(cited), said]
    return text(language, "annex2.explained").join(part for part in parts if part)


def condition(name: str, language: str) -> str:
    """How a criterion of appendix 1 is cited: by its number."""
    return text(language, "annex2.condition", number=name[1:])


def _without_numbers(said: str) -> str:
    """What the proposer wrote, without the condition numbers it begins with."""
    return said.lstrip("0123456789cC、,，;； ").lstrip("：:").strip()


def file(made: Round, provenance: Provenance, batch: Batch) -> bytes:
    """The workbook: the ten columns of the notice in their order, and who was refused and why.

    Raises:
        GuardsNotAcknowledged: nobody has answered for a guard of the batch.
    """
    if made.leaving:
        made.standing.must_leave()
    return workbook(provenance, batch, [listed(made), refusals(made)])


def listed(made: Round) -> Sheet:
    """The ten columns; numbers are text, whatever they look like."""
    fields = [
        Field(
            text(made.language, f"annex2.columns.{name}"),
            "" if name != "lifted_out_year" else "0",
            width,
        )
        for name, width in zip(COLUMNS, WIDTHS, strict=True)
    ]
    rows = [_cells(one, made.language) for one in made.leaving]
    say = f"annex2.{'title' if rows else 'title_empty'}"
    return Sheet(text(made.language, "annex2.sheet"), text(made.language, say), fields, rows)


def _cells(one: Proposed, language: str) -> list[Any]:
    told = dict(one.cells) | {"reason": reason(one, language)}
    notes = [one.by_hand, str(one.cells["note"] or "")]
    told["note"] = text(language, "annex2.joint").join(part for part in notes if part) or None
    return [told[name] for name in COLUMNS]


def refusals(made: Round) -> Sheet:
    """Who is not on the list: where, its number, why, and from when its notice would free it."""
    names = ("town_name", "village_name", "household_id", "why", "lacking", "free_on")
    fields = [
        Field(text(made.language, f"annex2.refusals.{name}"), "", 44 if name == "why" else 18)
        for name in names
    ]
    rows = [
        [
            one.cells["town_name"] or MISSING,
            one.cells["village_name"] or MISSING,
            one.household_id,
            why(one, made.language),
            papers(one, made.language),
            day_name(one.free_on, made.language),
        ]
        for one in made.refused
    ]
    said = text(made.language, "annex2.refusals.title", count=len(rows))
    return Sheet(text(made.language, "annex2.refusals.sheet"), said, fields, rows)


def why(one: Proposed, language: str) -> str:
    """Its refusals in words."""
    said = (text(language, f"annex2.refused.{name}") for name in one.reasons)
    return text(language, "annex2.joint").join(said)


def papers(one: Proposed, language: str) -> str:
    """The papers its file lacks, in words."""
    said = (codes.label("file_item", item, language) or item for item in one.lacking)
    return text(language, "common.values.joint").join(said)
