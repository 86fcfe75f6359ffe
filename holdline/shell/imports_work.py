"""What is done with an import: checked, published, and what became of every row."""

import re

import streamlit as st

from holdline.build import batches, working
from holdline.build.batches import Batch
from holdline.build.working import Act
from holdline.shell import going, imports_found, imports_rows, imports_told
from holdline.shell.view import View

EVERY = 1.0
CHECK = re.compile(r"[A-Z][0-9]{2}")


def draw(view: View, batch: Batch) -> None:
    """The next step, and what is known of the rows."""
    if batch.state in working.UNDER_WAY.values():
        _under_way(view, batch)
        return
    imports_found.refused(view, batch)
    if batch.questions and batch.state == "received":
        imports_found.asked(view, batch)
        return
    if batch.failure:
        imports_told.fault(view, batch.failure.error, batch.failure.facts)
    _next(view, batch)
    imports_rows.draw(view, batch)


def _under_way(view: View, batch: Batch) -> None:
    """How far it is, looked at every second; whoever leaves finds it again."""

    @st.fragment(run_every=EVERY)
    def progress() -> None:
        if working.seen(batch).state != batch.state:
            st.rerun()
        far = working.far(batch)
        share = min(far.done / far.total, 1.0) if far.total else 0.0
        step = view.say(
            f"working.{batch.state}", step=_step(view, far.step), done=far.done, total=far.total,
            seconds=f"{far.seconds:.0f}",
        )  # fmt: skip
        st.progress(share, text=step)
        st.caption(view.say("may_leave"))

    progress()


def _step(view: View, step: str) -> str:
    """What is being done, in the reader's words: a file's name stays as it is."""
    if "." in step or not step:
        return step
    if step in ("place", "publish"):
        return view.say(f"steps.{step}")
    return view.say("steps.check" if CHECK.fullmatch(step) else "steps.derive")


def _next(view: View, batch: Batch) -> None:
    """What may be done now: check, publish, or look at the snapshot it made."""
    may = view.person.may("act.import") and not batch.questions
    if batch.snapshot_id:
        state = imports_told.standing().get(batch.snapshot_id, batch.state)
        said = view.say(f"done.{state}", snapshot=batch.snapshot_id)
        (st.success if state == "serving" else st.warning if state == "waiting" else st.info)(said)
        if st.button(view.say("to_snapshot"), icon=":material/history:", key="imports_snapshot"):
            going.open_page(view, "snapshots", more=(("shown", batch.snapshot_id),))
        return
    with st.container(horizontal=True, gap="small"):
        is_first = batch.state in ("received", "failed")
        _button(view, batch, "check", may=may, is_first=is_first)
        _button(view, batch, "build", may=may, is_first=not is_first)
        _discarding(view, batch)


def _discarding(view: View, batch: Batch) -> None:
    """Delete what came in, once it is sure."""
    if not view.person.may("act.import"):
        return
    with st.popover(view.say("discard"), icon=":material/delete:"):
        st.write(view.say("discard_note"))
        if st.button(view.say("discard_sure"), key="imports_discard"):
            batches.discarded(batch.number)
            going.more(view, batch="")
            going.again()


def _button(view: View, batch: Batch, act: Act, *, may: bool, is_first: bool) -> None:
    icons = {"check": ":material/fact_check:", "build": ":material/publish:"}
    skips = bool(batch.refused)
    if st.button(
        view.say(f"acts.{act}_rest" if skips else f"acts.{act}"),
        icon=icons[act],
        key=f"imports_{act}",
        type="primary" if is_first else "secondary",
        disabled=not may,
        help=view.say(f"acts_note.{act}"),
    ):
        working.start(batch, view.person, act)
        going.again()
