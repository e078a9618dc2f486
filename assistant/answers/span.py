"""The short answer as a stretch of one of the best sentences: a date, an amount, a name; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.fields import Field, asked_for, fields
from assistant.answers.stretches import MOST_READ, Stretch, stretches
from assistant.answers.wanted import Type, Wanted, wanted
from assistant.reader.sight import likely
from index.aliases import aliases
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.question import Query
    from assistant.reader.sight import Sight
    from assistant.select import Scored
    from corpus.documents import Document

_MOST_WORDS = 30  # of a short answer where no stretch can be told from the sentence
_BESIDE = 30  # characters; within them a shared word speaks at least half for a stretch
_TRIED = 6  # sentences whose stretches are weighed
# What a stretch gains from its sentence, its neighbours, its type and its label.
SENTENCE, NEAR, FIT, LABEL, SIDE, LATER = 2.2, 0.8, 0.6, 0.6, 0.2, 0.35
READER, SOFT = 0.8, 8.0  # what the reader's logit adds at most, and by what it is divided
ROW = 0.7  # of the question's weight that a table row holds
AFTER_DATE = 0.7  # "the school opened in May 2018 and …": a date belongs to what stands before it
_BREAK = re.compile(r"[;:.()|]|\b(?:but|while|whereas|although|against)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A short answer.

    Attributes:
        text: as it stands in the document.
        scored: the sentence that it was cut out of.
        score: higher is better; to be compared within one question only.
    """

    text: str
    scored: Scored
    score: float


def find_spans(
    query: Query, ranked: Sequence[Scored], document: Callable[[str], Document]
) -> list[Found]:
    """Cut short answers out of the best sentences, the best of each sentence, best first.

    Args:
        query: the question.
        ranked: sentences, best first.
        document: gives a document by its id.
    """
    want = wanted(query)
    if want.type is Type.PHRASE or not ranked:
        return []
    best = ranked[0].score
    found = []
    for scored in ranked[:_TRIED]:
        behind = SENTENCE * (1 - scored.score / best if best > 0 else 0.0)
        if answers := _answers(query, want, scored, document):
            text, score = max(answers, key=lambda answer: answer[1])
            found.append(Found(text, scored, score - behind))
    return sorted(found, key=lambda f: -f.score)


def _answers(
    query: Query, want: Wanted, scored: Scored, document: Callable[[str], Document]
) -> list[tuple[str, float]]:
    """List the answers that one sentence can give, with their scores."""
    candidate = scored.candidate
    parts = fields(document(candidate.span.doc_id), candidate)
    if not parts:
        return _of_prose(query, want, candidate.text, scored.sight)
    held = sum(weight for *_, weight in _places(query, " ".join(f.value for f in parts)))
    return [
        (text, score + (ROW * held if candidate.block.cells else 0.0))
        for part in parts
        for text, score in _of_field(query, want, part, scored)
    ]


def _of_prose(
    query: Query, want: Wanted, text: str, sight: Sight | None, at: int = 0
) -> list[tuple[str, float]]:
    """List the answers in a text that begins at character ``at`` of its sentence."""
    read = text[:MOST_READ]
    said = frozenset(map(stem, terms(query.standalone)))
    places = _places(query, read)
    return [
        (read[s.start : s.end], _score(want, s, places, read) + _seen(sight, s, at))
        for s in stretches(read, want, said, query.standalone)
    ]


def _seen(sight: Sight | None, stretch: Stretch, at: int) -> float:
    """Give what the reader says for a stretch of a text that begins at ``at`` of its sentence."""
    if sight is None:
        return 0.0
    return READER * likely(sight.score(at + stretch.start, at + stretch.end) / SOFT)


def _of_field(query: Query, want: Wanted, field: Field, scored: Scored) -> list[tuple[str, float]]:
    label = LABEL * asked_for(field, want, stems(query.asked))
    at = scored.candidate.text.find(field.value)
    found = _of_prose(query, want, field.value, scored.sight if at >= 0 else None, max(at, 0))
    news = set(map(stem, terms(field.value))) - set(map(stem, terms(query.standalone)))
    named = want.type in (Type.NAME, Type.BODY, Type.ACTOR)
    if named and news and len(field.value.split()) <= _MOST_WORDS:
        found.append((field.value, FIT * 0.7))
    return [(text, fit + label) for text, fit in found]


def _score(
    want: Wanted, stretch: Stretch, places: Sequence[tuple[int, int, float]], text: str
) -> float:
    near = 0.0
    before = after = 0.0
    for start, end, weight in places:
        if stretch.start <= start < stretch.end:
            continue
        gap = max(stretch.start - end, start - stretch.end, 0)
        between = text[min(end, stretch.end) : max(start, stretch.start)]
        share = weight / (1.0 + gap / _BESIDE)
        if want.type is Type.DATE and start >= stretch.end:
            share *= AFTER_DATE
        near += share * (0.5 if _BREAK.search(between) else 1.0)
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


def shorten(sentence: str) -> str:
    """Cut a sentence after ``_MOST_WORDS`` words, with an ellipsis where words are missing."""
    words = sentence.split()
    return sentence if len(words) <= _MOST_WORDS else " ".join(words[:_MOST_WORDS]) + " …"
