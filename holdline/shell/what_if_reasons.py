"""Why: each clause's reasons, its own effect, and its fair share."""

from typing import Any

import streamlit as st

from holdline.messages import figures
from holdline.rules import answers, effects
from holdline.rules.bits import total
from holdline.rules.judge import CANDIDATE
from holdline.shell import figure, listing, what_if_behind
from holdline.shell.view import View
from holdline.shell.what_if_state import Trial
from holdline.tables.layout import Cell, Heading, Line, Listing


def draw(trial: Trial) -> None:
    """What each criterion removes and each exemption saves; shares of the change add up to it."""
    view = trial.view
    _criteria(trial)
    _exemptions(trial)
    if trial.rules != trial.base and trial.rules.unknown == trial.base.unknown:
        change = trial.count(trial.after.proposed) - trial.count(trial.before.proposed)
        shares = effects.shares_of_change(trial.held.index, trial.base, trial.rules, trial.here)
        said = view.common("values.joint").join(
            f"{trial.title(name)} {_signed(float(share))}" for name, share in shares.items()
        )
        figure.title(view.say("shares", change=view.change(change)), view.say("shares_note"))
        if said:
            figure.title(said)


def _criteria(trial: Trial) -> None:
    index, here = trial.held.index, trial.here
    sole = answers.alone(index, trial.after)
    shares = effects.shares(index, trial.after, here) if trial.rules.combine == "any" else {}
    lines = []
    for name, one in index.truths(trial.rules, *CANDIDATE).items():
        cells = {
            "met": total(one.sure & here & trial.after.scope),
            "removed": total(one.sure & trial.after.proposed & here),
            "sole": total(sole[name] & here),
            "share": float(shares.get(name, 0)),
            "unknown": total(one.possible & ~one.sure & trial.after.pending & here),
        }
        lines.append(_line(trial.view, trial.title(name), name, cells))
    _table(trial.view, "criteria", ("met", "removed", "sole", "share", "unknown"), lines)


def _exemptions(trial: Trial) -> None:
    index, here = trial.held.index, trial.here
    sole = answers.alone_rescues(index, trial.after)
    lines = []
    for name, one in index.truths(trial.rules, "exemption").items():
        cells = {
            "met": total(one.sure & here & trial.after.scope),
            "saved": total(one.sure & trial.after.saved & here),
            "solely": total(sole[name] & here),
            "unknown": total(one.possible & ~one.sure & trial.after.pending & here),
        }
        lines.append(_line(trial.view, trial.title(name), name, cells))
    _table(trial.view, "exemptions", ("met", "saved", "solely", "unknown"), lines)


def _line(view: View, title: str, key: str, counts: dict[str, Any]) -> Line:
    cells = {"title": Cell(title)}
    for name, count in counts.items():
        said = (
            figures.count(round(count), view.language)
            if name != "share"
            else _signed(count, plain=True)
        )
        cells[name] = Cell(said, count, acts=name != "share" and count > 0)
    return Line(key, cells)


def _signed(value: float, *, plain: bool = False) -> str:
    said = f"{value:,.1f}" if plain else f"{value:+,.1f}"
    return said.replace("-", "−")


def _table(view: View, name: str, columns: tuple[str, ...], lines: list[Line]) -> None:
    figure.title(view.say(f"{name}.title"), view.say(f"{name}.note"))
    headings = [Heading("title", view.say(f"{name}.clause"))]
    headings += [
        Heading(
            column,
            view.say(f"{name}.{column}"),
            kind="number",
            hint=view.say(f"{name}.hint.{column}"),
            is_wide_only=column in ("share", "unknown"),
        )
        for column in columns
    ]
    pressed = listing.draw(
        view, Listing(name, view.say(f"{name}.title"), headings, lines), key=f"what_if_{name}"
    )
    if pressed:
        what_if_behind.open_figure(pressed["column"], pressed["row"])
        st.rerun(scope="fragment")
