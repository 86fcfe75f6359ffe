"""Why: each clause's reasons, its own effect, and its fair share."""

from typing import Any

from holdline.messages import figures
from holdline.rules import effects
from holdline.rules.bits import total
from holdline.rules.judge import CANDIDATE
from holdline.shell import figure, listing
from holdline.shell.view import View
from holdline.shell.what_if_state import Trial
from holdline.tables.layout import Cell, Heading, Line, Listing


def draw(trial: Trial) -> None:
    """What each criterion removes and each exemption saves; shares of the change add up to it."""
    view = trial.view
    _criteria(trial)
    _exemptions(trial)
    if trial.rules != trial.base and trial.rules.unknown == trial.base.unknown:
        change = total(trial.after.proposed) - total(trial.before.proposed)
        shares = effects.shares_of_change(trial.held.index, trial.base, trial.rules)
        said = view.common("values.joint").join(
            f"{trial.title(name)} {_signed(float(share))}" for name, share in shares.items()
        )
        figure.title(view.say("shares", change=view.change(change)), view.say("shares_note"))
        if said:
            figure.title(said)


def _criteria(trial: Trial) -> None:
    view, index = trial.view, trial.held.index
    truths = index.truths(trial.rules, *CANDIDATE)
    proposed = trial.after.proposed & trial.here
    sole = _alone({name: one.sure for name, one in truths.items()})
    shares = effects.shares(index, trial.after, trial.here) if trial.rules.combine == "any" else {}
    lines = []
    for name, one in truths.items():
        cells = {
            "met": total(one.sure & trial.here & trial.after.scope),
            "proposed": total(one.sure & proposed),
            "sole": total(sole[name] & proposed),
            "share": float(shares.get(name, 0)),
            "unknown": total(one.possible & ~one.sure & trial.after.pending & trial.here),
        }
        lines.append(_line(view, trial.title(name), name, cells))
    _table(view, "criteria", ("met", "proposed", "sole", "share", "unknown"), lines)


def _exemptions(trial: Trial) -> None:
    view, index = trial.view, trial.held.index
    truths = index.truths(trial.rules, "exemption")
    saved = trial.after.saved & trial.here
    sole = _alone({name: one.sure for name, one in truths.items()})
    lines = []
    for name, one in truths.items():
        cells = {
            "met": total(one.sure & trial.here & trial.after.scope),
            "saved": total(one.sure & saved),
            "sole": total(sole[name] & saved),
            "unknown": total(one.possible & ~one.sure & trial.after.pending & trial.here),
        }
        lines.append(_line(view, trial.title(name), name, cells))
    _table(view, "exemptions", ("met", "saved", "sole", "unknown"), lines)


def _alone(sure: dict[str, Any]) -> dict[str, Any]:
    """Where each is met and no other is."""
    once: Any = 0
    twice: Any = 0
    for words in sure.values():
        twice = twice | (once & words)
        once = once | words
    return {name: words & ~twice for name, words in sure.items()}


def _line(view: View, title: str, key: str, counts: dict[str, Any]) -> Line:
    cells = {"title": Cell(title)}
    for name, count in counts.items():
        said = (
            figures.count(round(count), view.language)
            if name != "share"
            else _signed(count, plain=True)
        )
        cells[name] = Cell(said, count)
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
        )
        for column in columns
    ]
    listing.draw(
        view, Listing(name, view.say(f"{name}.title"), headings, lines), key=f"what_if_{name}"
    )
