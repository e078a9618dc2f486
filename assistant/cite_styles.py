"""A document cited in the styles of notes, of the APA and of BibTeX; pure."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from assistant.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.documents import Metadata

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ACTING = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def cited(meta: Metadata, source: str, page: int | None, section: str) -> dict[str, str]:
    """Cite a place in a document in every style, by the style's name.

    Args:
        meta: what the document says of itself.
        source: its file.
        page: from 1, or None.
        section: title of the section; empty where there is none.
    """
    return {
        "Plain": one_line(_plain(meta, source, page, section)),
        "APA": one_line(_apa(meta, page, section)),
        "BibTeX": _bibtex(meta, source, page),
    }


def _title(meta: Metadata) -> str:
    return f"{meta.title} ({meta.title_original})" if meta.title_original else meta.title


def _publisher(meta: Metadata) -> str:
    return (meta.publisher or "").replace(" | ", ", ")


def _date(meta: Metadata, month: str, whole: str) -> str:
    """Write the date of issue at its own precision; formats of a month and of a whole day."""
    issued = meta.issued
    if not issued:
        return ""
    day = date.fromisoformat((issued + "-01-01")[:10])
    text = {4: "{day:%Y}", 7: month}.get(len(issued), whole).format(day=day)
    return f"[{text}]" if meta.issued_inferred else text  # as what is not printed is cited


def _plain(meta: Metadata, source: str, page: int | None, section: str) -> str:
    parts = (
        ", ".join(meta.authors),
        f"“{_title(meta)}”",
        meta.series if meta.series != meta.title else "",
        _publisher(meta),
        _date(meta, "{day:%B %Y}", "{day.day} {day:%B %Y}"),
        f"“{section}”" if section else "",
        f"p. {page}" if page is not None else "",
        source,
    )
    return ", ".join(part for part in parts if part) + "."


def _apa(meta: Metadata, page: int | None, section: str) -> str:
    """Cite after https://apastyle.apa.org/style-grammar-guidelines/references."""
    who = _authors(meta.authors) or _publisher(meta)
    day = _date(meta, "{day:%Y, %B}", "{day:%Y, %B} {day.day}")
    when = f"({day or 'n.d.'})."
    place = f"p. {page}" if page is not None else section
    about = ", ".join(filter(None, (meta.series if meta.series != meta.title else "", place)))
    title = f"{_title(meta)} ({about})." if about else f"{_title(meta)}."
    publisher = _publisher(meta) if meta.authors else ""
    parts = (f"{who.rstrip('.')}.", when, title) if who else (title, when)
    return " ".join((*parts, f"{publisher}." if publisher else ""))


def _authors(authors: Sequence[str]) -> str:
    """Write names as APA does: the family name, then initials; Chinese names as they are."""
    names = [_inverted(name) for name in authors]
    return ", & ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _inverted(name: str) -> str:
    *given, family = name.split()
    if not given or (not name.isascii() and not re.search(r"[a-z]", name)):
        return name
    return f"{family}, {' '.join(f'{part[0]}.' for part in given)}"


def _bibtex(meta: Metadata, source: str, page: int | None) -> str:
    fields = "".join(f"  {name} = {{{_tex(value)}}},\n" for name, value in _fields(meta, page))
    number = (meta.issued or "")[5:7]
    month = f"  month = {_MONTHS[int(number) - 1]},\n" if number else ""
    return f"@techreport{{{_key(meta, source)},\n{fields}{month}}}"


def _fields(meta: Metadata, page: int | None) -> Iterator[tuple[str, str]]:
    told = (
        ("author", " and ".join(meta.authors) or _publisher(meta)),
        ("title", _title(meta)),
        ("institution", _publisher(meta)),
        ("type", meta.series or ""),
        ("year", (meta.issued or "")[:4]),
        ("pages", "" if page is None else str(page)),
    )
    return ((name, value) for name, value in told if value)


def _key(meta: Metadata, source: str) -> str:
    """Make a key of the file's name: letters and digits in ASCII."""
    return re.sub(r"[^A-Za-z0-9]+", "-", source.rsplit(".", 1)[0]).strip("-") or "document"


def _tex(text: str) -> str:
    """Escape a text on one line, so that none of it is a command."""
    return "".join(_ACTING.get(sign, sign) for sign in one_line(text))
