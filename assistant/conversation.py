"""A follow-up to a question that stands alone; pure, without a language model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.keywords import content_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Turn

_PERSON = re.compile(r"\b(he|she|him|his|her|hers)\b", re.IGNORECASE)
_REFERS = re.compile(
    r"\b(it|its|they|them|their|theirs|this|that|these|those|there|one|ones|he|she|him|his|her"
    r"|same|former|latter|first|second|third|fourth|last|other|others|else|latest|previous)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^\s*(?:and|but|so|or|also|then|what about|how about)\b", re.IGNORECASE)
_NAME = re.compile(r"^[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}\.?$")
_OWN = re.compile(r"(?<=.)\b(?:[A-Z][\w-]*|\d{4})\b")  # a name or year: a topic of its own
_SHORT, _SHORTEST = 3, 2  # content words of a follow-up, with and without a word that refers back
_ANSWER_WORDS = 25  # of an earlier answer that are carried along
_QUESTION_WORDS = 60  # of an earlier question
_TURNS = 8  # that a chain of follow-ups is traced back


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Rewrite a follow-up so that it can be searched for by itself.

    A question that names its own topic is left as it is. Otherwise the question it follows up
    is put before it, and a "he" or "she" is replaced by the name that was the last answer.

    Args:
        question: as asked.
        history: earlier turns, oldest first.
    """
    if not history or not _leans(question):
        return question
    history = history[-_TURNS:]
    last = history[-1]
    person = next((t.answer.strip(" .") for t in reversed(history) if _NAME.match(t.answer)), "")
    if person and _PERSON.search(question):
        return _PERSON.sub(person, question, count=1)
    # An earlier follow-up does not stand alone either, so the question that it followed comes too.
    asked = standalone(last.question, history[:-1])
    parts = (_first(_QUESTION_WORDS, asked), _first(_ANSWER_WORDS, last.answer), question)
    return " ".join(part for part in parts if part)


def _first(count: int, text: str) -> str:
    return " ".join(text.split()[:count])


def _leans(question: str) -> bool:
    """Tell whether a question leans on what was said before."""
    if _GOES_ON.search(question):
        return True
    words = len(content_terms(question))
    if _REFERS.search(question):
        return words <= _SHORT
    return words <= _SHORTEST and not _OWN.search(question)
