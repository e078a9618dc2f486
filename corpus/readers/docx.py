"""Word documents to raw blocks."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.documents import BlockKind, RawBlock
from corpus.readers import properties
from corpus.readers.errors import ReadError
from corpus.readers.numbering import Counters, Style, W, numbering, ordinal, styles, value
from corpus.readers.prose import (
    BOLD_LEVEL,
    HARD,
    is_bold_heading,
    lines,
    paragraphs,
    prose_block,
    superscript,
)
from corpus.readers.raw import Raw
from corpus.readers.tables import table_blocks

MAX_UNPACKED = 300 * 2**20  # bytes; no briefing comes near, a zip bomb does

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = f"{W}txbxContent"
# Elements that only hold others: content controls, links, tracked insertions.
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)
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
        The paragraphs and tables in order, the notes last, and hints from its properties.

    Raises:
        ReadError: it is encrypted, cut off, no Word document, or unpacks to too much.
    """
    _check_archive(data)
    import docx

    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    known = styles(document.styles.element)
    reader = _Reader(
        styles=known,
        counters=Counters(_part(document.part, "numbering", numbering)),
        notes=_notes(document.part, body),
        shift=int(any(_style_name(p, known) == "title" for p in body.iter(f"{W}p"))),
    )
    return Raw(tuple(reader.blocks(body)), _hints(document.core_properties))


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

    def blocks(self, parent: Any) -> Iterator[RawBlock]:  # noqa: ANN401
        for element in _unwrapped(parent):
            if element.tag == f"{W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self.table(element)
            else:
                continue
            yield from self.footnotes(element)
            for box in _boxes(element):
                yield from self.blocks(box)

    def paragraph(self, element: Any) -> Iterator[RawBlock]:  # noqa: ANN401
        broken = lines(_runs(element))
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
        elif len(broken) == 1 and broken[0].whole and is_bold_heading(text):
            yield RawBlock(BlockKind.HEADING, text, level=BOLD_LEVEL)
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
        rows = [row for row in _unwrapped(element) if row.tag == f"{W}tr"]
        cells = [[cell for cell in _unwrapped(row) if cell.tag == f"{W}tc"] for row in rows]
        if all(len(row) < 2 for row in cells):  # a box drawn around text
            for cell in (cell for row in cells for cell in row):
                yield from self.blocks(cell)
            return
        grid = [[text for cell in row for text in _spread(cell)] for row in cells]
        yield from table_blocks(grid, _header_count(element, rows, cells, grid))

    def footnotes(self, element: Any) -> Iterator[RawBlock]:  # noqa: ANN401
        """Put the notes behind the paragraph or table that cites them."""
        for kind in _NOTES:
            for reference in element.iter(f"{W}{kind}Reference"):
                number, note = self.notes.get((kind, reference.get(f"{W}id")), ("", None))
                if note is not None:
                    yield RawBlock(BlockKind.FOOTNOTE, _text(note), marker=number)


def _part(part: Any, name: str, parse: Any) -> Any:  # noqa: ANN401
    """Parse a part that the main part refers to; an empty mapping where it has none."""
    from docx.oxml import parse_xml

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            return parse(parse_xml(relation.target_part.blob))
    return {}


def _notes(part: Any, body: Any) -> dict[tuple[str, str], tuple[str, Any]]:  # noqa: ANN401
    """Number the notes in the order in which the text cites them."""
    notes: dict[tuple[str, str], tuple[str, Any]] = {}
    for kind, number_format in _NOTES.items():
        found = _part(part, f"{kind}s", lambda root, kind=kind: root.findall(f"{W}{kind}"))
        elements = {note.get(f"{W}id"): note for note in found}
        cited = [reference.get(f"{W}id") for reference in body.iter(f"{W}{kind}Reference")]
        for number, name in enumerate(dict.fromkeys(cited), start=1):
            if name in elements:
                notes[kind, name] = ordinal(number, number_format), elements[name]
    return notes


def _unwrapped(parent: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _unwrapped(child)
        else:
            yield child


def _boxes(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Find the text boxes anchored in an element, once each."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in (_FALLBACK, f"{W}tbl"):
            yield from _boxes(child)


def _runs(element: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401
    """Give the text of a paragraph in runs of one weight; see ``prose.lines``."""
    before = ""
    for run in _inline(element):
        if run.tag == _MATH_TEXT:
            before = run.text or ""
            yield before, False
            continue
        if run.find(f"{W}rPr/{W}vanish") is not None:
            continue
        bold = run.find(f"{W}rPr/{W}b")
        strong = bold is not None and bold.get(f"{W}val") not in ("0", "false", "off")
        strong = strong or value(run, "rPr", "rStyle") == "Strong"
        for text in _run_texts(run):
            if value(run, "rPr", "vertAlign") == "superscript":
                text = superscript(before, text)
            before = text
            yield text, strong


def _inline(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Find the runs of a paragraph, but not those of text boxes anchored in it."""
    for child in element:
        if child.tag in (f"{W}r", _MATH_TEXT):
            yield child
        elif child.tag not in (_BOX, _FALLBACK, f"{W}moveFrom", f"{W}pPr"):
            yield from _inline(child)


def _run_texts(run: Any) -> Iterator[str]:  # noqa: ANN401
    for child in run:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield "\t"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "cr" or (name == "br" and child.get(f"{W}type") in (None, "textWrapping")):
            yield HARD
        elif name == "br":
            yield " "


def _text(element: Any) -> str:  # noqa: ANN401
    parts = [text for p in element.iter(f"{W}p") for text, _ in (*_runs(p), (" ", False))]
    return "".join(parts)


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


def _spread(cell: Any) -> list[str]:  # noqa: ANN401
    """Give a cell's text once, and nothing for the other columns and rows that it spans."""
    span = value(cell, "tcPr", "gridSpan") or "1"
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    continued = merge is not None and merge.get(f"{W}val") != "restart"
    width = min(int(span), 100) if span.isdigit() else 1
    return ["" if continued else _text(cell), *[""] * (width - 1)]


def _header_count(
    table: Any,  # noqa: ANN401
    rows: Sequence[Any],
    cells: Sequence[Sequence[Any]],
    grid: Sequence[Sequence[str]],
) -> int:
    """Count the header rows: those marked so, else a first row that its style or bold sets apart.

    A table of fields ("Issuing body: | MIIT") has no header row, whatever its style says.
    """
    marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    if any(marked):
        return marked.index(False) if False in marked else 0
    if any(row[0].rstrip().endswith((":", "：")) for row in grid if row):
        return 0
    look = table.find(f"{W}tblPr/{W}tblLook")
    first_row = look is not None and look.get(f"{W}firstRow") == "1"
    styled = first_row and value(table, "tblPr", "tblStyle") not in _PLAIN_TABLES
    runs = [run for cell in cells[0] for p in cell.iter(f"{W}p") for run in _runs(p)]
    bold = [strong for text, strong in runs if text.strip()]
    return int(styled or (bool(bold) and all(bold)))


def _hints(core: Any) -> dict[str, str]:  # noqa: ANN401
    made = core.created
    day = "" if made is None or made == _TEMPLATE else made.date().isoformat()
    return properties.hints(core.title, core.author, day, (core.language or "").strip())
