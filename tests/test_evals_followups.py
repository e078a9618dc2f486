"""How follow-ups are measured: the ways to ask, the ranks, the lines that are printed."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.answer import Turn
from evals.followups import WAYS, FollowUp, Remembering, heading, line, main, read_follow_ups

BAND = Turn("What group disbanded?", "The Larks")
CITY = Turn("Which city floods?", "Ulm")
YEAR = FollowUp("When did they?", "When did The Larks disband?", (BAND,), "a", (CITY,))
RIVER = FollowUp("Which river?", "Which river floods Ulm?", (CITY,), "e", (BAND,))


def record(name, question, rewrite, *history):
    turns = [{"q": turn.question, "a": turn.answer} for turn in history]
    fields = {"id": f"{name}{len(turns)}", "doc_ids": [name], "answers": ["1969"]}
    return fields | {
        "question": question,
        "rewrite": rewrite,
        "history": turns,
        "type": "conversational",
    }


@pytest.fixture
def canard(tmp_path):
    """Two conversations in the form of the set."""
    folder = tmp_path / "set"
    folder.mkdir()
    texts = {
        "a": ("Larks: End", "The Larks\nIn late 1969 the group of singers disbanded."),
        "e": ("Ulm: Floods", "Ulm\nThe Danube rose above its banks in 1969."),
    }
    corpus = [{"doc_id": n, "title": t, "text": text} for n, (t, text) in texts.items()]
    questions = [
        record("a", BAND.question, BAND.question),
        record("a", YEAR.question, YEAR.rewrite, BAND),
        record("e", CITY.question, CITY.question),
        record("e", RIVER.question, RIVER.rewrite, CITY),
    ]
    for name, records in (("corpus", corpus), ("questions", questions)):
        lines = "".join(json.dumps(one) + "\n" for one in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_follow_ups_are_read_with_the_start_of_another_conversation(canard):
    assert read_follow_ups(canard) == [YEAR, RIVER]
    assert [one.half for one in (YEAR, RIVER)] == ["B", "A"]


def test_the_ways_to_ask():
    assert {name: way(YEAR) for name, way in WAYS.items()} == {
        "no rewrite": ("When did they?", ()),
        "questions joined": ("What group disbanded? When did they?", ()),
        "our rewrite": ("When did they?", (BAND,)),
        "our rewrite, no answers": ("When did they?", [Turn(BAND.question, "")]),
        "human rewrite": ("When did The Larks disband?", ()),
        "after another topic: joined": ("Which city floods? When did The Larks disband?", ()),
        "after another topic: our rewrite": ("When did The Larks disband?", (CITY,)),
    }


def test_a_line_tells_recall_and_reciprocal_rank_of_each_half():
    found = [YEAR, RIVER, RIVER, RIVER]
    assert heading(found).split() == (
        "4 follow-ups: 3 in half A, 1 in half B recall@10 A MRR A recall@10 B MRR B".split()
    )
    assert line("way", found, [None, 1, 4, None]).split() == "way 0.667 0.417 0.000 0.000".split()
    assert line("way", [], []).split() == "way 0.000 0.000 0.000 0.000".split()


class Counting:
    """An encoder that remembers what it was asked for."""

    max_tokens = 9

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.append(list(texts))
        return np.array([[len(text)] for text in texts], dtype=np.float32)


def test_a_text_is_encoded_once():
    counting = Counting()
    encoder = Remembering(counting)
    assert encoder.encode(["aa", "b", "aa"]).tolist() == [[2], [1], [2]]
    assert encoder.encode(["b", "ccc"]).tolist() == [[1], [3]]
    assert (counting.asked, encoder.max_tokens) == ([["aa", "b"], ["ccc"]], 9)


def test_the_command_prints_every_way_and_keeps_its_work(canard, tmp_path, capsys):
    for _ in range(2):
        main([str(canard), "--work", str(tmp_path / "work")])
        title, columns, *lines = capsys.readouterr().out.splitlines()
        assert title == "2 follow-ups: 1 in half A, 1 in half B"
        assert columns.split() == "recall@10 A MRR A recall@10 B MRR B".split()
        assert [one[:33].strip() for one in lines] == list(WAYS)
        assert lines[2].split() == "our rewrite 1.000 1.000 1.000 1.000".split()
    main([str(canard), "--work", str(tmp_path / "work"), "--limit", "1"])
    assert capsys.readouterr().out.startswith("1 follow-ups: 0 in half A, 1 in half B")
