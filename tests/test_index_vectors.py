"""FAISS gives what a plain matrix product gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.vectors import Vectors


@pytest.fixture
def unit() -> np.ndarray:
    rows = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_search_agrees_with_the_matrix_product(unit):
    index = Vectors.make(range(100, 150), unit)
    cosines = unit @ unit[7]
    best = sorted(range(50), key=lambda i: (-cosines[i], i))[:5]
    found = index.search(unit[7], 5)
    assert [number for number, _ in found] == [100 + i for i in best]
    assert [score for _, score in found] == pytest.approx([cosines[i] for i in best], abs=1e-6)


def test_equal_vectors_come_in_the_order_of_their_numbers(unit):
    same = np.repeat(unit[:1], 6, axis=0)
    assert [n for n, _ in Vectors.make([5, 3, 9, 1, 7, 2], same).search(unit[0], 6)] == [
        1, 2, 3, 5, 7, 9,
    ]  # fmt: skip


def test_a_saved_index_is_the_same(unit, tmp_path: Path):
    Vectors.make(range(50), unit).write(tmp_path / "v")
    again = Vectors.read(tmp_path / "v")
    assert len(again) == 50
    np.testing.assert_array_equal(again.get([3, 1]), unit[[3, 1]])
    assert again.get([]).shape == (0, 8)
    assert len(again.search(unit[0], 500)) == 50


def test_a_cut_off_file_is_refused(unit, tmp_path: Path):
    Vectors.make(range(50), unit).write(tmp_path / "v")
    (tmp_path / "v").write_bytes((tmp_path / "v").read_bytes()[:100])
    with pytest.raises(RuntimeError):
        Vectors.read(tmp_path / "v")
