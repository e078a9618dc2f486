"""Lists whose bullets and numbers are typed: paragraphs that begin with "• ", "– " or "1) "; pure.

Two in a row are a list. Dashes are one as well where they are no dialogue: below what announces a
list, or where no line ends as a sentence does. Numbers count from the first, without a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.clean import ends_sentence
from corpus.documents import BlockKind, RawBlock

_MARKER = re.compile(
    r"\s*(?P<marker>(?P<bullet>[•●○▪▫■□‣◦►▶✓➢·])|(?P<dash>[-–—])(?=\s)"
    r"|(?P<open>\(?)(?:(?P<number>\d{1,2})|(?P<letter>[a-h]))\)(?=\s))\s*(?=\S)"
)
_FEWEST = 2
_SPOKEN = re.compile(r"[?!？！”\"»’'][\s)]*$")


@dataclass(frozen=True, slots=True)
class _Typed:
    """A text that begins with a marker.

    Attributes:
        marker: the marker.
        form: its kind: its sign, or how a number is written.
        count: the number, or the letter's place in the alphabet; None for a bullet.
        text: what stands behind it.
    """

    marker: str
    form: str
    count: int | None
    text: str


def is_marked(text: str) -> bool:
    """Whether a text begins with a typed bullet, dash or number."""
    return _MARKER.match(text) is not None


def with_items(blocks: Sequence[RawBlock]) -> Iterator[RawBlock]:
    """Make list items of the paragraphs in a row that begin with typed markers."""
    at = 0
    while at < len(blocks):
        run = _run(blocks, at)
        lead = blocks[at - 1].text.rstrip() if at else ""
        items = _items(run, lead.endswith((":", "："))) if len(run) >= _FEWEST else []
        own = blocks[at : at + max(len(run), 1)]
        yield from map(_item, own, items) if items else own
        at += len(own)


def _item(block: RawBlock, told: tuple[_Typed, int]) -> RawBlock:
    typed, level = told
    return replace(block, kind=BlockKind.ITEM, text=typed.text, level=level, marker=typed.marker)


def _typed(block: RawBlock) -> _Typed | None:
    found = _MARKER.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if found is None:
        return None
    number, letter = found["number"], found["letter"]
    count = int(number) if number else ord(letter) - ord("a") + 1 if letter else None
    written = f"{found['open']}{'1' if number else 'a'})"
    form = written if count is not None else found["marker"]
    return _Typed(found["marker"], form, count, block.text[found.end() :])


def _run(blocks: Sequence[RawBlock], start: int) -> list[_Typed]:
    found = (_typed(blocks[at]) for at in range(start, len(blocks)))
    return [typed for typed in takewhile(bool, found) if typed]


def _items(run: Sequence[_Typed], led: bool) -> list[tuple[_Typed, int]]:
    """Give the depth of each item of a run; none where it is no list.

    A marker of another form stands deeper, until one of a form before comes again.
    """
    dashes = [typed.text for typed in run if typed.form in ("-", "–", "—")]
    plain = len(dashes) == len(run)
    if any(map(_SPOKEN.search, dashes)) or (plain and not led and any(map(ends_sentence, dashes))):
        return []
    open_: list[str] = []
    counts: dict[str, int] = {}
    items: list[tuple[_Typed, int]] = []
    for typed in run:
        if typed.form in open_:
            del open_[open_.index(typed.form) + 1 :]
        else:
            open_.append(typed.form)
            counts[typed.form] = 0
        counts[typed.form] += 1
        if typed.count not in (None, counts[typed.form]):
            return []
        items.append((typed, len(open_) - 1))
    first = items[0][0].form
    return items if sum(typed.form == first for typed, _ in items) >= _FEWEST else []
