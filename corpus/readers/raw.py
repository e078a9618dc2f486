"""What a reader hands on: the blocks of a file and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.documents import RawBlock


@dataclass(frozen=True, slots=True)
class Raw:
    """A file as a reader finds it.

    Attributes:
        blocks: in reading order.
        hints: what the format's own metadata says, as unchecked text; only the keys
            ``title``, ``publisher``, ``series``, ``issued``, ``period`` and ``language``.
    """

    blocks: tuple[RawBlock, ...]
    hints: Mapping[str, str] = field(default_factory=dict)
