"""One question's scores, why they are so, and what went wrong where it went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer, Status
from corpus.documents import Span
from evals import citing, metrics, ranking, selective, squad
from evals.gold import GoldQuestion, QuestionType

DEPTH = 20
"""How many passages are asked for, and the depth at which evidence counts as retrieved."""


class Cause(StrEnum):
    """Why a question failed; the first that applies to it comes first in the chain."""

    NOT_LOCATED = "not located"  # the stored text lacks an evidence: a defect of the cleaning
    NOT_RETRIEVED = "not retrieved"  # an evidence is not within the first DEPTH passages
    NOT_RANKED = "not ranked"  # retrieved, but other sentences were put before it
    NOT_EXTRACTED = "not extracted"  # all evidence is cited, but the answer is wrong
    WRONGLY_REFUSED = "wrongly refused"  # the documents answer it
    WRONGLY_ANSWERED = "wrongly answered"  # the documents do not answer it


@dataclass(frozen=True, slots=True)
class Scores:
    """One question's scores; None where a score does not apply.

    Every figure of a run is the mean of one of them, see ``evals.figures`` for what each tells.
    They lie between 0 and 1, but for ``words`` and ``ms``.
    """

    right: float | None = None
    answer: float | None = None
    short: float | None = None
    exact: float | None = None
    f1: float | None = None
    value: float | None = None
    list_recall: float | None = None
    list_precision: float | None = None
    evidence_at_5: float | None = None
    evidence_at_20: float | None = None
    recall_at_5: float | None = None
    recall_at_20: float | None = None
    mrr: float | None = None
    ndcg_at_10: float | None = None
    evidence_cited: float | None = None
    citation_recall: float | None = None
    citation_precision: float | None = None
    sentence_recall: float | None = None
    sentence_precision: float | None = None
    quotes_exact: float | None = None
    abstain_precision: float | None = None
    abstain_recall: float | None = None
    false_refusals: float | None = None
    brier: float | None = None
    words: float | None = None
    ms: float | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A question's scores with their reasons.

    Attributes:
        ranks: for each evidence, the rank from 1 by which the passages hold it; None beyond
            ``DEPTH`` passages, or where the stored text lacks it.
        scores: see ``Scores``.
        causes: why it failed, the earliest step first; empty when it did not.
        why: in words, what the scores compare.
    """

    ranks: tuple[int | None, ...]
    scores: Scores
    causes: tuple[Cause, ...]
    why: tuple[str, ...]


def score(
    question: GoldQuestion,
    places: Sequence[Sequence[Span]],
    retrieved: Sequence[Span],
    answer: Answer | None,
    ms: float | None,
    text_of: Callable[[str], str],
) -> Scored:
    """Score what the assistant found and said.

    Args:
        question: what was asked.
        places: for each evidence its interchangeable places; none where it was not located.
        retrieved: spans of the passages found, best first.
        answer: None when only the retrieval was tried.
        ms: milliseconds that the answer took; None without an answer.
        text_of: gives a document's stored text by its id.
    """
    ranks = tuple(
        ranking.found_rank(spots, retrieved, text_of(spots[0].doc_id)) if spots else None
        for spots in places
    )
    found = _of_ranks(ranks)
    if answer is None:
        failed = _causes(question, places, ranks, None, found)
        return Scored(ranks, Scores(**found), failed, ())
    said = _of_answer(question, answer) | _of_citations(answer, places, text_of)
    failed = _causes(question, places, ranks, answer, found | said)
    right = not failed
    sure = None if answer.status is Status.ABSTAINED else sure_of(answer)
    outcome = {
        "right": float(right),
        "brier": None if sure is None else selective.brier(sure, right),
        "words": float(metrics.length(_text(answer))) if answer.sentences else None,
        "ms": ms,
    }
    scores = Scores(**found, **said, **outcome)
    return Scored(ranks, scores, failed, tuple(_why(question, answer, scores)))


def is_right(question: GoldQuestion, answer: Answer) -> bool:
    """Tell whether an answer holds a gold answer, or every item of a list."""
    scores = _of_answer(question, answer)
    return question.answerable and 1.0 in (scores["answer"], scores["list_recall"])


def sure_of(answer: Answer) -> float:
    """Give the confidence of an answer, without the digits that differ from run to run."""
    return round(answer.confidence, 4)


def _of_ranks(ranks: Sequence[int | None]) -> dict[str, float | None]:
    return {
        "evidence_at_5": ranking.all_evidence_at(ranks, 5),
        "evidence_at_20": ranking.all_evidence_at(ranks, DEPTH),
        "recall_at_5": ranking.recall_at(ranks, 5),
        "recall_at_20": ranking.recall_at(ranks, DEPTH),
        "mrr": ranking.reciprocal_rank(ranks),
        "ndcg_at_10": ranking.ndcg_at(ranks, 10),
    }


