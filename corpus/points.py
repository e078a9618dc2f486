"""Lists whose bullets a file has lost: paragraphs that a heading or a lead-in announces as points.

Everything here is pure. The points become list items without a marker; their text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import ends_sentence, width_of
from corpus.documents import BlockKind, RawBlock
from corpus.footnotes import Chunk
from corpus.paragraphs import is_wrapped
from corpus.pieces import COLUMNS, HANGING, LABEL, SOURCE, Piece, is_titled, starts_item
from corpus.sentences import sentence_spans

_POINTS = re.compile(
    r"^(?:[\d.]+\s+)?(?:(?:our|the)\s+)?(?:(?:key|main|major|core|central|top)\s+(?:\w+\s+){0,2}"
    r"(?:conclusions|facts|findings|insights|issues|judgements|judgments|lessons|messages|points"
    r"|priorities|recommendations|results|takeaways|trends)|highlights|takeaways|at a glance)$",
    re.I,
)
_ANNOUNCES = re.compile(
    r"\b(?:follow(?:s|ing)|below|namely|these|includ(?:e|es|ed|ing)|such as|are)\b[^.]*:$", re.I
)
_COUNTED = re.compile(r"^([A-Z][a-z]+) (\d{1,2})\b")  # "Step 1. By 2020: …"
_TITLED = re.compile(r"^[A-Z][^.:;?!]{2,60}\. [A-Z]")  # "Skills. The ministry …"
_FEWEST = 2  # points on a line each, under a lead-in with a colon
_LEAD_MIN = 20  # characters of that lead-in
_POINT_WORDS = 3
_FULL = 0.8  # of the column's width: lines that are all shorter were not wrapped
_MOST = 60  # points of a list
_LEAST = 3  # points under a heading
_POINT_MAX = 700  # characters
_LINE_MAX = 250  # characters of a point that is one sentence


def are_points(chunk: Chunk, lead: str, width: int) -> bool:
    """Whether the lines of a chunk are points, one each, of a list without bullets.

    Args:
        chunk: lines that no gap parts.
        lead: the text above them; what announces a list ends with a colon.
        width: characters in a full line of the column.
    """
    texts = [line.text for line in chunk]
    if len(texts) < _FEWEST or not lead.endswith((":", "：")) or len(lead) < _LEAD_MIN:
        return False
    begun = all(is_titled(text) and not starts_item(text) for text in texts)
    whole = not any(HANGING.search(text) or COLUMNS.search(text) for text in texts)
    worded = all(len(text.split()) >= _POINT_WORDS for text in texts)
    if all(LABEL.match(text) for text in texts):
        return False  # a block of fields
    ended = [ends_sentence(text) for text in texts]
    if len(set(ended)) > 1:
        return False  # prose that was broken by hand
    wrapped = max(map(width_of, texts)) >= _FULL * width and is_wrapped(chunk, width)
    return begun and whole and worded and not wrapped


def mark_points(pieces: Sequence[Piece | RawBlock]) -> list[Piece | RawBlock]:
    """Make list items of the paragraphs that are points of a list without bullets.

    Args:
        pieces: the document's pieces in reading order, its headings marked.

    Returns:
        The same pieces, points marked as items.
    """
    found: list[Piece | RawBlock] = list(pieces)
    for index, piece in enumerate(pieces):
        for at in _points(pieces, index, piece):
            point = found[at]
            if isinstance(point, Piece):
                found[at] = replace(point, kind=BlockKind.ITEM)
    return found


def _points(
    pieces: Sequence[Piece | RawBlock], index: int, piece: Piece | RawBlock
) -> Sequence[int]:
    """List the pieces that are the points which one announces."""
    if isinstance(piece, RawBlock):
        return ()
    text = " ".join(piece.lines)
    if piece.kind is BlockKind.HEADING and _POINTS.match(text):
        run = _run(pieces, index + 1)
        whole = all(_is_point(_text(pieces[at])) for at in run)
        return run if whole and len(run) >= _LEAST else ()
    if piece.kind is BlockKind.PARAGRAPH and _ANNOUNCES.search(text[-_LINE_MAX:]):
        return _parallel(pieces, _run(pieces, index + 1))
    return ()


def _run(pieces: Sequence[Piece | RawBlock], start: int) -> list[int]:
    """List the paragraphs from a place to what is none; notes between them do not count."""
    run: list[int] = []
    for at in range(start, min(len(pieces), start + _MOST)):
        piece = pieces[at]
        if piece.kind is BlockKind.FOOTNOTE:
            continue
        if piece.kind is not BlockKind.PARAGRAPH or SOURCE.match(_text(piece)):
            break
        run.append(at)
    return run


def _parallel(pieces: Sequence[Piece | RawBlock], run: Sequence[int]) -> Sequence[int]:
    """Take the paragraphs that are made alike: counted, titled, questions, or one sentence each."""
    texts = [_text(pieces[at]) for at in run]
    counts = (alike(texts) for alike in (_counted, _titled, _questions, _single))
    return run[: next((count for count in counts if count > 1), 0)]


def _counted(texts: Sequence[str]) -> int:
    """Count the texts that begin "Step 1", "Step 2" and so on."""
    first = _COUNTED.match(texts[0]) if texts else None
    if first is None:
        return 0
    due = (f"{first[1]} {int(first[2]) + n}" for n in range(len(texts)))
    told = (match[0] if (match := _COUNTED.match(text)) else "" for text in texts)
    return next(
        (n for n, pair in enumerate(zip(due, told, strict=True)) if pair[0] != pair[1]), len(texts)
    )


def _titled(texts: Sequence[str]) -> int:
    return next((n for n, text in enumerate(texts) if not _TITLED.match(text)), len(texts))


def _questions(texts: Sequence[str]) -> int:
    return next((n for n, text in enumerate(texts) if not text.endswith("?")), len(texts))


def _single(texts: Sequence[str]) -> int:
    """Count the texts of one sentence each."""
    ends = (
        n
        for n, text in enumerate(texts)
        if len(text) > _LINE_MAX or not ends_sentence(text) or len(sentence_spans(text)) > 1
    )
    return next(ends, len(texts))


def _is_point(text: str) -> bool:
    return len(text) <= _POINT_MAX and ends_sentence(text)


def _text(piece: Piece | RawBlock) -> str:
    return piece.text if isinstance(piece, RawBlock) else " ".join(piece.lines)
