"""The checks: every SQL file below queries/checks, with what its header says of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from holdline import paths
from holdline.errors import CheckMalformed, CheckUnknown
from holdline.queries import catalogue
from holdline.queries.sqlfile import SqlFile

FOLDER = "checks"
DIMENSIONS = ("completeness", "accuracy", "consistency", "timeliness", "uniqueness")
SEVERITIES = ("error", "warning", "information")
# What every check gives, in this order, so that all of them make one table.
COLUMNS = (
    "household_id", "person_id", "case_id", "village_code", "field", "value", "expected",
)  # fmt: skip
# What stands against the register on a department's word, and what shows in a whole village only.
DEPARTMENTS = (
    "A12", "A13", "D07", "D12", "F09", "F10", "G02", "G09", "H18", "H29",
    "K07", "K08", "K09", "K10", "K11", "K12", "K13",
)  # fmt: skip
PATTERNS = ("F18", "H27", "K05", "K18")
SOURCE = re.compile(r"(?P<id>[A-Z]\d\d)(?:;\s*(?P<basis>.+))?")


@dataclass(frozen=True)
class Check:
    """One check.

    Attributes:
        id: its number in domain.md §7, such as "A02".
        name: states the fault; the file's stem.
        dimension: one of DIMENSIONS; the file's folder.
        severity: error (cannot be right), warning (look at it) or information.
        basis: where it comes from, as the header writes it.
        file: its SQL.
    """

    id: str
    name: str
    dimension: str
    severity: str
    basis: str
    file: SqlFile

    def title(self, language: str) -> str:
        """What is at fault, in few words: zh or en."""
        return self.file.extras["title" if language == "zh" else "title_en"]

    def remedy(self, language: str) -> str:
        """What to do about it: zh or en."""
        return self.file.extras["remedy" if language == "zh" else "remedy_en"]


def all_checks() -> tuple[Check, ...]:
    """Every check, by id.

    Raises:
        CheckMalformed: a header lacks what a check must say, or two have one id.
        MalformedHeader: a header cannot be read.
    """
    return _read(paths.QUERIES)


def chosen(ids: Iterable[str]) -> tuple[Check, ...]:
    """The checks of these *ids*, by id; every check when there are none.

    Raises:
        CheckUnknown: there is no check of an id.
    """
    wanted = {one.strip().upper() for one in ids if one.strip()}
    unknown = wanted - {check.id for check in all_checks()}
    if unknown:
        raise CheckUnknown(checks=", ".join(sorted(unknown)))
    return tuple(check for check in all_checks() if check.id in wanted or not wanted)


@lru_cache(maxsize=4)
def _read(queries: object) -> tuple[Check, ...]:
    del queries  # only tells one folder of queries from another
    found = [_check(file) for file in catalogue.all(FOLDER)]
    ordered = tuple(sorted(found, key=lambda check: check.id))
    for one, following in pairwise(ordered):
        if one.id == following.id:
            raise CheckMalformed(path=following.file.path, problem=f"{one.name} is {one.id} too")
    return ordered


def _check(file: SqlFile) -> Check:
    extras = file.extras
    source = SOURCE.fullmatch(extras.get("source", ""))
    if not source:
        problem = "`source:` does not begin with the check's id, as in `source: A02; T3`"
        raise CheckMalformed(path=file.path, problem=problem)
    for problem in _problems(file):
        raise CheckMalformed(path=file.path, problem=problem)
    return Check(
        id=source["id"],
        name=file.path.stem,
        dimension=extras["dimension"],
        severity=extras["severity"],
        basis=source["basis"] or "",
        file=file,
    )


def _problems(file: SqlFile) -> Iterator[str]:
    extras = file.extras
    if extras["severity"] not in SEVERITIES:
        yield f"`severity:` is none of {', '.join(SEVERITIES)}"
    if extras["dimension"] not in DIMENSIONS or extras["dimension"] != file.path.parent.name:
        yield "`dimension:` is not the folder it lies in"
    for section in ("title_en", "remedy_en"):
        if section not in extras:
            yield f"`{section}:` is missing"
    given = tuple(column.name for column in file.columns)
    if given != COLUMNS or {column.type for column in file.columns} != {"VARCHAR"}:
        yield f"its columns are not {', '.join(COLUMNS)}, each VARCHAR"
