"""Whether a sentence is of another measure than a question that is no sentence; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.predicates import predicate, told_of
from assistant.question import AUXILIARY

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

_SENTENCE = re.compile(
    rf"\b(?:what|which|who(?:m|se)?|how|when|where|why|and|list|name|{AUXILIARY})\b", re.IGNORECASE
)


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
    if len(asked) != 1 or _SENTENCE.search(query.asked):
        return False
    candidate = scored.candidate
    if asked & told_of(f"{candidate.context} {candidate.text} {short}"):
        return False
    section = document.section_at(candidate.span.start)
    return bool(section and asked & told_of(document.text[section.start : section.end]))
