"""An evidence pack as a Word document, its notes as footnotes of Word's own."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from assistant.archive.pack import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.archive.pack import Line

_STYLES = {"question": "Heading 2", "short": "Intense Quote", "said": "Normal", "told": "Caption"}
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FIRST = 2  # id of the first note; Word keeps two for the lines that part notes from text
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def to_docx(title: str, told: Iterable[Line]) -> bytes:
    """Write a pack as DOCX (ECMA-376, 17.11 for the footnotes)."""
    from docx import Document

    document = Document()
    document.core_properties.title = plain(title)[:255]
    document.core_properties.author = "Briefings"
    document.add_heading(plain(title), level=1)
    notes: list[str] = []
    for line in told:
        paragraph = document.add_paragraph(line.text, style=_STYLES[line.style])
        for note in line.notes:
            _refer(paragraph, _FIRST + len(notes))
            notes.append(note)
    _add_notes(document, notes)
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _refer(paragraph: Any, number: int) -> None:  # noqa: ANN401  # python-docx has no types
    from docx.oxml import parse_xml

    mark = f'<w:r {_SPACE}>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'
    paragraph._p.append(parse_xml(mark))


def _add_notes(document: Any, notes: Sequence[str]) -> None:  # noqa: ANN401
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    lined = "".join(
        f'<w:footnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for at, kind in enumerate(("separator", "continuationSeparator"))
    )
    told = "".join(
        f'<w:footnote w:id="{at}"><w:p><w:r>{_RAISED}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for at, note in enumerate(notes, start=_FIRST)
    )
    text = f"<w:footnotes {_SPACE}>{lined}{told}</w:footnotes>"
    part = Part(PackURI("/word/footnotes.xml"), _KIND, text.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
