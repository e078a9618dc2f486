"""What a document says of itself: title, publisher, series, dates, language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.documents import Block, BlockKind, Metadata


def describe(
    text: str, blocks: Sequence[Block], hints: Mapping[str, str], file_name: str
) -> Metadata:
    """Draw a document's metadata.

    Args:
        text: the stored text.
        blocks: its blocks.
        hints: what the format's own metadata says; see ``Raw``.
        file_name: the file's name, for a title where there is no other.

    Returns:
        The metadata.
    """
    heads = [text[b.start : b.end] for b in blocks if b.kind is BlockKind.HEADING]
    title = hints.get("title") or (heads[0] if heads else file_name)
    return Metadata(title=title)
