"""Running heads, running feet and page numbers: found by recurrence and taken out.

Everything here is pure.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from corpus.clean import Line, stretches
from corpus.documents import Removal, Rule
from corpus.pagenumbers import TITLES, is_lone, page_feet, page_lines, repeats_titles

_EDGE = 3  # lines at a page's top and foot that may be running heads
_PAGES = 3  # a line that recurs on so many pages is one
_BREAK = 2  # blank lines, at least, that a lost page break leaves
_APART = 10  # lines between the heads of two pages, at least
_AT_ONCE = 10  # lone lines, at most, where a page ends
_NOTE = re.compile(r"\d{1,3} +\S")
_FOOT = 6  # lines from a running foot to its page number, with notes between
_SHORT = 60  # characters; a running head is no longer
_BARE = re.compile(
    r"^(?:page |p\. ?|seite )?[-–— |]*(\d{1,4})[-–— |]*(?:(?:of|/|von) ?\d{1,4})?$", re.I
)
_ROMAN = re.compile(r"[ivxl]{1,7}", re.I)
_LETTERS = {"i": 1, "v": 5, "x": 10, "l": 50}
_NUMBERED = re.compile(r"^(?:(\d{1,3})\s+(\D+)|(.*\D)\s+(\d{1,3}))$")
_WIDE = re.compile(r"\s{8,}")  # between a head and its page
_OF_PAGES = re.compile(r"\b(\d{1,4}) ?(?:of|/|von) ?(\d{1,4})$", re.I)
# What browsers print over a page: "11/23/26, 9:54 AM  Title".
_PRINTED = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?\b", re.I)
_NUMBERS = 4  # of a line that may be the page's
_BODY = re.compile(r"^(?:source|note|figure|table|box|chart)\b", re.I)


def drop_running(lines: Sequence[Line]) -> tuple[list[Line], list[Removal]]:
    """Take out running heads, running feet and page numbers.

    Args:
        lines: the document's lines; those of a paged document know their pages.

    Returns:
        The other lines, and what was taken out. A line that follows it keeps a gap above.
    """
    if any(line.page is not None for line in lines):
        drop = _edges(lines)
    else:
        drop = _clusters(lines) | _capitals(lines) | _numbers(lines) | _paired(lines)
        drop |= page_lines(lines)
        drop |= page_feet(lines, drop)
        drop |= _beside_heads(lines, drop)
    return list(_without(lines, drop)), [_removal(lines[index]) for index in sorted(drop)]


def _removal(line: Line) -> Removal:
    number = _BARE.match(line.text) or _ROMAN.fullmatch(line.text)
    rule = Rule.PAGE_NUMBER if number else Rule.RUNNING_HEAD
    return Removal(rule, line.text, line.page, stretches([line]))


def _without(lines: Sequence[Line], drop: set[int]) -> Iterator[Line]:
    gap, first = 0, False
    for index, line in enumerate(lines):
        if index in drop:
            # A page ends where its head or foot is, but not where notes part these two.
            gap, first = max(gap, line.gap, 1), not _has_notes_below(lines, index, drop)
        else:
            yield line.below(gap, first=first)
            gap, first = 0, False


def _has_notes_below(lines: Sequence[Line], index: int, drop: set[int]) -> bool:
    """Whether notes stand between a running foot and the number of its page."""
    below = range(index + 1, min(index + _FOOT, len(lines)))
    if lines[index].page is not None or not below or index + 1 in drop:
        return False
    noted = _NOTE.match(lines[index + 1].text) is not None
    return noted and any(at in drop and _BARE.match(lines[at].text) for at in below)


def _key(text: str) -> str:
    return " ".join(re.sub(r"\d+", " ", text).casefold().split())


def _edges(lines: Sequence[Line]) -> set[int]:
    """Find lines at page edges that recur, and page numbers that count with the pages."""
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page or 0].append(index)
    edges = {page: (own[:_EDGE], own[-_EDGE:][::-1]) for page, own in pages.items()}
    outer = {page: {*top, *foot} for page, (top, foot) in edges.items()}
    keys = Counter(
        key
        for page, own in outer.items()
        for key in {k for i in own for k in _keys(lines[i], page)}
    )
    shift = _page_shift(lines, outer)
    titles = [_key(line.text) for line in lines[:TITLES] if line.page == lines[0].page]
    drop: set[int] = set()
    for page, sides in edges.items():
        for side in sides:
            for index in side:  # from the edge inwards
                line = lines[index]
                named = page != lines[0].page and line.margin
                named = named and repeats_titles(_key(line.text), titles)
                if not named and not _is_running(line, page, shift, keys, len(pages)):
                    break
                drop.add(index)
    return drop


def _is_running(line: Line, page: int, shift: int | None, keys: Counter[str], pages: int) -> bool:
    bare = _BARE.match(line.text)
    if bare:
        return int(bare.group(1)) - page == (shift or 0)
    if line.margin and (_PRINTED.search(line.text) or _of_pages(line.text, page, pages)):
        return True
    numbered = pages <= 4 and re.search(r"\d", line.text) is not None
    enough = 2 if numbered or line.margin else _PAGES
    recurs = any(keys[key] >= enough for key in _keys(line, page))
    return recurs and bool(_key(line.text)) and not _BODY.match(line.text)


def _keys(line: Line, page: int) -> Iterator[str]:
    """Give the ways in which a line may recur: as it is, or with one number that is the page's."""
    text = " ".join(line.text.casefold().split())
    yield text
    if _ROMAN.fullmatch(text):
        yield f"\froman {_roman(text) - page}"
    for match in list(re.finditer(r"\d{1,4}", text))[:_NUMBERS]:
        yield f"{text[: match.start()]}\f{int(match[0]) - page}\f{text[match.end() :]}"


