"""Passages to the sentences that may answer, each with its place and its score; pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.documents import Block, BlockKind, Document, Span
from corpus.sentences import DATED, sentence_spans
from corpus.sitelines import is_site_line
from index.keywords import CHINESE, held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from assistant.retrieve import Hit

_PROSE = (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.CAPTION)
_LONGEST = 1500  # characters; a longer sentence is given only as far as the passage holds it
_FEWEST_LETTERS = 12  # of a sentence; less is a stray number or a table's dash
_FEWEST_OF_A_ROW = 5  # "Rail | 40" says something
_LETTERS_OF_CHINESE = 3  # that a character counts as
# A sentence that opens so is understood only with the one before it.
_LEANS = re.compile(
    r"(?:It|Its|They|Their|These|This|Those|That|He|She|His|Her|The (?:latter|former|two|same)|Both"
    r"|Such|Moreover|However|Additionally|In addition|Furthermore|Instead|None|Neither)\b"
    r"|[A-Z]\w+ly, (?:it|its|they|their|these|he|she|his|her)\b"
)
# The bullet, number or letter of a list item; the number of a footnote.
_MARKER = re.compile(r"^(?:[-•–*]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|\[\d{1,4}\])\s+")
_LABELLED = re.compile(
    r"(?P<label>[A-Z](?:[\w ]|(?<=[Nn][or])\.){1,28}): ?\S"
)  # "Issuing body: MIIT"
_NEWS = 500  # characters; a longer paragraph is no item of news
_BRIEF = 220  # characters; a longer paragraph is prose, labelled or not
# "Alba Ferries (also “Blue Line”)." at the head of what is told of it.
_ENTRY_HEAD = re.compile(
    r"[A-Z][\w’'&.-]*(?: (?:[A-Z0-9][\w’'&-]*|of|and|the|for|&)){0,6}(?: ?\([^()]{1,60}\))?\."
)
# What is said there of the name, which has no subject of its own.
_OF_ENTRY = re.compile(
    r"(?:Founded|Established|Set up|Started|Launched|Created|Formed|Listed|Based|Headquartered"
    r"|Owned|Backed|Run|Spun|Known|Led|Headed)\b|(?:With|Since|As|In|By) [^.;]{3,60}?,? it \w"
)
_NEAR_HEAD = 300  # characters from its head, of which a sentence is given with it
_BEFORE = 800  # characters before a sentence, and so sentences at most, that it may refer to
# A name alone on its line, as on a slide or a map: what stands under it is said of it.
_NAME_ALONE = re.compile(r"(?:(?:[A-Z][\w’'&-]+|of|and|the)(?: |\n|$)){1,5}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, list item or table row of a passage that was found.

    Attributes:
        span: its characters.
        raw: the same as stored.
        text: the same, white space collapsed, without the bullet or number of a list item; after
            a name alone on its line the line ends.
        context: what it is to be read with: its headings, and the line or table header above it.
        block: the block that holds it.
        hit: the passage that holds it.
    """

    span: Span
    raw: str
    text: str
    context: str
    block: Block
    hit: Hit


def surroundings(candidate: Candidate, document: Document) -> str:
    """Give a sentence with what it is read with: its paragraph, its headings, the title."""
    block = document.text[candidate.block.start : candidate.block.end]
    section = document.section_at(candidate.span.start)
    parts = (candidate.context, block, document.meta.title, *(section.path if section else ()))
    return ". ".join((candidate.text, *parts))


def told_before(candidate: Candidate, document: Document) -> str:
    """Give what stands before a sentence in its paragraph, as far as it may refer to it."""
    start = candidate.span.start
    return document.text[max(candidate.block.start, start - _BEFORE) : start]


def of_hits(hits: Sequence[Hit], document: Callable[[str], Document]) -> list[Candidate]:
    """List the sentences of passages, each once, as one of the best passage that holds it.

    Args:
        hits: the passages, best first.
        document: gives a document by its id.
    """
    found = {
        candidate.span: candidate
        for hit in reversed(hits)
        for candidate in candidates(document(hit.passage.span.doc_id), hit)
    }
    return list(found.values())


def candidates(document: Document, hit: Hit) -> Iterator[Candidate]:
    """List the sentences of a passage in order; labelled lines that stand together are one."""
    span = hit.passage.span
    headings = " – ".join(hit.passage.section[-2:])
    blocks = document.blocks
    first = bisect_right(blocks, span.start, key=lambda block: block.end)
    if first and _is_name(document, blocks[first - 1]):
        first -= 1
    lead = _lead(document, first)
    for run in _runs(document, first, span.end):
        block = run[0]
        context = f"{headings}. {lead}" if _hangs(block) and lead else headings
        for start, end in _pieces(document.text, run):
            if end - start > _LONGEST:
                start, end = max(start, span.start), min(end, span.end)
            raw = document.text[start:end]
            text = bare(raw)
            if end > block.end and _is_name(document, block):
                cut = block.end - start
                text = f"{bare(raw[:cut])}\n{bare(raw[cut:])}"
            if start < span.end and end > span.start and _says_something(text, block):
                yield Candidate(Span(document.id, start, end), raw, text, context, block, hit)
        lead = lead if _hangs(block) else _leading(document, block)


