"""What the page is told of an index: its documents, and the files that failed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.web.shelf import shelf
from corpus.documents import Failure, Metadata
from index.ledger import DocumentRecord


def told(meta: Metadata, **library):
    """Tell of an index of one document with four passages."""
    record = DocumentRecord("plan", "plans/plan.md", meta, "0" * 64)
    known = {"version": "generations/000001", "records": [record], "failures": (), **library}
    return shelf(SimpleNamespace(passages_of=lambda _: range(4), **known))


def test_a_document_is_told_as_the_list_shows_it():
    meta = Metadata(
        title="Port\n Weekly\u202e",
        publisher="Port Office",
        series="Weekly",
        issued="2021-03-02",
        period=("2021-02-01", "2021-02-28"),
        title_original="港口周报",
    )
    assert told(meta)["documents"] == [
        {
            "id": "plan",
            "file": "plans/plan.md",
            "title": "Port Weekly",
            "original": "港口周报",
            "publisher": "Port Office",
            "series": "Weekly",
            "issued": "2021-03-02",
            "when": "2 March 2021",
            "period": "February 2021",
            "language": "en",
            "passages": 4,
        }
    ]


def test_what_a_document_does_not_say_is_empty():
    (one,) = told(Metadata(title="A note"))["documents"]
    empty = {name for name, value in one.items() if value == ""}
    assert empty == {"original", "publisher", "series", "issued", "when", "period"}


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-01-01", "2021-12-31", "2021"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2021-02-01", "2021-02-27", "1 February 2021 – 27 February 2021"),
        ("2021-02-01", "2021-03-31", "1 February 2021 – 31 March 2021"),
        ("2020-12-01", "2021-12-31", "1 December 2020 – 31 December 2021"),
        ("2021-05-04", "2021-05-04", "4 May 2021"),
    ],
)
def test_a_period_is_written_in_few_words(first, last, words):
    (one,) = told(Metadata(title="x", period=(first, last)))["documents"]
    assert one["period"] == words


def test_a_date_that_is_inferred_says_so():
    (one,) = told(Metadata(title="x", issued="2021", issued_inferred=True))["documents"]
    assert (one["issued"], one["when"]) == ("2021", "2021 (inferred)")


def test_what_failed_is_told_with_why_and_what_would_do():
    failures = (Failure("a\u202eb.pdf", "the file is damaged", "get a new copy"),)
    assert told(Metadata(title="x"), failures=failures)["failures"] == [
        {"file": "ab.pdf", "why": "the file is damaged; get a new copy"}
    ]
