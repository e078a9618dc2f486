"""A page that stays open takes up a new index; what was answered before can still be read."""

from __future__ import annotations

import gc
import logging
import weakref
from pathlib import Path

import pytest
from briefing_files import write_briefings
from starlette.testclient import TestClient

from assistant.ask import Assistant
from assistant.live import LiveAssistant
from assistant.web.app import CHANGED_SOURCE, create_app
from corpus.documents import Span
from index.build import build
from index.encoder import DEFAULT_MODEL

QUESTION = "When did Midea buy KUKA?"
SAID = "Midea bought the German robot maker KUKA in {}."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_briefings(tmp_path / "corpus")


@pytest.fixture
def root(corpus, tmp_path) -> Path:
    build(corpus, tmp_path / "index", DEFAULT_MODEL)
    return tmp_path / "index"


@pytest.fixture
def live(root) -> LiveAssistant:
    return LiveAssistant(Assistant.open(root))


def renew(corpus: Path, root: Path, text: str) -> None:
    (corpus / "note.txt").write_text(text + "\n")
    build(corpus, root, DEFAULT_MODEL)


def test_a_new_index_is_taken_up_with_the_same_model(live, corpus, root):
    before = live.now()
    assert live.ask(QUESTION).index_version == "generations/000001"
    renew(corpus, root, SAID.format(2031))
    answer = live.ask(QUESTION)
    assert (answer.index_version, "2031" in answer.sentences[0].text) == (
        "generations/000002",
        True,
    )
    assert live.now().encoder is before.encoder
    assert live.now() is live.now()


def test_an_index_that_cannot_be_opened_is_not_taken_up(live, corpus, root, caplog):
    renew(corpus, root, SAID.format(2031))
    (root / "generations" / "000002" / "vectors.faiss").write_bytes(b"")
    for _ in range(2):
        assert live.ask(QUESTION).index_version == "generations/000001"
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    (root / "CURRENT").unlink()
    assert live.ask(QUESTION).index_version == "generations/000001"
    renew(corpus, root, SAID.format(2032))
    assert live.ask(QUESTION).index_version == "generations/000003"


def test_a_citation_opens_in_the_index_that_answered(live, corpus, root):
    answer = live.ask(QUESTION)
    span = answer.citations[0].span
    renew(corpus, root, SAID.format(2031))
    place = live.find(answer.index_version, span)
    assert place.library.version == "generations/000001"
    assert place.library.text(span) == answer.citations[0].quote
    assert place.note == "This document has changed since the answer; this is how it read then."
    (corpus / "note.txt").unlink()
    build(corpus, root, DEFAULT_MODEL)
    assert "has been removed since the answer" in live.find(answer.index_version, span).note
    other = live.find(answer.index_version, Span("2020-10.md", 0, 5))
    assert (other.library.version, other.note) == ("generations/000001", "")


def test_after_many_builds_the_quote_is_found_again_or_said_to_be_gone(live, corpus, root):
    answer = live.ask(QUESTION)
    citation = answer.citations[0]
    for year in range(2031, 2036):
        renew(corpus, root, f"A new first line of {year}.\n\n{SAID.format(2016)}")
        live.now()
    place = live.find(answer.index_version, citation.span)
    assert place.library.version == "generations/000006"
    assert place.library.text(place.span) == citation.quote
    assert place.span.start > citation.span.start
    assert place.note == "This document has changed since the answer; the words still stand here."
    renew(corpus, root, "Other words.")
    assert live.find(answer.index_version, citation.span) is None
    (corpus / "note.txt").unlink()
    build(corpus, root, DEFAULT_MODEL)
    assert live.find(answer.index_version, citation.span) is None


def test_old_indexes_are_closed_and_their_generations_removed(live, corpus, root):
    first = weakref.ref(live.library)
    working = live.now()  # a request that began with the first generation
    for year in range(2031, 2037):
        renew(corpus, root, SAID.format(year))
        live.now()
    assert "2016" in working.ask(QUESTION).sentences[0].text
    names = sorted(path.name for path in (root / "generations").iterdir())
    assert names[0] == "000001" and len(names) == 1 + 1 + 3 + 1
    del working
    gc.collect()
    assert first() is None
    renew(corpus, root, SAID.format(2038))
    names = sorted(path.name for path in (root / "generations").iterdir())
    assert names == ["000004", "000005", "000006", "000007", "000008"]


def test_the_page_reads_a_source_from_the_index_of_its_answer(corpus, root):
    assistant = Assistant.open(root)
    span = assistant.ask(QUESTION).citations[0].span
    with TestClient(create_app(assistant), base_url="http://127.0.0.1") as client:
        renew(corpus, root, SAID.format(2031))
        query = {"start": span.start, "end": span.end, "index": "000001"}
        old = client.get(f"/source/{span.doc_id}", params=query)
        assert (old.status_code, "2016" in old.text, "2031" in old.text) == (200, True, False)
        assert '<p class="notice">This document has changed since the answer;' in old.text
        new = client.get(f"/source/{span.doc_id}", params={**query, "index": ""})
        assert (new.status_code, "2031" in new.text, "notice" in new.text) == (200, True, False)
        lost = client.get(f"/source/{span.doc_id}", params={**query, "index": "000000"})
        assert (lost.status_code, lost.text) == (404, CHANGED_SOURCE)
        assert client.get("/healthz").json()["index_version"] == "generations/000002"