def _roman(text: str) -> int:
    """Read a Roman number; a smaller letter before a larger one is taken off."""
    values = [_LETTERS[char] for char in text]
    below = [*values[1:], 0]
    return sum(-one if one < other else one for one, other in zip(values, below, strict=True))


def _of_pages(text: str, page: int, pages: int) -> bool:
    """Whether a line ends with its page and the count of pages: "3/12", "Page 3 of 12"."""
    match = _OF_PAGES.search(text)
    return match is not None and (int(match[1]), int(match[2])) == (page, pages)


def _page_shift(lines: Sequence[Line], edge: dict[int, set[int]]) -> int | None:
    """Find what printed page numbers exceed the counted ones by; None where none count on."""
    shifts: Counter[int] = Counter()
    for page, own in edge.items():
        bares = (_BARE.match(lines[i].text) for i in own)
        shifts.update({int(bare.group(1)) - page for bare in bares if bare})
    best = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])), default=(0, 0))
    return best[0] if best[1] >= 2 else None


def _clusters(lines: Sequence[Line]) -> set[int]:
    """Find short lone lines that stand by a page number and recur: "Report / May / 9"."""
    lone = [
        len(line.text) <= _SHORT and not _BODY.match(line.text) and is_lone(lines, index)
        for index, line in enumerate(lines)
    ]
    lone = _without_runs(lines, lone)
    beside = {
        index: [i for i in _around(lone, index) if any(map(str.isalpha, lines[i].text))]
        for index, line in enumerate(lines)
        if lone[index] and _BARE.match(line.text)
    }
    keys = Counter(_key(lines[i].text) for i in {i for near in beside.values() for i in near})
    heads = {key for key, count in keys.items() if count >= 2}
    drop: set[int] = set()
    for index, near in beside.items():
        own = {i for i in near if _key(lines[i].text) in heads}
        drop |= own | {index} if own else set()
    # What is left of a head on a page that lost its other parts.
    return drop | {
        i
        for i, line in enumerate(lines)
        if _key(line.text) in heads and i + 1 < len(lines) and lines[i + 1].first
    }


def _without_runs(lines: Sequence[Line], lone: Sequence[bool]) -> list[bool]:
    """Leave out lone lines that follow each other in number: a table's cells, and no page ends."""
    runs: list[list[int]] = []
    for index, line in enumerate(lines):
        together = lone[index] and runs and lone[runs[-1][-1]] and line.gap < _BREAK
        if together and not line.first:
            runs[-1].append(index)
        else:
            runs.append([index])
    cells = {index for run in runs if len(run) > _AT_ONCE for index in run}
    return [own and index not in cells for index, own in enumerate(lone)]


