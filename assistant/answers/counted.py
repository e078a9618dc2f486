"""What a number counts, and what a comparison counts of each thing; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.wanted import Type
from assistant.computed.alike import alike
from index.keywords import stems

if TYPE_CHECKING:
    from assistant.answers.comparison import Comparison
    from assistant.answers.measures import Measure
    from assistant.question import Query
    from assistant.select import Scored

_PLURAL = re.compile(r"\b(?P<noun>[a-z]{3,}(?<!s)s)(?:[,:] | (?:in|of|for) )(?:the )?$")

# The words after a number up to one in the plural: "28 new schools".
_THINGS = re.compile(
    r"(?<=\w) (?P<things>(?:(?!(?:of|in|by|on|for|to|from|at|with|and|or|per|an?|the)\b)"
    r"[\w-]+ ){0,3}?[a-z-]{3,}(?<![su])s)\b"
)


def things_counted(text: str, start: int, end: int) -> str:
    """Give the words up to the noun that a number counts, or holds; empty for none.

    Args:
        text: a sentence.
        start: offset of the number's first character.
        end: offset after its last, or after that of what it counts.
    """
    found = _THINGS.search(text, start)
    return found["things"] if found and found.start() <= end else ""


def counted(query: Query, asked: Comparison) -> frozenset[str]:
    """Give the stem of what a question counts of each thing: "ferries, Anland vs Belland"."""
    first = query.asked.partition(asked.things[0])[0]
    named = _PLURAL.search(first) if asked.type is Type.AMOUNT and not asked.sign else None
    return frozenset(stems(named["noun"])) & asked.rest if named else frozenset()


def may_count(noun: frozenset[str], measured: Measure | None, scored: Scored) -> bool:
    """Whether a bare number may be of what is counted: its sentence names it, or its heading."""
    bare = measured is not None and not measured.unit
    told = f"{scored.candidate.context} {scored.candidate.text}"
    return not (noun and bare) or bool(noun & alike(stems(told)))
