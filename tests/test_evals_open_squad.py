"""How the open corpus is measured: which questions are asked, what counts, what is printed."""

from __future__ import annotations

import json
from itertools import count

import pytest

from assistant.training.examples import is_held_out
from evals.open_squad import Asked, Outcome, held_out, main, report

KEPT = next(f"Larks_{n}" for n in count() if is_held_out(f"Larks_{n}#0"))
SEEN = next(f"Ulm_{n}" for n in count() if not is_held_out(f"Ulm_{n}#0"))
WHEN = Asked("When did the group of singers disband?", ("in 1969", "1969"), f"{KEPT}.md")
WHO = Asked("Who painted the Danube blue?", (), f"{KEPT}.md")


@pytest.fixture
def squad(tmp_path):
    """Two articles in the form of the set, one of them kept out of training."""
    folder = tmp_path / "set"
    folder.mkdir()
    corpus = [
        {
            "doc_id": f"{KEPT}#0",
            "title": "Larks",
            "text": "The group of singers disbanded in 1969.",
        },
        {"doc_id": f"{SEEN}#0", "title": "Ulm", "text": "The Danube rose above its banks in 1970."},
    ]
    questions = [
        {"question": WHEN.question, "answers": list(WHEN.answers), "doc_ids": [f"{KEPT}#0"]},
        {"question": WHO.question, "answers": [], "doc_ids": [], "context_id": f"{KEPT}#0"},
        {"question": "When did it rise?", "answers": ["1970"], "doc_ids": [f"{SEEN}#0"]},
    ]
    for number, question in enumerate(questions):
        question |= {
            "id": str(number),
            "type": "factoid" if question["answers"] else "unanswerable",
        }
    for name, records in (("corpus", corpus), ("questions", questions)):
        lines = "".join(json.dumps(one) + "\n" for one in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_the_questions_are_those_on_articles_kept_out_of_training(squad):
    assert list(held_out(squad)) == [WHEN, WHO]


@pytest.mark.parametrize(
    ("asked", "said", "exact", "f1"),
    [
        (WHEN, "1969", 1.0, 1.0),
        (WHEN, "late 1969", 0.0, 2 / 3),
        (WHEN, "", 0.0, 0.0),
        (WHO, "", 1.0, 1.0),
        (WHO, "1969", 0.0, 0.0),
    ],
)
def test_a_refusal_is_an_empty_answer(asked, said, exact, f1):
    outcome = Outcome(asked, said, found=True)
    assert (outcome.exact, outcome.f1) == (exact, pytest.approx(f1))


def test_the_report_tells_apart_what_has_an_answer():
    lines = list(report([Outcome(WHEN, "late 1969", found=True), Outcome(WHO, "", found=False)]))
    assert [line.split() for line in lines] == [
        "questions exact F1 refused article in 5".split(),
        "all 2 0.500 0.833 0.500 0.500".split(),
        "with an answer 1 0.000 0.667 0.000 1.000".split(),
        "without an answer 1 1.000 1.000 1.000 0.000".split(),
    ]
    assert [line.split()[0] for line in report([Outcome(WHEN, "1969", found=True)])][1:] == [
        "all",
        "with",
    ]


def test_the_command_asks_the_index_and_keeps_its_work(squad, tmp_path, capsys):
    for _ in range(2):
        main([str(squad), "--work", str(tmp_path / "work"), "--limit", "1"])
        line = capsys.readouterr().out.splitlines()[1]
        assert line.split() == "all 1 1.000 1.000 0.000 1.000".split()
