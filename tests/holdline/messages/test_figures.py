"""Figures are written as each language does, right at signs and edges."""

from decimal import Decimal

import pytest

from holdline.messages import figures


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (1234, "1,234"),
        (-1234567, "−1,234,567"),
        (2.5, "3"),
        (-2.5, "−3"),
        (-0.4, "0"),
        (Decimal("999.5"), "1,000"),
        (None, "—"),
        (float("nan"), "—"),
        (float("inf"), "—"),
    ],
)
def test_a_count_has_separators_and_rounds_half_up(value: float, expected: str) -> None:
    assert figures.count(value, "zh") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (9999, "9,999"),
        (9999.4, "9,999"),
        (9999.5, "1.00万"),
        (10000, "1.00万"),
        (12345, "1.23万"),
        (12350, "1.24万"),
        (-12350, "−1.24万"),
        (-9999.5, "−1.00万"),
        (99_999_949, "9,999.99万"),
        (99_999_950, "1.00亿"),
        (123_456_789, "1.23亿"),
        (-123_456_789, "−1.23亿"),
        (1_400_000_000_000, "14,000.00亿"),
        (None, "—"),
    ],
)
def test_chinese_counts_are_short_from_ten_thousand(value: float, expected: str) -> None:
    assert figures.compact(value, "zh") == expected


def test_english_counts_are_written_whole() -> None:
    assert figures.compact(-123_456_789, "en") == "−123,456,789"


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.4449, 2, "44.49%"),
        (0.44495, 2, "44.50%"),
        (1.005, 0, "101%"),
        (0.00125, 2, "0.13%"),
        (-0.00001, 2, "0.00%"),
        (1, 1, "100.0%"),
        (None, 2, "—"),
    ],
)
def test_a_rate_rounds_the_decimal_not_its_binary_shadow(
    value: float, digits: int, expected: str
) -> None:
    assert figures.rate(value, "zh", digits) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(12, "+12"), (-3, "−3"), (0, "0"), (0.4, "0"), (1234, "+1,234"), (None, "—")],
)
def test_a_change_has_its_sign(value: float, expected: str) -> None:
    assert figures.change(value, "en") == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (0.012, "zh", "+1.20个百分点"),
        (0.012, "en", "+1.20 pp"),
        (-0.00125, "zh", "−0.13个百分点"),
        (0.00001, "en", "0.00 pp"),
        (None, "zh", "—"),
    ],
)
def test_a_difference_of_rates_is_in_percentage_points(
    value: float, language: str, expected: str
) -> None:
    assert figures.points(value, language) == expected


@pytest.mark.parametrize(
    ("now", "before", "language", "expected"),
    [
        (110, 100, "zh", "上升10.00%"),
        (90, 100, "zh", "下降10.00%"),
        (90, 100, "en", "down 10.00%"),
        (100, 100, "zh", "持平"),
        (0, 0, "zh", "—"),
        (5, 0, "zh", "—"),
        (5, -1, "zh", "—"),
        (None, 5, "zh", "—"),
        (5, None, "en", "—"),
        (1, 3, "en", "down 66.67%"),
    ],
)
def test_growth_is_said_in_words_and_never_taken_of_nothing(
    now: float, before: float, language: str, expected: str
) -> None:
    assert figures.growth(now, before, language) == expected


def test_amounts_carry_their_unit() -> None:
    assert figures.yuan(Decimal("8765.50"), "zh") == "8,766元"
    assert figures.yuan(8765.5, "en", digits=2) == "¥8,765.50"
    assert figures.ten_thousand_yuan(32_050, "zh") == "3.21万元"
    assert figures.ten_thousand_yuan(None, "zh") == "—"
    assert figures.yuan(None, "en") == "—"


def test_an_amount_in_a_sentence_is_in_hundred_millions_from_there() -> None:
    assert figures.amount(2_686_941_000, "zh") == "26.87亿元"
    assert figures.amount(99_990_000, "zh") == "9,999.00万元"
    assert figures.amount(None, "zh") == "—"
