"""The only clock of what people do; tests set it."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
