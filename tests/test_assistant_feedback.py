"""Judgements of answers: the record for gold questions, the passage, the store, the command."""

from __future__ import annotations

import json
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.answer import Answer, Searched, Sentence, Status, Turn
from assistant.cli import add_commands, app
from assistant.feedback.judgement import (
    LONGEST_TEXT,
    Judgement,
    Passage,
    Reason,
    Verdict,
    gold_record,
    judgement_of,
    said,
    typed,
)
from assistant.feedback.passage import MOST_WORDS, find_selected, passage_around
from assistant.feedback.store import FORMAT, FeedbackError, FeedbackStore
from evals.feedback import Feedback, parse_feedback
from evals.gold import Evidence
from evals.quotes import MOST_WORDS as MOST_WORDS_OF_EVIDENCE
from index.sqlite_file import SqliteFile

ONE = Judgement(
    id="a1",
    time="2026-11-25T08:00:00+00:00",
    question="And in 2020?",
    history=(Turn("Who painted it?", ""), Turn("How many robots?", "246")),
    status=Status.ANSWERED,
    short="305",
    text="There were 305. [1]",
    citations=({"n": 1, "doc": "r.md", "quote": "There were 305."},),
    index_version="generations/000001",
    verdict=Verdict.WRONG,
    reason=Reason.ANSWER,
    remark="that is\nelectronics",
    answer="938",
    passage=Passage("r.md", "Automotive | 788 | 938"),
)
BARE = replace(ONE, reason=None, remark="", answer="", passage=None)


def test_a_judgement_keeps_the_answer_as_it_was_shown() -> None:
    answer = Answer(
        question="How many?",
        standalone="How many?",
        status=Status.ANSWERED,
        short="305",
        sentences=(Sentence("There were 305.", (1,)),),
        items=(),
        citations=(),
        confidence=0.5,
        searched=Searched(1, 1, None, None, (), ()),
        index_version="generations/000001",
    )
    made = judgement_of(answer, [Turn("Who?", "")], Verdict.RIGHT, "x", ONE.time)
    assert made == Judgement(
        id="x",
        time=ONE.time,
        question="How many?",
        history=(Turn("Who?", ""),),
        status=Status.ANSWERED,
        short="305",
        text="There were 305. [1]",
        citations=(),
        index_version="generations/000001",
        verdict=Verdict.RIGHT,
    )


def test_the_record_is_what_gold_add_reads() -> None:
    """The page must not import the evaluation, so here the two forms meet."""
    record = gold_record(ONE)
    assert record is not None
    assert parse_feedback(json.dumps(record)) == Feedback(
        question="And in 2020?",
        history=(Turn("Who painted it?", ""), Turn("How many robots?", "246")),
        shown="305",
        answers=("938",),
        passage=Evidence("r.md", "Automotive | 788 | 938"),
        reason="wrong answer: that is electronics",
        type=None,
        id="a1",
    )


@pytest.mark.parametrize(
    ("judgement", "right"),
    [
        (replace(BARE, answer="938"), "938"),
        (replace(BARE, answer="a\n\n b "), "a\n\n b "),
        (replace(BARE, passage=ONE.passage), {"doc": "r.md", "quote": "Automotive | 788 | 938"}),
        (
            replace(ONE, answer="a\n\n b "),
            {"doc": "r.md", "quote": "Automotive | 788 | 938", "answer": ["a", "b"]},
        ),
        (replace(ONE, reason=Reason.UNREFUSED), None),
    ],
)
def test_what_is_right_in_the_form_of_the_record(judgement: Judgement, right: object) -> None:
    record = gold_record(judgement)
    assert record is not None
    assert record["right"] == right
    parse_feedback(json.dumps(record))


@pytest.mark.parametrize("judgement", [BARE, replace(ONE, verdict=Verdict.RIGHT)])
def test_what_says_nothing_of_what_is_right_gives_no_record(judgement: Judgement) -> None:
    assert gold_record(judgement) is None


def test_the_reason_and_the_remark_are_one_line() -> None:
    assert [said(ONE), said(replace(ONE, reason=None)), said(BARE)] == [
        "wrong answer: that is electronics",
        "that is electronics",
        "",
    ]


def test_what_is_typed_is_cleaned_and_limited() -> None:
    assert typed(" a\u202eb\ud800\n<b>\0 ", "It") == "ab\n<b>"
    assert typed("x" * LONGEST_TEXT, "It") == "x" * LONGEST_TEXT
    with pytest.raises(ValueError, match=r"It is too long \(2,001 characters, 2,000 at most\)"):
        typed("x" * (LONGEST_TEXT + 1), "It")


TEXT = """# Robots

- First robots came. They stayed, all of
them.

Sector | 2019 | 2020
Cars | 788 | 938

- First robots came. They left.
"""


@pytest.mark.parametrize(
    ("selected", "before", "found"),
    [
        ("First\n robots", 6, (12, 24)),
        ("First robots", 90, (99, 111)),
        ("2019\t2020\nCars\t788", 0, (67, 89)),
        ("First robots left", 6, None),
        (" | ", 6, None),
        ("", 6, None),
    ],
)
def test_selected_words_are_found(selected: str, before: int, found: object) -> None:
    assert find_selected(TEXT, selected, before) == found


