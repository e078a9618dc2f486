"""How well a question finds facts is counted on the gold questions that a fact can answer."""

from __future__ import annotations

from assistant.ask import Assistant
from evals.about import measure, report
from evals.gold import Evidence, GoldQuestion, QuestionType

ALL, NEAREST = "holding all of its words", "nearest in meaning and words"


def question(text: str, answer: str, quote: str, **more: object) -> GoldQuestion:
    evidence = (Evidence("2021-02.md", quote),)
    given = {"id": text, "docs": ("2021-02.md",), "type": QuestionType.FACTOID}
    return GoldQuestion(**(given | more), question=text, answers=(answer,), evidence=evidence)


CHIPS = "made only around 6 percent of the chips that it used"
ASKED = (
    question("What share of the processors is produced at home?", "6 percent", CHIPS),
    question("percent of the chips that it used", "6 percent", CHIPS),
    question("Which of them?", "6 percent", CHIPS, type=QuestionType.YESNO),
    question("What share?", "7 percent", CHIPS),  # no fact holds it
)


def test_questions_that_a_fact_can_answer_are_counted(small_assistant: Assistant) -> None:
    ranks = measure(small_assistant, ASKED)
    assert ranks[ALL] == [0, 1]
    assert len(ranks[NEAREST]) == 2 and all(0 < rank <= 5 for rank in ranks[NEAREST])


def test_the_shares_are_of_all_that_were_asked() -> None:
    assert list(report({ALL: [0, 1, 0, 0], NEAREST: [1, 3, 12, 0]})) == [
        "4 questions; a right fact among the first",
        "                                    1      5     20",
        "holding all of its words         0.25   0.25   0.25",
        "nearest in meaning and words     0.25   0.50   0.75",
    ]
