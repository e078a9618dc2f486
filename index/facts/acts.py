"""Events that the prose tells of: who did what on a date; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.documents import BlockKind, Section
from index.attachment import Time, away
from index.facts.dated_papers import dated_papers
from index.facts.deadlines import deadlines
from index.facts.deed import Deed, deeds
from index.facts.event import actors_of, event_fact, is_paper, is_public, kind_by, tells_of
from index.facts.fact import Fact, Kind
from index.facts.headed import heads
from index.facts.news import headline
from index.facts.reading import Reading, Sentence
from index.facts.wording import actors, public_subject
from index.names import find_names, written_names
from index.verbs import FIRST_VERB

_LISTED = re.compile(r"(?:added|put|placed|removed|struck)\b.{1,60}\b[Ll]ist\b")
_FOUNDED = re.compile(r"(?:[A-Z]\w+ed|Set up) (?:in|on|by|at)\b")
# What is done to those who bear it, or holds for them, from a day on: "From May, yards are to …".
_RULED = re.compile(
    r"(?:(?:[Ii]n|[Oo]n) (?!.*\b(?:over|more than|\d+) [a-z]).* (?:was|were)"
    r"|(?:[Ss]ince|[Ff]rom) .*) $"
)
_YEARS = re.compile(r"\byears?\b|\bago\b")  # these count from the issue, or are too long
_IS = re.compile(r"[A-Z][^,;.]{2,60}? (?:is|are|was|were) (?:the )?(?=[A-Z])")
_OUT = re.compile(r"(?:was |is )?(?:published|issued|released|sent(?: out)?)\b.{0,60}$")
_BACK = 8  # sentences of a paragraph that "it" may refer to
_IN_FORCE = re.compile(r"(?:took|takes?|will take) effect|\w+ into force|in force|effective")


def told_events(reading: Reading, policies: Sequence[Fact]) -> Iterator[Fact]:
    """Find what the prose says was done on a date, by public bodies and by others.

    Args:
        reading: the document.
        policies: those that it tells of, whose issuing is no second event.
    """
    over = heads(reading)
    block, before, last = -1, list[str](), ""  # ``last``: when the last act of a section was
    section: Section | None = None
    for sentence in reading.sentences:
        if sentence.block != block:
            block, before = sentence.block, []
            here = reading.section_at(sentence.span.start)
            section, last = here, last if here is section else ""
        own = sentence.entry.date if sentence.entry else None  # of the news that it belongs to
        named = list(reading.times(sentence.text, sentence.span.start))
        meant = [
            time
            for time in away(sentence.text, named, own or last or None)
            if time[0] and not _YEARS.search(sentence.text, time[1], time[2])
        ]
        times = [time for time in (*named, *meant) if time[0] != own]
        if times:
            head = over.get(block) or _title(reading, sentence)
            if sentence.entry and not head:
                head = next(iter(actors_of(reading, headline(reading, sentence.entry))), None)
            for event in _told(reading, sentence, times, _it(before, head), policies):
                last = event.when or last
                yield event
        before.append(sentence.text)


def _it(before: Sequence[str], head: str | None) -> tuple[str, ...]:
    """Name what "it" stands for: who last acted in the paragraph, or else whose it is."""
    told = [text for text in reversed(before[-_BACK:]) if not _FOUNDED.match(text)]
    acts = (actors(text)[:1] or _presented(text) for text in told)
    return next(filter(None, acts), (head,) if head else ())


def _presented(text: str) -> tuple[str, ...]:
    """Name whom a sentence presents: "The oldest is Acme, a maker of cranes"."""
    is_one = _IS.match(text)
    names = [name for name in find_names(text) if is_one and name[0] == is_one.end()]
    return tuple(text[slice(*name)] for name in names)


def _title(reading: Reading, sentence: Sentence) -> str | None:
    """Give the heading over a sentence where it is a name of several words and nothing else."""
    section = reading.section_at(sentence.span.start)
    title = section.path[-1] if section and len(section.path) > 1 else ""
    return title if find_names(title) == [(0, len(title))] and " " in title else None


def _told(
    reading: Reading,
    sentence: Sentence,
    times: Sequence[Time],
    it: tuple[str, ...],
    policies: Sequence[Fact],
) -> Iterator[Fact]:
    text, offset = sentence.text, sentence.span.start
    issued = [p.when for p in policies if p.when and tells_of(p, sentence.span, text)]
    due = [*deadlines(text, times)]
    acts = [*deeds(text, [time for time in times if time[0] not in {one.when for one in due}], it)]
    dated = {deed.when for deed in (*acts, *due)}
    papers = [
        paper
        for paper in (dated_papers(text, times, it) if not _is_note(reading, sentence) else ())
        if paper.when not in dated and not _is_known(text[paper.verb :], paper.when, policies)
    ]
    for deed in (*acts, *papers, *due):
        if deed.when == reading.document.meta.issued and _OUT.match(text, deed.verb):
            continue  # the document's own
        if any(deed.when.startswith(day) or day.startswith(deed.when) for day in issued):
            continue
        who = [name for name in deed.who if not reading.is_common(name)]
        body = () if who else public_subject(text[deed.start : deed.end])
        kind = Kind.POLICY_EVENT if body or deed in due else _kind(reading, deed, who, text)
        if kind:
            yield event_fact(
                reading,
                kind,
                [*body, *(name for name in who if not is_paper(name))],
                deed.when,
                reading.span(offset + deed.start, offset + deed.end),
                text[deed.start : deed.end],
                {"action": text[deed.verb : deed.end].rstrip(".")},
            )


def _is_note(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence of a note has no verb: the date of its paper says what is cited."""
    noted = reading.document.blocks[sentence.block].kind is BlockKind.FOOTNOTE
    return noted and FIRST_VERB.search(sentence.text) is None


def _is_known(told: str, when: str, policies: Sequence[Fact]) -> bool:
    """Whether a paper of some kind, by its first word, and date is a policy of the document."""
    kind = told.split(maxsplit=1)[0].rstrip(",").lower()
    return any(p.when == when and kind in (p.subject or "").lower().split() for p in policies)


def _kind(reading: Reading, deed: Deed, who: Sequence[str], text: str) -> Kind | None:
    """Tell whose event a deed is; what a public body runs, or is put on a list, is policy."""
    if _LISTED.match(text, deed.verb) or _IN_FORCE.match(text, deed.verb):
        return Kind.POLICY_EVENT
    beside = written_names(text[deed.start : deed.verb]) if who else []
    if any(is_public(reading, name) for name in beside):
        return Kind.POLICY_EVENT
    known = kind_by(reading, who, text[deed.start : deed.end])
    ruled = len(deed.when) > len("2021") and _RULED.match(text, deed.start, deed.verb)
    return known or (Kind.POLICY_EVENT if ruled else None)
