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


LETTER = """# Tide letter

Tide Desk · 6 June 2031 · Covering 1 to 31 May 2031

## In brief

- 8 May. Docks get rules. MHS set up a council for tides, and from 1 July it will ban night work.
- 12 May. The provincial government passed a plan for ferries.
- 14 May. Over 900 ferries sail in Norland.
- ALBA, 19 May. Cove sells a dock. It went to iTide, which had opened a yard in 2019.

## Firms

The Ministry of Harbours and Ships (MHS) keeps a list of firms.

Bolt Docks opened a yard on 3 May 2031. Two days later Acme Docks followed. MHS met in April of last
year.

## Rules at a glance

| Rule | Issuer | Issued | In force |
| --- | --- | --- | --- |
| Rules on night work | MHS | 8 May 2031 | 1 July 2031 |
| Standard for cranes | MHS | 9 May 2031 | open |

## What comes

| Date | What |
| --- | --- |
| 15 July 2031 | Comment period closes for ferries |
| 1 August 2031 | Launch of the first tide dock |
"""


def test_events_of_a_letter_in_another_layout(tmp_path):
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    (letter,) = load(tmp_path).documents
    facts = [fact for fact in extract_facts(letter) if "event" in fact.kind.value]
    policy, corporate = Kind.POLICY_EVENT, Kind.CORPORATE_EVENT
    assert [(fact.kind, fact.when, fact.subject, fact.issuers) for fact in facts] == [
        (policy, "2031-05-08", None, ("MHS",)),
        (policy, "2031-07-01", None, ("MHS",)),
        (policy, "2031-05-12", None, ("provincial government",)),
        (corporate, "2031-05-19", "Cove", ()),
        (corporate, "2019", "iTide", ()),
        (corporate, "2031-05-03", "Bolt Docks", ()),
        (corporate, "2031-05-05", "Acme Docks", ()),
        (policy, "2030-04", None, ("MHS",)),
        (policy, "2031-07-15", None, ()),
        (policy, "2031-08-01", None, ()),
    ]
    issued = [fact for fact in extract_facts(letter) if fact.kind is Kind.POLICY]
    assert [(fact.subject, fact.when, fact.issuers) for fact in issued] == [
        ("Rules on night work", "2031-05-08", ("MHS",)),
        ("Standard for cranes", "2031-05-09", ("MHS",)),
    ]


DIARY = """# Tide diary: March 2031

Tide Desk · 3 April 2031

## Diary

### Tuesday 3 March

The Ministry of Harbours and Ships (MHS) opened trials of electric ferries, which it will pay for
until the end of 2032. Comments may be sent in until 18 April 2031.

### Monday 9 March

Chatty buoys are the latest thing to get rules of their own. MHS published the Measures on Buoys.

### Friday 13 March

Profits of yards grew by 4 percent.

## Provinces

Hubei, 18 March. A provincial plan wants 40 docks.

Hunan, 19 March. Acme Cranes opened a yard.

## Numbered

3.14 Since 1 January 2030 a yard that wants a dock has needed the consent of a panel.

3.15 An audit of November 2029 showed that docks leak.

## Dates ahead

| When | What |
| --- | --- |
| 16 April 2031 | MHS tells how the trade in docks grew |
| 8 to 10 May 2031 | Crane Fair in the halls of Alba |
| 20 May 2031 | Comments close on MHS's rules for buoys |

## Documents

| Document | Issuer | Issued |
| --- | --- | --- |
| Plan for Cranes | MHS | 20 March 2031 |
| Rules for Quays | MHS | 21 March 2031 |

On 20 March 2031 MHS issued the Plan for Cranes, which all had waited for.

Issue 3, published on 3 April 2031 by the Tide Desk.
"""


def test_events_of_a_diary(tmp_path):
    (tmp_path / "diary.md").write_text(DIARY, encoding="utf-8")
    (diary,) = load(tmp_path).documents
    facts = [fact for fact in extract_facts(diary) if "event" in fact.kind.value]
    policy, corporate = Kind.POLICY_EVENT, Kind.CORPORATE_EVENT
    assert [(fact.kind, fact.when, fact.subject, fact.issuers) for fact in facts] == [
        (policy, "2031-03-03", None, ("MHS",)),
        (policy, "2031-04-18", None, ()),
        (policy, "2031-03-18", None, ("Hubei",)),
        (corporate, "2031-03-19", "Acme Cranes", ()),
        (policy, "2030-01-01", None, ()),
        (policy, "2029-11", None, ()),
        (policy, "2031-04-16", None, ("MHS",)),
        (corporate, "2031-05-08", "Crane Fair", ()),
        (policy, "2031-05-20", None, ("MHS",)),
    ]
    assert [fact.qualifiers.get("until") for fact in facts][-2:] == ["2031-05-10", None]
    issued = [fact for fact in extract_facts(diary) if fact.kind is Kind.POLICY]
    assert [(fact.subject, fact.when, fact.issuers) for fact in issued] == [
        ("Measures on Buoys", "2031-03-09", ("MHS",)),
        ("Plan for Cranes", "2031-03-20", ("MHS",)),
        ("Rules for Quays", "2031-03-21", ("MHS",)),
    ]
