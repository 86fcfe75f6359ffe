"""Content comes in pairs: a query and its cases, a page and its words and test.

To put it right: write the file named, or delete the one it is a twin of.
"""

import tomllib
from pathlib import Path

from holdline import paths

TESTS = paths.ROOT / "tests"


def names(folder: Path, suffix: str) -> set[str]:
    """The files of *folder* by path without suffix."""
    return {
        path.relative_to(folder).with_suffix("").as_posix()
        for path in folder.rglob(f"*{suffix}")
        if path.name != "__init__.py"
    }


QUERIES = names(paths.QUERIES, ".sql")
CASES = names(TESTS / "queries", ".toml")
PAGES = names(paths.PAGES, ".py")


def test_every_query_has_cases() -> None:
    missing = {f"tests/queries/{name}.toml" for name in QUERIES - CASES}

    assert sorted(missing) == [], "\n".join(sorted(missing))


def test_every_file_of_cases_has_its_query() -> None:
    stray = {f"tests/queries/{name}.toml" for name in CASES - QUERIES}

    assert sorted(stray) == [], "\n".join(sorted(stray))


def test_every_file_of_cases_holds_a_case() -> None:
    empty = [
        name
        for name in sorted(CASES)
        if not tomllib.loads((TESTS / "queries" / f"{name}.toml").read_text("utf-8")).get("case")
    ]

    assert empty == [], "\n".join(empty)


def test_every_page_has_words_in_both_languages() -> None:
    missing = [
        f"messages/{language}/pages/{Path(name).name}.toml"
        for name in sorted(PAGES)
        for language in ("zh", "en")
        if not (paths.MESSAGES / language / "pages" / f"{Path(name).name}.toml").exists()
    ]

    assert missing == [], "\n".join(missing)


def test_every_page_has_a_test() -> None:
    missing = [
        f"tests/pages/{Path(name).parent}/test_{Path(name).name}.py"
        for name in sorted(PAGES)
        if not (TESTS / "pages" / Path(name).parent / f"test_{Path(name).name}.py").exists()
    ]

    assert missing == [], "\n".join(missing)


def test_page_names_are_unique_and_lie_in_a_heading() -> None:
    """A page's name keys its words; a page directly in pages/ would be served unguarded."""
    stems = [Path(name).name for name in PAGES]

    assert sorted({stem for stem in stems if stems.count(stem) > 1}) == []
    assert [name for name in sorted(PAGES) if name.count("/") != 1] == []
