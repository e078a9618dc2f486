"""FAISS gives what a plain matrix product gives, from a file that is only mapped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.vectors import Vectors, as_bytes


@pytest.fixture
def unit() -> np.ndarray:
    rows = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_search_agrees_with_the_matrix_product(unit):
    cosines = unit @ unit[7]
    best = sorted(range(50), key=lambda i: (-cosines[i], i))[:5]
    found = Vectors(unit).search(unit[7], 5)
    assert [row for row, _ in found] == best
    assert [score for _, score in found] == pytest.approx([cosines[i] for i in best], abs=1e-6)


def test_equal_vectors_come_in_the_order_of_their_rows(unit):
    same = np.repeat(unit[:1], 6, axis=0)
    assert [row for row, _ in Vectors(same).search(unit[0], 6)] == [0, 1, 2, 3, 4, 5]
    assert [row for row, _ in Vectors(same).search(unit[0], 2)] == [0, 1]


def test_a_file_written_in_parts_is_the_same(unit, tmp_path: Path):
    (tmp_path / "v").write_bytes(as_bytes(unit[:20]) + as_bytes(unit[20:]))
    again = Vectors.read(tmp_path / "v", 8)
    assert len(again) == 50
    np.testing.assert_array_equal(again.get([3, 1]), unit[[3, 1]])
    assert again.get([]).shape == (0, 8)
    assert len(again.search(unit[0], 500)) == 50


@pytest.mark.parametrize("size", [0, 100])
def test_a_cut_off_file_is_refused(unit, tmp_path: Path, size):
    (tmp_path / "v").write_bytes(as_bytes(unit)[:size])
    with pytest.raises(ValueError, match=r"empty file|reshape"):
        Vectors.read(tmp_path / "v", 8)
