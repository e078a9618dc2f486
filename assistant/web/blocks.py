"""The text of a document as HTML, block by block, with the cited characters marked.

Nothing is added to the characters of the text but the pages' numbers and the notes' ways back:
a note's number in the text is drawn by the style sheet, so that marks hold the stored characters.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from assistant.web.text import escaped, written_date
from corpus.documents import Block, BlockKind, Document
from corpus.entries import Entry
from corpus.exhibits import Kind
from corpus.structure import structure

_ROWS = (BlockKind.HEADER, BlockKind.ROW)
Numbered = tuple[int, Block]  # a block with its index


def body_html(document: Document, start: int, end: int) -> str:
    """Render the blocks of a document, the characters from ``start`` to ``end`` marked."""
    return "".join(_Body(document, start, end).draw())


def part_id(start: int) -> str:
    """Name the heading at an offset, for links to it."""
    return f"doc-part-{start}"


class _Body:
    """Draws the blocks of one document."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        self._document = document
        self._start, self._end = start, end
        seen = structure(document)
        self._contents = seen.contents
        self._labels = {own.blocks[0]: own.label.end for own in seen.fields}
        self._entries = {own.span.start: own for own in seen.entries}
        self._sources = {span.start for own in seen.exhibits for span in own.sources}
        boxes = [own for own in seen.exhibits if own.kind is Kind.BOX]
        self._boxed = {at for own in boxes for at in own.blocks}
        self._boxed_from = {own.caption.start for own in boxes if own.caption}
        self._cited: dict[int, list[int]] = {}
        for index, mark in enumerate(document.marks):
            if mark.note is not None:
                self._cited.setdefault(mark.note, []).append(index)
        self._captions = {
            own.blocks[0]: document.text[own.caption.start : own.caption.end]
            for own in seen.exhibits
            if own.blocks and own.caption
        }
        self._mark_places = [mark.at for mark in document.marks]

    def draw(self) -> Iterator[str]:
        page = None
        for (kind, at, _), run in groupby(enumerate(self._document.blocks), key=_run):
            if at is not None and at != page:
                page = at
                yield f'<p class="page"><span>page {page}</span></p>'
            blocks = tuple(run)
            if kind is BlockKind.ROW:
                yield self._table(blocks)
            elif kind is BlockKind.ITEM:
                yield self._list(blocks)
            else:
                yield from (self._prose(at, block) for at, block in blocks)

    def _list(self, blocks: Sequence[Numbered]) -> str:
        first = blocks[0][0]
        style = "contents" if first in self._contents else "boxed" if first in self._boxed else ""
        items = "".join(self._item(at, block) for at, block in blocks)
        return f"<ul{_class(style)}>{items}</ul>"

    def _prose(self, at: int, block: Block) -> str:
        if block.kind is BlockKind.HEADING:
            level = min(max(block.level, 1) + 2, 6)
            text = self._marked(block.start, block.end)
            named = f'id="{part_id(block.start)}" tabindex="-1" dir="auto"'
            return f"<h{level} {named}>{text}</h{level}>"
        if block.kind is BlockKind.FOOTNOTE:
            return self._note(at, block)
        boxed = at in self._boxed or block.start in self._boxed_from
        styles = (
            str(block.kind),
            "field" * (at in self._labels),
            "source" * (block.start in self._sources),
            "contents" * (at in self._contents),
            "boxed" * boxed,
        )
        text = self._labelled(at, block.start, block)
        return f'<p{_class(*styles)} dir="auto">{text}</p>'

    def _note(self, at: int, block: Block) -> str:
        ways = "".join(
            f' <a class="back" href="#doc-mark-{index}" aria-label="To where note'
            f' {escaped(self._document.marks[index].label)} is cited">↩</a>'
            for index in self._cited.get(at, ())
        )
        text = self._marked(block.start, block.end)
        return f'<p class="footnote" id="doc-note-{at}" tabindex="-1" dir="auto">{text}{ways}</p>'

    def _item(self, at: int, block: Block) -> str:
        # The dash that stands for a bullet stays in the text, for quotes, but is not seen.
        split = block.start + len("- ") * self._document.text.startswith("- ", block.start)
        dash = self._marked(block.start, split)
        text = self._labelled(at, split, block)
        seen = f'<span class="dash">{dash}</span>{text}' if dash else text
        style = "bullet " if dash else ""
        return f'<li class="{style}depth-{min(block.level, 3)}" dir="auto">{seen}</li>'

    def _labelled(self, at: int, first: int, block: Block) -> str:
        """Draw a block from ``first`` on, its label or date set off."""
        entry, label = self._entries.get(block.start), self._labels.get(at)
        if entry:
            told = f'datetime="{entry.date}" title="{escaped(_dated(entry))}"'
            # What stands before the date belongs to it, where that begins the item.
            start = first if entry.printed.start <= entry.text.start else entry.printed.start
            end = entry.text.start if start == first else entry.printed.end
            head, rest = self._marked(start, end), self._marked(end, block.end)
            return f"{self._marked(first, start)}<time {told}>{head}</time>{rest}"
        if label:
            head, rest = self._marked(first, label), self._marked(label, block.end)
            return f'<b class="name">{head}</b>{rest}'
        return self._marked(first, block.end)

    def _table(self, rows: Sequence[Numbered]) -> str:
        width = max(len(row.cells) for _, row in rows)
        head = [row for _, row in rows if row.kind is BlockKind.HEADER]
        body = [row for _, row in rows if row.kind is not BlockKind.HEADER]
        drawn = "".join(
            f"<{tag}>{''.join(self._row(row, width) for row in part)}</{tag}>"
            for tag, part in (("thead", head), ("tbody", body))
            if part
        )
        name = escaped(self._captions.get(rows[0][0], "Table"))
        told = f'class="table" tabindex="0" role="region" aria-label="{name}"'
        return f"<div {told}><table>{drawn}</table></div>"

    def _row(self, row: Block, width: int) -> str:
        header = row.kind is BlockKind.HEADER
        tag, scope = ("th", ' scope="col"') if header else ("td", "")
        if not row.cells:
            text = self._marked(row.start, row.end)
            return f'<tr><{tag} colspan="{max(width, 1)}" dir="auto">{text}</{tag}></tr>'
        cells = (self._marked(first, last) for first, last in row.cells)
        drawn = "".join(f'<{tag}{scope} dir="auto">{cell}</{tag}>' for cell in cells)
        return f"<tr>{drawn}</tr>"

    def _marked(self, first: int, last: int) -> str:
        """Escape the characters from ``first`` to ``last``, the cited ones marked."""
        low, high = max(first, self._start), min(last, self._end)
        if low >= high:
            return self._escaped(first, last)
        inside = self._escaped(low, high)
        return f"{self._escaped(first, low)}<mark>{inside}</mark>{self._escaped(high, last)}"

    def _escaped(self, first: int, last: int) -> str:
        """Escape characters, with the number of a note after the one that it stood behind."""
        places = self._mark_places
        inside = range(bisect_right(places, first), bisect_right(places, last))
        cuts = [first, *(places[index] for index in inside), last]
        text = self._document.text
        parts = [html.escape(text[a:b]) for a, b in pairwise(cuts)]
        numbers = [*(self._number(index) for index in inside), ""]
        return "".join(part + number for part, number in zip(parts, numbers, strict=True))

    def _number(self, index: int) -> str:
        mark = self._document.marks[index]
        label = escaped(mark.label)
        if mark.note is None:
            told = f'title="Note {label} is not in the file"'
            return f'<span class="cited-note" data-label="{label}" {told}></span>'
        return (
            f'<a class="cited-note" id="doc-mark-{index}" href="#doc-note-{mark.note}"'
            f' data-label="{label}" aria-label="Note {label}"></a>'
        )


def _run(numbered: Numbered) -> tuple[BlockKind, int | None, int | None]:
    """Say what blocks share that are drawn as one: a list, a table, a stretch of prose."""
    block = numbered[1]
    kind = BlockKind.ROW if block.kind in _ROWS else block.kind
    return kind, block.page, block.group


def _class(*styles: str) -> str:
    told = " ".join(filter(None, styles))
    return f' class="{told}"' if told else ""


def _dated(entry: Entry) -> str:
    until = f" to {written_date(entry.until)}" if entry.until else ""
    return written_date(entry.date) + until + (" (year inferred)" if entry.inferred else "")
