"""A document that is itself a law: the policy that it is the text of; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.articles import articles
from corpus.dates import next_date
from corpus.documents import Block
from corpus.policies import is_title
from index.facts.fact import Detail, Fact, Kind
from index.facts.policy import details_of, issuers
from index.facts.reading import Reading

_TRANSLATION = re.compile(
    r"\s*[(（](?:(?:unofficial |english )?translat\w+|english)[)）]$", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?P<latin>[^\u3400-\u9fff]*[^\u3400-\u9fff\s(（])\s*(?P<zh>[\u3400-\u9fff].*)?"
)
_DATED = re.compile(
    r"\b(?P<what>adopted|approved|passed|promulgated|issued|published|effective"
    r"|(?:enters?|comes?|entry|coming|come|enter) into (?:force|effect))"
    r"(?: (?:by|at) [^.;:]{3,80}?)?\s?[:：]?(?: (?:on|as of|as from|from|date))?\s*"
    r"(?=\d|(?-i:[A-Z]))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:Order|Decree|Announcement|Document) No\.? ?\d+(?: of (?:19|20)\d\d)?"
    r"|[\u3400-\u9fff]{1,8}[〔\[（(](?:19|20)\d\d[〕\]）)]\d+号"
)
_OF = re.compile(r"\s+of (?:the )?(?P<bodies>[A-Z].*?)(?:[.。]\s|[.。]?$)")
_BY = re.compile(
    r"\b(?:issued by|promulgated by|issuing (?:body|bodies|authorit\w+))\s?[:：]?\s*(?:the )?"
    r"(?P<bodies>[A-Z].*?)(?: on \d|[.。]\s|[.。]?$)",
    re.IGNORECASE,
)
_KINDS = {"adopted": "adopted", "approved": "adopted", "passed": "adopted"} | dict.fromkeys(
    ("promulgated", "issued", "published"), "issued"
)
_LINE = 600  # characters of a line of the masthead of a law at most


def own_policy(reading: Reading) -> Iterator[Fact]:
    """Give the law that a document is the text of, where it has articles and says who or when."""
    document = reading.document
    found = articles(document)
    if not found:
        return
    name, chinese = _title(reading)
    if not is_title(name):
        return
    first = min(section.start for section in found.values())
    dates, number, bodies, places = _masthead(reading, first)
    if not (dates or bodies):
        return
    last = document.text[found[max(found)].start : found[max(found)].end]
    effective = dates.get("effective") or _dates(last).get("effective")
    told = {"title_zh": chinese, "number": number, "adopted": dates.get("adopted")}
    more: dict[str, Detail] = {key: value for key, value in told.items() if value}
    if effective:
        more["effective"] = effective
    yield Fact(
        id="",
        kind=Kind.POLICY,
        subject=name,
        measure=None,
        value=None,
        unit=None,
        when=dates.get("issued") or dates.get("adopted"),
        span=reading.span(min(start for start, _ in places), max(end for _, end in places)),
        issuers=bodies,
        qualifiers=details_of(name, f"{name} {chinese or ''}", name) | more,
    )


def _title(reading: Reading) -> tuple[str, str | None]:
    """Give the title of a document in Latin script and in Chinese."""
    meta, first = reading.document.meta, reading.document.blocks[0]
    title = _TRANSLATION.sub("", meta.title)
    printed = _NAMED.fullmatch(reading.text(first.start, first.end))
    same = printed is not None and printed["latin"].strip() == title
    return title, meta.title_original or (printed["zh"] if printed and same else None)


def _masthead(
    reading: Reading, end: int
) -> tuple[dict[str, str], str | None, tuple[str, ...], list[tuple[int, int]]]:
    """Read the dates, number and issuers above the first article, and where they stand."""
    dates: dict[str, str] = {}
    number: str | None = None
    bodies: tuple[str, ...] = ()
    places: list[tuple[int, int]] = []
    above: Block | None = None
    for block in reading.document.blocks:
        if block.start >= end:
            break
        text = reading.text(block.start, block.end)
        if len(text) > _LINE:
            continue
        own = _dates(text)
        called = _NUMBER.search(text)
        by = _BY.search(text) or (_OF.match(text, called.end()) if called else None)
        number = number or (called[0] if called else None)
        bodies = bodies or (_issuers(reading, by["bodies"]) if by else ())
        dates = own | dates
        if own and (not places or (above and places[-1] == (above.start, above.end))):
            places.append((block.start, block.end))
        above = block
    first = reading.document.blocks[0]
    return dates, number, bodies, places or [(first.start, first.end)]


def _issuers(reading: Reading, text: str) -> tuple[str, ...]:
    """List bodies that commas and a last "and the" join."""
    return issuers(reading, text.replace(" and the ", ", the "))


def _dates(text: str) -> dict[str, str]:
    """Read when a law was adopted and issued, and from when it has force."""
    found: dict[str, str] = {}
    for told in _DATED.finditer(text):
        date = next_date(text, told.end())
        when = date and date.start == told.end() and date.date.month and date.date.iso()
        if when:
            found.setdefault(_KINDS.get(told["what"].lower(), "effective"), when)
    return found
