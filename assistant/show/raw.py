"""A file as it is beside what is stored of it: the lines of a text file, the pages of a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.documents import Document


@dataclass(frozen=True, slots=True)
class Facing:
    """A stretch of the file and what became of it.

    Attributes:
        place: number of its first line, or of its page, from 1.
        raw: its lines as they are in the file.
        stored: the blocks that it is stored as; of a block that began above, none.
        fate: why nothing is stored: the rule that took it out, "goes on from line 7", or empty.
    """

    place: int
    raw: tuple[str, ...]
    stored: tuple[str, ...] = ()
    fate: str = ""


def facing_lines(document: Document, raw: str) -> list[Facing]:
    """Set the lines of a text file beside the blocks that they are stored as.

    Lines that no block or removal points to stand beside nothing, blank lines alone not at all.
    """
    lines = raw.split("\n")
    owners = _owners(document, len(lines))
    found: list[Facing] = []
    begun: dict[int, int] = {}  # the line that a block began on
    for owned, run in groupby(range(len(lines)), key=lambda index: owners[index]):
        numbers = list(run)
        if not owned:
            filled = [number for number in numbers if lines[number].strip()]
            if not filled:
                continue
            numbers = list(range(filled[0], filled[-1] + 1))
        shown = tuple(lines[number] for number in numbers)
        place = numbers[0] + 1
        blocks = [at for at in owned if at >= 0]
        stored = [_text(document, at) for at in blocks if at not in begun]
        rules = {document.removed[-1 - at].rule.value: None for at in owned if at < 0}
        fate = ", ".join(rules)
        if blocks and not stored:
            fate = f"goes on from line {begun[blocks[0]]}"
        for at in blocks:
            begun.setdefault(at, place)
        found.append(Facing(place, shown, tuple(stored), fate))
    return found


def _owners(document: Document, count: int) -> list[tuple[int, ...]]:
    """Tell for each line the blocks on it, by index, and the removals, by ``-1 - index``."""
    owners: list[list[int]] = [[] for _ in range(count)]
    parts = [(at, block.lines) for at, block in enumerate(document.blocks)]
    parts += [(-1 - at, removal.lines) for at, removal in enumerate(document.removed)]
    for at, stretches in parts:
        for first, last in stretches:
            for number in range(max(first, 1), min(last, count) + 1):
                owners[number - 1].append(at)
    return [tuple(own) for own in owners]


def facing_pages(document: Document, pages: Sequence[str]) -> Iterator[Facing]:
    """Set the pages of a PDF, as its own text gives them, beside the blocks that begin there."""
    for number, raw in enumerate(pages, start=1):
        stored = [_text(document, i) for i, b in enumerate(document.blocks) if b.page == number]
        rules = {part.rule.value: None for part in document.removed if part.page == number}
        fate = ", ".join(rules)
        yield Facing(number, tuple(raw.splitlines()), tuple(stored), fate)


def _text(document: Document, at: int) -> str:
    block = document.blocks[at]
    return document.text[block.start : block.end]
