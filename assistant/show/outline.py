"""A document's outline: its sections, each with a line for what it holds; pure."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.documents import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.documents import Document
    from corpus.structure import Structure

_TOLD = 90  # characters of a sentence that an outline shows
Held = tuple[str, str]  # what it is ("list", "table"), and which


@dataclass(frozen=True, slots=True)
class Branch:
    """A section in the outline.

    Attributes:
        title: its heading; empty for text before any.
        depth: sections around it.
        start: offset of its heading.
        page: page that it starts on; None without pages.
        holds: what stands in it and in none of its sub-sections, in order.
    """

    title: str
    depth: int
    start: int
    page: int | None
    holds: tuple[Held, ...]


def branches(document: Document, seen: Structure) -> list[Branch]:
    """Make the outline of a document."""
    starts = [section.start for section in document.sections]
    held: dict[int, list[tuple[int, Held]]] = {}
    for offset, told in _held(document, seen):
        at = bisect_right(starts, offset) - 1
        held.setdefault(at, []).append((offset, told))
    found: list[Branch] = []
    for at, section in enumerate(document.sections):
        title = section.path[-1] if section.path else ""
        own = tuple(told for _, told in sorted(held.get(at, ())))
        page = document.page_at(section.start)
        found.append(Branch(title, len(section.path) - 1, section.start, page, own))
    return found


def _held(document: Document, seen: Structure) -> Iterator[tuple[int, Held]]:
    yield from _fields(seen)
    yield from _dated(seen)
    for own in seen.lists:
        lead = document.text[own.lead.start : own.lead.end] if own.lead else ""
        dated = {entry.span.start for entry in seen.entries}
        if not all(item.span.start in dated for item in own.items):
            count = f"{len(own.items)} item{'s' if len(own.items) > 1 else ''}"
            yield own.span.start, ("list", f"{_tail(lead)} ({count})" if lead else count)
    for exhibit in seen.exhibits:
        rows = [document.blocks[at] for at in exhibit.blocks]
        title = document.text[exhibit.title.start : exhibit.title.end] if exhibit.title else ""
        named = ": ".join(filter(None, (exhibit.label, title))) or "without a caption"
        body = sum(row.kind is BlockKind.ROW for row in rows)
        size = f" ({body} row{'' if body == 1 else 's'})" if exhibit.kind == "table" else ""
        start = exhibit.caption.start if exhibit.caption else rows[0].start
        yield start, (str(exhibit.kind), _head(named) + size)


def _fields(seen: Structure) -> Iterator[tuple[int, Held]]:
    labels: dict[int | None, list[str]] = {}
    first: dict[int | None, int] = {}
    for own in seen.fields:
        key = own.section.start if own.section else None
        labels.setdefault(key, []).append(own.name)
        first.setdefault(key, own.label.start)
    for key, names in labels.items():
        yield first[key], ("fields", " · ".join(names))


def _dated(seen: Structure) -> Iterator[tuple[int, Held]]:
    groups: dict[int | None, list[int]] = {}
    for number, own in enumerate(seen.entries):
        groups.setdefault(own.section.start if own.section else None, []).append(number)
    for numbers in groups.values():
        dates = sorted(seen.entries[number].date for number in numbers)
        span = dates[0] if dates[0] == dates[-1] else f"{dates[0]} to {dates[-1]}"
        told = f"{len(dates)} item{'s' * (len(dates) > 1)}, {span}"
        yield seen.entries[numbers[0]].span.start, ("dated", told)


def _head(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _TOLD else words[:_TOLD].rsplit(" ", 1)[0] + " …"


def _tail(text: str) -> str:
    """Keep the end of a sentence, which is what leads in to a list."""
    words = " ".join(text.split())
    return words if len(words) <= _TOLD else "… " + words[-_TOLD:].split(" ", 1)[-1]
