"""Which thing a sentence puts before which: "more by A than by B", "A leads B"; pure."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UP = (
    r"(?:larger|bigger|more|higher|greater|better|further|longer|faster|richer|stronger|older|later"
    r"|newer|wider)"
)
_DOWN = r"(?:smaller|fewer|lower|less|worse|shorter|slower|poorer|weaker|younger|earlier|narrower)"
_COMPARED = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b(?P<of>[^.;:]*?)\bthan\b", re.I)
_LEADS = re.compile(
    r"\b(?:(?P<up>outperform(?:s|ed)?|exceed(?:s|ed)?|surpass(?:es|ed)?|outnumber(?:s|ed)?|leads?|led"
    r"|overt(?:akes?|ook)|beats?|followed by|(?:is|are|was|were) ahead of)"
    r"|(?P<down>(?:lag(?:s|ged)?|falls?|fell|is|are|was|were) behind|trail(?:s|ed)?"
    r"|(?:comes?|came|ranks?|ranked|is|are|was|were) (?:second|third|next)(?: only)? to))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:](?= |$)|\b(?:but|while|whereas|although|and)\b", re.IGNORECASE)

_PRONOUN = re.compile(r"\b(?:it|they)(?: (?:also|now|still|only))? $", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z]\w")

Pair = tuple[int, int]
"""Places, among the things, of the one that is more and the one that is less."""


def relations(things: Sequence[str], text: str) -> set[Pair]:
    """List which thing a sentence says to be more than which.

    Args:
        things: two or more names.
        text: a sentence, with white space collapsed.
    """
    places = {at: mentions(thing, text) for at, thing in enumerate(things)}
    found = set()
    for pattern in (_COMPARED, _LEADS):
        for match in pattern.finditer(text):
            right = _first_after(places, match.end(), text)
            # "More by A than by B", but "A exceeds B".
            before = match.end() if pattern is _COMPARED else match.start()
            left = _last_before(places, before, text)
            if left is None and right is not None and _is_implied(places, match.start(), text):
                left = 1 - right
            if left is not None and right is not None and left != right:
                found.add((left, right) if match["up"] else (right, left))
    return found


def _is_implied(places: dict[int, list[tuple[int, int]]], at: int, text: str) -> bool:
    """Whether a clause leaves out which of two things it is of, or has a pronoun for it.

    ", and less than in Korea"; "it comes second to Korea".
    """
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, at)]
    bare = bool(starts) and not _NAME.search(text, starts[-1], at)
    others = [spans for spans in places.values() if any(b <= at for _, b in spans)]
    stands = bare or bool(_PRONOUN.search(text, 0, at))
    return len(places) == 2 and stands and not others


def ordered(count: int, known: Iterable[Pair]) -> tuple[int, ...]:
    """Put things in order, the most first; empty where the relations leave it open."""
    pairs = set(known)
    fitting = [
        order
        for order in permutations(range(count))
        if all(order.index(a) < order.index(b) for a, b in pairs)
    ]
    return fitting[0] if len(fitting) == 1 else ()


def _first_after(places: dict[int, list[tuple[int, int]]], at: int, text: str) -> int | None:
    """Find the thing named next, within the same clause."""
    ends = _CLAUSE.search(text, at)
    limit = ends.start() if ends else len(text)
    after = [(a, n) for n, spans in places.items() for a, _ in spans if at <= a < limit]
    return min(after)[1] if after else None


def _last_before(places: dict[int, list[tuple[int, int]]], at: int, text: str) -> int | None:
    """Find the thing named last, within the same clause."""
    starts = [match.end() for match in _CLAUSE.finditer(text, 0, at)]
    limit = starts[-1] if starts else 0
    before = [(b, n) for n, spans in places.items() for a, b in spans if limit <= a and b <= at]
    return max(before)[1] if before else None
