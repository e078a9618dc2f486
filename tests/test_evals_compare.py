import json
from dataclasses import asdict, replace

import pytest
from set_answers import ANSWERS, COST, DROPPED, QUESTIONS, WHEN, Assistant, answer, evaluate

from evals.compare import CompareError, Difference, compare
from evals.report import comparison_record, flip_lines
from evals.results import Run


class Other(Assistant):
    """Gives the date that is wanted, and loses the costs."""

    def ask(self, question, history=()):  # type: ignore[no-untyped-def]
        changed = {"when?": answer("June 2020", DROPPED), "cost?": answer("")}
        return {**ANSWERS, **changed}[question]


@pytest.fixture(scope="module")
def before() -> Run:
    return evaluate(QUESTIONS)


@pytest.fixture(scope="module")
def after() -> Run:
    return evaluate(QUESTIONS, Other())


def test_equal_runs_have_no_flips(before: Run) -> None:
    found = compare(before, evaluate(QUESTIONS))
    assert found.flips == ()
    assert {
        (each.lost, each.won, each.p, each.after - each.before) for each in found.differences
    } == {(0, 0, 1.0, 0.0)}


def test_flips_go_either_way(before: Run, after: Run) -> None:
    flips = compare(before, after).flips
    assert [(flip.before.question.id, flip.won) for flip in flips] == [
        ("cost", False),
        ("when", True),
    ]
    assert list(flip_lines(flips)) == [
        "right -> wrong  cost (numeric): cost?",
        "  gold:   CNY 70bn",
        "  before: 70 billion yuan",
        "  after:  (refused)",
        "wrong -> right  when (date): when?",
        "  gold:   June 2020",
        "  before: May 2020",
        "  after:  June 2020",
    ]


def test_figures_are_compared_where_both_have_them(before: Run, after: Run) -> None:
    found = {(d.group, d.name): d for d in compare(before, after).differences}
    right = found["all", "right"]
    assert (right.n, right.before, right.after) == (7, pytest.approx(2 / 7), pytest.approx(2 / 7))
    assert (right.lost, right.won, right.p) == (1, 1, 1.0)
    assert right.interval is not None
    assert right.interval.low < 0 < right.interval.high
    assert found["date", "short"] == Difference("date", "short", 1, 0.0, 1.0, None, 0, 1, 1.0)
    assert found["all", "quotes_exact"].n == 4  # the refused one has no quotes any more
    f1 = found["all", "f1"]  # no rate: a permutation test
    assert (f1.lost, f1.won, f1.p) == (0, 1, 1.0)
    assert ("numeric", "quotes_exact") not in found


def test_many_flips_one_way_are_no_chance() -> None:
    many = [replace(WHEN, id=f"when{n}", question="when?", history=()) for n in range(10)]
    before, after = evaluate(many), evaluate(many, Other())
    [right] = [
        d for d in compare(before, after).differences if (d.group, d.name) == ("all", "right")
    ]
    assert (right.won, right.p) == (10, pytest.approx(2 / 2**10))


def test_other_questions_are_refused_by_name(before: Run) -> None:
    other = evaluate([*QUESTIONS[1:], replace(COST, id="new")])
    with pytest.raises(CompareError) as told:
        compare(before, other)
    assert str(told.value) == (
        "the runs asked different questions, only in the first run: cost; "
        "only in the second run: new: run both on the same gold"
    )
    changed = evaluate([replace(COST, answers=("CNY 80bn",)), *QUESTIONS[1:]])
    with pytest.raises(CompareError, match="the gold of cost changed between the runs"):
        compare(before, changed)


def test_many_names_are_cut(before: Run) -> None:
    many = [replace(COST, id=f"n{number:02}") for number in range(12)]
    with pytest.raises(CompareError, match=r"n00, .*, n09 and 2 more: run both"):
        compare(before, evaluate([*QUESTIONS, *many]))


def test_the_record_holds_flips_and_differences(before: Run, after: Run) -> None:
    found = compare(before, after)
    record = json.loads(json.dumps(comparison_record(before.header, after.header, found)))
    assert record["before"] == "c0ffee-000001-kkkkkkkk"
    assert record["flips"][0] == {
        "id": "cost",
        "type": "numeric",
        "change": "lost",
        "gold": "CNY 70bn",
        "before": "70 billion yuan",
        "after": "(refused)",
    }
    assert record["differences"][0] == asdict(found.differences[0])
