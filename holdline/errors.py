"""Every deliberate error, as a declaration: what happened, and what to do about it.

The class name keys the reader's wording in `messages/<language>/errors.toml`. Facts are given
as keyword arguments and filled into both.
"""

from typing import ClassVar


class HoldlineError(Exception):
    """A fault we foresaw: says what happened and how to mend it."""

    what: ClassVar[str] = "Something went wrong."
    fix: ClassVar[str] = "Read the log, and report it with the steps that led here."

    def __init__(self, **facts: object) -> None:
        """Keep the *facts* that the sentences name."""
        self.facts = facts
        super().__init__(f"{self.what} {self.fix}".format(**facts))


class UnknownMessage(HoldlineError):
    """A key is asked for that no catalogue holds."""

    what = "There is no message {key!r} in {language!r}."
    fix = "Add it to messages/{language}/, or correct the key."


class UnexpectedInputs(HoldlineError):
    """A query is given other inputs than its header declares."""

    what = "Query {query} takes {expected}, but was given {given}."
    fix = "Pass exactly the names under `inputs:` in {path}."


class UnknownQuery(HoldlineError):
    """A query is asked for that has no file."""

    what = "There is no query {query!r}."
    fix = "Write {path}, or correct the name."


class MalformedHeader(HoldlineError):
    """A SQL file's header cannot be read."""

    what = "{path}: {problem}."
    fix = "Write the header as docs/writing-a-query.md shows."


class SnapshotMissing(HoldlineError):
    """No snapshot has been published yet."""

    what = "There is no snapshot in {folder}."
    fix = "Run `make run`, or `python -m holdline build`, to make one."


class SnapshotUnreadable(HoldlineError):
    """The snapshot pointed to cannot be opened or does not match its manifest."""

    what = "Snapshot {snapshot} cannot be read: {problem}."
    fix = "Build again, or point CURRENT in {folder} at an earlier snapshot."


class SnapshotUnknown(HoldlineError):
    """A link names a snapshot that is not held here."""

    what = "There is no snapshot {snapshot!r} in {folder}."
    fix = "Open the current snapshot instead, or restore the named one from a backup."


class ImportTableMissing(HoldlineError):
    """A table without which nothing can be counted is not among the files."""

    what = "{folder} holds no file for: {tables}."
    fix = "Add {examples}, each following data/reference/columns.csv, and build again."


class ImportFolderMissing(HoldlineError):
    """The folder to import from does not exist or is empty."""

    what = "There are no import files in {folder}."
    fix = "Put the exported files there, or run `python -m holdline sample --out {folder}`."


class ImportFileUnreadable(HoldlineError):
    """A file is neither readable text, workbook nor Parquet."""

    what = "{file} cannot be read: {problem}."
    fix = "Save it again as CSV (UTF-8 or GBK), XLSX or Parquet."


class ImportColumnsMissing(HoldlineError):
    """Columns that must be in a file are not."""

    what = "{file} lacks the columns {columns}."
    fix = "Add them; their headers are listed in data/reference/columns.csv."


class ImportColumnsRepeated(HoldlineError):
    """Two columns of a file mean the same."""

    what = "{file} has two columns that mean {column}: {headers}."
    fix = "Remove or rename one of them."


class DivisionUnknown(HoldlineError):
    """A division is asked for that the snapshot does not know."""

    what = "There is no division {division!r} in this snapshot."
    fix = "Choose one from the list, or import it with the division table."


class DivisionForbidden(HoldlineError):
    """A division is asked for that lies outside the reader's jurisdiction."""

    what = "Division {division!r} is outside your jurisdiction."
    fix = "Choose a division within your own; ask the administrator if your duty has changed."


class MonthUnknown(HoldlineError):
    """A month is asked for that the snapshot does not cover."""

    what = "Month {month!r} is not covered; the snapshot runs from {first} to {last}."
    fix = "Choose a month in between."


class HouseholdUnknown(HoldlineError):
    """A household is asked for that the reader cannot see or that does not exist."""

    what = "There is no household {household!r} within your jurisdiction."
    fix = "Check the number, or search by it."


class PageNotHandedOver(HoldlineError):
    """A page ran without app.py having decided who is looking."""

    what = "The page was run on its own."
    fix = "Open it through app.py."
