import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from assistant.answer import Turn
from corpus.load import load
from evals.align import Aligner
from evals.cli import register
from evals.feedback import Feedback, gold_question, next_id, parse_feedback
from evals.gold import Evidence, GoldQuestion, QuestionType, line_of, parse_question

TEXT = """# Robots

China had installed 147,000 robots by 31 December 2020. MIIT, founded in 2008, wants more of them.

A guideline of the city of Hefei names no sum. MIIT will say more.
"""
SENTENCE = "China had installed 147,000 robots by 31 December 2020."
RECORD = {
    "question": "How many robots stood in China at the end of 2020?",
    "history": [],
    "answer": "2008 [1]",
    "right": {"doc": "a.md", "quote": "147,000 robots", "answer": "147,000"},
    "reason": "that is a year",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    return folder


def made(corpus: Path, change: dict[str, object]) -> GoldQuestion:
    documents = load(corpus).documents
    feedback = parse_feedback(json.dumps(RECORD | change))
    return gold_question(feedback, "x-1", Aligner(documents), {d.id: d for d in documents})


def test_a_line_becomes_feedback() -> None:
    change = {"history": [{"q": "Robots?", "a": "Many."}], "type": "date", "time": "now"}
    assert parse_feedback(json.dumps(RECORD | change)) == Feedback(
        question="How many robots stood in China at the end of 2020?",
        history=(Turn("Robots?", "Many."),),
        shown="2008 [1]",
        answers=("147,000",),
        passage=Evidence("a.md", "147,000 robots"),
        reason="that is a year",
        type=QuestionType.DATE,
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"question": " "}, "question must be a non-empty text"),
        ({"right": 7}, "right must be a non-empty text"),
        ({"right": {"quote": "x"}}, "right.doc must be a non-empty text"),
        ({"right": {"doc": "a.md"}}, "right.quote must be a non-empty text"),
        ({"right": {"doc": "a.md", "quote": "x", "answer": [1]}}, "right.answer must be"),
        ({"right": {"doc": "a.md", "quote": "x", "answer": []}}, "must not be an empty list"),
        ({"right": None, "reason": ""}, "reason must say why nothing answers"),
        ({"history": [{"q": "x"}]}, "history: a must be a non-empty string, not absent"),
        ({"type": "riddle"}, "type 'riddle' is none of factoid, numeric"),
    ],
)
def test_a_bad_field_is_named(change: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_feedback(json.dumps(RECORD | change))


@pytest.mark.parametrize(
    ("line", "reason"),
    [("{", "not JSON: "), ("[]", "not a JSON object"), ("{}", "right is absent")],
)
def test_a_bad_line_is_told(line: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_feedback(line)


def test_a_marked_passage_becomes_the_evidence_in_its_sentence(corpus: Path) -> None:
    assert made(corpus, {}) == GoldQuestion(
        id="x-1",
        docs=("a.md",),
        type=QuestionType.NUMERIC,
        question="How many robots stood in China at the end of 2020?",
        answers=("147,000",),
        evidence=(Evidence("a.md", SENTENCE),),
        note="that is a year",
    )


@pytest.mark.parametrize(
    ("right", "quote", "answers"),
    [
        ("147,000", SENTENCE, ("147,000",)),  # stands in one place
        ({"doc": "a.md", "quote": SENTENCE}, SENTENCE, (SENTENCE,)),
        (
            {"doc": "a.md", "quote": "MIIT, founded in\n2008, wants more"},
            "MIIT, founded in 2008, wants more",
            ("MIIT, founded in 2008, wants more",),
        ),
    ],
)
def test_the_answer_finds_its_passage_and_the_passage_is_an_answer(
    corpus: Path, right: object, quote: str, answers: tuple[str, ...]
) -> None:
    question = made(corpus, {"right": right})
    assert (question.evidence, question.answers) == ((Evidence("a.md", quote),), answers)


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"question": "When did they stand?"}, QuestionType.DATE),
        ({"question": "Which robots?"}, QuestionType.FACTOID),
        ({"type": "multihop"}, QuestionType.MULTIHOP),
        ({"history": [{"q": "Robots?", "a": "Many."}]}, QuestionType.CONVERSATIONAL),
        ({"right": {"doc": "a.md", "quote": SENTENCE, "answer": "Yes"}}, QuestionType.YESNO),
        ({"right": {"doc": "a.md", "quote": SENTENCE, "answer": ["a", "b"]}}, QuestionType.LIST),
        ({"right": None}, QuestionType.UNANSWERABLE),
    ],
)
def test_the_kind_is_told_by_the_question_and_the_right_answer(
    corpus: Path, change: dict[str, object], kind: QuestionType
) -> None:
    question = made(corpus, change)
    assert question.type is kind
    assert parse_question(line_of(question)) == question
    if kind is QuestionType.LIST:
        assert (question.answers, question.items) == ((), (("a",), ("b",)))


