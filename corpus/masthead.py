"""The lines at both ends of a document, and the dates that they give; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus import periods
from corpus.dates import Found, next_date
from corpus.documents import BlockKind
from corpus.pairs import with_pairs
from corpus.periods import Days
from corpus.told import Line, Told

LINE = 160  # characters of a line of the masthead at most
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?P<before>[^\d©]*?)[\s,]*"
    r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?)[\s,]*(?:by )?(?P<after>[^.;|]*)",
    re.IGNORECASE,
)
_TOP = 40  # blocks from either end in which imprints stand
PROSE = 300  # characters; a block as long as this is body text, and ends the masthead
_DATA = re.compile(
    r"\b(?:data|figures|statistics)(?: (?:is|are))?,? (?:as of|as at|of)\s+|数据截[至止]\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Z][\w&’'-]*(?: (?:(?:of|for|and|the|on) )*[A-Z][\w&’'-]*){1,7}")
CITED = re.compile(
    r"(?:(?:suggested|recommended|preferred) citation|how to cite(?: this \w+)?|"
    r"(?:please )?(?:cite|quote) (?:this (?:[\w-]+ ){1,3})?as|zitiervorschlag|zitierweise|"
    r"引用格式|引用本文)\s*[:：]?\s*",
    re.IGNORECASE,
)
_PART_START = re.compile(r"^\W*|\s[|·•‧–—-]\s|[:：]\s?|\s?[(（]")
_ALONE = re.compile(r"\s*(?:$|[|·•‧(（)）])")
_PART_END = re.compile(r"\s*(?:[|·•‧)）;。]|$)")
# Headings that say of what kind a document is, and not what it is about.
LABEL = re.compile(
    r"(?:(?:press|media|news) release|press(?:e)?mitteilung|communiqué(?: de presse)?|news|"
    r"for immediate release|(?:client|legal) alert|fact ?sheet|policy (?:brief|paper)|briefing|"
    r"newsletter|"
    r"(?:working|discussion|white) ?paper|(?:(?:country|special) )?report|monograph|"
    r"(?:annual|quarterly|monthly|yearly) (?:review|report|bulletin)|yearbook|"
    r"memo(?:randum)?|studie|bericht|kurzinformation|新闻稿|简报|报告|白皮书)"
    r"(?:\s*[,|·–-]?\s*(?:no|nr|vol|issue)?\b\.?\s*[\d/-]+)?\W*",
    re.IGNORECASE,
)
POLICY = re.compile(r"(?:policy(?: name)?|issuing body|issued by|发文机关)\s*[:：]", re.IGNORECASE)
PERIOD_LABEL = re.compile(
    r"\b(?:reporting |report |review )?(?:period|window)(?: covered| under review)?\s*[:：]\s*"
    r"(?:from )?|"
    r"(?:^|(?<=[|·•–—:] ))(?:week|kw) \d{1,2}(?: ?/ ?\d{4}| (?:19|20)\d\d)?\s?[:：,(（]\s*|"
    r"(?:^|(?<=[|·•–—:] ))(?:the )?week (?:of |from )?(?=\d|[A-Z])|"
    r"\bcover(?:s|ing|ed)(?: the)?(?: (?:period|months?|developments|events|news|policies))?"
    r"(?: from| of| in| between)?\s*[:：]?\s+|"
    r"(?<=[(（])(?:developments|events|news) (?:of|in|from) (?=\d)|"
    r"\bberichtszeitraum\s*[:：]?\s*|(?:报告期|报告期间|统计时间)\s*[:：]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file's format says of it, as unchecked text; see ``Raw.hints``.

    Attributes:
        values: by the name of the field.
        source: what they stand in: "file property", "front matter".
    """

    values: Mapping[str, str]
    source: str

    def get(self, field: str) -> str:
        """Give the hint for a field; empty where there is none."""
        return self.values.get(field, "")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a document tells of itself outside its body.

    Attributes:
        lines: those above the body.
        ends: those of both ends of the document, where an imprint may stand.
        headline: the one of the largest type; None where sizes are not known.
    """

    lines: tuple[Line, ...]
    ends: tuple[Line, ...]
    headline: Line | None = None

    @property
    def over(self) -> tuple[Line, ...]:
        """The lines over the one of the largest type."""
        return self.lines[: self.lines.index(self.headline)] if self.headline else ()


def masthead(lines: Sequence[Line], headline: Line | None = None) -> Masthead:
    """Set the masthead and the imprint of a document apart from its body.

    Args:
        lines: the document's.
        headline: the one of the largest type above the body, where it is known.
    """
    top = tuple(_top(lines, headline))
    own = tuple(with_pairs(top))
    known = headline if headline in own else None
    return Masthead(own, (*own, *lines[len(top) : _TOP], *lines[_TOP:][-_TOP:]), known)


def _top(lines: Sequence[Line], headline: Line | None) -> Iterator[Line]:
    """Give the lines down to the first body text, or to the heading after the title's."""
    titled = False
    previous = None
    longest = PROSE
    for line in lines[:_TOP]:
        heading = line.kind is BlockKind.HEADING
        if len(line.text) > longest or (heading and titled and previous is not BlockKind.HEADING):
            return
        named = line == headline if headline else not LABEL.fullmatch(line.text)
        titled = titled or (heading and named)
        longest = LINE if line == headline else longest
        previous = line.kind
        yield line


