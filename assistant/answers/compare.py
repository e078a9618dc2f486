"""Things compared: the value of each, which of them it makes, and how far they are apart; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.comparison import Comparison, comparison
from assistant.answers.measures import apart, gap, moment, ratio
from assistant.answers.mentions import mentions
from assistant.answers.relations import ordered, relations
from assistant.answers.sides import ABOUT, Value, about, are_told_together, best_values, held
from assistant.answers.span import shorten
from assistant.answers.told import Told
from assistant.answers.wanted import Type
from assistant.question import Kind
from corpus.sentences import sentence_spans
from index.operators import LEAST, MOST, operator_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_MATTERS, _AHEAD = 0.2, 0.15  # of what is asked, said of one thing; by so much more than of others
# "More firms" may be told by their shares, and "the higher cap" in money.
_MAY_BE_TOLD_IN = {Type.AMOUNT: (Type.PERCENT, Type.MONEY), Type.MONEY: (Type.PERCENT,)}
_OF_BOUNDS = re.compile(r"\b(?:caps?|ceilings?|limits?|maxim\w+|minim\w+|thresholds?)\b", re.I)
_RANK = re.compile(r"\brank(?:s|ed|ing)?\b", re.IGNORECASE)
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_NEAR = 0.25  # behind the best sentence, of those that are given as they stand
_RELATING = 4  # sentences that may put one thing before the other


def compare(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Compare the things that a question names.

    Args:
        query: the question.
        ranked: sentences, best first.
        document: gives a document by its id.

    Returns:
        "B (1962 against 1981)" where the question asks which, else "A: 34%; B: 2.5%; difference
        31.5 points", with the sentences that tell the values; None where a value is missing, or
        where it is not sure that they are of one measure.
    """
    asked = comparison(query)
    if asked is None:
        return None
    if asked.type is Type.PHRASE and asked.which:
        return _by_matter(query, asked, ranked)
    if asked.type is Type.PHRASE:
        return None if query.kind is Kind.YES_NO else _in_words(query, asked, ranked)
    values = best_values(query, asked, ranked, document)
    for other in _MAY_BE_TOLD_IN.get(asked.type, ()):
        told = best_values(query, replace(asked, type=other), ranked, document)
        fits = other is not Type.MONEY or all(map(_is_money, told))
        values = told if fits and _speak(told) > _speak(values) + _AHEAD else values
    scored = tuple(dict.fromkeys(value.scored for value in values))
    if not asked.ranked and values and all(map(_is_rank, values)):
        asked = replace(asked, sign=-asked.sign, ranked=True)
    apart = asked.which and not are_told_together(asked, values)
    if apart and (said := _by_relation(query, asked, ranked)):
        return said  # what says which is more goes before amounts from two sentences
    short = _told(query, asked, values) if values else ""
    if short:
        return Told(short, scored, alone=True)
    if query.kind is Kind.YES_NO and asked.sign and _THAN.search(query.asked):
        return _of_one_alone(query, asked, ranked)
    return _by_relation(query, asked, ranked)


def _of_one_alone(query: Query, asked: Comparison, ranked: Sequence[Scored]) -> Told | None:
    """Give sentences as they stand where the best ones speak of one thing of a comparison alone.

    What they say of it is neither a yes nor a no; None where one of them speaks of all things.
    """
    texts = [s.candidate.text for s in ranked[:_RELATING]]
    named = [[bool(mentions(thing, text)) for thing in asked.things] for text in texts]
    if not texts or not any(named[0]) or any(map(all, named)):
        return None
    return replace(in_their_words(query, ranked), share=0.0)


def leaves_open(query: Query, short: str, sentence: str) -> bool:
    """Whether a question gives a choice of things, and an answer names none of them for sure.

    Args:
        query: the question.
        short: the answer.
        sentence: that it stands in.
    """
    asked = comparison(query)
    if asked is None or not asked.which or asked.type is Type.DATE:
        return False
    if not _gives_choice(query.asked, asked.things):
        return False
    return "respectively" in sentence or not any(mentions(t, short) for t in asked.things)


def _gives_choice(question: str, things: Sequence[str]) -> bool:
    """Whether a question sets "or" between things: "A or B"."""
    return any(
        one in question and re.match(rf",?['’]?s? or .{{0,20}}{re.escape(other)}", rest)
        for one, other in pairwise(things)
        for rest in [question.partition(one)[2]]
    )


def in_their_words(query: Query, ranked: Sequence[Scored]) -> Told:
    """Give the sentence that speaks of all things compared, or the best one of each, as it stands.

    It is the best sentence where one of them is not spoken of near that.
    """
    asked = comparison(query)
    near = [scored for scored in ranked if scored.score >= ranked[0].score - _NEAR]
    best = (_of_all_things(asked.things, near) if asked else ()) or (ranked[0],)
    whole = asked and all(mentions(thing, best[0].candidate.text) for thing in asked.things)
    short = "; ".join(shorten(s.candidate.text) for s in best)
    return Told(short, best, alone=bool(whole) or len(best) > 1)


def _of_all_things(things: Sequence[str], near: Sequence[Scored]) -> tuple[Scored, ...]:
    """Give the first sentence that speaks of all things, or else the first of each.

    Empty where one of them is spoken of in none.
    """
    named = [[bool(mentions(thing, s.candidate.text)) for thing in things] for s in near]
    whole = next((s for s, held in zip(near, named, strict=True) if all(held)), None)
    if whole:
        return (whole,)
    each = [
        next((s for s, held in zip(near, named, strict=True) if held[at]), None)
        for at in range(len(things))
    ]
    return tuple(dict.fromkeys(found for found in each if found)) if all(each) else ()


