"""The table of what each part of the assistant gives."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

from assistant.ask import Assistant
from assistant.parts import ALL, Parts
from evals.ablation import LINES, table

QUESTION = {
    "id": "q-1",
    "docs": ["note.txt"],
    "type": "factoid",
    "question": "Who bought the robot maker KUKA?",
    "answers": ["Midea"],
    "evidence": [{"doc": "note.txt", "quote": "Midea bought the German robot maker KUKA in 2016."}],
}


def test_each_line_leaves_one_part_out(small_assistant: Assistant, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(QUESTION) + "\n", encoding="utf-8")
    head, *lines = table(small_assistant, gold)
    titles = ("evidence", "@5", "answer", "short", "evidence", "cited")
    assert head.split() == ["1", "questions", *titles]
    assert [line.rsplit(maxsplit=4)[0] for line in lines] == list(LINES)
    assert lines[0].split()[1:] == ["1.000"] * 4


def test_every_part_has_a_line_that_leaves_it_out() -> None:
    names = [field.name for field in fields(Parts)]
    left_out = [[n for n in names if not getattr(parts, n)] for parts in LINES.values()]
    assert left_out[0] == []
    assert sorted(left_out[1:]) == sorted([name] for name in names)
    assert all(getattr(ALL, name) for name in names)
