"""What a text tells held against the bound that a question sets."""

from __future__ import annotations

import pytest

from assistant.answers.bounds import goal_reached, within


@pytest.mark.parametrize(
    ("question", "clause", "inside"),
    [
        ("Were more than 40 ferries built?", "43 ferries were built", True),
        ("Were more than 40 ferries built?", "only 38 were built", False),
        ("Were more than 40 ferries built?", "40 were built", False),
        ("Were at least 40 ferries built?", "40 were built", True),
        ("Did fewer than 40 sink?", "43 sank", False),
        ("Is the fund above RMB 2 billion?", "a fund of RMB 14 billion", True),
        ("Does output exceed 30%?", "output is at 28 percent", False),
        ("Were more than 40 built?", "between 38 and 43 were built", None),
        ("Were more than 40 built?", "between 45 and 60 were built", True),
        ("Were more than 40 built?", "up to 60 were built", None),
        ("Were more than 40 built?", "at a cost of €90 million", None),
        ("Are more than half at sea?", "more than half of them are at sea", True),
        ("Are more than half at sea?", "most are at sea", None),
        ("Was it opened before 2019?", "opened in September 2020", False),
        ("Was it opened after 2019?", "opened in September 2020", True),
        ("Was it opened before 2019?", "planned in 2018, opened in 2020", None),
        ("Were more than 40 built?", "no more than 30 were built", False),
        ("Were more than 40 built?", "not more than 40 were built", False),
        ("Were at least 40 built?", "no more than 40 were built", None),
        ("Were fewer than 40 built?", "no more than 30 were built", True),
        ("Were fewer than 40 built?", "no fewer than 40 were built", False),
        ("Were no more than 40 built?", "43 were built", False),
        ("Were 40 ferries built?", "43 ferries were built", None),
    ],
)
def test_what_lies_within_a_bound(question, clause, inside):
    assert within(question, clause) is inside


@pytest.mark.parametrize(
    ("question", "text", "reached"),
    [
        ("Did it meet its goal?", "412 pilots passed; the goal was 600.", False),
        ("Did it miss its goal?", "412 pilots passed; the goal was 600.", True),
        (
            "Has it given all the berths it planned?",
            "It planned to let 40 and let 35 of 90.",
            False,
        ),
        ("Did it train as many as it had hoped?", "It hoped for 40 pilots and got 41.", True),
        ("Did it train pilots?", "It hoped for 40 pilots and got 41.", None),
        ("Did it train all pilots that it planned?", "It trained 41 of 90.", None),
        ("Did it meet its goal?", "Its goal of 40 pilots was met by 41.", None),  # says it itself
    ],
)
def test_whether_a_goal_was_reached(question, text, reached):
    assert goal_reached(question, text) is reached
