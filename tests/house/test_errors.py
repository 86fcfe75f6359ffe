"""Every error says what happened and what to do, to developers and to readers in both languages."""

import re
import string
import tomllib

import pytest

from holdline import errors, paths
from holdline.errors import HoldlineError
from holdline.messages.catalogue import languages

CLASSES = {
    name: found
    for name, found in vars(errors).items()
    if isinstance(found, type) and issubclass(found, HoldlineError)
}
MACHINE = re.compile(
    r"`|\.py\b|\.toml\b|\.csv\b|\.sql\b|HOLDLINE_|\bdata/|\bqueries/|\bmessages/|\{(path|folder)\}"
)


def twins(language: str) -> dict[str, dict[str, str]]:
    """The reader's words of each error."""
    return tomllib.loads((paths.MESSAGES / language / "errors.toml").read_text("utf-8"))


def facts(text: str) -> set[str]:
    """The facts a sentence names."""
    return {name.split("!")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", languages())
def test_every_error_has_the_readers_words(language: str) -> None:
    """To put it right: add [Name] with `what` and `fix` to messages/<language>/errors.toml."""
    lacking = [
        f"messages/{language}/errors.toml: [{name}]"
        for name in CLASSES
        if set(twins(language).get(name, {})) != {"what", "fix"}
    ]

    assert lacking == [], "\n".join(lacking)


@pytest.mark.parametrize("language", languages())
def test_every_twin_has_its_error(language: str) -> None:
    """To put it right: delete the words of an error that is gone."""
    assert sorted(set(twins(language)) - set(CLASSES)) == []


@pytest.mark.parametrize("language", languages())
def test_the_readers_words_name_only_facts_the_error_has(language: str) -> None:
    """To put it right: name a fact that the class's own sentences name."""
    unknown = [
        f"{language} [{name}]: {sorted(extra)}"
        for name, words in twins(language).items()
        if name in CLASSES
        and (
            extra := facts(" ".join(words.values())) - facts(CLASSES[name].what + CLASSES[name].fix)
        )
    ]

    assert unknown == [], "\n".join(unknown)


@pytest.mark.parametrize("language", languages())
def test_the_readers_words_hold_no_path_and_no_word_of_the_machine(language: str) -> None:
    """To put it right: say whom to ask and what for, instead of which file."""
    found = [
        f"{language} [{name}] {text}"
        for name, words in twins(language).items()
        for text in words.values()
        if MACHINE.search(text)
    ]

    assert found == [], "\n".join(found)


def test_every_error_is_two_sentences() -> None:
    """To put it right: say what happened in `what`, what to do in `fix`; end each with a stop."""
    loose = [
        name
        for name, found in CLASSES.items()
        if not (found.what.endswith(".") and found.fix.endswith("."))
    ]

    assert loose == [], "\n".join(loose)


def test_an_error_fills_in_its_facts() -> None:
    fault = errors.MonthUnreadable(month="2021-13")

    assert str(fault) == "'2021-13' is not a month. Write it as 2021-10."
    assert fault.facts == {"month": "2021-13"}
