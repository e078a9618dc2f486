"""What questions call a document by: words of its title, publisher and series, and its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.dates import dates
from corpus.policies import is_title
from index.acronyms import long_form
from index.keywords import CHINESE, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.documents import Metadata
    from index.ledger import DocumentRecord

_INITIALS = re.compile(r"\b[A-Z]{2,8}\b")


@dataclass(frozen=True, slots=True)
class Card:
    """A document as questions refer to it.

    Attributes:
        id: the document's.
        title: its title.
        words: stems of its title, publisher, series, authors and file name.
        called: stems of what it calls itself: its title, series and file name.
        issued: ISO 8601 at its own precision; empty where it is not known.
        titled: the months or years that its title names, as ISO 8601.
        period: first and last day that it reports on, or None.
        names: publishers and series, as printed.
        authors: persons, as printed.
        in_chinese: its titles in Chinese.
    """

    id: str
    title: str
    words: frozenset[str]
    called: frozenset[str]
    issued: str
    titled: frozenset[str]
    period: tuple[str, str] | None
    names: tuple[str, ...]
    authors: tuple[str, ...] = ()
    in_chinese: tuple[str, ...] = ()


def card(record: DocumentRecord) -> Card:
    """Read what questions call a document by off its record."""
    meta = record.meta
    publishers = [part.strip() for part in (meta.publisher or "").split("|")]
    names = tuple(name for name in (*publishers, meta.series) if name)
    file = re.sub(r"\.\w+$|[\W_]+", " ", record.source.rsplit("/", 1)[-1])
    called = " ".join((meta.title, meta.series or "", file))
    said = " ".join((called, meta.title_original or "", *meta.authors, *names))
    words = stems(said) | {
        word.lower()
        for word in _INITIALS.findall(" ".join((meta.title, *names)))
        if any(long_form(word, name) == name for name in names)
    }
    titled = frozenset(month for month, _, _ in months(meta.title))
    return Card(
        record.id,
        meta.title,
        frozenset(words),
        frozenset(stems(called)),
        meta.issued or "",
        titled,
        meta.period,
        names,
        meta.authors,
        tuple(_in_chinese(meta)),
    )


def _in_chinese(meta: Metadata) -> Iterator[str]:
    """Give the titles in Chinese, but for that of a policy of which a text in English tells."""
    if _is_chinese(meta.title):
        yield meta.title
    other = meta.title_original
    if other and _is_chinese(other) and not is_title(other):
        yield other


def _is_chinese(title: str) -> bool:
    return 2 * len(CHINESE.findall(title)) > len(title)


def months(text: str) -> list[tuple[str, int, int]]:
    """List the dates of a text that have a year, as ISO 8601 months or years, with their place."""
    return [(iso[:7], d.start, d.end) for d in dates(text) if (iso := d.date.iso())]
