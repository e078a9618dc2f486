import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from corpus.load import load
from evals.align import Aligner
from evals.cli import register
from evals.gold import read_entries, read_gold
from evals.gold_check import check
from evals.gold_import import Imported, SetError, import_set
from evals.public import Form

PARAGRAPH = (
    "The oil crisis began in October 1973. An embargo was proclaimed by OAPEC. "
    "In October 1973 a war had begun as well."
)
SQUAD = (
    [
        {"doc_id": "Oil/crisis#0", "title": "Oil *crisis*", "text": PARAGRAPH},
        {"doc_id": "Oil/crisis#1", "title": "", "text": "1. It ended.\n- In March 1974."},
        {"doc_id": "Rhine#0", "title": "Rhine", "text": "The Rhine is a river in Europe."},
    ],
    [
        {"id": "s1", "question": "When did the oil crisis begin?", "answers": ["October 1973"],
         "doc_ids": ["Oil/crisis#0"], "type": "factoid",
         "evidence": ["The oil crisis began in October 1973."]},
        {"id": "s2", "question": "When did the war begin?", "answers": ["October 1973"],
         "doc_ids": ["Oil/crisis#0"], "type": "factoid", "evidence": []},
        {"id": "s3", "question": "when did the war begin", "answers": ["October 1973"],
         "doc_ids": ["Oil/crisis#0"], "type": "factoid", "evidence": []},
        {"id": "s4", "question": "Who paid?", "answers": ["nobody"], "doc_ids": ["Oil/crisis#0"],
         "type": "factoid", "evidence": []},
        {"id": "s5", "question": "Who ended it?", "answers": [], "doc_ids": [],
         "type": "unanswerable", "context_id": "Oil/crisis#1"},
        {"id": "s7", "question": "What month is named?", "answers": ["October 1973"],
         "doc_ids": ["Oil/crisis#0"], "type": "factoid",
         "evidence": ["In October 1973 a war had begun as well."]},
        {"id": "s6", "question": "Where is the Rhine?", "answers": ["Europe"],
         "doc_ids": ["Rhine#0"], "type": "factoid", "evidence": []},
    ],
)  # fmt: skip
CANARD = (
    [{"doc_id": "C_1", "title": "Band: End",
      "text": "The Mothers\nIn late 1969, he broke up the band."}],
    [
        {"id": "c1", "question": "What group?", "rewrite": "What group?", "history": [],
         "answers": ["The Mothers"], "doc_ids": ["C_1"], "type": "conversational"},
        {"id": "c2", "question": "When?", "rewrite": "When did the Mothers end?",
         "history": [{"q": "What group?", "a": "The Mothers"}],
         "answers": ["In late 1969, he broke up the band."], "doc_ids": ["C_1"],
         "type": "conversational"},
        {"id": "c3", "question": "Why?", "rewrite": "Why did the Mothers end?",
         "history": [{"q": "What group?", "a": "The Mothers"}], "answers": [], "doc_ids": ["C_1"],
         "type": "unanswerable"},
        {"id": "c4", "question": "And then?", "rewrite": "What came then?",
         "history": [{"q": "Why?", "a": "Money."}], "answers": [], "doc_ids": ["C_1"],
         "type": "conversational", "answer_known": False},
    ],
)  # fmt: skip
TATQA = (
    [{"doc_id": "t-1", "title": "", "text": "unused",
      "paragraphs": ["Sales grew because of new contracts."],
      "table": [["", "2019", "2018"], ["Fixed price", "$ 1,452.4", "1,146.2"],
                ["Other | rest", "44.1", "56.7"]]}],
    [
        {"id": "t1", "question": "What is the change in other?", "answers": ["-12.6"],
         "doc_ids": ["t-1"], "type": "numeric", "derivation": "(44.1-56.7)/2", "evidence": []},
        {"id": "t2", "question": "What are the contract types?", "answers": [], "derivation": "",
         "items": [["Fixed price"], ["Other"]], "doc_ids": ["t-1"], "type": "list"},
        {"id": "t3", "question": "What were fixed price sales?", "answers": ["1452.4"],
         "doc_ids": ["t-1"], "type": "factoid", "derivation": ""},
        {"id": "t4", "question": "Which was higher?", "answers": ["Fixed price"],
         "doc_ids": ["t-1"], "type": "factoid", "derivation": "find the larger"},
    ],
)  # fmt: skip
SETS = {Form.SQUAD: SQUAD, Form.CANARD: CANARD, Form.TATQA: TATQA}


