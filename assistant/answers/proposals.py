"""Stretches of sentences that may be the short answer, by the rules and by the reader; pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.another.year import years_asked
from assistant.answers.attached import elsewhere
from assistant.answers.conjuncts import across_the_contrast, in_other_conjuncts
from assistant.answers.fields import Field, asked_for, fields, within_one
from assistant.answers.roles import in_another_role
from assistant.answers.stretches import MOST_READ, Stretch, is_news, stretches
from assistant.answers.unfit import MOST_AFTER, unfit
from assistant.answers.values import whole
from assistant.answers.wanted import MEASURED, Type, Wanted
from assistant.candidates import told_before
from index.aliases import aliases
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from assistant.candidates import Candidate
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

MOST_WORDS = 30  # of a table's cell or a labelled line that is proposed whole
UNSEEN = -12.0  # logits of what the reader saw in no passage
_BESIDE = 30  # characters; within them a shared word speaks at least half for a stretch
_ACTING = (Type.BODY, Type.ACTOR, Type.PERSON)
_NAMED = (Type.PLACE, *_ACTING)
TRIED = 6
"""Sentences of the ranking whose stretches are proposed."""
_OF_SENTENCE = 4  # stretches that the rules propose of each
# What a stretch gains by rule from its sentence, its neighbours, its type and its label.
SENTENCE, NEAR, FIT, LABEL, SIDE, LATER = 2.2, 0.8, 0.6, 0.6, 0.2, 0.35
ROW = 0.7  # of the question's weight that a table row holds
AFTER_DATE = 0.7  # "the school opened in May 2018 and …": a date belongs to what stands before it
_REFERS = re.compile(r" ?\((?:see|cf\.?|figure|table|page) [^()]*\)?$", re.IGNORECASE)
_COLUMNS_LOST = re.compile(r"(?<![\w.,])\d[\d,.]*(?: ?%)? +\d[\d,.]*(?: ?%)?(?![\w,.])")
_ENCLOSED = re.compile(r"[(（][^()（）]*[)）]")
_BRACKET = re.compile(r"[()（）]")
_SEVERAL_SENTENCES = re.compile(r"^\W*\d|[.!?] [A-Z]")
_TWO_YEARS = re.compile(
    r"\b(?:between|from) (?P<first>(?:19|20)\d\d) (?:and|to) (?P<last>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OPENS, _ENDS = re.compile(r"(?<!\w)"), re.compile(r"(?!\w|[.,]\d)")
_BREAK = re.compile(r"[;:.()|]|\b(?:but|while|whereas|although|against)\b")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A stretch that may be the short answer, with what speaks for it.

    Attributes:
        text: as it stands in the document.
        scored: the sentence that it was cut out of.
        rule: score by the rules, to be compared within one question; None where the reader alone
            proposed it.
        logits: what the reader gives it, less what it gives "no answer", the mean of the ways in
            which it saw the sentence; 0 without a reader.
        fit: how well it, or what it overlaps, fits the type wanted, 0 to 1.
    """

    text: str
    scored: Scored
    rule: float | None
    logits: float
    fit: float


