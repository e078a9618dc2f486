import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.documents import Document
from corpus.load import load
from evals.align import Aligner
from evals.cli import register
from evals.gold import Entry, QuestionType, parse_question, read_entries
from evals.gold_check import check, faults, summary

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "briefings"
GOLD = Path(__file__).resolve().parent.parent / "evals" / "gold"

TEXT = """# Robots

China had installed 147,000 robots by 31 December 2020. MIIT, founded in 2008, wants more of them.

- faster factories
- cheaper factories

There are robots for ¥12 in all the land. A guideline of the city of Hefei names no sum, and
nobody knows when one will be named.
"""
GOOD = {
    "id": "q1",
    "docs": ["a.md"],
    "type": "numeric",
    "question": "How many robots stood in China at the end of 2020?",
    "answers": ["147 000"],
    "evidence": [
        {"doc": "a.md", "quote": "China had installed 147,000 robots by 31 December 2020."}
    ],
}
NAMES = {"doc": "a.md", "quote": "A guideline of the city of Hefei names no sum"}
AIMS = {"doc": "a.md", "quote": "wants more of them. - faster factories - cheaper factories"}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    return load(folder).documents


@pytest.fixture(scope="module")
def aligner(documents: tuple[Document, ...]) -> Aligner:
    return Aligner(documents)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"answers": ["nothing like it", "147,000 robots"]},
        {"answers": ["12"], "evidence": [AIMS | {"quote": "robots for ¥12 in all the land"}]},
        {"type": "date", "answers": ["2020-12-31"]},
        {"type": "list", "answers": [], "items": [["none", "faster"], ["cheaper factories"]],
         "evidence": [AIMS]},
        {"type": "yesno", "answers": ["No, none"], "evidence": [NAMES]},
        {"type": "comparison", "answers": ["more than before"]},
        {"answers": ["73,500"], "note": "Derived: half of 147,000"},
        {"type": "multihop", "answers": ["147,000; MIIT"],
         "evidence": [*GOOD["evidence"], AIMS | {"quote": "MIIT, founded in 2008, wants more"}]},
        {"type": "conversational", "history": [{"q": "Robots?", "a": "Many."}], "answers": ["Yes"]},
        {"type": "unanswerable", "docs": [], "answers": [], "evidence": [],
         "history": [{"q": "Robots?", "a": "Many."}]},
    ],
)  # fmt: skip
def test_a_sound_question_has_no_fault(aligner: Aligner, change: dict[str, object]) -> None:
    assert list(faults(parse_question(json.dumps(GOOD | change)), aligner)) == []


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (
            {"answers": ["€12"], "evidence": [AIMS | {"quote": "robots for ¥12 in all the land"}]},
            ["answer does not stand in the evidence: '€12'"],
        ),
        ({"answers": ["174 000"]}, ["answer does not stand in the evidence: '174 000'"]),
        (
            {"type": "multihop", "answers": ["147,000; NDRC"]},
            ["answer does not stand in the evidence: '147,000; NDRC'"],
        ),
        (
            {"type": "list", "answers": [], "items": [["faster"], ["cleaner"]], "evidence": [AIMS]},
            ["item does not stand in the evidence: 'cleaner'"],
        ),
        (
            {"type": "yesno", "answers": ["Perhaps"]},
            ["answers must begin with yes or no, not with 'Perhaps'"],
        ),
        (
            {"evidence": [{"doc": "a.md", "quote": "had installed 147,000"}]},
            ["evidence has 4 words, expected 5 to 60: 'had installed 147,000'"],
        ),
        (
            {"evidence": [AIMS | {"quote": "Japan has bought 147,000 cars since last May"}]},
            ["evidence does not stand in a.md: 'Japan has bought 147,000 cars since last May'"],
        ),
        (
            {"docs": ["b.md"], "evidence": [GOOD["evidence"][0] | {"doc": "b.md"}]},
            ["there is no document 'b.md' here"],
        ),
        ({"docs": ["a.md", "b.md"]}, ["docs names 'b.md', which no evidence comes from"]),
        (
            {"history": [{"q": "Robots?", "a": "Many."}]},
            ["history belongs to follow-ups; the type is numeric"],
        ),
        ({"items": [["147,000"]]}, ["items belong to lists; the type is numeric"]),
    ],
)  # fmt: skip
def test_a_fault_is_told(aligner: Aligner, change: dict[str, object], reasons: list[str]) -> None:
    assert list(faults(parse_question(json.dumps(GOOD | change)), aligner)) == reasons


def test_evidence_of_many_words_is_cut_in_the_message(aligner: Aligner) -> None:
    quote = " ".join(["147,000 robots"] * 31)
    reasons = faults(
        parse_question(json.dumps(GOOD | {"evidence": [{"doc": "a.md", "quote": quote}]})), aligner
    )
    first = next(reasons)
    assert first == f"evidence has 93 words, expected 5 to 60: {quote[:59] + '…'!r}"


def test_the_same_question_is_told_from_one_with_another_history(aligner: Aligner) -> None:
    said = {"type": "conversational", "question": "And in 2020?"}
    records = [
        GOOD,
        GOOD | {"id": "q2", "question": "how many robots stood in China, at the end of 2020"},
        GOOD | said | {"id": "q3", "history": [{"q": "How many robots in Japan?", "a": "Few."}]},
        GOOD | said | {"id": "q4", "history": [{"q": "How many robots in China?", "a": "Few."}]},
    ]
    entries = [
        Entry(Path("g.jsonl"), line, parse_question(json.dumps(record)))
        for line, record in enumerate(records, 1)
    ]
    assert [str(problem) for problem in check(entries, aligner)] == [
        "g.jsonl:2: the same question stands in g.jsonl:1"
    ]


def test_the_command_tells_a_line_for_each_problem_and_fails(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    gold = tmp_path / "gold.jsonl"
    lines = [
        json.dumps(GOOD),
        "{}",
        json.dumps(GOOD | {"id": "q2", "question": "?", "answers": ["5"]}),
    ]
    gold.write_text("\n".join(lines), encoding="utf-8")
    app = typer.Typer()
    register(app)
    result = CliRunner().invoke(app, ["gold", "check", str(gold), "--corpus", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{gold}:2: id must be a non-empty string, not absent",
        f"{gold}:3: answer does not stand in the evidence: '5'",
        "2 questions: 2 numeric; 2 problems",
    ]
    gold.write_text(lines[0], encoding="utf-8")
    arguments = ["gold", "check", str(gold), "--corpus", str(tmp_path), "--json"]
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"questions": 1, "problems": []})


def test_the_summary_counts_by_kind() -> None:
    questions = [parse_question(json.dumps(GOOD | {"type": kind})) for kind in ("date", "numeric")]
    assert summary([*questions, questions[1]]) == "3 questions: 2 numeric, 1 date"
    assert summary([]) == "0 questions"


def test_the_questions_that_ship_are_sound_and_cover_kinds_and_documents() -> None:
    entries, unreadable = read_entries(GOLD, GOLD / "computing")
    documents = load(SAMPLES).documents
    assert (*unreadable, *check(entries, Aligner(documents))) == ()
    questions = [entry.question for entry in entries]
    assert len(questions) >= 250
    least = {kind: sum(q.type is kind for q in questions) for kind in QuestionType}
    assert min(least.values()) >= 20, least
    asked_of = {name for question in questions for name in question.docs}
    assert asked_of == {document.source for document in documents}
    assert all(question.note for question in questions if not question.answerable)
