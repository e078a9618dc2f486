"""A question to the passages that may answer it: dense and keyword search, fused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.parts import ALL
from index.keywords import content_terms, instead_query, match_query, pairs_query

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from assistant.parts import Parts
    from index.bert import Floats
    from index.library import Library
    from index.passages import Passage

POOL = 60  # passages that each search brings before fusion
_DEEP = 1000  # passages of several keyword searches whose scores are added
KEYWORD_SHARE = 0.5  # of the fused score; see `fuse`
TOPIC_SHARE = 0.75  # what a word of the conversation counts beside one of the question
OTHER_NAME = 0.5  # what a name's other form counts beside the form of the question
PREFERRED = 0.2  # added to the score of a passage of a document that the question asks for


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for.

    Attributes:
        question: standing alone.
        vector: its unit vector (d), or that of question and topic; see ``joined``.
        topic: words to look for besides, which count less.
    """

    question: str
    vector: Floats
    topic: str = ""


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
    sought: Sought,
    k: int,
    keep: Callable[[str], bool] = lambda _: True,
    prefer: Collection[str] = (),
    parts: Parts = ALL,
) -> list[Hit]:
    """Find the ``k`` passages most likely to answer a question, best first.

    Args:
        library: the opened index.
        sought: the question.
        k: how many at most.
        keep: tells whether a document's passages may be found, by its id.
        prefer: ids of the documents whose passages go before others that answer as well.
        parts: what is searched by.
    """
    pool = max(POOL, k)
    kept = {record.id for record in library.records if keep(record.id)}
    everywhere = None if len(kept) == len(library.records) else kept
    found: set[str] = set()
    words: dict[str, float] = {}
    for within in (everywhere, kept.intersection(prefer)) if prefer else (everywhere,):
        if parts.dense:
            found.update(name for name, _ in library.search_vectors(sought.vector, pool, within))
        if parts.keywords:
            words.update(_keywords(library, sought, pool, parts, within))
    names = sorted(found | words.keys())
    cosines = dict(zip(names, library.cosines(sought.vector, names), strict=True))
    preferred = {name for name in names if library.passage(name).span.doc_id in prefer}
    share = KEYWORD_SHARE if parts.dense and parts.keywords else float(parts.keywords)
    fused = fuse(cosines, words, preferred, share)
    return [Hit(library.passage(name), score, cosines[name]) for name, score in fused[:k]]


def joined(question: Floats, topic: Floats | None = None) -> Floats:
    """Join the unit vectors of a question and of what it is about to one, by ``TOPIC_SHARE``."""
    if topic is None:
        return question
    vector = question + np.float32(TOPIC_SHARE) * topic
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def _keywords(
    library: Library, sought: Sought, k: int, parts: Parts, within: Collection[str] | None
) -> list[tuple[str, float]]:
    """Find passages by a question's words, its names' other forms and its topic, summed."""
    own = content_terms(sought.question)
    besides = " ".join(term for term in content_terms(sought.topic) if term not in own)
    queries = [(match_query(sought.question), 1.0)] if own or not besides else []
    queries += [(match_query(besides), TOPIC_SHARE)] if besides else []
    if parts.other_names:
        names = library.glossary.other_names(sought.question)
        queries += [(instead_query(asked, other), OTHER_NAME) for asked, other in names]
    if len(queries) == 1:
        found = library.search_query(queries[0][0], k, within)
        return found or library.search_query(pairs_query(sought.question), k, within)
    scores: dict[str, float] = {}
    for query, weight in queries:
        for name, score in library.search_query(query, max(k, _DEEP), within):
            scores[name] = scores.get(name, 0.0) + weight * score
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]


def fuse(
    cosines: Mapping[str, float],
    keywords: Mapping[str, float],
    preferred: Collection[str] = (),
    share: float = KEYWORD_SHARE,
) -> list[tuple[str, float]]:
    """Join cosines and BM25 scores to one ranking, best first, ties by id.

    A convex combination of the scores, BM25 divided by its best: it keeps how far apart passages
    are, which ranks alone lose (Bruch et al. 2023, https://arxiv.org/abs/2210.11934).

    Args:
        cosines: by passage id, for every passage to be ranked.
        keywords: BM25 scores by passage id; a passage that is missing scores 0.
        preferred: ids of the passages whose score is raised by ``PREFERRED``.
        share: of the keywords in the score.
    """
    best = max(keywords.values(), default=0.0)
    scored = [
        (
            name,
            (1 - share) * cosine
            + (share * keywords.get(name, 0.0) / best if best > 0 else 0.0)
            + PREFERRED * (name in preferred),
        )
        for name, cosine in cosines.items()
    ]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))
