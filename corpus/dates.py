"""Dates and periods as mastheads print them; pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from dateutil.parser import parserinfo  # type: ignore[import-untyped]


class _Months(parserinfo):  # type: ignore[misc]
    """Month names of the languages that briefings are written in, besides English."""

    MONTHS = [  # noqa: RUF012 - the library's own form
        (*names, *other.split())
        for names, other in zip(
            parserinfo.MONTHS,
            (
                "januar janvier enero gennaio",
                "februar février febrero febbraio",
                "märz mars marzo",
                "avril abril aprile",
                "mai mayo maggio",
                "juni juin junio giugno",
                "juli juillet julio luglio",
                "août agosto",
                "septembre septiembre settembre",
                "oktober octobre octubre ottobre",
                "novembre noviembre",
                "dezember décembre diciembre dicembre",
            ),
            strict=True,
        )
    ]


_INFO = _Months()
_NAMES = sorted({name for names in _Months.MONTHS for name in names}, key=len, reverse=True)
# Most words are passed over by their first letter, before all names are tried.
_INITIALS = "".join(sorted({name[0].lower() for name in _NAMES}))
_MONTH = rf"(?=[{_INITIALS}])(?P<month>(?:{'|'.join(map(re.escape, _NAMES))})\b\.?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er)?(?!\d)\.?"
_FORMS = [
    re.compile(rf"(?<![\d.])(?<!\d[-/]){form}", re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)\s*年\s*(?:(?P<month>[01]?\d)\s*月\s*(?:(?P<day>[0-3]?\d)\s*日)?)?",
        r"(?P<month>[01]?\d)\s*月\s*(?:(?P<day>[0-3]?\d)\s*日)?",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>[01]?\d)(?:[-/.](?P<day>[0-3]?\d))?(?![\d/-])",
        r"(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"\b{_DAY}(?: de| of)?[ -]{_MONTH}(?:,?(?: de)?[ -]{_YEAR})?",
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"\b{_MONTH}(?:,?(?: de)? {_YEAR})?",
        rf"\b{_YEAR}",
        rf"(?<![A-Za-z\d]){_DAY}\s*日?",
    )
]
# Day and month change places between countries here, so that only the year is sure, unless one
# of the two can be no month.
_LATE, _TWELFTH = "(?P<day>1[3-9]|2\\d|3[01])", "(?P<month>0?[1-9]|1[0-2])"
_SLASHED = (
    re.compile(rf"(?<![\d/]){_TWELFTH}/{_LATE}/{_YEAR}"),
    re.compile(rf"(?<![\d/]){_LATE}/{_TWELFTH}/{_YEAR}"),
    re.compile(rf"\b[0-3]?\d/[0-3]?\d/{_YEAR}"),
)
_ALL = (*_SLASHED, *_FORMS)
_RANGE = re.compile(
    r"[\s,]*(?:[-–—~]|to|until|till|through|and|bis|à|al?|[至到])[\s,]*", re.IGNORECASE
)
_QUARTER = re.compile(rf"\bQ(?P<quarter>[1-4])[ /-]?{_YEAR}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as a text gives it; None stands for a part that it leaves out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        """Write it as ISO 8601 at its own precision; None without a year."""
        if self.year is None:
            return None
        parts = (
            f"{self.year:04}",
            self.month and f"{self.month:02}",
            self.day and f"{self.day:02}",
        )
        return "-".join(part for part in parts if part)

    def shared(self, other: Day) -> list[tuple[int, int]]:
        """Give the parts that both dates give, of each its own and the other's."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return [(own, its) for own, its in pairs if own is not None and its is not None]

    def agrees(self, other: Day) -> bool:
        """Whether both may be one date, as far as either gives its parts."""
        return all(own == its for own, its in self.shared(other))


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands in the text that was searched."""

    date: Day
    start: int
    end: int


def dates(text: str) -> Iterator[Found]:
    """Find the dates in a line, left to right, bare years and days among them."""
    due = [_first(form, text, 0) for form in _ALL]
    while found := _leftmost(due):
        yield found
        # Only what overlaps is looked for anew, so that a long line is read once by each form.
        due = [
            _first(form, text, found.end) if own and own.start < found.end else own
            for form, own in zip(_ALL, due, strict=True)
        ]


def next_date(text: str, position: int = 0) -> Found | None:
    """Find the first date from ``position`` on; of several forms there, the fullest."""
    return _leftmost([_first(form, text, position) for form in _ALL])


def whole_date(text: str) -> Day | None:
    """Give the date that a text is; None where it is none, or more than that."""
    found = next_date(text)
    return found.date if found and (found.start, found.end) == (0, len(text)) else None


def _first(form: re.Pattern[str], text: str, position: int) -> Found | None:
    for match in form.finditer(text, position):
        date = _day(match)
        if date is not None:
            return Found(date, match.start(), match.end())
    return None


def _leftmost(found: Sequence[Found | None]) -> Found | None:
    """Choose the one that begins first; of several, the first in the order of the forms."""
    return min((own for own in found if own), key=lambda own: own.start, default=None)


def _day(match: re.Match[str]) -> Day | None:
    """Read a match; None where it is no date of the calendar."""
    parts = match.groupdict()
    month = parts.get("month")
    date = Day(
        year=int(parts["year"]) if parts.get("year") else None,
        month=_month(month) if month else None,
        day=int(parts["day"]) if parts.get("day") else None,
    )
    try:
        dt.date(date.year or 2000, date.month or 1, date.day or 1)
    except ValueError:
        return None
    return date


def _month(text: str) -> int | None:
    return int(text) if text.isdigit() else _INFO.month(text.rstrip("."))


def period(text: str, issued: str | None) -> tuple[str, str] | None:
    """Read the period that a text begins with.

    Args:
        text: what follows a label such as "Reporting period:".
        issued: ISO date of the issue, whose year counts where the text names none; or None.

    Returns:
        First and last day as ISO 8601 days; None where there is no period, or no year to it.
    """
    quarter = _QUARTER.match(text)
    if quarter:
        year, last_month = int(quarter["year"]), 3 * int(quarter["quarter"])
        return _days(Day(year, last_month - 2), Day(year, last_month))
    first = next_date(text)
    if first is None or first.start > 0:
        return None
    gap = _RANGE.match(text, first.end)
    last = next_date(text, gap.end()) if gap else None
    if gap is None or last is None or last.start != gap.end():
        return _dated(first.date, first.date, issued)
    return _dated(first.date, last.date, issued)


def _dated(first: Day, last: Day, issued: str | None) -> tuple[str, str] | None:
    """Let each end of a period lend the other what it leaves out."""
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


def _days(first: Day, last: Day) -> tuple[str, str] | None:
    if first.year is None or last.year is None:
        return None
    month = last.month or 12
    try:
        start = dt.date(first.year, first.month or 1, first.day or 1)
        end = dt.date(last.year, month, last.day or calendar.monthrange(last.year, month)[1])
    except ValueError:
        return None
    return (start.isoformat(), end.isoformat()) if start <= end else None
