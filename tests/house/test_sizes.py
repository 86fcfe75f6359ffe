"""Files and functions stay small enough to be read.

To put it right: take out the part that has a name of its own, and give it its module or function.
"""

import ast
from functools import cache
from pathlib import Path
from statistics import median

from holdline import paths

MODULES = sorted((paths.ROOT / "holdline").rglob("*.py"))
PAGES = sorted(paths.PAGES.rglob("*.py"))
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service"}
# Declarations only, one after another: length is no burden to a reader.
LISTS = {paths.ROOT / "holdline" / "errors.py"}
LONGEST_MODULE, MEDIAN_MODULE = 300, 120
LONGEST_FUNCTION, MEDIAN_FUNCTION = 40, 10
LONGEST_PAGE, LONGEST_APP = 120, 60


def lines(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


@cache
def functions(path: Path) -> list[tuple[str, int]]:
    """The functions of a file with their lines, docstrings left out."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
            length = (node.end_lineno or 0) - node.lineno + 1 - docstring
            found.append((f"{path.relative_to(paths.ROOT)}:{node.lineno} {node.name}", length))
    return found


def test_no_module_is_long() -> None:
    long = [str(path) for path in MODULES if lines(path) > LONGEST_MODULE and path not in LISTS]

    assert long == [], "\n".join(long)


def test_modules_are_short_by_and_large() -> None:
    assert median(lines(path) for path in MODULES if lines(path) > 1) <= MEDIAN_MODULE


def test_no_function_is_long() -> None:
    long = [
        f"{name}: {length} lines"
        for path in [*MODULES, *PAGES]
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    ]

    assert long == [], "\n".join(long)


def test_functions_are_short_by_and_large() -> None:
    lengths = [length for path in [*MODULES, *PAGES] for _, length in functions(path)]

    assert median(lengths) <= MEDIAN_FUNCTION


def test_pages_and_the_app_are_short() -> None:
    long = [str(path) for path in PAGES if lines(path) > LONGEST_PAGE]

    assert long == [], "\n".join(long)
    assert lines(paths.ROOT / "app.py") <= LONGEST_APP


def test_names_say_what_is_inside() -> None:
    """To put it right: name the module for the thing it holds."""
    empty = [str(path) for path in [*MODULES, *PAGES] if path.stem in EMPTY_NAMES]

    assert empty == [], "\n".join(empty)
