"""Whether a number can be that of an identity card, or of a disability certificate built on it."""

import re

SHAPE = re.compile(r"(\d{17}[\dX])(\d{2}|[1-7][1-4]B\d)?", re.IGNORECASE)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def is_sound(number: str) -> bool:
    """18 characters whose check digit is right, alone or with a certificate's 2 or 4 behind.

    Source: GB 11643-1999; domain.md §2.8 on certificates.
    """
    found = SHAPE.fullmatch(number.strip())
    return found is not None and check_digit(found[1]) == found[1][-1].upper()


def check_digit(number: str) -> str:
    """The 18th character that the first 17 call for."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECKS[total % 11]
