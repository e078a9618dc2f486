"""A document's structure and metadata as JSON, with few names of fields: there and back; pure."""

from __future__ import annotations

import json
from typing import Any

from corpus.documents import (
    Block,
    BlockKind,
    Document,
    Evidence,
    Lines,
    Metadata,
    NoteMark,
    Page,
    Removal,
    Rule,
    Section,
)


def to_json(document: Document) -> str:
    """Write blocks, sections, pages, note marks and removals."""
    return json.dumps(
        {
            "blocks": [
                (b.kind, b.start, b.end, b.page, b.level, b.group, b.cells, b.lines)
                for b in document.blocks
            ],
            "sections": [(s.path, s.level, s.start, s.end) for s in document.sections],
            "pages": [(p.number, p.start, p.end) for p in document.pages],
            "marks": [(m.at, m.label, m.note) for m in document.marks],
            "removed": [(r.rule, r.text, r.page, r.lines) for r in document.removed],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(structure: str) -> dict[str, Any]:
    """Read what ``to_json`` wrote, as the fields of a ``Document``."""
    parts = json.loads(structure)
    return {
        "blocks": tuple(map(_block, parts["blocks"])),
        "sections": tuple(Section(tuple(path), *rest) for path, *rest in parts["sections"]),
        "pages": tuple(Page(*page) for page in parts["pages"]),
        "marks": tuple(NoteMark(*mark) for mark in parts["marks"]),
        "removed": tuple(
            Removal(Rule(rule), text, page, _lines(lines))
            for rule, text, page, lines in parts["removed"]
        ),
    }


def told_json(meta: Metadata) -> str:
    """Write the metadata that has no column of its own."""
    return json.dumps(
        {
            "authors": meta.authors,
            "title_original": meta.title_original,
            "issued_inferred": meta.issued_inferred,
            "evidence": [(e.field, e.how, e.start, e.end) for e in meta.evidence],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def told_from_json(told: str) -> dict[str, Any]:
    """Read what ``told_json`` wrote, as fields of ``Metadata``."""
    parts = json.loads(told)
    evidence = tuple(Evidence(*each) for each in parts["evidence"])
    return {**parts, "authors": tuple(parts["authors"]), "evidence": evidence}


def _block(row: list[Any]) -> Block:
    kind, start, end, page, level, group, cells, lines = row
    pairs = tuple((first, last) for first, last in cells)
    return Block(BlockKind(kind), start, end, page, level, group, pairs, _lines(lines))


def _lines(pairs: list[list[int]]) -> Lines:
    return tuple((first, last) for first, last in pairs)
