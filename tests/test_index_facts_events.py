"""Events of prose, of tables and of companies' profiles, as rows of the ledger."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.load import load
from index.facts.extract import extract_facts
from index.facts.fact import Kind

REPORT = """# Norland's docks

Tide Desk · September 2031

## Rules

The Ministry of Harbours and Ships (MHS) adopted the Dock Plan in May 2030. It entered into force on
1 June 2030. Two drafts on ferries came out in August 2030. Bolt was added to the trade list on 3
July 2030. Standards are read widely. Manuscript closed in August 2031.

## Companies

### Alba Crane Works

Founded in 2012 in Alba. It listed in Norland in June 2020.

## A year of steps

| Date | What |
| --- | --- |
| 4 March 2031 | Acme buys the yard of Bolt in Alba |
| 9 May 2031 | MHS fines two ferries for noise at night |

## Tide and rank

| Place | Since |
| --- | --- |
| Alba | 4 March 2020 |
| Belm | 9 May 2021 |
"""


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    folder: Path = tmp_path_factory.mktemp("events")
    (folder / "docks.md").write_text(REPORT, encoding="utf-8")
    (document,) = load(folder).documents
    return [
        (fact.kind, fact.when, fact.subject, fact.issuers, fact.qualifiers["action"])
        for fact in extract_facts(document)
        if fact.kind in (Kind.POLICY_EVENT, Kind.CORPORATE_EVENT)
    ]


def test_what_bodies_and_companies_did_on_a_date_is_an_event(events):
    policy, corporate = Kind.POLICY_EVENT, Kind.CORPORATE_EVENT
    assert events == [
        (policy, "2030-06-01", None, ("MHS",), "entered into force on 1 June 2030"),
        (policy, "2030-08", None, (), "came out in August 2030"),
        (policy, "2030-07-03", None, ("Bolt",), "added to the trade list on 3 July 2030"),
        (corporate, "2012", "Alba Crane Works", (), "Founded in 2012 in Alba"),
        (corporate, "2020-06", "Alba Crane Works", (), "listed in Norland in June 2020"),
        (corporate, "2031-03-04", "Acme", (), "buys the yard of Bolt in Alba"),
        (policy, "2031-05-09", None, ("MHS",), "fines two ferries for noise at night"),
    ]


def test_the_issuing_of_a_policy_is_no_second_event(events):
    assert not [event for event in events if event[1] == "2030-05"]
