"""A document's structure, and a span of it, as records for JSON; pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.show.documents import ShowError
from corpus.contents import part
from corpus.structure import structure

if TYPE_CHECKING:
    from corpus.documents import Block, Document, Lines, Section, Span
    from corpus.entries import Entry
    from corpus.exhibits import Exhibit
    from corpus.fields import Field
    from corpus.lists import Item, List
    from corpus.structure import Note

Record = dict[str, Any]

CONTEXT = 300  # characters on either side of a span, within its blocks


def document_record(document: Document) -> Record:
    """Describe a document: metadata, sections and all that its blocks mean."""
    seen = structure(document)
    return {
        "id": document.id,
        "file": document.source,
        **asdict(document.meta),
        "characters": len(document.text),
        "pages": len(document.pages) or None,
        "sections": [_section(document, section) for section in document.sections],
        "contents": [_block(document, document.blocks[at]) for at in sorted(seen.contents)],
        "fields": [_field(document, field) for field in seen.fields],
        "entries": [_entry(document, entry) for entry in seen.entries],
        "lists": [_list(document, own) for own in seen.lists],
        "exhibits": [_exhibit(document, exhibit) for exhibit in seen.exhibits],
        "notes": [_note(document, note) for note in seen.notes],
        "removed": [asdict(removal) for removal in document.removed],
    }


def _section(document: Document, section: Section) -> Record:
    return {
        "path": section.path,
        "level": section.level,
        "part": part(section),
        "page": document.page_at(section.start),
        "start": section.start,
        "end": section.end,
    }


def _field(document: Document, field: Field) -> Record:
    return {
        "label": field.name,
        **_span(document, field.value),
        "original": field.original and _span(document, field.original),
        "link": field.link and _span(document, field.link),
        "section": _path(field.section),
    }


def _entry(document: Document, entry: Entry) -> Record:
    return {
        "date": entry.date,
        "until": entry.until,
        "inferred": entry.inferred,
        "printed": _span(document, entry.printed),
        **_span(document, entry.text),
        "section": _path(entry.section),
    }


def _list(document: Document, own: List) -> Record:
    return {
        "lead": own.lead and _span(document, own.lead),
        "items": [_item(document, item) for item in own.items],
        "section": _path(own.section),
    }


def _exhibit(document: Document, exhibit: Exhibit) -> Record:
    return {
        "kind": exhibit.kind,
        "label": exhibit.label,
        "title": exhibit.title and _span(document, exhibit.title),
        "blocks": [_block(document, document.blocks[at]) for at in exhibit.blocks],
        "sources": [_span(document, source) for source in exhibit.sources],
        "section": _path(exhibit.section),
    }


def _span(document: Document, span: Span) -> Record:
    text = document.text[span.start : span.end]
    return {"start": span.start, "end": span.end, "text": text}


def _block(document: Document, block: Block) -> Record:
    record: Record = {"kind": block.kind, "start": block.start, "end": block.end}
    if block.cells:
        record["cells"] = [document.text[first:last] for first, last in block.cells]
    else:
        record["text"] = document.text[block.start : block.end]
    return {**record, "page": block.page, "lines": block.lines}


def _item(document: Document, item: Item) -> Record:
    return {
        **_span(document, item.span),
        "items": [_item(document, inner) for inner in item.items],
    }


def _note(document: Document, note: Note) -> Record:
    cited = [{"at": mark.at, "page": document.page_at(mark.at)} for mark in note.cited]
    return {"label": note.label, **_block(document, document.blocks[note.block]), "cited": cited}


def _path(section: Section | None) -> tuple[str, ...]:
    return section.path if section else ()


def source_record(document: Document, start: int, end: int) -> Record:
    """Give the characters of a span, with its place and some of what stands around it.

    Raises:
        ShowError: the offsets do not name characters of the text.
    """
    text = document.text
    if not 0 <= start < end <= len(text):
        raise ShowError(
            f"characters {start} to {end} are not in {document.source}, which has"
            f" {len(text):,}: give START and END, the end after the last character"
        )
    inside = [block for block in document.blocks if block.start < end and start < block.end]
    first = max(start - CONTEXT, min((block.start for block in inside), default=start))
    last = min(end + CONTEXT, max((block.end for block in inside), default=end))
    return {
        "doc": document.source,
        "id": document.id,
        "title": document.meta.title,
        "issued": document.meta.issued,
        "section": _path(document.section_at(start)),
        "page": document.page_at(start),
        "lines": _lines(inside),
        "start": start,
        "end": end,
        "text": text[start:end],
        "before": text[min(first, start) : start],
        "after": text[end : max(last, end)],
    }


def _lines(blocks: list[Block]) -> Lines:
    """Join the stretches of lines that blocks stand on."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(stretch for block in blocks for stretch in block.lines):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)
