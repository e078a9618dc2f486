"""The passages for a question among the documents that may be searched for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.clauses import clauses
from assistant.conversation import Resolved, resolve
from assistant.parts import ALL, Parts
from assistant.retrieve import Sought, joined
from assistant.scope.asked import Scope, scope
from assistant.scope.provisions import of_articles
from assistant.search import search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.llm.help import Help
    from assistant.llm.tools import Ground
    from assistant.retrieve import Hit
    from corpus.documents import Metadata
    from index.bert import Floats
    from index.encoder import Encoder
    from index.library import Library

    Known = Mapping[str, Metadata]  # the documents that may be searched, by id


@dataclass(frozen=True, slots=True)
class Finder:
    """Searches the documents that a question may be answered from.

    Attributes:
        library: the index.
        encoder: the model that the index was made with.
        known: the documents.
        parts: what is searched by.
    """

    library: Library
    encoder: Encoder
    known: Known
    parts: Parts = ALL

    def find(self, resolved: Resolved, k: int, besides: Sequence[Floats] = ()) -> list[Hit]:
        """Find the ``k`` best passages for a question, best first; see ``passages``."""
        return self.passages(self.sought(resolved), k, self.scope(resolved), besides)

    def passages(
        self, sought: Sequence[Sought], k: int, where: Scope, besides: Sequence[Floats] = ()
    ) -> list[Hit]:
        """Find the ``k`` best passages, best first.

        Args:
            sought: the whole question, then its clauses.
            k: how many at most.
            where: the documents that the question asks for.
            besides: unit vectors (d) of other texts to search with.
        """
        keep, prefer = self.known.__contains__, where.documents
        return search(self.library, sought, k, keep, prefer, self.parts, besides)

    def sought(self, resolved: Resolved) -> list[Sought]:
        """Encode a question, and each of the clauses that are searched for by themselves."""
        question, topic = resolved.question, resolved.topic
        alone = clauses(question) if self.parts.clauses else ()
        texts = [question, *alone, *filter(None, [topic])]
        vectors = dict(zip(texts, self.encoder.encode(texts), strict=True))
        whole = Sought(question, joined(vectors[question], vectors.get(topic)), topic)
        return [whole, *(Sought(clause, vectors[clause]) for clause in alone)]

    def scope(self, resolved: Resolved) -> Scope:
        """Tell which of the documents a question asks for."""
        if not self.parts.scope:
            return Scope(frozenset(), resolved.question)
        return scope(resolved.question, [c for c in self.library.cards if c.id in self.known])

    def best(
        self, sought: Sequence[Sought], k: int, where: Scope, resolved: Resolved, help: Help | None
    ) -> list[Hit]:
        """Find the ``k`` best passages as ``passages`` does, with what a model can do for it."""
        if help is None:
            hits = self.passages(sought, k, where)
        else:
            besides = self.imagined(resolved, help)
            pool = self.passages(sought, help.pool(k), where, besides)
            hits = help.ranked(resolved.text, pool, self._text)[:k]
        library = self.library
        return of_articles(resolved.question, hits, library.document, library.rarity)

    def _text(self, hit: Hit) -> str:
        """Give a passage under its document's title and its headings."""
        span = hit.passage.span
        title = self.library.document(span.doc_id).meta.title
        return "\n".join([" – ".join([title, *hit.passage.section]), self.library.text(span)])

    def imagined(self, resolved: Resolved, help: Help | None) -> list[Floats]:
        """Encode what a model imagines as an answer; nothing where it does not."""
        passage = help.passage(resolved.text) if help else ""
        return list(self.encoder.encode([passage])) if passage else []

    def ground(self) -> Ground:
        """Give what a model may look into: the documents that may be searched, and no other."""
        from assistant.llm.tools import Ground

        everywhere = len(self.known) == len(self.library.records)
        documents = None if everywhere else tuple(self.known)
        return Ground(self.library, documents, self._looked_for)

    def _looked_for(self, query: str, k: int) -> list[Hit]:
        return self.find(resolve(query, (), self.library.english), k)
