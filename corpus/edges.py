"""Running heads and page numbers at the edges of pages that are known; pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.clean import Line
from corpus.numerals import roman
from corpus.pagenumbers import TITLES, is_lone, repeats_titles

BARE = re.compile(
    r"^(?:page |p\. ?|seite )?[-–— |]*(\d{1,4})[-–— |]*(?:(?:of|/|von) ?\d{1,4})?$", re.I
)
"""A page number and nothing else."""
ROMAN = re.compile(r"[ivxl]{1,7}", re.I)
BODY = re.compile(r"^(?:source|note|figure|table|box|chart)\b", re.I)
"""What begins so is no running head, however often it recurs."""
PAGES = 3
"""A line that recurs on so many pages is a running head."""
SHORT = 60
"""Characters; a running head is no longer."""
_EDGE = 3  # lines at a page's top and foot that may be running heads
_HEAD = 8  # characters without its numbers at least, of one that recurs only twice
_OF_PAGES = re.compile(r"\b(\d{1,4}) ?(?:of|/|von) ?(\d{1,4})$", re.I)
# What browsers print over a page: "11/23/26, 9:54 AM  Title".
_PRINTED = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?\b", re.I)
_NUMBERS = 4  # of a line that may be the page's


def plain(text: str) -> str:
    """Write a line without its numbers and case, to compare it."""
    return " ".join(re.sub(r"\d+", " ", text).casefold().split())


def edges(lines: Sequence[Line]) -> set[int]:
    """Find lines at page edges that recur, and page numbers that count with the pages."""
    pages: defaultdict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page or 0].append(index)
    ends = {page: (own[:_EDGE], own[-_EDGE:][::-1]) for page, own in pages.items()}
    outer = {page: {*top, *foot} for page, (top, foot) in ends.items()}
    keys = Counter(
        key
        for page, own in outer.items()
        for key in {k for i in own for k in _keys(lines[i], page)}
    )
    shift = _page_shift(lines, outer)
    titles = [plain(line.text) for line in lines[:TITLES] if line.page == lines[0].page]
    sided = _sided(lines, pages)
    drop: set[int] = set()
    for page, sides in ends.items():
        for side in sides:
            for index in side:  # from the edge inwards
                line = lines[index]
                named = page != lines[0].page and line.margin
                named = named and repeats_titles(plain(line.text), titles)
                named = named or index in sided
                if not named and not _is_running(line, page, shift, keys, len(pages)):
                    break
                drop.add(index)
    return drop


def _sided(lines: Sequence[Line], pages: Mapping[int, Sequence[int]]) -> set[int]:
    """Find lone lines that open, or end, two right-hand pages and no left-hand ones, or so."""
    found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for own in pages.values():
        for end, numbered in ((0, own), (-1, own[::-1])):
            at = next((i for i in numbered[:_EDGE] if not BARE.match(lines[i].text)), None)
            if at is not None and is_lone(lines, at) and _is_head(lines[at].text):
                found[lines[at].text, end].append(at)
    return {
        at
        for own in found.values()
        if len(own) > 1 and len({(lines[at].page or 0) % 2 for at in own}) == 1
        for at in own
    }


def _is_head(text: str) -> bool:
    return len(plain(text)) >= _HEAD and len(text) <= SHORT and not BODY.match(text)


def _is_running(line: Line, page: int, shift: int | None, keys: Counter[str], pages: int) -> bool:
    bare = BARE.match(line.text)
    if bare:
        return int(bare.group(1)) - page == (shift or 0)
    if line.margin and (_PRINTED.search(line.text) or _of_pages(line.text, page, pages)):
        return True
    numbered = pages <= 4 and re.search(r"\d", line.text) is not None
    enough = 2 if numbered or line.margin else PAGES
    recurs = any(keys[key] >= enough for key in _keys(line, page))
    return recurs and bool(plain(line.text)) and not BODY.match(line.text)


def _keys(line: Line, page: int) -> Iterator[str]:
    """Give the ways in which a line may recur: as it is, or with one number that is the page's."""
    text = " ".join(line.text.casefold().split())
    yield text
    if ROMAN.fullmatch(text):
        yield f"\froman {roman(text) - page}"
    for match in list(re.finditer(r"\d{1,4}", text))[:_NUMBERS]:
        yield f"{text[: match.start()]}\f{int(match[0]) - page}\f{text[match.end() :]}"


def _of_pages(text: str, page: int, pages: int) -> bool:
    """Whether a line ends with its page and the count of pages: "3/12", "Page 3 of 12"."""
    match = _OF_PAGES.search(text)
    return match is not None and (int(match[1]), int(match[2])) == (page, pages)


def _page_shift(lines: Sequence[Line], edge: dict[int, set[int]]) -> int | None:
    """Find what printed page numbers exceed the counted ones by; None where none count on."""
    shifts: Counter[int] = Counter()
    for page, own in edge.items():
        bares = (BARE.match(lines[i].text) for i in own)
        shifts.update({int(bare.group(1)) - page for bare in bares if bare})
    best = max(shifts.items(), key=lambda item: (item[1], -abs(item[0])), default=(0, 0))
    return best[0] if best[1] >= 2 else None
