import io

import pytest
from pdf_story import (
    BODY,
    CAPTION,
    GRID,
    JUSTIFIED,
    MAKERS,
    PLAIN,
    PRICES,
    SMALL,
    TWO,
    blocks,
    draw,
    pdf,
    rows,
    table,
    whole,
)
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, FrameBreak, PageTemplate, Paragraph, Table

MIDDLE = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
PLANS = [
    ("Year", "Plan", "Key elements"),
    (
        "2015",
        "Plan for the machine tool trade and its people",
        "Asks for more plants and for better schools in all of the regions, and for a council "
        "that tells of them each year.",
    ),
    ("2016", "Plan for ports", "Asks for deeper harbours."),
    ("2018", "Plan for rails and for the roads that lead to the stations", "Names six lines."),
]


@pytest.mark.parametrize("style", [GRID, [], [*GRID, *MIDDLE]], ids=["ruled", "unruled", "centred"])
def test_cells_that_wrap(style):
    assert rows(table(PLANS, [40, 130, 230], style)) == whole(PLANS)


def test_a_list_in_a_cell_beside_a_name_that_wraps():
    cells = [
        ("Firm name", "Firm information"),
        ("Harbour Gears Ltd. of the northern coast", "- Founded in 1911<br/>- Seat: Northport"),
        ("Lathe Works Co.", "- Founded in 1950<br/>- Seat: Southport"),
    ]
    read_as = [tuple(cell.replace("<br/>", " ") for cell in row) for row in cells]

    assert rows(table(cells, [110, 300], GRID)) == whole(read_as)


@pytest.mark.parametrize("style", [GRID, []], ids=["ruled", "unruled"])
def test_a_table_of_many_pages_whose_header_is_printed_again(style):
    cells = [("Project", "Since", "Task")]
    cells += [
        (
            f"Works of the place number {at} in the northern part",
            f"20{at:02}",
            f"Build hall {at} and the roads to it",
        )
        for at in range(1, 60)
    ]

    made = table(cells, [150, 60, 200], style, repeatRows=1)

    assert rows(made) == whole(cells)


def test_cells_that_are_left_blank():
    cells = [
        ("Region", "2019", "2020", "Remarks"),
        ("North", "12", "", "closed for half of the year because of repairs"),
        ("South", "", "14", ""),
        ("East", "9", "10", "new"),
    ]

    assert rows(table(cells, [80, 50, 50, 120], GRID)) == whole(cells)


def test_a_cell_over_two_rows():
    cells = [
        ("Field", "Body", "Task"),
        ("Ports", "Ministry of Ports", "Harbours"),
        ("", "Board of Rails", "Lines to the ports"),
        ("Steel", "Institute of Steel", "Trials"),
    ]
    style = [*GRID, ("SPAN", (0, 1), (0, 2))]

    assert rows(table(cells, [120] * 3, style)) == whole(cells)


def test_a_header_over_two_columns():
    cells = [
        ("Region", "Plants", "", "Share"),
        ("", "old", "new", ""),
        ("North", "12", "14", "31%"),
        ("South", "10", "1", "9%"),
    ]
    style = [*GRID, ("SPAN", (1, 0), (2, 0))]

    names = ("Region", "Plants old", "Plants new", "Share")

    assert rows(table(cells, [120, 60, 60, 60], style)) == whole([names, *cells[2:]])


def test_numbers_that_end_under_each_other():
    cells = [
        ("Region", "Plants in 2019", "Share"),
        ("North", "1,204", "31%"),
        ("Islands and the coast", "4", "0.1%"),
    ]
    style = [*PLAIN, ("ALIGN", (1, 0), (-1, -1), "RIGHT")]

    assert rows(Table(cells, colWidths=[120, 60, 60], style=style, spaceAfter=8)) == whole(cells)


def test_notes_and_a_source_under_a_table():
    cells = [("Region", "Plants"), ("North", "1,204"), ("South", "310")]
    note = "* Without plants that were closed in the year. Figures are those of the board."

    marked = [cells[0], ("North*", "1,204"), cells[2]]

    found = rows(table(marked, [120, 60]), below=[(note, SMALL), ("Source: own count.", SMALL)])

    assert found == [*whole(cells), ("footnote", note[2:]), ("paragraph", "Source: own count.")]


def test_a_caption_below_its_table():
    cells = [("Region", "Plants"), ("North", "1,204"), ("South", "310")]
    story = [(MAKERS, JUSTIFIED), table(cells, [120, 60], GRID), ("Table 2: Plants", BODY)]

    assert blocks(pdf([*story, (PRICES, JUSTIFIED)])) == [
        ("paragraph", MAKERS),
        *whole(cells),
        ("caption", "Table 2: Plants"),
        ("paragraph", PRICES),
    ]


def test_a_table_in_one_of_two_columns():
    story = [(MAKERS, JUSTIFIED), ("Table 1: Plans", BODY), table(PLANS, [40, 80, 110], GRID)]
    story += [(PRICES, JUSTIFIED), (MAKERS, JUSTIFIED), FrameBreak()]
    story += [(text, JUSTIFIED) for text in (MAKERS, PRICES, MAKERS, PRICES)]

    assert blocks(pdf(story, TWO)) == [
        ("paragraph", MAKERS),
        *CAPTION,
        *whole(PLANS),
        ("paragraph", PRICES),
        *[("paragraph", text) for text in (MAKERS, MAKERS, PRICES, MAKERS, PRICES)],
    ]


def test_a_ruled_table_across_two_columns():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    left, right = f"{MAKERS} {PRICES}", f"{PRICES} {MAKERS}"
    top = 780
    for _ in range(2):
        ends = [
            draw(canvas, Paragraph(text, JUSTIFIED), x, top, 235)
            for x, text in ((50, left), (310, right))
        ]
        if top == 780:
            top = draw(canvas, Paragraph("Table 1: Plans", BODY), 50, min(ends) - 12, 500)
            top = draw(canvas, table(PLANS, [50, 180, 260], GRID), 50, top - 6, 500) - 12
    canvas.save()

    prose = [("paragraph", left), ("paragraph", right)]
    assert blocks(out.getvalue()) == [*prose, *CAPTION, *whole(PLANS), *prose]


def test_two_columns_of_prose_with_rules_at_their_ends_are_no_table():
    def rules(canvas, _document):
        for y in (60, 790):
            canvas.line(50, y, 545, y)

    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4)
    document.addPageTemplates(PageTemplate(frames=TWO, onPage=rules))
    document.build(
        [
            *[Paragraph(text, JUSTIFIED) for text in (MAKERS, PRICES)],
            FrameBreak(),
            *[Paragraph(text, JUSTIFIED) for text in (PRICES, MAKERS)],
        ]
    )

    assert blocks(out.getvalue()) == [
        ("paragraph", text) for text in (MAKERS, PRICES, PRICES, MAKERS)
    ]
