"""Metrics of a ranking of passages: one small pure function each.

The unit is an evidence, words that an answer must stand on, and not a passage: where passages are
cut must make no difference. Every function scores one question between 0 and 1; None means that
the metric does not apply. "Covered" is counted in word characters (letters and digits), so that
the white space and the marks between two passages or cells make no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log2

from corpus.documents import Span

FOUND = 0.8
"""Least share of an evidence that the passages must hold for it to count as found."""


def coverage(span: Span, others: Iterable[Span], text: str) -> float:
    """Give the share of a span's word characters that the union of the other spans holds.

    Args:
        span: what is to be covered.
        others: what covers it; spans of other documents count nothing.
        text: the stored text of the span's document.
    """
    wanted = {at for at in range(span.start, span.end) if text[at].isalnum()}
    held = [other for other in others if other.overlap(span)]
    covered = {at for at in wanted if any(other.start <= at < other.end for other in held)}
    return len(covered) / len(wanted) if wanted else 0.0


def found_rank(places: Sequence[Span], ranked: Sequence[Span], text: str) -> int | None:
    """Give the least k such that the top k passages together hold an evidence.

    Args:
        places: interchangeable places of the evidence, in one document.
        ranked: the spans of the passages, best first.
        text: the stored text of the places' document.

    Returns:
        A rank from 1, or None when no place is covered to at least ``FOUND``.
    """
    ranks = (_completing_rank(place, ranked, text) for place in places)
    return min((rank for rank in ranks if rank is not None), default=None)


def _completing_rank(place: Span, ranked: Sequence[Span], text: str) -> int | None:
    for rank, span in enumerate(ranked, 1):
        if span.overlap(place) and coverage(place, ranked[:rank], text) >= FOUND:
            return rank
    return None


def all_evidence_at(ranks: Sequence[int | None], k: int) -> float | None:
    """Tell (1.0 or 0.0) whether every evidence was found by rank ``k``.

    Args:
        ranks: for each evidence of a question its ``found_rank``.
        k: how many passages count.

    Returns:
        None for a question without evidence.
    """
    if not ranks:
        return None
    return float(all(rank is not None and rank <= k for rank in ranks))


def reciprocal_rank(ranks: Sequence[int | None]) -> float | None:
    """Give 1 / rank of the first passage that completes an evidence, 0.0 when none does.

    The mean over questions is MRR (Voorhees 1999, "The TREC-8 Question Answering Track Report").
    None for a question without evidence.
    """
    if not ranks:
        return None
    return 1 / min((rank for rank in ranks if rank is not None), default=float("inf"))


def recall_at(ranks: Sequence[int | None], k: int) -> float | None:
    """Give the share of the evidence that was found by rank ``k``.

    Source: Manning, Raghavan, Schütze 2008, "Introduction to Information Retrieval", section 8.4.
    None for a question without evidence.
    """
    if not ranks:
        return None
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def ndcg_at(ranks: Sequence[int | None], k: int) -> float | None:
    """Give the normalised discounted cumulative gain of the first ``k`` passages.

    A passage gains one for each evidence that it completes, discounted by log2(1 + rank). The
    ideal ranking has the same gains in falling order, each evidence that was not found as one.

    Source: Järvelin and Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques", with
    the discount of trec_eval. None for a question without evidence.
    """
    if not ranks:
        return None
    gains = Counter(rank for rank in ranks if rank is not None)
    missing = [1] * ranks.count(None)
    ideal = sorted([*gains.values(), *missing], reverse=True)[:k]
    found = sum(gain / log2(1 + rank) for rank, gain in gains.items() if rank <= k)
    return found / sum(gain / log2(1 + rank) for rank, gain in enumerate(ideal, 1))
