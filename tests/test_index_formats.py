"""Whatever the format, a passage's offsets read back its text, and no word is lost."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Document
from corpus.load import find, read_document
from index.encoder import find_model
from index.passages import Sizes, split_document
from index.tokens import count_tokens

Parts = Sequence[tuple[str, Sequence[str]]]  # headings, each with its paragraphs
SIZES = Sizes(60, 200, 256, count_tokens, find_model().token_counter())


def as_markdown(parts: Parts) -> bytes:
    return "\n\n".join(
        "\n\n".join([f"## {heading}", *paragraphs]) for heading, paragraphs in parts
    ).encode()


def as_text(parts: Parts) -> bytes:
    return "\n\n".join(
        "\n\n".join([heading, *paragraphs]) for heading, paragraphs in parts
    ).encode()


def as_html(parts: Parts) -> bytes:
    body = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        for heading, paragraphs in parts
    )
    return f"<html><body>{body}</body></html>".encode()


def as_docx(parts: Parts) -> bytes:
    from docx import Document as Word

    word = Word()
    for heading, paragraphs in parts:
        word.add_heading(heading, 2)
        for paragraph in paragraphs:
            word.add_paragraph(paragraph)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def as_pdf(parts: Parts) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = getSampleStyleSheet()
    story = []
    for heading, paragraphs in parts:
        story.append(Paragraph(heading, styles["Heading2"]))
        story += [Paragraph(paragraph, styles["BodyText"]) for paragraph in paragraphs]
    out = io.BytesIO()
    SimpleDocTemplate(out).build(story)
    return out.getvalue()


FORMATS: dict[str, Callable[[Parts], bytes]] = {
    "md": as_markdown, "txt": as_text, "html": as_html, "docx": as_docx, "pdf": as_pdf,
}  # fmt: skip

words = st.from_regex(r"[a-z]{3,9}", fullmatch=True)
sentences = st.lists(words, min_size=4, max_size=25).map(lambda ws: " ".join(ws).capitalize() + ".")
paragraphs = st.lists(sentences, min_size=1, max_size=12).map(" ".join)
headings = st.lists(words, min_size=2, max_size=4).map(lambda ws: " ".join(ws).title())
documents = st.lists(
    st.tuples(headings, st.lists(paragraphs, min_size=1, max_size=3)), min_size=1, max_size=3
)


def read(suffix: str, data: bytes) -> Document:
    with TemporaryDirectory() as folder:
        (Path(folder) / f"file.{suffix}").write_bytes(data)
        return read_document(find(Path(folder))[0])


@pytest.mark.parametrize("suffix", FORMATS)
@settings(max_examples=12, deadline=None)
@given(parts=documents)
def test_passages_read_back_every_word(suffix, parts):
    document = read(suffix, FORMATS[suffix](parts))
    passages = split_document(document, SIZES)
    spans = [passage.span for passage in passages]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    read_back = " ".join(document.text[span.start : span.end] for span in spans).split()
    written = [word for h, ps in parts for text in (h, *ps) for word in text.split()]
    # A heading may be told by another mark than its style; its words stay all the same.
    assert [word.lower() for word in read_back] == [word.lower() for word in written]
