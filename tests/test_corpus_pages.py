"""Pages of PDFs drawn as pictures, and what cannot be drawn."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from corpus.pages import WIDTH, page_image, png
from corpus.readers.errors import ReadError


def size_of(picture: bytes) -> tuple[int, int]:
    return struct.unpack(">II", picture[16:24])


def test_a_picture_is_written_row_by_row():
    rows = bytes(range(12))  # two by two dots
    written = png(rows, 2, 2)
    assert size_of(written) == (2, 2)
    start = written.index(b"IDAT") + 4
    length = struct.unpack(">I", written[start - 8 : start - 4])[0]
    assert zlib.decompress(written[start : start + length]) == b"\0" + rows[:6] + b"\0" + rows[6:]


def test_a_page_is_drawn(root: Path):
    data = (root / "corpus/briefings/country-report-2021-technology.pdf").read_bytes()
    first, second = page_image(data, 1), page_image(data, 2)
    assert size_of(first)[0] == pytest.approx(WIDTH, abs=1)
    assert first != second


@pytest.mark.parametrize(("data", "number"), [(b"", 1), (b"%PDF-1.4 cut off", 1)])
def test_what_is_no_page_is_refused(data, number):
    with pytest.raises(ReadError, match="page 1 cannot be drawn; open the file itself"):
        page_image(data, number)


def test_a_page_that_the_file_does_not_have_is_refused(root: Path):
    data = (root / "corpus/briefings/country-report-2021-technology.pdf").read_bytes()
    for number in (0, 99):
        with pytest.raises(ReadError, match=f"page {number} cannot be drawn"):
            page_image(data, number)
