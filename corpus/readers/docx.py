"""Word documents to raw blocks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.marks import char_for
from corpus.readers import properties
from corpus.readers.bold import bold_heading
from corpus.readers.errors import ReadError
from corpus.readers.numbering import Counters, Style, W, numbering, ordinal, styles, value
from corpus.readers.prose import lines, paragraphs, prose_block
from corpus.readers.raw import Raw
from corpus.readers.revisions import accept
from corpus.readers.settle import settled
from corpus.readers.tables import Cell, Merged, table_blocks
from corpus.readers.wordtext import boxes, runs, text_of, unwrapped

MAX_UNPACKED = 300 * 2**20  # bytes; no briefing comes near, a zip bomb does

_PLAIN_TABLES = (None, "TableGrid", "TableNormal")  # styles that do not set a header row apart
_NOTES = {"footnote": "decimal", "endnote": "lowerRoman"}  # how Word numbers them unless told
_HEADING_NAME = re.compile(r"heading ([1-9])")
_LIST_NAME = re.compile(r"list (bullet|number)(?: ([2-9]))?")
_CONTENTS_NAME = re.compile(r"toc ([1-9])")
_TEMPLATE = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)  # of files that python-docx began
_REPAIR = "open it in a word processor and save it anew as DOCX"


def read(path: Path, data: bytes) -> Raw:
    """Read a Word document.

    Args:
        path: not looked at.
        data: the file's bytes.

    Returns:
        The paragraphs and tables in order, each with its notes behind it, hints from its
        properties, and what is deleted, hidden, or a head or foot of its pages.

    Raises:
        ReadError: it is encrypted, cut off, no Word document, or unpacks to too much.
    """
    _check_archive(data)
    import docx

    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    removed = [*accept(body), *_heads(document.part)]
    known = styles(document.styles.element)
    reader = _Reader(
        styles=known,
        counters=Counters(_part(document.part, "numbering", numbering)),
        notes=_notes(document.part, body),
        shift=int(any(_style_name(p, known) == "title" for p in body.iter(f"{W}p"))),
    )
    blocks = settled(list(reader.blocks(body)))
    return Raw(tuple(blocks), _hints(document.core_properties), tuple(removed))


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ReadError("the Word document is cut off or damaged", _REPAIR) from error
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError("the file is encrypted", "remove its password")
    if "word/document.xml" not in {info.filename for info in infos}:
        raise ReadError("it holds no Word document", "save it as DOCX or PDF")
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        limit = f"{MAX_UNPACKED // 2**20} MB"
        raise ReadError(f"it unpacks to more than {limit}", "remove its large pictures")


@dataclass(slots=True)
class _Reader:
    """What the blocks of a document depend on besides their own elements."""

    styles: Mapping[str, Style]
    counters: Counters
    notes: Mapping[tuple[str, str], tuple[str, Any]]  # (kind, id) to number and element
    shift: int  # headings are one level down where a title stands above them
    begun: bool = False  # a heading has been read: what stands in a box heads only the box

    def blocks(self, parent: Any) -> Iterator[RawBlock]:  # noqa: ANN401
        for element in unwrapped(parent):
            if element.tag == f"{W}p":
                for block in self.paragraph(element):
                    self.begun |= block.kind is BlockKind.HEADING
                    yield block
                yield from self.footnotes(element)
                begun = self.begun
                for box in boxes(element):
                    yield from (_boxed(own) if begun else own for own in self.blocks(box))
            elif element.tag == f"{W}tbl":
                yield from self.table(element)

    def paragraph(self, element: Any) -> Iterator[RawBlock]:  # noqa: ANN401
        broken = lines(runs(element))
        if not broken:
            return
        text = " ".join(line.text for line in broken)
        style = self.styles.get(value(element, "pPr", "pStyle") or "", Style())
        number, at, depth = _list_place(element, style)
        contents = _CONTENTS_NAME.fullmatch(style.name)
        level = self.heading_level(element, style)
        if level:
            marker = self.counters.marker(number, at) if number else ""
            numbered = f"{marker} {text}" if marker.strip("-") else text
            yield RawBlock(BlockKind.HEADING, numbered, level=level)
        elif contents:
            yield RawBlock(BlockKind.ITEM, text, level=int(contents[1]) - 1)
        elif number:
            marker = self.counters.marker(number, at)
            yield RawBlock(BlockKind.ITEM, text, level=depth, marker=marker)
        elif _LIST_NAME.fullmatch(style.name):
            yield RawBlock(BlockKind.ITEM, text, level=depth, marker="-")
        elif style.name == "caption":
            yield RawBlock(BlockKind.CAPTION, text)
        elif len(broken) == 1 and broken[0].whole and (heading := bold_heading(text)):
            yield heading
        else:
            yield from map(prose_block, paragraphs(broken))

    def heading_level(self, element: Any, style: Style) -> int:  # noqa: ANN401
        """Find the level of a heading from 1; 0 for other paragraphs."""
        named = _HEADING_NAME.fullmatch(style.name)
        own = value(element, "pPr", "outlineLvl")
        if style.name == "title":
            return 1
        if named:
            return int(named[1]) + self.shift
        if own and own.isdigit() and int(own) < 9:
            return int(own) + 1 + self.shift
        return 0 if style.outline is None else style.outline + 1 + self.shift

    def table(self, element: Any) -> Iterator[RawBlock]:  # noqa: ANN401
        rows = [row for row in unwrapped(element) if row.tag == f"{W}tr"]
        cells = [[cell for cell in unwrapped(row) if cell.tag == f"{W}tc"] for row in rows]
        if all(len(row) < 2 for row in cells):  # a box drawn around text
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        grid = [[text for cell in row for text in _spread(cell)] for row in cells]
        yield from table_blocks(grid, _header_count(element, rows, cells, grid))
        yield from self.footnotes(element)

    def footnotes(self, element: Any) -> Iterator[RawBlock]:  # noqa: ANN401
        """Put the notes behind the paragraph or table that cites them."""
        for kind in _NOTES:
            for reference in element.iter(f"{W}{kind}Reference"):
                number, note = self.notes.get((kind, reference.get(f"{W}id")), ("", None))
                if note is not None:
                    yield RawBlock(BlockKind.FOOTNOTE, text_of(note), marker=number)


def _boxed(block: RawBlock) -> RawBlock:
    """Let a heading in a text box be a line of it: what follows the box is not under it."""
    heads = block.kind is BlockKind.HEADING
    return replace(block, kind=BlockKind.PARAGRAPH, level=0) if heads else block


def _part(part: Any, name: str, parse: Any) -> Any:  # noqa: ANN401
    """Parse a part that the main part refers to; an empty mapping where it has none."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            return parse(parse_xml(relation.target_part.blob))
    return {}


