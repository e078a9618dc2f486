"""Whether a sentence speaks of another phase, plan or quarter than is asked for; pure."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING

from corpus.numerals import ORDINALS, roman
from index.keywords import STOPWORDS

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored

_NUMBERED = re.compile(
    rf"\b(?:(?P<word>{'|'.join(ORDINALS)})|(?P<number>\d{{1,2}})(?:st|nd|rd|th))"
    r"(?= (?P<of>[a-z][\w-]+(?: [a-z][\w-]+){0,3}))",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\w+(?:est|most)\b", re.IGNORECASE)  # "the second largest fund"
_ROMAN = "I|II|III|IV|VI|VII|VIII|IX"  # "V" and "X" are rather letters
_IN_ROMAN = re.compile(
    rf"\b(?P<of>[A-Z][a-z]+|phase|stage|round|part) (?P<number>{_ROMAN})\b(?!['’])"
)
# "the first and the third quarter": of quarters, both.
_TWO = re.compile(
    rf"\b({'|'.join(ORDINALS)}) (and|to|or) (?:the )?({'|'.join(ORDINALS)}) ([a-z][\w-]+)",
    re.IGNORECASE,
)


def is_of_another_phase(query: Query, scored: Scored) -> bool:
    """Tell whether a sentence numbers what the question numbers, and never as the question does.

    Of what has its number in its name, as "Fund II", a sentence may number a phase or a round.

    Args:
        query: the question.
        scored: the sentence that answers.
    """
    asked, told = numbered(query.standalone), numbered(scored.candidate.text)
    around = numbered(scored.candidate.context)
    if any(told[of] and not numbers & (told[of] | around[of]) for of, numbers in asked.items()):
        return True
    named = in_roman(scored.candidate.text)
    every = set().union(*told.values(), *named.values(), *around.values())
    wanted = in_roman(query.asked).items()
    return any(named[of] and not numbers & every for of, numbers in wanted)


def numbered(text: str) -> defaultdict[str, set[int]]:
    """Give the numbers of the things that a text numbers: 3 for "phase" of "the third phase"."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for match in _NUMBERED.finditer(_TWO.sub(r"\1 \4 \2 \3 \4", text)):
        word = match["word"]
        number = ORDINALS.index(word.lower()) + 1 if word else int(match["number"])
        words = [] if _SUPERLATIVE.match(match["of"]) else match["of"].lower().split()
        for of in (*words[:1], *takewhile(lambda one: one not in STOPWORDS, words[1:])):
            found[of].add(number)
    return found


def in_roman(text: str) -> defaultdict[str, set[int]]:
    """Give the numbers in the names that a text holds: 2 for "fund" of "Big Fund II"."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for match in _IN_ROMAN.finditer(text):
        found[match["of"].lower()].add(roman(match["number"]))
    return found
