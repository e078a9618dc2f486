"""Tables that explain terms: a column of terms beside one of full or Chinese names; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.documents import BlockKind, Document
from corpus.exhibits import Exhibit
from index.facts.definition import Definition

_SHORT = re.compile(r"(?:acronym|abbreviation|short(?: form| name)?|缩写)s?", re.IGNORECASE)
_LONG = re.compile(
    r"(?:meaning|full(?: name| form)?|stands for|expansion|(?:english )?name|long form|全称)s?",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:english|term|name|title)(?: name| term| title)?s?", re.IGNORECASE)
_CHINESE = re.compile(
    r"(?:in )?(?:chinese|mandarin)(?: name| term| title)?s?|中文.*", re.IGNORECASE
)


def glossaries(document: Document, exhibits: Sequence[Exhibit]) -> Iterator[Definition]:
    """Give a definition for each row of each table of terms."""
    for exhibit in exhibits:
        blocks = [document.blocks[at] for at in exhibit.blocks]
        header = next((block for block in blocks if block.kind is BlockKind.HEADER), None)
        heads = [document.text[a:b].strip() for a, b in header.cells] if header else []
        columns = _columns(heads)
        if columns is None:
            continue
        term, meant, chinese = columns
        for block in blocks:
            if block.kind is BlockKind.ROW and len(block.cells) == len(heads):
                cells = [document.text[a:b].strip() for a, b in block.cells]
                if cells[term] and cells[meant]:
                    names = (None, cells[meant]) if chinese else (cells[meant], None)
                    yield Definition(cells[term], *names, block.start, block.end)


def _columns(heads: Sequence[str]) -> tuple[int, int, bool] | None:
    """Find the column of terms and that of what they mean, and whether this is in Chinese."""
    for first, second, chinese in ((_TERM, _CHINESE, True), (_SHORT, _LONG, False)):
        terms = [n for n, head in enumerate(heads) if first.fullmatch(head)]
        meanings = [n for n, head in enumerate(heads) if second.fullmatch(head)]
        if len(terms) == len(meanings) == 1 and terms != meanings:
            return terms[0], meanings[0], chinese
    return None
