"""Whether a follow-up asks for a figure, because the question before it was answered by one; pure.

"What did the group take in 2021?" asks for a sum as its answer tells, and so does the same of 2022.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.values import find_amounts
from assistant.question import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Turn

_UNCERTAIN = (Kind.NAME, Kind.OTHER)  # kinds that any words may answer
_OF_IT = re.compile(
    r"(?:and |so |but )?what (?:is|was|were|are|will|would|did|does) (?:it|they|that|this|the"
    r" (?:figure|number|value|rate|sum))\b(?! (?:called|named|mean|stand|do|say|cover)\b)",
    re.IGNORECASE,
)
_MOST_WORDS = 12  # of an answer that is a figure with what it counts
_OPENS = 2  # words that two questions of one form begin with
_BEFORE = 12  # characters of an answer before its figure: "Up to CNY 5 million"


def of_a_figure(question: str, kind: Kind, history: Sequence[Turn]) -> Kind:
    """Give the kind of a follow-up, which is that of a number where the last answer was one.

    Args:
        question: with its ellipsis filled in.
        kind: as its own words tell it.
        history: earlier turns, oldest first.
    """
    if kind not in _UNCERTAIN or not history:
        return kind
    last = history[-1]
    own, before = (text.lower().split()[:_OPENS] for text in (question, last.question))
    alike = len(own) == _OPENS and own == before
    figures = find_amounts(last.answer) if len(last.answer.split()) <= _MOST_WORDS else []
    told = bool(figures) and figures[0][0] <= _BEFORE
    return Kind.NUMBER if told and (alike or _OF_IT.match(question)) else kind
