"""A page of a PDF as a picture, drawn in a process of its own: no file can stop or end this one.

``python -m corpus.pages NUMBER`` reads a PDF from its standard input and writes a PNG.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

from corpus.readers.errors import ReadError
from corpus.readers.limits import MEMORY, SECONDS, limit_memory, start_clock

WIDTH = 1200  # dots that a page is wide
_MOST = 4000  # dots that it is high at most
_WALL = 6 * SECONDS  # a busy machine should be done by then
_PNG = b"\x89PNG\r\n\x1a\n"


def page_image(data: bytes, number: int) -> bytes:
    """Draw a page of a PDF as a PNG.

    Args:
        data: the file's bytes.
        number: the page's, from 1.

    Raises:
        ReadError: the file has no such page, or it cannot be drawn within the limits.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "corpus.pages", str(number)],
            input=data,
            capture_output=True,
            timeout=_WALL,
            check=False,
            cwd=Path(__file__).parents[1],
        )
    except subprocess.TimeoutExpired as error:
        raise ReadError("drawing the page takes too long", "open the file itself") from error
    if done.returncode or not done.stdout.startswith(_PNG):
        raise ReadError(f"page {number} cannot be drawn", "open the file itself")
    return done.stdout


def png(rows: bytes, width: int, height: int) -> bytes:
    """Write a picture as PNG (https://www.w3.org/TR/png-3/).

    Args:
        rows: of red, green and blue, a byte each, left to right and then down.
        width: in dots.
        height: in dots.
    """
    size = 3 * width
    lines = b"".join(b"\0" + rows[size * at : size * (at + 1)] for at in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return _PNG + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def _draw(data: bytes, number: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    page = document[number - 1]
    width, height = page.get_size()
    scale = min(WIDTH / max(width, 1), _MOST / max(height, 1))
    drawn = page.render(scale=scale, rev_byteorder=True).to_numpy()
    rows, columns, _ = drawn.shape
    return png(drawn[:, :, :3].tobytes(), columns, rows)


def main(number: int) -> int:
    """Draw the page, and give the exit status."""
    limit_memory(MEMORY)
    start_clock(SECONDS)
    try:
        sys.stdout.buffer.write(_draw(sys.stdin.buffer.read(), number))
    except Exception:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
