"""Shares: each per cent over the base it names, or some base written before it.

Where no base is written, the shares of a list must still be shares of one and the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from holdline.exports.footing.mentions import WORDS, Mention, concept, has, unfilled
from holdline.exports.footing.readings import Finding, Quantity, Reading, wrong

HUNDRED = Decimal(100)
SLACK = Decimal("0.01")  # of the base that most of a list imply
ENOUGH = 3  # shares of a list that tell which of them is of another base


@dataclass(frozen=True)
class Claim:
    """A per cent that says it is a share.

    Attributes:
        said: the words that say of what.
        parts: what it can be a share of something of: the last count, or all of its rate's name.
        base: the concept it names, or that its rate is of by custom; "" for any before it.
        is_outside: it names a base that the text does not hold.
    """

    percent: Mention
    said: str
    parts: Sequence[Quantity]
    base: str
    is_outside: bool


def places(percent: Mention) -> int:
    """The decimals a per cent is written with."""
    return max(0, -int(percent.value.as_tuple().exponent))


def shares(reading: Reading) -> Iterable[Finding]:
    """Each per cent that is a share: over the base it names, or some base before it."""
    claims = [claim for run in _runs(reading) for claim in _claims(reading, run)]
    above = {id(one.parts[0]) for one in claims if one.parts}
    bare: list[Claim] = []
    for claim in claims:
        options = _options(reading, claim, above)
        if options:
            yield from _checked(reading, claim, options)
        else:
            reading.unchecked += 1
            bare += [] if claim.is_outside or claim.base or not claim.parts else [claim]
    yield from _alike(reading, bare)


def _runs(reading: Reading) -> Iterable[list[Mention]]:
    """Shares one right behind another, such as of households, then of people."""
    run: list[Mention] = []
    for one in reading.mentions:
        is_share = one.unit == "percent" and not has(one.clause, "up", "down")
        is_on = bool(run) and run[-1].sentence == one.sentence
        is_on = is_on and has(one.before[:1], "going_on") and not has(one.before, "share")
        if is_share and is_on:
            run.append(one)
            continue
        if run:
            yield run
        run = [one] if is_share and has(one.before, "share") else []
    if run:
        yield run


def _claims(reading: Reading, run: Sequence[Mention]) -> Iterable[Claim]:
    """The claims of a run; where it says "respectively", one for each of as many counts before."""
    told = [_claim(reading, one) for one in run]
    if len(run) > 1 and has(run[0].before, "each"):
        held = _before(reading, run[0], run[0].sentence)[: len(run)][::-1]
        if len(held) == len(run):
            outside, base = told[0].is_outside, told[0].base
            yield from (
                Claim(one.percent, told[0].said, [part], base, outside)
                for one, part in zip(told, held, strict=True)
            )
            return
    yield from told


def _claim(reading: Reading, percent: Mention) -> Claim:
    kinds = ("share", "by_people", "by_household")
    said = percent.clause if has(percent.clause, *kinds) else percent.before
    over, rate = WORDS["phrases"]["over"], WORDS["phrases"]["rated"]
    head, is_over, after = said.partition(over)
    head, after = (head, after) if is_over or rate in said else ("", said)
    named = concept(head)
    rated = named if named in WORDS["bases"] and rate in said else ""
    near = _before(reading, percent, percent.sentence) or _before(reading, percent)
    parts = (
        [one for one in _before(reading, percent) if one.concept == rated] if rated else near[:1]
    )
    told = concept(after)
    is_outside = not told and bool(unfilled(after)) and not rated
    base = told or WORDS["bases"].get(rated or (parts[0].concept if parts else ""), "")
    return Claim(percent, said, parts, base, is_outside)


def _before(reading: Reading, one: Mention, sentence: int | None = None) -> list[Quantity]:
    """The counts before a figure, the last first, that are no changes; of one sentence only."""
    return [
        held
        for held in reversed(reading.quantities)
        if held.first.start < one.start
        and not held.is_change
        and sentence in (None, held.first.sentence)
    ]


Option = tuple[Mention, Mention, str]


def _options(reading: Reading, claim: Claim, above: set[int]) -> list[Option]:
    """The counts it can be a share of, over those it can be a share over, unit by unit."""
    if claim.is_outside:
        return []
    wholes = [
        one
        for one in _before(reading, claim.percent)
        if one not in claim.parts
        and (one.concept == claim.base if claim.base else id(one) not in above)
    ]
    return [
        (part.counts[unit], whole.counts[unit], unit)
        for part in claim.parts
        for whole in wholes
        for unit in part.counts
        if unit in whole.counts and whole.counts[unit].value
    ]


def _checked(reading: Reading, claim: Claim, options: Sequence[Option]) -> Iterable[Finding]:
    units, percent = _units(claim.said), claim.percent
    wanted = [one for one in options if not units or one[2] in units]
    if not wanted:
        reading.unchecked += 1
        return
    reading.checked += 1
    if any(_agrees(percent, *one[:2]) for one in wanted):
        return
    other = next((one for one in options if one not in wanted and _agrees(percent, *one[:2])), None)
    part, whole, _ = min(
        wanted, key=lambda one: abs(one[0].value / one[1].value * HUNDRED - percent.value)
    )
    expected = f"{part.value / whole.value * HUNDRED:.{places(percent)}f}%"
    yield wrong(
        reading, "base" if other else "share", percent, expected,
        reckoned=f"{part.value:,} ÷ {whole.value:,}", related=(part, whole),
    )  # fmt: skip


def _alike(reading: Reading, bare: Sequence[Claim]) -> Iterable[Finding]:
    """Shares of one sentence whose base is not written: what they imply of it must agree."""
    for sentence in dict.fromkeys(one.percent.sentence for one in bare):
        implied = [
            (claim, part, part.value * HUNDRED / claim.percent.value)
            for claim in bare
            if claim.percent.sentence == sentence and claim.percent.value
            for part in (claim.parts[0].first,)
        ]
        if len(implied) < ENOUGH:
            continue
        middle = sorted(base for _, _, base in implied)[len(implied) // 2]
        reading.checked += len(implied)
        reading.unchecked -= len(implied)
        for claim, part, _ in implied:
            percent = claim.percent
            low, high = (
                part.low * HUNDRED / percent.high,
                part.high * HUNDRED / max(percent.low, percent.half),
            )
            slack = middle * SLACK
            if not low - slack <= middle <= high + slack:
                expected = f"{part.value / middle * HUNDRED:.{places(percent)}f}%"
                reckoned = f"{part.value:,} ÷ {middle:,.0f}"
                yield wrong(reading, "alike", percent, expected, reckoned=reckoned, related=(part,))


def _units(said: str) -> tuple[str, ...]:
    last = max(
        ((said.rfind(word), unit)
         for kind, unit in (("by_people", "person"), ("by_household", "household"))
         for word in WORDS["phrases"][kind]),
        default=(-1, ""),
    )  # fmt: skip
    return (last[1],) if last[0] >= 0 else ()


def _agrees(percent: Mention, part: Mention, whole: Mention) -> bool:
    if not whole.low:
        return False
    low, high = part.low / whole.high * HUNDRED, part.high / whole.low * HUNDRED
    return low <= percent.high and high >= percent.low
