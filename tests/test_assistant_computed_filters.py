"""Rows chosen by what they have or by their goals, and what two places of a document give."""

from __future__ import annotations

import pytest
from briefing_files import assistant_over

from assistant.answers.polarity import asks_of_goals, having
from assistant.ask import Assistant

REVIEW = """# Coastal Review – March 2024

*Centre for Coastal Trade, 12 March 2024*

## Yards

Table 1: Coastal shipyards, 2023

| Yard | Deliveries 2023 (GWh) | Orders end of 2023 (GWh) | Yards abroad | Listed |
| --- | --- | --- | --- | --- |
| Haida | 81.2 | 240 | Gdansk, Split | Oslo, 2011 |
| Jinglan | 64 | 115 | none | no |
| Beifang | 51.5 | 182 | Varna (planned) | Riga, 2018 |
| Dongyue | 23.3 | – | Rijeka | no |
| Longmen | 11.8 | 39 | none | not yet |

Table 2: Goals for 2025 and where they stand

| Indicator | Result 2023 | Goal 2025 | Status |
| --- | --- | --- | --- |
| Ferries on methanol | 14 | 60 | will be missed |
| Electric cranes | 31 | 28 | met |
| Marine engines at home | 41% | 80% | will be missed |

Table 3: Recruitment schemes

| Scheme | Body | Target 2023 | Recruited |
| --- | --- | --- | --- |
| Blue Anchor | MOHRSS | 400 | 212 |
| Harbour Return | MIIT | 150 | 171 |
| Deep Keel | MOST | 90 | 64 |

Table 4: Ferry lines of the coast

| Line | Seat | Employees |
| --- | --- | --- |
| Aurora Sea Lines | Riga | 540 |
| Beacon II | Pärnu | 410 |
| Coral Sea Lines | Liepāja | 95 |

Aurora built the Heron-4 in 2022. The maker of the Heron-4 is Aurora.

## Rules

The Cyberspace Administration of China (CAC) issued the *Measures for Marking Docks*. They want 40
demonstration docks by 2027. The draft of October had asked for 65 demonstration docks.

Exports of ferries rose from EUR 24.1 billion in 2022 to EUR 31.2 billion in 2023. Imports of
ferries came to EUR 1.4 billion in 2023.

## Laws and bylaws of 2023

1. Port Safety Law. Order No. 12. In effect: 1 May 2023.
2. Ballast Water Bylaw. Order No. 778. In effect: 1 July 2023.
3. Ship Recycling Bylaw. Order No. 785. In effect: 1 October 2023.

## Imprint

The Coastal Review is a fortnightly survey of policies. Privacy policy | Cookie settings
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("coast"), {"review.md": REVIEW})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which yards are not listed?", "Jinglan; Dongyue; Longmen (3 in all)"),
        ("Of the five yards, which ones are unlisted?", "Jinglan; Dongyue; Longmen (3 in all)"),
        ("Of the five sample yards, which ones are unlisted?",
         "Jinglan; Dongyue; Longmen (3 in all)"),
        ("Which schemes are run by MOST?", "Deep Keel"),
        ("Which yards are listed?", "Haida; Beifang (2 in all)"),
        ("How many yards are listed?", "2"),
        ("How many yards are not listed?", "3"),
        ("Which shipyards have yards abroad?", "Haida; Dongyue (2 in all)"),
        ("Which yards have a yard abroad that is not just planned?", "Haida; Dongyue (2 in all)"),
        ("What indicators will miss their 2025 goals?",
         "Ferries on methanol; Marine engines at home (2 in all)"),
        ("Which indicators were met?", "Electric cranes"),
        ("Which schemes missed their targets?", "Blue Anchor; Deep Keel (2 in all)"),
        ("Which recruitment scheme exceeded its target?", "Harbour Return"),
        ("How many schemes missed their targets?", "2"),
        ("Which scheme did not reach its target?", "Blue Anchor; Deep Keel (2 in all)"),
        ("What share of the yards is listed?", "40% (2 of 5)"),
        ("Which three yards have the most deliveries?",
         "Haida, 81.2 GWh; Jinglan, 64 GWh; Beifang, 51.5 GWh"),
        ("Which of the five yards has the most deliveries?", "Haida, 81.2 GWh"),
        ("Which yard had the fewest orders at the end of 2023?", "Longmen, 39 GWh"),
        ("By how much does Jinglan trail Haida in deliveries?",
         "17.2 GWh (Haida: 81.2 GWh; Jinglan: 64 GWh)"),
        ("By how much did the number of demonstration docks shrink between draft and final?",
         "25 (from 65 in the draft to 40)"),
        ("demonstration docks in the marking measures: draft vs final", "draft: 65; final: 40"),
        ("How many employees work at Aurora?", "540"),
        ("How many employees work at the maker of the Heron-4?", "540"),
        ("By how much did exports of ferries exceed imports in 2023?",
         "exports of ferries: EUR 31.2 billion; imports: EUR 1.4 billion;"
         " difference EUR 29.8 billion"),
        ("How many laws and bylaws of 2023 are listed?", "3"),
        ("Which policies did the CAC issue?", "Measures for Marking Docks"),
        ("The yard with the most deliveries: how many orders did it have at the end of 2023?",
         "240 GWh"),
    ],
)  # fmt: skip
def test_what_is_chosen_or_worked_out(assistant, question, short):
    assert assistant.ask(question).short == short


def test_a_number_in_a_name_makes_it_another(assistant):
    assert assistant.ask("How many employees work at Beacon?").short != "410"


def test_of_what_is_listed_with_other_things_the_list_is_no_count(assistant):
    assert assistant.ask("How many laws are listed?").short == ""


@pytest.mark.parametrize(
    ("question", "read"),
    [("Which policies does the review present?", False), ("How often does it appear?", True)],
)
def test_what_a_publication_says_of_itself_answers_only_what_is_asked_of_it(
    assistant, question, read
):
    ranked = assistant.read(question).ranked
    assert any("survey" in one.candidate.text for one in ranked) is read
    assert not any("Cookie" in one.candidate.text for one in ranked)


FLEETS = (
    {"Fleet": "Aqua", "Docks in Peru": "Callao", "Insured": "yes", "Tugs": "3"},
    {"Fleet": "Bright", "Docks in Peru": "none", "Insured": "no", "Tugs": "no"},
    {"Fleet": "Coral", "Docks in Peru": "Ilo (planned), Paita", "Insured": "–", "Tugs": "5"},
    {"Fleet": "Drift", "Docks in Peru": "Ilo (planned)", "Insured": "yes", "Tugs": "no"},
)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which fleets have docks in Peru?", ("Docks in Peru", (0, 2))),
        ("Which fleets have no docks in Peru?", ("Docks in Peru", (1,))),
        ("Which fleets are uninsured?", ("Insured", (1,))),
        ("Which fleets weren't insured?", ("Insured", (1,))),
        ("Which fleets are not uninsured?", ("Insured", (0, 3))),
        ("Which fleets have tugs?", ("Tugs", (0, 2))),
        ("Which fleets are insured and have tugs?", None),
        ("Which fleets are large?", None),
    ],
)
def test_rows_that_have_something(question, found):
    assert having(question, "Fleet", FLEETS) == found


@pytest.mark.parametrize(
    ("question", "way"),
    [
        ("Which ports passed their 2025 goals?", 1),
        ("Which ports attained their targets?", 1),
        ("Which ports are ahead of their targets?", 1),
        ("Which ports fell short of the plan?", -1),
        ("Which ports have not met the target?", -1),
        ("Which targets are set for ports?", 0),
        ("Which ports want to reach their target by 2025?", 0),
    ],
)
def test_a_question_of_what_became_of_goals(question, way):
    assert asks_of_goals(question) == way
