"""What the tests that typeset PDF files share: styles, frames of a page, and words to set."""

import io
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

from corpus.marks import bare
from corpus.readers.pdf import read

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6)
JUSTIFIED = ParagraphStyle("justified", parent=BODY, alignment=4)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=11)
SMALL = ParagraphStyle("small", fontName="Times-Roman", fontSize=8, leading=9.5, spaceAfter=6)
PLAIN = [("VALIGN", (0, 0), (-1, -1), "TOP")]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
CAPTION = [("caption", "Table 1: Plans")]
ONE = [Frame(60, 60, 475, 720, id="one")]
TWO = [Frame(50, 120, 235, 650, id="left"), Frame(310, 120, 235, 650, id="right")]
MAKERS = (
    "The makers of machine tools have grown in number since the reform, and most of them sell to "
    "plants in their own region. Orders from abroad remain few, because buyers there ask for "
    "service close to their works, which small makers cannot offer."
)
PRICES = (
    "Prices fell in five regions last year, while wages rose in all of them. The board expects "
    "that the fall will end when the new plants in the south have reached the output for which "
    "they were built."
)


def pdf(story, frames=ONE):
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build([Paragraph(*item) if isinstance(item, tuple) else item for item in story])
    return out.getvalue()


def table(rows, widths, style=(), **options):
    cells = [[Paragraph(cell, CELL) if cell else "" for cell in row] for row in rows]
    return Table(cells, colWidths=widths, style=[*PLAIN, *style], spaceAfter=8, **options)


def blocks(data):
    """Give the kind, and the cells or the text, as if without the marks of notes."""
    return [
        (b.kind.value, tuple(map(bare, b.cells)) or bare(b.text))
        for b in read(Path("a.pdf"), data).blocks
    ]


def rows(made, caption="Table 1: Plans", below=()):
    """Read a table between two paragraphs, and hold that these stay what they are."""
    story = [(MAKERS, JUSTIFIED), (caption, BODY), made, *below, (PRICES, JUSTIFIED)]
    found = blocks(pdf(story))
    assert found[:2] == [("paragraph", MAKERS), ("caption", caption)]
    assert found[-1] == ("paragraph", PRICES)
    return found[2:-1]


def whole(cells, heads=1):
    return [("header" if at < heads else "row", row) for at, row in enumerate(cells)]


def draw(canvas, flowable, x, top, width):
    """Draw below a height, and give the height that is reached."""
    height = flowable.wrap(width, 600)[1]
    flowable.drawOn(canvas, x, top - height)
    return top - height
