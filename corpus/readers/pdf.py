"""PDF to raw blocks, with exact page numbers."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.clean import Line, tidy
from corpus.compose import compose
from corpus.documents import Removal, Rule
from corpus.headlines import largest_line
from corpus.lattices import framed
from corpus.layout import lines_of_pages
from corpus.readers import properties
from corpus.readers.errors import ReadError
from corpus.readers.limits import PAGES, page_done
from corpus.readers.raw import Raw
from corpus.words import Word, bullets

if TYPE_CHECKING:
    import pypdfium2

    from corpus.rulings import Frame

_WORD_GAP = 0.2  # of the font size: a gap so wide ends a word
_BASELINE = 0.5  # points: a baseline so much higher or lower ends a word
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}  # what PDFium gives for a hyphen at a line's end
_CREATED = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_SCAN = 0.5  # of a page: a picture so large, without a word beside it, is a scan
_FPDF_PASSWORD = 4  # PDFium's error code


def read(path: Path, data: bytes) -> Raw:
    """Read a PDF file.

    Args:
        path: the file's path; not used.
        data: the file's bytes.

    Returns:
        The file's blocks, each with the page that it starts on, and hints from its own metadata.

    Raises:
        ReadError: the file is protected, damaged, or has no text on any page.
    """
    document = _open(data)
    try:
        pages = [_page(document, index) for index in range(_pages(document))]
        lines = lines_of_pages([page.words for page in pages], [page.frames for page in pages])
        hints = _hints(document)
    finally:
        document.close()
    if not lines:
        raise ReadError(
            "the file holds only scanned pages, without text",
            "run OCR and save as a searchable PDF",
        )
    size = _body_size(lines)
    if headline := largest_line(lines, size):
        hints["headline"] = headline
    composed = compose(lines, size)
    scans = (
        Removal(Rule.SCANNED, "", number) for number, page in enumerate(pages, 1) if page.scanned
    )
    removed = sorted((*composed.removed, *scans), key=lambda part: part.page or 0)
    return Raw(composed.blocks, hints, tuple(removed))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    import pypdfium2

    damaged = ReadError("the file is damaged or cut off", "get a new copy")
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _FPDF_PASSWORD or "password" in str(error).lower():
            raise ReadError(
                "the file is protected by a password", "save an unprotected copy"
            ) from error
        raise damaged from error
    if not pages:
        raise damaged
    return document


def _pages(document: pypdfium2.PdfDocument) -> int:
    """Count the pages.

    Raises:
        ReadError: there are more than anybody reads as one document.
    """
    count = len(document)
    if count > PAGES:
        raise ReadError(f"it has {count:,} pages, and at most {PAGES:,} are read", "split it")
    return count


@dataclass(frozen=True, slots=True)
class _Page:
    """The words and the ruled tables of a page, and whether it is a picture without words."""

    words: list[Word]
    frames: list[Frame]
    scanned: bool = False


def _page(document: pypdfium2.PdfDocument, index: int) -> _Page:
    """Read a page; one that PDFium cannot load is empty."""
    import pypdfium2

    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return _Page([], [])
    try:
        words, shapes = list(_words(text)), list(_shapes(page))
        scanned = not words and any(_covers(page, edges) for edges in _shapes(page, images=True))
        return _Page([*bullets(shapes, words), *words], framed(shapes), scanned)
    finally:
        text.close()
        page.close()
        page_done()


def _covers(page: pypdfium2.PdfPage, edges: tuple[float, float, float, float]) -> bool:
    """Whether a picture covers most of a page."""
    width, height = page.get_size()
    left, lower, right, upper = edges
    return bool((right - left) * (upper - lower) > _SCAN * width * height)


def _shapes(
    page: pypdfium2.PdfPage, *, images: bool = False
) -> Iterator[tuple[float, float, float, float]]:
    """Give left, lower, right and upper edge of each path, or each picture, on a page."""
    import pypdfium2.raw as pdfium

    edges = [ctypes.c_float() for _ in range(4)]
    wanted = pdfium.FPDF_PAGEOBJ_IMAGE if images else pdfium.FPDF_PAGEOBJ_PATH
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        shape = pdfium.FPDFPage_GetObject(page, index)
        found = pdfium.FPDFPageObj_GetType(shape) == wanted
        if found and pdfium.FPDFPageObj_GetBounds(shape, *edges):
            left, lower, right, upper = (edge.value for edge in edges)
            yield left, lower, right, upper


def _words(page: pypdfium2.PdfTextPage) -> Iterator[Word]:
    """Read the words of a page in the order in which the file draws them."""
    import pypdfium2.raw as pdfium

    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    letters: list[str] = []
    start, x0, x1, baseline, size = 0, 0.0, 0.0, 0.0, 0.0
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        char = _HYPHENS.get(code) or chr(code)
        if not char.isprintable():
            char = tidy(char)  # a bullet of a symbol font becomes one that prints
        if not char or char.isspace():
            if letters:
                yield _word(page, letters, start, x0, x1, baseline, size)
            letters = []
            continue
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        if letters and _parts(box.left - x1, y.value - baseline, size):
            yield _word(page, letters, start, x0, x1, baseline, size)
            letters = []
        if not letters:
            start, x0, baseline, size = index, box.left, y.value, _font_size(page, index)
            x1 = box.right
        letters.append(char)
        x1 = max(x1, box.right)
    if letters:
        yield _word(page, letters, start, x0, x1, baseline, size)


def _parts(gap: float, rise: float, size: float) -> bool:
    return abs(rise) > _BASELINE or gap > _WORD_GAP * size or gap < -size


def _font_size(page: pypdfium2.PdfTextPage, index: int) -> float:
    """Read the font size of a character as it is printed, its matrix applied."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(page, index)
    if pdfium.FPDFText_GetMatrix(page, index, matrix):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    return round(float(size), 1)


def _word(
    page: pypdfium2.PdfTextPage,
    letters: list[str],
    start: int,
    x0: float,
    x1: float,
    y: float,
    size: float,
) -> Word:
    return Word(tidy("".join(letters)), x0, x1, y, size, _is_bold(page, start))


def _is_bold(page: pypdfium2.PdfTextPage, index: int) -> bool:
    import pypdfium2.raw as pdfium

    name = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, index, name, 64, flags)
    return re.search(rb"bold|black|heavy|semibold|demi", name.value, re.I) is not None


def _body_size(lines: list[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size))


def _hints(document: pypdfium2.PdfDocument) -> dict[str, str]:
    info: dict[str, Any] = document.get_metadata_dict()
    created = _CREATED.match(str(info.get("CreationDate") or ""))
    day = "-".join(created.groups()) if created else ""
    return properties.hints(info.get("Title"), info.get("Author"), day)


def page_texts(data: bytes) -> list[str]:
    """Give the text of each page as the file holds it, before any cleaning.

    Raises:
        ReadError: the file is protected or damaged.
    """
    document = _open(data)
    try:
        return [_page_text(document, index) for index in range(len(document))]
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    import pypdfium2

    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()
        page.close()
