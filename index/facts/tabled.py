"""Policies that a table lists: a row each, by the heads over title, issuer and date; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.dates import next_date
from corpus.documents import Block
from index.facts.fact import Fact
from index.facts.issuing import YEARS
from index.facts.policy import covers, details_of, issuers, policy_fact
from index.facts.reading import Reading, Table

_WHAT = (
    r"(?:polic(?:y|ies)|plans?|program(?:me)?s?|laws?|regulations?|measures?|documents?|rules?"
    r"|notices?|standards?|legislation|acts?|schemes?)"
)
_TITLE = re.compile(
    rf"(?:{_WHAT}|instruments?)(?:(?: and|,| or)? {_WHAT})*(?: (?:name|title))?", re.IGNORECASE
)
_NAME = re.compile(r"name|title", re.IGNORECASE)
_ISSUER = re.compile(
    r"issuers?|lead(?: (?:body|agency|ministry))?|led by|"
    r"(?:issued|published|adopted|promulgated|released) by|(?:issuing |adopting )?"
    r"(?:body|bodies|agency|agencies|authority|authorities|ministry|department|institution)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"years?|period|duration|dates?(?: .*)?|when"
    r"|(?:issued|published|adopted|promulgated|released)(?: (?:on|in))?",
    re.IGNORECASE,
)
# "2015-ongoing", "since 2015": an interval without an end, as ISO 8601-2 writes it.
_SINCE = re.compile(
    r"(?=since |from |.*[-–—])(?:since |from )?(?P<year>(?:19|20)\d\d)"
    r"(?:\s?[-–—]\s?(?:ongoing|present|today|now))?",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"\b{_WHAT}\b", re.IGNORECASE)
_WORDS = 2  # of a title at least


def tabled_policies(reading: Reading) -> Iterator[Fact]:
    """Give the policies of each table whose heads tell what was issued, by whom and when."""
    for table in reading.tables:
        yield from _of(reading, table)


def _of(reading: Reading, table: Table) -> Iterator[Fact]:
    title, issuer, date = (_column(table.heads, form) for form in (_TITLE, _ISSUER, _DATE))
    heading = table.section.path[-1] if table.section and table.section.path else ""
    if title is None and _CALLED.search(table.caption or heading):
        title = _column(table.heads, _NAME)
    if title is None or issuer is None or date is None:
        return
    for block in table.rows:
        if len(block.cells) == len(table.heads):
            yield from _row(reading, block, (title, issuer, date))


def _column(heads: Sequence[str], form: re.Pattern[str]) -> int | None:
    return next((at for at, head in enumerate(heads) if form.fullmatch(head)), None)


def _row(reading: Reading, block: Block, places: tuple[int, int, int]) -> Iterator[Fact]:
    name, by, on = (" ".join(reading.text(*block.cells[at]).split()) for at in places)
    years = YEARS.fullmatch(on)
    since = _SINCE.fullmatch(on)
    found = None if years or since else next_date(on)
    when = reading.iso(found.date, reading.section_at(block.start)) if found else None
    if len(name.split()) < _WORDS or not by or not (when or years or since):
        return
    more = {"covers": covers(years)} if years else {}
    more |= {"covers": f"{since['year']}/.."} if since else {}
    yield policy_fact(
        name,
        when,
        reading.span(block.start, block.end),
        issuers(reading, by),
        details_of(name, name, name) | more,
    )
