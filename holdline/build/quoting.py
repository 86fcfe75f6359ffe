"""Write names and texts into SQL: the build makes its tables' statements from the dictionary."""

from collections.abc import Iterable


def identifier(name: str) -> str:
    """*name* as a quoted identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """*text* as a string literal."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """*texts* as string literals between commas."""
    return ", ".join(map(literal, texts))
