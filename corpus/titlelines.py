"""The line that names a text, told by the masthead below it where no font tells it; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.authors import are_names
from corpus.banners import NUMBERED, is_institution
from corpus.clean import Line, ends_sentence, width_of
from corpus.dates import whole_date
from corpus.documents import BlockKind, RawBlock
from corpus.headings import FIELD
from corpus.headlines import GENERIC
from corpus.masthead import LABEL, LINE, find_date, without_date
from corpus.notices import is_notice
from corpus.pieces import TITLE_MAX, Piece, is_cjk, is_titled
from corpus.titles import SMALL, is_title_line

_FIELD = re.compile(
    r"(?:authors?|by|contact|date|edit(?:ed by|ors?)|from|issued|issuer|published|publisher"
    r"|(?:reporting )?period|release[ds]?|reporters?|sources?|updated|version|written by)\b"
    r"[^:：]{0,20}[:：]",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|von|par) [A-ZÄÖÜ]", re.IGNORECASE)
_ISSUE = re.compile(r"\b(?:issue|no|nr|vol|volume|number)\b\.? ?\d{1,4}\b", re.IGNORECASE)
_FIRM = re.compile(r"\b(?:LLP|LLC|Ltd|Inc|GmbH|AG|plc)\.?$")
_OFFICE = re.compile(
    r"\b(?:advisory|agency|bureau|department|desk|directorate|institute|ministry|office|press"
    r"|securities|university)$",
    re.IGNORECASE,
)
_SERIES = re.compile(r"(?:[\w-]+ ){0,3}(?:briefings|briefs|papers|reports|studies)", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;、，]| (?:and|und|et|y) |&")
_BESIDE = 6  # words beside the date or the number of a line that is no title
_LINES = 3  # of a title
_TOP = 4  # lines over a title
_RAGGED = 0.7  # of the line below: titles are broken by their sense, but not so early


def mark_title(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    """Make a heading of the first lone line that has a date, a byline or the like below it.

    Args:
        pieces: the document's pieces in reading order, of a text without font sizes.

    Returns:
        The same pieces; where there is such a title, it is one piece of level 1, and the lines
        of the masthead below it are set aside, so that none of them is a heading.
    """
    for at, piece in enumerate(pieces[: _TOP + 1]):
        if isinstance(piece, Piece) and is_notice(_text(piece)):
            title = replace(piece, kind=BlockKind.HEADING, level=1)
            return [*_aside(pieces[:at]), title, *pieces[at + 1 :]]
    start = 0
    while start < min(_TOP, len(pieces)) and _is_over_title(_text(pieces[start])):
        start += 1
    end = first = _title_end(pieces, start)
    if first + 1 < len(pieces) and _is_title(pieces[first]) and _is_below(pieces, first + 1):
        first += 1  # a subtitle
    last = first
    while _is_below(pieces, last):
        last += 1
    head = pieces[start] if start < end and first < last else None
    if not isinstance(head, Piece):
        return list(pieces)
    source = tuple(line for piece in pieces[start:end] for line in _lines(piece))
    title = replace(head, kind=BlockKind.HEADING, source=source, alone=True, level=1)
    above, below = _aside(pieces[:start]), _aside(pieces[end:last])
    return [*above, title, *below, *pieces[last:]]


def _aside(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    return [replace(piece, aside=True) if isinstance(piece, Piece) else piece for piece in pieces]


def _lines(piece: Piece | RawBlock) -> tuple[Line, ...]:
    return piece.source if isinstance(piece, Piece) else ()


def _text(piece: Piece | RawBlock) -> str:
    """Give the text of a paragraph that is no longer than a line; empty for another piece."""
    if isinstance(piece, RawBlock) or piece.kind is not BlockKind.PARAGRAPH:
        return ""
    text = ("" if all(map(is_cjk, piece.lines)) else " ").join(piece.lines)
    return text if len(text) <= LINE else ""


def _is_over_title(text: str) -> bool:
    """Whether a line that a title may stand under names who publishes it, its kind or its day."""
    dated = whole_date(text)
    numbered = NUMBERED.fullmatch(text) or _is_issue(text)
    labelled = numbered or LABEL.fullmatch(text) or _SERIES.fullmatch(text)
    named = is_institution(text) or _FIRM.search(text)
    return bool(text and (labelled or named or (dated and dated.year)))


def _is_issue(text: str) -> bool:
    """Whether a line is a few words with the number of an issue: "Issue Brief No. 7"."""
    return len(text.split()) <= _BESIDE and bool(_ISSUE.search(text))


def _title_end(pieces: Sequence[Piece | RawBlock], start: int) -> int:
    """Give the index after the lines of a title; the start itself where none stands there."""
    end = start
    while end < min(start + _LINES, len(pieces)) and _is_title(pieces[end]):
        if end > start and not _is_broken(pieces[end - 1], pieces[end]):
            break
        end += 1
    return end


def _is_title(piece: Piece | RawBlock) -> bool:
    text = _text(piece)
    if not text or len(text) > TITLE_MAX or not is_titled(text):
        return False
    if FIELD.match(text) or _is_masthead(text):
        return False
    named = is_title_line(text.rstrip(":")) or re.fullmatch(r"[A-Z][\w-]{3,}", text)
    return bool(named) and not GENERIC.fullmatch(text) and not _OFFICE.search(text)


def _is_broken(above: Piece | RawBlock, below: Piece | RawBlock) -> bool:
    """Whether a title goes on in the next line: it is written alike, and no blank line parts it."""
    if not isinstance(below, Piece) or below.source[0].gap or below.first:
        return False
    head, tail = _text(above), _text(below)
    room = width_of(head) + 1 + width_of(tail.split()[0]) > _RAGGED * width_of(tail)
    return head.endswith(":") or (room and _case(head) == _case(tail))


def _case(text: str) -> tuple[bool, bool]:
    """Tell whether a text is in capitals, and whether all its words that count begin with one."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word not in SMALL]
    return text.isupper(), all(word[0].isupper() for word in words)


def _is_below(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a line belongs to the masthead below a title.

    Names do where no prose follows, and one alone where another such line does.
    """
    if index + 1 >= len(pieces):
        return False
    text, following = _text(pieces[index]), _text(pieces[index + 1])
    named = are_names(text) and bool(_SEVERAL.search(text) or _is_masthead(following))
    return _is_masthead(text) or (named and bool(following) and not ends_sentence(following))


def _is_masthead(text: str) -> bool:
    if _FIELD.match(text) or _is_issue(text):
        return True
    if not text or ends_sentence(text):
        return False
    told = _BY.match(text) or LABEL.fullmatch(text) or is_institution(text)
    return bool(told) or _is_dated(text)


def _is_dated(text: str) -> bool:
    """Whether a line is a date with few words beside it."""
    found = find_date(text)
    if found is None or len(without_date(text).split()) > _BESIDE:
        return False
    return bool(found.date.month) or found.end - found.start == len(text)
