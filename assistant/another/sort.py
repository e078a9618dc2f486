"""Whether a sentence tells of another sort of a thing than is asked for: of other data; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.candidates import surroundings
from assistant.question import COUNTS
from index.aliases import stems_with_aliases
from index.keywords import STOPWORDS, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

_CLAUSE = re.compile(r"[.,;:!?()\n|–—]")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_OWNER = re.compile(r"['’]s$")
NO_SORT = frozenset(
    map(
        stem,
        "may might must long large big high far old much per last new top more most less total"
        " whole other same".split(),
    )
) | {stem(word) for word in ("first", *COUNTS)}
"""Stems of what stands before a noun and tells no sort of it."""
_LEAST = 0.75  # of the question's other words that the sentence holds, or it is on another matter


def is_of_another_sort(
    query: Query, asked: str, scored: Scored, document: Document, short: str
) -> bool:
    """Tell whether a sentence has another word before a noun than the question has.

    The document tells the two apart itself, as "cabin data" from "location data"; and but for that
    word the sentence holds about all of the question.

    Args:
        query: the question.
        asked: the same without the words that name documents.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer; what it names is told of, and what is asked for replaces nothing.
    """
    text = scored.candidate.text
    told = set(_pairs(text)) - set(_pairs(short))
    wanted = stems(asked)
    near = stems_with_aliases(asked, surroundings(scored.candidate, document)) | stems(short)
    for pair in _pairs(asked):
        word, noun = pair
        others = {sort for sort, of in told if of == noun}
        said = word in NO_SORT or near.intersection((word, *word.split("-")))
        if said or not others or others & wanted:
            continue
        rest = wanted - {word} - NO_SORT
        held = stems_with_aliases(asked, f"{scored.candidate.context} {text}") & rest
        if len(held) >= _LEAST * len(rest) and pair in _pairs(document.text):
            return True
    return False


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Give the stems of two words that follow each other, neither of them a small one."""
    for clause in _CLAUSE.split(text):
        words = [_OWNER.sub("", word.lower()) for word in _WORD.findall(clause)]
        for first, second in pairwise(words):
            if not STOPWORDS.intersection((first, second)) and not first[0].isdigit():
                yield stem(first), stem(second)
