"""Policies that notes cite and papers that sentences only date."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, paragraph

from corpus.dates import dates
from index.facts.dated_papers import dated_papers
from index.facts.extract import extract_facts
from index.facts.fact import Kind


def policies(*lines: str) -> list[tuple[object, ...]]:
    made = document(heading("Notes"), *(paragraph(line) for line in lines))
    return [
        (fact.subject, fact.issuers, fact.when, fact.qualifiers.get("covers"))
        for fact in extract_facts(made)
        if fact.kind is Kind.POLICY
    ]


def test_a_note_cites_a_policy_with_its_body_and_date():
    assert policies(
        "[1] MIIT and NDRC, Plan for Docks (2031-2035), Document No. 7, 9 July 2030.",
        "Ministry of Tides (2030). Measures on Ferries. Alba, 8 September.",
        "[3] MIIT, Notice No. 214 of 2030, 5 November 2030.",
    ) == [
        ("Plan for Docks", ("MIIT", "NDRC"), "2030-07-09", "2031/2035"),
        ("Measures on Ferries", ("Ministry of Tides",), "2030-09-08", None),
        ("Notice No. 214 of 2030", ("MIIT",), "2030-11-05", None),
    ]


def test_other_sources_are_no_policies():
    assert (
        policies("[1] Tide Desk, Plan for Docks, 9 July 2030.", "[2] MIIT, A chat, 9 July 2030.")
        == []
    )


def papers(text: str, it: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    times = [(found.date.iso() or "", found.start, found.end) for found in dates(text)]
    return [(paper.when, paper.who) for paper in dated_papers(text, times, it)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A notice of 2 May 2030 obliges docks to close.", ("2030-05-02", ())),
        ("A circular of the Tide Office dated 2 May 2030 binds.", ("2030-05-02", ("Tide Office",))),
        ("An MHS draft of May 2030 adds thirty standards.", ("2030-05", ("MHS",))),
        ("In a notice of 2 May 2030, MHS asks the docks.", ("2030-05-02", ("MHS",))),
        ("Its rules of May 2030 skip two stages.", ("2030-05", ("Alba",))),
    ],
)  # fmt: skip
def test_a_paper_has_its_date_and_whose_it_is(text, found):
    assert papers(text, ("Alba",)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The plan of 2030 to 2035 is long.",  # the years that it is for
        "In our issue the plan of May 2030 was told.",
        "Sales of May 2030 were low.",
    ],
)
def test_what_is_no_dated_paper(text):
    assert papers(text) == []


def test_a_note_cites_a_paper_and_tells_of_no_event():
    text = "Norland Commission, notice of 23 May 2030."
    facts = extract_facts(document(heading("Sources"), paragraph(text)))
    assert [fact.kind for fact in facts if "event" in fact.kind.value] == []
