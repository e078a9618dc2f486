"""Dated events: news items under policy or corporate news, and what bodies did in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.documents import BlockKind, Span
from corpus.entries import Entry
from corpus.policies import CENTRAL, PUBLIC
from corpus.sentences import sentence_spans
from index.facts.fact import Certainty, Detail, Fact, Kind
from index.facts.reading import LONGEST, Reading, Sentence
from index.facts.wording import actors, certainty, public_subject, subject

_CORPORATE = re.compile(
    r"\b(?:corporate|compan(?:y|ies)|business|industry news|firms?|enterprise)\b", re.I
)
_POLICY = re.compile(
    r"\b(?:polic(?:y|ies)|regulat\w+|government|political|legislat\w+|law)\b", re.I
)
_DID = re.compile(
    r"(?: \([^()]*\))? (?:(?:also|then|first|jointly) )?(?P<verb>announced|published|issued"
    r"|released|adopted|approved|passed|unveiled|launched|presented|put|set up|founded|established"
    r"|banned|blocked|imposed|signed|ordered|amended|addressed|opened|introduced|proposed|promulgated"
    r"|revised|finali[sz]ed|started|abolished|extended|fined|added|created"
    r"|[a-z]{3,}ed|took|held|gave|set)\b"
)
_OUT = re.compile(
    r"\b(?:drafts?|guidelines|plans?|rules|regulations?|laws?|measures|standards|notices?|opinions"
    r"|catalogues?|lists?|guidance|version|document)\b[^.;:]{0,80}?\b(?P<verb>came out|followed"
    r"|(?:was|were) (?:published|issued|adopted|amended|released|passed|announced|approved|unveiled"
    r"|introduced|presented|finali[sz]ed|revised)|took effect|entered into force)\b"
)
_POST = re.compile(
    r"\b(?:head|director|minister|chair\w*|chief|secretary|governor|mayor) of (?:the )?"
    r"([A-Z][A-Z]+|[A-Z][^,.;()]{2,80})"
)
_PAPER = re.compile(r"\b(?:Law|Plan|Program(?:me)?|Guidelines|Regulations|Outline|Strategy)$")
_DRAFTED = re.compile(
    r"\bin (?:an? )?(?:\w+ )?drafts?\b|\bdrafts? for (?:public )?comments?\b", re.I
)
# "(MIIT notice (CN); Reuters article (EN))" after an item of news names where it was read.
_LINKED = re.compile(r" \((?:[^()]|\([^()]*\))*\((?:CN|EN|DE|FR)\)\)?\)?(?=\W*$)")
_LEAD = 4  # words of a line that heads a list
_CERTAINTIES = (Certainty.IN_TALKS, Certainty.REPORTED)


def news_events(reading: Reading) -> Iterator[Fact]:
    """Give the dated items of news sections, each one event."""
    at = {block.start: index for index, block in enumerate(reading.document.blocks)}
    for entry in reading.structure.entries:
        index = at[entry.span.start]
        if reading.is_body(index, reading.document.blocks[index]):
            yield from _news(reading, entry, _lead(reading, index))


def told_events(reading: Reading, taken: tuple[Span, ...]) -> Iterator[Fact]:
    """Find sentences in which a public body did something on a date.

    Args:
        reading: the document.
        taken: places of policies, whose issuing is no second event.
    """
    for sentence in reading.sentences:
        if sentence.entry is None and not any(sentence.span.overlap(span) for span in taken):
            yield from _told(reading, sentence)


def _lead(reading: Reading, at: int) -> str:
    """Give the few words on the line over an item's list, such as "Regulators"; "" for none."""
    blocks = reading.document.blocks
    first = at
    while first and blocks[first].group is not None and blocks[first - 1].group == blocks[at].group:
        first -= 1
    over = blocks[first - 1] if first else None
    text = reading.text(over.start, over.end) if over and over.kind is BlockKind.PARAGRAPH else ""
    return text if len(text.split()) <= _LEAD and not text.endswith((".", "。")) else ""


