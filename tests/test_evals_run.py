"""A small library and an assistant that gives set answers: what is scored is worked out by hand."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rich.console import Console

from assistant.answer import Answer, Citation, Searched, Sentence, Status, Turn
from corpus.documents import Document, Metadata, Span
from evals import report
from evals.gold import Evidence, GoldQuestion, QuestionType
from evals.run import Figures, Run, evaluate
from evals.score import Cause, Scores
from index.passages import Passage

TEXT = "Plan A costs 70 billion yuan. Plan B was dropped in May 2020. Robots, rail and chips grew."
DOCUMENT = Document("doc", Metadata("Doc"), "2020/doc.txt", "", TEXT, (), ())
BUDGET, DROPPED, GREW = Span("doc", 0, 29), Span("doc", 30, 61), Span("doc", 62, 90)
PASSAGES = [Passage(f"doc@{s.start}", s, ("Plans",), None) for s in (GREW, BUDGET, DROPPED)]


def question(name: str, kind: QuestionType, *quotes: str, **more: object) -> GoldQuestion:
    evidence = tuple(Evidence("doc.txt", quote) for quote in quotes)
    docs = ("doc.txt",) if quotes else ()
    return GoldQuestion(name, docs, kind, f"{name}?", evidence=evidence, **more)  # type: ignore[arg-type]


COST = question("cost", QuestionType.NUMERIC, "A costs 70 billion yuan.", answers=("CNY 70bn",))
WHEN = question("when", QuestionType.DATE, "dropped in May 2020", answers=("June 2020",))
LIST = question(
    "list", QuestionType.LIST, "Robots, rail and chips grew", items=(("robots",), ("rail", "train"))
)
YES = question("yes", QuestionType.YESNO, "Plan B was dropped", answers=("Yes", "yes, it was"))
LOST = question("lost", QuestionType.FACTOID, "Words that stand nowhere at all", answers=("x",))
NONE = question("none", QuestionType.UNANSWERABLE, note="not said")
NOTHING = question("nothing", QuestionType.UNANSWERABLE)
FOREIGN = replace(COST, id="foreign", docs=("other.txt",))


def answer(short: str, *spans: Span, items: tuple[str, ...] = ()) -> Answer:
    citations = tuple(
        Citation(n, s, TEXT[s.start : s.end], "doc.txt", "Doc", None, None, ("Plans",))
        for n, s in enumerate(spans, 1)
    )
    sentences = tuple(Sentence(c.quote, (c.number,)) for c in citations)
    status = Status.ANSWERED if spans else Status.ABSTAINED
    nothing = Searched(1, 3, None, None, (), ())
    return Answer("?", "alone", status, short, sentences, items, citations, 0.5, nothing, "g1")


ANSWERS = {
    "cost?": answer("70 billion yuan", BUDGET, GREW),
    "when?": answer("May 2020", DROPPED),
    "list?": answer("robots; steel", GREW, items=("Robots", "steel")),
    "yes?": answer("", BUDGET),
    "lost?": answer(""),
    "none?": answer(""),
    "nothing?": answer("chips", GREW),
}


@dataclass(frozen=True)
class Hit:
    passage: Passage
    score: float


class Assistant:
    """Gives set answers, and all passages in one order."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Sequence[Turn]]] = []
        self.searched: list[tuple[str, int]] = []

    @property
    def library(self) -> "Assistant":
        return self

    def documents(self) -> list[Document]:
        return [DOCUMENT]

    def document(self, doc_id: str) -> Document:
        return {"doc": DOCUMENT}[doc_id]

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.asked.append((question, history))
        return ANSWERS[question]

    def retrieve(self, question: str, k: int) -> list[Hit]:
        self.searched.append((question, k))
        return [Hit(passage, 1.0 / rank) for rank, passage in enumerate(PASSAGES, 1)]


@pytest.fixture
def run() -> Run:
    return evaluate(Assistant(), [COST, WHEN, LIST, YES, LOST, NONE, NOTHING, FOREIGN])


