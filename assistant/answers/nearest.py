"""Which amounts of a sentence are those of a thing, where it tells of others as well; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.another.year import FOR_YEAR
from assistant.answers.mentions import mentions
from assistant.answers.things import OF_CHANGE
from assistant.computed.parts import BY
from index.attachment import clause
from index.heads import years_of
from index.keywords import stems
from index.series import respective

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from assistant.answers.stretches import Stretch

FITS = 0.3
"""Of a stretch's fit to its type, from which it may be a value."""

_BESIDE = 60  # characters between a thing and its value
_APART = 30  # what a clause between them counts
_JOINED = 5  # characters between a thing and what is its value for sure: "Beijing of 121"
_PART = re.compile(r";|[.!?](?= [A-Z])|\b(?:[Ww]hile|[Ww]hereas)\b")
_CLAUSE = re.compile(r"[,;:]|\b(?:but|while|whereas|and|against|from|to)\b", re.IGNORECASE)
_WORDS_BEFORE = re.compile(
    r"[a-z-]+ (?:of|at|is|was|were|to) (?:(?:only|just|some|about|around) )?$"
)
_WORD_AFTER = re.compile(r" [a-z-]+")


def may_be_asked(question: str, text: str, found: Iterable[Stretch]) -> list[Stretch]:
    """Leave out amounts of another year than is asked for, and what a change came to.

    Args:
        question: as asked.
        text: a sentence.
        found: its stretches of the type wanted.
    """
    kept = [s for s in found if not _is_of_another_year(question, text, s)]
    changed = [s for s in kept if BY.search(text, 0, s.start)]
    # What rose or fell by more is told by the change, and not by what it came to.
    return changed if changed and OF_CHANGE.search(question) else kept


def of_thing(
    thing: str, rivals: Sequence[str], text: str, found: Sequence[Stretch], before: str
) -> Iterator[tuple[Stretch, float]]:
    """List the values that a sentence gives for a thing, each with its score.

    Args:
        thing: one of those that are compared.
        rivals: the others.
        text: the sentence.
        found: its stretches of the type wanted.
        before: the sentences before it in its paragraph.

    Yields:
        The stretch, and how well it fits: higher is better.
    """
    each = respective(text, before).items()
    of_own = [place for place, named in each if mentions(thing, named)]
    own = [s for s in found if any(s.start < b and s.end > a for a, b in of_own)]
    if own:
        yield from ((s, s.fit + 1.0) for s in own)
        return
    places = mentions(thing, text)
    others = [place for rival in rivals for place in mentions(rival, text)]
    if not (places or others):
        places = [(0, 0)] if _goes_on_about(thing, rivals, before) else []
    for s in found:
        near, away = (_distance(p, s.start, s.end, text) for p in (places, others))
        near, away = _by_clause(text, s, places, others, near, away)
        fits = s.fit >= FITS or near <= _JOINED
        if fits and near < min(away, _BESIDE + _APART):
            yield s, s.fit / (1.0 + near / _BESIDE)


def _is_of_another_year(question: str, text: str, amount: Stretch) -> bool:
    """Whether an amount is told of one year, and a question asks for another."""
    asked, told = years_of(question), FOR_YEAR.match(text, amount.end)
    return told is not None and len(asked) == 1 and told["year"] not in asked


def is_called(text: str, value: Stretch, measure: Set[str]) -> bool:
    """Whether a word of what is asked stands beside a value: "a turnover of 860 million"."""
    before, after = _WORDS_BEFORE.search(text, 0, value.start), _WORD_AFTER.match(text, value.end)
    beside = f"{before[0] if before else ''} {after[0] if after else ''}"
    return bool(stems(beside) & measure)


def _goes_on_about(thing: str, rivals: Sequence[str], before: str) -> bool:
    """Whether a paragraph named a thing last: "Aqua is older. In 2024 it lost 2 million"."""
    own = max((b for _, b in mentions(thing, before)), default=-1)
    others = (b for rival in rivals for _, b in mentions(rival, before))
    return own > max(others, default=-1)


def _by_clause(
    text: str,
    value: Stretch,
    places: Sequence[tuple[int, int]],
    others: Sequence[tuple[int, int]],
    near: int,
    away: int,
) -> tuple[int, int]:
    """Bring what stands in a thing's own clause near to it, however many words are between."""
    a, b = clause(text, value.start, value.end, _PART)
    own, rival = (any(a <= place[0] < b for place in found) for found in (places, others))
    if own == rival:
        return near, away
    return (min(near, _BESIDE), 10**6) if own else (10**6, away)


def _distance(places: Sequence[tuple[int, int]], start: int, end: int, text: str) -> int:
    """Count the characters to the nearest place, more where another clause begins between."""
    gaps = []
    for a, b in places:
        between = text[b:start] if b <= start else text[end:a]
        gaps.append(len(between) + (_APART if _CLAUSE.search(between) else 0))
    return min(gaps, default=10**6)
