"""The lists, tables and enumerations near the best sentences; one may be asked for; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.enumerations import enumerations, parts
from assistant.answers.in_turn import in_turn
from assistant.answers.polarity import GOAL, asks_of_goals, having
from assistant.answers.tables import Row, Table, table_of
from assistant.answers.told import Quoted
from assistant.candidates import bare
from corpus.dates import dates
from corpus.documents import Block, BlockKind, Document, Span
from corpus.sentences import sentence_spans
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_MOST_ITEMS = 40  # of a list; a longer one is a table to look up, not an answer
_SENTENCES = 12  # of the ranking, beside which a list is looked for
_GAP = 4  # characters between a list and the sentence that leads in to it
_NAMED_WITHIN = 60  # characters before the first item that say what the items are
_MARK = re.compile(r"[;,](?: (?:and|or))?\s*\Z")
_NAMES = re.compile(r"(?<=\s)[A-Z][\w-]+(?: [A-Z][\w-]+)*")


class Shape(Enum):
    """What holds the items together."""

    LIST = "list"
    TABLE = "table"
    ROWS = "rows"  # those of a table that hold a name of the question
    SENTENCE = "sentence"
    PART = "part"  # an item of a list, or a cell of a table, that enumerates by itself


@dataclass(frozen=True, slots=True)
class Group:
    """Things that are told together, one of which groups a question may ask for.

    Attributes:
        shape: what holds them together.
        items: in order, with their places; without where ``leading`` holds them.
        lead: the words that say what they are.
        leading: the sentence before them, or which holds them.
        logits: of each item that the reader saw, as an answer; see ``Span.score``.
    """

    shape: Shape
    items: tuple[Quoted, ...]
    lead: str
    leading: Scored
    logits: tuple[float, ...]


def groups(query: Query, ranked: Sequence[Scored], document: Documents) -> list[Group]:
    """List what stands near the best sentences; each list or table once, at its best sentence.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        document: gives a document by its id.
    """
    near = _Near(ranked)
    found: dict[tuple[Quoted, ...], Group] = {}
    for scored in ranked[:_SENTENCES]:
        for group in _beside(query, scored, document(scored.candidate.span.doc_id), near):
            if 1 < len(group.items) <= _MOST_ITEMS:
                found.setdefault(group.items, group)
    return list(found.values())


class _Near:
    """Finds ranked sentences by their places."""

    def __init__(self, ranked: Sequence[Scored]) -> None:
        self._at = {(s.candidate.span.doc_id, s.candidate.span.start): s for s in ranked}
        self._ends = {(s.candidate.span.doc_id, s.candidate.span.end): s for s in ranked}

    def logits(self, block: Block, span: Span) -> float | None:
        """Give the reader's logits of the best answer within ``span`` of a block."""
        scored = self._at.get((span.doc_id, block.start))
        if scored is None or scored.sight is None:
            return None
        shift = scored.sight.shift - scored.candidate.span.start
        best = scored.sight.read.best(span.start + shift, span.end + shift)
        return best.score if best else None

    def at(self, span: Span) -> Scored | None:
        """Give the sentence that begins at a place."""
        return self._at.get((span.doc_id, span.start))

    def before(self, span: Span) -> Scored | None:
        """Give the sentence that ends right before a place."""
        ends = (self._ends.get((span.doc_id, span.start - gap)) for gap in range(_GAP + 1))
        return next((scored for scored in ends if scored), None)


def _beside(query: Query, scored: Scored, document: Document, near: _Near) -> Iterator[Group]:
    """List the groups that a sentence holds, that it is in, and that it leads in to."""
    members, lead = _members(document, scored)
    row = next((block for block in members if block.kind is BlockKind.ROW), None)
    table = table_of(document, row) if row else None
    if table is None:
        items = [b for b in members if b.kind is BlockKind.ITEM]
        places = [Span(document.id, *_said(document, block)) for block in items]
        quoted = tuple(Quoted(bare(document.text[s.start : s.end]), (s,)) for s in places)
        yield _group(Shape.LIST, quoted, lead, scored, near, items)
    else:
        lead = " ".join([lead, *table.heads])
        kept = _filtered(query.asked, table)
        if kept is not None:
            yield _of_rows(Shape.ROWS, kept, lead, scored, near)
        elif not table.of_values:
            yield _of_rows(Shape.TABLE, table.rows, lead, scored, near)
        for name in _NAMES.findall(query.asked):
            if stems(name) and not any(dates(name)) and (held := _holding(table, name)):
                yield _of_rows(Shape.ROWS, held, lead, scored, near)
    yield from _of_sentence(scored)
    yield from _of_turns(scored, document, near)


