"""What the rules find in a briefing: whole rows, and each value inside its own quote."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from briefing_files import write_briefings

from corpus.documents import Document
from corpus.load import load
from evals.fact_labels import stands
from index.facts.extract import extract_facts
from index.facts.fact import QUALIFIERS, Certainty, Fact, Kind
from index.facts.listing import heads_of
from index.manifest import code_digests

BRIEFING = """3 MARCH 2031 · REPORTING PERIOD: 1 – 28 FEBRUARY 2031

# Harbour Briefing: Norland – March 2031

## 1. Ships

**Policy:** Tide Plan (2031-2035), draft for comments (潮汐计划)

**Issuing body:** Ministry of Harbours and Ships (MHS), Bureau of Tides

**Date:** 9 February

**At a glance:** The Senate Council announced the plan in May 2030; the capital adds to it. It sets
aside €2.5 million ($3 million) a year. The goals for 2035 are these:

- clean water
- 6–8 Norland yards among the world's 50 largest

## 2. Numbers

The Ministry of Harbours and Ships (MHS) guides yards. In June 2029 it issued the Yard Guidelines
for Safe Docks (2029). Exports fell 12.5 percent in 2030. Rank 18 on an index was to become rank 15
by 2030. About 40 docks are planned by 2033. The Tide Institute (潮汐研究所) agrees.

Table 1: Docks

| Town | Opened | Docks | Budget | In dollars |
| --- | --- | --- | --- | --- |
| Alba | 2028 | more than 120 | €4 million | $5 million |

## News

### Policy news

- *7 February:* The Senate Council and MHS finalise dock rules; critics reportedly object.

### Corporate news

- *8 February:* Acme is in talks with Bolt about 30 cranes.
"""


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "harbour.md").write_text(BRIEFING, encoding="utf-8")
    (document,) = load(folder).documents
    return document


@pytest.fixture(scope="module")
def facts(briefing: Document) -> tuple[Fact, ...]:
    return extract_facts(briefing)


def rows(facts: tuple[Fact, ...], *kinds: Kind) -> list[tuple[object, ...]]:
    return [
        (f.subject, f.measure, f.value, f.unit, f.when, f.issuers, f.certainty, dict(f.qualifiers))
        for f in facts
        if f.kind in kinds
    ]


STATED = Certainty.STATED


def test_policies(facts) -> None:
    tide = {
        "title_zh": "潮汐计划",
        "doc_type": "plan",
        "status": "draft",
        "covers": "2031/2035",
    }
    assert rows(facts, Kind.POLICY) == [
        (
            *("Tide Plan (2031-2035)", None, None, None, "2031-02-09"),
            *(("MHS", "Bureau of Tides"), Certainty.DRAFT, tide),
        ),
        (
            *("Yard Guidelines for Safe Docks", None, None, None, "2029"),
            *(("MHS",), STATED, {"doc_type": "guideline"}),
        ),
    ]


LABELLED = """# Harbour Letter

**Instrument:** Opinions on Safe Docks

**Promulgated by:** Alba Municipal Government; Bolt Municipal Government

**Released:** 19 April 2031 (Alba), 24 April 2031 (Bolt)

The towns pay for cranes.

## Tides

**Document:** Notice on Tides (draft for comment)

**From:** Ministry of Ports (MOP), State Tide Administration (STA), MIIT

**Published on:** 9 May 2031

## Deals

**Company:** Acme

**Partner:** Alba Municipal Government

**Announced:** 3 May 2031
"""


def test_policies_by_other_labels(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(LABELLED, encoding="utf-8")
    (letter,) = load(tmp_path).documents
    found = rows(extract_facts(letter), Kind.POLICY)
    assert [(subject, when, issuers) for subject, *_, when, issuers, _, _ in found] == [
        (
            "Opinions on Safe Docks",
            "2031-04-19",
            ("Alba Municipal Government", "Bolt Municipal Government"),
        ),
        ("Notice on Tides", "2031-05-09", ("MOP", "STA", "MIIT")),
    ]


LAW = """# Interim Measures for Safe Docks

Issued by: Ministry of Harbours and Ships and the Ministry of Tides

Document number: Order No. 19

Adopted: 14 November 2030

Promulgated: 2 December 2030

## Chapter I

Article 1 For the purposes of these Measures, dock refers to any berth.

