"""Whether a sentence is of another measure than a question that is no sentence; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.predicates import is_phrase, predicate, told_of

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document


def is_of_another_measure(query: Query, scored: Scored, document: Document, short: str) -> bool:
    """Tell whether a question names a thing and one word for its measure, which a sentence lacks.

    "Boltwerk utilisation 2024", where a sentence gives Boltwerk's sales, and its section speaks of
    the utilisation of others.

    Args:
        query: the question.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer.
    """
    asked = predicate(query.asked)
    if len(asked) != 1 or not is_phrase(query.asked):
        return False
    candidate = scored.candidate
    if asked & told_of(f"{candidate.context} {candidate.text} {short}"):
        return False
    section = document.section_at(candidate.span.start)
    return bool(section and asked & told_of(document.text[section.start : section.end]))
