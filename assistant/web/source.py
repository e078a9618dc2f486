"""A document as HTML: its whole text by its structure, with the cited characters marked."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.web.render import below, escaped, written_date
from corpus.documents import Block, BlockKind, Document


def source_html(document: Document, start: int, end: int, note: str = "") -> str:
    """Render a whole document, the characters from ``start`` to ``end`` marked, under a ``note``.

    The marks together hold those characters, but for white space between blocks and what
    stands between the cells of a table row.

    Raises:
        ValueError: when the offsets do not name characters of the document's text.
    """
    if not 0 <= start < end <= len(document.text):
        raise ValueError(
            f"Characters {start} to {end} are not in this document, which has"
            f" {len(document.text):,}. It may have changed since; ask the question again."
        )
    meta = document.meta
    return (
        f'<article lang="{escaped(meta.language)}" data-reference="{_reference(document, start)}">'
        f'<header><h2 dir="auto">{escaped(meta.title)}</h2>'
        f'<p class="origin" dir="auto">{escaped(" · ".join(_origin(document)))}</p>'
        f'<ol class="trail" aria-label="Place in the document">{_trail(document, start)}</ol>'
        f"</header>{_noted(note)}"
        f'<div class="text" tabindex="0" role="region" aria-label="Text of the document">'
        f"{''.join(_body(document, start, end))}</div></article>"
    )


def _noted(note: str) -> str:
    return f'<p class="notice">{escaped(note)}</p>' if note else ""


def _origin(document: Document) -> Iterator[str]:
    meta = document.meta
    if meta.title_original:
        yield meta.title_original
    yield from (part for part in (meta.publisher, meta.series) if part and part != meta.title)
    if meta.authors:
        yield ", ".join(meta.authors)
    if meta.issued:
        yield written_date(meta.issued, meta.issued_inferred)
    yield document.source


def _place(document: Document, offset: int) -> Iterator[str]:
    page, section = document.page_at(offset), document.section_at(offset)
    if page is not None:
        yield f"Page {page}"
    if section is not None:
        yield from below(document.meta.title, section.path)


def _trail(document: Document, offset: int) -> str:
    return "".join(f'<li dir="auto">{escaped(part)}</li>' for part in _place(document, offset))


def _reference(document: Document, offset: int) -> str:
    parts = (document.meta.title, *_origin(document), *_place(document, offset))
    return escaped(", ".join(parts))


def _body(document: Document, start: int, end: int) -> Iterator[str]:
    page = None
    for (kind, at, _), run in groupby(document.blocks, key=_run):
        if at is not None and at != page:
            page = at
            yield f'<p class="page"><span>page {page}</span></p>'
        blocks = tuple(run)
        if kind is BlockKind.ROW:
            yield _table(document, blocks, start, end)
        elif kind is BlockKind.ITEM:
            items = (_item(document, block, start, end) for block in blocks)
            yield f"<ul>{''.join(items)}</ul>"
        else:
            yield from (_prose(document, block, start, end) for block in blocks)


def _run(block: Block) -> tuple[BlockKind, int | None, int | None]:
    """Say what blocks share that are drawn as one: a list, a table, a stretch of prose."""
    kind = BlockKind.ROW if block.kind is BlockKind.HEADER else block.kind
    return kind, block.page, block.group


def _prose(document: Document, block: Block, start: int, end: int) -> str:
    text = _marked(document.text, block.start, block.end, start, end)
    if block.kind is BlockKind.HEADING:
        level = min(max(block.level, 1) + 2, 6)
        return f'<h{level} dir="auto">{text}</h{level}>'
    return f'<p class="{block.kind}" dir="auto">{text}</p>'


def _item(document: Document, block: Block, start: int, end: int) -> str:
    # The dash that stands for a bullet stays in the text, for quotes, but is not seen.
    split = block.start + len("- ") * document.text.startswith("- ", block.start)
    dash = _marked(document.text, block.start, split, start, end)
    text = _marked(document.text, split, block.end, start, end)
    seen = f'<span class="dash">{dash}</span>{text}' if dash else text
    style = "bullet " if dash else ""
    return f'<li class="{style}depth-{min(block.level, 3)}" dir="auto">{seen}</li>'


def _table(document: Document, rows: Sequence[Block], start: int, end: int) -> str:
    width = max(len(row.cells) for row in rows)
    body = "".join(_row(document, row, width, start, end) for row in rows)
    return f'<div class="table" tabindex="0"><table>{body}</table></div>'


def _row(document: Document, row: Block, width: int, start: int, end: int) -> str:
    tag = "th" if row.kind is BlockKind.HEADER else "td"
    if not row.cells:
        text = _marked(document.text, row.start, row.end, start, end)
        return f'<tr><{tag} colspan="{max(width, 1)}" dir="auto">{text}</{tag}></tr>'
    cells = (_marked(document.text, first, last, start, end) for first, last in row.cells)
    return "<tr>" + "".join(f'<{tag} dir="auto">{cell}</{tag}>' for cell in cells) + "</tr>"


def _marked(text: str, first: int, last: int, start: int, end: int) -> str:
    """Escape the characters from ``first`` to ``last``, those from ``start`` to ``end`` marked."""
    low, high = max(first, start), min(last, end)
    if low >= high:
        return html.escape(text[first:last])
    before, inside, after = text[first:low], text[low:high], text[high:last]
    return f"{html.escape(before)}<mark>{html.escape(inside)}</mark>{html.escape(after)}"
