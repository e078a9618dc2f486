"""How well it is told that documents differ, on pairs of issues made for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from test_assistant_web_render import ANSWER, PLAN

from assistant.answer import Version
from assistant.examples import SAMPLES
from evals.disagreement import Asked, measure, outcome, report, seeded
from evals.gold import Evidence, GoldQuestion, QuestionType


def question(name: str, quote: str, answer: str) -> GoldQuestion:
    evidence = (Evidence("a.md", quote),)
    kind = QuestionType.NUMERIC
    return GoldQuestion(name, ("a.md",), kind, "How many?", answers=(answer,), evidence=evidence)


def test_differences_of_the_sample_briefings_are_told_and_repeats_are_not():
    counts = measure(SAMPLES, seed=0)
    assert counts["both told"] >= 0.7 * (counts["both told"] + counts["one told"])
    assert counts["both told"] + counts["one told"] >= 15
    assert counts["rightly one"] >= 12
    assert counts["false alarm"] == 0


def test_a_figure_is_changed_where_it_answers_and_nowhere_else():
    text = "The port has 12 cranes.\n\nThe town has 12 inns and 40 bakers.\n"
    asked = [
        question("one", "The port has 12 cranes", "12 cranes"),
        question("again", "The port has 12 cranes", "12"),
        question("words", "The port has 12 cranes", "many"),
        question("nowhere", "The port has 13 cranes", "13"),
    ]
    second, made = seeded({"a.md": text}, asked, seed=1)
    assert [(one.question.id, one.first) for one in made] == [("one", "12")]
    assert second["a.md"] == text.replace("12 cranes", f"{made[0].second} cranes")


@pytest.mark.parametrize(
    ("first", "second", "short", "versions", "word"),
    [
        ("12", "13", "12 cranes", ("13", "12 cranes"), "both told"),
        ("12", "13", "12 cranes", (), "one told"),
        ("12", "13", "12 cranes", ("14", "12"), "one told"),
        ("12", "12", "12 cranes", (), "rightly one"),
        ("12", "12", "12 cranes", ("12", "14"), "false alarm"),
        ("12", "13", "120 cranes", ("12", "13"), "other"),
    ],
)
def test_outcomes(first, second, short, versions, word):
    told = tuple(Version(one, PLAN) for one in versions)
    answer = replace(ANSWER, short=short, versions=told)
    assert outcome(Asked(question("q", "x", "y"), first, second), answer) == word


def test_the_report():
    counts = Counter({"both told": 5, "one told": 1, "rightly one": 4, "other": 2})
    assert list(report(counts)) == [
        "told where the issues differ: 5 of 6",
        "told where they do not:       0 of 4",
        "answered by neither figure:   2",
    ]
