"""Two lists set against each other, amounts converted, sentences that disagree: on a library."""

from __future__ import annotations

import pytest
from briefing_files import assistant_over

from assistant.answer import Status
from assistant.ask import Assistant
from assistant.computed.sets import Asked, asked_of_sets

HARBOURS = """# Harbour Letter, May 2022

## Cleaner ports

Policy: Green Ports Action Plan (2022-2025)

Issuing body: Ministry of Transport (MOT)

Date: 9 March 2022

The plan names these technologies:

- artificial intelligence
- electric cranes
- shore power
- 5G

## Safer ports

Policy: Port Safety Notice

Issuing body: Harbour Office

Date: 2 April 2022

The notice names these technologies:

- AI
- 5G networks
- rescue boats

## Who may ask

Sea funds take:

- cranes
- boats

Land funds take:

- cranes
- trains

## Money

The Ordos Port Fund, set up in 2021, has 1.2 billion yuan (€166 million).

Table 1: Funds

| Fund | Volume | In euros |
| --- | --- | --- |
| Ningbo Fund | RMB 50 billion | €6.9 billion |
| Dalian Fund | RMB 3 billion | €0.4 billion |

## Ferries

Northline runs 777 ferries at the end of 2021, Southline 402, and Eastline 107.
"""
LATER = """# Ferry Letter, June 2022

At the end of 2021 Northline had 700 ferries, Eastline 107.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(
        tmp_path_factory.mktemp("sets"), {"2022-05.md": HARBOURS, "2022-06.md": LATER}
    )


@pytest.mark.parametrize(
    ("question", "shared", "names"),
    [
        ("Which ships are in both the fleet plan and the safety notice?", True, 2),
        ("Which ships of the fleet plan are missing from the safety notice?", False, 2),
        ("Which ships may use inland ports but not sea ports?", False, 2),
        ("Which ships are listed?", None, 0),
        ("Why are ships missing from the plan?", None, 0),
    ],
)
def test_a_question_sets_two_lists_against_each_other(question, shared, names):
    asked = asked_of_sets(question)
    assert (asked and asked.shared, len(asked.names) if asked else 0) == (shared, names)


def test_one_word_for_a_list_takes_the_noun_of_the_other():
    assert asked_of_sets("Which ships are open to both national and local funds?") == Asked(
        True, ("national funds", "local funds"), frozenset({"ship", "open"})
    )


@pytest.mark.parametrize(
    ("question", "short", "query"),
    [
        (
            "Which technologies are named in both the action plan and the safety notice?",
            "artificial intelligence; 5G (2 in all)",
            "what of “The plan names these technologies” is also in "
            "“The notice names these technologies”",
        ),
        (
            "Which technologies of the safety notice are missing from the action plan?",
            "rescue boats",
            "what of “The notice names these technologies” is not in "
            "“The plan names these technologies”",
        ),
        (
            "Which firms may turn to land funds but not to sea funds?",
            "trains",
            "what of “Land funds take” is not in “Sea funds take”",
        ),
        (
            "How many euros is the Ordos Port Fund worth?",
            "€166 million (1.2 billion yuan)",
            "1.2 billion yuan as the text converts it",
        ),
        (
            "What is the volume of the Dalian Fund in EUR?",
            "€0.4 billion (RMB 3 billion)",
            "RMB 3 billion as the text converts it",
        ),
        (
            "How much do the funds of Ningbo and Dalian have together?",
            "CNY 53 billion (Ningbo Fund: RMB 50 billion + Dalian Fund: RMB 3 billion)",
            "the sum of 2 of 2 rows of “Table 1: Funds”",
        ),
        (
            "How many more ferries did Northline run than Southline at the end of 2021?",
            "375 (Northline: 777; Southline: 402)",
            "the gap between 777 (Northline) and 402 (Southline)",
        ),
    ],
)
def test_what_is_worked_out(assistant, question, short, query):
    answer = assistant.ask(question)
    assert (answer.short, answer.query) == (short, query)
    assert all(citation.quote for citation in answer.citations)


def test_sentences_that_give_two_results_give_none(assistant):
    answer = assistant.ask(
        "How many more ferries did Northline run than Eastline at the end of 2021?"
    )
    assert answer.query == ""


def test_a_sum_that_no_sentence_tells_is_refused(assistant):
    answer = assistant.ask("How many ferries do Northline and Westline have together?")
    assert answer.status is Status.ABSTAINED
