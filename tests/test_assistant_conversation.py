"""Follow-ups: what is put before them, and what is left alone."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.conversation import standalone

LEADER = Turn("Who leads the battery maker CATL?", "Zeng Yuqun")
OTHER = Turn("Who leads the car maker BYD?", "Wang Chuanfu.")
FUND = Turn("How large is the second chip fund?", "204 billion yuan")
NOTHING = Turn("Who leads the moon?", "")


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        # The name that was the last answer stands for "he" and "she".
        ([LEADER], "Where did he study?", "Where did Zeng Yuqun study?"),
        ([LEADER], "What did SHE say?", "What did Zeng Yuqun say?"),
        ([LEADER], "Did he say that he left?", "Did Zeng Yuqun say that he left?"),
        ([LEADER, OTHER], "Where did he study?", "Where did Wang Chuanfu study?"),
        ([LEADER, FUND], "Is he a shareholder?", "Is Zeng Yuqun a shareholder?"),
        # No name was given: the question before comes too.
        (
            [FUND],
            "Did he sign?",
            "How large is the second chip fund? 204 billion yuan Did he sign?",
        ),
        # A follow-up that names little, or goes on.
        (
            [FUND],
            "and in 2025?",
            "How large is the second chip fund? 204 billion yuan and in 2025?",
        ),
        (
            [FUND],
            "What about the first fund that was registered in Beijing?",
            "How large is the second chip fund? 204 billion yuan "
            "What about the first fund that was registered in Beijing?",
        ),
        ([NOTHING], "Why?", "Who leads the moon? Why?"),
        # A question that names its own topic.
        (
            [LEADER],
            "Which ministry drafted the rules on rare earth exports?",
            "Which ministry drafted the rules on rare earth exports?",
        ),
        ([], "and in 2025?", "and in 2025?"),
        ([], "", ""),
    ],
)
def test_a_follow_up_stands_alone(history, question, expected):
    assert standalone(question, history) == expected


def test_a_chain_of_follow_ups_is_traced_to_its_topic():
    history = [FUND, Turn("and the first?", "139 billion yuan")]
    assert standalone("Why?", history) == (
        "How large is the second chip fund? 204 billion yuan and the first? 139 billion yuan Why?"
    )


def test_long_questions_and_answers_are_cut():
    turn = Turn(" ".join(f"q{n}" for n in range(900)), " ".join(f"a{n}" for n in range(900)))
    expected = [f"q{n}" for n in range(60)] + [f"a{n}" for n in range(25)] + ["Why?"]
    assert standalone("Why?", [turn]).split() == expected


def test_a_conversation_without_end_is_no_trouble():
    history = [Turn(f"and {n}?", "yes") for n in range(5000)]
    found = standalone("Why?", history)
    assert found.startswith("and 4992? yes and 4993?") and found.endswith("and 4999? yes Why?")
