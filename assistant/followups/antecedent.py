"""What "it" and "its" stand for after a question about one thing; pure."""

from __future__ import annotations

import re

from assistant.followups.parallels import numbered
from assistant.followups.slots import AFTER_AUXILIARY, OWNER, Slot, Sort, slots
from assistant.question import Kind, kind_of

# What such a question is answered with is no thing that "it" could stand for.
_VALUES = frozenset({Kind.DATE, Kind.NUMBER, Kind.YES_NO, Kind.REASON})
_OWNED = re.compile(r"\b[Ii]ts\b(?! own\b)")
_IT = re.compile(
    r"\b[Ii]t\b(?! (?:true|possible|likely|legal|necessary|known|takes?|costs?|that|to)\b)"
)
_NOUN_FOLLOWS = re.compile(r" (?!\w+ed\b)[a-z]+")


def with_antecedent(question: str, earlier: str) -> str:
    """Put the one thing that was asked about in the place of "it" or "its"; empty for none.

    Args:
        question: "And when did its scheme start?".
        earlier: the question before it, standing alone: "How much did Chengdu budget?".
    """
    thing = _thing(earlier)
    if thing is None:
        return ""
    name, sort = thing
    owned = _OWNED.search(question)
    if owned:
        return f"{question[: owned.start()]}{name}'s{question[owned.end() :]}"
    found = _IT.search(question)
    if found is None or sort is Sort.PLACE:  # a place's plan rather than the place
        return ""
    return question[: found.start()] + name + question[found.end() :]


def _thing(earlier: str) -> tuple[str, Sort] | None:
    """Give the one name that a question is about, with its sort; None where it may be another."""
    units = numbered(earlier)
    if len(units) == 1 and not OWNER.match(earlier, units[0].end()):
        return units[0][0], Sort.UNTOLD
    found = [slot for slot in slots(earlier) if not slot.attribute]
    if kind_of(earlier) not in _VALUES or len(found) != 1 or not _is_subject(found[0], earlier):
        return None
    return earlier[found[0].start : found[0].end], found[0].sort


def _is_subject(slot: Slot, earlier: str) -> bool:
    """Tell whether a name is what acts, or what something is "of"; neither an owner nor part."""
    before = earlier[: slot.start]
    if OWNER.match(earlier, slot.end):
        return False
    if not (AFTER_AUXILIARY.search(before) or before.endswith(" of ")):
        return False
    qualifies = earlier[slot.start :].startswith("the ") and slot.sort is Sort.PLACE
    return not (qualifies and _NOUN_FOLLOWS.match(earlier, slot.end))
