"""One question's scores, and what went wrong where it went wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer, Status
from corpus.documents import Span
from evals import metrics, squad
from evals.gold import GoldQuestion, QuestionType

DEPTH = 20
"""How many passages are asked for, and the depth at which evidence counts as retrieved."""


class Cause(StrEnum):
    """Why a question failed; the first that applies to it comes first in the chain."""

    NOT_LOCATED = "not located"  # the stored text lacks an evidence: a defect of the cleaning
    NOT_RETRIEVED = "not retrieved"  # an evidence is not within the first DEPTH passages
    NOT_CITED = "not cited"  # retrieved, but the answer does not stand on it
    NOT_EXTRACTED = "not extracted"  # all evidence is cited, but the answer is wrong
    WRONGLY_REFUSED = "wrongly refused"  # the documents answer it
    WRONGLY_ANSWERED = "wrongly answered"  # the documents do not answer it


@dataclass(frozen=True, slots=True)
class Scores:
    """One question's scores, 0 to 1 unless said otherwise; None where a score does not apply.

    Attributes:
        ranks: for each evidence, the rank from 1 by which the passages hold it; None beyond the
            passages that were asked for.
        answer: the answer's text says a variant; for yes or no, it begins with the right word.
        short: the short answer is right.
        exact: SQuAD exact match of the short answer.
        f1: SQuAD F1 of the short answer.
        list_recall: share of the gold items that the answer names.
        list_precision: share of the answer's items that are gold items.
        evidence_cited: all evidence is cited.
        citation_precision: share of the citations that overlap some evidence.
        quotes_exact: share of the citations whose quote is what stands at their span.
        abstained: whether the assistant abstained; None when it was not asked.
    """

    ranks: tuple[int | None, ...] = ()
    answer: float | None = None
    short: float | None = None
    exact: float | None = None
    f1: float | None = None
    list_recall: float | None = None
    list_precision: float | None = None
    evidence_cited: float | None = None
    citation_precision: float | None = None
    quotes_exact: float | None = None
    abstained: bool | None = None


def score(
    question: GoldQuestion,
    places: Sequence[Sequence[Span]],
    retrieved: Sequence[Span],
    answer: Answer | None,
    text_of: Callable[[str], str],
) -> Scores:
    """Score what the assistant found and said.

    Args:
        question: what was asked.
        places: for each evidence its interchangeable places; none where it was not located.
        retrieved: spans of the passages found, best first.
        answer: None when only the retrieval was tried.
        text_of: gives a document's stored text by its id.
    """
    ranks = tuple(
        metrics.found_rank(spots, retrieved, text_of(spots[0].doc_id)) if spots else None
        for spots in places
    )
    if answer is None:
        return Scores(ranks)
    spans = tuple(citation.span for citation in answer.citations)
    evidence = [span for spots in places for span in spots]
    right, short = _answer(question, answer)
    asks_for_words = question.answers and question.type is not QuestionType.YESNO
    parts = answer.items or (_text(answer),)
    return Scores(
        ranks,
        answer=right,
        short=short,
        exact=squad.exact_match(answer.short, question.answers) if asks_for_words else None,
        f1=squad.f1(answer.short, question.answers) if asks_for_words else None,
        list_recall=metrics.list_recall(parts, question.items),
        list_precision=metrics.list_precision(answer.items, question.items),
        evidence_cited=_evidence_cited(places, spans, text_of) if places else None,
        citation_precision=metrics.citation_precision(spans, evidence) if places else None,
        quotes_exact=_quotes_exact(answer, text_of),
        abstained=answer.status is Status.ABSTAINED,
    )


def causes(
    question: GoldQuestion, places: Sequence[Sequence[Span]], scores: Scores
) -> tuple[Cause, ...]:
    """Say why a question failed, the earliest step first; empty when it did not.

    A list fails when an item is missing; without an answer, only the retrieval can fail.
    """
    if not question.answerable:
        return (Cause.WRONGLY_ANSWERED,) if scores.abstained is False else ()
    asked = scores.abstained is not None
    if asked and 1.0 in (scores.answer, scores.list_recall):
        return ()
    found = metrics.all_evidence_at(scores.ranks, DEPTH) == 1.0
    checks = (
        (Cause.NOT_LOCATED, not all(places)),
        (Cause.NOT_RETRIEVED, all(places) and not found),
        (Cause.NOT_CITED, found and scores.abstained is False and not scores.evidence_cited),
        (Cause.NOT_EXTRACTED, scores.abstained is False and scores.evidence_cited == 1.0),
        (Cause.WRONGLY_REFUSED, scores.abstained is True),
    )
    return tuple(cause for cause, applies in checks if applies)


def _answer(question: GoldQuestion, answer: Answer) -> tuple[float | None, float | None]:
    """Score the text and the short answer; (None, None) where no short answer is asked for."""
    if not question.answers:
        return None, None
    if answer.status is Status.ABSTAINED:
        return 0.0, 0.0
    if question.type is QuestionType.YESNO:
        right = metrics.same_polarity(answer.short or _text(answer), question.answers)
        return float(right), float(metrics.same_polarity(answer.short, question.answers))
    parts = (answer.short, _text(answer), "; ".join(answer.items))
    right = any(metrics.answer_in(part, question.answers) for part in parts)
    return float(right), float(metrics.short_answer(answer.short, question.answers))


def _text(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)


def _evidence_cited(
    places: Sequence[Sequence[Span]], spans: Sequence[Span], text_of: Callable[[str], str]
) -> float:
    return float(
        all(
            bool(spots) and metrics.cited(spots, spans, text_of(spots[0].doc_id))
            for spots in places
        )
    )


def _quotes_exact(answer: Answer, text_of: Callable[[str], str]) -> float | None:
    if not answer.citations:
        return None
    exact = [metrics.quote_exact(c, text_of(c.span.doc_id)) for c in answer.citations]
    return sum(exact) / len(exact)
