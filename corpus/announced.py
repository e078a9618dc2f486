"""Contents pages in lines of text, and the headings that they announce; pure.

A contents page says which lines of the body are headings, also where those are numbered as notes
are, run over two lines or stand right above their text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.clean import Line
from corpus.contents import CONTENTS

_ENTRY = re.compile(
    r"(?P<title>\S.*?)[\s.…·]*(?P<gap>\s{2,}|(?:\. ?){3,}|…+|\t|\s)[\s.…·]*(?P<page>\d{1,4})"
)
_NUMBER = re.compile(
    r"(?:(?:chapter|section|part|kapitel|teil)\s+)?(\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5})[.:]?\s+(?=\S)"
)
_LINES = 3  # of a title at most
_LONGEST = 200  # characters of a title
_FEWEST = 2  # entries of a contents page
_SHORTEST = 3  # letters of a title

_Places = dict[str, list[tuple[int, int, str]]]  # by its title: start, end and number of a heading


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a contents page, or several that hold one title.

    Attributes:
        start: index of its first line.
        end: index after its last line.
        title: its title as ``_key`` gives it.
        number: the number before it; empty where it has none.
    """

    start: int
    end: int
    title: str
    number: str


def with_contents(lines: Sequence[Line]) -> list[Line]:
    """Mark the lines of contents pages, and the headings of the body that these announce.

    Args:
        lines: a document's lines, running heads taken out.

    Returns:
        The lines; those that hold one title as one line. Without a contents page, they are the
        same.
    """
    made: dict[int, tuple[int, Line]] = {}
    for at, line in enumerate(lines):
        if at in made or not CONTENTS.fullmatch(line.text):
            continue
        places = _places(lines, at + 1)
        listed = _paged(lines, at + 1)
        paged = len(listed) >= _FEWEST
        listed = listed if paged else _unpaged(lines, at + 1, places)
        if len(listed) < _FEWEST:
            continue
        made[at] = (at + 1, replace(line, level=1))
        for entry in listed:
            made[entry.start] = (entry.end, _joined(lines, entry.start, entry.end, listed=True))
        for start, end, level in _headings(lines, listed, places, paged=paged):
            made[start] = (end, _joined(lines, start, end, level=level))
    return list(_with(lines, made)) if made else list(lines)


def _with(lines: Sequence[Line], made: dict[int, tuple[int, Line]]) -> Iterator[Line]:
    at = 0
    while at < len(lines):
        end, line = made.get(at, (at + 1, lines[at]))
        yield line
        at = end


def _joined(
    lines: Sequence[Line], start: int, end: int, *, level: int = 0, listed: bool = False
) -> Line:
    first = lines[start]
    text = " ".join(line.text for line in lines[start:end])
    if end == start + 1:
        return replace(first, level=level, listed=listed)
    more = lines[end - 1].end - first.number if first.number else 0
    return replace(first, text=text, more=more, edges=(), level=level, listed=listed)


def _paged(lines: Sequence[Line], start: int) -> list[_Entry]:
    """Read entries with page numbers, which do not fall; one may take two lines."""
    found: list[_Entry] = []
    at, page = start, 0
    while at < len(lines):
        entry = next(
            (entry for count in (1, 2) if (entry := _paged_entry(lines, at, at + count))), None
        )
        if entry is None or entry[1] < page:
            break
        page = entry[1]
        found.append(entry[0])
        at = entry[0].end
    return found


def _paged_entry(lines: Sequence[Line], start: int, end: int) -> tuple[_Entry, int] | None:
    if end > len(lines) or any(line.gap > 1 for line in lines[start + 1 : end]):
        return None
    text = " ".join(line.text for line in lines[start:end])
    match = _ENTRY.fullmatch(text)
    if match is None or len(text) > _LONGEST or not any(map(str.isalpha, match["title"])):
        return None
    number, title = _parted(match["title"])
    return _Entry(start, end, title, number), int(match["page"])


def _unpaged(lines: Sequence[Line], start: int, places: _Places) -> list[_Entry]:
    """Read entries without page numbers: lines that are lines of the body as well."""
    found: list[_Entry] = []
    for at in range(start, len(lines)):
        number, title = _parted(lines[at].text)
        if len(lines[at].text) > _LONGEST or not any(own[0] > at for own in places.get(title, ())):
            break
        found.append(_Entry(at, at + 1, title, number))
    return found


def _places(lines: Sequence[Line], start: int) -> _Places:
    """Find where each text stands that one line, or a few that no gap parts, make up."""
    places: _Places = defaultdict(list)
    for at in range(start, len(lines)):
        text = ""
        for end in range(at + 1, min(at + _LINES, len(lines)) + 1):
            line = lines[end - 1]
            if end > at + 1 and (line.gap > 0 or line.first):
                break
            text = f"{text} {line.text}".strip()
            if len(text) > _LONGEST:
                break
            number, title = _parted(text)
            places[title].append((at, end, number))
    return places


def _headings(
    lines: Sequence[Line],
    listed: Sequence[_Entry],
    places: _Places,
    *,
    paged: bool,
) -> Iterator[tuple[int, int, int]]:
    """Give where the announced headings begin and end, and their levels, in order."""
    after = listed[-1].end
    for entry in listed:
        for start, end, number in places.get(entry.title, ()):
            alike = number == entry.number or not (paged and number)
            if start >= after and alike and len(entry.title) >= _SHORTEST:
                yield start, end, (number or entry.number).count(".") + 1
                after = end
                break


def _parted(text: str) -> tuple[str, str]:
    """Part a title from its number, and write it for comparing."""
    match = _NUMBER.match(text)
    rest = text[match.end() :] if match else text
    return match[1] if match else "", " ".join(re.sub(r"[\W_]+", " ", rest).casefold().split())
