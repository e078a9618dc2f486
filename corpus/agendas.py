"""Calendars of a text in two columns, days to the left: an item for each day; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import Line
from corpus.dates import whole_date

_LEAST = 3  # days below each other
_MOST = 8  # lines of a day
_RANGE = re.compile(r"^\d{1,2}\s?(?:[-–—]|to)\s?(?=\d)")  # "10-" of "10-12 December"
_TOLD = re.compile(r"(?:\S+ )*?[^\W\d_]{2,}\S* \S*[^\W\d_]{2}")  # two words, and no figure alone
_APART = re.compile(r"\s{2,}(?=\S)")


def with_agendas(lines: Sequence[Line]) -> list[Line]:
    """Make an item of each day of a calendar, with what is to be on it.

    Args:
        lines: a document's lines, with the wide gaps between their columns.

    Returns:
        The lines; those of a calendar are such that three or more stand below each other, each
        begun by a day and a wide gap, with nothing between but what stands below what is on it.
    """
    found: list[Line] = []
    at = 0
    while at < len(lines):
        days, end = _calendar(lines, at)
        if len(days) >= _LEAST:
            found += days
            at = end
        else:
            found.append(lines[at])
            at += 1
    return found


def _calendar(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """Read the days that stand below each other from a line on, and where they end."""
    days: list[Line] = []
    column, at = 0, start
    while at < len(lines) and (not days or not lines[at].gap):
        line = lines[at]
        parted = _parted(line.text)
        if parted:
            day, own = parted
            column = line.indent + own
            days.append(replace(line, text=f"• {day} {line.text[own:]}"))
        elif days and line.indent >= column and line.number - days[-1].number < _MOST:
            last = days[-1]
            more = line.end - last.number if last.number else 0
            days[-1] = replace(last, text=f"{last.text} {line.text}", more=more)
        else:
            break
        at += 1
    return days, at


def _parted(text: str) -> tuple[str, int] | None:
    """Part a line after its day: the day, and where the second column begins; None for others."""
    apart = _APART.search(text)
    if apart is None or _APART.search(text, apart.end()):  # a row of a larger table
        return None
    lead = text[: apart.start()]
    day = whole_date(_RANGE.sub("", lead, count=1))
    told = _TOLD.match(text, apart.end())
    return (lead, apart.end()) if told and day and day.day and day.month else None