Article 2 These terms are used:

- "Pilot" means whoever steers a ship;
- "Tide data" (潮汐数据) means data of tides.

Article 3 A dock is inspected every 90 days.

Article 4 These Measures shall enter into force on 1 March 2031.
"""


def test_a_law_is_a_policy_with_its_terms(tmp_path: Path) -> None:
    (tmp_path / "law.md").write_text(LAW, encoding="utf-8")
    (law,) = load(tmp_path).documents
    facts = extract_facts(law)
    (policy,) = (fact for fact in facts if fact.kind is Kind.POLICY)
    told = (policy.subject, policy.when, policy.issuers, dict(policy.qualifiers))
    assert told == (
        "Interim Measures for Safe Docks",
        "2030-12-02",
        ("Ministry of Harbours and Ships", "Ministry of Tides"),
        {
            "doc_type": "measures",
            "status": "final",
            "number": "Order No. 19",
            "adopted": "2030-11-14",
            "effective": "2031-03-01",
        },
    )
    assert "Promulgated: 2 December 2030" in law.text[policy.span.start : policy.span.end]
    assert [
        (fact.subject, fact.value, fact.qualifiers)
        for fact in facts
        if fact.kind is Kind.DEFINITION
    ] == [
        ("dock", "any berth", {}),
        ("Pilot", "whoever steers a ship", {}),
        ("Tide data", "data of tides", {"term_zh": "潮汐数据"}),
    ]


NEWS = """# Policy Letter

Harbour Desk · 4 May 2031

## Quick notes

*Regulators*

- MIIT opens the tide band for ferries (23 April)
- The dock office lends two cranes to Alba, 24 April

*Companies*

- Acme's planned dock in Alba is delayed (28 April)
- Bolt buys two cranes from Acme (26 December).
- Tide Guidelines for Safe Docks (27 April)

## In brief

| Day | News |
| --- | --- |
| 7 April | The Ministry of Ports (MOP) starts a campaign for docks. |
| 8 April | Acme and Bolt set up a venture in Alba. |
| 9 April | NDRC opens a bureau for tides. |

## Reading list

- Ada Roe, A history of the docks (4 May 2020)
- Bo Ek, The making of the quay (8 May 2021)

## References