def write_set(folder: Path, form: Form) -> Path:
    folder.mkdir()
    for name, records in zip(("corpus", "questions"), SETS[form], strict=True):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def gold_in(out: Path) -> list[dict[str, Any]]:
    text = (out / "gold" / "questions.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def problems(out: Path) -> list[str]:
    """Check what was written against the documents as they are read."""
    entries, unreadable = read_entries(out / "gold")
    found = check(entries, Aligner(load(out / "documents").documents))
    return [str(problem) for problem in (*unreadable, *found)]


def test_squad_articles_become_documents_and_its_answers_find_their_sentences(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    done = import_set(write_set(tmp_path / "set", Form.SQUAD), Form.SQUAD, out)
    left_out = (
        ("asked before in the same words", 1),
        ("no quote of 5 to 60 words holds the answer", 1),
    )
    assert (done.questions, done.documents) == (5, 2)
    assert tuple(sorted(done.left_out)) == left_out
    assert [(q["id"], q["docs"], [e["quote"] for e in q["evidence"]]) for q in gold_in(out)] == [
        ("s1", ["Oil-crisis.md"], ["The oil crisis began in October 1973."]),
        ("s2", ["Oil-crisis.md"], ["In October 1973 a war had begun as well."]),
        ("s5", [], []),
        ("s7", ["Oil-crisis.md"], ["In October 1973 a war had begun as well."]),
        ("s6", ["Rhine.md"], ["The Rhine is a river in Europe."]),
    ]
    assert gold_in(out)[2]["note"] == "written against Oil-crisis.md"
    assert (out / "documents" / "Oil-crisis.md").read_text(encoding="utf-8") == (
        f"# Oil \\*crisis\\*\n\n{PARAGRAPH}\n\n1\\. It ended.\n\n\\- In March 1974.\n"
    )
    assert problems(out) == []


def test_canard_questions_keep_their_conversation_and_their_rewrite(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = import_set(write_set(tmp_path / "set", Form.CANARD), Form.CANARD, out)
    assert done == Imported(3, 1, (("no answer is known", 1),))
    first, second, third = gold_in(out)
    assert (first["type"], first.get("note")) == ("factoid", None)
    quote = "The Mothers In late 1969, he broke up the band."
    assert first["evidence"] == [{"doc": "C_1.md", "quote": quote}]
    assert second == {
        "id": "c2",
        "docs": ["C_1.md"],
        "type": "conversational",
        "question": "When?",
        "history": [{"q": "What group?", "a": "The Mothers"}],
        "answers": ["In late 1969, he broke up the band."],
        "evidence": [{"doc": "C_1.md", "quote": "In late 1969, he broke up the band."}],
        "note": "stands alone: When did the Mothers end?",
    }
    assert (third["type"], third["docs"], third["answers"]) == ("unanswerable", [], [])
    assert problems(out) == []


def test_tatqa_tables_stay_tables_and_derived_answers_quote_what_they_come_from(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    done = import_set(write_set(tmp_path / "set", Form.TATQA), Form.TATQA, out)
    assert done == Imported(4, 1, ())
    fixed = "Fixed price | $ 1,452.4 | 1,146.2"
    other = "Other | rest | 44.1 | 56.7"
    assert [(q["note"], [e["quote"] for e in q["evidence"]]) for q in gold_in(out)] == [
        ("derived: (44.1-56.7)/2; asked with the document in view", [other]),
        ("asked with the document in view", [fixed, other]),
        ("asked with the document in view", [fixed]),
        ("derived: find the larger; asked with the document in view", [fixed]),
    ]
    assert (out / "documents" / "t-1.md").read_text(encoding="utf-8") == (
        "# t-1\n\nSales grew because of new contracts.\n\n"
        "|  | 2019 | 2018 |\n| --- | --- | --- |\n"
        "| Fixed price | $ 1,452.4 | 1,146.2 |\n| Other \\| rest | 44.1 | 56.7 |\n"
    )
    assert problems(out) == []


def test_our_own_gold_is_written_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    line = '{"type":"unanswerable","id":"a","docs":[],"question":"Who?","answers":[],"evidence":[]}'
    (folder / "b.jsonl").write_text(line + "\r\n\n" + line.replace('"a"', '"b"'), encoding="utf-8")
    (folder / "c.jsonl").write_text(line.replace('"a"', '"c"'), encoding="utf-8")
    assert import_set(folder, Form.BRIEFINGS, tmp_path / "all") == Imported(3, 0, ())
    written = (tmp_path / "all" / "gold" / "b.jsonl").read_text(encoding="utf-8")
    assert written == line + "\n" + line.replace('"a"', '"b"') + "\n"
    assert read_gold(tmp_path / "all" / "gold") == read_gold(folder)
    assert import_set(folder, Form.BRIEFINGS, tmp_path / "two", 2) == Imported(2, 0, ())
    assert [path.name for path in (tmp_path / "two" / "gold").iterdir()] == ["b.jsonl"]


def test_a_limit_takes_the_first_questions_and_the_documents_that_they_need(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "set", Form.SQUAD)
    assert import_set(folder, Form.SQUAD, tmp_path / "out", 3).questions == 3
    assert [q["id"] for q in gold_in(tmp_path / "out")] == ["s1", "s2", "s5"]
    assert [path.name for path in (tmp_path / "out" / "documents").iterdir()] == ["Oil-crisis.md"]


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("questions.jsonl", "{", "questions.jsonl:1: not JSON: "),
        ("questions.jsonl", "[]", "questions.jsonl:1: not a JSON object"),
        ("questions.jsonl", "{}", "questions.jsonl:1: 'type' is missing"),
        (
            "questions.jsonl",
            '{"id": "", "type": "unanswerable", "question": "x", "context_id": "Rhine#0"}',
            "questions.jsonl:1: id must be a non-empty string, not empty",
        ),
        ("questions.jsonl", '{"type": "riddle"}', "questions.jsonl:1: type 'riddle' is none of"),
        ("corpus.jsonl", '{"text": "x"}', "corpus.jsonl:1: 'doc_id' is missing"),
        ("corpus.jsonl", '{"doc_id": "x", "text": 7}', "corpus.jsonl:1: 'int' object"),
        ("corpus.jsonl", "", "questions.jsonl:1: 'Oil/crisis#0' is missing"),
    ],
)
def test_a_bad_line_is_told_with_its_place(
    tmp_path: Path, name: str, line: str, reason: str
) -> None:
    folder = write_set(tmp_path / "set", Form.SQUAD)
    (folder / name).write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SetError, match=reason):
        import_set(folder, Form.SQUAD, tmp_path / "out")


def run(*arguments: object) -> tuple[int, str, str]:
    app = typer.Typer()
    register(app)
    result = CliRunner().invoke(app, ["gold", "import", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def test_the_command_tells_what_it_wrote_and_overwrites_nothing(tmp_path: Path) -> None:
    folder, out = write_set(tmp_path / "set", Form.CANARD), tmp_path / "out"
    arguments = [folder, "--as", "canard", "--out", out]
    assert run(*arguments) == (
        0,
        f"3 questions in {out / 'gold'}, 1 document\nleft out: 1, no answer is known\n"
        f"next: briefings build {out / 'documents'}\n",
        "",
    )
    before = gold_in(out)
    status, _, err = run(*arguments)
    reason = f"{out / 'documents'} is there already: name another folder to write to"
    assert (status, err, gold_in(out)) == (1, f"briefings: {reason}\n", before)
    status, _, err = run(folder, "--as", "trivia", "--out", tmp_path / "other")
    assert status == 2
    assert "--as must be one of squad, canard, tatqa" in " ".join(err.split())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("squad-v2-dev", Form.SQUAD),
        ("squad-v1.1-dev-extra", Form.SQUAD),
        ("canard-dev", Form.CANARD),
        ("tatqa", Form.TATQA),
    ],
)
def test_the_public_sets_are_sound_after_import(
    public_sets: Path, tmp_path: Path, name: str, form: Form
) -> None:
    done = import_set(public_sets / name, form, tmp_path / "out", 60)
    assert done.questions == 60
    assert problems(tmp_path / "out") == []
