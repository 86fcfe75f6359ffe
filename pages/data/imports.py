"""Imports: files in, what was recognised in them, what is wrong, and a snapshot out."""

from holdline.shell import imports_bring, imports_found, imports_history, imports_work
from holdline.shell.page import Page, received
from holdline.shell.view import View

PAGE = Page(order=400, icon=":material/upload_file:", needs="view.imports")


def render(view: View) -> None:
    """Where files are brought, and the imports before; or one import, from its files to its end."""
    batch = imports_history.chosen(view)
    if batch is None:
        imports_bring.draw(view)
        imports_history.draw(view)
        return
    imports_history.head(view, batch)
    imports_work.draw(view, batch)
    imports_found.draw(view, batch)


if __name__ == "__main__":
    render(received())
