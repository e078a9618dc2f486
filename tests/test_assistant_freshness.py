"""How old an index is told, and which cited files have changed since."""

from __future__ import annotations

import time

import pytest
from briefing_files import write_briefings

from assistant.freshness import Freshness, freshness
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.library import Library

BUILT = "2026-03-12T09:14:00+00:00"


@pytest.fixture(autouse=True)
def in_beijing(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("changed", "failed", "words", "is_stale"),
    [
        ((), 0, "index of 12 March 2026, 17:14", False),
        ((), 2, "index of 12 March 2026, 17:14; 2 failed", False),
        (("a",), 0, "index of 12 March 2026, 17:14; 1 file changed since", True),
        (
            ("a", "b", "c"),
            1,
            "index of 12 March 2026, 17:14; 3 files changed since, 1 failed",
            True,
        ),
        (None, 0, "index of 12 March 2026, 17:14; its folder is no longer there", True),
    ],
)
def test_in_words(changed, failed, words, is_stale):
    fresh = Freshness(BUILT, changed, failed)
    assert (str(fresh), fresh.is_stale) == (words, is_stale)


def test_a_cited_file_is_touched_by_itself_or_by_the_archive_it_lies_in():
    fresh = Freshness(BUILT, ("a.zip", "b.md"), 0)
    assert fresh.touched(["a.zip/in.pdf", "b.md", "b.md.txt", "c.md"]) == {"a.zip/in.pdf", "b.md"}
    assert Freshness(BUILT, None, 0).touched(["b.md"]) == frozenset()


def test_an_opened_index_beside_its_files(tmp_path):
    corpus = write_briefings(tmp_path / "corpus")
    (corpus / "empty.md").touch()
    build(corpus, tmp_path / "index", DEFAULT_MODEL)
    library = Library.open(tmp_path / "index")
    built = library.manifest.built
    assert freshness(library) == Freshness(built, (), 1)
    (corpus / "note.txt").write_text("Midea bought the German robot maker KUKA in 2017.\n")
    assert freshness(library) == Freshness(built, ("note.txt",), 1)
