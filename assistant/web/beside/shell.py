"""What all pages beside the chat are set in; every value of a document is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from assistant.web.text import escaped
from corpus.documents import Span

if TYPE_CHECKING:
    from assistant.web.beside.added import AddedPage

PAGES = (("./", "Chat"), ("facts", "Facts"), ("compare", "Compare"))


def page_html(title: str, body: str, more: Sequence[AddedPage] = (), up: str = "") -> str:
    """Set the body of a page under the masthead, with the way to the others.

    Args:
        title: of the page.
        body: as HTML.
        more: pages that other packages add, as far as they are open to who asks.
        up: what leads from its address to the folder of the pages: "" or "../".
    """
    pages = (*PAGES, *((page.way, page.title) for page in more))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escaped(title)} – Briefings</title>"
        f"<style>{_style()}</style></head>"
        f"<body>{masthead_html(title, pages, up)}<main>{body}</main></body></html>"
    )


def masthead_html(title: str, pages: Iterable[tuple[str, str]], up: str = "") -> str:
    """Draw the masthead of the page ``title``, with the ways to ``pages``; see ``page_html``."""
    ways = "".join(
        f'<a href="{escaped(up + way)}"{" aria-current=page" if name == title else ""}>{name}</a>'
        for way, name in pages
    )
    return (
        f'<header class="masthead"><h1>Briefings</h1><nav aria-label="Pages">{ways}</nav></header>'
    )


@cache
def _style() -> str:
    return Path(__file__).with_name("pages.css").read_text(encoding="utf-8")


def notice_html(text: str) -> str:
    """Say in one line why there is nothing to see."""
    return f'<p class="notice" role="status">{escaped(text)}</p>'


def field_html(name: str, label: str, value: str, kind: str = "text", hint: str = "") -> str:
    """Draw a field of a form with its label."""
    return (
        f'<label>{escaped(label)}<input name="{name}" type="{kind}" value="{escaped(value)}"'
        f' placeholder="{escaped(hint)}"></label>'
    )


def choice_html(name: str, label: str, value: str, choices: Iterable[tuple[str, str]]) -> str:
    """Draw a choice of a form: each by its value and what it is called."""
    options = "".join(
        f'<option value="{escaped(own)}"{" selected" if own == value else ""}>{escaped(said)}'
        "</option>"
        for own, said in choices
    )
    return f'<label>{escaped(label)}<select name="{name}">{options}</select></label>'


def form_html(action: str, button: str, fields: Sequence[str]) -> str:
    """Draw a form that asks for a page by its fields."""
    return (
        f'<form class="filter" method="get" action="{escaped(action)}">{"".join(fields)}'
        f"<button>{escaped(button)}</button></form>"
    )


def document_href(span: Span) -> str:
    """Name the page that shows a document with characters of it marked."""
    where = urlencode({"start": span.start, "end": span.end})
    return f"document/{quote(span.doc_id, safe='')}?{where}#cited"


def table_html(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Draw a table of cells that are HTML already."""
    head = "".join(f'<th scope="col">{escaped(each)}</th>' for each in heads)
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    return (
        f'<div class="table" tabindex="0" role="region" aria-label="{escaped(name)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
