"""A question to the passages that may answer it: dense and keyword search, fused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.keywords import content_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.bert import Floats
    from index.library import Library
    from index.passages import Passage

POOL = 60  # passages that each search brings before fusion
_DEEP = 1000  # passages of two keyword searches whose scores are added
KEYWORD_SHARE = 0.5  # of the fused score; see `fuse`
TOPIC_SHARE = 0.75  # what a word of the conversation counts beside one of the question


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    Attributes:
        passage: the passage.
        score: fused score, higher is better, at most about 1.
        cosine: of question and passage.
    """

    passage: Passage
    score: float
    cosine: float


def retrieve(
    library: Library,
    question: str,
    vector: Floats,
    k: int,
    keep: Callable[[str], bool] = lambda _: True,
    topic: str = "",
) -> list[Hit]:
    """Find the ``k`` passages most likely to answer a question, best first.

    Args:
        library: the opened index.
        question: standing alone.
        vector: the question's unit vector (d), or that of question and topic; see ``joined``.
        k: how many at most.
        keep: tells whether a document's passages may be found, by its id.
        topic: words to look for besides, which count less.
    """
    pool = max(POOL, k)
    allowed = {record.id for record in library.records if keep(record.id)}
    over = pool if len(allowed) == len(library.records) else len(library.passages())
    dense = _allowed(library, library.search_vectors(vector, over), allowed)[:pool]
    found = _keywords(library, question, topic, over)
    keyword = _allowed(library, found, allowed)[:pool]
    names = sorted({name for name, _ in dense + keyword})
    cosines = dict(zip(names, library.cosines(vector, names), strict=True))
    fused = fuse(cosines, dict(keyword))
    return [Hit(library.passage(name), score, cosines[name]) for name, score in fused[:k]]


def joined(question: Floats, topic: Floats | None = None) -> Floats:
    """Join the unit vectors of a question and of what it is about to one, by ``TOPIC_SHARE``."""
    if topic is None:
        return question
    vector = question + np.float32(TOPIC_SHARE) * topic
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _keywords(library: Library, question: str, topic: str, k: int) -> list[tuple[str, float]]:
    """Find passages by the words of a question, and by those of its topic for a share."""
    own = content_terms(question)
    besides = " ".join(term for term in content_terms(topic) if term not in own)
    if not besides:
        return library.search_keywords(question, k)
    deep = max(k, _DEEP)
    scores = dict(library.search_keywords(question, deep)) if own else {}
    for name, score in library.search_keywords(besides, deep):
        scores[name] = scores.get(name, 0.0) + TOPIC_SHARE * score
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]


def _allowed(
    library: Library, found: Sequence[tuple[str, float]], documents: set[str]
) -> list[tuple[str, float]]:
    return [pair for pair in found if library.passage(pair[0]).span.doc_id in documents]


def fuse(cosines: Mapping[str, float], keywords: Mapping[str, float]) -> list[tuple[str, float]]:
    """Join cosines and BM25 scores to one ranking, best first, ties by id.

    A convex combination of the scores, BM25 divided by its best: it keeps how far apart passages
    are, which ranks alone lose (Bruch et al. 2023, https://arxiv.org/abs/2210.11934).

    Args:
        cosines: by passage id, for every passage to be ranked.
        keywords: BM25 scores by passage id; a passage that is missing scores 0.
    """
    best = max(keywords.values(), default=0.0)
    scored = [
        (
            name,
            (1 - KEYWORD_SHARE) * cosine
            + (KEYWORD_SHARE * keywords.get(name, 0.0) / best if best > 0 else 0.0),
        )
        for name, cosine in cosines.items()
    ]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