def _paired(lines: Sequence[Line]) -> set[int]:
    """Find lines that recur to the letter, each beside a number that rises from page to page."""
    beside: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if re.fullmatch(r"\d{1,3}", line.text):
            for at in (index - 1, index + 1):
                if 0 <= at < len(lines) and _key(lines[at].text):
                    beside[lines[at].text].append((at, index))
    drop: set[int] = set()
    for pairs in beside.values():
        values = [int(lines[number].text) for _, number in pairs]
        rise = all(one + 1 == other for one, other in pairwise(values))
        apart = all(other[0] - one[0] >= _APART for one, other in pairwise(pairs))
        if len(pairs) > 1 and rise and apart:
            drop.update(i for pair in pairs for i in pair)
    return drop


def _beside_heads(lines: Sequence[Line], drop: Container[int]) -> set[int]:
    """Find second lines of running heads: the same one stands next to what was found on pages."""
    beside: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        above = index > 0 and index - 1 in drop and line.gap == 0
        below = index + 1 in drop and lines[index + 1].gap == 0
        if index not in drop and (above or below) and len(line.text) <= _SHORT:
            beside[line.text].append(index)
    return {index for own in beside.values() if len(own) >= _PAGES for index in own}


def _around(lone: Sequence[bool], index: int) -> list[int]:
    """List the lone lines next to a line, at most three above and below, without a break."""
    found = []
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lone) and lone[at] and abs(at - index) <= 3:
            found.append(at)
            at += step
    return found


def _capitals(lines: Sequence[Line]) -> set[int]:
    """Find "CHAPTER TITLE 14" and "14 CHAPTER TITLE" where a page break was.

    One under a break is a head; one over a break is a foot only if it recurs.
    """
    titled = {index for index, line in enumerate(lines) if _is_capitals(line.text)}
    counts = Counter(_key(lines[index].text) for index in titled)
    drop = set()
    for index in titled:
        line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
        ends = below is None or below.first or below.gap >= _BREAK
        foot = ends and line.gap > 0 and counts[_key(line.text)] > 1
        if line.first or line.gap >= _BREAK or foot:
            drop.add(index)
    return drop | _between(lines, titled - drop, sorted(drop))


def _between(lines: Sequence[Line], titled: set[int], drop: Sequence[int]) -> set[int]:
    """Find heads that no break shows: a wide gap before a page between those of the other heads."""
    found = set()
    for index in titled if len(drop) > 1 else ():
        at = bisect(drop, index)
        above = _page_of(lines[drop[at - 1]].text) if at else 0
        below = _page_of(lines[drop[at]].text) if at < len(drop) else above + _PAGES
        if _WIDE.search(lines[index].text) and above < _page_of(lines[index].text) < below:
            found.add(index)
    return found


def _page_of(text: str) -> int:
    match = _NUMBERED.match(text)
    return int(match[1] or match[4]) if match else 0


def _is_capitals(text: str) -> bool:
    if len(text) > 2 * _SHORT or _NUMBERED.match(text) is None:
        return False
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def _numbers(lines: Sequence[Line]) -> set[int]:
    """Find lone numbers that rise by one from page to page."""
    chain: list[int] = []
    best: list[int] = []
    for index, line in enumerate(lines):
        if not re.fullmatch(r"[-–— ]*\d{1,3}[-–— ]*", line.text) or not is_lone(lines, index):
            continue
        value = int(re.sub(r"\D", "", line.text))
        if chain and (value != _value(lines, chain[-1]) + 1 or index - chain[-1] < 10):
            best = max(best, chain, key=len)
            chain = []
        chain.append(index)
    best = max(best, chain, key=len)
    dashed = {
        index
        for index, line in enumerate(lines)
        if re.fullmatch(r"[-–—] ?\d{1,3} ?[-–—]", line.text) and is_lone(lines, index)
    }
    return dashed | set(best) if len(best) >= _PAGES else dashed


def _value(lines: Sequence[Line], index: int) -> int:
    return int(re.sub(r"\D", "", lines[index].text))
