"""A reason that somebody gives: long enough to be one, and without anybody's numbers in it."""

import re

from holdline.errors import ReasonNamesPeople, ReasonWanted

LEAST = 5
NUMBERS = re.compile(r"\d{15,18}[\dXx]?|(?<!\d)1\d{10}(?!\d)")  # identity and phone numbers


def said(text: str) -> str:
    """*text* without blanks at its ends.

    Raises:
        ReasonWanted: it is shorter than LEAST characters.
        ReasonNamesPeople: an identity or phone number stands in it.
    """
    told = text.strip()
    if len(told) < LEAST:
        raise ReasonWanted(least=LEAST)
    if NUMBERS.search(told):
        raise ReasonNamesPeople
    return told
