"""How fast files are read: `make bench`. Each has 30 pages; its rate times 30 is pages a second."""

from __future__ import annotations

import io
import textwrap
from copy import deepcopy
from pathlib import Path

import pytest

from corpus.assemble import assemble
from corpus.readers import read

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "briefings"
PAGES = 30
PAGE = 3000  # characters of a page in formats that have none


def repeated(text: str) -> str:
    return text * -(-PAGES * PAGE // len(text))


def as_markdown() -> bytes:
    return repeated((SAMPLES / "monograph-2021-policy.md").read_text(encoding="utf-8")).encode()


def as_text() -> bytes:
    """Wrap the sample's prose as a page does, with a form feed after each page."""
    prose = (SAMPLES / "monograph-2021-policy.md").read_text(encoding="utf-8").split("\n\n")
    wrapped = "\n\n".join(textwrap.fill(part, 80) for part in prose)
    return repeated(wrapped[:PAGE] + "\f").encode()


def as_html() -> bytes:
    page = (SAMPLES / "monograph-2021-new-infrastructure.html").read_text(encoding="utf-8")
    start, end = page.index("<body") + len("<body>"), page.rindex("</body>")
    return (page[:start] + repeated(page[start:end])[: PAGES * PAGE] + page[end:]).encode()


def as_docx() -> bytes:
    import docx

    sample = SAMPLES / "factsheet-2021-provinces.docx"
    made = docx.Document(str(sample))
    body = made.element.body
    own = [child for child in body if not child.tag.endswith("sectPr")]
    length = len(assemble(read(sample, sample.read_bytes()).blocks).text)
    for _ in range(PAGES * PAGE // length):
        for child in own:
            body.insert(len(body) - 1, deepcopy(child))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    import pypdfium2

    source = pypdfium2.PdfDocument(SAMPLES / "country-report-2021-technology.pdf")
    made = pypdfium2.PdfDocument.new()
    for number in range(PAGES):
        made.import_pages(source, [number % len(source)])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.benchmark(group=f"reading {PAGES} pages")
@pytest.mark.parametrize(
    ("suffix", "make"),
    [
        (".txt", as_text),
        (".md", as_markdown),
        (".html", as_html),
        (".docx", as_docx),
        (".pdf", as_pdf),
    ],
    ids=["text", "markdown", "html", "docx", "pdf"],
)
def test_read(benchmark, suffix, make):
    data = make()
    made = benchmark(lambda: assemble(read(Path(f"a{suffix}"), data).blocks))
    assert len(made.text) > PAGES * PAGE / 2
