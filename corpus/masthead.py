"""The lines at both ends of a document, and the dates that they give; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus import dates
from corpus.dates import Found, next_date
from corpus.documents import BlockKind
from corpus.policies import policy_parts
from corpus.told import Line, Told

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
    r"\b(?:(?:issued|published|released)(?: by [^.;|·]{3,80} (?:on|in)| on| in|:)?"
    r"|sent(?: out)? on|issue of) ",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"\b(?:data|figures|statistics)(?: (?:is|are))?,? (?:as of|as at|of)\s+|数据截[至止]\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:- )?(?P<label>[^\W\d_][^:：.;!?]{0,59}?)\s?[:：]\s*(?P<value>\S.*)", re.DOTALL
)
CITED = re.compile(
    r"(?:(?:suggested|recommended|preferred) citation|how to cite(?: this \w+)?|"
    r"(?:please )?(?:cite|quote) (?:this (?:[\w-]+ ){1,3})?as|zitiervorschlag|zitierweise|"
    r"引用格式|引用本文)\s*[:：]?\s*",
    re.IGNORECASE,
)
_PART_END = re.compile(r"\s*(?:[|·•‧)）;。]|$)")
_CLOCK = re.compile(r"\d:\d\d")
# Headings that say of what kind a document is, and not what it is about.
LABEL = re.compile(
    r"(?:(?:press|media|news) release|press(?:e)?mitteilung|communiqué(?: de presse)?|news|"
    r"for immediate release|fact ?sheet|policy (?:brief|paper)|briefing|newsletter|"
    r"(?:working|discussion|white) ?paper|(?:(?:country|special) )?report|monograph|"
    r"memo(?:randum)?|studie|bericht|kurzinformation|新闻稿|简报|报告|白皮书)"
    r"(?:\s*[,|·–-]?\s*(?:no|nr|vol|issue)?\b\.?\s*[\d/-]+)?\W*",
    re.IGNORECASE,
)
PERIOD_LABEL = re.compile(
    r"\b(?:reporting |report |review )?period(?: covered| under review)?\s*[:：]\s*(?:from )?|"
    r"\bcover(?:s|ing|ed)(?: the)?(?: (?:period|months?|developments|events|news|policies))?"
    r"(?: from| of| in)?\s*[:：]?\s+|"
    r"\bberichtszeitraum\s*[:：]?\s*|(?:报告期|报告期间|统计时间)\s*[:：]\s*",
    re.IGNORECASE,
)

Days = tuple[str, str]


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
    """

    lines: tuple[Line, ...]
    ends: tuple[Line, ...]


def masthead(lines: Sequence[Line]) -> Masthead:
    """Set the masthead and the imprint of a document apart from its body."""
    return Masthead(tuple(_top(lines)), (*lines[:_TOP], *lines[_TOP:][-_TOP:]))


def _top(lines: Sequence[Line]) -> Iterator[Line]:
    """Give the lines down to the first body text, or to the heading after the title's."""
    titled = False
    previous = None
    for line in lines[:_TOP]:
        heading = line.kind is BlockKind.HEADING
        if len(line.text) > _PROSE or (heading and titled and previous is not BlockKind.HEADING):
            return
        titled = titled or (heading and not LABEL.fullmatch(line.text))
        previous = line.kind
        yield line


def issued(mast: Masthead, hints: Hints, title: str | None, heads: Sequence[str]) -> Told | None:
    """Find the date of issue as ISO 8601 at the precision given; None where none is printed.

    Args:
        mast: the document's masthead and imprint.
        hints: what the format's own metadata says.
        title: the title, which dates the document where nothing else does; or None.
        heads: the running heads that were taken out of the text.
    """
    hinted = date_in(hints.get("issued"))
    if hinted:
        return Told(hinted, hints.source)
    reported = frozenset(_policy_lines(mast.ends, title))
    lines = [line for line in mast.lines if line.start not in reported]
    imprint = [line for line in mast.ends if line.kind is not BlockKind.FOOTNOTE]
    last = [line for line in imprint[-_LAST:] if line.start not in reported]
    above = list(takewhile(lambda line: not _POLICY.match(line.text), mast.lines))
    policy = len(above) < len(mast.lines)
    said = [line for line in above if line in lines and not (policy and _is_sentence(line.text))]
    dated = [
        *(_told(line, _mast_date(line, policy), "masthead", title) for line in lines),
        *(_told(line, _said_date(line.text), "masthead") for line in said),
        *(_told(line, _labelled(line.text, sure=True), "imprint") for line in last),
        *(_told(line, find_date(line.text, month=True), "title") for line in _named(mast, title)),
        *(_told(line, find_date(line.text), "suggested citation") for line in _cited(mast)),
        *(Told(date, "running head") for date in map(_head_date, heads) if date),
    ]
    told = [date for date in dated if date]
    # "April 2022" over "Issued on 29 April 2022" is the same date, told less fully.
    same = (date for date in told if date.value.startswith(told[0].value))
    return max(same, key=lambda date: len(date.value), default=None)