def test_scores_and_causes(run: Run) -> None:
    found = {result.question.id: (result.scores, result.causes) for result in run.results}
    plain = Scores(quotes_exact=1.0, citation_precision=1.0, abstained=False)
    right = replace(plain, evidence_cited=1.0, answer=1.0, short=1.0)
    assert found == {
        "cost": (
            replace(right, ranks=(2,), exact=0.0, f1=0.0, citation_precision=0.5),
            (),
        ),
        "when": (
            replace(right, ranks=(3,), answer=0.0, short=0.0, exact=0.0, f1=0.5),
            (Cause.NOT_EXTRACTED,),
        ),
        "list": (
            replace(plain, ranks=(1,), evidence_cited=1.0, list_recall=0.5, list_precision=0.5),
            (Cause.NOT_EXTRACTED,),
        ),
        "yes": (
            replace(
                plain,
                ranks=(3,),
                answer=0.0,
                short=0.0,
                evidence_cited=0.0,
                citation_precision=0.0,
            ),
            (Cause.NOT_CITED,),
        ),
        "lost": (
            Scores(
                ranks=(None,),
                answer=0.0,
                short=0.0,
                exact=0.0,
                f1=0.0,
                evidence_cited=0.0,
                abstained=True,
            ),
            (Cause.NOT_LOCATED, Cause.WRONGLY_REFUSED),
        ),
        "none": (Scores(abstained=True), ()),
        "nothing": (
            Scores(quotes_exact=1.0, abstained=False),
            (Cause.WRONGLY_ANSWERED,),
        ),
    }
    assert run.skipped == ("foreign",)


def test_figures_are_means_over_the_questions_that_count(run: Run) -> None:
    overall = replace(run.figures[0], ms_median=None, ms_p95=None)
    assert overall == Figures(
        "all",
        7,
        evidence_at_5=4 / 5,
        evidence_at_20=4 / 5,
        mrr=pytest.approx((1 / 2 + 1 / 3 + 1 + 1 / 3 + 0) / 5),
        answer=1 / 4,
        short=1 / 4,
        exact=0.0,
        f1=pytest.approx(0.5 / 3),
        list_recall=0.5,
        list_precision=0.5,
        evidence_cited=3 / 5,
        citation_precision=pytest.approx(2.5 / 4),
        quotes_exact=1.0,
        abstain_precision=1 / 2,
        abstain_recall=1 / 2,
        false_refusals=1 / 5,
    )
    assert [(f.group, f.n) for f in run.figures[1:]] == [
        ("numeric", 1),
        ("date", 1),
        ("list", 1),
        ("yesno", 1),
        ("factoid", 1),
        ("unanswerable", 2),
    ]
    assert run.figures[0].ms_median is not None


def test_what_is_searched_is_the_question_that_stands_alone() -> None:
    assistant = Assistant()
    turns = (Turn("What does plan A cost?", "70 billion yuan."),)
    follow_up = replace(COST, history=turns)
    evaluate(assistant, [follow_up])
    assert assistant.asked == [("cost?", turns)]
    assert assistant.searched == [("alone", 20)]


def test_retrieval_alone_asks_nothing() -> None:
    assistant = Assistant()
    run = evaluate(assistant, [WHEN, LOST, NONE], answers=False)
    assert assistant.asked == []
    assert [result.scores for result in run.results] == [
        Scores(ranks=(3,)),
        Scores(ranks=(None,)),
        Scores(),
    ]
    assert [result.causes for result in run.results] == [(), (Cause.NOT_LOCATED,), ()]
    assert run.figures[0] == Figures("all", 3, evidence_at_5=0.5, evidence_at_20=0.5, mrr=1 / 6)


def test_evidence_beyond_the_passages_is_not_retrieved() -> None:
    assistant = Assistant()
    assistant.retrieve = lambda question, k: [Hit(PASSAGES[0], 1.0)]  # type: ignore[method-assign]
    [result] = evaluate(assistant, [YES]).results
    assert result.causes == (Cause.NOT_RETRIEVED,)


