"""The rebuild: what is embedded, what is kept, what a failure leaves behind."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from briefing_files import write_briefings
from filelock import FileLock

import index.build
import index.fill
from corpus.documents import Failure, Span
from index.build import BuildError, build
from index.encoder import DEFAULT_MODEL
from index.generations import IndexMissing, Layout, current_generation
from index.library import Library
from index.manifest import FORMAT, read_manifest
from index.passages import Passage


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_briefings(tmp_path / "corpus")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_first_build_reads_back_whole(corpus, root):
    report = build(corpus, root, DEFAULT_MODEL)
    library = Library.open(root)
    assert (report.version, report.documents, report.unchanged) == ("generations/000001", 3, False)
    assert report.embedded == report.passages == len(library.passages())
    assert [r.source for r in library.records] == ["2020-10.md", "2021-02.md", "note.txt"]
    for passage in library.passages():
        document = library.document(passage.span.doc_id)
        assert library.text(passage.span) == document.text[passage.span.start : passage.span.end]


def test_a_second_build_embeds_and_writes_nothing(corpus, root):
    first = build(corpus, root, DEFAULT_MODEL)
    before = sorted(path for path in root.rglob("*"))
    second = build(corpus, root, DEFAULT_MODEL)
    assert (second.unchanged, second.embedded, second.version) == (True, 0, first.version)
    assert (second.documents, second.passages) == (first.documents, first.passages)
    assert sorted(path for path in root.rglob("*")) == before


def test_only_what_is_new_is_embedded(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "new.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2022.\n")
    (corpus / "note.txt").unlink()
    report = build(corpus, root, DEFAULT_MODEL)
    assert (report.version, report.embedded) == ("generations/000002", 1)
    assert report.reason == "1 added, 1 removed"
    assert [r.source for r in Library.open(root).records] == ["2020-10.md", "2021-02.md", "new.md"]


def test_an_edited_file_is_noticed(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "note.txt").write_text("Midea bought the German robot maker KUKA in 2017.\n")
    report = build(corpus, root, DEFAULT_MODEL)
    assert (report.reason, report.embedded) == ("1 changed", 1)
    library = Library.open(root)
    assert "2017" in library.text(Span("note.txt", 0, 60))


def test_the_same_text_in_two_files_is_embedded_once_and_found_twice(corpus, root):
    (corpus / "copy.md").write_bytes((corpus / "2020-10.md").read_bytes())
    report = build(corpus, root, DEFAULT_MODEL)
    assert report.embedded < report.passages
    library = Library.open(root)
    found = [library.passage(name).span for name, _ in library.search_keywords("PIPL", 5)]
    assert sorted(span.doc_id for span in found) == ["2020-10.md", "copy.md"]
    assert library.text(found[0]) == library.text(found[1])


def test_a_file_that_cannot_be_read_stops_nothing(corpus, root):
    (corpus / "empty.pdf").write_bytes(b"")
    (corpus / "noise.md").write_bytes(bytes(range(256)) * 10)
    report = build(corpus, root, DEFAULT_MODEL)
    assert [failure.source for failure in report.failures] == ["empty.pdf", "noise.md"]
    assert all(failure.reason and failure.remedy for failure in report.failures)
    assert report.documents == 3
    assert Library.open(root).failures == report.failures
    again = build(corpus, root, DEFAULT_MODEL)
    assert (again.unchanged, again.failures) == (True, report.failures)


def test_nothing_readable_leaves_the_old_index(corpus, root, tmp_path):
    build(corpus, root, DEFAULT_MODEL)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(BuildError, match="the folder holds no documents"):
        build(other, root, DEFAULT_MODEL)
    (other / "empty.txt").write_text("")
    with pytest.raises(BuildError, match=r"none of the 1 files could be read; the first: empty"):
        build(other, root, DEFAULT_MODEL)
    assert len(Library.open(root).records) == 3


def test_a_build_that_fails_halfway_leaves_the_old_index(corpus, root, monkeypatch):
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "new.txt").write_text("Something new stands here.")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(index.fill, "_check", stop)
    with pytest.raises(KeyboardInterrupt):
        build(corpus, root, DEFAULT_MODEL)
    assert current_generation(Layout(root)) == "generations/000001"
    assert [path.name for path in (root / "generations").iterdir()] == ["000001"]


def test_leftovers_of_a_killed_build_are_removed(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    (root / "generations" / "000009.partial").mkdir()
    (corpus / "new.txt").write_text("Something new stands here.")
    build(corpus, root, DEFAULT_MODEL)
    names = sorted(path.name for path in (root / "generations").iterdir())
    assert names == ["000002"]


def test_a_new_index_that_does_not_read_back_never_serves(corpus, root, monkeypatch):
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "new.txt").write_text("Something new stands here.")
    monkeypatch.setattr(
        "index.ledger.Ledger.passages_of", lambda *_: [(1, Passage("a", Span("a", 5, 3), (), None))]
    )
    with pytest.raises(BuildError, match="did not read back"):
        build(corpus, root, DEFAULT_MODEL)
    assert current_generation(Layout(root)) == "generations/000001"


def test_only_one_build_at_a_time(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "new.txt").write_text("Something new stands here.")
    with FileLock(root / "write.lock"), pytest.raises(TimeoutError, match="another build"):
        build(corpus, root, DEFAULT_MODEL)


def test_old_generations_are_removed_but_readers_go_on(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    reader = Library.open(root)
    for number in range(3):
        (corpus / "note.txt").write_text(f"The note of the year 202{number} stands here.")
        build(corpus, root, DEFAULT_MODEL)
    names = sorted(path.name for path in (root / "generations").iterdir())
    assert names == ["000001", "000004"]
    assert "KUKA" in reader.text(Span("note.txt", 0, 60))
    assert reader.search_keywords("KUKA", 5)[0][0] == "note.txt@0"


def test_another_model_or_folder_is_a_reason_to_build(corpus, root, tmp_path, monkeypatch):
    build(corpus, root, DEFAULT_MODEL)
    elsewhere = write_briefings(tmp_path / "elsewhere")
    report = build(elsewhere, root, DEFAULT_MODEL)
    assert (report.reason, report.embedded) == ("another folder is indexed", 0)
    monkeypatch.setattr(index.build, "PASSAGE_TOKENS", (30, 100))
    report = build(elsewhere, root, DEFAULT_MODEL)
    assert report.reason == "the tokens of a passage have changed from 60-200 to 30-100"


def test_progress_is_told_to_the_end(corpus, root):
    seen: dict[str, tuple[int, int]] = {}
    build(corpus, root, DEFAULT_MODEL, lambda step, *counts: seen.update({step: counts}))
    assert {step: done == total for step, (done, total) in seen.items()} == {
        "Reading": True,
        "Embedding": True,
    }


def test_a_missing_index_says_what_to_do(root):
    with pytest.raises(IndexMissing, match=r"no index in .*: build one with `briefings build"):
        Library.open(root)


@pytest.mark.parametrize("name", ["ledger.sqlite", "vectors.faiss", "manifest.json"])
def test_a_damaged_index_says_what_to_do(corpus, root, name):
    build(corpus, root, DEFAULT_MODEL)
    file = root / "generations" / "000001" / name
    file.write_bytes(file.read_bytes()[:40])
    with pytest.raises(IndexMissing, match="run `briefings build`"):
        Library.open(root)


def test_a_current_that_points_elsewhere_is_refused(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    (root / "CURRENT").write_text("generations/../../etc\n")
    with pytest.raises(IndexMissing, match="names a generation that is not there"):
        Library.open(root)


def test_another_format_is_refused_with_both_numbers(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    file = root / "generations" / "000001" / "manifest.json"
    file.write_text(file.read_text().replace(f'"format": {FORMAT}', '"format": 99'))
    with pytest.raises(IndexMissing, match=f"has index format 99, expected {FORMAT}"):
        Library.open(root)


def test_the_ledger_keeps_the_contract_of_its_documents(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    connection = sqlite3.connect(root / "generations" / "000001" / "ledger.sqlite")
    rows = connection.execute("SELECT id, file, title, issued, text FROM documents").fetchall()
    assert {(row[0], row[1]) for row in rows} == {
        (name, name) for name in ("2020-10.md", "2021-02.md", "note.txt")
    }
    manifest = read_manifest(root / "generations" / "000001")
    assert manifest.counts["documents"] == 3
    assert isinstance(Library.open(root).failures, tuple) and Failure
