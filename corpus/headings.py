"""Which pieces of text are headings, and of what level.

Everything here is pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.clean import ends_clause, ends_sentence
from corpus.dates import dates, whole_date
from corpus.documents import BlockKind, RawBlock
from corpus.footnotes import ENDNOTES
from corpus.lettered import LETTERED, lettered_levels
from corpus.notices import is_number
from corpus.pieces import (
    CHINESE_HEADING,
    COLUMNS,
    HANGING,
    LABEL,
    NAMED,
    NUMBERING,
    SOURCE,
    Piece,
    ends_dated,
    is_cjk,
    is_contents,
    is_titled,
)
from corpus.whole_titles import whole_titles

_HEADING_MAX = 120  # characters
FIELD = re.compile(
    r"^(?:author|attendees|body|cc|contact|date|e-?mail|from|isbn|issued|issuer|issuing body|link"
    r"|keyword|name|phone|place|policy name|price|published|publisher|status|subject|tel|time|to"
    r"|venue|web(?:site)?)s?\s?:",
    re.I,
)
_SENTENCE = re.compile(r"[a-z)]{3}[.!?] [A-Z“]")  # one ends within
_PART = re.compile(
    r"(?:list of )?(?:abbreviations|acronyms|(?:technical )?terms)(?: and (?:abbreviations|acronyms"
    r"|terms|definitions))?|glossary(?: of .{3,40})?|(?:annex|appendix)(?: ?[:–—-] .*)?",
    re.I,
)
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)\b")  # "14th Five-Year Plan"
_HEADED = frozenset({BlockKind.HEADING, BlockKind.ITEM})
_HELD = frozenset({BlockKind.ITEM, BlockKind.CAPTION, BlockKind.HEADER, BlockKind.ROW})
_TEXT = 40  # characters of a sentence that a line heads
_LABELS = 3  # short lines in a row: the labels of a figure
_LARGER = 1.1  # times the prose's font size


def mark_headings(pieces: Sequence[Piece | RawBlock], body_size: float) -> list[Piece | RawBlock]:
    """Make headings of the lone lines that are followed by what they may head.

    Args:
        pieces: the document's pieces in reading order.
        body_size: font size of the prose in points; 0 where sizes are not known.

    Returns:
        The same pieces, headings marked; level 0 is a heading whose depth nothing tells.
    """
    found: list[Piece | RawBlock] = list(pieces)
    ranks, counted = _ranks(pieces, body_size), lettered_levels(pieces)
    masthead = next((i for i, piece in enumerate(pieces) if _is_prose(piece)), len(pieces))
    run = 0  # unnumbered headings in a row, from the end
    heads_something = False
    for index in range(len(found) - 1, -1, -1):
        piece = found[index]
        if isinstance(piece, RawBlock) or piece.kind is BlockKind.FOOTNOTE:
            continue
        if piece.kind is BlockKind.HEADING:
            run, heads_something = 0, True
            continue
        level = _level(piece, body_size, ranks, counted)
        if level == 0 and _heads_notes(found, index):
            level = 1
        if level == 0 and _is_other(found, index, index < masthead):
            level = None
        if level is not None and _is_weak(piece) and not _is_over_prose(found, index):
            level = None
        opens = _opens_section(found, index)
        level = 1 if level is None and opens else level
        siblings = piece.kind is BlockKind.ITEM and not opens and _has_sibling(found, index)
        if level is not None and not siblings and (level > 0 or (heads_something and run < 2)):
            marker = f"{piece.marker} " if piece.kind is BlockKind.ITEM else ""
            source = (piece.source[0].after(marker), *piece.source[1:])
            found[index] = replace(
                piece, kind=BlockKind.HEADING, level=level, source=source, marker=""
            )
            run = run + 1 if level == 0 else 0
            heads_something = True
            continue
        run = 0
        text = " ".join(piece.lines)
        listed = piece.kind is BlockKind.ITEM or piece.aside or text.lower().startswith("table")
        ended = ends_clause(text) or ends_dated(text)
        heads_something = listed or (len(text) >= _TEXT and ended)
    return whole_titles(found, body_size)


def _is_other(pieces: Sequence[Piece | RawBlock], index: int, in_masthead: bool) -> bool:
    """Whether a line's place says that it is a label, a date or a field, or heads nothing."""
    piece = pieces[index]
    if isinstance(piece, RawBlock) or piece.label or _is_among_labels(pieces, index):
        return True
    apart = _is_dated(" ".join(piece.lines)) if in_masthead else _is_empty(pieces, index)
    return apart or _is_field(pieces, index)


