"""What a document tells of itself, value by value, each with where it is told; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.documents import BlockKind, Evidence


@dataclass(frozen=True, slots=True)
class Line:
    """A block of a document, by its words.

    Attributes:
        kind: what the block is.
        text: its characters.
        start: offset of the first of them in the stored text.
        level: see ``Block``.
    """

    kind: BlockKind
    text: str
    start: int
    level: int = 0

    def told(self, value: str, how: str, printed: str | None = None) -> Told:
        """Place a value: where this line prints it, or on the whole line.

        Args:
            value: the value.
            how: as in ``Evidence``.
            printed: how the line prints it, where that is not the value itself.
        """
        found = re.search(re.escape(printed or value), self.text, re.IGNORECASE)
        start, end = found.span() if found else (0, len(self.text))
        return Told(value, how, self.start + start, self.start + end)

    def at(self, value: str, how: str, start: int, end: int) -> Told:
        """Place a value at characters of this line."""
        return Told(value, how, self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Told:
    """A value of the metadata and where it stands; see ``Evidence`` for the fields."""

    value: str
    how: str
    start: int | None = None
    end: int | None = None

    def evidence(self, field: str) -> Evidence:
        """Say where the value comes from, for the field that it fills."""
        return Evidence(field, self.how, self.start, self.end)
