"""Rule book: what the notice says, what is made of it, and how far the data answer."""

from holdline.errors import HoldlineError
from holdline.shell import rulebook, trouble
from holdline.shell import what_if_state as state
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=120, icon=":material/gavel:", needs="view.rulebook")


def render(view: View) -> None:
    """The clauses of the chosen pack and rule set, beside the notice."""
    try:
        rulebook.draw(state.trial(view))
    except HoldlineError as fault:
        trouble.show(fault, view.language)


if __name__ == "__main__":
    render(received())
