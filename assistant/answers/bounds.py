"""Whether what a text tells lies within the bound that a question sets; pure.

"More than 40", "before 2019": an amount or a year that differs from the question's own may well say
that it is so.
"""

from __future__ import annotations

import re
from math import inf

from assistant.another.year import years
from assistant.answers.measures import Measure, measure
from assistant.answers.predicates import GOAL_MET, told_of
from assistant.answers.stretches import MOST_READ
from assistant.answers.values import find_amounts
from index.operators import LEAST, MOST, forms, operator_of

_SETS = re.compile(rf"\b(?:{forms(*LEAST, *MOST)}) ", re.IGNORECASE)
_EQUAL = ("at least", "up to")
_TIME = re.compile(
    r"\b(?P<way>before|prior to|earlier than|after|later than) "
    r"(?:the (?:start|beginning|end) of )?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"after|later", re.IGNORECASE)
_GOAL = re.compile(
    r"\b(?:targets?|goals?|aims?) (?:(?:of|was|were|is|are|at|had|been|stood|only) )*$"
    r"|\b(?:planned|meant|intended|wanted|hoped|supposed|promised|pledged)"
    r" (?:to [a-z]+|for)(?: (?:up to|at least|about|some|the|a total of))? $",
    re.IGNORECASE,
)
# "Did it fill all the places that it had planned?"
_ALL_PLANNED = re.compile(
    r"\b(?:all|every|as many|so many)\b[^?]*"
    r"\b(?:planned|meant|intended|wanted|hoped|promised|pledged)\b",
    re.IGNORECASE,
)
_OF_A_WHOLE = re.compile(r"\b(?:of|among|from|out of) (?:the |its |all |some )?$", re.IGNORECASE)
_MISSES = re.compile(r"\b(?:miss(?:ed)?|unmet)\b", re.IGNORECASE)


def goal_reached(question: str, text: str) -> bool | None:
    """Tell whether a text gives a goal and what became of it as a question says.

    Args:
        question: "Did the programme meet its target?".
        text: "It trained 412 pilots; its target was 600".

    Returns:
        None where the question asks nothing of a goal, where the text itself has a word for it, or
        where it gives no such two amounts.
    """
    asked = GOAL_MET & told_of(question) or _ALL_PLANNED.search(question)
    if not asked or GOAL_MET & told_of(text):
        return None
    spans = find_amounts(text[:MOST_READ])
    goals = [measure(text[a:b]) for a, b in spans if _GOAL.search(text[:a])]
    others = [
        measure(text[a:b])
        for a, b in spans
        if not _GOAL.search(text[:a]) and not _OF_A_WHOLE.search(text[:a])
    ]
    if len(goals) != 1 or not (goal := goals[0]):
        return None
    told = [one for one in others if one and one.agrees(goal) and not one.bound]
    if len(told) != 1:
        return None
    return (told[0].size >= goal.size) != bool(_MISSES.search(question))


def within(question: str, clause: str) -> bool | None:
    """Tell whether a clause says what lies within a question's bound.

    Args:
        question: "Were more than 40 institutes founded?", "Was it given away before 2019?".
        clause: "43 institutes were founded".

    Returns:
        None where the question sets no bound, or the clause leaves open what lies within.
    """
    question, clause = question[:MOST_READ], clause[:MOST_READ]
    if time := _TIME.search(question):
        return _in_time(time, clause)
    for start, end in find_amounts(question):
        bound = question[start:end]
        if operator_of(bound) in (*LEAST, *MOST):
            return _in_bound(bound, clause)
    return None


def without_bound(text: str) -> str:
    """Leave out the words that set a bound, which are no matter of a clause, and deny nothing."""
    return _SETS.sub(" ", _TIME.sub(" ", text))


def _in_time(time: re.Match[str], clause: str) -> bool | None:
    limit, later = int(time["year"]), bool(_LATER.match(time["way"]))
    told = {year > limit if later else year < limit for year in years(clause)}
    return told.pop() if len(told) == 1 else None


def _in_bound(bound: str, clause: str) -> bool | None:
    """Hold the amounts of a clause against a bound; those of another unit tell nothing."""
    limit = measure(bound)
    if limit is None:  # "more than half"
        return True if bound.casefold() in clause.casefold() else None
    found = [clause[start:end] for start, end in find_amounts(clause)]
    told = {_holds(amount, limit, bound) for amount in found if _agrees(amount, limit)}
    return told.pop() if len(told) == 1 else None


def _agrees(amount: str, limit: Measure) -> bool:
    told = measure(amount)
    return bool(told and told.agrees(limit))


def _holds(amount: str, limit: Measure, bound: str) -> bool | None:
    """Hold one amount against a limit; None where it is a bound or a range that leaves it open."""
    told, more = measure(amount), operator_of(bound) in LEAST
    if told is None:
        return None
    own, limits = operator_of(amount), operator_of(bound) in _EQUAL
    low = -inf if own in MOST else float(told.size)
    high = inf if told.bound and own not in MOST else float(told.size)
    size = float(limit.size)
    if not more:  # the same, seen from the other side
        low, high, size = -high, -low, -size
    if low > size or (limits and low == size):
        return True
    return False if high < size or (not limits and high == size) else None
