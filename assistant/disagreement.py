"""Where another document gives another figure or date for the same thing; pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.another.year import years
from assistant.answer import Version
from assistant.answers.told import Quoted
from assistant.candidates import coverage
from assistant.confidence import answering
from corpus.dates import Day, dates
from index.keywords import STOPWORDS, stem, stems, terms
from index.quantities import Quantity, bounds, overlap, quantities

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from assistant.answers.compose import Composed
    from assistant.answers.told import Documents
    from assistant.candidates import Candidate
    from assistant.question import Query
    from assistant.reading import Reading
    from assistant.select import Scored

    Rarity = Callable[[Collection[str]], Mapping[str, float]]

ALIKE = 0.45  # Dice coefficient of the stems, by rarity, of sentences that say the same
_BESIDE = 3  # words on either side of a value that tell what it is of
_DATE = "date"


@dataclass(frozen=True, slots=True)
class _Value:
    """A figure or a date in a sentence.

    Attributes:
        start: offset of its first character.
        end: offset after its last.
        measure: what it is compared by: its unit, or that it is a date.
        said: the figure, or year, month and day.
        beside: stems of the words around it.
    """

    start: int
    end: int
    measure: str
    said: Quantity | Day
    beside: frozenset[str]

    def compares(self, other: _Value) -> bool:
        """Whether both are figures of one unit, or dates that give a part alike."""
        if isinstance(self.said, Day) and isinstance(other.said, Day):
            return bool(self.said.shared(other.said))
        return self.measure == other.measure

    def agrees(self, other: _Value) -> bool:
        """Whether both can be true of one thing, as far as either is precise."""
        one, two = self.said, other.said
        if not self.compares(other):
            return False
        if isinstance(one, Day) and isinstance(two, Day):
            return one.agrees(two)
        if isinstance(one, Quantity) and isinstance(two, Quantity):
            if one.operator == two.operator:
                return (one.value, one.high) == (two.value, two.high)
            return overlap(bounds(one), bounds(two))
        return False


def with_versions(
    composed: Composed, reading: Reading, rarity: Rarity, document: Documents
) -> Composed:
    """Put beside an answer what other documents say in its place, the newest first.

    The short answer becomes the newest one, unless its document has no date or was asked for. An
    answer that is neither a figure nor a date is given back as it came, and so is one that no
    other document contradicts.

    Args:
        composed: the answer.
        reading: what it was made of.
        rarity: weighs stems by how rare they are.
        document: gives a document by its id.
    """
    if composed.items or not reading.ranked:
        return composed
    answers = answering(reading.ranked, composed)
    found = _otherwise(reading.query, answers, composed.short, reading.ranked, rarity)
    if not found:
        return composed

    def issued(told: tuple[str, Scored]) -> str:
        return document(told[1].candidate.span.doc_id).meta.issued or ""

    own = (composed.short, answers)
    told = sorted([own, *found], key=issued, reverse=True)
    stays = not issued(own) or answers.candidate.span.doc_id in reading.scope.documents
    quoted = [Quoted(one.candidate.text, (one.candidate.span,)) for _, one in told]
    spans = {span for one in quoted for span in one.spans}
    rest = [one for one in composed.sentences if spans.isdisjoint(one.spans)]
    versions = tuple(Version(short, one.candidate.span) for short, one in told)
    short = composed.short if stays else told[0][0]
    return replace(composed, short=short, sentences=(*quoted, *rest), versions=versions)


def _otherwise(
    query: Query, answers: Scored, short: str, ranked: Sequence[Scored], rarity: Rarity
) -> list[tuple[str, Scored]]:
    """List other documents' figures or dates, each document's best, with their sentences."""
    own = answers.candidate.text
    at = own.find(short)
    values = _values(own)
    chosen = next((v for v in values if v.start < at + len(short) and v.end > at), None)
    if at < 0 or chosen is None or not _values(short):
        return []
    covered = coverage(query.weights, _whole(answers.candidate))
    agreeing = {answers.candidate.span.doc_id}
    found: dict[str, tuple[str, Scored]] = {}
    for scored in ranked:
        text, doc = scored.candidate.text, scored.candidate.span.doc_id
        if doc in agreeing or coverage(query.weights, _whole(scored.candidate)) < covered:
            continue  # it says less of what is asked
        if not _says_the_same(own, text, rarity):
            continue
        rivals = [value for value in _values(text) if chosen.compares(value)]
        value = _in_its_place(chosen, [v for v in values if chosen.compares(v)], rivals)
        if any(chosen.agrees(rival) for rival in rivals):
            agreeing.add(doc)
        elif value and not any(map(value.agrees, values)) and _same_time(own, chosen, text, value):
            counted = own[chosen.end : at + len(short)]  # "95 000", and "firms" as in the answer
            end = value.end + len(counted) * text.startswith(counted, value.end)
            found.setdefault(doc, (text[value.start : end], scored))
    return [one for doc, one in found.items() if doc not in agreeing]


def _in_its_place(
    chosen: _Value, beside: Sequence[_Value], rivals: Sequence[_Value]
) -> _Value | None:
    """Give the value that stands where ``chosen`` does: by its place, or the words around it."""
    if len(beside) == len(rivals):
        return rivals[beside.index(chosen)]
    shared = [len(chosen.beside & value.beside) for value in rivals]
    most = max(shared, default=0)
    return rivals[shared.index(most)] if most and shared.count(most) == 1 else None


def _same_time(own: str, chosen: _Value, text: str, value: _Value) -> bool:
    """Whether neither sentence speaks of other years than the other, the values left aside."""
    one = years(own[: chosen.start] + own[chosen.end :])
    other = years(text[: value.start] + text[value.end :])
    return not (one and other) or not one.isdisjoint(other)


def _says_the_same(one: str, other: str, rarity: Rarity) -> bool:
    """Whether two sentences say the same, but for a value."""
    words = _words(one), _words(other)
    weights = rarity(words[0] | words[1])
    both = sum(weights[word] for word in words[0] & words[1])
    total = sum(weights[word] for side in words for word in side)
    return total > 0 and 2 * both / total >= ALIKE


def _whole(candidate: Candidate) -> str:
    return f"{candidate.context} {candidate.text}"


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in stems(text) if not word[0].isdigit())


def _values(text: str) -> list[_Value]:
    """List the figures and dates of a sentence."""
    found = [
        _Value(q.start, q.last, f"{q.unit} {q.per}", q, _beside(text, q.start, q.last))
        for q in quantities(text)
    ]
    return found + [
        _Value(d.start, d.end, _DATE, d.date, _beside(text, d.start, d.end))
        for d in dates(text)
        if d.date.year or d.date.month
    ]


def _beside(text: str, start: int, end: int) -> frozenset[str]:
    before, after = terms(text[:start])[-_BESIDE:], terms(text[end:])[:_BESIDE]
    return frozenset(stem(word) for word in (*before, *after) if word not in STOPWORDS)
