"""The pages of the app and where they stand in the address."""

from holdline.access import demonstration
from holdline.shell.page import discover


def sites() -> dict[str, str]:
    """The path of each page the demonstration opens by its name; the first stands at the root."""
    person = demonstration.person()
    names = [one.name for one in discover() if person.may(one.page.needs)]
    return {name: name if number else "" for number, name in enumerate(names)}
