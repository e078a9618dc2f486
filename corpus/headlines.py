"""The line of the largest type on a document's first page, which is its title as a rule; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.clean import Line as Printed
from corpus.imprint import KIND
from corpus.masthead import LABEL, PROSE, Hints
from corpus.told import Line

GENERIC = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+|(?:section|chapter|part|annex|appendix)\s+\w+\W*)?"
    r"(?:introduction|abstract|(?:table of )?contents|(?:executive )?summary|preface|foreword|"
    r"overview|acknowledge?ments?|background|at a glance|key (?:findings|points|messages|figures)|"
    r"highlights|headlines|top stories|in this issue|in brief|in short|imprint|"
    r"disclaimer|untitled|home|index|notes|references|einleitung|einführung|"
    r"inhalt(?:sverzeichnis)?|vorwort|zusammenfassung|impressum|résumé|sommaire|"
    r"目录|摘要|引言|前言|概述)?\W*",
    re.IGNORECASE,
)
"""What heads a part of any document."""
_KIND = re.compile(
    rf"(?:{KIND}|(?:client|legal|trade) alert|alert|newsletter|statement|testimony"
    rf"|(?:country|issue|policy|position|research|special|technical|trade|weekly|monthly|annual)"
    rf" (?:{KIND}|note|paper))(?:\s*[-–|,]?\s*\d[\d/.-]*)?\W*",
    re.IGNORECASE,
)
_LARGER = 1.25  # times the prose's font size
_LONGEST = 200  # characters
_LINES = 4


def largest_line(lines: Sequence[Printed], body_size: float) -> str:
    """Give the text of the largest type on the first page; empty where it is no title by its looks.

    Args:
        lines: the lines of the document in reading order.
        body_size: font size of its prose in points.
    """
    first = [line for line in lines if line.page == lines[0].page]
    size = max((line.size for line in first if len(line.text) > 1), default=0.0)
    if size < _LARGER * body_size:
        return ""
    start = next(at for at, line in enumerate(first) if line.size == size and len(line.text) > 1)
    own = list(takewhile(lambda line: line.size == size, first[start : start + _LINES]))
    text = " ".join(" ".join(line.text.split()) for line in own)
    return text if len(text) <= _LONGEST and len(text.split()) > 1 else ""


def headline_in(lines: Sequence[Line], hints: Hints) -> Line | None:
    """Find the line of the largest type above the body; None where there is none.

    A line that says what kind of document it is, or heads a part of any, is no title.
    """
    text = letters_of(hints.get("headline"))
    top = takewhile(lambda line: len(line.text) <= PROSE, lines)
    found = next((line for line in top if text and letters_of(line.text) == text), None)
    if found is None or any(form.fullmatch(found.text) for form in (GENERIC, LABEL, _KIND)):
        return None
    return found


def is_kind(title: str) -> bool:
    """Whether a title is nothing but a kind of document: "Position Paper", "Tracker"."""
    return _KIND.fullmatch(title) is not None


def letters_of(text: str) -> str:
    """Give the letters and digits of a text in small letters, to compare it."""
    return "".join(char for char in text.casefold() if char.isalnum())
