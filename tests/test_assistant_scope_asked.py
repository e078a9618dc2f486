"""Which documents a question asks to be answered from."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from assistant.scope.asked import Reference, Scope, references, scope
from corpus.documents import Metadata
from index.cards import Card, card
from index.ledger import DocumentRecord


def record(name: str, title: str, issued: str | None, **more: object) -> DocumentRecord:
    meta = Metadata(title, issued=issued, **more)  # type: ignore[arg-type]
    return DocumentRecord(name, f"folder/{name}.md", meta, "")


def issue(month: str, period: tuple[str, str], title: str = "Industry Briefing") -> DocumentRecord:
    return record(month, title, f"{month}-02", publisher="NIM | Northern Institute of Metals",
                  series="Industry Briefing: China", period=period)  # fmt: skip


RECORDS = (
    issue("2020-01", ("2019-01-01", "2019-12-31"), "Industry Briefing – Review of the year 2019"),
    issue("2021-02", ("2021-01-01", "2021-01-31")),
    issue("2021-03", ("2021-02-01", "2021-02-28")),
    record("tides", "TIDES AND DOCKS", "2020-05", series="The Dock Ledger"),
    record("chips", "Chips made at home", "2021-06", series="Factsheet: China"),
    record("clusters", "City clusters", "2021-08", series="Factsheet: China"),
    record("eco", "The ecosystem", "2021", publisher="Union of Northern Academies",
           series="UNA Research Monograph"),
)  # fmt: skip
CARDS = tuple(map(card, RECORDS))


@pytest.mark.parametrize(
    ("question", "documents"),
    [
        ("What fell in the March 2021 issue?", "2021-03"),
        ("mar 2021 issue: what fell?", "2021-03"),
        ("What fell? (issue of March 2021)", "2021-03"),
        ("What fell according to the issue covering February 2021?", "2021-03"),
        ("What fell, per the special issue of March 2021?", "2021-03"),
        ("What fell in the May 2021 issue?", ""),
        ("What fell in March 2021?", ""),
        ("In the 2021 briefing, what fell?", "2021-02 2021-03"),
        ("Review of 2019: what fell?", "2020-01"),
        ("What fell in the latest issue?", "2021-03"),
        ("And in the previous issue?", "2021-02"),
        ("What happened last month?", "2021-03"),
        ("What does the chips factsheet say?", "chips"),
        ("the factsheets on clusters and what they say", "clusters"),
        ("Who is named, going by the factsheet?", "chips clusters"),
        ("Who is named in a factsheet?", ""),
        ("Does the report name anyone?", ""),
        ("What did the police report say?", ""),
        ("How many firms did MIIT report?", ""),
        ("From the monograph: who leads?", "eco"),
        ("What does the UNA monograph's list hold?", "eco"),
        ("Who leads, according to the Union of Northern Academies?", "eco"),
        ("Who leads the Union of Northern Academies?", ""),
        ("Who sends Chips made at home?", "chips"),
        ("Which chips made at home are there?", ""),
        ("Who wrote Tides and Docks?", "tides"),
        ("Who wrote on tides and docks?", ""),
        ("Who publishes the Dock Ledger?", "tides"),
        ("Who keeps the dock ledger?", ""),
        ("Which firms stand in every UNA Research Monograph?", ""),
        ("What did NIM write of chips?", "2020-01 2021-02 2021-03"),
        ("February 2021 issue or March 2021 issue: which is longer?", "2021-02 2021-03"),
        ("How many industry briefings fell?", "2020-01 2021-02 2021-03"),
        ("What was the latest issue about?", "2021-03"),
        ("What is the latest report?", "clusters"),
        ("", ""),
    ],
)
def test_the_documents_that_are_asked_for(question, documents):
    assert scope(question, CARDS).documents == set(documents.split())


def test_what_an_author_says_is_asked_of_what_they_wrote():
    mine = card(record("mine", "Ferries", "2031", authors=("Anna Holm", "Li Wei")))
    cards = (*CARDS, mine)
    named = frozenset({"mine"})
    assert scope("Who leads, according to Holm?", cards) == Scope(named, "Who leads?")
    assert scope("Who leads according to Anna Holm?", cards) == Scope(named, "Who leads?")
    assert scope("What does Holm say?", cards) == Scope(named, "What does Holm say?")
    assert scope("Who leads Holm?", cards) == Scope(frozenset(), "Who leads Holm?")


@pytest.mark.parametrize(
    ("question", "documents", "rest"),
    [
        ("What does the May 2021 Port Weekly list?", "ports-05", "What does the  list?"),
        ("What does the Port Weekly China of June 2021 list?", "ports-06", "What does the  list?"),
        ("What does the Port Weekly list?", "", "What does the Port Weekly list?"),
        ("What fell in May 2021 at Port Weekly?", "", "What fell in May 2021 at Port Weekly?"),
    ],
)
def test_an_issue_is_named_by_its_series_and_a_date(question, documents, rest):
    ports = [
        card(record(f"ports-{month}", f"Port Weekly China, No. {month}", f"2021-{month}",
                    series="Port Weekly China"))
        for month in ("05", "06")
    ]  # fmt: skip
    assert scope(question, (*CARDS, *ports)) == Scope(frozenset(documents.split()), rest)


def test_all_documents_are_none_in_particular():
    question = "What fell in the March 2021 issue?"
    assert scope(question, [card(RECORDS[2])]) == Scope(frozenset(), "What fell in the ?")
    assert scope(question, []) == Scope(frozenset(), question)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("March 2021 issue: did sales in 2021 fall?", ": did sales in 2021 fall?"),
        ("The chips factsheet or the latest issue: what fell?", "The  or the : what fell?"),
        ("What does the police report say?", "What does the police report say?"),
        ("How many industry briefings fell?", "How many  fell?"),
        ("What was the latest issue about?", "What was the  about?"),
        ("the briefings of 2021 issued so far", "the  issued so far"),
    ],
)  # fmt: skip
def test_what_a_question_asks_beside_the_documents(question, rest):
    assert scope(question, CARDS).question == rest


def test_a_reference_is_read_word_by_word():
    assert references("In our May 2020 issue or the chips factsheet, not a study: who?") == (
        Reference((7, 21), "issue", months=("2020-05",), definite=True),
        Reference((29, 44), "factsheet", frozenset({"chip"}), definite=True),
    )


def test_a_card_is_what_a_document_is_called_by():
    assert card(RECORDS[6]) == Card(
        "eco",
        "The ecosystem",
        frozenset("ecosystem union northern academi una research monograph eco".split()),
        frozenset("ecosystem una research monograph eco".split()),
        "2021",
        frozenset(),
        None,
        ("Union of Northern Academies", "UNA Research Monograph"),
    )
    assert card(RECORDS[0]).titled == {"2019"}


def test_ten_thousand_documents_take_no_time():
    every = [(one, n) for n in range(2000) for one in CARDS]
    many = [replace(one, id=f"{one.id}-{n}", title=f"{one.title} {n}") for one, n in every]
    question = "When did the ferries of May 2020 start?"
    begun = time.process_time()
    assert scope(question, many) == Scope(frozenset(), question)
    assert time.process_time() - begun < 1