def _kind(reading: Reading, entry: Entry, who: Sequence[str], lead: str) -> Kind | None:
    """Tell by the words over an item, the nearest first, what news it is; else by who acts."""
    path = entry.section.path if entry.section else ()
    own = reading.document.meta.title
    for title in (lead, *(title for title in reversed(path) if title != own or not who)):
        if _CORPORATE.search(title):
            return Kind.CORPORATE_EVENT
        if _POLICY.search(title):
            return Kind.POLICY_EVENT
    if not who:
        return None
    post = _POST.search(reading.of(entry.text))
    public = any(_is_public(reading, name) for name in (*who, *(post.groups() if post else ())))
    return Kind.POLICY_EVENT if public else Kind.CORPORATE_EVENT


def _news(reading: Reading, entry: Entry, lead: str) -> Iterator[Fact]:
    first, last = sentence_spans(reading.document.text, entry.text.start, entry.text.end)[0]
    if last - first > LONGEST:
        return
    text = _LINKED.sub("", reading.text(first, last))
    names = actors(text)
    kind = _kind(reading, entry, names, lead)
    if kind is None:
        return
    who = tuple(reading.short(name) for name in names if not _PAPER.search(name))
    acts = re.sub(r"['’]s$", "", subject(text) or "") or None  # "SMIC's planned fab is delayed"
    details: dict[str, Detail] = {"action": _action(text, names)}
    if entry.text.start < entry.printed.start and names and details["action"] == text.rstrip("."):
        return  # "Li Wei, A history of ports (4 May 2020)" is a book
    if entry.until:
        details["until"] = entry.until
    corporate = kind is Kind.CORPORATE_EVENT
    who = who or public_subject(text)
    yield Fact(
        id="",
        kind=kind,
        subject=(who[0] if who else acts) if corporate else None,
        measure=None,
        value=None,
        unit=None,
        when=entry.date,
        span=entry.span,
        issuers=who[1:] if corporate else who,
        certainty=_sure(text),
        qualifiers=details,
    )


def _action(text: str, who: Sequence[str]) -> str:
    """Give what is done: the sentence after its last actor, or all of it."""
    if who:
        _, _, after = text.partition(who[-1])
        rest = re.sub(r"^(?: \([^()]*\))?[\s,]+", "", after)
        if rest[:1].islower():
            return rest.rstrip(".")
    return text.rstrip(".")


def _told(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    text = sentence.text
    who = actors(text, sentence.before)
    at = text.find(who[-1]) + len(who[-1]) if who and who[-1] in text else 0
    did = _DID.match(text, at) if any(_is_public(reading, name) for name in who) else None
    if did is None:
        did, who = _OUT.search(text), ()
    if did is None:
        return
    times = [(when, start) for when, start, _ in reading.times(text, sentence.span.start)]
    end = len(text) if ";" not in text[did.end() :] else text.index(";", did.end())
    within = [when for when, start in times if start < end]
    after = [when for when, start in times if did.end() <= start < end]
    if not within or not (who or after):
        return
    yield Fact(
        id="",
        kind=Kind.POLICY_EVENT,
        subject=None,
        measure=None,
        value=None,
        unit=None,
        when=(within if who else after)[0],
        span=reading.span(sentence.span.start, sentence.span.start + end),
        issuers=tuple(map(reading.short, who)),
        certainty=_sure(text[:end]),
        qualifiers={"action": text[did.start("verb") : end].rstrip(".")},
    )


def _sure(text: str) -> Certainty:
    return Certainty.DRAFT if _DRAFTED.search(text) else certainty(text, *_CERTAINTIES)


def _is_public(reading: Reading, name: str) -> bool:
    full = next((long for long, short in reading.acronyms.items() if short == name), name)
    return full in CENTRAL or bool(PUBLIC.search(full))
