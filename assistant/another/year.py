"""Whether a sentence speaks of another year than the question, and so does not answer; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.dates import dates
from corpus.documents import BlockKind
from corpus.sentences import sentence_spans
from index.attachment import away, last_years, years_told

if TYPE_CHECKING:
    from assistant.candidates import Candidate
    from assistant.select import Scored
    from corpus.documents import Metadata

# "2016-18" and "from 2016 to 2018"; "in 2016 to 18 percent" is none.
_STRETCH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s?[-–—/]\s?((?:19|20)?\d\d)"
    r"|(?: (?:to|until|through) |(?<=between .{4}) and )((?:19|20)\d\d))(?!\d)"
)
# "the 2019 index" is a thing that may be told of in any year.
_NAMES = re.compile(
    r"(?:19|20)\d\d (?!(?:and|or|to|on|in|for|by|with|of|as|at|from|than|is|are|was|were|did|alone"
    r"|compared|versus)\b)(?=[a-z])"
)
FOR_YEAR = re.compile(r"[^,;.(]{0,15}? (?:in|for|during) (?P<year>(?:19|20)\d\d)\b")
"""What stands right after a figure that is told for a year: "tonnes in 2025"."""

_PERIOD = re.compile(r"\b(?:years?|periods?)\b", re.IGNORECASE)
_LONGEST = 60  # years; more is no stretch of time


def is_of_another_year(asked: str, scored: Scored, meta: Metadata, before: str = "") -> bool:
    """Tell whether a sentence names years, and neither it nor its document those of the question.

    The year in a cell is seldom the time of the row, unless a head calls it a year or period.

    Args:
        asked: the question without the words that name documents.
        scored: the sentence that answers.
        meta: of its document.
        before: what stands before it in its paragraph, which tells the year where it names none.
    """
    candidate = scored.candidate
    wanted, told = years_asked(asked), years(_timed(candidate), meta.issued)
    now = meta.issued or ""
    past = now and (len(told) > 1 or last_years(candidate.text, now))
    own = "" if past else f"{meta.title} {now}"  # what is past is not of the year
    around = f"{candidate.text} {candidate.context} {own}"
    serial = meta.period and candidate.block.kind is not BlockKind.ROW
    if not told and serial and (told := _of_months(candidate.text, now)):
        told = told.union(*(years(before[a:b]) for a, b in sentence_spans(before)[-1:]))
    if not told:
        told, around = years(before), f"{before} {around}"
    return bool(wanted and told) and not wanted & (told | years(around))


def is_for_year_before(asked: str, scored: Scored, short: str) -> bool:
    """Tell whether a figure is told for a year before those that a question asks about.

    "A revenue of 11 billion for 2025", where that of 2026 is asked for, in which it was written.

    Args:
        asked: the question without the words that name documents.
        scored: the sentence that answers.
        short: the short answer.
    """
    wanted, text = years_asked(asked), scored.candidate.text
    at = text.find(short) if any(map(str.isdigit, short)) else -1
    told = FOR_YEAR.match(text, at + len(short)) if at >= 0 else None
    if told is None or not wanted or wanted & years(text):
        return False
    return int(told["year"]) < min(wanted)


def _of_months(text: str, now: str) -> frozenset[int]:
    """List the years in which the months may lie that an issue names without a year.

    They are past, or of the year to come: "in October" of an issue of December 2025.
    """
    year, month = int(now[:4]), int(now[5:7] or 0)
    named = [
        (str(year - (found.date.month > month)), found.start, found.end)
        for found in dates(text)
        if month and found.date.month and found.date.year is None
    ]
    found = {int(when) for when, *_ in (*named, *away(text, named)) if when}
    return frozenset(found | {year + 1 for _ in named})


def tells_of_year(asked: str, scored: Scored) -> bool:
    """Tell whether a sentence itself names years, and none but those asked about."""
    told = years(scored.candidate.text)
    return bool(told) and told <= years_asked(asked)


def _timed(candidate: Candidate) -> str:
    """Give what tells the time of a sentence; of a row its heads and label, and seldom a cell."""
    if candidate.block.kind is not BlockKind.ROW:
        return candidate.text
    heads = candidate.context.removeprefix(" – ".join(candidate.hit.passage.section[-2:]))
    label = candidate.text.split(" | ", 1)[0]
    return f"{heads}. {candidate.text if _PERIOD.search(heads) else label}"


def years_asked(question: str) -> frozenset[int]:
    """List the years that a question asks about, and not those that only name a thing."""
    return years(_NAMES.sub(" ", question))


def years(text: str, now: str | None = None) -> frozenset[int]:
    """List the years that a text names, those within "2016–2020" and "a year earlier" included.

    Args:
        text: a sentence.
        now: when it was written, as ISO 8601, from which "last year" is told; or None.
    """
    named = [*years_told(text), *(last_years(text, now) if now else ())]
    found = {int(year) for year, *_ in (*named, *away(text, named)) if year}
    for match in _STRETCH.finditer(text):
        first, last = match[1], match[2] or match[3]
        start = int(first)
        end = int(last) if len(last) == len(first) else start // 100 * 100 + int(last)
        if start < end <= start + _LONGEST:
            found.update(range(start, end + 1))
    return frozenset(found)
