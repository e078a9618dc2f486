"""A document in the terminal: what it says of itself, its outline, its text as understood."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.show.documents import ShowError
from assistant.show.outline import Branch, branches
from assistant.visible import visible
from corpus.documents import Block, BlockKind, Document
from corpus.structure import Structure, structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from corpus.entries import Entry
    from corpus.fields import Field

_ROWS = (BlockKind.HEADER, BlockKind.ROW)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDENT = 2  # characters a level
_MARKER = re.compile(r"(?:-|\(?\w{1,3}[.)])\s|")


@dataclass(frozen=True, slots=True)
class _View:
    """What the drawing of each block looks up.

    Attributes:
        document: the document.
        seen: its structure.
        fields: the fields by the index of the block with their label.
        held: indices of the further blocks of fields.
        entries: the dated items by their start.
    """

    document: Document
    seen: Structure
    fields: dict[int, Field]
    held: frozenset[int]
    entries: dict[int, Entry]

    @classmethod
    def of(cls, document: Document) -> _View:
        seen = structure(document)
        fields = {own.blocks[0]: own for own in seen.fields}
        held = frozenset(at for own in seen.fields for at in own.blocks[1:])
        return cls(document, seen, fields, held, {own.span.start: own for own in seen.entries})


def show_document(console: Console, document: Document, section: str | None) -> None:
    """Print a document: metadata, outline, text, notes, and what was taken out.

    Args:
        console: where to print; a paragraph is one line where that is no terminal.
        document: the document.
        section: only the sections whose title holds this, or None for all.

    Raises:
        ShowError: no section is called so.
    """
    view = _View.of(document)
    _Page(console, view).print(section)


class _Page:
    """Prints the parts of a document one after the other."""

    def __init__(self, console: Console, view: _View) -> None:
        self._console = console
        self._view = view
        self._document = view.document

    def print(self, section: str | None) -> None:
        document = self._document
        chosen = _chosen(document, section)
        self._head()
        tree = branches(document, self._view.seen)
        self._outline([own for own in tree if section is None or _within(own.start, chosen)])
        self._title("Text")
        self._text(chosen)
        self._notes(chosen)
        if section is None:
            self._removed()

    def _say(self, text: Text | str, indent: int = 0, style: str = "") -> None:
        """Print a paragraph; in a pipe on one line, so that it can be searched."""
        shown = Text(visible(text), style) if isinstance(text, str) else text
        if self._console.is_terminal:
            self._console.print(Padding(shown, (0, 0, 0, indent)))
        else:
            self._console.print(Text(" " * indent) + shown, soft_wrap=True)

    def _hang(self, head: Text, told: Text, indent: int) -> None:
        """Print a paragraph whose further lines stand in from its head."""
        if not self._console.is_terminal:
            self._say(head + told, indent)
            return
        grid = Table.grid()
        grid.add_column(width=len(head), no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(head, told)
        self._console.print(Padding(grid, (0, 0, 0, indent)))

    def _title(self, name: str) -> None:
        self._console.print()
        if self._console.is_terminal:
            self._console.rule(Text(name, "bold"), align="left", style="dim")
        else:
            self._say(f"== {name} ==")
        self._console.print()

    def _head(self) -> None:
        meta = self._document.meta
        self._say(meta.title, style="bold")
        pages = len(self._document.pages)
        told = (
            ("title", "title_original", meta.title_original),
            ("file", "", self._document.source),
            ("id", "", self._document.id),
            ("authors", "authors", ", ".join(meta.authors)),
            ("publisher", "publisher", meta.publisher),
            ("series", "series", meta.series if meta.series != meta.title else None),
            ("issued", "issued", meta.issued),
            ("reports on", "period", " to ".join(meta.period) if meta.period else None),
            ("language", "language", meta.language),
            ("length", "", f"{len(self._document.text):,} characters"),
            ("pages", "", str(pages) if pages else None),
        )
        for name, key, value in told:
            if value:
                how = dict.fromkeys(own.how for own in meta.evidence if own.field == key)
                inferred = ["inferred"] if key == "issued" and meta.issued_inferred else []
                told_by = "; ".join((*inferred, *how))
                line = Text(visible(value))
                line.append(f"  ({visible(told_by)})" if told_by else "", "dim")
                self._hang(Text(f"{name:<11}", "dim"), line, 0)

    def _outline(self, tree: Sequence[Branch]) -> None:
        self._title("Outline")
        for own in tree:
            indent = _INDENT * max(own.depth, 0)
            page = f"  p. {own.page}" if own.page else ""
            if own.title:
                self._say(Text.assemble((visible(own.title), "bold"), (page, "dim")), indent)
            for kind, told in own.holds:
                self._hang(Text(f"{kind:<8}", "cyan"), Text(visible(told), "dim"), indent + _INDENT)

    def _text(self, chosen: Sequence[tuple[int, int]]) -> None:
        page = None
        numbered = [
            (at, block)
            for at, block in enumerate(self._document.blocks)
            if _within(block.start, chosen) and block.kind is not BlockKind.FOOTNOTE
        ]
        for _, run in groupby(numbered, key=self._run):
            members = list(run)
            first = members[0][1]
            if first.page and first.page != page:
                page = first.page
                self._say(f"— page {page} —", style="dim")
                self._console.print()
            self._draw(members)
            self._console.print()

    def _run(self, pair: tuple[int, Block]) -> tuple[str, int]:
        """Say what blocks are drawn without a gap between them."""
        at, block = pair
        if at in self._view.seen.contents and block.kind is not BlockKind.HEADING:
            return "contents", 0
        if block.group is not None:
            return "group", block.group
        return ("fields", 0) if at in self._view.fields else ("alone", at)

    def _draw(self, members: Sequence[tuple[int, Block]]) -> None:
        first = members[0][1]
        if first.kind in _ROWS and members[0][0] not in self._view.seen.contents:
            self._table([block for _, block in members])
            return
        for at, block in members:
            line, indent = self._line(at, block), _INDENT * (at in self._view.held)
            if block.kind is BlockKind.ITEM:
                marker = _MARKER.match(line.plain)
                head, told = line.divide([marker.end() if marker else 0])
                self._hang(head, told, indent + _INDENT * block.level)
            else:
                self._say(line, indent)

    def _line(self, at: int, block: Block) -> Text:
        words = _marked(self._document, block.start, block.end)
        if block.kind is BlockKind.HEADING:
            hashes = "" if self._console.is_terminal else "#" * min(block.level, 6) + " "
            return Text(hashes + words, "bold underline" if block.level < 3 else "bold")
        if block.kind is BlockKind.CAPTION:
            return Text(words, "bold cyan")
        if at in self._view.seen.contents:
            return Text(words, "dim")
        entry, labelled = self._view.entries.get(block.start), self._view.fields.get(at)
        text = Text(words)
        if labelled:
            text.stylize("bold cyan", 0, labelled.label.end - block.start)
        if entry:
            leads = entry.printed.start <= entry.text.start
            start = 0 if leads else entry.printed.start - block.start
            text.stylize("bold", start, entry.printed.end - block.start)
            until = f" to {entry.until}" if entry.until else ""
            inferred = ", year inferred" if entry.inferred else ""
            text.append(f"  [{entry.date}{until}{inferred}]", "dim")
        return text

    def _table(self, rows: Sequence[Block]) -> None:
        if not self._console.is_terminal:
            for row in rows:
                self._say(_marked(self._document, row.start, row.end))
            return
        header = [row for row in rows if row.kind is BlockKind.HEADER]
        width = max(max(len(row.cells), 1) for row in rows)
        table = Table(box=box.SIMPLE_HEAD, show_header=bool(header), pad_edge=False)
        head = self._cells(header[0], width) if header else [""] * width
        for name in head:
            table.add_column(name, overflow="fold")
        for row in rows:
            if not header or row is not header[0]:
                table.add_row(*self._cells(row, width))
        self._console.print(table)

    def _cells(self, row: Block, width: int) -> list[Text]:
        spans = row.cells or ((row.start, row.end),)
        cells = [Text(_marked(self._document, first, last)) for first, last in spans]
        return cells + [Text("")] * (width - len(cells))

    def _notes(self, chosen: Sequence[tuple[int, int]]) -> None:
        document = self._document
        own = [
            note
            for note in self._view.seen.notes
            if _within(document.blocks[note.block].start, chosen)
            or any(_within(mark.at, chosen) for mark in note.cited)
        ]
        if not own:
            return
        self._title("Notes")
        for note in own:
            block = document.blocks[note.block]
            places = "; ".join(dict.fromkeys(_place(document, mark.at) for mark in note.cited))
            cited = f"  ← {places}" if places else "  ← not cited in the text"
            words = visible(document.text[block.start : block.end])
            self._say(Text.assemble(words, (visible(cited), "dim")))

    def _removed(self) -> None:
        removed = self._document.removed
        if not removed:
            return
        self._title("Taken out of the text")
        for rule, group in groupby(sorted(removed, key=lambda own: own.rule), lambda own: own.rule):
            members = list(group)
            self._say(f"{rule} ({len(members)})", style="cyan")
            for removal in members:
                lines = ", ".join(_stretch(first, last) for first, last in removal.lines)
                page = f"page {removal.page}" if removal.page else ""
                place = ", ".join(filter(None, (page, lines and f"line {lines}")))
                self._say(Text.assemble((f"{place:<16} ", "dim"), visible(removal.text)), _INDENT)


def _chosen(document: Document, section: str | None) -> list[tuple[int, int]]:
    """Give the stretches of the text that are to be shown."""
    if section is None:
        return [(0, len(document.text))]
    wanted = section.casefold()
    titled = [own for own in document.sections if own.path and wanted in own.path[-1].casefold()]
    if not titled:
        raise ShowError(
            f"no section of {document.source} has '{section}' in its title: "
            "show it without --section to see the outline"
        )
    return [(own.start, own.end) for own in titled]


def _within(offset: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in stretches)


def _marked(document: Document, start: int, end: int) -> str:
    """Give a stretch of the text with the signs of its notes where they stood."""
    return visible("".join(_pieces(document, start, end)))


def _pieces(document: Document, start: int, end: int) -> Iterator[str]:
    at = start
    for mark in document.marks:
        if start < mark.at <= end:
            yield document.text[at : mark.at]
            digits = mark.label.isascii() and mark.label.isdigit()
            yield mark.label.translate(_RAISED) if digits else f"[{mark.label}]"
            at = mark.at
    yield document.text[at:end]


def _place(document: Document, offset: int) -> str:
    section, page = document.section_at(offset), document.page_at(offset)
    title = section.path[-1] if section and section.path else "before the first heading"
    return f"{title}, page {page}" if page else title


def _stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
