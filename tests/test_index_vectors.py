"""FAISS gives what a plain matrix product gives, from a file that is only mapped."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.vectors import Vectors, as_bytes, head


def _unit() -> np.ndarray:
    rows = np.random.default_rng(1).normal(size=(50, 8)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def unit() -> np.ndarray:
    return _unit()


def test_search_agrees_with_the_matrix_product(unit):
    cosines = unit @ unit[7]
    best = sorted(range(50), key=lambda i: (-cosines[i], i))[:5]
    found = Vectors.of(unit).search(unit[7], 5)
    assert [row for row, _ in found] == best
    assert [score for _, score in found] == pytest.approx([cosines[i] for i in best], abs=1e-6)


def test_equal_vectors_come_in_the_order_of_their_rows(unit):
    same = np.repeat(unit[:1], 6, axis=0)
    assert [row for row, _ in Vectors.of(same).search(unit[0], 6)] == [0, 1, 2, 3, 4, 5]
    assert [row for row, _ in Vectors.of(same).search(unit[0], 2)] == [0, 1]


def test_a_file_written_in_parts_is_the_one_that_faiss_writes(unit, tmp_path: Path):
    (tmp_path / "parts").write_bytes(head(50, 8) + as_bytes(unit[:20]) + as_bytes(unit[20:]))
    index = faiss.IndexFlatIP(8)
    index.add(unit)
    faiss.write_index(index, str(tmp_path / "whole"))
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()


def test_a_file_is_read_back(unit, tmp_path: Path):
    (tmp_path / "v").write_bytes(head(50, 8) + as_bytes(unit))
    again = Vectors.read(tmp_path / "v", 50, 8)
    assert len(again) == 50
    np.testing.assert_array_equal(again.get([3, 1]), unit[[3, 1]])
    np.testing.assert_array_equal(again.get(range(4, 9)), unit[4:9])
    assert again.get([]).shape == (0, 8)
    assert again.search(unit[0], 500) == Vectors.of(unit).search(unit[0], 50)


def test_a_file_that_is_not_as_expected_is_refused(unit, tmp_path: Path):
    whole = head(50, 8) + as_bytes(unit)
    flipped = [bytes((*whole[:at], whole[at] ^ 1, *whole[at + 1 :])) for at in range(45)]
    for data in (b"", whole[:30], whole[:100], whole[:-1], whole + b"0", *flipped):
        (tmp_path / "v").write_bytes(data)
        with pytest.raises(ValueError, match="v does not hold 50 vectors of length 8"):
            Vectors.read(tmp_path / "v", 50, 8)


@given(
    starts=st.lists(st.integers(0, 49), max_size=4, unique=True),
    length=st.integers(0, 9),
    k=st.integers(1, 60),
)
def test_a_search_within_rows_is_the_whole_search_without_the_others(starts, length, k):
    unit = _unit()
    ends = [*sorted(starts)[1:], 50]
    within = [range(a, min(a + length, b)) for a, b in zip(sorted(starts), ends, strict=False)]
    allowed = {row for rows in within for row in rows}
    vectors = Vectors.of(unit)
    expected = [pair for pair in vectors.search(unit[7], 50) if pair[0] in allowed][:k]
    assert vectors.search(unit[7], k, within) == expected
