"""Laws: the one that a document is the text of, and those that a list gives; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.articles import articles
from corpus.dates import next_date
from corpus.documents import Block, BlockKind
from corpus.policies import is_public, is_title
from index.facts.fact import Detail, Fact
from index.facts.policy import details_of, issuers, policy_fact
from index.facts.reading import Reading

_TRANSLATION = re.compile(
    r"\s*[(（](?:(?:unofficial |english )?translat\w+|english)[)）]$", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?P<latin>[^\u3400-\u9fff]*[^\u3400-\u9fff\s(（])\s*(?P<zh>[\u3400-\u9fff].*)?"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]*)\b\.?"
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?{_MONTH}|{_MONTH} \d|(?:19|20)\d\d[-./年]"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?\d{2})"
)
_DATED = re.compile(
    r"\b(?P<what>adopted|approved|passed|promulgated|issued|published|effective"
    r"|in (?:force|effect)|takes? effect"
    r"|(?:enters?|entered|entry|comes?|came|coming) into (?:force|effect))"
    r"(?: and (?P<also>in (?:force|effect)|effective))?"
    rf"(?: by\s?[:：]\s*(?P<who>[^.;:]{{3,120}}?),\s*(?={_DAY})"
    r"|(?: (?:by|at) (?P<by>[^.;:]{3,80}?))?\s?[:：]?(?: (?:on|as of|as from|from|since|date))?\s*"
    rf"(?={_DAY}))",
    re.IGNORECASE,
)
_ORDER = "(?:Order|Decree|Announcement|Document) No"
_NUMBER = re.compile(
    rf"\b(?:[A-Z][\w’'-]* ){{0,4}}{_ORDER}\.? ?\d+(?: of (?:19|20)\d\d)?"
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
_HEAD_ENDS = re.compile(r"\s?[.:;(（–—,](?=\s|[^\s\d])|\s-\s")
_MARKER = re.compile(r"(?:[-•*–·]|\(?\d{1,3}[.)])\s+")
_ORDERED = re.compile(rf" {_ORDER}\b.*")
_PROSE = (BlockKind.ITEM, BlockKind.PARAGRAPH)
_TITLE_LONGEST = 250  # characters
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
    yield policy_fact(
        name,
        dates.get("issued") or dates.get("adopted"),
        reading.span(min(start for start, _ in places), max(end for _, end in places)),
        bodies,
        details_of(name, f"{name} {chinese or ''}", name) | more,
    )


def listed_laws(reading: Reading) -> Iterator[Fact]:
    """Find the items that begin with the title of a law and go on with who adopted it, and when."""
    for at, block in enumerate(reading.document.blocks):
        text = reading.text(block.start, block.end)
        if block.kind not in _PROSE or len(text) > _LINE or not reading.is_body(at, block):
            continue
        marker = _MARKER.match(text)
        name = _headed(text[marker.end() if marker else 0 :])
        fact = name and _listed(reading, name, text, block)
        if fact:
            yield fact


def _headed(text: str) -> str | None:
    """Give the title that a text begins with; behind an article, it begins a sentence."""
    if re.match(r"(?:The|Its|An?) ", text):
        return None
    ends = (text[: end.start()] for end in _HEAD_ENDS.finditer(text[:_TITLE_LONGEST]))
    return next((head for head in ends if is_title(head) and len(head.split()) > 1), None)


def _listed(reading: Reading, name: str, text: str, block: Block) -> Fact | None:
    dates, called = _dates(text), _NUMBER.search(text)
    named = [one["who"] or one["by"] or "" for one in _DATED.finditer(text)]
    named += [_ORDERED.sub("", called[0]) if called else ""]
    body = next(filter(is_public, (re.sub("^the ", "", name) for name in named)), None)
    if not (dates.get("adopted") or dates.get("issued")) or not (body or called):
        return None
    more: dict[str, Detail] = {kind: day for kind, day in dates.items() if kind != "issued"}
    if called:
        more["number"] = called[0]
    return policy_fact(
        name,
        dates.get("issued") or dates.get("adopted"),
        reading.span(block.start, block.end),
        _issuers(reading, body) if body else (),
        details_of(name, name, name) | more,
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
            if told["also"]:
                found.setdefault("effective", when)
    return found
