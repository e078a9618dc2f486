"""Which numbers of a sentence are told of another year, name or part than is asked for; pure.

A figure that gave way to another is left out too, unless the question asks for it.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.another.year import years, years_asked
from assistant.answers.mentions import mentions
from assistant.answers.stretches import fitting
from index.attachment import (
    clause,
    gives_way,
    last_years,
    names_of,
    parts_told,
    time_of,
    years_told,
)
from index.keywords import stems
from index.names import written_names
from index.quantities import quantities
from index.series import respective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.stretches import Stretch

# "What was it before?" asks for the figure that gave way.
_BEFORE = re.compile(
    r"\b(?:before|earlier|previous(?:ly)?|original(?:ly)?|former(?:ly)?|old|initial(?:ly)?|first"
    r"|from|used to|change[ds]?|raised?|rose|fell|cut)\b",
    re.IGNORECASE,
)
# A deadline is that of both figures.
_TIME = re.compile(
    r"(?<!\bby )(?<!\bend of )\b(?:(?:19|20)\d\d|years?|quarters?|months?|half)\b", re.IGNORECASE
)
# "CNY 9, of which Alba pays CNY 5", where it is asked what Alba pays.
_PAYER = re.compile(r"\W*(?:out )?of which (?:the )?(?P<name>(?:[A-Z][\w’'-]*(?: (?=[A-Z]))?)+)")
_PAYS = re.compile(r"\b(?:contribut|pay|paid|put|giv|gave|invest|provid|cover|bear)\w*\b", re.I)
# "83 percent (87 percent a year before)".
_BEFOREHAND = re.compile(
    r"\b(?:(?:an?|one) (?:year|quarter|month) (?:before|earlier|ago)"
    r"|(?:previous|preceding|prior|last) (?:year|quarter|month)|(?:year|quarter|month) before)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MARK = re.compile(r"[(),;]")
_CLAUSES = re.compile(r"; |,? (?:while|whereas|but) ")
# What is told of a text before it was adopted: "the draft had 5", "5 (draft: 4)", "4 in the draft".
_DRAFT = re.compile(
    r"\b(?:(?:consultation |first |earlier |original )?drafts?"
    r"|(?:earlier|initial|original|first|previous|consultation) (?:version|text|proposal))\b",
    re.IGNORECASE,
)
_IN_A = re.compile(r"\b(?:in|of|by|under) (?:an?|the|its) $", re.IGNORECASE)
_ADOPTED = re.compile(r"[;)]|\b(?:final|adopted|now|enacted|published|law)\b", re.IGNORECASE)
_ASKS_DRAFT = re.compile(
    rf"{_DRAFT.pattern}|\b(?:proposed|originally|initially|at first|before)\b", re.IGNORECASE
)
_NOT = re.compile(r"\bnon-[a-z]+", re.IGNORECASE)  # "non-public" asks for no part that is public


def elsewhere(
    question: str,
    text: str,
    numbers: Sequence[Stretch],
    before: str = "",
    now: str | None = None,
) -> frozenset[Stretch]:
    """Find the numbers of a sentence that are of something else, where another is of what is asked.

    Args:
        question: standing alone.
        text: the sentence.
        numbers: its stretches of the type wanted.
        before: the sentences before it in its paragraph.
        now: when it was written, as ISO 8601, from which "last year" is told; or None.
    """
    if len(numbers) < 2:
        return frozenset()
    rules = (
        partial(_of_another_year, now=now),
        _of_another_name,
        _of_another_time,
        _of_another_clause,
        _of_another_part,
        _of_another_version,
        _given_up,
    )
    fit = fitting(numbers)
    each = _of_another_in_series(question, text, before, numbers)
    found = frozenset((*each, *(o for rule in rules for o in rule(question, text, numbers, fit))))
    return found if len(found) < len(numbers) else frozenset()


def _of_another_year(
    question: str,
    text: str,
    numbers: Sequence[Stretch],
    fit: Sequence[Stretch],
    now: str | None = None,
) -> list[Stretch]:
    """List the numbers of other years, where one is of the only year that is asked for."""
    asked = years_asked(question)
    times = [*years_told(text), *(last_years(text, now) if now else ())] if len(asked) == 1 else []
    told = {one: time_of(text, one.start, one.end, times) for one in numbers} if times else {}
    own = [one for one, year in told.items() if year and int(year[:4]) in asked]
    if not any(one in fit for one in own):
        return []
    return [one for one, year in told.items() if year and one not in own]


def _of_another_name(
    question: str, text: str, numbers: Sequence[Stretch], fit: Sequence[Stretch]
) -> list[Stretch]:
    """List all but the number in brackets after a name of the question, else those in brackets."""
    named = [
        (one, text[slice(*name)])
        for (start, end), name in names_of(text).items()
        for one in numbers
        if one.start < end and one.end > start
    ]
    asked = [one for one, name in named if mentions(name, question)]
    if any(one in fit for one in asked):
        return [one for one in numbers if one not in asked]
    within = [one for one, _ in named]
    rest = [one for one in numbers if one not in within]
    return within if any(one in fit for one in rest) else []


def _of_another_time(
    question: str, text: str, numbers: Sequence[Stretch], fit: Sequence[Stretch]
) -> list[Stretch]:
    """List all but the numbers of a time before that the question asks for as the text does.

    That of a year may stand in a bracket: "31 (first half of 2024: 28)".
    """
    own = [one for one in fit if _is_in_bracket_of(years_asked(question), text, one)]
    if own:
        return [one for one in numbers if one not in own]
    asked = _BEFOREHAND.search(question)
    told = list(_BEFOREHAND.finditer(text)) if asked else []
    own = [
        one
        for one in fit
        for time in told
        if not _MARK.search(text[min(one.end, time.end()) : max(one.start, time.start())])
    ]
    return [one for one in numbers if own and one not in own]


def _is_in_bracket_of(asked: frozenset[int], text: str, one: Stretch) -> bool:
    """Tell whether a number stands in a bracket that alone names the only year asked for."""
    if len(asked) != 1:
        return False
    for bracket in _IN_BRACKETS.finditer(text):
        outside = text[: bracket.start()] + text[bracket.end() :]
        if bracket.start() <= one.start < bracket.end():
            return asked <= years(bracket.group()) and not asked & years(outside)
    return False


def _of_another_clause(
    question: str, text: str, numbers: Sequence[Stretch], fit: Sequence[Stretch]
) -> list[Stretch]:
    """List the numbers of clauses that name others, where one names who the question does."""
    names = [name for name in written_names(question) if mentions(name, text)]
    if not names:
        return []
    own, other = [], []
    cuts = [0, *(found.end() for found in _CLAUSES.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        held = [one for one in numbers if start <= one.start < end]
        part = text[start:end]
        if any(mentions(name, part) for name in names):
            own += held
        elif written_names(part):
            other += held
    return other if any(one in fit for one in own) else []


def _of_another_in_series(
    question: str, text: str, before: str, numbers: Sequence[Stretch]
) -> list[Stretch]:
    """List all but the numbers of the one thing of a series or a pair that the question names."""
    series = respective(text, before)
    asked = {place: thing for place, thing in series.items() if mentions(thing, question)}
    own = [o for o in numbers if any(o.start < b and o.end > a for a, b in asked)]
    return [o for o in numbers if o not in own] if own and len(set(asked.values())) == 1 else []


def _of_another_part(
    question: str, text: str, numbers: Sequence[Stretch], fit: Sequence[Stretch]
) -> list[Stretch]:
    """List what is told of the whole where the question has words of its part, or the reverse."""
    asked, found = stems(_NOT.sub(" ", question)), []
    for start, end in parts_told(text):
        inside = [one for one in numbers if start <= one.start < end]
        outside = [one for one in numbers if one not in inside]
        own = asked & (stems(text[start:end]) - stems(text[:start] + text[end:]))
        payer = _PAYER.match(text, start, end) if _PAYS.search(question) else None
        own |= stems(payer["name"]) & asked if payer else set()
        meant, other = (inside, outside) if own else (outside, inside)
        if any(one in fit for one in meant):
            found += other
    return found


def _of_another_version(
    question: str, text: str, numbers: Sequence[Stretch], fit: Sequence[Stretch]
) -> list[Stretch]:
    """List what a draft had where the question does not ask for it, or the reverse."""
    drafted: list[Stretch] = []
    for draft in _DRAFT.finditer(text):
        stop = _ADOPTED.search(text, draft.end())
        after = [
            o for o in numbers if draft.end() <= o.start < (stop.start() if stop else len(text))
        ]
        before = [o for o in numbers if o.end <= draft.start()]
        drafted += before[-1:] if _IN_A.search(text, 0, draft.start()) and before else after
    rest = [one for one in numbers if one not in drafted]
    own, other = (drafted, rest) if _ASKS_DRAFT.search(question) else (rest, drafted)
    return other if any(one in fit for one in own) else []


def _given_up(
    question: str, text: str, numbers: Sequence[Stretch], fit: Sequence[Stretch]
) -> list[Stretch]:
    """List the figures that another takes the place of, but for those of a time of their own."""
    if _BEFORE.search(question):
        return []
    told = list(quantities(text))
    gone = [
        one
        for one in told
        if gives_way(text, one, told)
        and not _TIME.search(text, one.last, clause(text, one.start, one.last)[1])
    ]
    given_up = [
        one for one in numbers if any(one.start < q.last and one.end > q.start for q in gone)
    ]
    rest = [one for one in numbers if one not in given_up]
    return given_up if any(one in fit for one in rest) else []
