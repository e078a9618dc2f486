"""Candidates first: nearly all that an exact search finds, and never a row that is gone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from growth import write_documents
from rebuild_costs import StandIn

import index.fill
from index import near
from index.build import build
from index.encoder import DEFAULT_MODEL
from index.generations import IndexMissing, Layout, current_generation
from index.library import Library
from index.manifest import read_manifest
from index.near import Search, read_near, write_near
from index.vectors import Vectors


def _rows(count: int, dimension: int = 64, seed: int = 1) -> np.ndarray:
    """Unit vectors in some 40 clusters, as the passages of a corpus are."""
    centres = np.random.default_rng(0).normal(size=(40, dimension))
    chance = np.random.default_rng(seed)
    rows = centres[chance.integers(0, 40, count)] + chance.normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    return _rows(20_000)


@pytest.fixture(scope="module")
def written(rows, tmp_path_factory) -> tuple[Path, Search]:
    file = tmp_path_factory.mktemp("near") / "near.faiss"
    return file, write_near(file, Vectors.of(rows), "approximate")


def test_what_is_found_is_what_was_promised_on_questions_not_seen(rows, written):
    file, search = written
    exact = Vectors.of(rows)
    tried = read_near(file, exact, search.factor)
    queries = _rows(100, seed=2)
    found = [dict(tried.search(query, 10)) for query in queries]
    truth = [dict(exact.search(query, 10)) for query in queries]
    assert search.recall >= near.FLOOR
    recall = np.mean([len(f.keys() & t.keys()) / 10 for f, t in zip(found, truth, strict=True)])
    assert recall >= near.FLOOR
    for one, other in zip(found, truth, strict=True):  # a score is the cosine, candidate or not
        both = sorted(one.keys() & other.keys())
        assert [one[row] for row in both] == pytest.approx([other[row] for row in both], abs=1e-6)


def test_only_candidates_are_compared(rows, written):
    exact = Vectors.of(rows)
    tried = read_near(written[0], exact, 1)
    queries = _rows(50, seed=3)
    assert any(tried.search(q, 10) != exact.search(q, 10) for q in queries)


@pytest.mark.parametrize("within", [[range(17, 60)], [range(3), range(9_000, 19_000)], []])
def test_a_filter_loses_nothing(rows, written, within):
    exact = Vectors.of(rows)
    tried = read_near(written[0], exact, 1)
    for query in _rows(20, seed=4):
        assert tried.search(query, 10, within) == exact.search(query, 10, within)


def test_equals_come_in_the_order_of_their_rows(rows, tmp_path):
    same = rows.copy()
    same[500:520] = rows[7]
    exact = Vectors.of(same)
    search = write_near(tmp_path / "near", exact, "approximate")
    found = read_near(tmp_path / "near", exact, search.factor).search(same[7], 21)
    assert [row for row, _ in found] == [7, *range(500, 520)]


def test_the_same_vectors_give_the_same_bytes(rows, written, tmp_path):
    again = write_near(tmp_path / "near", Vectors.of(rows), "approximate")
    assert again == written[1]
    assert (tmp_path / "near").read_bytes() == written[0].read_bytes()


def test_the_fewest_candidates_that_suffice_are_taken_and_else_all(rows, tmp_path, monkeypatch):
    exact, file = Vectors.of(rows), tmp_path / "near"
    monkeypatch.setattr(near, "_FACTORS", (1, 256))
    assert write_near(file, exact, "approximate").factor == 256
    file.unlink()
    monkeypatch.setattr(near, "_FACTORS", (1, 2))
    missed = write_near(file, exact, "approximate")
    assert (missed.factor, file.exists()) == (None, False)
    assert missed.recall < near.FLOOR
    assert str(missed) == f"exact search; approximately only {missed.recall:.3f} found"


@pytest.mark.parametrize(
    ("count", "dimension", "wanted"),
    [
        (2_000, 64, "auto"),
        (2_000, 64, "exact"),
        (999, 64, "approximate"),
        (2_000, 63, "approximate"),
    ],
)
def test_a_search_that_stays_exact(tmp_path, count, dimension, wanted):
    exact = Vectors.of(_rows(count, dimension))
    assert write_near(tmp_path / "near", exact, wanted) == Search(wanted)
    assert not (tmp_path / "near").exists()


def test_auto_turns_at_the_crossing(rows, tmp_path, monkeypatch):
    exact = Vectors.of(rows)
    monkeypatch.setattr(near, "CROSSING", len(rows) + 1)
    assert write_near(tmp_path / "near", exact, "auto").factor is None
    monkeypatch.setattr(near, "CROSSING", len(rows))
    assert write_near(tmp_path / "near", exact, "auto").factor


def test_a_file_of_other_vectors_is_refused(rows, written, tmp_path):
    with pytest.raises(ValueError, match="does not belong to the vectors beside it"):
        read_near(written[0], Vectors.of(rows[:-1]), 16)
    (tmp_path / "near").write_bytes(b"none")
    with pytest.raises(ValueError, match="near cannot be read"):
        read_near(tmp_path / "near", Vectors.of(rows), 16)


class _Clustered(StandIn):
    """An encoder that costs nothing and gives a text always the same vector."""

    def encode(self, texts):
        return np.concatenate([_rows(1, 384, seed=hash_of(text)) for text in texts])


def hash_of(text: str) -> int:
    return int.from_bytes(text.encode()[-8:], "little")


@pytest.fixture
def large(tmp_path, monkeypatch) -> tuple[Path, Path]:
    """A corpus of some hundreds of passages, and an index that takes them for many."""
    monkeypatch.setattr(index.fill, "load_encoder", lambda *_: _Clustered())
    monkeypatch.setattr(near, "FEWEST", 100)
    write_documents(tmp_path / "corpus", 200)
    return tmp_path / "corpus", tmp_path / "index"


def test_a_build_with_candidates_is_rebuilt_by_one_file(large, tmp_path):
    corpus, root = large
    build(corpus, root, DEFAULT_MODEL, search="approximate")
    gone, *others = sorted(corpus.iterdir())
    gone.unlink()
    report = build(corpus, root, DEFAULT_MODEL, search="approximate")
    assert (report.read, report.embedded) == (0, 0)
    library = Library.open(root)
    left = {record.id for record in library.records}
    assert left == {file.name for file in others}
    assert library.manifest.search.factor
    for row in range(0, report.passages, 7):
        vector = library._vectors.get([row])[0]
        found = library.search_vectors(vector, 5)
        assert {library.passage(name).span.doc_id for name, _ in found} <= left
    build(corpus, tmp_path / "fresh", DEFAULT_MODEL, search="approximate")
    folders = [at / current_generation(Layout(at)) for at in (root, tmp_path / "fresh")]
    assert len({(folder / "near.faiss").read_bytes() for folder in folders}) == 1


def test_another_setting_makes_a_new_generation_and_embeds_nothing(large):
    corpus, root = large
    build(corpus, root, DEFAULT_MODEL)
    report = build(corpus, root, DEFAULT_MODEL, search="approximate")
    assert report.reason == "the search setting has changed from auto to approximate"
    assert (report.read, report.embedded) == (0, 0)
    assert read_manifest(root / report.version).search.factor
    assert build(corpus, root, DEFAULT_MODEL, search="approximate").unchanged


def test_a_damaged_file_of_candidates_is_seen_and_made_anew(large):
    corpus, root = large
    report = build(corpus, root, DEFAULT_MODEL, search="approximate")
    file = root / report.version / "near.faiss"
    data = bytearray(file.read_bytes())
    data[200] ^= 1
    file.write_bytes(data)
    with pytest.raises(IndexMissing, match=r"near\.faiss"):
        Library.open(root)
    again = build(corpus, root, DEFAULT_MODEL, search="approximate")
    assert again.reason == "near.faiss of the index was damaged"
    assert Library.open(root).manifest.search.factor
