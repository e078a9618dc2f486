import io

import pytest
from pdf_story import BODY, MAKERS, PRICES, SMALL, blocks, draw
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=12, leading=15, spaceBefore=8)
LABEL = ParagraphStyle("label", parent=SMALL, fontName="Times-Bold")
BRIEF = [
    ("In brief", LABEL),
    ("• Five regions sell for less.", SMALL),
    ("• Only two of them have built plants for machines of steel.", SMALL),
]
IN_BRIEF = [
    ("paragraph", "In brief"),
    ("item", "Five regions sell for less."),
    ("item", "Only two of them have built plants for machines of steel."),
]


def page(text, box, text_x, box_x, shift=3.0):
    """Set a text and, from a height that its first paragraph has too, a box beside it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for story, x, top, width in ((text, text_x, 780, 300), (box, box_x, 752 - shift, 130)):
        for words, style in story:
            top = draw(canvas, Paragraph(words, style), x, top, width) - style.spaceAfter
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("text_x", "box_x"), [(60, 390), (220, 60)], ids=["right", "left"])
def test_a_box_beside_the_text_stands_after_the_paragraph(text_x, box_x):
    text = [("Makers", HEAD), (MAKERS, BODY), ("Prices", HEAD), (PRICES, BODY), (MAKERS, BODY)]

    assert blocks(page(text, BRIEF, text_x, box_x)) == [
        ("heading", "Makers"),
        ("paragraph", MAKERS),
        *IN_BRIEF,
        ("heading", "Prices"),
        ("paragraph", PRICES),
        ("paragraph", MAKERS),
    ]


def test_a_box_beside_a_paragraph_that_the_page_leaves_open_stands_before_it():
    cut = f"{PRICES} {MAKERS} The board sees to"
    text = [("Makers", HEAD), (MAKERS, BODY), (cut, BODY)]

    assert blocks(page(text, BRIEF, 60, 390, shift=70)) == [
        ("heading", "Makers"),
        ("paragraph", MAKERS),
        *IN_BRIEF,
        ("paragraph", cut),
    ]


def test_a_table_in_a_box_has_the_line_over_it_as_its_caption():
    box = [("Key data", LABEL), ("Rating", SMALL), ("Coverage", SMALL), ("Plants", SMALL)]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    top = 780.0
    for words in (MAKERS, PRICES):
        top = draw(canvas, Paragraph(words, BODY), 60, top, 300) - 6
    for row, (words, style) in enumerate(box):
        draw(canvas, Paragraph(words, style), 390, 777 - 9.5 * row, 60)
    for row, words in enumerate(("Neutral", "9 firms", "1,204"), start=1):
        draw(canvas, Paragraph(words, SMALL), 470, 777 - 9.5 * row, 60)
    canvas.save()

    assert blocks(out.getvalue()) == [
        ("paragraph", MAKERS),
        ("caption", "Key data"),
        ("header", ("Rating", "Neutral")),
        ("row", ("Coverage", "9 firms")),
        ("row", ("Plants", "1,204")),
        ("paragraph", PRICES),
    ]
