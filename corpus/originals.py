"""The title of a document in its other script; pure."""

from __future__ import annotations

import re

from corpus.documents import BlockKind
from corpus.imprint import ORGANISATION
from corpus.masthead import Masthead, find_date
from corpus.titles import EAST_ASIAN, is_title_line
from corpus.told import Line, Told

_BETWEEN = re.compile(r"\s*[/|·–—:：(（\[]\s*|\s+")
_CLOSED = " )）]"
_NEAR = 3  # lines around a title in which its other form stands


def original(mast: Masthead, title: Told | None) -> tuple[Told, Told] | None:
    """Part a title from its form in an East Asian script.

    Returns:
        The title in Latin script and the other one: behind it in brackets, on the same line, or
        on a line beside it; None where the document has its title in one script.
    """
    line = next((line for line in mast.lines if title and title.value in line.text), None)
    if line is None or title is None:
        return None
    halves = _halves(title.value)
    if halves:
        latin, east = halves
        return line.told(latin, title.how), line.told(east, title.how)
    here = mast.lines.index(line)
    for beside in mast.lines[max(0, here - _NEAR) : here + _NEAR]:
        if not is_title_line(beside.text) or beside == line:
            continue
        if _is_east(beside.text) and not _is_east(title.value):
            return title, beside.told(beside.text.strip("（）()"), "title line")
        if _is_east(title.value) and _is_latin_title(beside):
            return beside.told(beside.text, "title line"), title
    return None


def _halves(title: str) -> tuple[str, str] | None:
    """Part "Plan (计划)" and "计划 / Plan" into the Latin and the other half."""
    for gap in _BETWEEN.finditer(title):
        left, right = title[: gap.start()], title[gap.end() :].rstrip(_CLOSED)
        for latin, east in ((left, right), (right, left)):
            begins = re.match(rf"[{EAST_ASIAN}《“]", east)
            ends = re.search(rf"[{EAST_ASIAN}》”\d]$", east)
            if begins and ends and re.search("[A-Za-z]{3}", latin) and not _east(latin):
                return latin, east
    return None


def _east(text: str) -> int:
    """Count the characters of East Asian scripts."""
    return len(re.findall(f"[{EAST_ASIAN}]", text))


def _is_latin_title(line: Line) -> bool:
    """Tell a title in Latin script from the names and dates that stand under a Chinese one."""
    text = line.text
    heading = line.kind is BlockKind.HEADING
    named = not ORGANISATION.search(text) and not find_date(text) and len(text.split()) > 2
    return not _east(text) and (heading or named)


def _is_east(text: str) -> bool:
    east = _east(text)
    named = re.search(r"(?:研究院|研究所|中心|出版社|委员会|大学|协会)$", text)
    return east > 3 and east > 0.5 * len(text) and not named and not find_date(text)
