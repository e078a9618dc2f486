"""Questions about the documents themselves, answered from what they say of themselves."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.ask import Assistant
from assistant.computed import documents
from assistant.computed.documents import Ask, Asked, asked_of_documents
from assistant.computed.limits import Period
from assistant.scope.asked import scope
from corpus.documents import Block, BlockKind, Document, Evidence, Metadata
from index.build import build
from index.cards import card
from index.encoder import DEFAULT_MODEL
from index.ledger import DocumentRecord

TEXT = "Harbour News\n4 May 2022, Harbour Office"


def record(name: str, title: str, issued: str | None, **more: object) -> DocumentRecord:
    evidence = (
        Evidence("title", "title line", 0, 12),
        Evidence("issued", "masthead", 13, 23),
        Evidence("publisher", "masthead", 25, 39),
    )
    return DocumentRecord(name, name, Metadata(title, issued=issued, evidence=evidence, **more), "")  # type: ignore[arg-type]


def issue(month: str, day: str) -> DocumentRecord:
    return record(month, f"Harbour News {month}", day, publisher="Harbour Office | HO",
                  series="Harbour News", period=(f"{month}-01", f"{month}-28"))  # fmt: skip


RECORDS = (
    issue("2021-11", "2021-12-02"),
    issue("2022-04", "2022-05-04"),
    record("tugs", "Tugs of the north", "2022-07", series="Factsheet: ports",
           publisher="Union of Pilots", authors=("A. Abel", "B. Bode")),
    record("locks", "Locks", "2020", issued_inferred=True),
)  # fmt: skip
CARDS = tuple(map(card, RECORDS))
OF_2022 = Period("2022-01-01", "2022-12-31")


def document(name: str) -> Document:
    meta = next(one.meta for one in RECORDS if one.id == name)
    return Document(name, meta, name, "", TEXT, (Block(BlockKind.PARAGRAPH, 0, 12),), ())


def asked(question: str) -> Asked | None:
    return asked_of_documents(question, scope(question, CARDS).question)


def answered(question: str) -> documents.Computed | None:
    found = asked(question)
    named = scope(question, CARDS).documents
    return found and documents.answer(found, RECORDS, named, document)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many documents are there?", Asked(Ask.COUNT, frozenset(), None)),
        ("how many reports were published in 2022", Asked(Ask.COUNT, frozenset(), OF_2022)),
        ("Which documents are from 2022?", Asked(Ask.LIST, frozenset(), OF_2022)),
        ("List all factsheets.", Asked(Ask.LIST, frozenset({"factsheet"}), None)),
        ("Which reports do you have by the Union of Pilots?",
         Asked(Ask.LIST, frozenset({"union", "pilot"}), None)),
        ("How many issues do you have?", Asked(Ask.COUNT, frozenset(), None, periodical=True)),
        ("What is the most recent document?", Asked(Ask.NEWEST, frozenset(), None)),
        ("Which report is the oldest?", Asked(Ask.OLDEST, frozenset(), None)),
        ("When did the tugs factsheet come out?", Asked(Ask.ISSUED, frozenset(), None)),
        ("Who published the tugs factsheet?", Asked(Ask.PUBLISHER, frozenset(), None)),
        ("Who wrote the tugs factsheet?", Asked(Ask.AUTHORS, frozenset(), None)),
        ("Which institute issues Tugs of the north?", Asked(Ask.PUBLISHER, frozenset(), None)),
        ("Who sends Harbour News?", Asked(Ask.PUBLISHER, frozenset(), None)),
    ],
)  # fmt: skip
def test_what_is_asked_about_documents(question, expected):
    assert asked(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What is in the tugs factsheet?",
        "What was the latest issue about?",
        "Which issues are there?",  # of the matter, perhaps
        "How many policies were issued in 2022?",
        "When was the Green Ports Action Plan issued?",
        "What does the tugs factsheet say?",
        "Who wrote it?",
        "How many tugs are there?",
        "",
    ],
)
def test_questions_of_content_are_left_to_others(question):
    assert answered(question) is None


@pytest.mark.parametrize(
    ("question", "short", "rows"),
    [
        ("How many documents are there?", "4", ["Harbour News"] * 4),
        ("How many reports were published in 2022?", "2", ["Harbour News"] * 2),
        ("How many issues do you have?", "2", ["Harbour News"] * 2),
        ("What is the latest issue?", "Harbour News 2022-04, 4 May 2022", ["Harbour News"]),
        ("What is the newest document?", "Tugs of the north (Factsheet: ports), July 2022",
         ["Harbour News"]),
        ("Which document is the oldest?", "Locks, not before 2020", ["Harbour News"]),
        ("List all documents by the Harbour Office.",
         "Harbour News 2021-11, 2 December 2021; Harbour News 2022-04, 4 May 2022",
         ["Harbour News"] * 2),
        ("When did the tugs factsheet come out?", "July 2022", ["4 May 2022"]),
        ("Who published the tugs factsheet?", "Union of Pilots", ["Harbour Office"]),
        ("Who wrote the tugs factsheet?", "A. Abel, B. Bode", ["Harbour News"]),
        ("Who wrote the latest issue?", "Harbour Office – HO (the publisher; no author is named)",
         ["Harbour Office"]),
    ],
)  # fmt: skip
def test_answers_stand_at_the_place_that_tells_them(question, short, rows):
    found = answered(question)
    assert (found.short, [row.text for row in found.rows]) == (short, rows)


@pytest.mark.parametrize(
    "question",
    [
        "How many reports did MOST publish?",  # no publisher of these
        "Which documents are from 1999?",
        "When were the reports published?",  # which?
        "Who published Harbour News No. 9?",  # no such issue
    ],
)
def test_nothing_is_told_of_documents_that_are_not_there(question):
    assert answered(question) is None


@pytest.mark.parametrize(
    ("question", "itself"),
    [
        ("Who published the locks document of 2020?", True),
        ("When was Tugs of the north issued?", True),
        ("When was the plan in the tugs factsheet issued?", False),
        ("What does the tugs factsheet say?", False),
        ("Who published it?", False),
    ],
)
def test_what_no_sentence_of_a_document_tells(question, itself):
    where = scope(question, CARDS)
    assert documents.is_told_of_itself(question, where.question, where.documents) is itself


def test_a_long_list_is_told_in_part_and_counted_in_full():
    many = [issue("2022-04", f"2022-05-{1 + at % 28:02}") for at in range(60)]
    found = documents.answer(Asked(Ask.LIST, frozenset(), None), many, frozenset(), document)
    assert (len(found.rows), found.query) == (40, "listed, of 60 documents of the index")
    assert found.short.endswith(" (the last 40 of 60)")


def test_the_assistant_tells_of_its_documents(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for month, day in (("March", "5 April 2022"), ("April", "4 May 2022")):
        title = f"# Harbour Briefing – {month} 2022"
        text = "The port of Dalian opens a berth for large ships."
        (corpus / f"{month}.md").write_text(
            f"{title}\n\n{day} (reporting period: 1 to 28 {month} 2022)\n\n## News\n\n{text}\n"
        )
    build(corpus, tmp_path / "index", DEFAULT_MODEL)
    assistant = Assistant.open(tmp_path / "index")
    found = assistant.ask("How many issues do you have?")
    assert (found.short, found.query) == ("2", "counted, of 2 documents of the index")
    assert [c.quote for c in found.citations] == [
        "Harbour Briefing – March 2022",
        "Harbour Briefing – April 2022",
    ]
    found = assistant.ask("When was the latest issue published?")
    assert (found.short, [c.quote for c in found.citations]) == ("4 May 2022", ["4 May 2022"])
    assert assistant.ask("How many issues do you have?", as_of="2022-04-30").short == "1"
    earlier = [Turn("What does the port of Dalian open?", "A berth for large ships.")]
    found = assistant.ask("Which issues do you have from May 2022?", earlier)
    assert found.short == "Harbour Briefing – April 2022, 4 May 2022"
