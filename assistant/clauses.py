"""A question of several clauses to what each of them asks; pure."""

from __future__ import annotations

import re

from index.keywords import content_terms

_QUESTION_WORD = (
    r"(?:(?:to|by|in|of|for|with|from|since|on) )?"
    r"(?:who|whom|whose|what|which|when|where|how|why)\b"
)
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b"
_BETWEEN = re.compile(
    rf"[.?!;]\s+|[:–—]\s+|\s-\s|,? (?:and|but) (?={_QUESTION_WORD})"
    rf"|, (?=(?:{_QUESTION_WORD}|{_AUXILIARY}))",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3  # that carry a topic; a clause of fewer is found by the whole question alone
_MOST = 3  # clauses that are searched for


def clauses(question: str) -> tuple[str, ...]:
    """Split a question into the clauses that can be searched for by themselves.

    Args:
        question: "X picked a supplier in 2021. Is that supplier on the list of Y?".

    Returns:
        Its clauses in order; none where it has only one that says enough.
    """
    found = [part.strip(" ?,()") for part in _BETWEEN.split(question)]
    found = [part for part in found if len(content_terms(part)) >= _FEWEST_WORDS]
    return tuple(found[:_MOST]) if len(found) > 1 else ()
