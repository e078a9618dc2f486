"""Damaged, hostile and enormous files: a document, or one line why not, within limits."""

import io
import random
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.isolation import Limits, Reader
from tests.fuzzing import KINDS, mutated, outcome, seeds_of


@pytest.fixture(scope="module")
def reader():
    with Reader() as reading:
        yield reading


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_in_one_line(reader, tmp_path_factory, kind, seed):
    file = tmp_path_factory.mktemp("damaged") / f"a.{kind}"
    file.write_bytes(mutated(kind, random.Random(seed)))

    assert "broke" not in outcome(reader, file)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, deadline=None)
@given(data=st.binary(min_size=1, max_size=600))
def test_any_bytes_are_read_or_refused_in_one_line(reader, tmp_path_factory, kind, data):
    file = tmp_path_factory.mktemp("bytes") / f"a.{kind}"
    file.write_bytes(data)

    assert "broke" not in outcome(reader, file)


def docx(document: bytes, **parts: bytes) -> bytes:
    """Put a document part, and others, into the Word file of the sample corpus."""
    made = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(seeds_of("docx")[0]))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            own = document if name == "word/document.xml" else parts.get(name, source.read(name))
            target.writestr(name, own)
    return made.getvalue()


WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = b"<w:p><w:r><w:t>Steel</w:t></w:r></w:p>"


def word(body: bytes, head: bytes = b"") -> bytes:
    return head + b"<w:document " + WORD + b"><w:body>" + body + b"</w:body></w:document>"


def pdf(
    pages: int, content: bytes = b"BT /F1 9 Tf 50 700 Td (Steel) Tj ET", deep: int = 0
) -> bytes:
    """Make a PDF of equal pages; ``deep`` puts its page tree so many levels down."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    first = 4 + deep
    kids = b" ".join(b"%d 0 R" % (first + i) for i in range(pages))
    for level in range(deep):
        objects.append(b"<< /Type /Pages /Kids [%d 0 R] /Count %d >>" % (level + 3, pages))
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages))
    packed = zlib.compress(content)
    objects.append(
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    )
    font = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    page = (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
    )
    objects += [page % (2 + deep, 3 + deep, font)] * pages
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, text in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n" % (len(objects) + 1, start)
    return bytes(made)


def laughs() -> bytes:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"steel ") for n in range(12)
    )
    text = b"<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>"
    return docx(word(text, b'<?xml version="1.0"?><!DOCTYPE d [' + entities + b"]>"))


def outside() -> bytes:
    head = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx(word(RUN + b"<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head))


def nested_mail(depth: int) -> bytes:
    parts = [
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
        for n in range(depth)
    ]
    return b"Subject: Steel\r\nFrom: a@example.org\r\n" + b"".join(parts) + b"\r\nSteel rose.\r\n"


WORDS = b"The makers of machine tools have grown in number since the reform. "
BIG = {
    "zip bomb.docx": lambda: docx(word(RUN + b" " * 400 * 2**20)),
    "entity bomb.docx": laughs,
    "outside entity.docx": outside,
    "deep.docx": lambda: docx(
        word(b"<w:tbl><w:tr><w:tc>" * 20_000 + RUN + b"</w:tc></w:tr></w:tbl>" * 20_000)
    ),
    "many paragraphs.docx": lambda: docx(word(RUN * 200_000)),
    "wide table.docx": lambda: docx(
        word(
            b"<w:tbl>"
            + (b"<w:tr>" + (b"<w:tc>" + RUN + b"</w:tc>") * 60 + b"</w:tr>") * 500
            + b"</w:tbl>"
        )
    ),
    "deep.html": lambda: b"<html><body>" + b"<div><blockquote>" * 100_000 + b"Steel rose.",
    "deep tables.html": lambda: b"<html><body>" + b"<table><tr><td>" * 20_000 + b"Steel rose.",
    "deep lists.html": lambda: b"<html><body>" + b"<ul><li>Steel" * 20_000,
    "wide table.html": lambda: (
        b"<html><body><table>"
        + (b"<tr>" + b"<td colspan=1000 rowspan=65534>4" * 50) * 200
        + b"</table>Steel rose."
    ),
    "many paragraphs.html": lambda: b"<html><body>" + (b"<p>" + WORDS) * 100_000,
    "unclosed.html": lambda: b"<html><body>" + b"<b><i><font>" * 50_000 + b"Steel rose.",
    "deep quotes.md": lambda: b"> " * 50_000 + b"Steel rose.",
    "deep lists.md": lambda: b"".join(b" " * n + b"* Steel\n" for n in range(2000)),
    "brackets.md": lambda: b"[" * 50_000 + b"Steel" + b"](" * 50_000,
    "stars.md": lambda: b"*a **b " * 20_000,
    "ticks.md": lambda: b"".join(b"`" * n + b"a " for n in range(2000)),
    "wide table.md": lambda: (
        b"|a" * 3000 + b"|\n" + b"|-" * 3000 + b"|\n" + (b"|b" * 3000 + b"|\n") * 50
    ),
    "one line.txt": lambda: WORDS * 40_000,
    "blanks.txt": lambda: (b" " * 100_000 + b"Steel rose.\n") * 3 + b"[" * 50_000,
    "one word.txt": lambda: b"a" * 3_000_000,
    "short lines.txt": lambda: b"Steel\n" * 300_000,
    "form feeds.txt": lambda: b"Steel rose by 4.1\n\f" * 60_000,
    "many pages.pdf": lambda: pdf(10_000),
    "full pages.pdf": lambda: pdf(
        10_000, b"BT /F1 9 Tf 50 800 Td 12 TL " + b"(" + WORDS + b") Tj T* " * 50 + b"ET"
    ),
    "deep page tree.pdf": lambda: pdf(1, deep=5000),
    "stream bomb.pdf": lambda: pdf(1, b" " * 600 * 2**20 + b"BT /F1 9 Tf (Steel) Tj ET"),
    "crowded page.pdf": lambda: pdf(
        1, b"BT /F1 9 Tf 12 TL " + b"(Steel rose) Tj T* " * 100_000 + b"ET"
    ),
    "deep parts.eml": lambda: nested_mail(3000),
    "endless header.eml": lambda: (
        b"Subject: Steel\r\n" + b"X-A: b\r\n" * 500_000 + b"\r\nSteel rose."
    ),
}


@pytest.fixture(scope="module")
def strict():
    """A reader that allows less than a build does."""
    with Reader(Limits(seconds=2, memory=2**29)) as reading:
        yield reading


TOO_MUCH = {
    "deep.html": "it takes more than 2 s to read",
    "stream bomb.pdf": "the pdf parser broke down on it",
    "many pages.pdf": "it has 10,000 pages, and at most 2,000 are read",
}


@pytest.mark.parametrize("name", [name for name in BIG if name not in TOO_MUCH])
def test_an_enormous_file_is_read_or_refused_within_limits(strict, tmp_path, name):
    (tmp_path / name).write_bytes(BIG[name]())

    assert outcome(strict, tmp_path / name)


@pytest.mark.parametrize(("name", "reason"), TOO_MUCH.items())
def test_what_is_too_much_is_told_and_the_next_file_is_read(strict, tmp_path, name, reason):
    (tmp_path / name).write_bytes(BIG[name]())
    (tmp_path / "next.txt").write_bytes(b"Steel rose by 4 percent.")

    assert outcome(strict, tmp_path / name) == reason
    assert outcome(strict, tmp_path / "next.txt") == "read"
