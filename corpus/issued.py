"""When a document was issued, as its masthead and imprint print it; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from corpus.dates import Found, next_date
from corpus.documents import BlockKind
from corpus.labelled import LABEL
from corpus.masthead import (
    LINE,
    POLICY,
    Hints,
    Masthead,
    citation,
    date_in,
    find_date,
    headed_date,
    without_date,
    without_period,
)
from corpus.policies import policy_parts
from corpus.told import Line, Told

_LAST = 12  # blocks at the end in which a date of issue stands with its label
_NEAR = 12  # characters between a label and its date, such as a day of the week
_PROSE = 300  # characters; a line as long as this is body text
_ISSUED_LABEL = re.compile(
    r"(?:date of (?:issue|publication)|issue date|issued(?: on)?|publication date|"
    r"published(?: on| in)?|release date|released(?: on)?|erschienen|veröffentlicht(?: am)?|"
    r"stand|publié(?: le)?|发布日期|发布时间|成文日期|印发日期|出版日期|日期|date|datum|fecha)"
    r"(?:\b|(?<=[期间]))\s*[:：]?\s*",
    re.IGNORECASE,
)
_SURE_LABEL = re.compile(r"issue|publi|release|erschien|veröff|发布|成文|印发|出版", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:(?:issued|published|released|promulgated)(?: by [^.;|·]{3,80} (?:on|in)| on| in|:)?"
    r"|sent(?: out)? on|issue of) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day, )?",
    re.IGNORECASE,
)
# "Vienna, 20 January 2025": the place and day of an imprint, also beside other lines of it.
_PLACED = re.compile(
    r"(?:^|(?<=[\w)|·] ))[A-Z][^\W\d_]+, (?=\d{1,2}\.? [A-Z]|[A-Z][a-z]+ \d{1,2},)"
)
# When a text was decided on, has force or was translated is not when it was issued.
_OTHER_DATE = re.compile(
    r"(?:adopted|approved|passed|effective|in force|entry into force|valid|translated|translation)"
    r"\b[^:：]{0,30}[:：]",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:report|paper|brief|briefing|bulletin|study|issue|no|nr|number|vol|volume|series)\b\.?"
    r"\s?(?:19|20)\d\d/\d{1,2}(?![/\d])",
    re.IGNORECASE,
)
_FIELD = re.compile(rf"(?:- )?(?P<label>{LABEL})\s?[:：]\s*(?P<value>\S.*)", re.DOTALL)
_CLOCK = re.compile(r"\d:\d\d")
_TIME = re.compile(
    r"\b[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?(?:\s(?-i:[A-Z]{2,4}))?(?![\w.:])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:^|(?<=[|·•,;(] ))(?:first |originally )?(?:published|publication date|date of publication"
    r"|erschienen|veröffentlicht|publié)(?: on| in| am| le)?\s*[:：]?\s*"
    r"|^发布(?:日期|时间)\s?[:：]\s*",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*")
_STROKES = re.compile(r"\b\d{1,2}/\d{1,2}/(?=\d{4})")  # day and month in either order
_OFFICE = re.compile(r"[\u3400-\u9fff、 ]{3,40}")
_CHINESE_DAY = re.compile(r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_BODY = 80  # characters; below a sentence as long as this, a year alone is a figure


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
    above = list(takewhile(lambda line: not POLICY.match(line.text), mast.lines))
    policy = len(above) < len(mast.lines)
    said = [line for line in above if line in lines and not (policy and _is_sentence(line.text))]
    others = [line for line in lines if _OTHER_DATE.match(line.text)]
    figures = [line for at, line in enumerate(mast.lines) if _is_figure(line, mast.lines[:at])]
    sure = [line for line in lines if line not in (*others, *figures)]
    sure.sort(key=lambda line: _PUBLISHED.match(line.text) is None)
    first = [line for line in said if _SAID.match(line.text) and not _is_sentence(line.text)]
    dated = [
        *(_told(line, _published(line.text), "masthead") for line in said),
        *(_told(line, _said_date(line.text), "masthead") for line in first),
        *(_told(line, _mast_date(line, policy), "masthead", title) for line in sure),
        *(_told(line, find_date(line.text, month=True), "masthead") for line in mast.over),
        *(_told(line, _said_date(line.text), "masthead") for line in said),
        *(_told(line, _labelled(line.text, sure=True), "imprint") for line in last),
        *(_told(line, _signed(*pair), "imprint") for pair in pairwise(last) for line in pair[1:]),
        *(_told(line, find_date(line.text, month=True), "title") for line in _named(mast, title)),
        *(_told(line, find_date(line.text), "suggested citation") for line in _cited(mast)),
        *(Told(date, "running head") for date in map(_head_date, heads) if date),
        *(_told(line, _mast_date(line, policy), "masthead", title) for line in others),
        *(_told(line, _numbered(line.text), "masthead", title) for line in lines),
    ]
    told = [date for date in dated if date]
    # "April 2022" over "Issued on 29 April 2022" is the same date, told less fully.
    same = (date for date in told if date.value.startswith(told[0].value))
    return max(same, key=lambda date: len(date.value), default=None)


def _is_figure(line: Line, above: Sequence[Line]) -> bool:
    """Whether a line is a year below prose, as the cells of a table that is none are."""
    prose = (len(other.text) >= _BODY and _is_sentence(other.text) for other in above)
    return _BARE_YEAR.fullmatch(line.text) is not None and any(prose)


def _signed(above: Line, line: Line) -> Found | None:
    """Read the day below the name of the office that signs, as Chinese notices end."""
    named = _OFFICE.fullmatch(above.text) and line.kind is BlockKind.PARAGRAPH
    return next_date(line.text) if named and _CHINESE_DAY.fullmatch(line.text) else None


def _published(line: str) -> Found | None:
    """Read "Updated: 30 May 2024 | First published: 28 May 2024" as the latter."""
    label = _PUBLISHED.search(line) if len(line) <= LINE and not _is_sentence(line) else None
    return _behind(line, label.end()) if label else None


def _behind(line: str, start: int) -> Found | None:
    """Find the date behind a label, be it behind a time of day as well: "7:15pm, 28 May 2024"."""
    timeless = _TIME.sub(lambda time: " " * len(time[0]), line)
    found = next_date(timeless, start)
    return found if found and len(timeless[start : found.start].strip()) < _NEAR else None


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


def _labelled(line: str, sure: bool) -> Found | None:
    """Read "Issued: 2 March 2021"; with ``sure``, a plain "Date:" is not enough.

    In the body, "Date:" is as a rule the date of the policy that is reported on.
    """
    label = _ISSUED_LABEL.match(line)
    if not label or len(line) > LINE or (sure and not _SURE_LABEL.match(label[0])):
        return None
    return _behind(line, label.end())


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
    text = without_period(_NUMBER.sub(lambda number: " " * len(number[0]), text))
    if _BARE_YEAR.fullmatch(_STROKES.sub("", text)):
        return find_date(text)
    if _is_sentence(text) or len(without_date(text).split()) > 8:
        return _placed_date(text)
    return headed_date(text) if line.kind is BlockKind.HEADING else find_date(text, month=True)


def _placed_date(text: str) -> Found | None:
    """Read the day behind the place of an imprint, where the line has one such and no verb."""
    places = list(_PLACED.finditer(text))
    found = next_date(text, places[0].end()) if len(places) == 1 else None
    if found is None or _is_sentence(text) or found.start != places[0].end():
        return None
    return found if found.date.year and found.date.day else None


def _numbered(text: str) -> Found | None:
    """Read "Report 2021/3", which is rather a number than a month, where nothing else tells."""
    return find_date(text, month=True) if len(text) <= LINE and _NUMBER.search(text) else None


def _is_sentence(text: str) -> bool:
    return text.rstrip().endswith((".", "。"))


def _said_date(line: str) -> Found | None:
    """Read "Issue 9 · Published 4 July 2022" and "Issued by the institute on 4 July 2022"."""
    for said in _SAID.finditer(line) if len(line) <= LINE else ():
        found = next_date(line, said.end())
        if found and found.start == said.end() and found.date.year:
            return found
    return None
