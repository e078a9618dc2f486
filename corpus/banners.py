"""Lines over a title that name who publishes the document or what series it is of; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from corpus.documents import BlockKind
from corpus.imprint import KIND, ORGANISATION, initials_of
from corpus.masthead import LABEL, Masthead
from corpus.told import Line

_NEAR = 7  # lines below a banner among which the title is
_WORDS = 5  # of a name of a series at most
_SERIES = re.compile(rf"(?:[^\W\d][\w&’'-]* ){{0,{_WORDS - 1}}}{KIND}", re.IGNORECASE)
_KIND = re.compile(rf"\b{KIND}\b", re.IGNORECASE)
_NUMBER_WORD = r"(?:issue|no|nr|vol|volume|number)"
_ISSUE = re.compile(rf"\W*{_NUMBER_WORD}?\b\.?\W{{0,2}}\d{{1,4}}\b", re.IGNORECASE)
NUMBERED = re.compile(
    rf"\W*{_NUMBER_WORD}\b\.?\W{{0,2}}\d{{1,4}}(?:\s?/\s?\d{{2,4}})?\b", re.IGNORECASE
)
_NO_TITLE = re.compile(rf"[^:：]{{1,30}}[:：] ?.{{0,30}}$|{NUMBERED.pattern}", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_NAMED = 3  # words of an institution's name, at least
_INSTITUTION = re.compile(
    r"(?:[A-Z][\w&’'-]* )*(?i:institut\w*|cent(?:er|re)|foundation|university|academy|observatory"
    r"|council|think tank|school|chamber)\b"
    r"(?: (?:(?i:of|for|on|and|the|in) )*[A-Z][\w&’'-]*,?)*"
)


def headline(
    mast: Masthead, banner: Line, lines: Sequence[Line], is_title: Callable[[str], bool]
) -> Line | None:
    """Find the title below a line that would be taken for it.

    Args:
        mast: the document's masthead.
        banner: the line, which may name the publisher or the series.
        lines: all lines of the document.
        is_title: whether a line may be a title by its looks.

    Returns:
        The line of the title; None where the line names neither, or no title stands below it.
    """
    at = mast.lines.index(banner)
    below = mast.lines[at + 1 : at + 1 + _NEAR]
    owner = _is_owner(banner.text, mast.lines, lines)
    if not owner and not _is_series(banner.text, below):
        return None
    told = (BlockKind.HEADING, BlockKind.PARAGRAPH)
    free = [line for line in below if line.kind in told and not _NO_TITLE.match(line.text)]
    titles = [line for line in free if is_title(line.text)]
    kinds = [line for line in titles if _KIND.search(line.text) and _is_short(line.text)]
    named = [line for line in titles if ORGANISATION.search(line.text) or line in kinds]
    free = [line for line in titles if line not in named and line.text != banner.text]
    return next(iter([*free, *(kinds if owner else ())]), None)


def _is_owner(text: str, top: Sequence[Line], lines: Iterable[Line]) -> bool:
    """Whether a line is an organisation: its name beside its initials, or one in sentences."""
    if _ACRONYM.fullmatch(text):
        return any(initials_of(line.text) == text for line in top if line.text != text)
    if not ORGANISATION.search(text):
        return False
    first, *below = top
    if any(line.text == initials_of(text) for line in top if _ACRONYM.fullmatch(line.text)):
        return True
    if first.text == text and is_institution(text) and below and not below[0].text.islower():
        return True
    if not text.isupper():
        short = f"{text} ({initials_of(text)})"
        return any(short in line.text for line in lines)
    name = re.compile(rf"\bthe {re.escape(text)}\b|{re.escape(text)} \([A-Z]{{2,8}}\)", re.I)
    return any(name.search(line.text) for line in lines if line.text != text)


def is_institution(text: str) -> bool:
    """Whether a line is nothing but the name of an institute or the like: "INSTITUTE FOR TIDES"."""
    return bool(_INSTITUTION.fullmatch(text)) and len(text.split()) >= _NAMED


def _is_series(text: str, below: Sequence[Line]) -> bool:
    """Whether a line names a kind of report, of which a line below gives the issue."""
    if not _SERIES.fullmatch(text):
        return False
    named = re.compile(rf"{re.escape(text)}{_ISSUE.pattern}", re.I)
    return any(is_issue_of(line.text, text) for line in below[:1]) or any(
        named.search(line.text) for line in below
    )


def is_issue_of(below: str, name: str) -> bool:
    """Whether a line such as "Factsheet 7/2025" or "Issue 12" stands below a series' name."""
    numbered = LABEL.fullmatch(below) or NUMBERED.match(below)
    return bool(_SERIES.fullmatch(name) and numbered and re.search(r"\d", below))


def _is_short(text: str) -> bool:
    return len(text.split()) <= _WORDS