- Acme publishes its report on docks (4 May 2020)
- Bolt publishes its report on docks (8 May 2021)
"""


def test_news_with_its_date_at_the_end_or_in_a_column(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(NEWS, encoding="utf-8")
    (letter,) = load(tmp_path).documents
    found = [f for f in extract_facts(letter) if "event" in f.kind.value]
    policy, corporate = Kind.POLICY_EVENT, Kind.CORPORATE_EVENT
    assert [(f.kind, f.when, f.subject, f.issuers, f.qualifiers["action"]) for f in found] == [
        (policy, "2031-04-23", None, ("MIIT",), "opens the tide band for ferries"),
        (policy, "2031-04-24", None, (), "The dock office lends two cranes to Alba"),
        (corporate, "2031-04-28", "Acme", (), "Acme's planned dock in Alba is delayed"),
        (corporate, "2030-12-26", "Bolt", (), "buys two cranes from Acme"),
        (policy, "2031-04-07", None, ("MOP",), "starts a campaign for docks"),
        (corporate, "2031-04-08", "Acme", ("Bolt",), "set up a venture in Alba"),
        (policy, "2031-04-09", None, ("NDRC",), "opens a bureau for tides"),
    ]
    books = [f.value for f in extract_facts(letter) if f.subject == "Reading list"]
    assert books == [
        "Ada Roe, A history of the docks (4 May 2020)",
        "Bo Ek, The making of the quay (8 May 2021)",
    ]


def test_events(facts) -> None:
    assert rows(facts, Kind.POLICY_EVENT) == [
        (
            *(None, None, None, None, "2030-05", ("Senate Council",), STATED),
            {"action": "announced the plan in May 2030"},
        ),
        (
            *(None, None, None, None, "2031-02-07", ("Senate Council", "MHS")),
            *(Certainty.REPORTED, {"action": "finalise dock rules; critics reportedly object"}),
        ),
    ]
    assert rows(facts, Kind.CORPORATE_EVENT) == [
        (
            *("Acme", None, None, None, "2031-02-08", ()),
            *(Certainty.IN_TALKS, {"action": "is in talks with Bolt about 30 cranes"}),
        )
    ]


def test_targets(facts) -> None:
    goal = {"operator": "range", "high": 8, "deadline": "2035", "policy": "Tide Plan (2031-2035)"}
    assert rows(facts, Kind.TARGET) == [
        (
            *(None, "Norland yards among the world's 50 largest", 6, None, "2035"),
            *(("MHS", "Bureau of Tides"), Certainty.DRAFT, goal),
        ),
        (
            *("Rank 18 on an index", "rank", 15, "rank", "2030", (), STATED),
            {"deadline": "2030", "baseline": 18},
        ),
        (
            *("About 40 docks", "docks", 40, None, "2033", (), Certainty.PLANNED),
            {"operator": "about", "deadline": "2033"},
        ),
    ]


def test_amounts(facts) -> None:
    found = [(f.subject, f.value, f.unit, f.when) for f in facts if f.kind is Kind.AMOUNT]
    assert found == [
        (None, 2500000, "EUR", None),
        ("Exports", 12.5, "%", "2030"),
        ("Alba", 4000000, "EUR", "2028"),
        ("Alba", 120, None, "2028"),
        ("Acme", 30, None, "2031-02-08"),
    ]
    money = next(f for f in facts if f.value == 4000000)
    assert money.qualifiers == {"converted": 5000000, "converted_unit": "USD"}


def test_amounts_beside_another(tmp_path: Path) -> None:
    (tmp_path / "tides.md").write_text(
        "# Tides\n\nDock sales reached CNY 4 billion in 2022, compared with CNY 3 billion a year"
        " earlier. Dock exports grew by 8.4% in 2023, after 6.1% in the second half of 2022. The"
        " largest shares are those of Alba (12 percent) and Bolt (9 percent).\n\n"
        "## Notes\n\n1  Base docks: Tide Review 2022, p. 7.\n",
        encoding="utf-8",
    )
    (document,) = load(tmp_path).documents
    found = [row[:5] + row[7:] for row in rows(extract_facts(document), Kind.AMOUNT)]
    assert found == [
        ("Dock sales", None, 4 * 10**9, "CNY", "2022", {}),
        ("Dock sales", None, 3 * 10**9, "CNY", "2021", {}),
        ("Dock exports", None, 8.4, "%", "2023", {"direction": "up"}),
        ("Dock exports", None, 6.1, "%", "2022", {}),
        ("Alba", None, 12, "%", None, {}),
        ("Bolt", None, 9, "%", None, {}),
    ]


def test_lists_rows_and_terms(facts) -> None:
    lists = [(f.value, f.qualifiers["position"]) for f in facts if f.kind is Kind.LIST]
    assert lists == [("clean water", 1), ("6–8 Norland yards among the world's 50 largest", 2)]
    (row,) = (f for f in facts if f.kind is Kind.TABLE_ROW)
    assert (row.subject, row.qualifiers["cells"]) == (
        "Table 1: Docks",
        {
            "Town": "Alba",
            "Opened": "2028",
            "Docks": "more than 120",
            "Budget": "€4 million",
            "In dollars": "$5 million",
        },
    )
    terms = [(f.subject, f.value, f.qualifiers) for f in facts if f.kind is Kind.DEFINITION]
    assert terms == [
        ("MHS", "Ministry of Harbours and Ships", {}),
        ("Tide Institute", "潮汐研究所", {"term_zh": "潮汐研究所"}),
    ]
    bodies = [(f.subject, f.qualifiers) for f in facts if f.kind is Kind.ORGANISATION]
    assert bodies == [
        ("Ministry of Harbours and Ships", {"acronym": "MHS"}),
        ("Tide Institute", {"name_zh": "潮汐研究所"}),
    ]


def test_the_issue(facts) -> None:
    (issue,) = (f for f in facts if f.kind is Kind.ISSUE)
    assert (issue.when, issue.qualifiers["period"]) == ("2031-03-03", "2031-02-01/2031-02-28")


def wrong(document: Document) -> list[str]:
    """List the rows of a document that do not hold what they say."""
    found = extract_facts(document)
    quotes = {f.id: document.text[f.span.start : f.span.end] for f in found}
    return [
        f"{f.id}: {f.value} {f.high} {set(f.qualifiers) - QUALIFIERS[f.kind]} {quotes[f.id]!r}"
        for f in found
        if not (stands(f.value, quotes[f.id]) and stands(f.high, quotes[f.id]))
        or not set(f.qualifiers) <= QUALIFIERS[f.kind]
        or len(quotes) != len(found)
    ]


def test_every_value_of_the_sample_corpus_stands_in_its_own_quote(root: Path) -> None:
    documents = load(root / "corpus" / "briefings").documents
    assert [line for document in documents for line in wrong(document)] == []
    assert sum(len(extract_facts(document)) for document in documents) > 1000


def test_every_value_of_real_documents_stands_in_its_own_quote(seeds: Path) -> None:
    assert [line for document in load(seeds).documents for line in wrong(document)] == []


@pytest.mark.parametrize(
    "text",
    [
        "State Council of the Ministry 2021 (MIIT), CNY 20 billion a year, by 2025, " * 20_000,
        "| Town | Docks |\n| --- | --- |\n" + "| Alba | €4 million in 2020 |\n" * 4_000,
        "- 2 February: MIIT and NDRC issue 20 plans by 2025 (see 3)\n" * 4_000,
    ],
    ids=["one line", "table", "list"],
)
def test_long_documents_are_read_in_linear_time(tmp_path: Path, text: str) -> None:
    (tmp_path / "long.md").write_text("# Long\n\n" + text, encoding="utf-8")
    (document,) = load(tmp_path).documents
    started = time.process_time()
    extract_facts(document)
    assert time.process_time() - started < 20


def test_bare_numbers_are_in_the_unit_of_their_head(tmp_path: Path) -> None:
    table = (
        "| Town | Budget (CNY bn) | Loans (million USD) | Ships (thousand) | Fees |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| Alba | 45.1 | 2-3 | 7 | 20 |\n| Belm | €4 million | about 5 | 8 million | 30% |\n"
    )
    (tmp_path / "towns.md").write_text(f"# Towns\n\nTable 1: Towns\n\n{table}", encoding="utf-8")
    (document,) = load(tmp_path).documents
    found = [f for f in extract_facts(document) if f.kind is Kind.AMOUNT]
    assert {(f.subject, f.measure, f.value, f.high, f.unit) for f in found} == {
        ("Alba", "Budget (CNY bn)", 45_100_000_000, None, "CNY"),
        ("Alba", "Loans (million USD)", 2_000_000, 3_000_000, "USD"),
        ("Alba", "Ships (thousand)", 7_000, None, None),
        ("Alba", "Fees", 20, None, None),
        ("Belm", "Budget (CNY bn)", 4_000_000, None, "EUR"),
        ("Belm", "Loans (million USD)", 5_000_000, None, "USD"),
        ("Belm", "Ships (thousand)", 8_000_000, None, None),
        ("Belm", "Fees", 30, None, "%"),
    }


def test_a_document_without_structure_has_no_facts_and_no_error(tmp_path: Path) -> None:
    (note,) = (d for d in load(write_briefings(tmp_path)).documents if d.source == "note.txt")
    assert extract_facts(note) == ()


@pytest.mark.parametrize(
    ("heads", "count", "over"),
    [
        (["Name", "Place"], 2, ["Name", "Place"]),
        (["Name", "Place", "Year"], 2, ["Name", "Place"]),
        (["Scope", "Bodies"], 4, ["Scope", "Bodies", "", ""]),
        (
            ["Rank Institution Home Place", "Staff"],
            4,
            ["Rank Institution Home Place", "", "", "Staff"],
        ),
        (["Index Name Website"], 3, ["Index Name Website", "", ""]),
        ([], 2, ["", ""]),
    ],
)
def test_heads_that_ran_together_stand_at_the_left(heads, count, over):
    assert heads_of(heads, count) == over


def test_a_change_of_any_rule_makes_the_index_anew(root: Path) -> None:
    digests = code_digests()
    due, seen = {"index/facts/extract.py"}, set[str]()
    while due:
        seen.add(name := due.pop())
        named = re.findall(r"^from ((?:corpus|index)\.[\w.]+)", (root / name).read_text(), re.M)
        due |= {f"{module.replace('.', '/')}.py" for module in named} - seen
    assert sorted(seen - digests.keys()) == []
