"""Identity numbers that nobody holds: valid in form, from the range left free for faults.

Sequence numbers (digits 15 to 17) from 900 on are never issued by the generator; each county
has a pair of its own among them, so that two counties never make the same number.
"""

from datetime import date

from holdline.sample.faults.scene import Row

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
DIGITS = "10X98765432"
LENGTH = 18
FREE = 900
PAIRS = 47


def check_digit(first: str) -> str:
    """The eighteenth character to seventeen digits (GB 11643, ISO 7064 MOD 11-2)."""
    return DIGITS[sum(w * int(d) for w, d in zip(WEIGHTS, first, strict=True)) % len(DIGITS)]


def completed(first: str) -> str:
    """Seventeen digits with their check digit."""
    return first + check_digit(first)


def renumbered(row: Row, *, area: str = "", birth: str = "", is_male: bool | None = None) -> str:
    """A number for the person *row* that nobody holds; the same but for what is given.

    Args:
        row: a member with a number of at least 18 characters; a certificate's ending is kept.
        area: six digits in place of the first six.
        birth: eight digits in place of digits 7 to 14.
        is_male: the sex that digit 17 shall tell.
    """
    old, chunk = str(row["id_number"]), row.scene.chunk
    male = int(old[16]) % 2 == 1 if is_male is None else is_male
    pair = FREE + 2 * (int(chunk[-2:]) % PAIRS)
    start = (area or old[:6]) + (birth or old[6:14])
    for step in range(PAIRS):
        sequence = FREE + (pair - FREE + 2 * step) % 100 + int(male)
        number = completed(f"{start}{sequence:03d}")
        if row.scene.issue(number):
            return number + old[LENGTH:]
    raise LookupError(old)


def give_number(row: Row, number: str) -> None:
    """Write a person's number, on the household too when the person heads it."""
    row.edit(id_number=number)
    if row["relation_to_head"] == "01":
        row.home.edit(head_id_number=number)


def born(row: Row, day: date) -> None:
    """Let a person be born on another day: the date and the number agree."""
    give_number(row, renumbered(row, birth=day.strftime("%Y%m%d")))
    row.edit(birth_on=day)


def moved_years(day: date, years: int) -> date:
    """*day*, *years* later; 29 February becomes the 28th."""
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year + years, day=last)
