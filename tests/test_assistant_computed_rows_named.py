"""Cells of rows that another cell or a name in brackets tells; rows chosen by one column."""

from __future__ import annotations

import pytest
from briefing_files import assistant_over

from assistant.answer import Status
from assistant.ask import Assistant

BRIEFING = """# Ferries of the coast

Harbour Institute · 5 May 2023

## Permits

Table 1: Ferry permits by trade and country, 2019 and 2022

| Trade | Country | 2019 all | 2022 all |
| --- | --- | --- | --- |
| Sea ferries | United States | 140 | 210 |
| Sea ferries | Norway | 120 | 150 |
| River ferries | United States | 80 | 60 |
| River ferries | Norway | 30 | 40 |

## Docks

Table 2: Docks and their grants

| Dock | Grant 2022 (CNY million) | Run by | Seat | Listed |
| --- | --- | --- | --- | --- |
| Gullshire (Ternby) | 910 | POB | Xiamen | Dalian, 2021 |
| Heronshire (Ardby) | 340 | MOR | Dalian | No |
| Craneshire (Wrenby) | 720 | POB | Dalian | No |
| Swanshire (Loonby) | – | CSC | Xiamen | No |
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(tmp_path_factory.mktemp("ferries"), {"ferries.md": BRIEFING})


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("How many permits for sea ferries did the United States have in 2019?", "140"),
        ("How many river ferries permits did the US have in 2022?", "60"),
        ("How large was the grant of the Ardby dock in 2022?", "CNY 340 million"),
        ("grant of Wrenby in 2022", "CNY 720 million"),
        ("Which docks are run by the POB?", "Gullshire (Ternby); Craneshire (Wrenby) (2 in all)"),
        (
            "Which docks are based in Dalian?",
            "Heronshire (Ardby); Craneshire (Wrenby) (2 in all)",
        ),
        ("Which docks are listed in Dalian?", "Gullshire (Ternby)"),
        ("Which dock got the most in 2022?", "Gullshire (Ternby), CNY 910 million"),
    ],
)
def test_rows_are_told_by_any_of_their_cells(assistant, question, short):
    answer = assistant.ask(question)
    assert (answer.status, answer.short, bool(answer.facts)) == (Status.ANSWERED, short, True)
