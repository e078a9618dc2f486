"""Columns of words that only a blank parts: what the header names and the rows have in common.

Everything here is pure. Figures tell the cells beside them apart. Where the header names more
columns than that, one cell of words holds two: phrases that each begin with a capital, a name and
the acronyms or the place after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from corpus.marks import lift
from corpus.table_cells import TWO_WORDS, header_cells, header_ways
from corpus.table_figures import MONTH
from corpus.table_places import PLACE

_NUMBER = r"[~<>≈+−–-]?[€$£¥]?\d[\d.,]*(?:[-–]\d[\d.,]*)?%?[*†‡]{0,2}(?:\s\(\d[\d.,]*\s?%?\))?"
_UNIT = (
    r"(?:%|[kMGT]?Wh?(?:/[a-z]+)?|[kMG]?V|[cmk]?m²?|k?g|t|tonnes?|ha|bn|mn|(?:m|b|tr)illion"
    r"|percent)"
)
_MEASURED = (
    rf"(?:\d{{1,2}}\s)?{MONTH}\s(?:\d{{1,2}},\s)?(?:19|20)\d\d"
    rf"|(?:(?:CNY|RMB|USD|EUR|HKD|JPY|GBP|KRW|US\$)\s)?{_NUMBER}(?:\s{_UNIT}){{0,2}}"
)
_FIGURE = re.compile(rf"{_MEASURED}|[-–—]|(?i:n/?a|n\.a\.)")
_TOKEN = re.compile(rf"(?<!\S)(?:{_MEASURED})(?!\S)|\S+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEVERAL = r"[A-Z][A-Z\d&/-]+(?:(?:,|,? and| &) [A-Z][A-Z\d&/-]+)*"
_ACRONYMS = re.compile(rf"(?<=\s){_SEVERAL}$")
_BODY = re.compile(
    r"(?:agency|authority|body|department|institution|issuer|issued by|issuing (?:agency|body)"
    r"|lead|ministry|organi[sz]ation|responsible)",
    re.IGNORECASE,
)
_LED_BY_ACRONYMS = re.compile(rf"({_SEVERAL}) (?=[A-Z])")
_FEWEST = 3  # rows

Cells = list[str]
Runs = list[tuple[str, str]]


def word_cells(names: Sequence[str], texts: Sequence[str]) -> tuple[Cells, list[Cells]] | None:
    """Cut rows at their figures, and a cell of words in two where the header names two columns.

    Args:
        names: texts of the header, as blank lines part them.
        texts: the rows.

    Returns:
        The heads, and the cells of each row, as many; None where there is no one way to do so.
    """
    rows = [_runs(text) for text in texts]
    if len(rows) < _FEWEST or any(row[0][0] != "w" for row in rows):
        return None
    ways = list(header_ways(" ".join(names).split()))
    if len({tuple(kind for kind, _ in row) for row in rows}) > 1:
        return _ended(ways, rows)
    kinds = [kind for kind, _ in rows[0]]
    cells = [[text for _, text in row] for row in rows]
    for heads in ways if "f" in kinds else ():
        if len(heads) == len(kinds):
            return header_cells(names, len(kinds)) or heads, cells
        places = [at for at, kind in enumerate(kinds) if kind == "w"]
        parted = [found for at in places if (found := _parted(cells, at, heads))]
        if len(parted) == 1:
            return heads, parted[0]
    if kinds.count("w") == 1 and len(kinds) > 2:
        return _together(ways[0], cells)
    return None


def body_cells(names: Sequence[str], rows: Sequence[Cells]) -> tuple[Cells, list[Cells]] | None:
    """Cut the last cell of each row where one of its lines begins with the acronym of a body.

    Args:
        names: texts of the header, which names a column of bodies.
        rows: their cells, whose lines newlines part.

    Returns:
        The heads, and the cells of each row, as many; None where there is no one way to do so.
    """
    words = " ".join(names).split()
    places = [(a, b) for a in range(1, len(words)) for b in (a + 1, a + 2) if _is_body(words[a:b])]
    found = [parted for row in rows if (parted := _led(row))]
    if len(places) != 1 or len(rows) < _FEWEST or len(found) < len(rows):
        return None
    first, last = places[0]
    before, after = next(header_ways(words[:first])), words[last:]
    counts = {len(row) for row in found}
    if counts != {len(before) + 2} or not after:
        return None
    return [*before, " ".join(words[first:last]), " ".join(after)], found


def _is_body(words: Sequence[str]) -> bool:
    return _BODY.fullmatch(" ".join(words)) is not None


def _led(row: Cells) -> Cells | None:
    """Part the last cell of a row at its only line that begins with acronyms, and these from it."""
    lines = row[-1].split("\n")
    led = [(at, match) for at, own in enumerate(lines) if (match := _LED_BY_ACRONYMS.match(own))]
    if len(led) != 1 or not led[0][0]:
        return None
    at, match = led[0]
    rest = "\n".join([lines[at][match.end() :], *lines[at + 1 :]])
    return [*row[:-1], "\n".join(lines[:at]), match[1], rest]


def _together(heads: Cells, rows: list[Cells]) -> tuple[Cells, list[Cells]] | None:
    """Leave several columns of words as one, under all of their heads."""
    more = len(heads) - len(rows[0]) + 1
    if more < 2:
        return None
    return [" ".join(heads[:more]), *heads[more:]], rows


def _ended(ways: Sequence[Cells], rows: Sequence[Runs]) -> tuple[Cells, list[Cells]] | None:
    """Cut rows, whose labels may hold figures, at as many figures as all of them end with."""
    counts = [len(list(takewhile(lambda run: run[0] == "f", reversed(row)))) for row in rows]
    figures = min(counts)
    heads = next((way for way in ways if len(way) == figures + 1 > 2), None)
    if heads is None or any(len(row) == count for row, count in zip(rows, counts, strict=True)):
        return None
    texts = [[text for _, text in row] for row in rows]
    return heads, [[" ".join(row[:-figures]), *row[-figures:]] for row in texts]


def _runs(text: str) -> Runs:
    """Give the figures (f) of a row, and the words (w) between them as one text each."""
    found: list[tuple[str, int, int]] = []
    for match in _TOKEN.finditer(text):
        word = lift(match[0])[0]
        dated = _YEAR.fullmatch(word) and text[: match.start()].rstrip().endswith(",")
        figure = _FIGURE.fullmatch(word) and not dated
        if not figure and found and found[-1][0] == "w":
            found[-1] = ("w", found[-1][1], match.end())
        else:
            found.append(("f" if figure else "w", match.start(), match.end()))
    return [(kind, text[start:end]) for kind, start, end in found]


def _parted(rows: Sequence[Cells], at: int, heads: Sequence[str]) -> list[Cells] | None:
    """Part one cell of each row in so many that the row has as many as there are heads."""
    more = len(heads) - len(rows[0]) + 1
    if more < 2:
        return None
    ways: list[Callable[[str], Cells]] = [_cased]
    if more == 2:
        ways += [_before_acronyms, *([_placed] if PLACE.fullmatch(heads[at + 1]) else [])]
    for way in ways:
        found = [way(row[at]) for row in rows]
        even = all(len(cells) == more for cells in found)
        if even and (way is not _cased or _are_phrases(found)):
            return [[*row[:at], *own, *row[at + 1 :]] for row, own in zip(rows, found, strict=True)]
    return None


def _cased(text: str) -> Cells:
    """Part phrases that each begin with a capital: "Crop safety certificates Field subsidies"."""
    return next(header_ways(text.split()))


def _are_phrases(rows: Sequence[Cells]) -> bool:
    """Whether what parts cells is more than the capitals of a name: no capital ends a phrase."""
    before = [[cell.split()[-1] for cell in row[:-1]] for row in rows]
    return all(
        2 * sum(map(_ends_phrase, column)) >= len(rows) for column in zip(*before, strict=True)
    )


def _ends_phrase(word: str) -> bool:
    return word[0].islower() or word[0] == "(" or word.isupper()


def _before_acronyms(text: str) -> Cells:
    """Part a name from the acronyms after it."""
    found = _ACRONYMS.search(text)
    return [text[: found.start()].strip(), found[0]] if found else [text]


def _placed(text: str) -> Cells:
    """Part a name from the place after it: one word, or a place of two."""
    words = text.split()
    count = 2 if TWO_WORDS.fullmatch(" ".join(words[-2:])) else 1
    name, place = words[:-count], words[-count:]
    return [" ".join(name), " ".join(place)] if name and place[0][0].isupper() else [text]
