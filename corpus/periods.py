"""Periods as mastheads print them; pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import replace

from corpus.dates import Day, next_date

_RANGE = re.compile(
    r"[\s,]*(?:[-–—~]|to|until|till|through|and|bis|à|al?|[至到])[\s,]*", re.IGNORECASE
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_INTERVAL = re.compile(r"((?:19|20)\d\d-\d\d(?:-\d\d)?)/(?=(?:19|20)\d\d-\d\d)")
_YEAR_LAST = re.compile(rf",? {_YEAR}")
_ORDINALS = (
    ("first", "1st", "1.", "一", "1"),
    ("second", "2nd", "2.", "二", "2"),
    ("third", "3rd", "3.", "三", "3"),
    ("fourth", "4th", "4.", "四", "4"),
)
_NUMBERS = {name: number for number, names in enumerate(_ORDINALS, start=1) for name in names}
_ORDINAL = rf"(?P<quarter>{'|'.join(map(re.escape, _NUMBERS))})"
_QUARTERS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"Q(?P<quarter>[1-4])[ /-]?{_YEAR}",
        rf"{_YEAR}[ /-]?Q(?P<quarter>[1-4])(?!\d)",
        rf"(?:the )?{_ORDINAL} (?:quarter|quartal),?(?: of)? {_YEAR}",
        rf"{_YEAR}\s?年\s?第?{_ORDINAL}季度",
    )
]

Days = tuple[str, str]


def period(text: str, issued: str | None) -> Days | None:
    """Read the period that a text begins with.

    Args:
        text: what follows a label such as "Reporting period:".
        issued: ISO date of the issue, whose year counts where the text names none; or None.

    Returns:
        First and last day as ISO 8601 days; None where there is no period, or no year to it.
    """
    quarter = _quarter(text)
    if quarter:
        return quarter[0]
    found = _stretch(_INTERVAL.sub(r"\1~", text))
    return _dated(found[0], found[1], issued) if found else None


def months(text: str) -> tuple[Days, int] | None:
    """Read the quarter or the months of one year that a text begins with, and where they end.

    A single month is no period, but a date: "April to June 2024", "second quarter of 2024".
    """
    quarter = _quarter(text)
    if quarter:
        return quarter
    found = _stretch(text)
    if found is None:
        return None
    first, last, end = found
    whole = first.day is last.day is None and first.month and last.month and last.year
    days = _dated(first, last, None) if whole and first.month != last.month else None
    return (days, end) if days else None


def _quarter(text: str) -> tuple[Days, int] | None:
    found = next(filter(None, (form.match(text) for form in _QUARTERS)), None)
    if found is None:
        return None
    year, last = int(found["year"]), 3 * _NUMBERS[found["quarter"].lower()]
    days = _days(Day(year, last - 2), Day(year, last))
    return (days, found.end()) if days else None


def _stretch(text: str) -> tuple[Day, Day, int] | None:
    """Read the first and the last date that a text begins with, which may be one, and their end."""
    first = next_date(text)
    if first is None or first.start > 0:
        return None
    gap = _RANGE.match(text, first.end)
    last = next_date(text, gap.end()) if gap else None
    if gap is None or last is None or last.start != gap.end():
        return first.date, first.date, first.end
    year = _YEAR_LAST.match(text, last.end) if last.date.year is None else None
    if year:  # "April 15–21, 2024"
        return first.date, replace(last.date, year=int(year["year"])), year.end()
    return first.date, last.date, last.end


def _dated(first: Day, last: Day, issued: str | None) -> Days | None:
    """Let each end of a period lend the other what it leaves out; "31 provinces" are no day."""
    if not (first.month or first.year or last.month or last.year):
        return None
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    year = last.year or (first.year if first.year and not _wraps(first, last) else None)
    if year is None and first.year:
        year = first.year + 1
    if year is None and issued:
        year = int(issued[:4]) - int((last.month or 1) > int(issued[5:7] or 12))
    if year is None:
        return None
    last = replace(last, year=year)
    return _days(replace(first, year=first.year or year - int(_wraps(first, last))), last)


def _wraps(first: Day, last: Day) -> bool:
    return bool(first.month and last.month and first.month > last.month)


def _days(first: Day, last: Day) -> Days | None:
    if first.year is None or last.year is None:
        return None
    month = last.month or 12
    try:
        start = dt.date(first.year, first.month or 1, first.day or 1)
        end = dt.date(last.year, month, last.day or calendar.monthrange(last.year, month)[1])
    except ValueError:
        return None
    return (start.isoformat(), end.isoformat()) if start <= end else None
