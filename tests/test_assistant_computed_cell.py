"""Cells of tables: one row and one column that a question names, totals, years and units."""

from __future__ import annotations

import pytest
from briefing_files import assistant_over

from assistant.answer import Status
from assistant.answers.tables import total_rows
from assistant.ask import Assistant
from assistant.computed.asked import asks_for_contents
from assistant.computed.cell import asks_for_a_cell
from assistant.computed.operation import operation

BRIEFING = """# Terminals of the coast

Harbour Institute · 5 May 2023

## The companies

Table 1: Terminal companies by turnover

| Company | Turnover 2021 (CNY bn) | Turnover 2022 (CNY bn) | Change | Established | Headquarters |
| --- | --- | --- | --- | --- | --- |
| MOST | 1.5 | 1.2 | –20% | 1998 | Xiamen |
| Heron Lines | 0.8 | 1.6 | +100% | 2004 | Dalian |
| Tern | 0.4 | 0.5 | +25% | n/a | Ningbo |
| Plover | 0.1 | 0.1 | n.a. | n.a. | n.a. |
| Total | 2.8 | 3.4 | +21% | | |

## Cranes

Table 2: Crane sales of makers

| Maker | 2021 | 2022 | Exports (units) |
| --- | --- | --- | --- |
| Ardea | 740 | 1,860 | 64 |
| Rail | 91 | 122 | 9 |
| All makers | 831 | 1,982 | 73 |

## Money

Table 3: Harbour funds

| Fund | Amount (USD million) | Provider |
| --- | --- | --- |
| Sea Fund | 12.5 | MOF |
| Sky Fund | 30 | NDRC |
| Land Fund (陆地) | 7 | MOF |

## Ships

Table 4: Lines and ships in 2022

| Line | Ships | Target tugs (2025) |
| --- | --- | --- |
| Bay Line | 40 | 12 |
| Cape Line | 25 | 8 |

## Energy

The port wants shore power at all berths and counts what it has every June.

Table 5: Charging masts of the quays, end of June 2022 and target

| Quay | June 2022 | 2025 |
| --- | --- | --- |
| East | 12 | 70 |
| West | 22 | 50 |

Table 6: The port in figures

| Indicator | Port 2021 | Port 2022 | Rival 2022 |
| --- | --- | --- | --- |
| Dredging budget, USD billion | 6.1 | 11.9 | 13.1 |
| Freight, tonnes | n.a. | 190 | 25 |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("terminals"), {"terminals.md": BRIEFING})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What was the turnover of Tern in 2022?", "CNY 0.5 bn"),
        ("Where is Heron Lines based?", "Dalian"),
        ("In which year was Heron Lines founded?", "2004"),
        ("When was MOST set up?", "1998"),
        ("How many cranes did Rail sell in 2021?", "91"),
        ("How many cranes did Rail export?", "9 units"),
        ("How large is the Land Fund?", "USD 7 million"),
        ("Who provides the Sky Fund?", "NDRC"),
        ("How many ships did the Bay Line have in 2022?", "40"),
        ("What is the target for tugs of the Cape Line?", "8"),
        ("What was the total turnover in 2021?", "CNY 2.8 bn"),
        ("How many charging masts should West have in 2025?", "50"),
        ("How big was the port's dredging budget in 2022?", "USD 11.9 billion"),
        ("What was the dredging budget of the rival in 2022?", "USD 13.1 billion"),
        ("How many masts for charging were counted at West in June 2022?", "22"),
        ("How many cranes did all makers sell in 2022?", "1,982"),
        (
            "What is the difference in turnover between MOST and Tern in 2022?",
            "CNY 700 million (MOST: CNY 1.2 bn; Tern: CNY 0.5 bn)",
        ),
        (
            "What is the difference in change between MOST and Tern?",
            "45 percentage points (MOST: –20%; Tern: +25%)",
        ),
        ("Compare the headquarters of Tern and MOST.", "MOST: Xiamen; Tern: Ningbo"),
        (
            "Compare the turnover of Tern and MOST in 2021.",
            "CNY 1.1 billion (MOST: CNY 1.5 bn; Tern: CNY 0.4 bn)",
        ),
        ("Which company had the highest turnover in 2022?", "Heron Lines, CNY 1.6 bn"),
        ("Which maker sold the most cranes in 2022?", "Ardea, 1,860"),
        ("Which makers sold more than 100 cranes in 2022?", "Ardea; Rail (2 in all)"),
        ("How many makers are there?", "2"),
        ("Which company's turnover fell?", "MOST"),
        ("Which funds are over USD 10 million?", "Sea Fund; Sky Fund (2 in all)"),
        ("Which funds are over 20?", "Sky Fund"),
        ("Which funds are over USD 50 million?", "none"),
        ("How many funds are over USD 50 million?", "0"),
        (
            "Which companies are in the table of terminal companies?",
            "MOST; Heron Lines; Tern; Plover (4 in all)",
        ),
    ],
)
def test_what_a_table_says_in_a_row_and_a_column(assistant, question, short):
    answer = assistant.ask(question)
    assert (answer.status, answer.short, bool(answer.facts)) == (Status.ANSWERED, short, True)


@pytest.mark.parametrize(
    "question",
    [
        "What was the turnover of Tern in 2020?",
        "When was Tern founded?",
        "Where is Plover based?",
        "What is the target for tugs of the Cape Line in 2022?",
        "Where does Heron Lines sell cranes?",
        "Who founded Heron Lines?",
        "What did Heron Lines establish?",
        "How many people did Ardea employ in 2022?",
        "What is the turnover of MOST?",
        "What will be the turnover of Tern in 2022?",
        "How many charging masts will Heron have at West in 2025?",
        "How many broken charging masts did West have in June 2022?",
        "How much freight did the port have in 2021?",
    ],
)
def test_a_cell_is_given_only_where_it_accounts_for_the_whole_question(assistant, question):
    assert assistant.ask(question).facts == ()


@pytest.mark.parametrize(
    ("question", "of_a_cell"),
    [
        ("How much did Rail sell?", True),
        ("What is the task of MOST?", True),
        ("Which company sold most?", False),
        ("Did Rail sell cranes?", False),
        ("Which is larger, A or B?", False),
        ("What does Rail export?", False),
        ("Which makers are in the table of makers?", False),
    ],
)
def test_a_question_may_ask_for_a_cell(question, of_a_cell):
    assert asks_for_a_cell(question) is of_a_cell


@pytest.mark.parametrize(
    ("names", "totals"),
    [
        (("Ardea", "Rail", "Total"), {2}),
        (("Grand total", "Ardea", "Rail"), {0}),
        (("Ardea", "Rail", "合计"), {2}),
        (("Ardea", "Rail", "All makers"), {2}),
        (("Total energy", "Total waste", "Ships"), set()),
        (("Ardea", "All makers", "Rail"), set()),
        (("Ardea", "Rail", "Total Energies"), set()),
        (("Ardea", "Rail", "All-China Federation"), set()),
        (("Ardea", "Total"), set()),
    ],
)
def test_a_row_that_adds_up_the_others_is_none_of_them(names, totals):
    assert total_rows([(name, (name, "5")) for name in names]) == totals


def test_a_total_has_a_number():
    assert (
        total_rows([(name, (name, "word")) for name in ("Ardea", "Rail", "Total")]) == frozenset()
    )


@pytest.mark.parametrize(
    ("question", "of_contents"),
    [
        ("How many measures are in the harbour plan?", True),
        ("How many opinions does the notice on charging contain?", True),
        ("How many targets does the Action Plan for Docks set?", True),
        ("How many plans did the ministry issue?", False),
        ("How many plans does the Ministry of Docks have?", False),
        ("How many measures are in the April briefing?", False),
    ],
)
def test_what_one_policy_contains_is_no_count_of_policies(question, of_contents):
    assert asks_for_contents(question) is of_contents


@pytest.mark.parametrize(
    ("question", "change"),
    [
        ("Which maker's sales fell?", -1),
        ("Which makers' exports grew?", 1),
        ("Which makers grew crops?", 0),
        ("How many makers fell?", 0),
    ],
)
def test_a_question_asks_for_what_rose_or_fell(question, change):
    found = operation(question)
    assert found is not None
    assert found.change == change


def test_of_the_two_is_no_limit():
    found = operation("How many majors are under the two plans?")
    assert found is not None
    assert found.bounds == ()
