"""Whether a sentence speaks of another month than the question, and so does not answer; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.candidates import told_before
from corpus.dates import dates, next_date

if TYPE_CHECKING:
    from assistant.select import Scored
    from corpus.documents import Document

_IN_MONTH = re.compile(r" in (?=[A-Z])")
_WORDS = frozenset({"may", "march", "mar"})  # which are months for sure beside a year or a day


def is_of_another_month(asked: str, scored: Scored, document: Document, short: str) -> bool:
    """Tell whether a sentence names months, and nothing that it is read with those asked about.

    Args:
        asked: the question without the words that name documents.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer; what it names is told of.
    """
    candidate = scored.candidate
    wanted, told = months(asked), months(candidate.text)
    if not wanted or not told:
        return False
    if _told_for(candidate.text, short) - wanted:
        return True
    section = document.section_at(candidate.span.start)
    path = section.path if section else ()
    parts = (candidate.context, told_before(candidate, document), document.meta.title, short, *path)
    return not wanted & (told | months(". ".join(parts)))


def _told_for(text: str, short: str) -> frozenset[int]:
    """Give the month that stands right behind a figure: "by 4.9 percent in October"."""
    at = text.find(short) if any(map(str.isdigit, short)) else -1
    behind = _IN_MONTH.match(text, at + len(short)) if at >= 0 else None
    found = next_date(text, behind.end()) if behind else None
    own = found and behind and found.start == behind.end() and found.date.month
    return frozenset({own} if own else ())


def months(text: str) -> frozenset[int]:
    """List the months that a text names; a small "may" without a day or a year is none."""
    return frozenset(
        found.date.month
        for found in dates(text)
        if found.date.month
        and (found.date.year or found.date.day or text[found.start : found.end] not in _WORDS)
    )
