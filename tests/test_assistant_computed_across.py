"""Questions about all that the ledger holds of a kind, whichever document tells of it."""

from __future__ import annotations

import pytest
from briefing_files import assistant_over
from hypothesis import given
from hypothesis import strategies as st

from assistant.ask import Assistant
from assistant.computed.asked import Asked, By, asked_of_ledger
from assistant.computed.limits import Period
from assistant.computed.operation import Op
from index.facts.fact import Kind

APRIL = """# Harbour Briefing – April 2022

5 April 2022 (reporting period: 1 to 31 March 2022)

## Top stories

### 1. The ministry wants cleaner ports

Policy: Green Ports Action Plan (2022-2025)

Issuing body: Ministry of Transport (MOT)

Date: 9 March 2022

The plan aims to:

- train 9,000 pilots by 2025
- open 14 clean ports by 2025

### 2. Rules for pilots

Policy: Notice on Pilots of Large Ships

Issuing body: Harbour Office

Date: 21 March 2022

## Worth noting

### Policy news

- 21 March: The Harbour Office has new rules for those who steer large ships
- 2 March: The Ministry of Transport (MOT) publishes a list of berths
- 30 March: MOT opens a call for electric tugs
"""
MAY = """# Harbour Briefing – May 2022

4 May 2022 (reporting period: 1 to 30 April 2022)

## Top stories

### 1. The plan, once more

Policy: Green Ports Action Plan

Issuing body: MOT

Date: 9 March 2022

It will train 9,000 pilots by 2025.

### 2. A law on berths

Policy: Law on Berths

Issuing body: MOT

Date: 12 April 2022

### 3. A plan of old

Policy: River Development Plan

Issuing body: Harbour Office

Date: 3 June 2019

## Worth noting

### Corporate news

- 28 April: Anchor Works buys a dock in Dalian
"""
BODIES = {"mot", "ministry of transport", "harbour office"}


def asked(question: str) -> Asked | None:
    return asked_of_ledger(question, lambda name: name.lower() in BODIES)


def of(op, *kinds, by=None, type="", issuers=(), period=None, words=""):
    return Asked(op, by, kinds, type, issuers, period, words)


OF_2020 = Period("2020-01-01", "2020-12-31")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "How many policies did MOT issue in 2020?",
            of(Op.COUNT, Kind.POLICY, issuers=("MOT",), period=OF_2020),
        ),
        (
            "Which plans has the Ministry of Transport published?",
            of(Op.CHOOSE, Kind.POLICY, type="plan", issuers=("Ministry of Transport",)),
        ),
        (
            "What targets are due by 2020?",
            of(Op.CHOOSE, Kind.TARGET, period=OF_2020),
        ),
        ("What is due by 2020?", of(Op.CHOOSE, Kind.TARGET, period=OF_2020)),
        (
            "List the corporate news on docks in 2020.",
            of(Op.CHOOSE, Kind.CORPORATE_EVENT, period=OF_2020, words="docks"),
        ),
        (
            "What was the latest law of MOT?",
            of(Op.LATEST, Kind.POLICY, type="law", issuers=("MOT",)),
        ),
        (
            "Which policies did the Harbour Office and MOT issue in 2020?",
            of(Op.CHOOSE, Kind.POLICY, issuers=("Harbour Office", "MOT"), period=OF_2020),
        ),
        (
            "Who issued the latest law?",
            of(Op.LATEST, Kind.POLICY, by=By.ISSUER, type="law"),
        ),
        ("What is the oldest plan?", of(Op.EARLIEST, Kind.POLICY, type="plan")),
        (
            "How many policies did the harbour office issue per year?",
            of(Op.COUNT, Kind.POLICY, by=By.YEAR, issuers=("harbour office",)),
        ),
        (
            "Which ministry issued the most policies in 2020?",
            of(Op.MOST, Kind.POLICY, by=By.ISSUER, period=OF_2020),
        ),
        (
            "In which year were the most laws issued?",
            of(Op.MOST, Kind.POLICY, by=By.YEAR, type="law"),
        ),
        (
            "What did MOT publish in 2020?",
            of(Op.CHOOSE, Kind.POLICY, Kind.POLICY_EVENT, issuers=("MOT",), period=OF_2020),
        ),
        (
            "What happened in 2020?",
            of(
                Op.CHOOSE,
                *(Kind.POLICY, Kind.POLICY_EVENT, Kind.CORPORATE_EVENT),
                period=OF_2020,
            ),
        ),
        # Of one thing, of no time and nobody, or not of the ledger.
        ("Which plan was issued in 2020?", None),
        ("Which policies are there?", None),
        ("How many policies hold more than 50 targets in 2020?", None),
        ("Why did MOT issue policies in 2020?", None),
        ("How many ports were opened in 2020?", None),
        ("Which policies did not change in 2020?", None),
        ("", None),
    ],
)
def test_what_is_asked_of_the_ledger(question, expected):
    assert asked(question) == expected


