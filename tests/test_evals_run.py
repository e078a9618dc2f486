"""What is scored is worked out by hand, over the set answers of ``set_answers``."""

from dataclasses import replace

import pytest
from set_answers import (
    COST,
    FOREIGN,
    LIST,
    LOST,
    NONE,
    PASSAGES,
    QUESTIONS,
    TEXT,
    WHEN,
    YES,
    Assistant,
    Hit,
    evaluate,
)

from assistant.answer import Status, Turn
from evals.figures import MEANS, OVERALL, Figure, figures
from evals.results import Cited, Ranked, Run
from evals.run import ask_all, split
from evals.score import Cause, Scores


@pytest.fixture(scope="module")
def run() -> Run:
    return evaluate(QUESTIONS)


NOTHING_FOUND = Scores(
    evidence_at_5=0.0,
    evidence_at_20=0.0,
    recall_at_5=0.0,
    recall_at_20=0.0,
    mrr=0.0,
    ndcg_at_10=0.0,
)
FOUND = Scores(evidence_at_5=1.0, evidence_at_20=1.0, recall_at_5=1.0, recall_at_20=1.0)
SECOND = replace(FOUND, mrr=1 / 2, ndcg_at_10=pytest.approx(0.6309, abs=1e-4))  # 1 / log2(3)
THIRD = replace(FOUND, mrr=1 / 3, ndcg_at_10=0.5)
CITED = {
    "evidence_cited": 1.0,
    "citation_recall": 1.0,
    "citation_precision": 1.0,
    "sentence_recall": 1.0,
    "sentence_precision": 1.0,
    "quotes_exact": 1.0,
    "false_refusals": 0.0,
}
UNCITED = {"evidence_cited": 0.0, "citation_recall": 0.0, "citation_precision": 0.0}


def test_each_question_is_scored(run: Run) -> None:
    found = {result.question.id: result.scores for result in run.results}
    assert found == {
        "cost": replace(
            SECOND, **CITED | {"citation_precision": 0.5},
            right=1.0, answer=1.0, short=1.0, exact=0.0, f1=0.0, value=1.0, words=11.0, brier=0.25,
        ),
        "when": replace(
            THIRD, **CITED,
            right=0.0, answer=0.0, short=0.0, exact=0.0, f1=0.5, value=0.0, words=7.0, brier=0.25,
        ),
        "list": replace(
            FOUND, **CITED, mrr=1.0, ndcg_at_10=1.0,
            right=0.0, list_recall=0.5, list_precision=0.5, words=5.0, brier=0.25,
        ),
        "yes": replace(
            THIRD, **CITED | UNCITED, right=0.0, answer=0.0, short=0.0, words=6.0, brier=0.25
        ),
        "lost": replace(
            NOTHING_FOUND, right=0.0, answer=0.0, short=0.0, exact=0.0, f1=0.0,
            evidence_cited=0.0, citation_recall=0.0, abstain_precision=0.0, false_refusals=1.0,
        ),
        "none": Scores(right=1.0, abstain_precision=1.0, abstain_recall=1.0),
        "nothing": Scores(
            right=0.0, abstain_recall=0.0, sentence_recall=1.0, sentence_precision=1.0,
            quotes_exact=1.0, words=5.0, brier=0.25,
        ),
    }  # fmt: skip
    assert run.header.skipped == ("foreign",)


def test_each_failure_has_its_cause_and_each_score_its_reason(run: Run) -> None:
    assert {result.question.id: (result.causes, result.why) for result in run.results} == {
        "cost": (
            (),
            (
                "The answer says 'CNY 70bn'.",
                "The short answer is right (compared as a value).",
            ),
        ),
        "when": (
            (Cause.NOT_EXTRACTED,),
            (
                "The answer says no accepted variant.",
                "The short answer is not right (compared as a value).",
            ),
        ),
        "list": (
            (Cause.NOT_EXTRACTED,),
            ("Missing: rail.", "Not among the gold items: steel."),
        ),
        "yes": ((Cause.NOT_RANKED,), ("It says neither yes nor no.",)),
        "lost": (
            (Cause.NOT_LOCATED, Cause.WRONGLY_REFUSED),
            ("It refused, and the documents answer it.",),
        ),
        "none": ((), ("No document answers it; it refused.",)),
        "nothing": ((Cause.WRONGLY_ANSWERED,), ("No document answers it; it answered.",)),
    }


def test_what_was_found_and_said_is_kept(run: Run) -> None:
    when = run.results[1]
    assert (when.query, when.located, when.ranks) == ("alone", (True,), (3,))
    assert when.passages[0] == Ranked("doc@62", "doc.txt", ("Plans",), 1.0, TEXT[62:90])
    assert when.answer is not None
    assert (when.answer.status, when.answer.short) == (Status.ANSWERED, "May 2020")
    assert when.answer.citations == (Cited(1, "doc.txt", 30, 61, TEXT[30:61], True),)


def test_a_quote_that_does_not_stand_there_is_not_exact() -> None:
    class Shifted(Assistant):
        def ask(self, question, history=()):  # type: ignore[no-untyped-def]
            answer = super().ask(question, history)
            moved = [
                replace(c, span=replace(c.span, start=c.span.start + 1)) for c in answer.citations
            ]
            return replace(answer, citations=tuple(moved))

    [result] = evaluate([WHEN], Shifted()).results
    assert result.answer is not None
    assert [cited.exact for cited in result.answer.citations] == [False]
    assert result.scores.quotes_exact == 0.0


