"""Dates as mastheads print them; pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

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
_NO_NUMBER = (
    r"(?<!\bnumber )(?<!\bissue )(?<!\bno\. )(?<!\bvolume )(?<!\bvol\. )"  # "Issue 6 June 2026"
)
_DAY_AND_MONTH = rf"\b(?=\d){_NO_NUMBER}{_DAY}(?: de| of)?[ -]{_MONTH}(?:,?(?: de)?[ -]{_YEAR})?"
_APART = r"(?<!\d[-/])"
_IN_RANGE = rf"(?:{_APART}|(?<=\b\d-)|(?<=\b\d\d-))"  # "1-30 November 2025"
_FORMS = [
    re.compile(rf"(?<![\d.]){_APART if form is not _DAY_AND_MONTH else _IN_RANGE}{form}", re.I)
    for form in (
        r"(?P<year>(?:19|20)\d\d)\s*年\s*(?:(?P<month>[01]?\d)\s*月\s*(?:(?P<day>[0-3]?\d)\s*日)?)?",
        r"(?P<month>[01]?\d)\s*月\s*(?:(?P<day>[0-3]?\d)\s*日)?",
        r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>[01]?\d)(?:[-/.](?P<day>[0-3]?\d))?(?![\d/-])",
        r"(?P<day>[0-3]?\d)\.\s?(?P<month>[01]?\d)\.\s?(?P<year>(?:19|20)\d\d)(?!\d)",
        _DAY_AND_MONTH,
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"\b{_MONTH}(?:,?(?: de)? {_YEAR})?",
        rf"\b{_YEAR}",
        rf"(?<![A-Za-z\d]){_DAY}\s*日?",
    )
]
_LEAP_DAY = (2, 29)  # month and day
# Day and month change places between countries here, so that only the year is sure, unless one
# of the two can be no month.
_LATE, _TWELFTH = "(?P<day>1[3-9]|2\\d|3[01])", "(?P<month>0?[1-9]|1[0-2])"
_SLASHED = (
    re.compile(rf"(?<![\d/]){_TWELFTH}/{_LATE}/{_YEAR}"),
    re.compile(rf"(?<![\d/]){_LATE}/{_TWELFTH}/{_YEAR}"),
    re.compile(rf"\b[0-3]?\d/[0-3]?\d/{_YEAR}"),
)
_ALL = (*_SLASHED, *_FORMS)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as a text gives it; None stands for a part that it leaves out."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str | None:
        """Write it as ISO 8601 at its own precision; None without a year.

        A day that its year does not have, "29 February" of 2031, is told to the month.
        """
        if self.year is None:
            return None
        exists = (self.month, self.day) != _LEAP_DAY or calendar.isleap(self.year)
        parts = (
            f"{self.year:04}",
            self.month and f"{self.month:02}",
            self.day and exists and f"{self.day:02}",
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
