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
        page: the page that it gives; 0 where it gives none.
    """

    start: int
    end: int
    title: str
    number: str
    page: int = 0


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
        listed = _paged(lines, at + 1, places)
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


def with_lone_heads(lines: Sequence[Line]) -> list[Line]:
    """Make headings of the running heads over sections that the contents page alone names.

    Args:
        lines: a document's lines, running heads among them.

    Returns:
        The lines; a head "TITLE 3" without its number, where the contents page gives that title
        the page 3 and no line of the body repeats it.
    """
    found = list(lines)
    for at, line in enumerate(lines):
        if not CONTENTS.fullmatch(line.text):
            continue
        places = _places(lines, at + 1)
        listed = _paged(lines, at + 1, places)
        after = listed[-1].end if listed else len(lines)
        for entry in listed:
            if any(own[0] >= after for own in places.get(entry.title, ())):
                continue
            for head in range(after, len(lines)):
                match = _ENTRY.fullmatch(lines[head].text)
                own = _paged_entry(lines, head, head + 1) if match else None
                if match and own and (own.title, own.page) == (entry.title, entry.page):
                    found[head] = lines[head].part(0, match.end("title"))
    return found


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


def _paged(lines: Sequence[Line], start: int, places: _Places) -> list[_Entry]:
    """Read entries with page numbers, which do not fall; one may take two lines.

    The name of a group of entries may have none, where it is a line of the body as well.
    """
    found: list[_Entry] = []
    at, page = start, 0
    while at < len(lines):
        if _is_group(lines, at, places):
            number, title = _parted(lines[at].text)
            found.append(_Entry(at, at + 1, title, number))
            at += 1
        entry = next(
            (entry for count in (1, 2) if (entry := _paged_entry(lines, at, at + count))), None
        )
        if entry is None or entry.page < page:
            break
        page = entry.page
        found.append(entry)
        at = entry.end
    return found


def _is_group(lines: Sequence[Line], at: int, places: _Places) -> bool:
    """Whether a line without a page number stands above an entry, and again in the body."""
    if at + 1 >= len(lines) or _paged_entry(lines, at, at + 1):
        return False
    both, below = _paged_entry(lines, at, at + 2), _paged_entry(lines, at + 1, at + 2)
    again = any(own[0] > at for own in places.get(_parted(lines[at].text)[1], ()))
    return again and below is not None and not (both and both.title in places)


def _paged_entry(lines: Sequence[Line], start: int, end: int) -> _Entry | None:
    if end > len(lines) or any(line.gap > 1 for line in lines[start + 1 : end]):
        return None
    text = " ".join(line.text for line in lines[start:end])
    match = _ENTRY.fullmatch(text)
    if match is None or len(text) > _LONGEST or not any(map(str.isalpha, match["title"])):
        return None
    number, title = _parted(match["title"])
    return _Entry(start, end, title, number, int(match["page"]))


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
    depths = _depths(lines, listed)
    group: tuple[int, bool] | None = None  # depth of an entry without a page, and its capitals
    for entry, depth in zip(listed, depths, strict=True):
        for start, end, number in places.get(entry.title, ()):
            alike = number == entry.number or not (paged and number)
            if start >= after and alike and len(entry.title) >= _SHORTEST:
                capitals = lines[start].text.isupper()
                if paged and not entry.page:
                    group = depth, capitals
                elif group and not (group[1] and capitals):
                    depth = max(depth, group[0] + 1)
                dotted = (number or entry.number).count(".")
                yield start, end, dotted + 1 if dotted else depth
                after = end
                break


def _depths(lines: Sequence[Line], listed: Sequence[_Entry]) -> list[int]:
    """Tell how deep entries are by the blanks before them: 1 where all begin alike."""
    indents = [lines[entry.start].indent for entry in listed]
    steps = sorted(set(indents))
    even = indents[0] == steps[0] and len(steps) <= _LINES
    numbered = any(entry.number for entry in listed)
    return [steps.index(own) + 1 if even and not numbered else 1 for own in indents]


def _parted(text: str) -> tuple[str, str]:
    """Part a title from its number, and write it for comparing."""
    match = _NUMBER.match(text)
    rest = text[match.end() :] if match else text
    return match[1] if match else "", " ".join(re.sub(r"[\W_]+", " ", rest).casefold().split())
