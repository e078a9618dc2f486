"""What a reader hands on: the blocks of a file and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.documents import RawBlock, Removal


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as a reader finds it.

    Attributes:
        blocks: in reading order.
        hints: what the format's own metadata says, as unchecked text; only the keys
            ``title``, ``authors`` (parted by semicolons), ``publisher``, ``series``, ``issued``,
            ``period``, ``language``, ``created``, the day on which the file was made, and
            ``headline``, the text of the largest type on its first page.
        removed: what was taken out of the text, in the file's order.
        text: the file's text before cleaning; None for formats that are not lines of text.
    """

    blocks: tuple[RawBlock, ...]
    hints: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[Removal, ...] = ()
    text: str | None = None
