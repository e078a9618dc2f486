"""The year of a date that a text prints without one; pure."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import replace

from corpus.dates import Day, dates
from corpus.documents import Metadata, Section

_AHEAD = 45  # days after the issue that an announced event may lie; what seems later was last year


def with_year(date: Day, meta: Metadata, section: Section | None) -> Day:
    """Give a date its year; without one where nothing tells it."""
    if date.year is not None:
        return date
    if meta.period:
        first, last = int(meta.period[0][:4]), int(meta.period[1][:4])
        for year in range(last, first - 1, -1):
            if _touches(replace(date, year=year), meta.period):
                return replace(date, year=year)
    named = _year_of(section, meta)
    if named:
        return replace(date, year=named)
    reference = _reference(meta)
    if reference is None:
        return date
    latest = reference + dt.timedelta(days=_AHEAD)
    ahead = _first_day(replace(date, year=latest.year)) > latest
    return replace(date, year=latest.year - int(ahead))


def _touches(date: Day, period: tuple[str, str]) -> bool:
    iso = date.iso() or ""
    return period[0][: len(iso)] <= iso <= period[1][: len(iso)]


def _year_of(section: Section | None, meta: Metadata) -> int | None:
    """Give the one year that the innermost heading with a year names, or else the title.

    What stands over the section's own heading tells only of what lies before the issue.
    """
    path = section.path if section else ()
    issued = int((meta.issued or "9999")[:4])
    for above, heading in enumerate(reversed(path)):
        years = {found.date.year for found in dates(heading) if found.date.year}
        year = years.pop() if len(years) == 1 else None
        if year and heading.casefold() != meta.title.casefold() and (not above or year <= issued):
            return year
    named = {found.date.year for found in dates(meta.title) if found.date.year}
    year = named.pop() if len(named) == 1 else None
    return year if year and meta.issued and year < issued else None


def _reference(meta: Metadata) -> dt.date | None:
    """Give the last day that a document can report on."""
    if meta.issued is None:
        return dt.date.fromisoformat(meta.period[1]) if meta.period else None
    year, month, day = (*map(int, meta.issued.split("-")), 0, 0)[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def _first_day(date: Day) -> dt.date:
    year, month = date.year or 1, date.month or 1
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(date.day or 1, last))
