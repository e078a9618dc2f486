import io
from pathlib import Path

import pytest
from pdf_story import BODY, MAKERS, PRICES
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from corpus.assemble import assemble
from corpus.clean import Line
from corpus.headlines import largest_line
from corpus.metadata import describe
from corpus.readers.pdf import read

TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=20, leading=23, spaceAfter=8)
FIRM = ParagraphStyle("firm", fontName="Helvetica-Bold", fontSize=15, leading=18)
SMALL = ParagraphStyle("small", fontName="Helvetica-Bold", fontSize=8.5, leading=11, spaceAfter=9)
HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=12, leading=15, spaceAfter=4)
NARROW = [Frame(60, 60, 330, 720)]


def told(story, **info):
    """Give the title, the publisher and the date of issue of a PDF file."""
    out = io.BytesIO()
    document = BaseDocTemplate(out, **info)
    document.addPageTemplates(PageTemplate(frames=NARROW))
    body = [("Money", HEAD), (MAKERS, BODY), (PRICES, BODY), (MAKERS, BODY)]
    document.build([Paragraph(*item) for item in (*story, *body)])
    raw = read(Path("a.pdf"), out.getvalue())
    made = assemble(raw.blocks)
    found = describe(made.text, made.blocks, {**raw.hints, "created": ""}, "a.pdf")
    return found.title, found.publisher, found.issued


@pytest.mark.parametrize(
    ("story", "publisher", "issued"),
    [
        ([("NORTHPORT INSTITUTE FOR TRADE STUDIES", SMALL)], None, None),
        (
            [("NORTHPORT INSTITUTE FOR TRADE ISSUE BRIEF | MAY 2023", SMALL)],
            "NORTHPORT INSTITUTE FOR TRADE",
            "2023-05",
        ),
        (
            [("Ward &amp; Lowe LLP", FIRM), ("CLIENT ALERT", SMALL), ("21 May 2023", BODY)],
            "Ward & Lowe LLP",
            "2023-05-21",
        ),
        ([("Parliamentary Research Office", FIRM)], "Parliamentary Research Office", None),
    ],
    ids=["name", "name with kind and month", "firm", "public body"],
)
def test_the_title_is_of_the_largest_type(story, publisher, issued):
    title = ("Southport Tightens Its Rules for Gears and Lathes", TITLE)

    found = told([*story, title])

    assert found[0] == "Southport Tightens Its Rules for Gears and Lathes"
    assert found[1:] == (publisher or "NORTHPORT INSTITUTE FOR TRADE STUDIES", issued)


def test_a_kind_of_document_in_the_file_is_no_title_where_the_page_has_one():
    story = [("Machine Tools Working Group", TITLE)]

    assert told(story, title="Position Paper")[0] == "Machine Tools Working Group"
    assert told(story, title="Tools and Their Makers")[0] == "Tools and Their Makers"
    assert told([], title="Position Paper")[0] == "Position Paper"


def test_what_heads_a_part_of_any_document_is_no_title():
    assert told([("Executive Summary", TITLE), ("Gears of the South", HEAD)], title="Tracker") == (
        "Tracker",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("sizes", "text"),
    [
        ((8.0, 20.0, 20.0, 10.0), "Gears of the South and their makers"),
        ((8.0, 12.0, 10.0, 10.0), ""),
        ((20.0, 10.0, 10.0, 10.0), ""),
    ],
    ids=["two lines", "hardly larger", "one word"],
)
def test_the_largest_line_of_the_first_page(sizes, text):
    texts = ("Northport", "Gears of the South", "and their makers", "They sell at home.")
    lines = [Line(text, 1, size=size) for text, size in zip(texts, sizes, strict=True)]

    assert largest_line([*lines, Line("Of another page", 2, size=40.0)], 10.0) == text
