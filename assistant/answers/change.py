"""By how much a thing changed, or which way, where a sentence tells from what to what; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.measures import gap, measure
from assistant.answers.told import Told
from assistant.answers.values import find_amounts
from assistant.answers.wanted import asks_for_change
from assistant.candidates import coverage
from assistant.computed.parts import FROM, TO
from assistant.question import Kind
from index.attachment import time_of, years_told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

# "Did it go up or down?" asks which.
_TURNS = re.compile(
    r"\b(?:up or down|(?:ris|grow|increas)\w* or (?:fall|shrink|drop|declin|decreas)\w*"
    r"|(?:fall|drop|declin|decreas)\w* or (?:ris|grow|increas)\w*|gain or los[es])\b",
    re.IGNORECASE,
)
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
    return _first(query, ranked, change)


def tell_direction(query: Query, ranked: Sequence[Scored], _: Documents) -> Told | None:
    """Answer "Did X go up or down?" likewise: "Up (from 262% to 288%)"."""
    return _first(query, ranked, direction) if _TURNS.search(query.asked) else None


def _first(query: Query, ranked: Sequence[Scored], read: Callable[[str], str]) -> Told | None:
    """Give what the first sentence on the matter tells; None where none tells anything."""
    for scored in ranked[:_TRIED]:
        text = scored.candidate.text
        whole = f"{scored.candidate.context} {text}"
        near = coverage(query.weights, whole) >= _ABOUT
        if near and (short := read(text)):
            return Told(short, (scored,))
    return None


def direction(sentence: str) -> str:
    """Tell whether a sentence's amount went up or down: "Down (from 9 to 5)"; else nothing.

    It says so by "from A to B", or by an amount of each of two years.
    """
    one, other = _ends(sentence) or _of_two_years(sentence) or ("", "")
    a, b = measure(one), measure(other)
    if a is None or b is None or not gap(one, other):
        return ""
    return f"{'Up' if b.size > a.size else 'Down'} (from {one} to {other})"


def _of_two_years(sentence: str) -> tuple[str, str] | None:
    """Give the amounts of the earlier and the later of two years, where each has one."""
    times = years_told(sentence)
    told: dict[str, list[str]] = {}
    for start, end in find_amounts(sentence):
        if when := time_of(sentence, start, end, times):
            told.setdefault(when[:4], []).append(sentence[start:end])
    years = sorted(told)
    if len(years) != 2 or any(len(amounts) > 1 for amounts in told.values()):
        return None
    return told[years[0]][0], told[years[1]][0]


def change(sentence: str) -> str:
    """Read "from A to B" of one unit, and work out how far they are apart; empty without it."""
    one, other = _ends(sentence) or ("", "")
    by = gap(one, other)
    return f"{by} (from {one} to {other})" if by else ""


def _ends(sentence: str) -> tuple[str, str] | None:
    """Read "from A to B" as two amounts; None without it."""
    amounts = find_amounts(sentence)
    for start, end in amounts:
        if not FROM.search(sentence, 0, start):
            continue
        one, _, other = sentence[start:end].partition(" to ")
        if other:  # a range: "from 3 to 5 percent"
            return (one if gap(one, other) else f"{one}{_UNIT.sub('', other)}"), other
        to = (sentence[a:b] for a, b in amounts if a > end and TO.search(sentence, 0, a))
        return one, next(to, "")
    return None
