"""Of what series a document is an issue; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.banners import NUMBERED, is_issue_of
from corpus.documents import BlockKind
from corpus.imprint import KIND, PARTS
from corpus.masthead import (
    LABEL,
    LINE,
    PERIOD_LABEL,
    Hints,
    Masthead,
    headed_date,
    without_date,
    without_months,
)
from corpus.policies import is_title
from corpus.told import Line, Told

_SERIES_SAID = (
    re.compile(rf"\b[Tt]his ((?:[A-Z][\w&-]* ){{1,5}}(?i:{KIND}))\b"),
    re.compile(
        rf"\b[Tt]he ((?:[A-Z][\w&'’-]* ){{1,6}}(?i:{KIND})) (?:is|are) (?:a|an|our|the)?\s?"
        r"(?:bi-?)?(?:daily|weekly|monthly|quarterly|annual|yearly|regular|series|periodical)"
    ),
)
_ISSUE_PART = re.compile(
    r"[\s,:–—|-]*(?:Q[1-4]$|\d{1,4}/\d{1,4}$|\d{1,3}$|(?:no|nr|vol|issue|volume|number)\b\.?\s*\d.*|$)",
    re.I,
)
_ISSUE_OF = re.compile(
    r"(?P<name>[A-Z][^:#]{2,60}?),? (?:#|(?:[Ii]ssue|[Nn]o|[Nn]r|[Vv]ol)\b\.? ?)\d{1,4}"
    r"(?=\s?[:–—|-]|$)"
)
_OF_A_BODY = re.compile(r"\b(?:Order|Decree|Document|Bill|Act)$")  # are numbered too
_NUMBER = re.compile(rf"{NUMBERED.pattern}\W*", re.IGNORECASE)
_ISSUE = re.compile(r"issue\W{0,3}\d{1,4}", re.IGNORECASE)
_HOW_OFTEN = re.compile(r"(?:bi-?)?(?:daily|weekly|monthly|quarterly)", re.IGNORECASE)
_OF_WHEN = re.compile(r"(?<=\w) (?:for|from|in|of|on|to|since|until)(?: the)?$", re.IGNORECASE)
_FEW = 4  # words of the name of a periodical that its number alone tells


def series(
    mast: Masthead,
    hints: Hints,
    title: str | None,
    publisher: str | None,
    heads: Sequence[str] = (),
) -> Told | None:
    """Find the periodical or kind of report that a document is an issue of; None for neither."""
    if hints.get("series"):
        return Told(hints.get("series"), hints.source)
    # A name of one word ("MERICS") is part of the series' own name.
    prefix = f"{publisher} " if publisher and " " in publisher else ""
    found = next(_series(mast, title, heads), None)
    if found is None:
        return None
    line, name, how = found
    name = name.removeprefix(prefix)
    return line.told(name, how) if line else Told(name, how)


def _series(
    mast: Masthead, title: str | None, heads: Sequence[str]
) -> Iterator[tuple[Line | None, str, str]]:
    named = next((line for line in mast.lines if title and title in line.text), None)
    name = _of_title(title or "")
    if name:
        yield named, name, "title"
    if title and _is_numbered(mast, title):
        yield named, title, "title"
    for line, below in zip(mast.lines, mast.lines[1:], strict=False):
        headed = line.kind is BlockKind.HEADING and not (title and title in line.text)
        if headed and is_issue_of(below.text, line.text):
            yield line, line.text, "masthead"
    for line in mast.lines:
        heading = line.kind is BlockKind.HEADING and not LABEL.fullmatch(line.text)
        name = None if heading or line.text == title else _of_line(line.text)
        if name:
            yield _with_initials(name, line, mast, heads)
    yield from _said(mast)
    for head in heads:
        name = _of_line(head)
        if name:
            yield None, name, "running head"


def _is_numbered(mast: Masthead, title: str) -> bool:
    """Tell a title that names a periodical: over a headline, and beside a line "No. 14".

    A line that begins with "Issue 14 | " tells as much without a headline.
    """
    lines = [line for line in mast.lines if not headed_date(line.text)]
    at = next((at for at, line in enumerate(lines) if line.text == title), None)
    if at is None or len(title.split()) > _FEW or lines[at].kind is not BlockKind.HEADING:
        return False
    near = lines[max(0, at - 1) : at + 2]
    below = lines[at + 1 : at + 3]
    headed = any(line.kind is BlockKind.HEADING for line in below)
    if any(_ISSUE.fullmatch(PARTS.split(line.text)[0]) for line in mast.lines):
        return True
    return headed and any(_NUMBER.fullmatch(line.text) for line in near)


def _of_title(title: str) -> str | None:
    """Take "Industry Briefing: China" of "Industry Briefing: China – March 2020"."""
    numbered = _ISSUE_OF.match(title)
    if numbered and not (is_title(numbered["name"]) or _OF_A_BODY.search(numbered["name"])):
        return numbered["name"]
    head = re.split(r"\s[–—|-]\s", without_date(without_months(title)))[0]
    if re.search(rf"\b{KIND}\b", head, re.IGNORECASE):
        about = re.match(rf"(.*?\b{KIND})(?: (?:on|for|from|about)\b.*|,.*)", head, re.IGNORECASE)
        return _ISSUE_PART.sub("", about[1] if about else head).strip(" ,:–—-") or None
    return None


def _with_initials(
    name: str, line: Line, mast: Masthead, heads: Sequence[str]
) -> tuple[Line | None, str, str]:
    """Give "ABC Report" for the "Report 2021/3" that another line calls "ABC Report 2021/3"."""
    if " " not in name and re.search(r"\d", line.text):
        printed = re.compile(rf"\b[A-Z]{{3,8}} (?={re.escape(line.text)}\b)")
        for other in mast.ends:
            if found := printed.search(other.text):
                return other, found[0] + name, "masthead"
        named = next((found for head in heads if (found := printed.search(head))), None)
        if named:
            return None, named[0] + name, "running head"
    return line, name, "masthead"


def _of_line(line: str) -> str | None:
    """Take the part of a masthead line that names a kind of report."""
    if len(line) > LINE or line.endswith((".", "。")):
        return None
    for part in (part for whole in PARTS.split(line) for part in whole.split(", ")):
        part = _ISSUE_PART.sub("", without_date(part)).strip(" ,:–—-")
        if _HOW_OFTEN.fullmatch(part):
            continue
        if _OF_WHEN.search(part):
            part = _OF_WHEN.sub("", part)
            if not part.split()[-1][0].isupper():
                continue  # "Background and outlook for 2024"
        if re.search(rf"\b{KIND}\b", part, re.IGNORECASE) and len(part.split()) <= 8:
            return part if part[:1].isupper() and not PERIOD_LABEL.search(part + ":") else None
    return None


def _said(mast: Masthead) -> Iterator[tuple[Line, str, str]]:
    for line in mast.ends:
        if line.kind is BlockKind.PARAGRAPH:
            for found in (found for said in _SERIES_SAID for found in said.finditer(line.text)):
                yield line, found[1], "what it calls itself"
