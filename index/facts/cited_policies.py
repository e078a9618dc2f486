"""Policies that notes and lists of sources cite: "MHS, Dock Plan, 9 July 2030"; pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from corpus.dates import Day, next_date
from corpus.documents import BlockKind
from corpus.policies import is_public
from index.facts.fact import Fact
from index.facts.issuing import YEARS
from index.facts.policy import covers, details_of, issuers, names_policy, policy_fact, same_title
from index.facts.reading import Reading

_MARK = r"(?:\[\w{1,3}\]:?\s+|\[\^\w+\]:\s+|\d{1,3}[.)]?\s+|[-•*]\s+)?"
_TITLE = r"[“\"‘]?(?P<title>[A-Z](?:[^.;:“”\"\n]|(?<=\b[Nn]o)\.){6,200}?)[”\"’]?"
# "MHS and MOF, Dock Plan (2031-2035), Document No. 2, 9 July 2030."
_FOLLOWED = re.compile(
    rf"{_MARK}(?P<who>[A-Z][^.;:“”\"\n]{{1,120}}?), {_TITLE}(?P<years> \((?:19|20)\d\d\D\d+\))?"
    r", (?:[^,;]{3,40}, )?(?=\d|[A-Z][a-z]+ \d)"
)
# "Ministry of Harbours (2030). Dock Plan 2031-2035. Alba, 9 July."
_YEAR_FIRST = re.compile(
    rf"{_MARK}(?P<who>[A-Z][^.;:“”\"\n]{{1,120}}?) \((?P<year>(?:19|20)\d\d)\)[.:,] {_TITLE}"
    r"(?P<years> \((?:19|20)\d\d\D\d+\))?\. (?:[A-Z][a-z]+(?: [A-Z][a-z]+)?, )?"
    r"(?=\d|[A-Z][a-z]+ \d)"
)
_NUMBERED = re.compile(r"(?:Document|Circular|Decree|Order|Notice|Announcement) [Nn]o\. ?\d")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE)
_LINE = 500  # characters of a block in which it stands


def cited_policies(reading: Reading, known: Collection[Fact]) -> Iterator[Fact]:
    """Give the policies of public bodies that notes cite with their date, each once.

    Args:
        reading: the document.
        known: the policies that it tells of otherwise.
    """
    seen = {same_title(policy.subject or "") for policy in known}
    for block in reading.document.blocks:
        if block.kind not in _PROSE:
            continue
        text = reading.text(block.start, min(block.end, block.start + _LINE))
        found = _FOLLOWED.match(text) or _YEAR_FIRST.match(text)
        title = found["title"] if found else ""
        named = names_policy(title) or _NUMBERED.match(title)
        if found is None or not named or not is_public(found["who"]):
            continue
        date = next_date(text, found.end())
        if date is None or date.start != found.end() or same_title(title) in seen:
            continue
        year = found.groupdict().get("year")
        day = Day(int(year), date.date.month, date.date.day) if year else date.date
        when = day.iso() if day.year else None
        if when:
            seen.add(same_title(title))
            years = YEARS.search(f"{title} {found['years'] or ''}")
            more = {"covers": covers(years)} if years else {}
            span = reading.span(block.start, block.start + date.end)
            bodies = issuers(reading, found["who"])
            yield policy_fact(title, when, span, bodies, details_of(title, title, title) | more)
