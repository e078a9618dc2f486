"""Lists with the sentence that leads in to them; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from corpus.clean import ends_sentence
from corpus.contents import contents
from corpus.documents import Block, BlockKind, Document, Section, Span
from corpus.sentences import sentence_spans

_ANNOUNCES = re.compile(
    r"\b(?:follow(?:s|ing)|below|namely|these|those|includ(?:e|es|ed|ing)|such as|are listed"
    r"|folgende[nrs]?|suivante?s?|siguientes?)\b|如下|以下|包括",
    re.IGNORECASE,
)
_NUMBERS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list.

    Attributes:
        span: its characters, its number or bullet included.
        block: its index in ``Document.blocks``.
        items: those one level deeper.
    """

    span: Span
    block: int
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """A list.

    Attributes:
        lead: the sentence that leads in to it; None where it stands by itself.
        items: those of its outermost level.
        section: the innermost section that it stands in; None before any heading.
    """

    lead: Span | None
    items: tuple[Item, ...]
    section: Section | None

    @property
    def span(self) -> Span:
        """All characters from its first item to its last."""
        last = self.items[-1]
        while last.items:
            last = last.items[-1]
        return Span(last.span.doc_id, self.items[0].span.start, last.span.end)


@dataclass(slots=True)
class _Node:
    level: int
    at: int
    items: list[_Node] = field(default_factory=list)


def lists(document: Document) -> tuple[List, ...]:
    """Find the lists of a document, in order; the contents page is none."""
    return tuple(_lists(document))


def _lists(document: Document) -> Iterator[List]:
    skipped = contents(document)
    numbered = [
        (at, block)
        for at, block in enumerate(document.blocks)
        if block.kind is BlockKind.ITEM and at not in skipped
    ]
    for _, run in groupby(numbered, key=lambda pair: pair[1].group):
        members = list(run)
        items = tuple(_item(document, node) for node in _tree(members))
        at, first = members[0]
        yield List(_lead(document, at, len(items)), items, document.section_at(first.start))


def _tree(members: Sequence[tuple[int, Block]]) -> list[_Node]:
    top: list[_Node] = []
    open_: list[_Node] = []
    for at, block in members:
        node = _Node(block.level, at)
        while open_ and open_[-1].level >= block.level:
            open_.pop()
        (open_[-1].items if open_ else top).append(node)
        open_.append(node)
    return top


def _item(document: Document, node: _Node) -> Item:
    block = document.blocks[node.at]
    deeper = tuple(_item(document, own) for own in node.items)
    return Item(Span(document.id, block.start, block.end), node.at, deeper)


def _lead(document: Document, at: int, count: int) -> Span | None:
    """Find the sentence before a list that announces it."""
    before = at - 1
    while before >= 0 and document.blocks[before].kind is BlockKind.FOOTNOTE:
        before -= 1
    if before < 0 or document.blocks[before].kind is not BlockKind.PARAGRAPH:
        return None
    block = document.blocks[before]
    start, end = sentence_spans(document.text, block.start, block.end)[-1]
    sentence = document.text[start:end]
    counted = _counts(sentence, count)
    if not ends_sentence(sentence) or _ANNOUNCES.search(sentence) or counted:
        return Span(document.id, start, end)
    return None


def _counts(sentence: str, count: int) -> bool:
    """Whether a sentence speaks of as many things as the list has items."""
    words = [str(count)]
    if 2 <= count < len(_NUMBERS) + 2:
        words.append(_NUMBERS[count - 2])
    return bool(re.search(rf"\b(?:{'|'.join(words)})\b", sentence, re.IGNORECASE))
