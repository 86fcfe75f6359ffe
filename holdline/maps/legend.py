"""What each class of a map is called, in the reader's words and units."""

from collections import Counter
from collections.abc import Callable, Iterable

from holdline.maps.breaks import Classes

Write = Callable[[float], str]
Say = Callable[..., str]


def words(
    classes: Classes,
    values: Iterable[float | None],
    *,
    write: Write,
    say: Say,
    least: int = 0,
) -> tuple[str, ...]:
    """One text a class: the values it holds and how many areas are in it.

    Args:
        classes: of all frames.
        values: of the areas in this frame.
        write: a value as text, with its unit.
        say: the page's words: say("only" | "from_to" | "below" | "and_more" | "with_areas", …).
        least: the least count that is shown at all, where smaller ones are hidden.
    """
    held = Counter(classes.of(value) for value in values)
    return tuple(
        say("with_areas", classes=_range(classes, number, write, say, least), areas=held[number])
        for number in range(len(classes.bounds))
    )


def _range(classes: Classes, number: int, write: Write, say: Say, least: int) -> str:
    low, high = classes.ends(number)
    if classes.is_count and low > 0:
        low = max(low, least)
    if high is None:
        is_single = classes.is_count and low == classes.greatest
        return write(low) if is_single else say("and_more", low=write(low))
    if classes.is_count:
        return write(low) if low >= high else say("from_to", low=f"{low:,.0f}", high=write(high))
    return say("below", low=write(low), high=write(high))
