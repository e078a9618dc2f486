"""Questions that set two things against each other, as one question about each."""

from __future__ import annotations

import time

import pytest

from assistant.stepwise.versus import versus


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "Which costs more, the yard in Oslo or the Bergen quay?",
            ("the yard in Oslo: costs how much?", "the Bergen quay: costs how much?"),
        ),
        (
            "May issue: what grew faster in 2020, ferries or trams?",
            (
                "May issue: ferries: grew how fast in 2020?",
                "May issue: trams: grew how fast in 2020?",
            ),
        ),
        (
            "Which of the two quays is dearer, the one of Aqua in Oslo or the one of Bright?",
            ("the one of Aqua in Oslo: is how expensive?", "the one of Bright: is how expensive?"),
        ),
        (
            "Aqua vs Bright Ferries: who sells a larger share of its boats abroad?",
            (
                "Aqua: sells what share of its boats abroad?",
                "Bright Ferries: sells what share of its boats abroad?",
            ),
        ),
        (
            "Oslo or Bergen - which has more white list firms, and by how many?",
            ("Oslo: has how many white list firms?", "Bergen: has how many white list firms?"),
        ),
        (
            "Which grew faster, output of boats or of trams?",
            ("output of boats: grew how fast?", "output of trams: grew how fast?"),
        ),
        (
            "What's due sooner: the quay or the dry dock?",
            ("the quay: due when?", "the dry dock: due when?"),
        ),
        (
            "Is the Port Fund bigger or smaller than the Boat Fund?",
            ("the Port Fund is how big?", "the Boat Fund is how big?"),
        ),
        (
            "Was the bid of Aqua above or below the price in Oslo?",
            ("the bid of Aqua was how much?", "the price in Oslo was how much?"),
        ),
        (
            "Did Aqua or Bright Ferries have the higher price for fuel in May?",
            (
                "Aqua: have what price for fuel in May?",
                "Bright Ferries: have what price for fuel in May?",
            ),
        ),
    ],
)  # fmt: skip
def test_each_thing_is_asked_about_by_itself(question, asked):
    assert versus(question).questions == asked


@pytest.mark.parametrize(
    "question",
    [
        "Which ministry issued the ferry plan?",
        "Which costs more, the yard?",
        "Did Aqua or Bright issue the plan?",
        "How much more does the yard cost than the quay?",
        "Is Aqua older than Bright Ferries?",
        "",
    ],
)
def test_no_two_things_are_set_against_each_other_in_one_measure(question):
    assert versus(question) is None


COSTS = "Which costs more, the yard in Oslo or the one in Bergen?"
CHEAPER = "Which is cheaper, the yard or the quay?"
FIRST = "Which opened first, the yard or the quay?"
CLAIM = "Is the Port Fund bigger than the Boat Fund?"
EITHER = "Is the Port Fund smaller than the Boat Fund, or bigger?"


@pytest.mark.parametrize(
    ("question", "one", "other", "short"),
    [
        (COSTS, "CNY 3 million", "CNY 2 billion", "Bergen (CNY 2 billion against CNY 3 million)"),
        (CHEAPER, "€3 million", "€2 billion", "the yard (€3 million against €2 billion)"),
        (FIRST, "May 2021", "June 2020", "the quay (June 2020 against May 2021)"),
        (FIRST, "4 May 2021", "5 May 2021", "the yard (4 May 2021 against 5 May 2021)"),
        (CLAIM, "€5 million", "€4 million", "Yes (€5 million against €4 million)"),
        (CLAIM, "€3 million", "€4 million", "No (€3 million against €4 million)"),
        (EITHER, "€3 million", "€4 million", "smaller (€3 million against €4 million)"),
        (EITHER, "€5 million", "€4 million", "bigger (€5 million against €4 million)"),
        (
            CHEAPER,
            "Aqua said in its report of last spring that the yard came to CNY 3 million.",
            "CNY 2 million",
            "the quay (CNY 2 million against CNY 3 million)",
        ),
    ],
)  # fmt: skip
def test_the_answers_tell_which_it_is(question, one, other, short):
    assert versus(question).told(one, other) == short


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (COSTS, "CNY 3 million", ""),
        (COSTS, "CNY 3 million", "CNY 3 million"),
        (COSTS, "CNY 3 million", "51 percent"),
        (COSTS, "CNY 3 million", "up to CNY 4 million"),
        (COSTS, "CNY 18 billion", "CNY 3 per kilogram"),
        (FIRST, "May 2021", "2019"),  # the year of something else
        (FIRST, "2021", "2021"),
        (FIRST, "May 2021", "between May 2020 and June 2022"),
        (FIRST, "CNY 3 million", "2021"),
    ],
)
def test_nothing_is_told_where_the_answers_do_not_tell_it(question, one, other):
    assert versus(question).told(one, other) == ""


@pytest.mark.parametrize(
    ("question", "short", "decided"),
    [
        (COSTS, "the yard in Oslo", True),
        (COSTS, "CNY 2 billion", False),
        (COSTS, "Work on the yard in Oslo began in May after the port office had agreed.", False),
        (COSTS, "dearer yard (CNY 2 billion against CNY 1 billion)", True),
        (CLAIM, "Yes", True),
        (CLAIM, "The Port Fund has €3 million.", False),
        (EITHER, "smaller", True),
        (EITHER, "Yes", False),
    ],
)
def test_whether_it_is_told_already_which_it_is(question, short, decided):
    assert versus(question).is_decided(short) is decided


@pytest.mark.parametrize(
    "question",
    ["is a more " * 200 + "than b", "A or B " * 280, "is " + "a or " * 480 + "B more"],
)
def test_long_questions_take_no_long_time(question):
    started = time.process_time()
    versus(question)
    assert time.process_time() - started < 1
