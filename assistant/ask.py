"""A question to a cited answer: the steps in order, and nothing else."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Searched, Status
from assistant.answers import compose
from assistant.candidates import candidates
from assistant.citations import CitationError, cite, cite_all
from assistant.confidence import ABSTAIN_BELOW, Evidence, confidence
from assistant.conversation import standalone
from assistant.question import Kind, kind_of
from assistant.retrieve import Hit, retrieve
from assistant.select import Scored, rank
from index.encoder import Encoder, find_model, question_encoder
from index.keywords import stems
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Turn
    from index.bert import Floats

READ = 8  # passages whose sentences are weighed
_NEAREST = 3  # passages shown when abstaining


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers questions about one opened index.

    Attributes:
        library: the index.
        encoder: the model that the index was made with.
    """

    library: Library
    encoder: Encoder

    @classmethod
    def open(cls, root: Path) -> Assistant:
        """Open the index in ``root`` with the model that made it.

        Raises:
            IndexMissing: there is no usable index.
            ModelError: its model is not on this machine.
        """
        library = Library.open(root)
        return cls(library, question_encoder(find_model(library.manifest.recipe.model)))

    def ask(self, question: str, history: Sequence[Turn] = (), as_of: str | None = None) -> Answer:
        """Answer a question in the documents' words.

        Args:
            question: as typed.
            history: earlier turns of the conversation, oldest first.
            as_of: ISO 8601 date; documents issued later are left aside. None means no limit.
        """
        clock = _Clock()
        alone = standalone(question, history)
        vector = self.encoder.encode([alone])[0]
        clock.lap("encode question")
        hits = self._retrieve(alone, vector, READ, as_of)
        clock.lap("retrieve")
        ranked = self._rank(alone, kind_of(question), vector, hits)
        clock.lap("read sentences")
        sure = _confidence(ranked)
        composed = compose.compose(kind_of(question), alone, ranked, self.library.document)
        sentences, citations = cite_all(self.library, composed.sentences)
        answered = bool(sentences) and sure >= ABSTAIN_BELOW
        if not answered:
            sentences, citations = (), ()
        clock.lap("compose and verify")
        return Answer(
            question=question,
            standalone=alone,
            status=Status.ANSWERED if answered else Status.ABSTAINED,
            short=composed.short if answered else "",
            sentences=sentences,
            items=composed.items if answered else (),
            citations=citations,
            confidence=sure,
            searched=self._searched(hits, as_of),
            index_version=self.library.version,
            timings=clock.laps(),
        )

    def retrieve(self, question: str, k: int, as_of: str | None = None) -> list[Hit]:
        """Find the ``k`` best passages for a question that stands alone, best first."""
        return self._retrieve(question, self.encoder.encode([question])[0], k, as_of)

    def _retrieve(self, question: str, vector: Floats, k: int, as_of: str | None) -> list[Hit]:
        def keep(doc_id: str) -> bool:
            issued = self.library.record(doc_id).meta.issued
            return as_of is None or issued is None or issued <= as_of[: len(issued)]

        return retrieve(self.library, question, vector, k, keep)

    def _rank(self, alone: str, kind: Kind, vector: Floats, hits: Sequence[Hit]) -> list[Scored]:
        found = {
            candidate.span: candidate
            for hit in reversed(hits)
            for candidate in candidates(self.library.document(hit.passage.span.doc_id), hit)
        }
        weights = self.library.rarity(stems(alone))
        return rank(alone, kind, vector, list(found.values()), weights, self.encoder.encode)

    def _searched(self, hits: Sequence[Hit], as_of: str | None) -> Searched:
        dates = sorted(r.meta.issued for r in self.library.records if r.meta.issued)
        return Searched(
            documents=len(self.library.records),
            passages=len(self.library.passages()),
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            nearest=self._nearest(hits[:_NEAREST]),
            failures=self.library.failures,
        )

    def _nearest(self, hits: Sequence[Hit]) -> tuple[Citation, ...]:
        found = []
        for number, hit in enumerate(hits, start=1):
            span = hit.passage.span
            try:
                found.append(cite(self.library, number, span, self.library.text(span)))
            except CitationError:
                continue
        return tuple(found)


def _confidence(ranked: Sequence[Scored]) -> float:
    if not ranked:
        return 0.0
    best = ranked[0]
    return confidence(Evidence(best.cosine, best.words, best.candidate.hit.score))


class _Clock:
    """Milliseconds from lap to lap."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._laps: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps.append((name, 1000.0 * (now - self._last)))
        self._last = now

    def laps(self) -> tuple[tuple[str, float], ...]:
        return tuple(self._laps)
