"""Whether a sentence speaks of another phase, plan or quarter than is asked for; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_NUMBERED = re.compile(
    rf"\b(?:(?P<word>{'|'.join(_WORDS)})|(?P<number>\d{{1,2}})(?:st|nd|rd|th)) (?P<of>[a-z][\w-]+)",
    re.IGNORECASE,
)

# "the first and the third quarter": of quarters, both.
_TWO = re.compile(
    rf"\b({'|'.join(_WORDS)}) (and|to|or) (?:the )?({'|'.join(_WORDS)}) ([a-z][\w-]+)",
    re.IGNORECASE,
)


def is_of_another_phase(query: Query, scored: Scored) -> bool:
    """Tell whether a sentence numbers what the question numbers, and never as the question does.

    Args:
        query: the question.
        scored: the sentence that answers.
    """
    asked, told = numbered(query.standalone), numbered(scored.candidate.text)
    around = numbered(scored.candidate.context)
    return any(told[of] and not numbers & (told[of] | around[of]) for of, numbers in asked.items())


def numbered(text: str) -> defaultdict[str, set[int]]:
    """Give the numbers of the things that a text numbers: 3 for "phase" of "the third phase"."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for match in _NUMBERED.finditer(_TWO.sub(r"\1 \4 \2 \3 \4", text)):
        word = match["word"]
        number = _WORDS.index(word.lower()) + 1 if word else int(match["number"])
        found[match["of"].lower()].add(number)
    return found
