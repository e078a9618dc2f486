"""A question to the passages that may answer it: dense and keyword search, fused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index.bert import Floats
    from index.library import Library
    from index.passages import Passage

POOL = 60  # passages that each search brings before fusion
KEYWORD_SHARE = 0.5  # of the fused score; see `fuse`


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
) -> list[Hit]:
    """Find the ``k`` passages most likely to answer a question, best first.

    Args:
        library: the opened index.
        question: standing alone.
        vector: the question's unit vector (d).
        k: how many at most.
        keep: tells whether a document's passages may be found, by its id.
    """
    pool = max(POOL, k)
    allowed = {record.id for record in library.records if keep(record.id)}
    over = pool if len(allowed) == len(library.records) else len(library.passages())
    dense = _allowed(library, library.search_vectors(vector, over), allowed)[:pool]
    keyword = _allowed(library, library.search_keywords(question, over), allowed)[:pool]
    names = sorted({name for name, _ in dense + keyword})
    cosines = dict(zip(names, library.cosines(vector, names), strict=True))
    fused = fuse(cosines, dict(keyword))
    return [Hit(library.passage(name), score, cosines[name]) for name, score in fused[:k]]


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
