"""What a text claims of its figures, and which claims do not foot."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from holdline.exports.footing.mentions import WORDS, Mention, has, is_ours
from holdline.exports.footing.readings import UNITS, Finding, Quantity, Reading, wrong
from holdline.exports.footing.shares import HUNDRED, places, shares

NEAR = Decimal("0.03")  # a list whose sum is so near its whole means to be all of it
WHOLES = ("identified", "open", "eliminated", "reported", "sent")


def sums(reading: Reading) -> Iterable[Finding]:
    """Wholes and their parts: known partitions, and lists that mean to be all of it."""
    stocks = [one for one in reading.quantities if not one.is_change]
    for whole, partitions in WORDS["partitions"].items():
        for parts in partitions:
            yield from _partition(reading, stocks, whole, parts)
    yield from _lists(reading)


def _partition(
    reading: Reading, stocks: Sequence[Quantity], whole: str, parts: Sequence[str]
) -> Iterable[Finding]:
    for unit in UNITS:
        total = _first(stocks, whole, unit)
        told = [_first(stocks, part, unit) for part in parts]
        if total is None or None in told:
            continue
        reading.checked += 1
        yield from _summed(reading, total, [one for one in told if one is not None])


def _first(stocks: Sequence[Quantity], name: str, unit: str) -> Mention | None:
    return next(
        (one.counts[unit] for one in stocks if one.concept == name and unit in one.counts), None
    )


def _lists(reading: Reading) -> Iterable[Finding]:
    """Parts after "of these" in one sentence, against the count before them."""
    whole: Quantity | None = None
    parts: list[Quantity] = []
    for one in [*reading.quantities, None]:
        is_on = one is not None and one.is_part and whole is not None
        is_on = is_on and one.first.sentence == whole.first.sentence  # type: ignore[union-attr]
        if is_on and one is not None:
            if not one.is_change:
                parts.append(one)
            continue
        if whole is not None and parts:
            yield from _listed(reading, whole, parts)
        is_whole = one is not None and not one.is_part and not one.is_change
        whole, parts = (one if is_whole else whole if one and one.is_change else None), []


def _listed(reading: Reading, whole: Quantity, parts: Sequence[Quantity]) -> Iterable[Finding]:
    if {one.concept for one in parts} & {"eliminated", "open"}:
        return  # the partition says it better
    for unit, total in whole.counts.items():
        told = [one.counts[unit] for one in parts if unit in one.counts]
        if len(told) != len(parts) or len(told) < 2:  # noqa: PLR2004
            over = [one for one in told if one.low > total.high]
            yield from (
                wrong(reading, "sum", one, f"≤ {total.value:,}", related=[total]) for one in over
            )
            continue
        sum_ = sum((one.value for one in told), Decimal(0))
        if sum_ > total.high or abs(sum_ - total.value) <= NEAR * total.value:
            reading.checked += 1
            yield from _summed(reading, total, told)


def _summed(reading: Reading, total: Mention, told: Sequence[Mention]) -> Iterable[Finding]:
    low, high = sum(one.low for one in told), sum(one.high for one in told)
    if low > total.high or high < total.low:
        value = sum((one.value for one in told), Decimal(0))
        reckoned = " + ".join(f"{one.value:,}" for one in told)
        yield wrong(reading, "sum", total, f"{value:,}", reckoned=reckoned, related=told)


def totals(reading: Reading) -> Iterable[Finding]:
    """A count "in all", against the counts before it in its sentence, when they mean to be all."""
    for at, one in enumerate(reading.quantities):
        if not has(one.first.clause, "in_all"):
            continue
        held = [
            part
            for part in reading.quantities[:at]
            if part.first.sentence == one.first.sentence and not part.is_change
        ]
        for unit, total in one.counts.items():
            told = [part.counts[unit] for part in held if unit in part.counts]
            value = sum((part.value for part in told), Decimal(0))
            if len(told) > 1 and abs(value - total.value) <= NEAR * total.value:
                reading.checked += 1
                yield from _summed(reading, total, told)


def growths(reading: Reading) -> Iterable[Finding]:
    """A change and its per cent: over the count before it less the change."""
    for at, one in enumerate(reading.mentions[1:], start=1):
        change = reading.mentions[at - 1]
        is_growth = one.unit == "percent" and has(one.clause, "up", "down")
        if not is_growth or change.unit not in UNITS or change.sentence != one.sentence:
            continue
        now = _stock(reading, change)
        if now is None or not has(change.clause, "up", "down"):
            reading.unchecked += 1
            continue
        sign = -1 if has(change.clause, "down") else 1
        if sign != (-1 if has(one.clause, "down") else 1):
            yield wrong(reading, "direction", one, "", related=(change,))
            continue
        before = now.value - sign * change.value
        if before <= 0:
            continue
        reading.checked += 1
        share = change.value / before * HUNDRED
        if abs(share - one.value) > one.half:
            yield wrong(
                reading, "growth", one, f"{share:.{places(one)}f}%",
                reckoned=f"{change.value:,} ÷ {before:,}", related=(change, now),
            )  # fmt: skip


def _stock(reading: Reading, change: Mention) -> Mention | None:
    """The last count before *change* in its sentence that is itself no change."""
    held = [
        one.counts[change.unit]
        for one in reading.quantities
        if change.unit in one.counts and not one.is_change and one.first.start < change.start
        and one.first.sentence == change.sentence
    ]  # fmt: skip
    return held[-1] if held else None


def moves(reading: Reading) -> Iterable[Finding]:
    """From one figure to another, and the difference that is said to be between them."""
    found = reading.mentions
    for first, second, change in zip(found, found[1:], found[2:], strict=False):
        is_move = has(first.before[-6:], "from") and has(second.before, "to")
        if not is_move or first.unit != second.unit or change.sentence != first.sentence:
            continue
        if change.unit not in (first.unit, "point" if first.unit == "percent" else first.unit):
            continue
        reading.checked += 1
        moved = second.value - first.value
        slack = first.half + second.half + change.half
        if abs(abs(moved) - change.value) > slack or has(change.clause, "down") != (moved < 0):
            yield wrong(
                reading, "difference", change, f"{moved:+,}",
                reckoned=f"{second.value:,} − {first.value:,}", related=(first, second),
            )  # fmt: skip


def repeats(reading: Reading) -> Iterable[Finding]:
    """The same whole told twice with different figures."""
    first: dict[tuple[str, str], Mention] = {}
    for one in reading.quantities:
        if not one.concept or one.is_change or one.concept not in WHOLES:
            continue
        is_ours_ = is_ours(one.first.clause, one.concept)
        for unit, mention in one.counts.items():
            told = first.setdefault((one.concept, unit), mention)
            if told is mention or not is_ours_:
                continue
            reading.checked += 1
            if mention.low > told.high or mention.high < told.low:
                yield wrong(reading, "repeat", mention, f"{told.value:,}", related=(told,))


def groupings(reading: Reading) -> Iterable[Finding]:
    """Commas that do not part groups of three digits: one digit too many or too few."""
    for one in reading.mentions:
        if not one.is_grouped:
            yield wrong(reading, "grouping", one, f"{one.value:,}")


def people(reading: Reading) -> Iterable[Finding]:
    """Fewer people than households: one was taken for the other."""
    for one in reading.quantities:
        if {"household", "person"} <= one.counts.keys() and not one.is_change:
            households, persons = one.counts["household"], one.counts["person"]
            if persons.high < households.low:
                expected = f"≥ {households.value:,}"
                yield wrong(reading, "persons", persons, expected, related=(households,))


CHECKS: tuple[Callable[[Reading], Iterable[Finding]], ...] = (
    groupings, repeats, sums, totals, shares, growths, moves, people,
)  # fmt: skip
