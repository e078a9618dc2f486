"""Ranked sentences to an answer: which to give, and the short answer; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.anchor import anchor
from assistant.answers.compare import in_their_words, leaves_open
from assistant.answers.kinds import answer_of_kind
from assistant.answers.meant import of_what_is_meant
from assistant.answers.partners import with_partners
from assistant.answers.span import find_spans, shorten
from assistant.answers.told import Quoted, Told
from assistant.answers.units import in_currency, with_unit
from assistant.answers.wanted import wanted
from assistant.computed.wording import amount
from assistant.question import Kind, may_want_several
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Version
    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

MOST_SENTENCES = 4
MOST_WORDS = 110
# Kinds that one sentence answers; the others need several.
_BRIEF = frozenset({Kind.DATE, Kind.NUMBER, Kind.PERSON, Kind.NAME, Kind.YES_NO, Kind.DEFINITION})
_TWO_PARTS = re.compile(
    r"\band (?:(?:to|by|in|of|for|with|from) )?(?:what|who|whom|whose|which|when|where|how)\b",
    re.IGNORECASE,
)
_IN_ENGLISH = re.compile(r"[A-Za-z]{2,}(?:\W+[A-Za-z]{2,}){2}")
_IN_TENS_OF_THOUSANDS = re.compile(r"\D{0,4}\d[\d.,]*\s?[万亿]{1,2}\s?\w{0,4}")
_TITLE = re.compile(
    r"(?:Annex|Appendix|Table|Figure|Exhibit|Chart|Box|Part|Chapter|Section)\b[^.;?!]{1,120}"
)
_SCALES = tuple(
    (re.compile(rf"\bin (?:units of )?(?:{names})(?=$|\W)", re.IGNORECASE), size)
    for names, size in (
        (r"10[, ]?000s?|ten thousands?|tens of thousands|万", 10**4),
        (r"hundred millions?|hundreds of millions|亿", 10**8),
    )
)
MOST_BRIEF, NEAR_BRIEF = 3, 0.10
RIVAL = 0.8  # behind the best short answer; the sentence of one that is nearer is given too
NEAR_BEST = 0.22  # behind the best score; what is further behind is not given


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer before its citations are verified.

    Attributes:
        short: the answer alone.
        items: for a list, its items; otherwise empty.
        sentences: in the order shown.
        share: probability of the short answer among those proposed; None where it is the answer
            of one kind of question.
        versions: what each document says where they differ, the newest first; else empty.
    """

    short: str
    items: tuple[str, ...]
    sentences: tuple[Quoted, ...]
    share: float | None = None
    versions: tuple[Version, ...] = ()


NOTHING = Composed("", (), ())


def compose(query: Query, ranked: Sequence[Scored], document: Documents) -> Composed:
    """Compose an answer from ranked sentences.

    Args:
        query: the question.
        ranked: best first.
        document: gives a document by its id.
    """
    if not ranked:
        return NOTHING
    ranked = of_what_is_meant(query, ranked)
    sure = answer_of_kind(query, ranked, document)
    if sure is None and (query.kind is Kind.LIST or may_want_several(query.asked)):
        ranked = [one for one in ranked if not _only_names(one)] or ranked
    told = sure or _general(query, ranked, document)
    if any(item.spans for item in told.items):
        return _of_list(told)
    brief = _is_brief(query)
    line = ranked[0].score - (NEAR_BRIEF if brief else NEAR_BEST)
    first = told.stands if sure or brief or told.alone else ()
    if first and (named := anchor(query, first[0], ranked)):
        first = (first[0], named, *first[1:])
    near = [s for s in ranked if not told.alone and s not in first and s.score >= line]
    most = MOST_BRIEF if brief else MOST_SENTENCES
    items = tuple(item.text for item in told.items)
    short = _readable(query.asked, told.short)
    chosen = _choose([*first, *near], most)
    if not sure and told.share is not None and not _are_held(told.stands[0], chosen):
        chosen = [*_choose(told.stands[:1]), *chosen[: most - 1]]
    return Composed(short, items, tuple(chosen), told.share)


def _are_held(scored: Scored, chosen: Sequence[Quoted]) -> bool:
    """Tell whether what a short answer was cut out of is among the sentences to be given."""
    return any(span.overlap(scored.candidate.span) for one in chosen for span in one.spans)


def _readable(question: str, short: str) -> str:
    """Give an amount in the magnitude that is asked for, and one in 万 or 亿 in others as well."""
    found = [one for one in quantities(short) if one.high is None]
    scaled = next((size for form, size in _SCALES if form.search(question)), 0)
    if scaled and len(found) == 1:
        return f"{amount(found[0].value / scaled, None)} ({short})"
    if not _IN_ENGLISH.search(question) or not _IN_TENS_OF_THOUSANDS.fullmatch(short):
        return short
    return f"{short} ({amount(found[0].value, found[0].unit)})" if len(found) == 1 else short


def _of_list(told: Told) -> Composed:
    items = tuple(item.text for item in told.items)
    said = {span for item in told.items for span in item.spans}
    rest = [quoted for quoted in _choose(told.stands) if not said.intersection(quoted.spans)]
    return Composed(told.short, items, (*rest, *told.items))


def _is_brief(query: Query) -> bool:
    """Tell whether a sentence or two are the whole answer; a follow-up may mean more."""
    named = query.kind in (Kind.NAME, Kind.PERSON)
    several = named and may_want_several(query.asked)
    alone = query.asked == query.standalone and not _TWO_PARTS.search(query.asked)
    return query.kind in _BRIEF and alone and not several


def _choose(ranked: Sequence[Scored], most: int = MOST_SENTENCES) -> list[Quoted]:
    """Take the best sentence and those near it, within the length of an answer.

    The same sentence in another document becomes another place of the first; one that holds a
    sentence already taken is left out.

    Args:
        ranked: best first.
        most: how many sentences.
    """
    chosen: dict[str, Quoted] = {}
    for scored in ranked:
        text, span = scored.candidate.text, scored.candidate.span
        same = chosen.get(text.casefold())
        if same:
            chosen[text.casefold()] = Quoted(same.text, (*same.spans, span))
        elif not any(span.overlap(other) for q in chosen.values() for other in q.spans):
            words = sum(len(quoted.text.split()) for quoted in chosen.values())
            if chosen and (len(chosen) == most or words + len(text.split()) > MOST_WORDS):
                break
            chosen[text.casefold()] = Quoted(text, (span,))
    return list(chosen.values())


def _only_names(scored: Scored) -> bool:
    """Whether a sentence but leads in to several things, or is the title over them."""
    text = scored.candidate.text
    return text.endswith((":", "：")) or bool(_TITLE.fullmatch(text))


def _general(query: Query, ranked: Sequence[Scored], document: Documents) -> Told:
    """Cut the short answer out of the best sentences, or give the best of them."""
    best = ranked[0]
    found = find_spans(query, ranked, document)
    if not found:
        return Told(shorten(best.candidate.text), (best,))
    near = tuple(f.scored for f in found if f.score >= found[0].score - RIVAL)
    first = found[0].scored.candidate
    short = with_partners(found[0].text, first.text, wanted(query))
    if leaves_open(query, short, first.text):
        return in_their_words(query, ranked)
    short = with_unit(short, first, document(first.span.doc_id))
    short = in_currency(query.asked, short, first.text)
    return Told(short, near, share=found[0].share)
