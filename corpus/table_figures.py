"""Figures in a table's rows: cells that stand among words, and rows that a figure closes.

Everything here is pure. Text that was once a PDF has lost the gaps between its columns; where
every line holds as many figures as the others, they tell the cells apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
"""A month in a pattern, whole or short."""
_FIGURE = re.compile(
    rf"(?<!\S)(?:(?:\d{{1,2}}\s)?{MONTH}\s\d{{4}}|[~<>≈+−–-]?[€$£¥]?\d[\d,.]*(?:\s?%)?|[-–—]"
    r"|(?i:yes|no|n/?a))(?!\S)"
)
_LABEL_WORDS = 6
_FEWEST = 3  # rows
_VALUES = 2  # of a row


def figure_cells(text: str) -> list[str]:
    """Cut a row into its label, its figures, and the words that may stand after them.

    Returns:
        The cells; none where no label leads, or words stand between the figures.
    """
    found = list(_FIGURE.finditer(text))
    if not found:
        return []
    ends = [match.end() for match in found]
    between = [text[a : b.start()] for a, b in zip(ends, found[1:], strict=False)]
    label, tail = text[: found[0].start()].strip(), text[ends[-1] :].strip()
    if not label[:1].isalpha() or any(map(str.strip, between)):
        return []
    return [label, *(match[0] for match in found), *([tail] if tail else [])]


def figured(texts: Sequence[str]) -> bool:
    """Whether lines are rows of a table, each with as many cells as the others."""
    rows = [figure_cells(text) for text in texts]
    if len(rows) < _FEWEST or len({len(row) for row in rows}) > 1 or len(rows[0]) <= _VALUES:
        return False
    labels = [row[0] for row in rows]
    short = all(label[0].isupper() and len(label.split()) <= _LABEL_WORDS for label in labels)
    return short and len(set(labels)) == len(labels)