@pytest.mark.parametrize(
    ("words", "passage"),
    [
        ("irst rob", "- First robots came."),
        ("ayed", "They stayed, all of"),
        ("came. They", "- First robots came. They stayed, all of"),
        ("788 | 9", "Cars | 788 | 938"),
        ("2020\nCars", "Sector | 2019 | 2020\nCars | 788 | 938"),
    ],
)
def test_a_passage_is_whole_sentences_of_the_stored_text(words: str, passage: str) -> None:
    start = TEXT.index(words)
    assert passage_around(TEXT, start, start + len(words)) == passage
    assert passage in TEXT


def test_a_passage_is_no_longer_than_an_evidence_may_be() -> None:
    assert MOST_WORDS == MOST_WORDS_OF_EVIDENCE
    long = "word " * (MOST_WORDS + 1)
    assert passage_around(long, 3, 12) == "word word word"
    with pytest.raises(ValueError, match=r"^That passage has 61 words: select the sentence"):
        passage_around(long, 0, len(long))


def test_judgements_come_back_whole_and_newest_first(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path)
    assert store.all() == ()
    later = replace(BARE, id="b2", time="2026-11-26T08:00:00+00:00", gold="g-1")
    for judgement in (BARE, later, ONE):  # ONE takes the place of BARE
        store.put(judgement)
    assert store.all() == (later, ONE)
    store.mark_gold("a1", "g-7")
    assert store.all() == (later, replace(ONE, gold="g-7"))
    store.remove("b2")
    store.remove("nobody")
    assert store.all() == (replace(ONE, gold="g-7"),)


def test_text_that_is_no_utf8_is_stored_all_the_same(tmp_path: Path) -> None:
    FeedbackStore(tmp_path).put(replace(ONE, question="half \ud83d of one"))
    assert FeedbackStore(tmp_path).all()[0].question == "half ? of one"


def test_many_write_at_once(tmp_path: Path) -> None:
    def put(number: int) -> None:
        FeedbackStore(tmp_path).put(replace(ONE, id=f"{number:02}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(put, range(24)))
    assert [one.id for one in FeedbackStore(tmp_path).all()] == [f"{n:02}" for n in range(24)]


def test_a_file_that_cannot_be_used_is_told_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "feedback.sqlite"
    file.write_text("no database" * 200)
    for use in (FeedbackStore(tmp_path).all, lambda: FeedbackStore(tmp_path).put(ONE)):
        with pytest.raises(FeedbackError, match=r"sqlite cannot be used \(.*\): move it away"):
            use()
    file.unlink()
    with sqlite3.connect(file) as rows:
        rows.execute(f"PRAGMA user_version = {FORMAT + 1}")
        rows.execute("CREATE TABLE other (x)")
    with pytest.raises(FeedbackError, match="has format 2, expected 1: use the version"):
        FeedbackStore(tmp_path).put(ONE)
    with pytest.raises(FeedbackError, match="let this user write to its folder"):
        FeedbackStore(tmp_path / "nowhere").put(ONE)


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    FeedbackStore(tmp_path).put(ONE)
    with sqlite3.connect(tmp_path / "feedback.sqlite") as rows:
        pages = rows.execute("PRAGMA page_count").fetchone()[0]
    big = replace(ONE, remark="x" * 100_000)
    check = SqliteFile._check_format

    def full(file: SqliteFile, rows: sqlite3.Connection, write: bool) -> None:
        check(file, rows, write)
        rows.execute(f"PRAGMA max_page_count = {pages}")

    with monkeypatch.context() as disk:
        disk.setattr(SqliteFile, "_check_format", full)
        with pytest.raises(FeedbackError, match=r"is full\): make room on the disk"):
            FeedbackStore(tmp_path).put(big)
    assert FeedbackStore(tmp_path).all() == (ONE,)


def run(*given: object) -> tuple[int, str]:
    add_commands()
    done = CliRunner().invoke(app, [str(part) for part in given])
    return done.exit_code, done.stdout


@pytest.fixture
def index(tmp_path: Path) -> Path:
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "r.md").write_text("# Robots\n\nChina had installed 147,000 robots by 2020.\n")
    build(corpus, tmp_path / "index", DEFAULT_MODEL)
    return tmp_path / "index"


def test_the_command_lists_pipes_and_marks(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "COLUMNS", "200")
    assert run("feedback", "--index", index) == (
        0,
        "No answer has been judged: in the chat, press a thumb under one.\n",
    )
    store = FeedbackStore(index)
    store.put(replace(BARE, id="b", verdict=Verdict.RIGHT))
    passage = Passage("r.md", "China had installed 147,000 robots by 2020.")
    store.put(replace(ONE, answer="147,000", passage=passage, remark="[bold]x"))
    code, table = run("feedback", "--index", index)
    assert code == 0
    assert "2026-11-25 08:00" in table
    assert "wrong answer: [bold]x" in table
    assert "ready" in table
    code, lines = run("feedback", "--json", "--index", index)
    assert [json.loads(line)["id"] for line in lines.splitlines()] == ["a1"]
    gold = index.parent / "mine.jsonl"
    adding = ["gold", "add", "-", "--to", str(gold), "--yes", "--index", str(index)]
    added = CliRunner().invoke(app, adding, input=lines)
    assert added.exit_code == 0, added.output
    assert json.loads(gold.read_text())["history"][0] == {"q": "Who painted it?", "a": ""}
    assert run("gold", "check", gold, "--index", index) == (
        0,
        "1 question: 1 conversational; no problems\n",
    )
    assert run("feedback", "--json", "--index", index) == (0, "")
    assert "mine-001" in run("feedback", "--index", index)[1]
