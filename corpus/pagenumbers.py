"""Page numbers of text without pages: told by the word "page", by their order, by where they stand.

Everything here is pure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from corpus.clean import Line, ends_clause

_APART = 10  # lines between the heads of two pages, at least
_PAGES = 3  # numbers that rise, at least, where nothing else says what they are
_WORD = r"(?:page|p\.|seite|página|第)"
_OF = r"(?:of|/|von|sur|de)"
_PAGE = re.compile(
    rf"[-–—|\s]*{_WORD}\s?(\d{{1,4}})(?:\s?{_OF}\s?(\d{{1,4}}))?\s?页?[-–—|\s]*", re.I
)
_COUNTED = re.compile(rf"[-–—|\s]*(\d{{1,4}})\s?{_OF}\s?(\d{{1,4}})[-–—|\s]*", re.I)
# A head that a wide gap or a bar parts from its page: "Monitor 7/2025    page 2".
_BAR = r"(?: {2,}|\t|\s*[|·]\s*)"
_DASH = r"\s*[,;–—-]*\s+"  # before or after the word "page"
_LAST = re.compile(rf"(?<=\S)(?:{_BAR}|{_DASH}(?=\b{_WORD}))({_WORD}\s?)?(\d{{1,3}})$", re.I)
_FIRST = re.compile(rf"(?:(\d{{1,3}}){_BAR}|({_WORD}\s?)(\d{{1,3}})(?:{_BAR}|{_DASH}))", re.I)
_WORDS = re.compile(r"\w")
_NEAR = 5  # lines below a running head in which its page number stands
_NUMBER = re.compile(r"\d{1,4}")
TITLES = 8  # lines at the document's top that may be its titles
_TITLE = 8  # characters of one at least


def page_lines(lines: Sequence[Line]) -> set[int]:
    """Find the lines that name their page, alone or beside a title: "Page 3 of 12"."""
    return {*_named(lines), *_beside_titles(lines), *_rising(lines), *_repeated(lines)}


def page_feet(lines: Sequence[Line], drop: Container[int]) -> set[int]:
    """Find bare numbers at the end of pages, which rise through the document.

    Args:
        lines: the document's lines.
        drop: the indices of its running heads, which begin pages.
    """
    feet = [
        index
        for index, line in enumerate(lines)
        if _NUMBER.fullmatch(line.text) and _ends_page(lines, index, drop)
    ]
    values = [int(lines[index].text) for index in feet]
    rise = all(one < other for one, other in pairwise(values))
    return set(feet) if len(feet) >= _PAGES and rise else set()


def _ends_page(lines: Sequence[Line], index: int, drop: Container[int]) -> bool:
    below = index + 1
    return below == len(lines) or lines[below].first or below in drop


def _named(lines: Sequence[Line]) -> Iterator[int]:
    """Find lines that are "Page 3 of 12" and no more; without the word, such as count on."""
    counted: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if named := _PAGE.fullmatch(line.text):
            counted[f"page {named[2] or ''}"].append((index, int(named[1])))
        elif bare := _COUNTED.fullmatch(line.text):
            counted[bare[2]].append((index, int(bare[1])))
    for total, found in counted.items():
        rise = all(one[1] < other[1] for one, other in pairwise(found))
        least = 1 if re.fullmatch(r"page \d+", total) else 2 if total.startswith("page") else _PAGES
        last = re.search(r"\d+", total)
        within = last is None or found[-1][1] <= int(last[0])
        if rise and within and len(found) >= least:
            yield from (index for index, _ in found)


def _beside_titles(lines: Sequence[Line]) -> Iterator[int]:
    """Find lines that repeat titles from the document's top beside the word "page"."""
    titles = [_key(line.text) for line in lines[:TITLES]]
    for index, line in enumerate(lines[TITLES:], start=TITLES):
        parts = _parts(line.text)
        named = parts is not None and parts[1] and repeats_titles(_key(parts[0]), titles)
        if named and is_lone(lines, index):
            yield index


def repeats_titles(key: str, titles: Sequence[str]) -> bool:
    """Whether a text is nothing but titles: that of the series, of the document, or both.

    Args:
        key: the text, written as the titles are.
        titles: lines at the document's top.
    """
    left = key
    for title in sorted(titles, key=len, reverse=True):
        left = left.replace(title, " ") if len(title) >= _TITLE else left
    return left != key and not any(map(str.isalpha, left))


def _rising(lines: Sequence[Line]) -> Iterator[int]:
    """Find lone lines that recur but for a number at their edge, which rises."""
    heads: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        parts = _parts(line.text)
        if parts and is_lone(lines, index):
            heads[_key(parts[0])].append((index, parts[2]))
    for found in heads.values():
        steps = list(pairwise(found))
        rise = all(one[1] < other[1] for one, other in steps)
        apart = all(other[0] - one[0] >= _APART for one, other in steps)
        if len(found) >= _PAGES and rise and apart:
            yield from (index for index, _ in found)


def _repeated(lines: Sequence[Line]) -> Iterator[int]:
    """Find lines that recur to the letter, each with a bare number near it, which rises."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        places[line.text].append(index)
    for text, found in places.items():
        apart = all(other - one >= _APART for one, other in pairwise(found))
        if len(found) < _PAGES or not apart or len(text) < _TITLE or ends_clause(text):
            continue
        near = [number for at in found if (number := _near(lines, at)) is not None]
        values = [int(lines[index].text) for index in near]
        least = max(_PAGES, len(found) // 2 + 1)  # some pages print no number
        if len(near) >= least and all(a < b for a, b in pairwise(values)):
            yield from (*found, *near)


def _near(lines: Sequence[Line], at: int) -> int | None:
    """Find the bare number next to a running head: at most a note stands between."""
    places = (at - 1, *range(at + 1, at + _NEAR))
    return next(
        (i for i in places if 0 <= i < len(lines) and _NUMBER.fullmatch(lines[i].text)), None
    )


def _parts(text: str) -> tuple[str, bool, int] | None:
    """Part a line into its words and its page; and tell whether it is called one."""
    last = _LAST.search(text) if text[-1:].isdigit() else None
    if last and _WORDS.search(text, 0, last.start()):
        return text[: last.start()], bool(last[1]), int(last[2])
    first = _FIRST.match(text)
    if first and _WORDS.search(text, first.end()):
        return text[first.end() :], bool(first[2]), int(first[1] or first[3])
    return None


def _key(text: str) -> str:
    return " ".join(re.sub(r"\W+", " ", text).casefold().split())


def is_lone(lines: Sequence[Line], index: int) -> bool:
    """Whether gaps or page ends part a line from those above and below."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    above = lines[index].gap > 0 or lines[index].first
    return above and (below is None or below.gap > 0 or below.first)
