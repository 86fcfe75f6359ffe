"""How a cell is hidden: one SQL expression for each mask of the dictionary."""

import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

SURNAMES = Path(__file__).with_name("compound_surnames.toml")
SHORTEST_ID_NUMBER = 15
TELEPHONE_DIGITS = 11
# What a list of households shows of anybody: a masked name, and the number they are asked for by.
SHOWN_TO_LISTS = ("name", "pseudonym")


def masked(column: str, mask: str) -> str | None:
    """SQL that shows *column* hidden by *mask*; None when the mask leaves it as it is.

    A missing cell stays missing. Health is what cards of the data team are read for, and household
    numbers are what it works by: the pseudonyms of analysts stand in a file of their own
    (holdline.build.deidentified).
    """
    expression = EXPRESSIONS.get(mask)
    return expression(f'"{column}"') if expression else None


def withheld(column: str) -> str:
    """SQL that shows nothing of *column*, and keeps its type."""
    return f'case when false then "{column}" end'


def marked(column: str, mask: str) -> str:
    """SQL that shows of *column* only whether something stands there: what is missing is counted.

    Of a point ten degrees stay, a thousand kilometres: enough to tell one that is none.
    """
    if mask == "health":
        return withheld(column)
    if mask == "birth":
        return _birth(f'"{column}"')
    if mask == "point":
        return f'round("{column}", -1)'
    return f"case when \"{column}\" is not null then '*' end"


def _name(column: str) -> str:
    kept = f"if(regexp_matches({column}, '{_compound_surname()}'), 2, 1)"
    return (
        f"case when length({column}) = 1 then '*' "
        f"else left({column}, {kept}) || repeat('*', length({column}) - {kept}) end"
    )


def _id_number(column: str) -> str:
    # A number too short to be an identity number is a vehicle's plate: only its region stays.
    kept = f"if(length({column}) >= {SHORTEST_ID_NUMBER}, 6, 2)"
    return f"left({column}, {kept}) || repeat('*', greatest(length({column}) - {kept}, 0))"


def _phone(column: str) -> str:
    return (
        f"case when length({column}) >= {TELEPHONE_DIGITS} then left({column}, 3) "
        f"|| repeat('*', length({column}) - 7) || right({column}, 4) "
        f"else repeat('*', length({column})) end"
    )


def _address(column: str) -> str:
    del column  # nothing of it is shown
    return "cast(null as varchar)"


def _point(column: str) -> str:
    return f"round({column}, 2)"


def _birth(column: str) -> str:
    return f"cast(date_trunc('year', {column}) as date)"


@lru_cache(maxsize=1)
def _compound_surname() -> str:
    surnames = tomllib.loads(SURNAMES.read_text("utf-8"))["surnames"]
    return f"^({'|'.join(surnames)})."


EXPRESSIONS: dict[str, Callable[[str], str]] = {
    "name": _name,
    "id_number": _id_number,
    "phone": _phone,
    "address": _address,
    "point": _point,
    "birth": _birth,
}
