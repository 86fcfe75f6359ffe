"""Calendar months, each held as the date of its first day."""

from datetime import date

MONTHS = 12


def first_of_month(day: date) -> date:
    """The month that *day* lies in."""
    return day.replace(day=1)


def month_number(day: date) -> int:
    """The months since the year 0, so that months can be added and subtracted."""
    return day.year * MONTHS + day.month - 1


def shifted(month: date, by: int) -> date:
    """The month *by* months after *month*; before it when negative."""
    year, index = divmod(month_number(month) + by, MONTHS)
    return date(year, index + 1, 1)


def months_between(earlier: date, later: date) -> int:
    """The calendar months from *earlier* to *later*, days ignored; negative when reversed."""
    return month_number(later) - month_number(earlier)


def months(first: date, last: date) -> tuple[date, ...]:
    """Every month from that of *first* to that of *last*, both included; () when reversed."""
    start = first_of_month(first)
    return tuple(shifted(start, by) for by in range(months_between(first, last) + 1))
