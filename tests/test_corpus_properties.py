"""What programs and authors wrote into a file about it."""

import io
from datetime import datetime
from pathlib import Path

import docx
import pytest

from corpus import readers
from corpus.readers.properties import hints


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("Tools in 2021", "Lena Bode", {"title": "Tools in 2021", "authors": "Lena Bode"}),
        ("Tools\n in 2021", None, {"title": "Tools in 2021"}),
        (None, "Institute of Tools", {"publisher": "Institute of Tools"}),
        ("Microsoft Word - tools.doc", "Microsoft Office User", {}),
        ("untitled", "admin", {}),
        ("Document1", "Windows User", {}),
        ("tools_v3.indd", "user", {}),
        ("PowerPoint Presentation", "python-docx", {}),
        ("2021", "", {}),
    ],
)
def test_properties_that_say_something(title, author, expected):
    assert hints(title, author) == expected


def test_a_word_file_names_its_author_and_its_day_unless_they_are_the_template_s():
    def said(author, created):
        made = docx.Document()
        made.add_paragraph("Words.")
        made.core_properties.author = author
        if created:
            made.core_properties.created = created
        out = io.BytesIO()
        made.save(out)
        return readers.read(Path("a.docx"), out.getvalue()).hints

    assert said("Lena Bode", datetime(2021, 5, 3)) == {
        "authors": "Lena Bode",
        "created": "2021-05-03",
    }
    assert said("python-docx", None) == {}


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="Lena Bode">', "Lena Bode"),
        (
            '<meta name="citation_author" content="Bode, Lena">'
            '<meta name="citation_author" content="Roe, Tomas"><meta name="author" content="web">',
            "Bode, Lena; Roe, Tomas",
        ),
        ('<meta property="article:author" content="https://example.org/people/bode">', None),
        ('<meta name="author" content="">', None),
    ],
)
def test_authors_in_the_head_of_a_page(head, authors):
    page = f"<html><head>{head}</head><body><p>Words.</p></body></html>"

    assert readers.read(Path("a.html"), page.encode()).hints.get("authors") == authors


@pytest.mark.parametrize(
    ("front", "authors"),
    [
        ("author: Lena Bode", "Lena Bode"),
        ("authors: [Lena Bode, Tomas Roe]", "Lena Bode; Tomas Roe"),
        ("authors:\n  - Lena Bode\n  - Tomas Roe", "Lena Bode; Tomas Roe"),
        ('author: "Lena Bode"', "Lena Bode"),
    ],
)
def test_authors_in_front_matter(front, authors):
    text = f"---\ntitle: Tools\n{front}\ndate: 2021\n---\n\nWords."

    assert readers.read(Path("a.md"), text.encode()).hints == {
        "title": "Tools",
        "authors": authors,
        "issued": "2021",
    }
