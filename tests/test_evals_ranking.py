from collections import Counter
from math import log2

import pytest

from corpus.documents import Span
from evals.ranking import (
    all_evidence_at,
    coverage,
    found_rank,
    ndcg_at,
    recall_at,
    reciprocal_rank,
)

TEXT = "ab cd | ef gh. ij"  # word characters at 0 1 3 4 8 9 11 12 15 16


def span(start: int, end: int, doc_id: str = "d") -> Span:
    return Span(doc_id, start, end)


@pytest.mark.parametrize(
    ("others", "share"),
    [
        ([], 0.0),
        ([span(0, 5)], 0.5),
        ([span(0, 8)], 0.5),  # the bar is no word character
        ([span(0, 5), span(8, 13)], 1.0),  # nor is what lies between two passages
        ([span(0, 5), span(3, 10)], 0.75),  # a union: nothing counts twice
        ([span(0, 13, "other")], 0.0),
    ],
)
def test_coverage_counts_the_union_in_word_characters(others: list[Span], share: float) -> None:
    assert coverage(span(0, 13), others, TEXT) == share


def test_coverage_of_marks_alone_is_nothing() -> None:
    assert coverage(span(6, 7), [span(0, 17)], TEXT) == 0.0


@pytest.mark.parametrize(
    ("ranked", "rank"),
    [
        ([], None),
        ([span(0, 17)], 1),
        ([span(15, 17), span(0, 17)], 2),
        ([span(0, 5), span(15, 17), span(8, 13)], 3),  # two halves make it whole
        ([span(0, 10)], None),  # 75 % is short of 80 %
        ([span(0, 12)], 1),  # 87 % is not
        ([span(0, 17, "other")], None),
    ],
)
def test_evidence_is_found_when_the_first_passages_together_hold_it(
    ranked: list[Span], rank: int | None
) -> None:
    assert found_rank([span(0, 13)], ranked, TEXT) == rank


def test_places_of_an_evidence_are_interchangeable() -> None:
    assert found_rank([span(0, 5), span(15, 17)], [span(8, 17)], TEXT) == 1


def test_a_question_needs_all_its_evidence_and_ranks_by_its_first() -> None:
    ranks = (2, 7)
    assert [all_evidence_at(ranks, k) for k in (1, 2, 6, 7)] == [0.0, 0.0, 0.0, 1.0]
    assert reciprocal_rank(ranks) == 0.5
    assert all_evidence_at((2, None), 20) == 0.0
    assert reciprocal_rank((None, 4)) == 0.25
    assert reciprocal_rank((None,)) == 0.0
    assert all_evidence_at((), 5) is None
    assert reciprocal_rank(()) is None


@pytest.mark.parametrize(
    ("ranks", "recall", "ndcg"),
    [
        ((1,), 1.0, 1.0),
        ((2,), 1.0, 1 / log2(3)),
        ((None,), 0.0, 0.0),
        ((6,), 0.0, 0.0),  # beyond the first five
        ((1, None), 0.5, 1 / (1 + 1 / log2(3))),
        ((2, 2), 1.0, 1 / log2(3)),  # one passage completes both: it gains two, and might be first
        ((1, 3), 1.0, (1 + 1 / 2) / (1 + 1 / log2(3))),
    ],
)
def test_recall_and_gain_by_hand(ranks: tuple[int | None, ...], recall: float, ndcg: float) -> None:
    assert recall_at(ranks, 5) == recall
    assert ndcg_at(ranks, 5) == pytest.approx(ndcg)


def test_without_evidence_a_ranking_has_no_score() -> None:
    assert (recall_at((), 5), ndcg_at((), 5)) == (None, None)


@pytest.mark.parametrize(
    "ranks", [(1,), (3,), (None,), (2, 7), (1, None, 4), (2, 2, 9), (10, 11), (3, 1, 2, None)]
)
def test_scores_agree_with_trec_eval(ranks: tuple[int | None, ...]) -> None:
    """An evidence is a passage of that rank; two of one rank are a passage of twice the gain."""
    pytrec_eval = pytest.importorskip("pytrec_eval")
    gains = Counter(f"p{rank}" for rank in ranks if rank)
    lost = {f"lost{number}": 1 for number in range(ranks.count(None))}
    run = {f"p{rank}": 1.0 / rank for rank in range(1, 21)}
    measures = {"recip_rank", "recall", "ndcg_cut"}
    evaluator = pytrec_eval.RelevanceEvaluator({"q": dict(gains) | lost}, measures)
    theirs = evaluator.evaluate({"q": run})["q"]
    assert theirs["recip_rank"] == pytest.approx(reciprocal_rank(ranks))
    for k in (5, 10, 20):
        assert theirs[f"ndcg_cut_{k}"] == pytest.approx(ndcg_at(ranks, k))
        if len(set(ranks)) == len(ranks):
            assert theirs[f"recall_{k}"] == pytest.approx(recall_at(ranks, k))
