"""What was found for a question, before an answer is made of it: plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.another.unnamed import lacks_matter, tells_of_names
from assistant.another.verdict import EXEMPT, is_of_another
from assistant.another.withheld import withheld
from assistant.another.year import is_of_another_year, tells_of_year
from assistant.answers.compose import NOTHING, Composed
from assistant.candidates import told_before
from assistant.computed.documents import is_told_of_itself
from assistant.confidence import Evidence, answering, weigh

if TYPE_CHECKING:
    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.retrieve import Hit
    from assistant.scope.asked import Scope
    from assistant.select import Scored

_LEAST_WORDS = 0.35  # share of the question's words in a sentence that takes another's place
_NEAR = 0.4  # behind the best score; a sentence that is further behind is of other matters


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
            if self.query.kind not in EXEMPT and lacks_matter(
                self.query, self.ranked[0], answers, own
            ):
                return None
            if self.withheld(composed) is not None:
                return None
        return weigh(self.query, self.ranked, composed)

    def of_year_asked(self, composed: Composed, document: Documents) -> Reading | None:
        """Keep the sentences that name the year asked about, where what answers is of another.

        Args:
            composed: the answer that was made of all.
            document: gives a document by its id.

        Returns:
            None where it is of no other year, or no sentence nearly as good names the year.
        """
        if not self.ranked or self.query.kind in EXEMPT:
            return None
        answers, asked = answering(self.ranked, composed), self.scope.question
        own = document(answers.candidate.span.doc_id)
        before = told_before(answers.candidate, own)
        if not is_of_another_year(asked, answers, own.meta, before):
            return None
        timely = [
            scored
            for scored in self.ranked
            if tells_of_year(asked, scored)
            and tells_of_names(asked, scored, document(scored.candidate.span.doc_id))
        ]
        line = self.ranked[0].score - _NEAR
        met = timely and timely[0].score >= line and timely[0].words >= _LEAST_WORDS
        return replace(self, ranked=timely) if met else None

    def withheld(self, composed: Composed = NOTHING) -> Scored | None:
        """Find the sentence which says that what is asked for is not given; None for none.

        Args:
            composed: the answer that was made of the sentences.
        """
        if not self.ranked or self.query.kind in EXEMPT:
            return None
        return withheld(self.query, self.ranked, answering(self.ranked, composed), composed.short)