def _runs(document: Document, first: int, end: int) -> Iterator[list[Block]]:
    """Group the blocks that begin before ``end``: labelled lines that follow each other are one.

    The group that block ``first`` is in is given whole; where a label comes again, the next begins.
    """
    blocks = document.blocks
    while 0 < first < len(blocks) and all(
        _is_labelled(document, b) for b in blocks[first - 1 :][:2]
    ):
        first -= 1
    for labelled, run in groupby(blocks[first:], key=lambda block: _is_labelled(document, block)):
        for group in (_parted if labelled else _named)(document, list(run)):
            if group[0].start >= end:
                return
            yield group


def _parted(document: Document, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Part labelled lines before each label that has stood among them."""
    group: dict[str, Block] = {}
    for block in blocks:
        match = _LABELLED.match(document.text, block.start, block.end)
        label = match["label"].casefold() if match else ""
        if label in group:
            yield list(group.values())
            group = {}
        group[label] = block
    yield list(group.values())


def _named(document: Document, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Give each block by itself, but a name alone on its line with what is said under it."""
    alone = [_is_name(document, block) for block in blocks]
    at = 0
    while at < len(blocks):
        under = blocks[at + 1] if alone[at] and at + 1 < len(blocks) else None
        named = under and not alone[at + 1] and _is_brief(under)
        yield list(blocks[at : at + 2 if named else at + 1])
        at += 2 if named else 1


def _is_name(document: Document, block: Block) -> bool:
    text = document.text[block.start : block.end]
    return block.kind is BlockKind.PARAGRAPH and bool(_NAME_ALONE.fullmatch(text))


def _is_labelled(document: Document, block: Block) -> bool:
    return _is_brief(block) and bool(_LABELLED.match(document.text, block.start, block.end))


def _is_brief(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.end - block.start <= _BRIEF


def _hangs(block: Block) -> bool:
    return block.kind in (BlockKind.ITEM, BlockKind.ROW)


def _lead(document: Document, first: int) -> str:
    """Give what a list item or table row at ``first`` is to be read with: the line above them."""
    at = first - 1
    while at >= 0 and _hangs(document.blocks[at]):
        at -= 1
    return _leading(document, document.blocks[at]) if at >= 0 else ""


def _leading(document: Document, block: Block) -> str:
    """Give what a block leads in with: its last sentence; a table's heads with what is over it."""
    own = _last_sentence(document, block)
    at = bisect_left(document.blocks, block.start, key=lambda other: other.start)
    if block.kind is not BlockKind.HEADER or not at:
        return own
    above = document.blocks[at - 1]
    over = _last_sentence(document, above)
    leads = above.kind is BlockKind.CAPTION or over.endswith((":", "："))
    return f"{over.rstrip('.:：')} – {own}" if leads else own


def _last_sentence(document: Document, block: Block) -> str:
    spans = sentence_spans(document.text, block.start, block.end)
    return " ".join(document.text[slice(*spans[-1])].split()) if spans else ""


def _pieces(text: str, run: Sequence[Block]) -> Sequence[tuple[int, int]]:
    block = run[0]
    if block.kind in (BlockKind.HEADING, BlockKind.HEADER):
        return []
    if len(run) > 1 or block.kind not in _PROSE:
        return [(block.start, run[-1].end)]
    sentences = sentence_spans(text, block.start, block.end)
    if len(sentences) > 1 and block.end - block.start <= _NEWS and _is_dated(text, *sentences[-1]):
        return [(block.start, block.end)]  # the day at the end is that of all
    found = [(_begin(text, sentences, at), end) for at, (_, end) in enumerate(sentences)]
    headed = len(found) > 1 and found[1][0] == found[0][0] and _is_head(text, sentences[0])
    return found[1:] if headed else found


def _begin(text: str, sentences: Sequence[tuple[int, int]], at: int) -> int:
    """Give where that begins which a sentence is understood with: what it leans on, or its head."""
    (head, _), (start, end) = sentences[0], sentences[at]
    near = at > 0 and start <= head + _NEAR_HEAD
    if near and _OF_ENTRY.match(text, start, end) and _is_head(text, sentences[0]):
        return head
    return sentences[at - 1][0] if at and _LEANS.match(text, start, end) else start


def _is_head(text: str, sentence: tuple[int, int]) -> bool:
    return bool(_ENTRY_HEAD.fullmatch(text, *sentence))


def _is_dated(text: str, start: int, end: int) -> bool:
    """Whether a day in brackets ends an item of news: "… at its plant. (April 25)"."""
    opened = text.rfind(" (", start, end)
    return opened >= 0 and text[opened - 1] in ".!?" and bool(DATED.fullmatch(text, opened, end))


def bare(text: str) -> str:
    """Collapse white space, and leave out the bullet or number that is printed before an item."""
    return " ".join(_MARKER.sub("", text.strip()).split())


def _says_something(text: str, block: Block) -> bool:
    row = block.kind is BlockKind.ROW and len(block.cells) > 1
    if is_site_line(text):
        return False
    letters = sum(character.isalnum() for character in text)
    more = (_LETTERS_OF_CHINESE - 1) * len(CHINESE.findall(text))
    return letters + more >= (_FEWEST_OF_A_ROW if row else _FEWEST_LETTERS)


def coverage(wanted: Mapping[str, float], text: str) -> float:
    """Compute which share of the wanted stems' weight a text holds, 0 to 1."""
    total = sum(wanted.values())
    if total <= 0:
        return 0.0
    return sum(wanted[stem] for stem in held(wanted, text)) / total