def test_one_evidence_that_is_not_located_is_enough() -> None:
    half = replace(LOST, evidence=(*YES.evidence, *LOST.evidence))
    [result] = evaluate(Assistant(), [half]).results
    assert result.scores.ranks == (3, None)
    assert result.causes == (Cause.NOT_LOCATED, Cause.WRONGLY_REFUSED)


def test_nothing_to_ask() -> None:
    assert evaluate(Assistant(), [FOREIGN]) == Run((), (Figures("all", 0),), ("foreign",))


HEADER = report.Header("g1", {"model": "m"}, "2026-01-02", "0.1.0", None, ("gold.jsonl",))


def test_json_holds_header_figures_and_all_of_each_result(run: Run) -> None:
    record = json.loads(report.to_json(HEADER, run))
    assert record["run"] == {
        "index_version": "g1",
        "settings": {"model": "m"},
        "date": "2026-01-02",
        "package_version": "0.1.0",
        "commit": None,
        "gold": ["gold.jsonl"],
    }
    assert record["skipped"] == ["foreign"]
    assert [figures["group"] for figures in record["figures"]][:2] == ["all", "numeric"]
    when = record["results"][1]
    assert when["question"]["answers"] == ["June 2020"]
    assert when["retrieved"][2]["passage"]["id"] == "doc@30"
    assert when["answer"]["citations"][0]["quote"] == TEXT[30:61]
    assert (when["scores"]["ranks"], when["causes"]) == ([3], ["not extracted"])


def test_the_table_fits_a_terminal_and_shows_every_group(run: Run) -> None:
    console = Console(width=80, file=io.StringIO())
    with console.capture() as capture:
        console.print(report.tables(run))
    lines = capture.get().splitlines()
    first = next(line for line in lines if line.startswith("all"))
    assert first.split() == ["all", "7", "0.80", "0.80", "0.43", "0.25", "0.25", "0.50", "0.50"]
    assert sum(line.startswith("unanswerable") for line in lines) == 2
    assert "…" not in "".join(lines)


def test_figures_that_no_question_has_are_not_shown() -> None:
    run = evaluate(Assistant(), [WHEN], answers=False)
    console = Console(width=80, file=io.StringIO())
    with console.capture() as capture:
        console.print(report.tables(run))
    assert [line.split() for line in capture.get().splitlines() if line.strip()] == [
        ["evidence", "evidence"],
        ["type", "n", "@5", "@20", "MRR"],
        ["all", "1", "1.00", "1.00", "0.33"],
        ["date", "1", "1.00", "1.00", "0.33"],
    ]


def test_the_report_lists_each_failed_question(run: Run) -> None:
    text = report.to_markdown(HEADER, run)
    assert "- 1 question skipped: document not in the index: foreign" in text
    assert "- not extracted: 2" in text
    assert "## Failed questions (5 of 7)" in text
    part = text.split("### when (date): not extracted\n")[1].split("###")[0]
    assert part.splitlines() == [
        "",
        "- question: when?",
        "- searched for: alone",
        "- gold: June 2020",
        "- short: May 2020",
        "- answer: Plan B was dropped in May 2020. \\[1\\] (answered)",
        "- evidence (rank 3): dropped in May 2020",
        "- passage 1: doc@62, Plans",
        "- passage 2: doc@0, Plans",
        "- passage 3: doc@30, Plans",
        "",
    ]
    assert "- evidence (not located): Words that stand nowhere at all" in text


def test_text_of_documents_never_becomes_markup(run: Run) -> None:
    bad = replace(WHEN, question="# <script>x</script>\n\n![a](http://b)")
    results = (replace(run.results[1], question=bad),)
    text = report.to_markdown(HEADER, replace(run, results=results))
    assert "- question: \\# \\<script\\>x\\</script\\> \\!\\[a\\](http://b)" in text


def test_files_are_replaced_whole(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    report.write(folder, HEADER, run)
    files = report.write(folder, HEADER, run)
    assert sorted(folder.iterdir()) == sorted(files)
    assert files[0].read_text(encoding="utf-8") == report.to_markdown(HEADER, run)
    assert json.loads(files[1].read_text(encoding="utf-8"))["run"]["date"] == "2026-01-02"
