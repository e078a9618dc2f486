"""The short answer as a stretch of the best sentence: a date, an amount, a name; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.values import find_amounts, find_dates, find_names
from assistant.question import Kind
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_WORDS = 30  # of a short answer where no stretch can be told from the sentence
_MOST_READ = 2000  # characters of a sentence; no real one is longer
_BESIDE = 40  # characters; within them a shared word speaks fully for a stretch


def short_span(kind: Kind, question: str, sentence: str) -> str:
    """Cut the answer alone out of a sentence.

    Of the stretches of the wanted kind that the question does not itself name, the one with the
    most of the question's words near it is taken.

    Args:
        kind: what the question wants.
        question: standing alone.
        sentence: where the answer stands.

    Returns:
        The stretch as it stands in the sentence; without one, the sentence, cut at a word.
    """
    finder = {Kind.DATE: find_dates, Kind.NUMBER: find_amounts}.get(kind)
    if finder is None and kind in (Kind.PERSON, Kind.NAME):
        finder = find_names
    if finder is not None:
        read = sentence[:_MOST_READ]
        said = {stem(term) for term in terms(question)}
        spans = [span for span in finder(read) if _is_news(read[slice(*span)], said)]
        if spans:
            shared = _places(stems(question), read)
            best = max(spans, key=lambda span: (_nearness(shared, span), -span[0]))
            return read[slice(*best)].strip()
    return shorten(sentence)


def field_value(question: str, lines: Sequence[str]) -> str:
    """Give the value of the labelled line that a question asks for.

    Args:
        question: "Which body issued the plan?".
        lines: "Policy: …", "Issuing body: MIIT", "Date: …"; not empty.

    Returns:
        "MIIT": what stands behind the label that shares most words with the question; of labels
        that share none, the first.
    """
    wanted = stems(question)
    fields = [line.partition(":") for line in lines]
    label, _, value = max(fields, key=lambda field: len(stems(field[0]) & wanted))
    return shorten(" ".join((value or label).split()))


def shorten(sentence: str) -> str:
    """Cut a sentence after ``_MOST_WORDS`` words, with an ellipsis where words are missing."""
    words = sentence.split()
    return sentence if len(words) <= _MOST_WORDS else " ".join(words[:_MOST_WORDS]) + " …"


def _is_news(stretch: str, said: set[str]) -> bool:
    """Tell whether a stretch says more than the stems that the question said already."""
    return any(stem(term) not in said for term in terms(stretch))


def _places(wanted: set[str], text: str) -> list[tuple[int, int]]:
    """Find where the words stand whose stems are wanted."""
    words = re.finditer(r"\w+", text)
    return [word.span() for word in words if stem(word.group().lower()) in wanted]


def _nearness(shared: Sequence[tuple[int, int]], span: tuple[int, int]) -> float:
    """Weigh the words shared with the question by how near they stand to a stretch."""
    gaps = (
        max(span[0] - end, start - span[1], 0)
        for start, end in shared
        if not span[0] <= start < span[1]
    )
    return sum(1.0 / (1.0 + gap / _BESIDE) for gap in gaps)
