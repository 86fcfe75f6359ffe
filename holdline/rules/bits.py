"""One bit a household, sixty-four a word, in the order of divisions: what the index thinks in."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Array = NDArray[Any]
BLOCK = 1 << 14  # words a step: a dozen of these stay in the cache


def packed(flags: Array) -> Words:
    """*flags* (one bool a row) as words; the bits beyond the last row are nought."""
    eighths = np.packbits(flags, bitorder="little")
    beyond = (-len(eighths)) % 8
    if beyond:
        eighths = np.concatenate([eighths, np.zeros(beyond, np.uint8)])
    return eighths.view(np.uint64)


def unpacked(words: Words, rows: int) -> Array:
    """One bool a row."""
    return np.unpackbits(words.view(np.uint8), bitorder="little", count=rows).view(bool)


def positions(words: Words) -> Array:
    """The rows whose bits are set, ascending."""
    held = np.flatnonzero(words)
    if not len(held):
        return held
    eighths = words[held].view(np.uint8).reshape(len(held), 8)
    bits = np.unpackbits(eighths, axis=1, bitorder="little")
    word, bit = np.nonzero(bits)
    return held[word] * 64 + bit


def total(words: Words) -> int:
    """How many bits are set."""
    return int(np.bitwise_count(words).sum(dtype=np.int64))


class Edges:
    """Where the rows of consecutive runs begin and end, to count bits by run."""

    def __init__(self, offsets: Array) -> None:
        """*offsets*: the first row of each run, ascending, and last the number of rows."""
        offsets = offsets.astype(np.int64)
        self._word = offsets >> 6
        self._mask = (np.uint64(1) << (offsets & 63).astype(np.uint64)) - np.uint64(1)

    def counts(self, words: Words) -> Array:
        """Set bits of each run."""
        before = _before(np.bitwise_count(words))
        return np.diff(before[self._word] + np.bitwise_count(self._partial(words)))

    def weighed(self, words: Words, planes: tuple[Words, ...]) -> Array:
        """Sum of a number over the set bits of each run; *planes* are its binary digits."""
        each = np.zeros(len(words), np.uint16)
        for digit, plane in enumerate(planes):
            each += np.bitwise_count(words & plane).astype(np.uint16) << digit
        partial = self._partial(words)
        rest = np.zeros(len(partial), np.int64)
        for digit, plane in enumerate(planes):
            rest += np.bitwise_count(partial & self._whole(plane)).astype(np.int64) << digit
        return np.diff(_before(each)[self._word] + rest)

    def _partial(self, words: Words) -> Words:
        return self._whole(words) & self._mask

    def _whole(self, words: Words) -> Words:
        """The word each edge falls into; nought for the edge behind the last."""
        held = words[np.minimum(self._word, len(words) - 1)]
        return np.where(self._word < len(words), held, np.uint64(0))


def _before(each: Array) -> Array:
    sums = np.zeros(len(each) + 1, np.int64)
    np.cumsum(each, out=sums[1:])
    return sums
