"""A document as HTML: its whole text by its structure, with the cited characters marked."""

from __future__ import annotations

import html
from collections.abc import Iterator
from itertools import groupby

from assistant.amounts import counted
from assistant.cite_styles import cited
from assistant.web.blocks import body_html, part_id
from assistant.web.pages import has_pages
from assistant.web.text import below, escaped, written_date
from corpus.documents import Document, Removal


def source_html(document: Document, start: int, end: int, note: str = "") -> str:
    """Render a whole document, the characters from ``start`` to ``end`` marked, under a ``note``.

    From 0 to 0 is none of them: the document from its beginning.

    The marks together hold those characters, but for white space between blocks and what
    stands between the cells of a table row.

    Raises:
        ValueError: when the offsets do not name characters of the document's text.
    """
    check_offsets(document, start, end)
    meta = document.meta
    quote = escaped(document.text[start:end])
    return (
        f'<article lang="{escaped(meta.language)}" data-reference="{_reference(document, start)}"'
        f' data-quote="{quote}"{_citations(document, start)}>'
        f'<header><h2 dir="auto">{escaped(meta.title)}</h2>'
        f'<p class="origin" dir="auto">{escaped(" · ".join(_origin(document)))}</p>'
        f'<ol class="trail" aria-label="Place in the document">{_trail(document, start)}</ol>'
        f"{_tools(document, start)}</header>{_noted(note)}"
        f'<div class="text" tabindex="0" role="region" aria-label="Text of the document">'
        f"{body_html(document, start, end)}{_removed(document)}</div></article>"
    )


def check_offsets(document: Document, start: int, end: int) -> None:
    """Refuse offsets that name no characters of a document's text, with a ``ValueError``.

    From 0 to 0 is its beginning, with nothing marked.
    """
    if (start, end) != (0, 0) and not 0 <= start < end <= len(document.text):
        raise ValueError(
            f"Characters {start} to {end} are not in this document, which has"
            f" {len(document.text):,}. It may have changed since; ask the question again."
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


def _citations(document: Document, offset: int) -> str:
    """Render how the place is cited, a style an attribute; BibTeX has several lines."""
    section = document.section_at(offset)
    title = section.path[-1] if section and section.path else ""
    page = document.page_at(offset)
    styles = cited(
        document.meta, document.source, page, title if title != document.meta.title else ""
    )
    return "".join(f' data-{name.lower()}="{html.escape(text)}"' for name, text in styles.items())


def _tools(document: Document, offset: int) -> str:
    """Render the outline to jump in, and the switch to the file where it can be shown."""
    outline, switch = _outline(document), _switch(document, offset)
    return f'<div class="ways">{outline}{switch}</div>' if outline or switch else ""


def _outline(document: Document) -> str:
    titled = [section for section in document.sections if section.path]
    if len(titled) < 2:
        return ""
    entries = (
        f'<li class="depth-{min(len(section.path) - 1, 4)}">'
        f'<a href="#{part_id(section.start)}" dir="auto">{escaped(section.path[-1])}</a>'
        f"{_on_page(document.page_at(section.start))}</li>"
        for section in titled
    )
    return (
        '<details class="outline"><summary>Outline</summary>'
        f'<nav aria-label="Outline"><ol>{"".join(entries)}</ol></nav></details>'
    )


def _on_page(page: int | None) -> str:
    return "" if page is None else f' <span class="on">page {page}</span>'


def _switch(document: Document, offset: int) -> str:
    views = [("text", "Cleaned", "")]
    if any(block.lines for block in document.blocks):
        views.append(("raw", "Raw file", ""))
    if has_pages(document):
        place = f' data-page="{document.page_at(offset)}" data-pages="{document.pages[-1].number}"'
        views.append(("paper", "PDF page", place))
    if len(views) == 1:
        return ""
    buttons = "".join(
        f'<button type="button" data-view="{view}"{more}'
        f' aria-pressed="{"true" if view == "text" else "false"}">{name}</button>'
        for view, name, more in views
    )
    return f'<div class="views" role="group" aria-label="View">{buttons}</div>'


def _removed(document: Document) -> str:
    """Render what was taken out of the text, by the rule that did it."""
    removed = sorted(document.removed, key=lambda removal: removal.rule)
    if not removed:
        return ""
    told = "".join(
        f"<h4>{escaped(rule.capitalize())}</h4><ul>{''.join(map(_removal, group))}</ul>"
        for rule, group in groupby(removed, key=lambda removal: removal.rule)
    )
    count = counted(len(removed), "piece")
    return (
        f'<details class="removed"><summary>What was taken out of the text ({count})</summary>'
        f"{told}</details>"
    )


def _removal(removal: Removal) -> str:
    lines = [str(a) if a == b else f"{a}–{b}" for a, b in removal.lines]
    page = [] if removal.page is None else [f"page {removal.page}"]
    place = ", ".join([*page, *(f"line {line}" for line in lines)])
    where = f'<span class="on">{place}</span> ' if place else ""
    return f'<li dir="auto">{where}{escaped(removal.text)}</li>'
