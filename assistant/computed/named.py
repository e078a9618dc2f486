"""The amounts of a sentence that belong to the things a question names; pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.computed.parts import FROM, TO, Part, parts
from assistant.computed.wording import beside, spoken_names
from index.heads import years_of
from index.keywords import stems
from index.names import written_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.computed.sought import Sought

NAMED = 0.33
"""Share of a thing's words without a name, that those of its amount must hold."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What amounts give.

    Attributes:
        short: the result, with the amounts that it comes from.
        used: these, each with what it is of; empty where the question does not name it.
        done: what was done, in words.
    """

    short: str
    used: tuple[tuple[str, Part], ...]
    done: str

    @property
    def result(self) -> str:
        """The result alone, by which two are compared."""
        return self.short.partition(" (")[0]


def of_one_unit(asked: Sought, text: str) -> Iterator[list[Part]]:
    """Give the exact amounts of a sentence that may be asked for, those of each unit together."""
    exact = [o for o in parts(text) if o.exact and (asked.units is None or o.unit in asked.units)]
    exact.sort(key=lambda one: one.unit or "")
    for _, same in groupby(exact, lambda one: one.unit):
        yield sorted(same, key=lambda one: one.span)


def part_of(thing: str, found: Sequence[Part]) -> Part | None:
    """Give the one amount that is said of a thing; None for none or several."""
    names = written_names(thing)
    if names:
        named = [one for one in found if any(mentions(name, one.said) for name in names)]
        return named[0] if len(named) == 1 else None
    words = stems(thing)
    shares = [len(words & stems(one.said)) / len(words) if words else 0.0 for one in found]
    best = max(shares, default=0.0)
    return found[shares.index(best)] if best >= NAMED and shares.count(best) == 1 else None


def named(asked: Sought, text: str) -> tuple[tuple[str, Part], ...]:
    """Give an amount for each thing; empty where one has none, or two have the same."""
    choices = []
    for found in of_one_unit(asked, text):
        told = [(thing, part_of(thing, found)) for thing in asked.things]
        kept = tuple((thing, one) for thing, one in told if one is not None)
        apart = len({one.span for _, one in kept}) == len(asked.things)
        if _are_before_and_after(kept, text) and not all(map(years_of, asked.things)):
            continue  # of one thing, at two times
        if apart and len(kept) > 1 and all(a.agrees(b) for (_, a), (_, b) in pairwise(kept)):
            choices.append(kept)
    return choices[0] if len(choices) == 1 else ()


def _are_before_and_after(used: Sequence[tuple[str, Part]], text: str) -> bool:
    """Whether two amounts are told as "from A to B"."""
    spans = sorted(one.span for _, one in used)
    if len(spans) != 2:
        return False
    (start, end), (other, _) = spans
    return bool(FROM.search(text, 0, start) and TO.search(text, end, other))


def listed(used: Sequence[tuple[str, Part]], joint: str) -> str:
    """Join amounts, each with what it is of where that is short."""
    return beside([(thing, one.text) for thing, one in used], joint)


def done(what: str, used: Sequence[tuple[str, Part]]) -> str:
    """Say what was done with amounts."""
    return f"{what} {spoken_names([f'{one.text} ({thing})' for thing, one in used])}"


def about(used: Sequence[tuple[str, Part]]) -> str:
    """Give "about " where one of the amounts is only said to be about so much."""
    return "about " if any(one.operator == "about" for _, one in used) else ""
