"""What was found for a question, before an answer is made of it: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.another.verdict import EXEMPT, is_of_another
from assistant.another.withheld import withheld
from assistant.answers.compose import NOTHING, Composed
from assistant.computed.documents import is_told_of_itself
from assistant.confidence import Evidence, answering, weigh

if TYPE_CHECKING:
    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.retrieve import Hit
    from assistant.scope.asked import Scope
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

    def evidence(
        self, composed: Composed = NOTHING, document: Documents | None = None
    ) -> Evidence | None:
        """Weigh what speaks for an answer.

        Args:
            composed: the answer that was made of it.
            document: gives a document by its id; without it a sentence may be
                of anything.

        Returns:
            None when nothing was found, or nothing but what is said of something else than is
            asked about, or where the documents say that they do not give it.
        """
        if not self.ranked:
            return None
        if document is not None:
            answers = answering(self.ranked, composed)
            own, asked = document(answers.candidate.span.doc_id), self.scope.question
            if is_of_another(self.query, asked, answers, own, composed.short) or is_told_of_itself(
                self.query.standalone, asked, self.scope.documents
            ):
                return None
            if self.withheld(composed) is not None:
                return None
        return weigh(self.query, self.ranked, composed)

    def withheld(self, composed: Composed = NOTHING) -> Scored | None:
        """Find the sentence which says that what is asked for is not given; None for none.

        Args:
            composed: the answer that was made of the sentences.
        """
        if not self.ranked or self.query.kind in EXEMPT:
            return None
        return withheld(self.query, self.ranked, answering(self.ranked, composed), composed.short)
