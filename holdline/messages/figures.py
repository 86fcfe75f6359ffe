"""Write figures as a reader's language does: counts, ten-thousands, rates, changes, yuan.

Every function takes a number or None and gives text; None, and a float that is not a number,
is an em dash. Rounding is half up (away from zero) on the decimal value as written, so 0.125
to two digits is 0.13 and 2.675 is 2.68. A negative sign is U+2212, as wide as a plus.
"""

from decimal import ROUND_HALF_UP, Decimal

from holdline.messages.catalogue import text

Figure = int | float | Decimal | None

MISSING = "—"
MINUS = "−"
TEN_THOUSAND = 10_000
HUNDRED_MILLION = 100_000_000


def count(value: Figure, language: str) -> str:
    """A whole number with thousands separators: 1,234."""
    del language  # both languages write a count alike
    exact = _decimal(value)
    return MISSING if exact is None else _plain(_rounded(exact, 0))


def compact(value: Figure, language: str) -> str:
    """A count made short where the language has a word for it.

    Chinese counts in ten-thousands from 10,000 (two decimals) and in hundred-millions from
    100,000,000; a value that rounds up to the next unit is written in it. English is `count`.
    """
    exact = _decimal(value)
    if exact is None:
        return MISSING
    whole = _rounded(exact, 0)
    if language != "zh" or abs(whole) < TEN_THOUSAND:
        return _plain(whole)
    in_ten_thousands = _rounded(exact / TEN_THOUSAND, 2)
    if abs(in_ten_thousands) < HUNDRED_MILLION // TEN_THOUSAND:
        return text(language, "common.figures.wan", value=_plain(in_ten_thousands))
    return text(language, "common.figures.yi", value=_plain(_rounded(exact / HUNDRED_MILLION, 2)))


def rate(value: Figure, language: str, digits: int = 2) -> str:
    """A share of 1 as a percentage: 0.44494 is 44.49%."""
    del language  # both languages write a percentage alike
    exact = _decimal(value)
    return MISSING if exact is None else f"{_plain(_rounded(exact * 100, digits))}%"


def change(value: Figure, language: str) -> str:
    """A difference of counts with its sign: +12, −3, 0."""
    del language  # both languages write a signed count alike
    exact = _decimal(value)
    return MISSING if exact is None else _signed(_rounded(exact, 0))


def points(value: Figure, language: str, digits: int = 2) -> str:
    """A difference of two shares of 1, in percentage points, with its sign."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    return text(language, "common.figures.points", value=_signed(_rounded(exact * 100, digits)))


def growth(now: Figure, before: Figure, language: str, digits: int = 2) -> str:
    """The change from *before* to *now* relative to *before*, in words.

    An em dash when either is missing or *before* is not above zero, as no share can be taken.
    """
    later, earlier = _decimal(now), _decimal(before)
    if later is None or earlier is None or earlier <= 0:
        return MISSING
    share = _rounded((later - earlier) / earlier * 100, digits)
    if later == earlier:
        return text(language, "common.figures.level")
    direction = "up" if later > earlier else "down"
    return text(language, f"common.figures.{direction}", value=f"{_plain(abs(share))}%")


def yuan(value: Figure, language: str, digits: int = 0) -> str:
    """An amount of yuan with its unit: 8,765 yuan."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    return text(language, "common.figures.yuan", value=_plain(_rounded(exact, digits)))


def ten_thousand_yuan(value: Figure, language: str, digits: int = 2) -> str:
    """An amount of yuan, given in yuan, written in ten-thousands with its unit."""
    exact = _decimal(value)
    if exact is None:
        return MISSING
    shown = _plain(_rounded(exact / TEN_THOUSAND, digits))
    return text(language, "common.figures.ten_thousand_yuan", value=shown)


def amount(value: Figure, language: str) -> str:
    """An amount of yuan, given in yuan, as a sentence has it: from 100,000,000 in that unit."""
    exact = _decimal(value)
    if exact is None or abs(exact) < HUNDRED_MILLION:
        return ten_thousand_yuan(value, language)
    shown = _plain(_rounded(exact / HUNDRED_MILLION, 2))
    return text(language, "common.figures.hundred_million_yuan", value=shown)


def _decimal(value: Figure) -> Decimal | None:
    exact = None if value is None else Decimal(str(value))
    return exact if exact is not None and exact.is_finite() else None


def _rounded(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    return f"{MINUS if value < 0 else ''}{abs(value):,f}"


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else ''}{_plain(value)}"