def _is_prose(piece: Piece | RawBlock) -> bool:
    return isinstance(piece, Piece) and len(" ".join(piece.lines)) > _HEADING_MAX


def _ranks(pieces: Sequence[Piece | RawBlock], body_size: float) -> dict[float, int]:
    """Rank the font sizes of short lines that are larger than the prose: the largest is 1."""
    sizes = {
        piece.size
        for piece in pieces
        if isinstance(piece, Piece) and body_size and piece.size >= _LARGER * body_size
    }
    return {size: min(rank, 4) for rank, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _level(
    piece: Piece, body_size: float, ranks: Mapping[float, int], counted: Mapping[str, int]
) -> int | None:
    """Tell a heading's level: from 1, 0 where only its place speaks for it; None if it is none."""
    text = " ".join(piece.lines)
    if piece.kind is BlockKind.ITEM:
        numbered = re.fullmatch(r"\d{1,2} ?\.", piece.marker) and piece.alone
        titled = len(text) <= _HEADING_MAX and (not ends_clause(text) or text.endswith("?"))
        return 1 if numbered and titled and len(piece.lines) <= 2 else None
    if not _may_head(piece, text):
        return None
    plain = bool(body_size) and not piece.bold
    day = whole_date(text)
    if day and day.month:
        return ranks.get(piece.size) or (0 if piece.alone and not plain else None)
    lettered = LETTERED.match(text) if piece.alone else None
    if lettered and not plain and lettered[1] in counted:
        return counted[lettered[1]]
    numbering = NUMBERING.match(text)
    if numbering and ("." in numbering.group(1) or piece.first or piece.alone):
        return numbering.group(1).count(".") + 1 if len(text.split()) > 1 else None
    if CHINESE_HEADING.fullmatch(text):
        return 1
    if NAMED.match(text) or (piece.alone and _PART.fullmatch(text)):
        return 1
    level = ranks.get(piece.size) or _unnumbered_level(text, plain)
    if level == 1 and piece.size < body_size and ranks:
        return max(ranks.values()) + 1  # capitals smaller than the prose head a box within it
    return level


def _may_head(piece: Piece, text: str) -> bool:
    numbering = NUMBERING.match(text) or LETTERED.match(text)
    if piece.kind is not BlockKind.PARAGRAPH or piece.aside:
        return False
    if COLUMNS.search(text, numbering.end() if numbering else 0):
        return False
    if SOURCE.match(text) or is_number(text) or "://" in text:
        return False
    if FIELD.match(text) or _SENTENCE.search(text) or ends_dated(text):
        return False
    ended = ends_sentence(text) and not (text.endswith("?") and piece.alone)
    return 2 <= len(text) <= _HEADING_MAX and len(piece.lines) <= 3 and not ended


def _is_weak(piece: Piece) -> bool:
    """Whether a line is a question or is counted by letters, so that it must stand over a text."""
    return piece.lines[-1].endswith("?") or (
        piece.kind is BlockKind.PARAGRAPH and LETTERED.match(piece.lines[0]) is not None
    )


def _is_over_prose(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether prose, bullets or a heading stand below a line, and no question above it.

    One in capitals may stand over any list or table.
    """
    own = pieces[index]
    capitals = isinstance(own, Piece) and " ".join(own.lines).isupper()
    above, below = pieces[max(0, index - 1) : index], pieces[index + 1 : index + 2]
    if any(_is_question(piece) or _leads_in(piece) for piece in above):
        return False
    return any(
        piece.kind is BlockKind.HEADING
        or (isinstance(piece, Piece) and (_is_text(piece) or _is_bullet(piece)))
        or _is_labelled(piece)
        or (capitals and piece.kind in _HELD)
        for piece in below
    )


def _is_bullet(piece: Piece) -> bool:
    return piece.kind is BlockKind.ITEM and not piece.marker[:1].isdigit()


def _is_question(piece: Piece | RawBlock) -> bool:
    """Whether a piece is a question and no more, and no heading."""
    if isinstance(piece, RawBlock) or piece.kind is BlockKind.HEADING:
        return False
    text = " ".join(piece.lines)
    return text.endswith("?") and len(text) <= _HEADING_MAX


def _leads_in(piece: Piece | RawBlock) -> bool:
    return isinstance(piece, Piece) and piece.lines[-1].endswith((":", "："))


def _is_text(piece: Piece) -> bool:
    text = " ".join(piece.lines)
    whole = len(text) >= _TEXT and ends_clause(text) and not _is_question(piece)
    return piece.kind is BlockKind.PARAGRAPH and whole and not is_contents(piece.lines[-1])


def _unnumbered_level(text: str, plain: bool) -> int | None:
    """Tell the level of a line without a number; ``plain`` says that its font is the prose's."""
    if (
        text.endswith((":", ";", ",", "：", "；", "，"))
        or not is_titled(text)
        or HANGING.search(text)
    ):
        return None
    letters = [c for c in text if c.isalpha()]
    coded = sum(c.isdigit() for c in text) > len(letters) + 2
    if len(letters) > 3 and all(c.isupper() for c in letters) and not (is_cjk(text) or coded):
        return 1
    figures = coded or (text[0].isdigit() and not _ORDINAL.match(text))
    return None if plain or figures or not letters else 0


def _is_field(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a line is "Term: 15 years" next to such another."""
    near = (pieces[at] for at in (index - 1, index + 1) if 0 <= at < len(pieces))
    return _is_labelled(pieces[index]) and any(map(_is_labelled, near))


def _is_labelled(piece: Piece | RawBlock) -> bool:
    if isinstance(piece, RawBlock) or piece.kind is BlockKind.ITEM:
        return False
    text = " ".join(piece.lines)
    short = len(text) <= _HEADING_MAX and not ends_clause(text)
    return short and bool(LABEL.match(text)) and not SOURCE.match(text)


def _is_empty(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a chapter's heading follows, so that what stands above it would head nothing."""
    after = (pieces[at] for at in range(index + 1, len(pieces)))
    below = next((piece for piece in after if piece.kind is not BlockKind.FOOTNOTE), None)
    return isinstance(below, Piece) and below.kind is BlockKind.HEADING and below.level == 1


def _heads_notes(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a line says that the notes below it are the endnotes."""
    piece, below = pieces[index], pieces[index + 1 : index + 2]
    noted = bool(below) and below[0].kind is BlockKind.FOOTNOTE
    return noted and isinstance(piece, Piece) and bool(ENDNOTES.match(" ".join(piece.lines)))


def _is_among_labels(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a line without prose below it follows a caption, or a run of lines like itself."""
    below = pieces[index + 1 : index + 2]
    if any(_is_prose(piece) or piece.kind in _HEADED for piece in below):
        return False
    above = pieces[max(0, index - _LABELS) : index]
    if above and above[-1].kind is BlockKind.CAPTION:
        return True
    return len(above) == _LABELS and all(_is_loose(piece) for piece in above)


def _is_loose(piece: Piece | RawBlock) -> bool:
    """Whether a piece is a short text without a stop."""
    if isinstance(piece, RawBlock) or piece.kind is not BlockKind.PARAGRAPH:
        return False
    text = " ".join(piece.lines)
    return len(text) <= _HEADING_MAX and not ends_clause(text)


def _opens_section(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a numbered line is followed by the heading of its first part: "1. …", "1.1 …"."""
    piece, below = pieces[index], pieces[index + 1 : index + 2]
    if not isinstance(piece, Piece) or piece.kind is not BlockKind.ITEM or not below:
        return False
    part = f"{piece.marker.rstrip('.')}.1"
    opened = below[0].kind is BlockKind.HEADING and isinstance(below[0], Piece)
    return opened and piece.marker[:1].isdigit() and _starts_with(below[0], part)


def _starts_with(piece: Piece | RawBlock, number: str) -> bool:
    text = piece.text if isinstance(piece, RawBlock) else piece.lines[0]
    return re.match(rf"{re.escape(number)}\b", text) is not None


def _is_dated(text: str) -> bool:
    """Whether a line gives a month and a year, as mastheads do."""
    return any(found.date.year and found.date.month for found in dates(text))


def _has_sibling(pieces: Sequence[Piece | RawBlock], index: int) -> bool:
    """Whether a list item stands next to another: then it is no heading.

    A number in capitals has none in the bullets above and below it.
    """
    own = pieces[index]
    apart = isinstance(own, Piece) and own.marker[:1].isdigit() and " ".join(own.lines).isupper()
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(pieces) and pieces[at].kind is BlockKind.FOOTNOTE:
            at += step
        if 0 <= at < len(pieces) and pieces[at].kind is BlockKind.ITEM:
            other = pieces[at]
            if not (apart and isinstance(other, Piece) and _is_bullet(other)):
                return True
    return False
