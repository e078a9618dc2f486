"""The lines at both ends of a document, and the dates that they give; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from corpus import dates
from corpus.dates import next_date
from corpus.documents import BlockKind

Line: TypeAlias = tuple[BlockKind, str]

LINE = 160  # characters of a line of the masthead at most
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?P<before>[^\d©]*?)[\s,]*"
    r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)[\s,]*(?:by )?(?P<after>[^.;|]*)",
    re.IGNORECASE,
)
_TOP = 40  # blocks from either end in which imprints stand
_LAST = 12  # blocks at the end in which a date of issue stands with its label
_PROSE = 300  # characters; a block as long as this is body text, and ends the masthead
_POLICY = re.compile(r"(?:policy(?: name)?|issuing body|issued by|发文机关)\s*[:：]", re.IGNORECASE)
_ISSUED_LABEL = re.compile(
    r"(?:date of (?:issue|publication)|issue date|issued(?: on)?|publication date|"
    r"published(?: on| in)?|release date|released(?: on)?|erschienen|veröffentlicht(?: am)?|"
    r"stand|publié(?: le)?|发布日期|发布时间|出版日期|日期|date|datum|fecha)"
    r"(?:\b|(?<=[期间]))\s*[:：]?\s*",
    re.IGNORECASE,
)
_SURE_LABEL = re.compile(r"issue|publi|release|erschien|veröff|发布|出版", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:issued|published|released)(?: by [^.;|·]{3,80} (?:on|in)| on| in|:)? ", re.IGNORECASE
)
PERIOD_LABEL = re.compile(
    r"\b(?:reporting |report |review )?period(?: covered| under review)?\s*[:：]\s*(?:from )?|"
    r"\bcover(?:s|ing|ed)(?: the)?(?: period| months?)?(?: from| of)?\s*[:：]?\s+|"
    r"\bberichtszeitraum\s*[:：]?\s*|(?:报告期|报告期间|统计时间)\s*[:：]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a document tells of itself outside its body.

    Attributes:
        lines: those above the body.
        ends: those of both ends of the document, where an imprint may stand.
    """

    lines: tuple[Line, ...]
    ends: tuple[Line, ...]


def masthead(lines: Sequence[Line]) -> Masthead:
    """Set the masthead and the imprint of a document apart from its body."""
    return Masthead(tuple(_top(lines)), tuple([*lines[:_TOP], *lines[_TOP:][-_TOP:]]))


def _top(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines down to the first body text, or to the heading after the title's."""
    titled = False
    previous = None
    for kind, line in lines[:_TOP]:
        heading = kind is BlockKind.HEADING
        if len(line) > _PROSE or (heading and titled and previous is not BlockKind.HEADING):
            return
        titled, previous = titled or heading, kind
        yield kind, line


def issued(mast: Masthead, hints: Mapping[str, str], title: str | None) -> str | None:
    """Find the date of issue as ISO 8601 at the precision given; None where none is printed."""
    hinted = date_in(hints.get("issued", ""))
    if hinted:
        return hinted
    imprint = [line for kind, line in mast.ends if kind is not BlockKind.FOOTNOTE]
    labelled = (_labelled_date(line, sure=True) for line in imprint[-_LAST:])
    policy = any(_POLICY.match(line) for _, line in mast.lines)
    above = (_mast_date(kind, line, policy) for kind, line in mast.lines if line != title)
    said = () if policy else (_said_date(line) for _, line in mast.lines)
    candidates = [*above, *said, *labelled, date_in(title or "", month=True)]
    dated = [date for date in candidates if date]
    # "April 2022" over "Issued on 29 April 2022" is the same date, told less fully.
    found = max((d for d in dated if d.startswith(dated[0])), key=len) if dated else None
    rights = (RIGHTS.search(line) for line in imprint if len(line) <= _PROSE)
    return found or next((date_in(right[0]) for right in rights if right), None)


def date_in(text: str, month: bool = False) -> str | None:
    """Find the first date with a year; with ``month``, a bare year is not enough."""
    position = 0
    while found := next_date(text, position):
        if found.date.year and (found.date.month or not month):
            return found.date.iso()
        position = found.end
    return None


def _labelled_date(line: str, sure: bool) -> str | None:
    """Read "Issued: 2 March 2021"; with ``sure``, a plain "Date:" is not enough.

    In the body, "Date:" is as a rule the date of the policy that is reported on.
    """
    label = _ISSUED_LABEL.match(line)
    if not label or len(line) > LINE or (sure and not _SURE_LABEL.match(label[0])):
        return None
    found = next_date(line, label.end())
    return found.date.iso() if found and found.start - label.end() < 12 else None


def _mast_date(kind: BlockKind, line: str, policy: bool) -> str | None:
    """Read the date of a line that consists of little else.

    With ``policy``, the lines are about one policy, and "Date:" is that policy's.
    """
    if kind in (BlockKind.FOOTNOTE, BlockKind.ROW) or len(line) > LINE:
        return None
    if kind is BlockKind.ITEM:  # markdown takes "2. März 2021" for the second item of a list
        return date_in(line, month=True) if not without_date(line) else None
    labelled = _labelled_date(line, sure=policy)
    if labelled or _ISSUED_LABEL.match(line):
        return labelled
    label = PERIOD_LABEL.search(line)
    if label:
        line = line[: label.start()] + _after_period(line[label.end() :])
    alone = re.fullmatch(r"\W*((?:19|20)\d\d)\W*", line)
    if alone:
        return alone[1]
    if line.rstrip().endswith((".", "。")) or len(without_date(line).split()) > 8:
        return None
    return date_in(line, month=True) if kind is not BlockKind.HEADING else None


def _said_date(line: str) -> str | None:
    """Read "Issue 9 · Published 4 July 2022" and "Issued by the institute on 4 July 2022"."""
    for said in _SAID.finditer(line) if len(line) <= LINE else ():
        found = next_date(line, said.end())
        if found and found.start == said.end() and found.date.year:
            return found.date.iso()
    return None


def _after_period(text: str) -> str:
    """Give what follows the part that the period stands in."""
    parts = re.split(r"[|·•‧)）;。]", text, maxsplit=1)
    return f" | {parts[1]}" if len(parts) > 1 else ""


def without_date(line: str) -> str:
    """Give a line without its first full date."""
    position = 0
    while found := next_date(line, position):
        if found.date.year:
            return f"{line[: found.start]} {line[found.end :]}".strip(" ,|·•")
        position = found.end
    return line


def period(mast: Masthead, hints: Mapping[str, str], issued: str | None) -> tuple[str, str] | None:
    """Find the first and last day reported on; None where the masthead names no period."""
    hinted = dates.period(hints.get("period", "").strip(), issued)
    if hinted:
        return hinted
    for _, line in mast.lines:
        for label in PERIOD_LABEL.finditer(line):
            found = dates.period(line[label.end() :], issued)
            if found:
                return found
    return None
