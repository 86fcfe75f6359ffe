"""Look up words by key: the file's path below `messages/<language>/`, then its tables, dotted."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from holdline import paths
from holdline.errors import UnknownMessage


def languages() -> tuple[str, ...]:
    """The languages every message is written in; the first is the default."""
    return ("zh", "en")


def text(language: str, key: str, /, **facts: object) -> str:
    """The message at *key* in *language*, with *facts* filled in by `str.format`.

    Facts the message does not name are ignored.

    Raises:
        UnknownMessage: no catalogue of that language holds the key.
        KeyError: the message names a fact that was not given.
    """
    message = _catalogue(language).get(key)
    if message is None:
        raise UnknownMessage(key=key, language=language)
    return message.format(**facts) if "{" in message or "}" in message else message


def words(language: str, prefix: str) -> dict[str, str]:
    """Every message below *prefix*, unformatted, by the rest of its key; in the files' order.

    Raises:
        UnknownMessage: nothing lies below it.
    """
    _catalogue(language)
    found = _below(language).get(prefix)
    if found is None:
        raise UnknownMessage(key=prefix, language=language)
    return dict(found)


def everything(language: str) -> Mapping[str, str]:
    """Every key of *language* with its unformatted message."""
    return _catalogue(language)


def _catalogue(language: str) -> Mapping[str, str]:
    if os.environ.get("HOLDLINE_RELOAD") == "1":
        forget()
    return _loaded(language)


def forget() -> None:
    """Read the files again when next asked."""
    _loaded.cache_clear()
    _below.cache_clear()


@lru_cache(maxsize=8)
def _below(language: str) -> Mapping[str, Mapping[str, str]]:
    """Every message below each prefix of its key, by the rest of the key."""
    found: dict[str, dict[str, str]] = {}
    for key, message in _loaded(language).items():
        parts = key.split(".")
        for end in range(1, len(parts)):
            found.setdefault(".".join(parts[:end]), {})[".".join(parts[end:])] = message
    return MappingProxyType(found)


@lru_cache(maxsize=8)
def _loaded(language: str) -> Mapping[str, str]:
    folder = paths.MESSAGES / language
    catalogue: dict[str, str] = {}
    for file in sorted(folder.rglob("*.toml")):
        prefix = ".".join(file.relative_to(folder).with_suffix("").parts)
        catalogue.update(_flat(prefix, tomllib.loads(file.read_text("utf-8"))))
    return MappingProxyType(catalogue)


def _flat(prefix: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, Mapping):
            yield from _flat(key, value)
        else:
            yield key, str(value)