def _policy_lines(lines: Sequence[Line], title: str | None) -> Iterator[int]:
    """Give where the lines start that tell of a policy with its labels: no date of the issue's.

    A record of the document's own title is the document's own.
    """
    run: list[tuple[Line, re.Match[str]]] = []
    for line in (*lines, None):
        field = _FIELD.fullmatch(line.text) if line and len(line.text) <= _PROSE else None
        if line and field:
            run.append((line, field))
            continue
        parts = policy_parts([(field["label"], field["value"]) for _, field in run])
        if parts and parts.public and run[parts.title][1]["value"] != title:
            yield from (line.start for line, _ in run)
        run = []


def _told(line: Line, found: Found | None, how: str, title: str | None = None) -> Told | None:
    date = found.date.iso() if found and line.text != title else None
    return line.at(date, how, found.start, found.end) if found and date else None


def _named(mast: Masthead, title: str | None) -> list[Line]:
    return [line for line in mast.lines if title and title in line.text][:1]


def _cited(mast: Masthead) -> list[Line]:
    found = citation(mast)
    return [found[0]] if found else []


def _head_date(head: str) -> str | None:
    """Read the date of a running head, unless it tells when the page was printed."""
    return None if _CLOCK.search(head) else date_in(head, month=True)


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


def _labelled(line: str, sure: bool) -> Found | None:
    """Read "Issued: 2 March 2021"; with ``sure``, a plain "Date:" is not enough.

    In the body, "Date:" is as a rule the date of the policy that is reported on.
    """
    label = _ISSUED_LABEL.match(line)
    if not label or len(line) > LINE or (sure and not _SURE_LABEL.match(label[0])):
        return None
    found = next_date(line, label.end())
    return found if found and found.start - label.end() < 12 else None


def _mast_date(line: Line, policy: bool) -> Found | None:
    """Read the date of a line that consists of little else.

    With ``policy``, the lines are about one policy, and "Date:" is that policy's.
    """
    text = line.text
    if line.kind in (BlockKind.FOOTNOTE, BlockKind.ROW) or len(text) > LINE:
        return None
    if line.kind is BlockKind.ITEM:  # markdown takes "2. März 2021" for the second item of a list
        return find_date(text, month=True) if not without_date(text) else None
    labelled = _labelled(text, sure=policy)
    if labelled or _ISSUED_LABEL.match(text):
        return labelled
    text = _without_period(text)
    if re.fullmatch(r"\W*(?:19|20)\d\d\W*", text):
        return find_date(text)
    if _is_sentence(text) or len(without_date(text).split()) > 8:
        return None
    return find_date(text, month=True) if line.kind is not BlockKind.HEADING else None


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "。"))


def _said_date(line: str) -> Found | None:
    """Read "Issue 9 · Published 4 July 2022" and "Issued by the institute on 4 July 2022"."""
    for said in _SAID.finditer(line) if len(line) <= LINE else ():
        found = next_date(line, said.end())
        if found and found.start == said.end() and found.date.year:
            return found
    return None


def _without_period(text: str) -> str:
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
    hinted = dates.period(hints.get("period").strip(), issued)
    if hinted:
        return Told("/".join(hinted), hints.source), hinted
    for line in mast.lines:
        for label in PERIOD_LABEL.finditer(line.text):
            found = dates.period(line.text[label.end() :], issued)
            if found:
                end = _part_end(line.text, label.end())
                end = len(line.text[:end].rstrip(" ."))
                return line.at("/".join(found), "masthead", label.end(), end), found
    return None
