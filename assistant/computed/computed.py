"""What was computed, and what was done in words; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.compose import Composed
from assistant.answers.told import Quoted
from assistant.computed.wording import amount

if TYPE_CHECKING:
    from assistant.computed.fit import Fit
    from assistant.computed.operation import Operation
    from assistant.computed.rows import Row
    from index.facts.fact import Fact


SURE = 0.88  # that an answer is right whose rows account for all of the question
LIKELY = 0.75  # the same where a word is left, where rows may be missing, or of prose
MOST_TOLD = 40  # rows that are told and cited one by one


@dataclass(frozen=True, slots=True)
class Computed:
    """What was computed.

    Attributes:
        short: the answer alone.
        items: of a list; else empty.
        rows: those that it stands on, in order.
        query: what was done, in words.
        sure: probability that it is right.
    """

    short: str
    items: tuple[str, ...]
    rows: tuple[Row, ...]
    query: str
    sure: float = SURE

    def composed(self) -> Composed:
        """Give it as an answer whose sentences are the rows."""
        rows = dict.fromkeys((row.text, row.fact.span) for row in self.rows)
        return Composed(self.short, self.items, tuple(Quoted(t, (span,)) for t, span in rows))

    def facts(self) -> tuple[Fact, ...]:
        """Give the facts of its rows."""
        return tuple(row.fact for row in self.rows)


def in_words(done: str, asked: Operation, found: Fit) -> str:
    """Say what was done with which rows."""
    limits = [f"{one.operator} {amount(float(one.value), one.unit)}" for one in asked.bounds]
    if asked.period:
        limits.append(str(asked.period))
    where = f" ({'; '.join(limits)})" if limits else ""
    of = f"{len(found.chosen)} of {len(found.rows.rows)} rows"
    return f"{done} {of} of “{found.rows.title}”{where}"
