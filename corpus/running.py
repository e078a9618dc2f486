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
from corpus.edges import BARE, BODY, PAGES, ROMAN, SHORT, edges, plain
from corpus.pagenumbers import is_lone, page_feet, page_lines

_BREAK = 2  # blank lines, at least, that a lost page break leaves
_APART = 10  # lines between the heads of two pages, at least
_BRIEF = 3  # lines of a page, at least, where several words recur on three
_ALIKE = str.maketrans("lio", "110")  # what a scanner takes for a digit
_AT_ONCE = 10  # lone lines, at most, where a page ends
_NOTE = re.compile(r"\d{1,3} +\S")
_FOOT = 6  # lines from a running foot to its page number, with notes between
_NUMBERED = re.compile(r"^(?:(\d{1,3})\s+(\D+)|(.*\D)\s+(\d{1,3}))$")
_WIDE = re.compile(r"\s{8,}")  # between a head and its page


def drop_running(lines: Sequence[Line]) -> tuple[list[Line], list[Removal]]:
    """Take out running heads, running feet and page numbers.

    Args:
        lines: the document's lines; those of a paged document know their pages.

    Returns:
        The other lines, and what was taken out. A line that follows it keeps a gap above.
    """
    if any(line.page is not None for line in lines):
        drop = edges(lines)
    else:
        drop = _clusters(lines) | _capitals(lines) | _numbers(lines) | _paired(lines)
        drop |= page_lines(lines)
        drop |= page_feet(lines, drop)
        drop |= _beside_heads(lines, drop)
    return list(_without(lines, drop)), [_removal(lines[index]) for index in sorted(drop)]


def _removal(line: Line) -> Removal:
    number = BARE.match(line.text) or ROMAN.fullmatch(line.text)
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
    return noted and any(at in drop and BARE.match(lines[at].text) for at in below)


def _clusters(lines: Sequence[Line]) -> set[int]:
    """Find short lone lines that stand by a page number and recur: "Report / May / 9"."""
    lone = [
        len(line.text) <= SHORT and not BODY.match(line.text) and is_lone(lines, index)
        for index, line in enumerate(lines)
    ]
    lone = _without_runs(lines, lone)
    beside = {
        index: [i for i in _around(lone, index) if any(map(str.isalpha, lines[i].text))]
        for index, line in enumerate(lines)
        if lone[index] and BARE.match(line.text)
    }
    keys = Counter(plain(lines[i].text) for i in {i for near in beside.values() for i in near})
    heads = {key for key, count in keys.items() if count >= 2}
    drop: set[int] = set()
    for index, near in beside.items():
        own = {i for i in near if plain(lines[i].text) in heads}
        drop |= own | {index} if own else set()
    # What is left of a head on a page that lost its other parts.
    return drop | {
        i
        for i, line in enumerate(lines)
        if plain(line.text) in heads and i + 1 < len(lines) and lines[i + 1].first
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
    """Find lines that recur to the letter, each beside a number that rises from page to page.

    Letters and digits count as alike that a scanner takes for each other.
    """
    beside: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if re.fullmatch(r"\d{1,3}", line.text) or ROMAN.fullmatch(line.text):
            for at in (index - 1, index + 1):
                if 0 <= at < len(lines) and plain(lines[at].text):
                    beside[_scanned(lines[at].text)].append((at, index))
    drop: set[int] = set()
    for key, every in beside.items():
        pairs = [pair for pair in every if lines[pair[1]].text.isdigit()]
        values = [int(lines[number].text) for _, number in pairs]
        rise = all(one + 1 == other for one, other in pairwise(values))
        least = _BRIEF if len(pairs) >= PAGES and len(key.split()) >= PAGES else _APART
        apart = all(other[0] - one[0] >= least for one, other in pairwise(pairs))
        if len(pairs) > 1 and rise and apart:
            drop.update(i for pair in every for i in pair)
    return drop


def _scanned(text: str) -> str:
    return " ".join(text.casefold().translate(_ALIKE).split())


def _beside_heads(lines: Sequence[Line], drop: Container[int]) -> set[int]:
    """Find second lines of running heads: the same one stands next to what was found on pages."""
    beside: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        above = index > 0 and index - 1 in drop and line.gap == 0
        last = index + 1 == len(lines)
        below = last or (index + 1 in drop and lines[index + 1].gap == 0)
        if index not in drop and (above or below) and len(line.text) <= SHORT:
            beside[line.text].append(index)
    return {index for own in beside.values() if len(own) >= PAGES for index in own}


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
    titled -= _chapters(lines, sorted(titled))
    counts = Counter(plain(lines[index].text) for index in titled)
    drop = set()
    for index in titled:
        line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
        ends = below is None or below.first or below.gap >= _BREAK
        foot = ends and line.gap > 0 and counts[plain(line.text)] > 1
        if line.first or line.gap >= _BREAK or foot:
            drop.add(index)
    return drop | _between(lines, titled - drop, sorted(drop))


def _chapters(lines: Sequence[Line], titled: Sequence[int]) -> set[int]:
    """Find "1 TIDES", "2 PORTS", …: a number before each, from one on, and no title twice."""
    numbered = [index for index in titled if lines[index].text[0].isdigit()]
    names = {plain(lines[index].text) for index in numbered}
    counted = [_page_of(lines[index].text) for index in numbered] == [*range(1, len(numbered) + 1)]
    return set(numbered) if counted and len(names) == len(numbered) > 1 else set()


def _between(lines: Sequence[Line], titled: set[int], drop: Sequence[int]) -> set[int]:
    """Find heads that no break shows: a wide gap before a page between those of the other heads."""
    found = set()
    for index in titled if len(drop) > 1 else ():
        at = bisect(drop, index)
        above = _page_of(lines[drop[at - 1]].text) if at else 0
        below = _page_of(lines[drop[at]].text) if at < len(drop) else above + PAGES
        if _WIDE.search(lines[index].text) and above < _page_of(lines[index].text) < below:
            found.add(index)
    return found


def _page_of(text: str) -> int:
    match = _NUMBERED.match(text)
    return int(match[1] or match[4]) if match else 0


def _is_capitals(text: str) -> bool:
    if len(text) > 2 * SHORT or _NUMBERED.match(text) is None:
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
    return dashed | set(best) if len(best) >= PAGES else dashed


def _value(lines: Sequence[Line], index: int) -> int:
    return int(re.sub(r"\D", "", lines[index].text))
