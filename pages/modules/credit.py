"""Micro-credit: balance, what falls due, what is overdue."""

import streamlit as st

from holdline.shell import queues_modules, timelines_choice
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=120, icon=":material/account_balance:", needs="view.credit")
COUNTS = ("loans", "open", "due_soon", "overdue", "too_large", "too_long")
LISTED = (
    "village_name",
    "head_name",
    "bank_name",
    "loan_yuan",
    "balance_yuan",
    "lent_on",
    "repay_due_on",
    "loan_status",
)


def render(view: View) -> None:
    """A sentence, the counts by division, and the list behind the count that was pressed."""
    inputs = {"on": timelines_choice.day(view)}
    found = view.query("modules/credit", **view.chosen("division"), **inputs)
    st.markdown(queues_modules.sentence(view, found), help=view.say("note"))
    queues_modules.draw(view, found, counts=COUNTS)
    queues_modules.opened(view, "modules/credit_listed", COUNTS, LISTED, **inputs)


if __name__ == "__main__":
    render(received())
