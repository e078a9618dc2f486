"""Dated items of news, each one event; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.documents import BlockKind
from corpus.entries import Entry
from corpus.sentences import sentence_spans
from index.facts.deadlines import of_due
from index.facts.event import (
    action,
    actors_of,
    bodies_of,
    event_fact,
    is_paper,
    is_public,
    tells_of,
)
from index.facts.fact import Detail, Fact, Kind
from index.facts.reading import LONGEST, Reading
from index.facts.wording import public_subject, subject
from index.regions import is_place
from index.verbs import FIRST_VERB

_CORPORATE = re.compile(
    r"\b(?:corporate|compan(?:y|ies)|business|industry news|firms?|enterprise)\b", re.I
)
_POLICY = re.compile(
    r"\b(?:polic(?:y|ies)|regulat\w+|government|political|legislat\w+|law)\b", re.I
)
_POST = re.compile(
    r"\b(?:head|director|minister|chair\w*|chief|secretary|governor|mayor) of (?:the )?"
    r"([A-Z][A-Z]+|[A-Z][^,.;()]{2,80})"
)
# "(MIIT notice (CN); Reuters article (EN))" after an item of news names where it was read.
_LINKED = re.compile(r" \((?:[^()]|\([^()]*\))*\((?:CN|EN|DE|FR)\)\)?\)?(?=\W*$)")
# "Over 939 million people are online" is a figure and no event.
_COUNTED = re.compile(
    r"Of |(?:(?:Over|About|Some|Almost|Nearly|More than|At least|Up to) )?[\d$€¥]"
)
_FIGURED = re.compile(
    r" ?(?:grew|rose|fell|increased|decreased|declined|dropped|climbed|shrank|stood|came to|reached"
    r"|amounted|totalled)\b"
)
_FIRST = 2  # sentences of an item that may tell who acts
_SHORT = 9  # words of a first one that is rather a headline
_LEAD = 4  # words of a line that heads a list


def news_events(reading: Reading, policies: Sequence[Fact]) -> Iterator[Fact]:
    """Give the dated items of news sections, each one event.

    Args:
        reading: the document.
        policies: those that it tells of, whose issuing is no second event.
    """
    at = {block.start: index for index, block in enumerate(reading.document.blocks)}
    for entry in reading.structure.entries:
        index = at[entry.span.start]
        if reading.is_body(index, reading.document.blocks[index]):
            issued = (p for p in policies if p.issuers and p.when == entry.date)
            text = reading.of(entry.text)
            if not any(tells_of(policy, entry.span, text) for policy in issued):
                yield from _news(reading, entry, _lead(reading, index))


def _lead(reading: Reading, at: int) -> str:
    """Give the few words on the line over an item's list, such as "Regulators"; "" for none."""
    blocks = reading.document.blocks
    first = at
    while first and blocks[first].group is not None and blocks[first - 1].group == blocks[at].group:
        first -= 1
    over = blocks[first - 1] if first else None
    text = reading.text(over.start, over.end) if over and over.kind is BlockKind.PARAGRAPH else ""
    return text if len(text.split()) <= _LEAD and not text.endswith((".", "。")) else ""


def _kind(reading: Reading, entry: Entry, who: Sequence[str], lead: str) -> Kind:
    """Tell by the words over an item, the nearest first, or by who acts, what news it is."""
    path = entry.section.path if entry.section else ()
    own = reading.document.meta.title
    for title in (lead, *(title for title in reversed(path) if title != own or not who)):
        if _CORPORATE.search(title):
            return Kind.CORPORATE_EVENT
        if _POLICY.search(title):
            return Kind.POLICY_EVENT
    if not who:
        return Kind.POLICY_EVENT
    post = _POST.search(reading.of(entry.text))
    posts = post.groups() if post else ()
    public = any(is_place(name) or is_public(reading, name) for name in (*who, *posts))
    return Kind.POLICY_EVENT if public else Kind.CORPORATE_EVENT


def headline(reading: Reading, entry: Entry) -> str:
    """Give what stands before an item's date in brackets: "Ships land (7 May) – Two ships …"."""
    before = reading.text(entry.span.start, entry.printed.start)
    between = before.endswith(("(", "（")) and entry.printed.end < entry.text.start
    return before.rstrip(" (（") if between else ""


def _is_figure(text: str) -> bool:
    """Whether a sentence says how much something came to: "Profits grew 4 percent"."""
    verb = FIRST_VERB.search(text)
    return verb is not None and bool(_FIGURED.match(text, verb.start()))


def _dateline(reading: Reading, entry: Entry) -> tuple[str, ...]:
    """Give the place before an item's date, which acts where no name does: "Hubei, 18 March."."""
    place = reading.text(entry.span.start, entry.printed.start).rstrip(" ,")
    return (place,) if is_place(place) else ()


def _news(reading: Reading, entry: Entry, lead: str) -> Iterator[Fact]:
    told = sentence_spans(reading.document.text, entry.text.start, entry.text.end)[:_FIRST]
    if any(last - first > LONGEST for first, last in told):
        return
    text, *more = [_LINKED.sub("", reading.text(first, last)) for first, last in told]
    after = more if len(text.split()) <= _SHORT else []  # "Robots get rules. MHS set up …"
    names: tuple[str, ...] = ()
    for part in (text, *after, headline(reading, entry)):
        names = names or actors_of(reading, part)
    if (due := of_due(text)) is not None:
        names = bodies_of(reading, due)
    kind = _kind(reading, entry, names, lead)
    if not names and (_COUNTED.match(text) or _is_figure(text)):
        return
    details: dict[str, Detail] = {"action": action(text, names)}
    titled = names and details["action"] == text.rstrip(".") and not FIRST_VERB.search(text)
    if entry.text.start < entry.printed.start and titled:
        return  # "Li Wei, A history of ports (4 May 2020)" is a book
    if entry.until:
        details["until"] = entry.until
    who = tuple(name for name in names if not is_paper(name)) or public_subject(text)
    who = (*_dateline(reading, entry), *who) if not names else who
    if not who and kind is Kind.CORPORATE_EVENT:
        acts = re.sub(r"['’]s$", "", subject(text) or "")  # "SMIC's planned fab is delayed"
        who = (acts,) if acts else ()
    yield event_fact(reading, kind, who, entry.date, entry.span, text, details)
