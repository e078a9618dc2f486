"""What programs wrote into a file about it, as far as it says something; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_NO_TITLE = re.compile(
    r"untitled.*|(?:word )?document ?\d*|slide \d+|powerpoint presentation|"
    r"microsoft (?:word|powerpoint|excel) ?-.*|.*\.(?:docx?|dotx?|pdf|indd|pptx?|xlsx?|odt|rtf|tex|"
    r"qxd|dvi|x?html?|md|txt)|title|\(?anonymous\)?|unspecified|.*[/\\].*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:.*\b)?user(?:\b.*)?|admin.*|owner|author|unknown|\(?anonymous\)?|microsoft.*|adobe.*|"
    r"python-docx|unspecified",
    re.IGNORECASE,
)
# The author that a file names is a publisher only where it is no person.
_BODY_NAME = re.compile(
    r"\b(?:agency|association|authority|bank|bureau|cent(?:er|re)|commission|committee"
    r"|council|department|directorate|forum|foundation|group|institut[eo]?|ministry|office"
    r"|organi[sz]ation|press|research|school|society|union|university|verlag)\b",
    re.IGNORECASE,
)

_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "article:author", "author")
_META_HINTS = {
    "title": ("citation_title", "dc.title", "dcterms.title", "og:title"),
    "publisher": (
        *("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
        "og:site_name",
    ),
    "issued": (
        *("citation_publication_date", "citation_date", "article:published_time"),
        *("dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "date", "pubdate"),
    ),
    "language": ("dc.language", "dcterms.language", "content-language"),
}


def hints(title: object, author: object, created: str = "", language: str = "") -> dict[str, str]:
    """Make a reader's hints of the properties of a file; see ``Raw.hints``.

    Args:
        title: left out where a program made it up: "untitled", the name of a file.
        author: the publisher where it is an organisation; left out where it is a default.
        created: ISO 8601 day on which the file was made; empty where it is not known.
        language: as the file names it.
    """
    called = " ".join(str(title or "").split())
    named = " ".join(str(author or "").split())
    telling = len(called) > 3 and re.search(r"[^\W\d_]{2}", called)
    found = {
        "title": called if telling and not _NO_TITLE.fullmatch(called) else "",
        "publisher" if _BODY_NAME.search(named) else "authors": (
            "" if _NO_AUTHOR.fullmatch(named) else named
        ),
        "created": created,
        "language": language,
    }
    return {key: value for key, value in found.items() if value}


def page_hints(tree: LexborHTMLParser) -> dict[str, str]:
    """Make hints of a web page's title and meta elements; see ``Raw.hints``."""
    metas: dict[str, str] = {}
    authors: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        found = node.attributes
        name = (found.get("name") or found.get("property") or found.get("http-equiv") or "").lower()
        content = (found.get("content") or "").strip()
        metas.setdefault(name, content)
        if content and "://" not in content:  # an author's profile is no name
            authors.setdefault(name, []).append(content)
    hints = {
        key: next((metas[name] for name in names if metas.get(name)), "")
        for key, names in _META_HINTS.items()
    }
    hints["authors"] = "; ".join(next((authors[name] for name in _AUTHORS if name in authors), []))
    title, html = tree.css_first("head title"), tree.css_first("html")
    hints["title"] = hints["title"] or (title.text().strip() if title else "")
    language = html.attributes.get("lang") if html else None
    hints["language"] = hints["language"] or language or ""
    return {key: value for key, value in hints.items() if value}