def citation(mast: Masthead) -> tuple[Line, int] | None:
    """Find how a document asks to be cited: the line, and where in it that begins."""
    for number, line in enumerate(mast.ends, start=1):
        label = CITED.match(line.text)
        if label and label.end() < len(line.text):
            return line, label.end()
        if label and number < len(mast.ends):
            return mast.ends[number], 0
    return None


def find_date(text: str, month: bool = False) -> Found | None:
    """Find the first date with a year; with ``month``, a bare year is not enough."""
    position = 0
    while found := next_date(text, position):
        if found.date.year and (found.date.month or not month):
            return found
        position = found.end
    return None


def date_in(text: str, month: bool = False) -> str | None:
    """Find the first date with a year, as ISO 8601; see ``find_date``."""
    found = find_date(text, month)
    return found.date.iso() if found else None


def headed_date(text: str) -> Found | None:
    """Read "20 February 2025 Institute of X" in large type: a day beside a name, and no more."""
    found = find_date(text, month=True)
    if found is None or found.date.day is None or (found.start and found.end < len(text)):
        return None
    return found if _NAME.fullmatch(without_date(text)) else None


def without_period(text: str) -> str:
    """Blank out the part of a line that the period or the data's date stands in; offsets stay."""
    for label in filter(None, (PERIOD_LABEL.search(text), _DATA.search(text))):
        stop = _part_end(text, label.end())
        text = text[: label.start()] + " " * (stop - label.start()) + text[stop:]
    return text


def _part_end(text: str, start: int) -> int:
    found = _PART_END.search(text, start)
    return found.start() if found else len(text)


def without_date(line: str) -> str:
    """Give a line without its first full date."""
    position = 0
    while found := next_date(line, position):
        if found.date.year:
            return f"{line[: found.start]} {line[found.end :]}".strip(" ,|·•")
        position = found.end
    return line


def period(mast: Masthead, hints: Hints, issued: str | None) -> tuple[Told, Days] | None:
    """Find the first and last day reported on; None where the masthead names no period."""
    hinted = periods.period(hints.get("period").strip(), issued)
    if hinted:
        return Told("/".join(hinted), hints.source), hinted
    for line in mast.lines:
        for label in PERIOD_LABEL.finditer(line.text):
            found = periods.period(line.text[label.end() :], issued)
            if found:
                end = _part_end(line.text, label.end())
                end = len(line.text[:end].rstrip(" ."))
                return line.at("/".join(found), "masthead", label.end(), end), found
    return _unlabelled(mast)


def _unlabelled(mast: Masthead) -> tuple[Told, Days] | None:
    """Find the quarter or the months that a title ends in, or a part of a line consists of."""
    for line in mast.lines:
        told = line.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and len(line.text) <= LINE
        found = _months(line.text) if told else None
        if found:
            days, start, end = found
            return line.at("/".join(days), "masthead", start, end), days
    return None


def _months(text: str) -> tuple[Days, int, int] | None:
    for start in (part.end() for part in _PART_START.finditer(text)):
        found = periods.months(text[start:])
        if found and _ALONE.match(text, start + found[1]):
            return found[0], start, start + found[1]
    return None


def without_months(text: str) -> str:
    """Give a title without the quarter or the months that it ends in."""
    found = _months(text)
    return text[: found[1]] + text[found[2] :] if found else text