def _of_turns(scored: Scored, document: Document, near: _Near) -> Iterator[Group]:
    """List what the sentences after one tell in turn: "First, …", "Second, …"."""
    block = scored.candidate.block
    found = in_turn(document, block) if block.kind is BlockKind.PARAGRAPH else None
    if found is None:
        return
    (start, end), places = found
    spans = [Span(document.id, *place) for place in places]
    items = tuple(Quoted(bare(document.text[s.start : s.end]).rstrip("."), (s,)) for s in spans)
    seen = (near.logits(block, span) for span in spans)
    logits = tuple(one for one in seen if one is not None)
    leading = near.at(Span(document.id, start, end)) or scored
    lead = f"{scored.candidate.context} {document.text[start:end]}"
    yield Group(Shape.LIST, items, lead, leading, logits)


def _filtered(question: str, table: Table) -> list[Row] | None:
    """List the rows that a question chooses by a column of "no"; None where it chooses none.

    Of goals none are listed here: which met theirs is told by the figures of the rows.
    """
    if asks_of_goals(question) and any(map(GOAL.search, table.heads)):
        return []
    rows = [dict(zip(table.heads, row.cells, strict=False)) for row in table.rows]
    found = having(question, table.head(table.rows[0].name), rows) if rows else None
    return [table.rows[at] for at in found[1]] if found else None


def _group(
    shape: Shape,
    items: tuple[Quoted, ...],
    lead: str,
    scored: Scored,
    near: _Near,
    blocks: Sequence[Block],
) -> Group:
    pairs = zip(items, blocks, strict=True)
    seen = tuple(
        score for item, block in pairs if (score := near.logits(block, item.spans[0])) is not None
    )
    leading = near.before(items[0].spans[0]) if items else None
    return Group(shape, items, lead, leading or scored, seen)


def _of_rows(shape: Shape, rows: Sequence[Row], lead: str, scored: Scored, near: _Near) -> Group:
    items = tuple(Quoted(bare(row.cells[row.name]), (row.spans[row.name],)) for row in rows)
    return _group(shape, items, lead, scored, near, [row.block for row in rows])


def _of_sentence(scored: Scored) -> Iterator[Group]:
    """List what a sentence, a list's item or a row of a table enumerates."""
    candidate, text = scored.candidate, scored.candidate.text
    found = [] if candidate.block.kind is BlockKind.ROW else enumerations(text)
    if not found and candidate.block.group is not None:
        ends = [-3, *(mark.start() for mark in re.finditer(r" \| ", text)), len(text)]
        cells = [(a + 3, b) for a, b in pairwise(ends)]
        found = [
            tuple((a + start, b + start) for a, b in parts(text[start:end])) for start, end in cells
        ]
    for items in filter(None, found):
        start = items[0][0]
        before = text[:start]
        if not before.removesuffix("the ").endswith(": "):
            before = before[-_NAMED_WITHIN:]
        shape = Shape.SENTENCE
        if candidate.block.group is not None:
            shape, before = Shape.PART, f"{candidate.context} {before}"
        seen = [scored.sight.best(*item) for item in items] if scored.sight else []
        yield Group(
            shape,
            tuple(Quoted(text[a:b], ()) for a, b in items),
            before,
            scored,
            tuple(span.score for span in seen if span),
        )


def _members(document: Document, scored: Scored) -> tuple[list[Block], str]:
    """Give the blocks of the list or table that a sentence is in or announces, and its lead."""
    block, end = scored.candidate.block, scored.candidate.span.end
    at = document.blocks.index(block)
    lead = scored.candidate.text
    group = block.group
    if group is None:
        while at + 1 < len(document.blocks) and document.blocks[at].end < end:
            at += 1  # labelled lines are several blocks
        following = next((b for b in document.blocks[at + 1 : at + 3] if b.group is not None), None)
        announces = document.text[block.start : end].endswith((":", "："))
        if following is None or not (announces or block.kind is BlockKind.CAPTION):
            return [], lead
        group = following.group
    else:
        lead = scored.candidate.context
    return [other for other in document.blocks if other.group == group], lead


def _said(document: Document, item: Block) -> tuple[int, int]:
    """Give the place of an item without the mark that sets it apart from the next."""
    mark = _MARK.search(document.text, item.start, item.end)
    return item.start, mark.start() if mark else item.end


def _holding(table: Table, name: str) -> list[Row]:
    """List the rows that hold a name in one column, not that of their names; else nothing."""
    found = [
        (column, row)
        for row in table.rows
        for column, cell in enumerate(row.cells)
        if column != row.name and re.search(rf"\b{re.escape(name)}\b", cell)
    ]
    columns = {column for column, _ in found}
    rows = [row for _, row in found]
    several = 1 < len(rows) < len(table.rows) and len(rows) <= _MOST_ITEMS
    return rows if len(columns) == 1 and several else []


def announced(lead: str) -> str:
    """Give the last sentence of what leads in to items."""
    start, end = (sentence_spans(lead) or [(0, 0)])[-1]
    return lead[start:end]
