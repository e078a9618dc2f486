"""The same question typed otherwise has the same answer, and the evaluation tells where not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.rephrased import WAYS, changes, main, swapped

ASKED = [
    "Who bought the German robot maker KUKA?",
    "Which body issued the draft plan on medical devices?",
    "When was the draft of the Personal Information Protection Law unveiled?",
    "How far did Huawei's spending on semiconductors fall?",
    "What does PIPL stand for?",
]


@pytest.mark.parametrize("way", [name for name in WAYS if name != "small letters"])
def test_what_is_only_typed_otherwise_changes_no_answer(small_assistant, way):
    told = [small_assistant.ask(question) for question in ASKED]
    again = [small_assistant.ask(WAYS[way](question)) for question in ASKED]
    assert [one.short for one in again] == [one.short for one in told]
    assert [one.short for one in told][:2] == ["Midea", "MIIT"]


def test_each_change_is_counted(small_assistant):
    answer = small_assistant.ask(ASKED[0])
    others = {WAYS["Hello! …"](ASKED[0]), WAYS["small letters"](ASKED[0])}

    def ask(question: str):
        return replace(answer, short="Acme") if question in others else answer

    counted = {name: numbers for name, *numbers in changes(ask, ASKED[:2])}
    assert counted["Hello! …"] == [2, 1, 0]
    assert counted["… Thanks!"] == [2, 0, 0]
    assert counted["small letters"] == [2, 1, 0]


def test_one_word_has_two_letters_swapped():
    assert swapped("Which body issued the semiconductor plan?") == (
        "Which body issued the semcionductor plan?"
    )
    assert swapped("Who is it?") == "Who is it?"


def test_the_command_prints_a_line_for_each_way(root, small_index, capsys):
    gold = root / "evals" / "gold" / "unanswerable.jsonl"
    main([str(gold), "--index", str(small_index), "--limit", "1"])
    first, *lines = capsys.readouterr().out.splitlines()
    assert first.split() == ["1", "questions", "asked", "other", "verdict"]
    assert [line[:32].strip() for line in lines] == list(WAYS)
