"""The tables of a household's card."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from holdline.messages import figures
from holdline.messages.dates import MISSING, day_name
from holdline.shell.view import View
from holdline.tables.layout import Cell, Heading, Line, Listing

# Which code list a timeline's detail belongs to, by event.
DETAILS = {
    "clue": "source_channel",
    "identified": "monitor_type",
    "eliminated": "elimination_type",
    "measure": "measure_class",
    "self_report": "self_report_channel",
    "self_report_closed": "handling_result",
    "member_change": "member_change_reason",
}


# Neither a school nor a benefit: not told, or told to be none.
UNTOLD = (None, "00")


def _table(
    view: View, name: str, columns: Sequence[str], lines: list[Line], numbers: Sequence[str] = ()
) -> Listing:
    headings = [
        Heading(
            column, view.say(f"card.heads.{column}"), kind="number" if column in numbers else "text"
        )
        for column in columns
    ]
    return Listing(
        name,
        view.say(f"card.{name}"),
        headings,
        lines,
        is_sortable=False,
        empty=view.say(f"card.no_{name}"),
    )


def members(view: View, household: str) -> Listing:
    """The people: those of today first, then those who have left, said to have."""
    rows = view.query("household/members", household_id=household).rows
    columns = ("name", "relation", "born", "id_number", "health", "labour", "school", "safety")
    lines = [
        Line(row["person_id"], {**_who(view, row), **_condition(view, row)})
        for row in rows.iter_rows(named=True)
    ]
    return _table(view, "members", (*columns, "insured"), lines)


def _who(view: View, row: Mapping[str, Any]) -> dict[str, Cell]:
    is_gone = row["member_status"] != "active"
    left = view.code("member_status", row["member_status"]) if is_gone else ""
    return {
        "name": Cell(row["name"] or view.common("values.missing"), note=left),
        "relation": Cell(view.code("relation_to_head", row["relation_to_head"])),
        "born": Cell(f"{row['birth_on']:%Y}" if row["birth_on"] else MISSING),
        "id_number": Cell(row["id_number"] or view.common("values.missing")),
    }


def _condition(view: View, row: Mapping[str, Any]) -> dict[str, Cell]:
    grade, school = row["disability_grade"], row["school_status"]
    insured = _either(row["has_resident_medical"], row["has_employee_medical"])
    return {
        "health": Cell(
            view.codes("health_status", row["health_status"]),
            note=view.code("disability_grade", grade) if grade else "",
        ),
        "labour": Cell(view.code("labour_capacity", row["labour_capacity"])),
        "school": Cell(view.code("school_status", school) if school not in UNTOLD else MISSING),
        "safety": Cell(_safety(view, row)),
        "insured": Cell(view.claim(insured)),
    }


def _safety(view: View, row: Mapping[str, Any]) -> str:
    kinds = ("subsistence_type", "destitute_type")
    held = [view.code(kind, row[kind]) for kind in kinds if row[kind] not in UNTOLD]
    if held:
        return view.common("values.joint").join(held)
    return view.common("values.missing" if all(row[k] is None for k in kinds) else "values.none")


def _either(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001
    """Three-valued or: yes when one is, unknown when that could still be, else no."""
    if one or other:
        return True
    return None if None in (one, other) else False


def cases(view: View, rows: pl.DataFrame) -> Listing:
    """The spells of monitoring, the latest first; one that does not count says so."""
    columns = ("type", "risks", "channel", "identified", "eliminated", "way", "help")
    lines = [
        Line(
            row["case_id"],
            {
                "type": Cell(
                    view.code("monitor_type", row["monitor_type"]),
                    note="" if row["is_counted"] else view.say("card.not_counted"),
                ),
                "risks": Cell(view.codes("risk_type", row["risks"])),
                "channel": Cell(view.code("source_channel", row["source_channel"])),
                "identified": Cell(view.month_name(row["identified_month"])),
                "eliminated": Cell(
                    view.month_name(row["eliminated_month"])
                    if row["eliminated_month"]
                    else view.common(
                        "values.not_yet" if row["is_eliminated"] is False else "values.missing"
                    )
                ),
                "way": Cell(view.code("elimination_type", row["elimination_type"])),
                "help": Cell(view.code("developmental_status", row["developmental_status"])),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    return _table(view, "cases", columns, lines)


def measures(view: View, household: str) -> Listing:
    """What has been done, and which risk it answers."""
    rows = view.query("household/measures", household_id=household).rows
    columns = ("class", "kinds", "answers", "started", "ended", "amount", "organisation")
    lines = [
        Line(
            row["measure_id"],
            {
                "class": Cell(view.code("measure_class", row["measure_class"])),
                "kinds": Cell(view.codes("measure_kind", row["measure_kinds"])),
                "answers": Cell(
                    view.code("risk_type", row["risk_type"])
                    if row["risk_type"]
                    else view.say("card.by_class")
                ),
                "started": Cell(day_name(row["started_on"], view.language)),
                "ended": Cell(
                    day_name(row["ended_on"], view.language)
                    if row["ended_on"]
                    else view.common("values.going_on")
                ),
                "amount": Cell(figures.yuan(row["amount_yuan"], view.language)),
                "organisation": Cell(row["organisation"] or MISSING),
            },
        )
        for row in rows.iter_rows(named=True)
    ]
    return _table(view, "measures", columns, lines, numbers=("amount",))


def guarantees(
    view: View, facts: Mapping[str, Any], case: Mapping[str, Any], names: Sequence[str]
) -> Listing:
    """Each guarantee at identification and after elimination; and the house and water of today."""
    lines = []
    for name in names:
        at = case.get(f"has_{name}_when_identified") if case else None
        after = case.get(f"has_{name}_when_eliminated") if case else None
        cells = {
            "guarantee": Cell(view.say(f"card.guarantee.{name}")),
            "at": Cell(_problem(view, at) if case else MISSING),
            "after": Cell(_problem(view, after) if case and case["is_eliminated"] else MISSING),
            "today": Cell(_today(view, facts, name)),
        }
        lines.append(Line(name, cells))
    return _table(view, "guarantees", ("guarantee", "at", "after", "today"), lines)


def _problem(view: View, value: bool | None) -> str:  # noqa: FBT001
    key = "missing" if value is None else "problem" if value else "sound"
    return view.common(f"values.{key}")


def _today(view: View, facts: Mapping[str, Any], name: str) -> str:
    if name == "house_problem":
        return view.code("house_verdict", facts["house_verdict"])
    if name == "water_problem":
        safe = facts["is_water_safe"]
        return _problem(view, None if safe is None else not safe)
    return MISSING


def events(view: View, household: str, orders: pl.DataFrame) -> Listing:
    """Everything dated, in order; *orders* are the dates that stand in one that cannot be."""
    wrong = set(orders["earlier_on"]) | set(orders["later_on"])
    rows = view.query("household/events", household_id=household).rows
    lines = []
    for row in rows.iter_rows(named=True):
        kind = DETAILS.get(row["event"])
        detail = view.code(kind, row["detail"]) if kind and row["detail"] else ""
        cells = {
            "day": Cell(
                day_name(row["happened_on"], view.language),
                note=view.say("card.wrong_order") if row["happened_on"] in wrong else "",
            ),
            "event": Cell(view.say(f"card.events.{row['event']}")),
            "detail": Cell(detail),
        }
        lines.append(Line(f"{row['event']}-{row['subject']}", cells))
    return _table(view, "timeline", ("day", "event", "detail"), lines)


def findings(view: View, rows: pl.DataFrame) -> Listing:
    """What the import found doubtful: suspected until verified."""
    lines = [
        Line(
            str(number),
            {
                "finding": Cell(view.common(f"findings.{row['finding']}")),
                "column": Cell(view.column(row["table_name"], row["column_name"])),
                "value": Cell(row["value"] or MISSING),
            },
        )
        for number, row in enumerate(rows.iter_rows(named=True))
    ]
    return _table(view, "findings_found", ("finding", "column", "value"), lines)
