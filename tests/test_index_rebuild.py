"""An index that was edited step by step is the index that is built at once."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from briefing_files import write_briefings
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

import index.build
import index.fill
from corpus.documents import Failure
from index.build import build
from index.changes import Changes
from index.encoder import DEFAULT_MODEL
from index.generations import Layout, current_generation
from index.library import Library
from index.manifest import read_manifest, write_manifest

QUESTIONS = ("PIPL fines", "medical devices 2025", "robot maker KUKA", "机器人", "laboratory Hefei")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_briefings(tmp_path / "corpus")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def read(monkeypatch) -> list[str]:
    """The files read so far."""
    names: list[str] = []
    real = index.fill.read_all

    def reading(files, workers):
        names.extend(file.source for file in files)
        return real(files, workers)

    monkeypatch.setattr(index.fill, "read_all", reading)
    return names


def folder_of(root: Path) -> Path:
    return root / current_generation(Layout(root))


def content(root: Path) -> dict[str, list[tuple]]:
    """Everything an index holds, with its numbers of passages and facts counted from 0."""
    tables = {}
    with closing(sqlite3.connect(folder_of(root) / "ledger.sqlite")) as connection:
        create = "CREATE VIRTUAL TABLE temp"
        connection.execute(f"{create}.words USING fts5vocab(main, keywords, row)")
        connection.execute(f"{create}.uses USING fts5vocab(main, keywords, instance)")
        connection.execute(f"{create}.told USING fts5vocab(main, fact_words, instance)")
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in [*names, ("words",), ("uses",), ("told",)]:
            if not name.startswith(("keywords", "fact_words")):
                tables[name] = connection.execute(f"SELECT * FROM {name}").fetchall()
    rank = {row[0]: at for at, row in enumerate(sorted(tables["passages"]))}
    tables["passages"] = [(rank[n], *rest) for n, *rest in sorted(tables["passages"])]
    tables["uses"] = sorted((term, rank[n], *rest) for term, n, *rest in tables["uses"])
    fact = {row[0]: row[1] for row in tables["facts"]}
    tables["facts"] = [row[1:] for row in tables["facts"]]
    tables["told"] = [(term, fact[n], *rest) for term, n, *rest in tables["told"]]
    tables["fact_issuers"] = [(name, fact[n]) for name, n in tables["fact_issuers"]]
    return {name: sorted(rows, key=repr) for name, rows in tables.items()}


def rankings(root: Path) -> list[object]:
    """What is found for some questions; scores to the places that batches of texts agree in."""
    library = Library.open(root)
    vector = library._vectors.get([0])[0]
    found = [library.search_keywords(question, 9) for question in QUESTIONS]
    found.append(library.search_vectors(vector, 9))
    scored = [[(name, round(score, 4)) for name, score in ranking] for ranking in found]
    return [scored, [passage.id for passage in library.passages()]]


def assert_same_as_built_at_once(corpus: Path, root: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    build(corpus, fresh, DEFAULT_MODEL)
    assert content(root) == content(fresh)
    assert rankings(root) == rankings(fresh)


def test_steps_give_the_index_that_is_built_at_once(corpus, root, tmp_path, read):
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "2020-12.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2022.\n")
    (corpus / "zero.md").write_text("")
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "2020-10.md").rename(corpus / "1999.md")
    (corpus / "copy.md").write_bytes((corpus / "2021-02.md").read_bytes())
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "2021-02.md").unlink()
    (corpus / "note.txt").write_text("Midea bought the German robot maker KUKA in 2017.\n")
    read.clear()
    last = build(corpus, root, DEFAULT_MODEL)
    assert (read, last.read, last.embedded) == (["note.txt"], 1, 1)
    assert [failure.source for failure in last.failures] == ["zero.md"]
    assert_same_as_built_at_once(corpus, root, tmp_path)


def test_each_kind_of_change_is_named(corpus, root, read):
    first = build(corpus, root, DEFAULT_MODEL)
    assert first.changes == Changes(added=("2020-10.md", "2021-02.md", "note.txt"))
    (corpus / "2020-10.md").rename(corpus / "october.md")
    (corpus / "copy.md").write_bytes((corpus / "2021-02.md").read_bytes())
    (corpus / "note.txt").write_text("Midea bought the German robot maker KUKA in 2017.\n")
    read.clear()
    report = build(corpus, root, DEFAULT_MODEL)
    assert report.changes == Changes(
        added=("copy.md",),
        changed=("note.txt",),
        renamed=(("2020-10.md", "october.md"),),
        duplicates=(("2021-02.md", "copy.md"),),
    )
    assert report.reason == "1 added, 1 changed, 1 renamed"
    assert read == ["copy.md", "note.txt", "october.md"]
    assert report.embedded == 1  # the texts of the others were embedded before
    unchanged = build(corpus, root, DEFAULT_MODEL)
    assert unchanged.changes == Changes(duplicates=(("2021-02.md", "copy.md"),))


def test_files_that_failed_are_tried_again_only_when_they_changed(corpus, root, read):
    (corpus / "noise.md").write_bytes(bytes(range(256)) * 10)
    first = build(corpus, root, DEFAULT_MODEL)
    (corpus / "new.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2022.\n")
    read.clear()
    second = build(corpus, root, DEFAULT_MODEL)
    assert read == ["new.md"]
    assert (second.failures, second.documents) == (first.failures, 4)
    (corpus / "noise.md").write_text("Words that can be read.")
    assert build(corpus, root, DEFAULT_MODEL).failures == ()


def test_pages_that_are_scans_stay_told_while_the_file_is_as_it_was(corpus, root, read):
    canvas = Canvas(str(corpus / "half.pdf"))
    canvas.drawString(60, 700, "MOST founded a laboratory in Hefei in 2022.")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (80, 60), 200)), 0, 0, 595, 842)
    canvas.save()
    scan = Failure(
        "half.pdf", "page 2 is a scan without text", "run OCR and save as a searchable PDF"
    )
    assert build(corpus, root, DEFAULT_MODEL).failures == (scan,)
    read.clear()
    (corpus / "new.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2022.\n")
    assert build(corpus, root, DEFAULT_MODEL).failures == (scan,)
    assert read == ["new.md"]
    (corpus / "half.pdf").unlink()
    assert build(corpus, root, DEFAULT_MODEL).failures == ()


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("model", "other", "the model has changed from other to all-MiniLM-L6-v2"),
        ("model_sha256", "0", "the weights of all-MiniLM-L6-v2 have changed"),
        ("encoding", "gpt2", "the token encoding has changed from gpt2 to briefings"),
        (
            "passage_tokens",
            (30, 100),
            "the tokens of a passage have changed from 30-100 to 60-200",
        ),
        ("code", {}, "the code has changed: corpus/__init__.py, "),
    ],
)
def test_a_changed_recipe_is_named_and_reads_everything_anew(
    corpus, root, read, field, value, reason
):
    build(corpus, root, DEFAULT_MODEL)
    folder = folder_of(root)
    manifest = read_manifest(folder)
    recipe = dataclasses.replace(manifest.recipe, **{field: value})
    write_manifest(folder, dataclasses.replace(manifest, recipe=recipe))
    read.clear()
    report = build(corpus, root, DEFAULT_MODEL)
    assert report.reason.startswith(reason)
    assert (report.read, len(read), report.embedded) == (3, 3, 0)
    assert report.changes == Changes()


def test_one_changed_source_file_is_named(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    folder = folder_of(root)
    manifest = read_manifest(folder)
    code = {**manifest.recipe.code, "corpus/clean.py": "0"}
    recipe = dataclasses.replace(manifest.recipe, code=code)
    write_manifest(folder, dataclasses.replace(manifest, recipe=recipe))
    assert build(corpus, root, DEFAULT_MODEL).reason == "the code has changed: corpus/clean.py"


@pytest.mark.parametrize("name", ["ledger.sqlite", "vectors.faiss"])
def test_nothing_is_taken_over_from_a_damaged_index(corpus, root, tmp_path, read, name):
    build(corpus, root, DEFAULT_MODEL)
    file = folder_of(root) / name
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    read.clear()
    report = build(corpus, root, DEFAULT_MODEL)
    assert report.reason == f"{name} of the index was damaged"
    assert len(read) == 3
    assert_same_as_built_at_once(corpus, root, tmp_path)


def test_a_damaged_store_of_vectors_is_made_anew(corpus, root, tmp_path):
    build(corpus, root, DEFAULT_MODEL)
    (root / "embeddings" / "vectors.sqlite").write_bytes(b"no database" * 1000)
    (corpus / "new.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2022.\n")
    report = build(corpus, root, DEFAULT_MODEL)
    assert (report.read, report.embedded) == (1, 1)
    assert_same_as_built_at_once(corpus, root, tmp_path)


def test_a_damaged_vector_in_the_store_is_embedded_anew(corpus, root, tmp_path):
    build(corpus, root, DEFAULT_MODEL)
    with closing(sqlite3.connect(root / "embeddings" / "vectors.sqlite")) as store:
        (blob,) = store.execute("SELECT vector FROM embeddings LIMIT 1").fetchone()
        store.execute("UPDATE embeddings SET vector = ? WHERE vector = ?", (blob[::-1], blob))
        store.commit()
    (root / "CURRENT").unlink()
    assert build(corpus, root, DEFAULT_MODEL).embedded == 1
    assert_same_as_built_at_once(corpus, root, tmp_path)


def test_where_numbers_run_out_all_documents_get_new_ones(corpus, root, tmp_path, monkeypatch):
    monkeypatch.setattr("index.places._APART", 2)
    build(corpus, root, DEFAULT_MODEL)
    (corpus / "2020-11.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2022.\n")
    (corpus / "2020-12.md").write_text("# News\n\nMOST founded a laboratory in Hefei in 2023.\n")
    report = build(corpus, root, DEFAULT_MODEL)
    assert (report.read, report.embedded) == (5, 2)
    assert_same_as_built_at_once(corpus, root, tmp_path)


def test_a_flipped_character_of_a_stored_text_is_never_served(corpus, root):
    build(corpus, root, DEFAULT_MODEL)
    file = folder_of(root) / "ledger.sqlite"
    status = file.stat()
    data = file.read_bytes()
    file.write_bytes(data.replace(b"KUKA in 2016", b"KUKA in 2017"))
    with pytest.raises(Exception, match="is not as it was written"):
        Library.open(root)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))  # as a failing disk would
    library = Library.open(root)
    with pytest.raises(sqlite3.DatabaseError, match=r"the text of note\.txt is not as it was"):
        library.document("note.txt")
    assert library.document("2020-10.md").text


def test_a_file_edited_while_it_is_read_is_read_again(corpus, root, monkeypatch):
    real = index.fill.read_all

    def edited_first(files, workers):
        (corpus / "note.txt").write_text("Midea bought the German robot maker KUKA in 2017.\n")
        return real(files, workers)

    monkeypatch.setattr(index.fill, "read_all", edited_first)
    build(corpus, root, DEFAULT_MODEL)
    assert Library.open(root).changed_files() == ["note.txt"]
    monkeypatch.setattr(index.fill, "read_all", real)
    assert build(corpus, root, DEFAULT_MODEL).reason == "1 changed"
    assert Library.open(root).changed_files() == []


def test_what_changed_on_disk_is_told_by_a_look(corpus, root, monkeypatch):
    build(corpus, root, DEFAULT_MODEL)
    library = Library.open(root)
    (corpus / "2020-10.md").touch()  # another date, the same bytes
    assert library.changed_files() == []
    (corpus / "note.txt").write_text("Midea bought the German robot maker KUKA in 2017.\n")
    (corpus / "2021-02.md").unlink()
    (corpus / "new.md").write_text("# New")
    monkeypatch.setattr("index.stamps.sha256", lambda file: "" if file.name == "2020-10.md" else 1)
    assert library.changed_files() == ["2020-10.md", "2021-02.md", "new.md", "note.txt"]


def test_the_index_and_its_uploads_may_lie_in_the_folder(corpus, read):
    root = corpus / "index"
    (root / "uploads").mkdir(parents=True)
    (root / "uploads" / "note.txt").write_text("MOST founded a laboratory in Hefei in 2022.\n")
    report = build(corpus, root, DEFAULT_MODEL)
    library = Library.open(root)
    assert [record.source for record in library.records] == [
        "2020-10.md", "2021-02.md", "note.txt", "uploads/note.txt",
    ]  # fmt: skip
    assert library.record("uploads~note.txt").source == "uploads/note.txt"
    assert (report.documents, library.changed_files()) == (4, [])
    (root / "uploads" / "note.txt").unlink()
    assert library.changed_files() == ["uploads/note.txt"]
