import json
import re
from pathlib import Path

import pytest

from assistant.answer import Turn
from evals.gold import (
    Evidence,
    GoldError,
    GoldQuestion,
    QuestionType,
    line_of,
    parse_question,
    read_gold,
)

GOOD = {
    "id": "q1",
    "docs": ["a.txt"],
    "type": "conversational",
    "question": "And in 2025?",
    "history": [{"q": "How many in 2020?", "a": "Ten."}],
    "answers": ["20", "twenty"],
    "evidence": [{"doc": "a.txt", "quote": "twenty in 2025"}],
    "note": "made up",
}
UNANSWERABLE = {
    "id": "q2",
    "docs": [],
    "type": "unanswerable",
    "question": "Who?",
    "answers": [],
    "evidence": [],
}


def write(file: Path, *records: object) -> Path:
    lines = (r if isinstance(r, str) else json.dumps(r) for r in records)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_a_line_becomes_a_question() -> None:
    assert parse_question(json.dumps(GOOD)) == GoldQuestion(
        id="q1",
        docs=("a.txt",),
        type=QuestionType.CONVERSATIONAL,
        question="And in 2025?",
        history=(Turn("How many in 2020?", "Ten."),),
        answers=("20", "twenty"),
        evidence=(Evidence("a.txt", "twenty in 2025"),),
        note="made up",
    )


@pytest.mark.parametrize("record", [GOOD, UNANSWERABLE], ids=lambda record: record["id"])
def test_a_question_is_written_as_the_line_it_was_read_from(record: dict[str, object]) -> None:
    assert line_of(parse_question(json.dumps(record))) == json.dumps(record)


def test_a_folder_is_read_in_order_of_names_and_other_files_are_left(tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl", GOOD | {"id": "b"})
    write(tmp_path / "a.jsonl", GOOD | {"id": "a1"}, "", UNANSWERABLE)
    write(tmp_path / "notes.md", "no gold here")
    assert [question.id for question in read_gold(tmp_path)] == ["a1", "q2", "b"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "id must be a non-empty string, not empty"),
        ({"id": 7}, "id must be a non-empty string, not int"),
        ({"question": None}, "question must be a non-empty string, not absent"),
        ({"type": "riddle"}, "type 'riddle' is none of factoid, numeric,"),
        ({"docs": "a.txt"}, "docs must be a list, not str"),
        ({"answers": None}, "answers must be a list, not absent"),
        ({"answers": [20]}, "answers must hold non-empty strings only"),
        ({"answers": ["\ud800"]}, "answers holds half of a character"),
        ({"note": "\udfff!"}, "note holds half of a character"),
        ({"answers": []}, "answers must not be empty for the type conversational"),
        ({"evidence": []}, "evidence must not be empty for the type conversational"),
        ({"evidence": ["a"]}, "evidence must hold objects with doc and quote"),
        ({"evidence": [{"doc": "a.txt"}]}, "evidence: quote must be a non-empty string"),
        ({"docs": ["b.txt"]}, "evidence from 'a.txt', which is not among docs"),
        ({"history": []}, "history must not be empty for the type conversational"),
        ({"history": [{"q": "x"}]}, "history: a must be a non-empty string, not absent"),
        ({"type": "list"}, "items must not be empty for the type list"),
        ({"type": "list", "items": [[]]}, "items: each item needs a variant"),
        ({"type": "unanswerable"}, "an unanswerable question has no docs"),
    ],
)
def test_a_bad_field_is_named(change: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        parse_question(json.dumps(GOOD | change))


def test_every_bad_line_is_reported_with_its_place(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", GOOD, "{", "[]", GOOD | {"type": "x"}, "[" * 100_000)
    second = write(tmp_path / "b.jsonl", UNANSWERABLE, GOOD)
    missing = tmp_path / "none.jsonl"
    with pytest.raises(GoldError) as caught:
        read_gold(first, second, missing)
    problems = [(p.file.name, p.line, p.reason[:34]) for p in caught.value.problems]
    assert problems == [
        ("a.jsonl", 2, "not JSON: Expecting property name "),
        ("a.jsonl", 3, "not a JSON object"),
        ("a.jsonl", 4, "type 'x' is none of factoid, numer"),
        ("a.jsonl", 5, "not JSON: maximum recursion depth "),
        ("b.jsonl", 2, "id 'q1' was already used in " + str(first)[:6]),
        ("none.jsonl", 0, "cannot be read: No such file or di"),
    ]
    assert str(caught.value).splitlines()[1] == f"{first}:3: not a JSON object"


def test_a_folder_without_gold_is_reported(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"holds no \*\.jsonl file"):
        read_gold(tmp_path)


def test_the_questions_on_the_real_documents_are_read(seed_questions: Path) -> None:
    questions = read_gold(seed_questions)
    assert len(questions) == 139
    assert sum(not question.answerable for question in questions) == 19