def test_figures_are_means_over_the_questions_that_count(run: Run) -> None:
    overall = figures(run.results)[0]
    assert {name: (figure.value, figure.n) for name, figure in overall.by_name.items()} == {
        "right": (pytest.approx(2 / 7), 7),
        "answer": (1 / 4, 4),
        "short": (1 / 4, 4),
        "exact": (0.0, 3),
        "f1": (pytest.approx(0.5 / 3), 3),
        "value": (0.5, 2),
        "list_recall": (0.5, 1),
        "list_precision": (0.5, 1),
        "evidence_at_5": (4 / 5, 5),
        "evidence_at_20": (4 / 5, 5),
        "recall_at_5": (4 / 5, 5),
        "recall_at_20": (4 / 5, 5),
        "mrr": (pytest.approx((1 / 2 + 1 / 3 + 1 + 1 / 3 + 0) / 5), 5),
        "ndcg_at_10": (pytest.approx((0.6309 + 0.5 + 1 + 0.5) / 5, abs=1e-4), 5),
        "evidence_cited": (3 / 5, 5),
        "citation_recall": (3 / 5, 5),
        "citation_precision": (pytest.approx(2.5 / 4), 4),
        "sentence_recall": (1.0, 5),
        "sentence_precision": (1.0, 5),
        "quotes_exact": (1.0, 5),
        "abstain_precision": (1 / 2, 2),
        "abstain_recall": (1 / 2, 2),
        "false_refusals": (1 / 5, 5),
        "ece": (pytest.approx(0.3), 5),  # confidence 0.5, one of five right
        "brier": (0.25, 5),
        "aurc": (4 / 5, 5),
        "words": (pytest.approx(34 / 5), 5),
    }


def test_figures_by_type_follow_in_the_order_of_the_questions(run: Run) -> None:
    assert [(group.group, group.n) for group in figures(run.results)] == [
        (OVERALL, 7),
        ("numeric", 1),
        ("date", 1),
        ("list", 1),
        ("yesno", 1),
        ("factoid", 1),
        ("unanswerable", 2),
    ]


def test_times_are_summed_up_by_median_and_percentile(run: Run) -> None:
    timed = [
        replace(result, scores=replace(result.scores, ms=ms))
        for result, ms in zip(run.results, [10.0, 20.0, 30.0, 40.0, 50.0], strict=False)
    ]
    overall = figures(timed)[0].by_name
    assert overall["ms_median"] == Figure(30.0, 5)
    assert overall["ms_p95"] == Figure(pytest.approx(48.0), 5)


def test_every_score_is_a_figure() -> None:
    assert set(MEANS) == set(Scores.__dataclass_fields__) - {"ms"}


def test_follow_ups_share_the_conversation_of_its_first_question() -> None:
    turns = (Turn("cost?", "70 billion yuan."), Turn("And when?", "May."))
    first, follow_up, other = evaluate([COST, replace(WHEN, history=turns), YES]).results
    assert first.conversation == follow_up.conversation == "cost?"
    assert other.conversation == "yes?"


def test_what_is_searched_is_the_question_after_its_turns() -> None:
    assistant = Assistant()
    turns = (Turn("What does plan A cost?", "70 billion yuan."),)
    list(ask_all(assistant, [replace(COST, history=turns)]))
    assert assistant.asked == [("cost?", turns)]
    assert assistant.searched == [("cost?", 20, turns)]


def test_retrieval_alone_asks_nothing() -> None:
    assistant = Assistant()
    results = tuple(ask_all(assistant, [WHEN, LOST, NONE], answers=False))
    assert assistant.asked == []
    assert [result.scores for result in results] == [THIRD, NOTHING_FOUND, Scores()]
    assert [result.causes for result in results] == [(), (Cause.NOT_LOCATED,), ()]
    assert figures(results)[0].value("mrr") == pytest.approx(1 / 6)
    assert figures(results)[0].value("right") is None


def test_questions_come_one_at_a_time() -> None:
    """What is written to disk after each answer must not wait for the next one."""
    assistant = Assistant()
    results = ask_all(assistant, [COST, WHEN])
    next(results)
    assert [question for question, _ in assistant.asked] == ["cost?"]


def test_evidence_beyond_the_passages_is_not_retrieved() -> None:
    assistant = Assistant()
    assistant.retrieve = lambda *_: [Hit(PASSAGES[0], 1.0)]  # type: ignore[method-assign]
    [result] = evaluate([YES], assistant).results
    assert result.causes == (Cause.NOT_RETRIEVED,)


def test_one_evidence_that_is_not_located_is_enough() -> None:
    half = replace(LOST, evidence=(*YES.evidence, *LOST.evidence))
    [result] = evaluate([half]).results
    assert result.ranks == (3, None)
    assert result.causes == (Cause.NOT_LOCATED, Cause.WRONGLY_REFUSED)
    assert result.scores.recall_at_5 == 0.5


def test_questions_about_other_documents_are_told_apart() -> None:
    assert split(Assistant(), [FOREIGN, LIST, NONE]) == ((LIST, NONE), (FOREIGN,))
    assert figures(()) == (figures(())[0],)
    assert figures(())[0].by_name == {}
