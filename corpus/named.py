"""Names that stand over blocks of labelled fields, as headings of these blocks; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.clean import Line, ends_clause
from corpus.documents import RawBlock
from corpus.footnotes import Chunk
from corpus.pieces import COLUMNS, LABEL, TITLE_MAX, is_titled, starts_item

_LABELLED = 2  # fields of a block at least
_BLOCKS = 2  # named blocks with the same label, at least


def name_lines(items: Sequence[Chunk | RawBlock]) -> set[int]:
    """Find the chunks whose first line names the block of labelled fields below it.

    They are believed where a further block, under another name, has a label of theirs.
    """
    blocks = {
        index: labels
        for index, item in enumerate(items)
        if isinstance(item, tuple) and len(labels := _labels_below(items, index)) >= _LABELLED
    }
    counts = Counter(label for labels in blocks.values() for label in labels)
    return {
        index
        for index, labels in blocks.items()
        if any(counts[label] >= _BLOCKS for label in labels)
    }


def _labels_below(items: Sequence[Chunk | RawBlock], index: int) -> set[str]:
    """Give the labels of the fields under a chunk's first line; none where that is no name."""
    chunk = items[index]
    if isinstance(chunk, RawBlock) or not _is_name(chunk[0]):
        return set()
    below = chunk[1:]
    if not below:
        following = items[index + 1] if index + 1 < len(items) else None
        below = following if isinstance(following, tuple) else ()
    labels: set[str] = set()
    for line in below:
        found = _labels_of(line.text)
        if not found:
            break
        labels |= found
    return labels


def _labels_of(text: str) -> set[str]:
    """Give the labels of a line of fields, which wide gaps may part; none where it is no such."""
    parts = COLUMNS.split(text)
    if not all(LABEL.match(part) for part in parts):
        return set()
    return {part.split(":", 1)[0].strip().casefold() for part in parts}


def _is_name(line: Line) -> bool:
    text = line.text
    if line.level or line.listed or not is_titled(text) or starts_item(text):
        return False
    return len(text) <= TITLE_MAX and not (
        ends_clause(text) or LABEL.match(text) or COLUMNS.search(text) or ":" in text
    )