def _heads(part: Any) -> Iterator[Removal]:  # noqa: ANN401
    """Give the heads and feet of the pages, each text once."""
    from docx.oxml import parse_xml

    seen: set[str] = set()
    for relation in part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            for text in (" ".join(text_of(p).split()) for p in root.iter(f"{W}p")):
                if any(map(str.isalpha, text)) and text not in seen:
                    seen.add(text)
                    yield Removal(Rule.RUNNING_HEAD, text)


def _notes(part: Any, body: Any) -> dict[tuple[str, str], tuple[str, Any]]:  # noqa: ANN401
    """Number the notes in the order in which the text cites them, and mark where it does."""
    notes: dict[tuple[str, str], tuple[str, Any]] = {}
    for kind, number_format in _NOTES.items():
        found = _part(part, f"{kind}s", lambda root, kind=kind: root.findall(f"{W}{kind}"))
        elements = {note.get(f"{W}id"): note for note in found}
        references = list(body.iter(f"{W}{kind}Reference"))
        cited = dict.fromkeys(reference.get(f"{W}id") for reference in references)
        labels = {name: ordinal(number, number_format) for number, name in enumerate(cited, 1)}
        for reference in references:
            mark = reference.makeelement(f"{W}t")
            mark.text = char_for(labels[reference.get(f"{W}id")])
            reference.addnext(mark)
        for name, label in labels.items():
            if name in elements:
                notes[kind, name] = label, elements[name]
    return notes


def _style_name(element: Any, known: Mapping[str, Style]) -> str:  # noqa: ANN401
    return known.get(value(element, "pPr", "pStyle") or "", Style()).name


def _list_place(element: Any, style: Style) -> tuple[str, int, int]:  # noqa: ANN401
    """Find the numbering id ("" for none), its level, and how deep the item stands, from 0.

    The two levels differ where each depth is a style, and so a numbering, of its own.
    """
    number = value(element, "pPr", "numPr", "numId") or style.number
    own = value(element, "pPr", "numPr", "ilvl")
    level = int(own) if own and own.isdigit() else style.depth
    named = _LIST_NAME.fullmatch(style.name)
    depth = max(level, int(named[2]) - 1) if named and named[2] else level
    return "" if number == "0" else number, level, depth


def _spread(cell: Any) -> list[Cell]:  # noqa: ANN401
    """Give a cell's text once, and what covers them for the other places that it spans."""
    span = value(cell, "tcPr", "gridSpan") or "1"
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    continued = merge is not None and merge.get(f"{W}val") != "restart"
    width = min(int(span), 100) if span.isdigit() else 1
    covered = Merged.BELOW if continued else Merged.RIGHT
    return [covered if continued else text_of(cell), *[covered] * (width - 1)]


def _header_count(
    table: Any,  # noqa: ANN401
    rows: Sequence[Any],
    cells: Sequence[Sequence[Any]],
    grid: Sequence[Sequence[Cell]],
) -> int:
    """Count the header rows: those marked so, else a first row that its style or bold sets apart.

    A table of fields ("Issuing body: | MIIT") has no header row, whatever its style says.
    """
    marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    if any(marked):
        return marked.index(False) if False in marked else 0
    names = [row[0] for row in grid if row and isinstance(row[0], str)]
    if any(name.rstrip().endswith((":", "：")) for name in names):
        return 0
    look = table.find(f"{W}tblPr/{W}tblLook")
    first_row = look is not None and look.get(f"{W}firstRow") == "1"
    styled = first_row and value(table, "tblPr", "tblStyle") not in _PLAIN_TABLES
    head = [run for cell in cells[0] for p in cell.iter(f"{W}p") for run in runs(p)]
    bold = [strong for text, strong in head if text.strip()]
    return int(styled or (bool(bold) and all(bold)))


def _hints(core: Any) -> dict[str, str]:  # noqa: ANN401
    made = core.created
    day = "" if made is None or made == _TEMPLATE else made.date().isoformat()
    return properties.hints(core.title, core.author, day, (core.language or "").strip())