def proposals(
    query: Query, want: Wanted, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> Iterator[Proposal]:
    """Propose short answers, the same text of a sentence once.

    Args:
        query: the question.
        want: what it wants.
        ranked: sentences, best first.
        document: gives a document by its id.
    """
    best = ranked[0].score if ranked else 0.0
    for scored in ranked[:TRIED]:
        behind = SENTENCE * (best - scored.score)
        text, held = scored.candidate.text, document(scored.candidate.span.doc_id)
        parts = fields(held, scored.candidate)
        typed = stretches(text, want, _said(query), query.known)
        if scored.candidate.block.cells:
            other = _of_other_columns(query, want, scored.candidate, parts, typed)
        else:
            other = _of_others(query, want, scored.candidate, typed, held)
        by_rule = sorted(_answers(query, want, scored, parts, typed), key=lambda one: -one[1])
        own = [one for one in by_rule if not _lies_in(text, one[0], other)]
        found: dict[str, float | None] = {}
        for words, score in own[:_OF_SENTENCE]:
            found.setdefault(words, score - behind)
        for seen in filter(None, (sight.best(0, len(text)) for sight in scored.sights)):
            read = _balanced(text[slice(*whole(text, seen.start, seen.end))].rpartition("\n")[2])
            if not scored.candidate.block.cells:
                read = within_one(read, parts)
            elif " | " in read:
                continue  # several cells are no one thing
            if is_news(read, _said(query)) and not _lies_in(text, read, other):
                found.setdefault(read, None)
        for words, rule in found.items():
            if bare := _at_its_year(query.standalone, text, _REFERS.sub("", words)):
                yield _proposal(bare, scored, rule, typed)


def _balanced(words: str) -> str:
    """Cut off what stands outside of a bracket that is not closed, or not opened."""
    held = _ENCLOSED.sub(lambda found: "_" * len(found[0]), words)
    if (lone := _BRACKET.search(held)) is None:
        return words.strip(" ,.;:")
    before, after = words[: lone.start()].strip(" ,.;:"), words[lone.end() :].strip(" ,.;:")
    return before or after


def _at_its_year(question: str, text: str, words: str) -> str:
    """Give the end of "from A to B" whose year is asked for: "rose from 9 to 21 from 2015 to 2020".

    Args:
        question: standing alone.
        text: the sentence.
        words: what it proposes.
    """
    one, joint, other = words.partition(" to ")
    ends = _TWO_YEARS.search(text) if joint and f"from {words}" in text else None
    asked = years_asked(question) if ends else frozenset()
    if ends is None or len(asked) != 1:
        return words
    at = [int(ends["first"]), int(ends["last"])]
    return (one, other)[at.index(min(asked))] if asked <= set(at) else words


def _of_others(
    query: Query, want: Wanted, candidate: Candidate, typed: Sequence[Stretch], held: Document
) -> frozenset[Stretch]:
    """Find the stretches of a sentence that are of another thing than the one asked for."""
    if not typed:
        return frozenset()
    asked, text, span = query.standalone, candidate.text[:MOST_READ], candidate.span
    after = held.text[span.end : span.end + MOST_AFTER]
    other = unfit(asked, want, text, after, typed)
    if want.type in MEASURED:
        rest = [one for one in typed if one not in other]
        other |= elsewhere(asked, text, rest, told_before(candidate, held), held.meta.issued)
        rest = [one for one in rest if one not in other]
        other |= in_other_conjuncts(asked, want.noun, text, rest)
    elif want.type in _NAMED:
        other |= across_the_contrast(asked, text, typed)
    if want.type in (*_ACTING, Type.NAME):
        rest = [one for one in typed if one not in other]
        other |= in_another_role(query.asked, asked, text, rest)
    return other


def _of_other_columns(
    query: Query,
    want: Wanted,
    candidate: Candidate,
    parts: Sequence[Field],
    typed: Sequence[Stretch],
) -> frozenset[Stretch]:
    """Find what stands in other columns than the only one that the question names.

    Its head has all words that are asked for; or else it is the one whose words all are asked. All
    is of any column where a row's columns are lost.
    """
    if len(candidate.block.cells) == 1 and _COLUMNS_LOST.search(candidate.text):
        return frozenset(typed)
    asked = stems(query.standalone)
    headed = [part.value for part in parts if want.noun and want.noun <= stems(part.label)]
    named = [(part.value, stems(part.label)) for part in parts]
    headed = headed or [value for value, words in named if words and words <= asked]
    if len(headed) != 1 or candidate.text.count(headed[0]) != 1:
        return frozenset()
    start = candidate.text.index(headed[0])
    own = [one for one in typed if start <= one.start < start + len(headed[0])]
    return frozenset(one for one in typed if own and one not in own)


def _place(text: str, words: str) -> int:
    """Find words in a sentence, and not within others: "1.2" in "1.25 or 1.2"; -1 for nowhere."""
    first = at = text.find(words)
    while at >= 0 and not (_OPENS.match(text, at) and _ENDS.match(text, at + len(words))):
        at = text.find(words, at + 1)
    return first if at < 0 else at


def _lies_in(text: str, words: str, numbers: Collection[Stretch]) -> bool:
    start = _place(text, words) if numbers else -1
    return any(start < one.end and start + len(words) > one.start for one in numbers)


def _proposal(text: str, scored: Scored, rule: float | None, typed: Sequence[Stretch]) -> Proposal:
    start = _place(scored.candidate.text, text)
    end = start + len(text)
    logits = 0.0
    if scored.sights:
        seen = [sight.score(start, end) if start >= 0 else None for sight in scored.sights]
        logits = sum(UNSEEN if one is None else one for one in seen) / len(seen)
    fits = (one.fit for one in typed if start >= 0 and one.start < end and one.end > start)
    return Proposal(text, scored, rule, logits, max(fits, default=0.0))


def _answers(
    query: Query,
    want: Wanted,
    scored: Scored,
    parts: Sequence[Field],
    typed: Sequence[Stretch],
) -> list[tuple[str, float]]:
    """List the answers that one sentence can give, with their scores."""
    candidate = scored.candidate
    if not parts:
        return _of_prose(query, want, candidate.text, typed)
    held = sum(weight for *_, weight in _places(query, " ".join(f.value for f in parts)))
    return [
        (text, score + (ROW * held if candidate.block.cells else 0.0))
        for part in parts
        for text, score in _of_field(query, want, part)
    ]


def _of_prose(
    query: Query, want: Wanted, text: str, found: Sequence[Stretch]
) -> list[tuple[str, float]]:
    """Give the stretches found in a text, with their scores."""
    read = text[:MOST_READ]
    places, breaks = _places(query, read), [mark.span() for mark in _BREAK.finditer(read)]
    return [(read[s.start : s.end], _score(want, s, places, breaks)) for s in found]


def _of_field(query: Query, want: Wanted, field: Field) -> list[tuple[str, float]]:
    label, said = LABEL * asked_for(field, want, stems(query.asked)), _said(query)
    typed = stretches(field.value, want, said, query.known)
    found = _of_prose(query, want, field.value, typed)
    news = set(map(stem, terms(field.value))) - said
    named = want.type is Type.NAME or (
        want.type in (Type.BODY, Type.ACTOR) and not _SEVERAL_SENTENCES.search(field.value)
    )
    if named and news and len(field.value.split()) <= MOST_WORDS:
        found.append((field.value, FIT * 0.7))
    return [(text, fit + label) for text, fit in found]


def _said(query: Query) -> frozenset[str]:
    """Give the stems of what a question says, with the name of a month for its first letters."""
    told = terms(query.known)
    months = (name.lower() for name in month_name if name[:3].lower() in told)
    return frozenset(map(stem, (*told, *months)))


def _score(
    want: Wanted,
    stretch: Stretch,
    places: Sequence[tuple[int, int, float]],
    breaks: Sequence[tuple[int, int]],
) -> float:
    """Score a stretch by the question's words around it, and by its type.

    Args:
        want: what the question wants.
        stretch: of a sentence.
        places: where the question's words stand in the sentence, with their weight.
        breaks: where it breaks, in order.
    """
    near = 0.0
    before = after = 0.0
    for start, end, weight in places:
        if stretch.start <= start < stretch.end:
            continue
        gap = max(stretch.start - end, start - stretch.end, 0)
        at = bisect_left(breaks, (min(end, stretch.end), 0))
        broken = at < len(breaks) and breaks[at][1] <= max(start, stretch.start)
        share = weight / (1.0 + gap / _BESIDE)
        if want.type is Type.DATE and start >= stretch.end:
            share *= AFTER_DATE
        near += share * (0.5 if broken else 1.0)
        before, after = (
            before + share * (end <= stretch.start),
            after + share * (start >= stretch.end),
        )
    side = 0.0
    if want.subject is not None and before + after > 0:
        side = SIDE * (after - before) / (before + after) * (1 if want.subject else -1)
    return NEAR * near + FIT * stretch.fit + side


def _places(query: Query, text: str) -> list[tuple[int, int, float]]:
    """Find where the question's words stand, with their share of its weight.

    The words of a follow-up itself speak louder than those it takes from earlier turns.
    """
    total = sum(query.weights.values()) or 1.0
    own = stems(query.asked)
    found = []
    for word in re.finditer(r"[^\W_]+(?:[.,]\d+)*", text):
        key = stem(word.group().lower())
        if weight := query.weights.get(key):
            louder = 1.0 if key in own else LATER
            found.append((*word.span(), louder * weight / total))
    for name, span in aliases(query.standalone, text):
        weight = max((query.weights.get(key, 0.0) for key in stems(name)), default=0.0)
        found.append((*span, weight / total))
    return found
