"""Clocks that run: self-reports, clues of households at risk, suspected records."""

from datetime import date

from holdline.messages.dates import day_name
from holdline.reference.parameters import parameter
from holdline.shell import figure, timelines_choice
from holdline.shell.queues_tables import Counted, draw
from holdline.shell.view import View

REPORTS = Counted(
    "reports",
    "channel",
    (
        "reported",
        "waiting",
        "accepted",
        "visited",
        "decided",
        "closed",
        "overdue",
        "unexplained",
        "backlog",
        "backlog_late",
    ),
    ("longest", "in_time_rate", "median_days"),
    rate_of="closed",
)
CLUES = Counted(
    "clues",
    "source_channel",
    ("clues", "running", "overdue", "identified", "dropped"),
    ("longest", "in_time_rate", "median_days"),
    rate_of="identified",
)
SUSPECTED = Counted(
    "suspected", "batch", ("issues", "in_time", "late", "open", "overdue"), ("done_rate",), 170
)


def days(view: View, name: str) -> int:
    """A number of days in force for the chosen division."""
    on = timelines_choice.day(view)
    return int(str(parameter(f"procedure_{name}_days", on, view.selection.division).value))


def since(view: View) -> date:
    """First day of the clues counted: the first of the year shown."""
    return date(view.month.year, 1, 1)


def draw_reports(view: View) -> None:
    """Self-reports by channel: where they stand, and which are beyond their days."""
    on, limit = timelines_choice.day(view), days(view, "self_report")
    found = view.query("queues/reports", **view.chosen("division"), on=on, days=limit)
    figure.title(
        view.say("reports", day=day_name(on, view.language)), view.say("reports_note", days=limit)
    )
    channels = found.rows["channel"]
    first = {channel: view.code("self_report_channel", channel) for channel in channels}
    draw(view, REPORTS, found, first, is_totalled=True)


def draw_clues(view: View) -> None:
    """Clues by where they come from, against the fifteen days."""
    on, limit = timelines_choice.day(view), days(view, "clue")
    inputs = {**view.chosen("division"), "since": since(view), "on": on, "days": limit}
    found = view.query("queues/clues", **inputs)
    figure.title(view.say("clues", year=on.year), view.say("clues_note", days=limit))
    channels = found.rows["source_channel"]
    first = {channel: view.code("source_channel", channel) for channel in channels}
    draw(view, CLUES, found, first, is_totalled=True)


def draw_suspected(view: View) -> None:
    """Suspected records sent down, by batch and due day."""
    on = timelines_choice.day(view)
    found = view.query("queues/suspected", **view.chosen("division"), on=on)
    figure.title(view.say("suspected"), view.say("suspected_note"))
    first = {
        f"{row['batch']}~{row['due_on']}": view.say(
            "batch_due", batch=row["batch"], due=day_name(row["due_on"], view.language)
        )
        for row in found.rows.iter_rows(named=True)
    }
    draw(view, SUSPECTED, found, first)
