"""The times that a text speaks of, as facts write them, with their place; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from corpus.dates import Day, Found, dates
from corpus.numerals import ORDINALS
from index.attachment import Time

_QUARTER = re.compile(
    r"\b(?:the )?(?:(?P<n>[1-4])(?:st|nd|rd|th)|(?P<w>first|second|third|fourth)) quarter"
    r"(?: (?:of )?(?P<y>(?:19|20)\d\d))?|\bQ(?P<q>[1-4])[ /-]?(?P<z>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    r" (?:of (?:the )?(?P<which>last|that|same|previous|preceding|following|next)"
    r"|(?P<ago>last)) year\b",
    re.IGNORECASE,
)


def times_told(
    text: str, iso: Callable[[Day], str | None], issued: str | None, year: int | None = None
) -> Iterator[Time]:
    """Find the times that a text speaks of.

    Args:
        text: a sentence.
        iso: writes a date, with the year that its issue lends it.
        issued: when the text was issued, as ISO 8601; or None.
        year: of dates that have none; None for the one that their issue lends them.
    """
    dated = list(dates(text))
    years = [one.date.year for one in dated if one.date.year]
    for match in _QUARTER.finditer(text):
        number = match["n"] or match["q"] or str(ORDINALS.index(match["w"].lower()) + 1)
        behind = _OF_YEAR.match(text, match.end())
        own = _year_of(behind, match.start(), dated, issued) if behind else None
        told = match["y"] or match["z"] or str(own or "")
        if not (told or behind):
            told = str(years[0] if years else year or "")
            told = told or (iso(Day(None, 3 * int(number))) or "")[:4]
        if told:
            yield f"{told}-Q{number}", match.start(), match.end()
    for found in dated:
        if not _is_date(text, found):
            continue
        date = found.date
        behind = None if date.year else _OF_YEAR.match(text, found.end)
        if behind:
            own = _year_of(behind, found.start, dated, issued)
            date = replace(date, year=own)
            when = date.iso() if own else None
        else:
            when = iso(date if date.year or not year else replace(date, year=year))
        if when:
            yield when, found.start, found.end


def _year_of(
    behind: re.Match[str], start: int, dated: Sequence[Found], issued: str | None
) -> int | None:
    """Give the year that "of last year" or "of that year" behind a date means; or None."""
    which = (behind["which"] or behind["ago"]).lower()
    if which == "last":
        return int(issued[:4]) - 1 if issued else None
    before = [one.date.year for one in dated if one.date.year and one.start < start]
    return before[-1] if before and which in ("that", "same") else None


def _is_date(text: str, found: Found) -> bool:
    """Leave out bare days, and words that are months only by chance ("may", "march")."""
    if found.date.year is None and found.date.month is None:
        return False
    word = text[found.start : found.end]
    if found.date.year is None and found.date.day is None:
        return (word[:1].isupper() and word.lower() not in ("may", "march")) or "月" in word
    return True