@given(
    st.lists(st.sampled_from(["MOT", "Harbour Office", "and", "xMOTx", "2019", "  "])).map(" ".join)
    | st.text()
)
def test_only_bodies_that_a_question_names_are_asked_for(text):
    question = f"How many policies did {text} issue in 2020?"
    found = asked(question)
    issuers = found.issuers if found else ()
    assert {issuer.lower() for issuer in issuers} <= BODIES
    assert all(issuer in " ".join(question.split()) for issuer in issuers)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(
        tmp_path_factory.mktemp("harbour"), {"2022-04.md": APRIL, "2022-05.md": MAY}
    )


@pytest.mark.parametrize(
    ("question", "short", "cited"),
    [
        ("How many policies were issued in 2022?", "3", 3),
        ("How many policies did MOT issue in 2022?", "2", 2),
        (
            "Which policies did the Ministry of Transport issue in 2022?",
            "Green Ports Action Plan (2022-2025); Law on Berths (2 in all)",
            2,
        ),
        ("What was the latest policy?", "Law on Berths, 12 April 2022", 1),
        ("Who issued the latest policy?", "MOT", 1),
        (
            "Which policies did MOT or the Harbour Office issue in 2022?",
            "Green Ports Action Plan (2022-2025); Notice on Pilots of Large Ships; Law on Berths"
            " (3 in all)",
            3,
        ),
        ("What is the oldest plan?", "River Development Plan, 3 June 2019", 1),
        ("How many policies were issued per year?", "2019: 1; 2022: 3", 4),
        ("Which body issued the most policies in 2022?", "MOT: 2", 2),
        ("Which bodies issued policies in 2022?", "MOT; Harbour Office (2 in all)", 3),
        (
            "What is due by 2025?",
            "train 9,000 pilots by 2025 (Green Ports Action Plan (2022-2025));"
            " open 14 clean ports by 2025 (Green Ports Action Plan (2022-2025)) (2 in all)",
            2,
        ),
        ("What did the Harbour Office issue in 2022?", "Notice on Pilots of Large Ships", 1),
        (
            "What happened in April 2022?",
            "Law on Berths; 28 April: Anchor Works buys a dock in Dalian (2 in all)",
            2,
        ),
        ("How many policies on berths were issued in 2022?", "at least 1", 1),
    ],
)
def test_answers_from_all_documents(assistant, question, short, cited):
    answer = assistant.ask(question)
    assert (answer.short, len(answer.citations), len(answer.facts)) == (short, cited, cited)
    assert "of all documents" in answer.query


def test_what_was_not_out_yet_is_not_counted(assistant):
    answer = assistant.ask("How many policies were issued in 2022?", as_of="2022-04-30")
    assert (answer.short, {c.file for c in answer.citations}) == ("2", {"2022-04.md"})


def test_a_document_that_is_named_is_asked_alone(assistant):
    answer = assistant.ask("How many policies were issued in 2022, in the April 2022 briefing?")
    assert (answer.short, "of all documents" in answer.query) == ("2", False)
