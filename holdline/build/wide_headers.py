"""The headers of the national export's wide columns: one for each class of support."""

import re
from functools import lru_cache

from holdline.build.headers import bare, meaning
from holdline.reference import codes

TABLE = "monitor_case"
CLASSES, OTHER = "measure_class", "99"
NUMBER = re.compile(r"100A[0-9]+")


def class_of(header: str) -> str:
    """The class of support *header* is the wide column of; "" when of none.

    Its label, the number of its national table, or both together.
    """
    return _headers().get(bare(header), "")


def is_wide(header: str, table: str) -> bool:
    """Whether *header* of a file of *table* is a wide column."""
    return table == TABLE and not meaning(header, table) and bool(class_of(header))


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, one in codes.labels(CLASSES).items():
        numbers = NUMBER.findall(one.note)
        labels = [] if code == OTHER else [one.label_zh, *one.aliases]
        both = [f"{label}{number}" for label in labels for number in numbers]
        for name in (*numbers, *labels, *both):
            found.setdefault(bare(name), code)
    return found
