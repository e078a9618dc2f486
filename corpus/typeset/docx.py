"""Set a briefing as a Word document with heading styles, lists, tables and real footnotes."""

from __future__ import annotations

from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from corpus.typeset.source import Block, Kind, Runs, Source, plain

Document: TypeAlias = Any  # python-docx keeps its classes apart from the names it exports
Paragraph: TypeAlias = Any

_EPOCH = (2021, 1, 1, 0, 0, 0)  # the date that every member of the archive carries
_ACCENT = "14375E"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = "/word/footnotes.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def typeset(source: Source) -> bytes:
    """Set a briefing as a Word document of the same bytes each time."""
    import docx

    document = docx.Document()
    _properties(document, source)
    _styles(document)
    document.add_paragraph(source.title, style="Title")
    document.add_paragraph(source.series, style="Subtitle")
    document.add_paragraph(source.imprint)
    for block in source.blocks:
        _add(document, block)
    if source.notes:
        _attach_notes(document, source.notes)
    data = BytesIO()
    document.save(data)
    return _without_clock(data.getvalue())


def _properties(document: Document, source: Source) -> None:
    properties = document.core_properties
    properties.title = source.title
    properties.subject = source.series
    properties.author = "Briefings Desk"
    properties.last_modified_by = ""
    properties.comments = ""
    properties.created = properties.modified = datetime(*_EPOCH)


def _styles(document: Document) -> None:
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    for name in ("Title", "Heading 1", "Heading 2", "Caption"):
        document.styles[name].font.color.rgb = RGBColor.from_string(_ACCENT)


def _add(document: Document, block: Block) -> None:
    if block.kind is Kind.TABLE:
        _table(document, block)
        return
    if block.kind is Kind.BARS:
        raise ValueError("charts are set in PDF only; leave the chart out of this briefing")
    styles = {
        Kind.HEADING: f"Heading {block.level - 1}",
        Kind.ITEM: "List Number" if block.number else "List Bullet",
        Kind.CAPTION: "Caption",
    }
    _write(document.add_paragraph(style=styles.get(block.kind)), block.runs)


def _write(paragraph: Paragraph, runs: Runs) -> None:
    from docx.oxml import parse_xml

    for run in runs:
        if run.mark:
            reference = f'<w:footnoteReference w:id="{run.text}"/>'
            mark = f'<w:r xmlns:w="{_W}">{_RAISED}{reference}</w:r>'
            paragraph._p.append(parse_xml(mark))
            continue
        written = paragraph.add_run(run.text)
        written.bold = run.bold or None
        written.italic = run.italic or None


def _table(document: Document, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
    for row in block.rows:
        cells = table.add_row().cells
        for cell, runs in zip(cells, row, strict=True):
            _write(cell.paragraphs[0], runs)


def _attach_notes(document: Document, notes: dict[str, Runs]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part = Part(PackURI(_PART), _CONTENT, _notes_xml(notes).encode(), document.part.package)
    document.part.relate_to(part, _RELATION)


def _notes_xml(notes: dict[str, Runs]) -> str:
    """The part with the footnotes; Word wants the two separators before them."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{place}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for place, kind, tag in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(plain(runs))}</w:t></w:r></w:p></w:footnote>'
        for number, runs in notes.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<w:footnotes xmlns:w="{_W}">{separators}{texts}</w:footnotes>'


def _without_clock(data: bytes) -> bytes:
    """Pack the archive again with one fixed date, so that the bytes do not depend on the clock."""
    packed = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, _EPOCH)
            member.compress_type = ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return packed.getvalue()
