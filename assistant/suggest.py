"""Questions to go on with: made of the facts that stand where an answer was found; pure.

Each is asked before it is offered, and offered only where its answer stands on its fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Status
from assistant.courtesies import bare
from index.facts.fact import Fact, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from corpus.documents import Document, Span

MOST = 3  # questions that are offered
TRIED = 8  # questions that are asked for them
_LONGEST = 90  # characters of a name that a question can bear
_KINDS = (Kind.POLICY, Kind.TARGET, Kind.AMOUNT, Kind.POLICY_EVENT, Kind.DEFINITION)
_ODD = re.compile(r"[;|\n?]|^\W*$")
_SHORT_NAME = re.compile(r"[A-Z][A-Z&0-9]{1,7}")
_NAME = re.compile(r"[A-Z][\w-]*(?: (?:of|for|and|the|in|on|[A-Z(][\w()-]*))+")  # of several words
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question with the place that its answer should stand at."""

    question: str
    span: Span


def candidates(
    answer: Answer, documents: Iterable[Document], facts: Iterable[Fact], asked: Collection[str]
) -> list[Suggestion]:
    """Make questions of facts, those of the sections that an answer cites first.

    Args:
        answer: what was answered.
        documents: those that it cites.
        facts: theirs.
        asked: the questions of the conversation, which are not made again.
    """
    known = {document.id: document for document in documents}
    cited = [citation.span for citation in where(answer)]
    near = [_section(known[span.doc_id], span) for span in cited if span.doc_id in known]
    told = {bare(one) for one in (*asked, answer.question, answer.standalone)}
    made: dict[bool, dict[Kind, list[Suggestion]]] = {near: {} for near in (True, False)}
    for fact in facts:
        close = any(fact.span.overlap(section) for section in near)
        for question in _questions(fact):
            if bare(question) not in told:
                told.add(bare(question))
                made[close].setdefault(fact.kind, []).append(Suggestion(question, fact.span))
    return [*_in_turn(made[True]), *_in_turn(made[False])]


def starters(facts: Iterable[Fact]) -> list[Suggestion]:
    """Make questions to begin with: who issued a policy, and when, and what letters stand for."""
    made: dict[Kind, list[Suggestion]] = {}
    for fact in facts:
        if fact.kind in (Kind.POLICY, Kind.DEFINITION):
            own = (Suggestion(question, fact.span) for question in _questions(fact))
            made.setdefault(fact.kind, []).extend(own)
    return list(_in_turn(made))


def _in_turn(made: Mapping[Kind, Sequence[Suggestion]]) -> Iterator[Suggestion]:
    """Give the first question of each kind, then the second, so that they differ."""
    rounds = zip_longest(*(made.get(kind, ()) for kind in _KINDS))
    return (one for one in chain.from_iterable(rounds) if one is not None)


def where(answer: Answer) -> tuple[Citation, ...]:
    """List the places that questions are made from: those cited, else the nearest."""
    return answer.citations or answer.searched.nearest


def answerable(
    suggestions: Iterable[Suggestion], ask: Callable[[str], Answer], told: str
) -> tuple[str, ...]:
    """Keep the first questions that are answered from where they were made, with news.

    Args:
        suggestions: the most wanted first; so many are tried that it takes no longer than a few
            questions do.
        ask: answers a question.
        told: the short answer that was given already.
    """
    found: list[str] = []
    given = {told}
    for one in islice(suggestions, TRIED):
        answer = ask(one.question)
        stands = any(citation.span.overlap(one.span) for citation in answer.citations)
        if answer.status is Status.ANSWERED and stands and answer.short not in given:
            given.add(answer.short)
            found.append(one.question)
        if len(found) == MOST:
            break
    return tuple(found)


def _section(document: Document, span: Span) -> Span:
    section = document.section_at(span.start)
    start, end = (section.start, section.end) if section else (span.start, span.end)
    return type(span)(document.id, start, end)


def _questions(fact: Fact) -> Iterator[str]:
    """Make questions that a fact answers; none where they would read oddly."""
    if fact.kind is Kind.POLICY_EVENT and fact.issuers and _plain(fact.issuers[0]):
        if month := re.match(r"\d{4}-\d{2}", fact.when or ""):
            when = date.fromisoformat(f"{month.group()}-01")
            yield f"What did {_definite(fact.issuers[0])} do in {when:%B %Y}?"
        return
    name = " ".join((fact.subject or "").split())
    if not _plain(name):
        return
    the = _definite(name)
    if fact.kind is Kind.POLICY and fact.issuers:
        yield f"Which body issued {the}?"
    if fact.kind is Kind.POLICY and fact.when:
        yield f"When was {the} issued?"
    if fact.kind is Kind.DEFINITION and _SHORT_NAME.fullmatch(name):
        yield f"What does {name} stand for?"
    if fact.kind is Kind.TARGET and fact.when and _NAME.fullmatch(name):
        yield f"What does {the} aim for by {fact.when[:4]}?"
    if fact.kind is Kind.AMOUNT and _CURRENCY.fullmatch(fact.unit or "") and _NAME.fullmatch(name):
        yield f"How much money is named for {the}?"


def _plain(name: str) -> bool:
    return 0 < len(name) <= _LONGEST and not _ODD.search(name)


def _definite(name: str) -> str:
    """Put "the" before a name of several words that has no article yet."""
    alone = " " not in name or re.match(r"(?:the|an?|our)\b|\W", name, re.IGNORECASE)
    return name if alone else f"the {name}"
