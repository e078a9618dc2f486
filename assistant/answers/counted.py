"""What a comparison counts of each thing, and which bare numbers may be of that; pure."""

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
