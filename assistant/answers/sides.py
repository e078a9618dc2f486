"""The values that sentences give for things compared, chosen to be of one measure; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from assistant.answers.comparison import Comparison
from assistant.answers.counted import counted, may_count
from assistant.answers.fields import asked_for, fields
from assistant.answers.measures import Measure, measure
from assistant.answers.mentions import mentions
from assistant.answers.nearest import FITS, is_called, may_be_asked, of_thing
from assistant.answers.stretches import MOST_READ, stretches
from assistant.answers.things import OF_CHANGE
from assistant.answers.wanted import Type, Wanted, wanted
from assistant.candidates import coverage, told_before
from assistant.computed.alike import alike
from assistant.question import Kind
from corpus.documents import BlockKind
from index.heads import is_bare, scale_of, tells_change
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_AHEAD = re.compile(r"\b(?:ahead of|behind)\b", re.IGNORECASE)
_NAMED = 0.5  # what a thing's words add to the score of a row that has them all
_MOST_VALUES = 12  # of a thing that are paired with those of another
# Of what is asked besides the things: how much of it a value's sentence must speak of, and how much
# where the values of all things stand in one.
ABOUT, _ABOUT_ALL = 0.4, 0.25
_CLEAR = 0.2  # by so much the best sentence is before the next
_LITTLE = 0.1  # share of the question's weight, up to which nothing is asked besides the things
_SPEAKS = 0.5  # what speaking of all that is asked counts
# What a percentage may be told of where no share is asked for by name.
_OF_SHARES = re.compile(
    r"\b(?:grow\w*|grew|rates?|faster|slower|levels?|ris\w+|rose|fall|fell)\b", re.I
)
# Words for the same, one of which a question has and another the text.
_FOUNDING = "founded established launched created opened started commissioned"
_FOUNDED = re.compile(rf"\b(?:{'|'.join(_FOUNDING.split())}|set up)\b", re.IGNORECASE)
_CALLED = 0.4  # what a value counts that stands beside a word for what is asked
# What speaks for two values being of one measure.
_SAME_SENTENCE, _SAME_COLUMN, _SAME_TABLE, _SAME_UNIT = 0.5, 0.3, 0.2, 0.3


@dataclass(frozen=True, slots=True)
class Value:
    """A thing's value and the sentence that tells it.

    Attributes:
        text: as it stands there.
        scored: the sentence or table row.
        label: head of its column; empty in prose.
        score: higher is better.
        about: share of what is asked besides the things that its sentence speaks of.
        measured: the amount or date as a number; None where it is none.
    """

    text: str
    scored: Scored
    label: str
    score: float
    about: float
    measured: Measure | None

    def with_unit(self) -> str:
        """Write the value with the unit that the head of its column gives a bare number."""
        return scale_of(self.label).told(self.text) if is_bare(self.text) else self.text


def best_values(
    query: Query, asked: Comparison, ranked: Sequence[Scored], document: Documents
) -> tuple[Value, ...]:
    """Choose a value for each thing, so that they are most likely of one measure.

    Args:
        query: the question.
        asked: what it compares.
        ranked: sentences, best first.
        document: gives a document by its id.

    Returns:
        In the order of the things; empty where one of them has none that goes with the others.
    """
    found = _values_of(query, asked, ranked, document)
    ahead = query.kind is Kind.YES_NO and _AHEAD.search(query.asked)
    return _together(asked, found, close=bool(ahead))


def _values_of(
    query: Query, asked: Comparison, ranked: Sequence[Scored], document: Documents
) -> list[list[Value]]:
    """List the best values of each thing."""
    want = Wanted(asked.type, wanted(query).noun)
    first = _best_of_all(asked, ranked)
    clear = _clear(asked, ranked)
    shared = bool(_OF_SHARES.search(query.asked))
    noun = counted(query, asked)
    found = []
    for at, thing in enumerate(asked.things):
        rivals = [other for place, other in enumerate(asked.things) if place != at]
        values = [
            Value(text, scored, label, score + scored.score + _SPEAKS * share, share, measured)
            for scored in ranked
            if (share := _about(query, asked, scored, clear)) >= _ABOUT_ALL or scored is first
            for text, label, score in _values(query, want, thing, rivals, scored, document)
            for measured in [measure(text)]
            if want.type is not Type.AMOUNT or shared or not (measured and measured.unit == "%")
            if label or may_count(noun, measured, scored)
        ]
        found.append(sorted(values, key=lambda value: -value.score)[:_MOST_VALUES])
    return found


def _best_of_all(asked: Comparison, ranked: Sequence[Scored]) -> Scored | None:
    """Give the best sentence where it names all things: whatever it says of them is asked."""
    text = ranked[0].candidate.text if ranked else ""
    apart = len(ranked) < 2 or ranked[0].score > ranked[1].score + _CLEAR
    return ranked[0] if text and apart and all(mentions(t, text) for t in asked.things) else None


def _clear(asked: Comparison, ranked: Sequence[Scored]) -> Sequence[Scored]:
    """Give the best sentences, one for each thing, where they are clearly before the others.

    What they say of the things is asked, whatever words they have for it.
    """
    size = len(asked.things)
    best, rest = ranked[:size], ranked[size : size + 1]
    texts = [scored.candidate.text for scored in best]
    one_each = len(best) == size and all(
        any(mentions(thing, text) for text in texts) for thing in asked.things
    )
    ahead = not rest or best[-1].score > rest[0].score + _CLEAR
    return best if one_each and ahead else ()


def _about(query: Query, asked: Comparison, scored: Scored, clear: Sequence[Scored]) -> float:
    return 1.0 if scored in clear else about(query, asked, scored)


def about(query: Query, asked: Comparison, scored: Scored) -> float:
    """Tell how far a sentence speaks of what is compared, and not of the things alone."""
    return held(query, asked, f"{scored.candidate.context} {scored.candidate.text}")


def held(query: Query, asked: Comparison, text: str) -> float:
    """Tell which share of what is asked besides the things a text speaks of, 0 to 1."""
    rest = {key: query.weights.get(key, 0.0) for key in asked.rest}
    if _FOUNDED.search(text):
        text = f"{text} {_FOUNDING} began operating"
    text = " ".join((text, *alike(stems(text))))
    asks_little = sum(rest.values()) <= _LITTLE * sum(query.weights.values())
    return 1.0 if asks_little else coverage(rest, text)


def _together(
    asked: Comparison, found: Sequence[Sequence[Value]], *, close: bool
) -> tuple[Value, ...]:
    """Choose a value for each thing, so that they are most likely of one measure.

    Args:
        asked: what is compared.
        found: the values of each thing.
        close: whether they must be told together, as where one is said to be "ahead" in whatever.
    """
    if len(found) > 2:
        found = [values[:3] for values in found]
    choices = (
        choice
        for choice in product(*found)
        if _may_be_set_together(asked, choice)
        and not (close and not are_told_together(asked, choice))
    )
    return max(choices, key=_fit, default=())


def are_told_together(asked: Comparison, values: Sequence[Value]) -> bool:
    """Tell whether one sentence or one table gives the values, or they are dates."""
    pairs = combinations(values, 2)
    return asked.type is Type.DATE or all(
        a.scored is b.scored or _are_in_one_table(a, b) for a, b in pairs
    )


def _may_be_set_together(asked: Comparison, values: Sequence[Value]) -> bool:
    """Tell whether values are several, speak of what is asked, and can be put in order."""
    pairs = list(combinations(values, 2))
    ordered = asked.sign or asked.order or asked.times
    if ordered and asked.type is not Type.DATE and not all(_agree(a, b) for a, b in pairs):
        return False
    told = max if all(_are_in_one_table(a, b) for a, b in pairs) else min
    if not all(a.scored is b.scored for a, b in pairs) and told(v.about for v in values) < ABOUT:
        return False
    if asked.ranked and not all(map(_is_place, values)):
        return False
    return all(a.text != b.text or a.scored is not b.scored for a, b in pairs)


def _is_place(value: Value) -> bool:
    """Tell whether a value may be a place in a ranking: a bare number of a table row."""
    return value.text.isdigit() and bool(value.scored.candidate.block.cells)


def _fit(values: Sequence[Value]) -> float:
    pairs = [
        _SAME_SENTENCE * (a.scored is b.scored)
        + _SAME_COLUMN * (bool(a.label) and a.label == b.label)
        + _SAME_TABLE * _are_in_one_table(a, b)
        + _SAME_UNIT * _agree(a, b)
        for a, b in combinations(values, 2)
    ]
    return sum(value.score for value in values) + sum(pairs)


def _are_in_one_table(one: Value, other: Value) -> bool:
    a, b = one.scored.candidate, other.scored.candidate
    same = a.block.group is not None and a.block.group == b.block.group
    return same and a.span.doc_id == b.span.doc_id


def _agree(one: Value, other: Value) -> bool:
    """Tell whether two values are amounts of one unit, which a sentence may leave out of one."""
    if not (one.measured and other.measured):
        return False
    left_out = one.scored is other.scored and "" in (one.measured.unit, other.measured.unit)
    return left_out or one.measured.agrees(other.measured)


def _values(
    query: Query,
    want: Wanted,
    thing: str,
    rivals: Sequence[str],
    scored: Scored,
    document: Documents,
) -> Iterator[tuple[str, str, float]]:
    """List the values that a sentence gives for a thing, each with its label and its score."""
    candidate = scored.candidate
    said, asked = frozenset(map(stem, terms(query.standalone))), alike(stems(query.asked))
    parts = fields(document(candidate.span.doc_id), candidate)
    whole = " | ".join(part.value for part in parts)
    if candidate.block.kind is not BlockKind.ROW:
        whole = f"{whole} {candidate.context}"
    named = bool(mentions(thing, whole))
    own = stems(thing)
    held = _NAMED * len(own & stems(whole)) / len(own) if own else 0.0
    of_change = bool(OF_CHANGE.search(query.asked))
    for part in parts:
        headed = bool(mentions(thing, part.label))
        if not headed and mentions(thing, part.value):
            continue  # what names the thing is no value of it
        if headed or (named and not any(mentions(rival, part.label) for rival in rivals)):
            label = "" if headed else part.label
            for s in stretches(part.value, want, said, query.standalone):
                if s.fit >= FITS:
                    fit = s.fit + held + asked_for(part, want, asked)
                    fit += _CALLED * (of_change and tells_change(part.label))
                    yield part.value[s.start : s.end], label, fit
    if not parts:
        text = candidate.text[:MOST_READ]
        found = may_be_asked(query.asked, text, stretches(text, want, said, query.standalone))
        before = told_before(candidate, document(candidate.span.doc_id))
        measure_of = stems(query.asked) - own
        for s, fit in of_thing(thing, rivals, text, found, before):
            yield text[s.start : s.end], "", fit + _CALLED * is_called(text, s, measure_of)
