"""The pages of the app and where they stand in the address."""

from holdline.shell.page import discover


def sites() -> dict[str, str]:
    """The path of each page by its name; the first page stands at the root."""
    names = [one.name for one in discover()]
    return {name: name if number else "" for number, name in enumerate(names)}