def _is_rank(value: Value) -> bool:
    """Tell whether a table gives a value as a place in a ranking, where 1 is the best."""
    return value.text.isdigit() and bool(
        _RANK.search(value.label or value.scored.candidate.context)
    )


def _speak(values: Sequence[Value]) -> float:
    """Tell how far the sentences of values speak of what is compared, 0 to 1."""
    return min((value.about for value in values), default=-1.0)


def _is_money(value: Value) -> bool:
    return value.measured is not None and value.measured.unit.isupper()


def _told(query: Query, asked: Comparison, values: Sequence[Value]) -> str:
    texts = [value.with_unit() for value in values]
    named = [f"{thing}: {text}" for thing, text in zip(asked.things, texts, strict=True)]
    sizes = [_size(asked, value) for value in values]
    known = [size for size in sizes if size is not None]
    apart_by = _difference(asked, values)
    if asked.over_time and asked.sign and len(known) == 2 and known[0] == known[1]:
        return ""  # "how much did it grow": the same value twice is rather that of one year
    if not asked.which:
        if query.kind is Kind.YES_NO:
            return _verdict(asked, known, named, apart_by)
        return "; ".join([*named, apart_by] if apart_by else named)
    if len(known) < len(values) or len(set(known)) < len(known):
        return ""
    best = known.index(max(known) if asked.sign > 0 else min(known))
    rivals = [text for at, text in enumerate(texts) if at != best]
    if not _OF_BOUNDS.search(query.asked) and _is_open(asked, texts[best], rivals):
        return ""
    told = f"{texts[best]} against {' and '.join(rivals)}"
    far = f"; {apart_by}" if apart_by and asked.apart else ""
    return f"{asked.things[best]} ({told}{far})"


def _is_open(asked: Comparison, best: str, rivals: Sequence[str]) -> bool:
    """Tell whether a bound leaves open which is more: "no more than 8" may be less than 4."""
    no_less, no_more = (MOST, LEAST) if asked.sign > 0 else (LEAST, MOST)
    own, others = operator_of(best), [operator_of(rival) for rival in rivals]
    if own in no_less:
        return any(other not in no_less for other in others)
    return own not in no_more and any(other in no_more for other in others)


def _verdict(asked: Comparison, sizes: Sequence[float], named: Sequence[str], by: str) -> str:
    """Answer whether the first thing is more than the second, or the later year than the earlier.

    Empty where the question does not ask that, or a value cannot be told in numbers.
    """
    if len(sizes) != 2 or not asked.sign:
        return ""
    one, other = sizes[::-1] if asked.over_time else sizes
    if one == other:
        return ""  # the same value twice is rather that of one thing than of both
    said = "Yes" if (one - other) * asked.sign > 0 else "No"
    return f"{said} ({'; '.join([*named, by] if by else named)})"


def _size(asked: Comparison, value: Value) -> float | None:
    if asked.type is Type.DATE:
        return moment(value.text)
    return float(value.measured.size) if value.measured else None


def _difference(asked: Comparison, values: Sequence[Value]) -> str:
    """Say how far two values are apart, if they are two and of one unit; else nothing."""
    if len(values) != 2:
        return ""
    one, other = (value.with_unit() for value in values)
    if asked.type is Type.DATE:
        return f"{found} apart" if (found := apart(one, other)) else ""
    times = ratio(one, other) if asked.times else ""
    found = gap(one, other)
    return times or (f"difference {found}" if found else "")


def _by_relation(query: Query, asked: Comparison, ranked: Sequence[Scored]) -> Told | None:
    """Answer by sentences that put one thing before the other, without values of them."""
    if not (asked.which or asked.order) or asked.over_time:
        return None
    for scored in ranked[:_RELATING]:
        text = scored.candidate.text
        told = [
            text[a:b] for a, b in sentence_spans(text) if held(query, asked, text[a:b]) >= ABOUT
        ]
        order = ordered(
            len(asked.things), {p for one in told for p in relations(asked.things, one)}
        )
        if order and asked.order:
            return Told(", then ".join(asked.things[at] for at in order), (scored,), alone=True)
        if order:
            best = order[-1] if asked.sign < 0 else order[0]
            return Told(asked.things[best], (scored,), alone=True)
    return None


def _by_matter(query: Query, asked: Comparison, ranked: Sequence[Scored]) -> Told | None:
    """Choose the thing of which a sentence says what is asked, where none says it of another."""
    told = {
        thing: [
            (held(query, asked, scored.candidate.text), scored)
            for scored in ranked
            if mentions(thing, scored.candidate.text)
            and not any(mentions(o, scored.candidate.text) for o in asked.things if o != thing)
        ]
        for thing in asked.things
    }
    best = sorted(
        ((*max(found, key=lambda one: one[0]), thing) for thing, found in told.items() if found),
        key=lambda one: -one[0],
    )
    if not best or best[0][0] < _MATTERS or (best[1:] and best[1][0] > best[0][0] - _AHEAD):
        return None
    return Told(best[0][2], (best[0][1],), alone=True)


def _in_words(query: Query, asked: Comparison, ranked: Sequence[Scored]) -> Told | None:
    """Give the sentence that speaks of all things, or else the best one of each."""
    near = [scored for scored in ranked if about(query, asked, scored) >= ABOUT]
    found = _of_all_things(asked.things, near)
    if len(found) < 2:
        return Told(shorten(found[0].candidate.text), found, alone=True) if found else None
    if len(found) < len(asked.things):
        return None
    each = zip(asked.things, found, strict=True)
    return Told("; ".join(f"{t}: {shorten(s.candidate.text)}" for t, s in each), found, alone=True)
