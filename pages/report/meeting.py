"""Meeting mode: the briefing in large type, gone through by the arrow keys."""

from holdline.shell import stage
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=340, icon=":material/slideshow:", needs="view.meeting")


def render(view: View) -> None:
    """The slides of the chosen division and month, and the file to take along."""
    stage.draw(view)
    stage.offer(view)


if __name__ == "__main__":
    render(received())
