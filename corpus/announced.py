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

# A title, a blank or a leader of dots, and a page.
_ENTRY = re.compile(
    r"(?P<title>\S(?:.*[^\s.…·])?)(?=[.·]*(?:[\s…]|\.{3}))[\s.…·]+(?P<page>\d{1,4})"
)
_NUMBER = re.compile(
    r"(?:(?:chapter|section|part|kapitel|teil)\s+)?(\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5})[.:]?\s+(?=\S)"
)
_PUNCTUATION = re.compile(r"[\W_]+")
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
        title: its title as ``_parted`` gives it.
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
    pages = _contents(lines)
    places = _places(lines, pages)
    for at in pages:
        if at in made:
            continue
        listed = _paged(lines, at + 1, places)
        paged = len(listed) >= _FEWEST
        listed = listed if paged else _unpaged(lines, at + 1, places)
        if len(listed) < _FEWEST:
            continue
        made[at] = (at + 1, replace(lines[at], level=1))
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
    pages = _contents(lines)
    places = _places(lines, pages)
    heads: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for at in range(pages[0] + 1 if pages else len(lines), len(lines)):
        if own := _paged_entry(lines, at, at + 1):
            heads[own.title, own.page].append(at)
    for at in pages:
        listed = _paged(lines, at + 1, places)
        after = listed[-1].end if listed else len(lines)
        for entry in listed:
            if _stands(entry.title, places, after):
                continue
            for head in heads.get((entry.title, entry.page), ()):
                match = _ENTRY.fullmatch(lines[head].text)
                if match and head >= after:
                    found[head] = lines[head].part(0, match.end("title"))
    return found


def _contents(lines: Sequence[Line]) -> list[int]:
    """List the lines that head a contents page."""
    return [at for at, line in enumerate(lines) if CONTENTS.fullmatch(line.text)]


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
        if listed and _NUMBER.match(text) and not first.marks:
            text = " ".join(text.split())  # the gap behind its number parts no columns
            return replace(first, text=text, edges=(), level=level, listed=True)
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
    if below is None or (both and _stands(both.title, places, at)):
        return False
    return _stands(_parted(lines[at].text)[1], places, at + 1)


def _paged_entry(lines: Sequence[Line], start: int, end: int) -> _Entry | None:
    if end > len(lines) or any(line.gap > 1 for line in lines[start + 1 : end]):
        return None
    text = " ".join(line.text for line in lines[start:end])
    match = _ENTRY.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not any(map(str.isalpha, match["title"])):
        return None
    number, title = _parted(match["title"])
    return _Entry(start, end, title, number, int(match["page"]))


def _unpaged(lines: Sequence[Line], start: int, places: _Places) -> list[_Entry]:
    """Read entries without page numbers: lines that are lines of the body as well."""
    found: list[_Entry] = []
    for at in range(start, len(lines)):
        number, title = _parted(lines[at].text)
        if len(lines[at].text) > _LONGEST or not _stands(title, places, at + 1):
            break
        found.append(_Entry(at, at + 1, title, number))
    return found


def _places(lines: Sequence[Line], pages: Sequence[int]) -> _Places:
    """Find where each text stands that one line, or a few that no gap parts, make up.

    Only what is below the first contents page counts.
    """
    places: _Places = defaultdict(list)
    for at in range(pages[0] + 1 if pages else len(lines), len(lines)):
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


def _stands(title: str, places: _Places, start: int) -> bool:
    """Whether a title is a text of its own at a line from ``start`` on."""
    own = places.get(title)
    return own is not None and own[-1][0] >= start


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
    return match[1] if match else "", " ".join(_PUNCTUATION.sub(" ", rest).casefold().split())