def _of_answer(question: GoldQuestion, answer: Answer) -> dict[str, float | None]:
    abstained = answer.status is Status.ABSTAINED
    right, short = _right(question, answer)
    gold = () if question.type is QuestionType.YESNO else question.answers
    return {
        "answer": right,
        "short": short,
        "exact": squad.exact_match(answer.short, gold) if gold else None,
        "f1": squad.f1(answer.short, gold) if gold else None,
        "value": metrics.value_match(answer.short, gold),
        "list_recall": metrics.list_recall(answer.items or (_text(answer),), question.items),
        "list_precision": metrics.list_precision(answer.items, question.items),
        "abstain_precision": selective.abstain_precision(question.answerable, abstained),
        "abstain_recall": selective.abstain_recall(question.answerable, abstained),
        "false_refusals": selective.false_refusal(question.answerable, abstained),
    }


def _of_citations(
    answer: Answer, places: Sequence[Sequence[Span]], text_of: Callable[[str], str]
) -> dict[str, float | None]:
    spans = tuple(citation.span for citation in answer.citations)
    evidence = [span for spots in places for span in spots]
    quotes = {citation.number: citation.quote for citation in answer.citations}
    cited_by = [
        (sentence.text, [quotes[number] for number in sentence.citations if number in quotes])
        for sentence in answer.sentences
    ]
    recall = citing.citation_recall(places, spans, text_of)
    exact = [citing.quote_exact(c, text_of(c.span.doc_id)) for c in answer.citations]
    return {
        "evidence_cited": None if recall is None else float(recall == 1.0),
        "citation_recall": recall,
        "citation_precision": citing.citation_precision(spans, evidence) if places else None,
        "sentence_recall": citing.sentence_recall(cited_by),
        "sentence_precision": citing.sentence_precision(cited_by),
        "quotes_exact": sum(exact) / len(exact) if exact else None,
    }


def _causes(
    question: GoldQuestion,
    places: Sequence[Sequence[Span]],
    ranks: Sequence[int | None],
    answer: Answer | None,
    scores: dict[str, float | None],
) -> tuple[Cause, ...]:
    """Say why a question failed, the earliest step first; empty when it did not.

    A list fails when an item is missing; without an answer, only the retrieval can fail.
    """
    refused = answer is not None and answer.status is Status.ABSTAINED
    answered = answer is not None and not refused
    if not question.answerable:
        return (Cause.WRONGLY_ANSWERED,) if answered else ()
    if answer is not None and 1.0 in (scores["answer"], scores["list_recall"]):
        return ()
    found = None not in ranks
    cited = scores.get("evidence_cited") == 1.0
    checks = (
        (Cause.NOT_LOCATED, not all(places)),
        (Cause.NOT_RETRIEVED, all(places) and not found),
        (Cause.NOT_RANKED, found and answered and not cited),
        (Cause.NOT_EXTRACTED, answered and cited),
        (Cause.WRONGLY_REFUSED, refused),
    )
    return tuple(cause for cause, applies in checks if applies)


def _right(question: GoldQuestion, answer: Answer) -> tuple[float | None, float | None]:
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


def _why(question: GoldQuestion, answer: Answer, scores: Scores) -> Iterator[str]:
    """Say what was compared with what, for a person who doubts a score."""
    if not question.answerable:
        yield "No document answers it; " + ("it refused." if scores.right else "it answered.")
        return
    if answer.status is Status.ABSTAINED:
        yield "It refused, and the documents answer it."
        return
    if question.items:
        parts = answer.items or (_text(answer),)
        missing = [i[0] for i in question.items if not metrics.list_recall(parts, [i])]
        extra = [
            part for part in answer.items if not metrics.list_precision([part], question.items)
        ]
        yield f"Missing: {'; '.join(missing)}." if missing else "Every item is named."
        if extra:
            yield f"Not among the gold items: {'; '.join(extra)}."
    elif question.type is QuestionType.YESNO:
        polarity = metrics.polarity(answer.short or _text(answer))
        yield f"It begins with {polarity!r}." if polarity else "It says neither yes nor no."
    else:
        said = next((v for v in question.answers if metrics.answer_in(_whole(answer), [v])), None)
        yield f"The answer says {said!r}." if said else "The answer says no accepted variant."
        how = "compared as a value" if scores.value is not None else f"F1 {scores.f1 or 0:.2f}"
        yield f"The short answer is {'right' if scores.short else 'not right'} ({how})."


def _whole(answer: Answer) -> str:
    return "\n".join((answer.short, _text(answer), "; ".join(answer.items)))


def _text(answer: Answer) -> str:
    return " ".join(sentence.text for sentence in answer.sentences)
