"""A small library and an assistant that gives set answers, for the tests of the evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Citation, Searched, Sentence, Status, Turn
from corpus.documents import Document, Metadata, Span
from evals.gold import Evidence, GoldQuestion, QuestionType
from evals.results import Header, Run
from evals.run import ask_all, split
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
        self.searched: list[tuple[str, int, Sequence[Turn]]] = []

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

    def retrieve(self, question: str, k: int, history: Sequence[Turn] = ()) -> list[Hit]:
        self.searched.append((question, k, history))
        return [Hit(passage, 1.0 / rank) for rank, passage in enumerate(PASSAGES, 1)]


DOCUMENTS = Assistant()


def evaluate(questions: Sequence[GoldQuestion], assistant: Assistant | None = None) -> Run:
    """Ask the set answers to questions, in memory; their times are left out of the scores."""
    asked, skipped = split(DOCUMENTS, questions)
    results = tuple(
        replace(result, scores=replace(result.scores, ms=None))
        for result in ask_all(assistant or Assistant(), asked)
    )
    names = tuple(question.id for question in asked), tuple(question.id for question in skipped)
    header = Header(
        "k" * 64,
        "c0ffee",
        "0.1.0",
        "2026-01-02T03:04:05+00:00",
        "generations/000001",
        {"model": "m"},
        ("gold.jsonl",),
        *names,
    )
    return Run(header, results)


QUESTIONS = (COST, WHEN, LIST, YES, LOST, NONE, NOTHING, FOREIGN)
