"""A question asked again with another question word."""

from __future__ import annotations

import pytest

from assistant.followups.asked_again import asked_again, of_what_there_is

PLAN = "When was the Hydrogen Plan published?"
LEAK = "Within what time must a leak be reported?"


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        ("By whom?", PLAN, "By whom was the Hydrogen Plan published?"),
        ("And where exactly?", PLAN, "Where was the Hydrogen Plan published?"),
        ("To whom?", LEAK, "To whom must a leak be reported?"),
        ("When?", "Did China pass the peak?", "When did China pass the peak?"),
        ("Since when?", "Has it been applied?", "Since when has it been applied?"),
        ("Why?", "How many chips did China import?", "Why did China import chips?"),
        ("Why?", "How many firms were struck off?", "Why were firms struck off?"),
        ("Why?", "How many were struck off?", "Why were five struck off?"),
        # The question does not tell what happened, or is of another form.
        ("By whom?", "How large was the second fund?", ""),
        ("By whom?", "When did the school open?", ""),
        ("Why?", "Who leads the moon?", ""),
        ("Why?", "Where is its seat?", ""),
        ("When?", "How many chips did China import?", ""),
        ("Why is that?", PLAN, ""),
    ],
)
def test_the_question_word_alone_is_another(question, earlier, expected):
    assert asked_again(question, earlier, "five") == expected


def test_what_was_counted_is_called_they_where_the_answer_is_a_sentence():
    said = asked_again("Why?", "How many were struck off?", "MIIT struck off five.")
    assert said == "Why were they struck off?"


@pytest.mark.parametrize(
    ("question", "answer", "asked"),
    [
        (
            "Is there a quota for ropes?",
            "Yes, at least 40 percent.",
            "What is the quota for ropes?",
        ),
        ("Are there any quotas?", "Yes: 40 percent and 60.", "What are the quotas?"),
        ("Is there a quota for ropes?", "Yes, for all docks.", "Is there a quota for ropes?"),
        ("Is there a quota for ropes?", "No, not before 2028.", "Is there a quota for ropes?"),
        ("Is the quota 40 percent?", "Yes, 40 percent.", "Is the quota 40 percent?"),
    ],
)
def test_of_what_there_is_the_figure_is_asked_for(question, answer, asked):
    assert of_what_there_is(question, answer) == asked
