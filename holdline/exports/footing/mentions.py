"""Find the figures in a Chinese text: value, unit, how exact it is, and the words before it."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

WORDS: Mapping[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
COUNTS = ("household", "person", "item", "money")
HALF = Decimal("0.5")
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
REACH = 24  # characters before a figure that can say what it is


@dataclass(frozen=True)
class Mention:
    """One figure as it stands in the text.

    Attributes:
        start, end: its characters, unit included.
        value: what it is; a percentage as written (49.69), not as a share.
        half: half of its last digit: what rounding may have taken off or added; 0 when exact.
        unit: household, person, item, money, percent or point.
        before: the words since the figure or sentence end before it.
        clause: the words since the last comma, or figure, before it.
        after: the words from it to the next comma.
        sentence: number of its sentence.
        is_grouped: its commas part groups of three digits, or there are none.
    """

    start: int
    end: int
    value: Decimal
    half: Decimal
    unit: str
    before: str
    clause: str
    after: str
    sentence: int
    is_grouped: bool = True

    @property
    def low(self) -> Decimal:
        """The least it can stand for."""
        return self.value - self.half

    @property
    def high(self) -> Decimal:
        """The most."""
        return self.value + self.half


def mentions(text: str) -> list[Mention]:
    """Every figure with a unit in *text*, in order; dates, numbering and durations are none."""
    found: list[Mention] = []
    ends = [at for at, char in enumerate(text) if char in WORDS["phrases"]["sentence"]]
    for match in _pattern().finditer(text):
        read = _read(match)
        if read is None:
            continue
        value, half, unit = read
        sentence = bisect_left(ends, match.start())
        begin = ends[sentence - 1] + 1 if sentence else 0
        if found and found[-1].sentence == sentence:
            begin = found[-1].end
        before = text[max(begin, match.start() - REACH * 2) : match.start()]
        clause = re.split(_clauses(), before)[-1]
        after = re.split(_clauses(), text[match.end() : match.end() + REACH])[0]
        grouped = match["number"] is None or GROUPED.fullmatch(match["number"]) is not None
        place = (match.start(), match.end())
        said = (before, clause, after)
        found.append(Mention(*place, value, half, unit, *said, sentence, grouped))
    return found


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, WORDS["units"]), key=len, reverse=True))
    scales = "".join(WORDS["scales"])
    digits = "".join((*WORDS["digits"], *WORDS["tens"]))
    phrases = WORDS["phrases"]
    arabic = r"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)"
    spelt = f"(?P<spelt>[{digits}{scales}]+)"
    percent = (
        f"{phrases['percent_of']}(?P<of_hundred>[{digits}]+(?:{phrases['point']}[{digits}]+)?)"
    )
    return re.compile(
        rf"{percent}|(?:{arabic}|(?<![{digits}{scales}{phrases['ordinal']}]){spelt})\s*(?P<scale>[{scales}])?"
        rf"{phrases['about']}?\s*"
        rf"(?P<unit>{units})"
    )


@lru_cache(maxsize=1)
def _clauses() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(WORDS['phrases']['clause'])}]")


def _read(match: re.Match[str]) -> tuple[Decimal, Decimal, str] | None:
    if match["of_hundred"]:
        whole, _, part = match["of_hundred"].partition(WORDS["phrases"]["point"])
        value = Decimal(spelt(whole)) + _decimals(part)
        return value, HALF.scaleb(-len(part)), "percent"
    unit = WORDS["units"][match["unit"]]
    if match["spelt"]:
        return _spelt(match["spelt"], unit)
    written = match["number"].replace(",", "")
    value = Decimal(written)
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    scale = Decimal(WORDS["scales"].get(match["scale"], 1))
    is_exact = unit in COUNTS and scale == 1 and not places
    half = Decimal(0) if is_exact else HALF.scaleb(-places) * scale
    return value * scale, half, unit


def _spelt(written: str, unit: str) -> tuple[Decimal, Decimal, str] | None:
    """A spelt number; one of a single character is no figure: everybody is one household."""
    if len(written) == 1 or not any(char in written for char in (*WORDS["tens"], *WORDS["scales"])):
        return None
    return Decimal(spelt(written)), Decimal(0), unit


def spelt(written: str) -> int:
    """The number that Chinese numerals spell, with their tens and thousands or digit by digit."""
    if not any(char in written for char in (*WORDS["tens"], *WORDS["scales"])):
        return int("".join(str(WORDS["digits"][char]) for char in written) or 0)
    total = section = digit = 0
    for char in written:
        if char in WORDS["digits"]:
            digit = WORDS["digits"][char]
        elif char in WORDS["tens"]:
            section += (digit or 1) * WORDS["tens"][char]
            digit = 0
        else:
            total = (total + section + digit) * WORDS["scales"][char]
            section = digit = 0
    return total + section + digit


def _decimals(part: str) -> Decimal:
    digits = "".join(str(WORDS["digits"][char]) for char in part)
    return Decimal(f"0.{digits}") if digits else Decimal(0)


def has(said: str, *kinds: str) -> bool:
    """Whether *said* holds one of the phrases of *kinds*."""
    return any(word in said for kind in kinds for word in WORDS["phrases"][kind])


def concept(said: str, *, is_behind: bool = False) -> str:
    """What *said* calls the figure it stands before (or behind): "" when it names none.

    The keyword must stand next to the figure, fillers apart. Of two that do the longer one counts:
    not eliminated is not eliminated.
    """
    found = []
    for name, words in WORDS["concepts"].items():
        for word in words:
            at = said.find(word) if is_behind else said.rfind(word)
            between = said[:at] if is_behind else said[at + len(word) :]
            if at >= 0 and not unfilled(between):
                found.append((len(word), name))
    return max(found)[1] if found else ""


def is_ours(said: str, name: str) -> bool:
    """Whether *said* names the concept alone: nothing before it says that it is somebody else's."""
    heads = [said.partition(word)[0] for word in WORDS["concepts"][name] if word in said]
    for head in heads:
        for word in (*WORDS["phrases"]["ours"], *WORDS["phrases"]["filling"]):
            head = head.replace(word, "")  # noqa: PLW2901
        if not head:
            return True
    return False


def unfilled(between: str) -> str:
    """What is left of words between a keyword and its figure once fillers are taken out."""
    for filler in WORDS["phrases"]["filling"]:
        between = between.replace(filler, "")
    return between


def pairs(found: list[Mention]) -> Iterator[tuple[Mention, Mention | None]]:
    """Counts of households with the people written right behind them; other figures alone."""
    skip = -1
    for at, one in enumerate(found):
        if at == skip:
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        is_pair = one.unit == "household" and after is not None and after.unit == "person"
        if is_pair and after is not None and not after.before.strip():
            skip = at + 1
            yield one, after
        else:
            yield one, None
