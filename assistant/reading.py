"""What was found for a question, before an answer is made of it: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.answers.compose import NOTHING, Composed
from assistant.confidence import Evidence, weigh

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.retrieve import Hit
    from assistant.scope import Scope
    from assistant.select import Scored


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found for a question, before an answer is made of it.

    Attributes:
        query: the question that was searched for, and what it wants.
        hits: the passages, best first.
        ranked: their sentences, best first.
        scope: the documents that it asks to be answered from.
    """

    query: Query
    hits: list[Hit]
    ranked: list[Scored]
    scope: Scope

    def evidence(self, composed: Composed = NOTHING) -> Evidence | None:
        """Weigh what speaks for an answer; None when nothing was found."""
        return weigh(self.query, self.ranked, composed) if self.ranked else None
