"""By how much a thing changed, where a sentence tells from what to what; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.measures import gap
from assistant.answers.told import Told
from assistant.answers.values import find_amounts
from assistant.answers.wanted import asks_for_change
from assistant.candidates import coverage
from assistant.question import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_FROM = re.compile(r"\bfrom (?:only |just )?$", re.IGNORECASE)
_TO = re.compile(r"\bto (?:only |just )?$", re.IGNORECASE)
_UNIT = re.compile(r"^[\d., ]*\d")  # what stands before it
_TRIED = 2  # sentences
_ABOUT = 0.2  # of the question's weight that a sentence must hold


def tell_change(query: Query, ranked: Sequence[Scored], _: Documents) -> Told | None:
    """Answer "By how much did X rise?" by a sentence that says from what to what.

    Args:
        query: the question.
        ranked: sentences, best first.

    Returns:
        "26 points (from 262% to 288%)"; None where the question asks for no change, or no sentence
        on its matter tells both amounts.
    """
    if query.kind is not Kind.NUMBER or not asks_for_change(query.asked):
        return None
    for scored in ranked[:_TRIED]:
        text = scored.candidate.text
        whole = f"{scored.candidate.context} {text}"
        short = change(text) if coverage(query.weights, whole) >= _ABOUT else ""
        if short:
            return Told(short, (scored,))
    return None


def change(sentence: str) -> str:
    """Read "from A to B" of one unit, and work out how far they are apart; empty without it."""
    amounts = find_amounts(sentence)
    for start, end in amounts:
        if not _FROM.search(sentence[:start]):
            continue
        one, _, other = sentence[start:end].partition(" to ")
        if other:  # a range: "from 3 to 5 percent"
            by = gap(one, other) or gap(f"{one}{_UNIT.sub('', other)}", other)
        else:
            to = (sentence[a:b] for a, b in amounts if a > end and _TO.search(sentence[:a]))
            other = next(to, "")
            by = gap(one, other)
        return f"{by} (from {one} to {other})" if by else ""
    return ""
