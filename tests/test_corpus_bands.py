import io

from pdf_story import BODY, GRID, JUSTIFIED, MAKERS, PRICES, SMALL, blocks, draw, pdf, table, whole
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=12, leading=15, spaceAfter=4)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=10, bulletIndent=0)
PLANTS = [("Port", "2022", "2023"), ("Northport", "12", "14"), ("Oldport", "3", "2")]
WAGES = [("Trade", "Wage"), ("Gears", "25.1"), ("Lathes", "23.9"), ("Saws", "11.2")]
LEFT = ["Rails are paid from the budgets of the regions", "The board gave 6 million to plants"]
RIGHT = ["Loans fell to 13 million, from 18 million", "The makers raised 9 million in the spring"]


def page(left, right):
    """Set two stories side by side between two paragraphs."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    top = draw(canvas, Paragraph(MAKERS, JUSTIFIED), 60, 780, 475) - 20
    ends = []
    for x, story in ((60, left), (310, right)):
        y = top
        for made in story:
            y = draw(canvas, made, x, y, 190) - 5
        ends.append(y)
    draw(canvas, Paragraph(PRICES, JUSTIFIED), 60, min(ends) - 14, 475)
    canvas.save()
    return out.getvalue()


def test_two_exhibits_side_by_side():
    left = [Paragraph("Exhibit 1: Plants", BODY), table(PLANTS, [70, 50, 50], GRID)]
    right = [Paragraph("Exhibit 2: Wages", BODY), table(WAGES, [70, 50], GRID)]
    left.append(Paragraph("Source: own count.", SMALL))
    right.append(Paragraph("Source: the makers.", SMALL))

    assert blocks(page(left, right)) == [
        ("paragraph", MAKERS),
        ("caption", "Exhibit 1: Plants"),
        *whole(PLANTS),
        ("paragraph", "Source: own count."),
        ("caption", "Exhibit 2: Wages"),
        *whole(WAGES),
        ("paragraph", "Source: the makers."),
        ("paragraph", PRICES),
    ]


def items(texts):
    return [Paragraph(text, ITEM, bulletText="•") for text in texts]


def test_two_lists_side_by_side_under_their_heads():
    left, right = [Paragraph("State", HEAD)], [Paragraph("Market", HEAD)]

    assert blocks(page([*left, *items(LEFT)], [*right, *items(RIGHT)])) == [
        ("paragraph", MAKERS),
        ("heading", "State"),
        *[("item", text) for text in LEFT],
        ("heading", "Market"),
        *[("item", text) for text in RIGHT],
        ("paragraph", PRICES),
    ]


def test_heads_of_lists_side_by_side_at_the_top_of_a_page_are_no_running_head():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for x, head, texts in ((60, "State", LEFT), (310, "Market", RIGHT)):
        top = draw(canvas, Paragraph(head, HEAD), x, 780, 190) - 12
        for item in items(texts):
            top = draw(canvas, item, x, top, 190)
    canvas.save()

    assert [text for _, text in blocks(out.getvalue())] == ["State", *LEFT, "Market", *RIGHT]


def test_a_table_whose_cells_are_lists_stays_one():
    cells = [("State", "Market"), ("• Rails", "• Loans"), ("• Roads", "• Wages")]

    found = blocks(pdf([(MAKERS, JUSTIFIED), table(cells, [150, 150], GRID), (PRICES, JUSTIFIED)]))

    assert found[1:-1] == whole(cells)