@pytest.mark.parametrize(
    ("right", "reason"),
    [
        ("MIIT", "stands in 2 places of the documents; point at the passage"),
        ("MII", "stands in no places of the documents"),
        ({"doc": "a.md", "quote": "MIIT"}, "stands in 2 places of a.md: mark more of it"),
        ({"doc": "b.md", "quote": SENTENCE}, "does not stand in b.md"),
        ({"doc": "a.md", "quote": "a thing of another kind"}, "does not stand in a.md"),
    ],
)
def test_what_cannot_be_found_is_refused(corpus: Path, right: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        made(corpus, {"right": right})


@pytest.mark.parametrize(
    ("own", "others", "name"),
    [
        ([], [], "new-001"),
        ([], ["ind-007"], "new-001"),
        ([], ["new-007"], "new-008"),
        (["ind-009", "ind-002"], ["ind-011", "rep-040"], "ind-012"),
        (["odd"], [], "new-001"),
    ],
)
def test_the_next_id_goes_on_from_the_file(own: list[str], others: list[str], name: str) -> None:
    assert next_id(own, others, "new") == name


def add(*arguments: object, stdin: str = "") -> tuple[int, str, str]:
    app = typer.Typer()
    register(app)
    result = CliRunner().invoke(app, ["gold", "add", *map(str, arguments)], input=stdin)
    return result.exit_code, result.stdout, result.stderr


def test_a_question_is_shown_and_added_when_it_is_wanted(corpus: Path, tmp_path: Path) -> None:
    target, source = tmp_path / "gold" / "new.jsonl", tmp_path / "said.jsonl"
    target.parent.mkdir()
    other = RECORD | {
        "question": "What does Hefei's guideline cost?",
        "right": None,
        "reason": "None.",
    }
    source.write_text(json.dumps(RECORD) + "\n\n" + json.dumps(other), encoding="utf-8")
    status, out, _ = add(source, "--to", target, "--corpus", corpus, stdin="n\ny\n")
    assert status == 0
    assert out.splitlines()[:4] == [
        "new-001 (numeric): How many robots stood in China at the end of 2020?",
        "  answer: 147,000",
        f"  a.md: {SENTENCE}",
        "  note: that is a year",
    ]
    written = [parse_question(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [(q.id, q.type, q.note) for q in written] == [
        ("new-001", QuestionType.UNANSWERABLE, "None.")
    ]


def test_a_bad_record_is_refused_in_a_line_and_the_others_are_added(
    corpus: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new.jsonl"
    target.write_text(line_of(made(corpus, {"question": "Which?"})), encoding="utf-8")  # no end
    wrong = RECORD | {"right": {"doc": "a.md", "quote": SENTENCE, "answer": "12"}}
    lines = [json.dumps(record) for record in (wrong, RECORD, RECORD)]
    stdin = "\n".join(["{", *lines])
    status, _, err = add("-", "--to", target, "--yes", "--corpus", corpus, stdin=stdin)
    assert status == 1
    assert [line[:70] for line in err.splitlines()] == [
        "briefings: -:1: not JSON: Expecting property name enclosed in double q",
        "briefings: -:2: answer does not stand in the evidence: '12'",
        "briefings: -:4: the same question is x-002",
    ]
    ids = [json.loads(line)["id"] for line in target.read_text(encoding="utf-8").splitlines()]
    assert ids == ["x-1", "x-002"]


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("-", "new.jsonl", "the standard input cannot be asked as well"),
        ("none.jsonl", "new.jsonl", "cannot be read as UTF-8 text: No such file or directory"),
        ("said.jsonl", "bad.jsonl", "first:"),
    ],
)
def test_what_cannot_be_added_to_is_told(
    corpus: Path, tmp_path: Path, source: str, target: str, reason: str
) -> None:
    (tmp_path / "said.jsonl").write_text(json.dumps(RECORD), encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text("{\n", encoding="utf-8")
    name = source if source == "-" else tmp_path / source
    status, _, err = add(name, "--to", tmp_path / target, "--corpus", corpus)
    assert status in (1, 2)
    assert reason in " ".join(err.replace("│", "").split())
    assert (tmp_path / "bad.jsonl").read_text(encoding="utf-8") == "{\n"
