"""Words live in messages/, in both languages, and every one used is there."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from holdline import paths
from holdline.messages.catalogue import everything, languages

CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
ENGLISH = re.compile("[A-Za-z]{3}")
OWN_NAMES = {"中文", "English"}  # a language is offered by its own name
DOCUMENT = re.compile(r"\S*〔\d{4}〕\d+号")
CODE = sorted(
    path
    for path in [
        *(paths.ROOT / "holdline").rglob("*.py"),
        *paths.PAGES.rglob("*.py"),
        *paths.ROOT.glob("*.py"),
    ]
)
# How code asks for words: the function, which argument is the key, what stands before it.
ASKING = {"text": (1, ""), "words": (1, ""), "say": (0, "pages.{page}."), "common": (0, "common.")}
ANYTHING = ".+"


def test_no_string_in_code_is_chinese() -> None:
    """To put it right: move the words to messages/zh (and en), or to a data file of the package."""
    found = [
        f"{path.relative_to(paths.ROOT)}:{node.lineno}: {node.value!r}"
        for path in CODE
        for node in _strings(ast.parse(path.read_text("utf-8")))
        if CHINESE.search(node.value)
    ]

    assert found == [], "\n".join(found)


def test_both_languages_have_the_same_keys() -> None:
    """To put it right: add each key to the language that lacks it."""
    zh, en = (set(everything(language)) for language in languages())

    assert sorted(f"messages/en lacks {key}" for key in zh - en) == []
    assert sorted(f"messages/zh lacks {key}" for key in en - zh) == []


def test_both_languages_name_the_same_facts() -> None:
    """To put it right: name the same {facts} in both, or drop one that only one needs."""
    zh, en = (everything(language) for language in languages())
    differing = [
        f"{key}: zh {sorted(_facts(zh[key]))}, en {sorted(_facts(en[key]))}"
        for key in sorted(set(zh) & set(en))
        if not key.startswith("errors.") and _facts(zh[key]) != _facts(en[key])
    ]

    assert differing == [], "\n".join(differing)


@pytest.mark.parametrize("language", languages())
def test_every_key_used_is_there(language: str) -> None:
    """To put it right: add the key to messages/<language>/, or correct it in the code."""
    held = everything(language)
    missing = [
        f"{place}: {_shown(pattern)}"
        for place, pattern, _, kind in _asked()
        if not _is_held(pattern, kind, held)
    ]

    assert missing == [], "\n".join(missing)


@pytest.mark.parametrize("language", languages())
def test_every_fact_a_message_names_is_given(language: str) -> None:
    """To put it right: pass the fact by that name, or take it out of the message."""
    held = everything(language)
    missing = [
        f"{place}: {_shown(pattern)} names {sorted(_facts(held[_shown(pattern)]) - given)}"
        for place, pattern, given, kind in _asked()
        if given is not None
        and kind != "words"
        and _shown(pattern) in held
        and _facts(held[_shown(pattern)]) - given
    ]

    assert missing == [], "\n".join(missing)


@pytest.mark.parametrize("language", languages())
def test_every_message_can_be_filled_in(language: str) -> None:
    """To put it right: double a brace that is meant as a brace; name each fact."""
    unnamed = [key for key, message in everything(language).items() if "" in _facts(message)]

    assert unnamed == [], "\n".join(unnamed)


@pytest.mark.parametrize("language", languages())
def test_words_are_of_their_language(language: str) -> None:
    """To put it right: translate it. Numbers of documents stay as they are."""
    held = {
        key: DOCUMENT.sub("", re.sub(r"\{[^}]*\}", "", message))
        for key, message in everything(language).items()
        if message not in OWN_NAMES
    }
    foreign = [
        f"{key}: {message}"
        for key, message in held.items()
        if (language == "en" and CHINESE.search(message))
        or (language == "zh" and ENGLISH.search(message) and not CHINESE.search(message))
    ]

    assert foreign == [], "\n".join(foreign)


def _strings(tree: ast.AST) -> Iterator[ast.Constant]:
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node


@cache
def _asked() -> list[tuple[str, str, set[str] | None, str]]:
    """Where words are asked for: place, key as a pattern, facts given (None: untold), function."""
    return list(_asking())


def _asking() -> Iterator[tuple[str, str, set[str] | None, str]]:
    for path in CODE:
        page = path.stem if paths.PAGES in path.parents else None
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            kind = getattr(node.func, "attr", getattr(node.func, "id", ""))
            key = _key(node, kind, page)
            if key is not None:
                yield f"{path.relative_to(paths.ROOT)}:{node.lineno}", key, _given(node), kind


def _key(node: ast.Call, kind: str, page: str | None) -> str | None:
    at, before = ASKING.get(kind, (0, ""))
    if kind not in ASKING or len(node.args) <= at:
        return None
    written = _pattern(node.args[at])
    if written is None:
        return None
    escaped = re.escape(before).replace(re.escape("{page}"), re.escape(page) if page else ANYTHING)
    return escaped + written


def _pattern(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ANYTHING
            for part in node.values
        )
    return None


def _given(node: ast.Call) -> set[str] | None:
    if any(one.arg is None for one in node.keywords):
        return None
    return {one.arg for one in node.keywords if one.arg}


def _is_held(pattern: str, kind: str, held: Mapping[str, str]) -> bool:
    asked = re.compile(pattern + (r"\..+" if kind == "words" else ""))
    return (kind != "words" and _shown(pattern) in held) or any(map(asked.fullmatch, held))


def _shown(pattern: str) -> str:
    return pattern.replace("\\", "")


def _facts(message: str) -> set[str]:
    try:
        parts = list(Formatter().parse(message))
    except ValueError:
        return {""}
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in parts if name is not None}


def test_the_reading_of_keys_finds_them() -> None:
    """The tests above would pass if nothing were found."""
    keys = {_shown(pattern) for _, pattern, _, _ in _asked()}

    assert "common.figures.points" in keys
    assert "common.dates..+" in keys
    assert Path(__file__).suffix == ".py"
