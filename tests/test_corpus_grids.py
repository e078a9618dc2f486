import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_story import (
    BODY,
    CAPTION,
    GRID,
    JUSTIFIED,
    MAKERS,
    PRICES,
    SMALL,
    blocks,
    draw,
    pdf,
    rows,
    whole,
)
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from corpus.grids import ruled_rows
from corpus.readers.pdf import read
from corpus.rulings import Frame as Ruled
from corpus.rulings import frames_of
from corpus.words import Word, rows_of

PORTS = [
    ("Port", "Province", "Cranes (number)", "Freight (t/year)", "State", "Start"),
    ("Northport", "Hill Province", "260", "20,000", "open", "June 2023"),
    ("South Harbour Two", "Coast", "390", "30,000", "being built", "2027"),
    ("East Quay of the Gulf", "Coast", "1,230", "8,000", "open", "July 2024"),
    ("West Quay", "Coast", "75", "500", "suspended", "-"),
]
SHADED = [("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)]
STRIPES = [*SHADED, *[("BACKGROUND", (0, at), (-1, at), colors.lightgrey) for at in (2, 4)]]


def ports(style, cells=PORTS):
    """Set a table whose numbers end close to the column after theirs."""
    close = [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    fixed = [("FONT", (0, 0), (-1, -1), "Helvetica", 8.5), ("ALIGN", (2, 1), (3, -1), "RIGHT")]
    widths = [92, 62, 72, 72, 58, 54]
    return Table(cells, colWidths=widths, style=[*close, *fixed, *style], spaceAfter=8)


@pytest.mark.parametrize(
    "style",
    [
        GRID,
        [*SHADED, ("LINEBELOW", (0, 1), (-1, -1), 0.5, colors.black)],
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
        [("LINEBELOW", (0, 1), (-1, -1), 0.5, colors.black)],
        [
            ("LINEABOVE", (0, 0), (-1, 1), 1, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, "#000"),
        ],
        STRIPES,
        [*STRIPES, *GRID],
    ],
    ids=[
        "grid",
        "shaded",
        "lines",
        "no line under the head",
        "three lines",
        "stripes",
        "stripes and lines",
    ],
)
def test_a_column_is_told_by_what_no_row_crosses(style):
    assert rows(ports(style)) == whole(PORTS)


def test_a_row_of_one_cell_is_no_part_of_the_row_above_it():
    group = "Ports of the second class in the provinces of the coast"
    cells = [*PORTS[:3], (group, *[""] * 5), *PORTS[3:]]
    tight = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    style = [*GRID, *tight, ("SPAN", (0, 3), (-1, 3))]

    assert rows(ports(style, cells)) == whole([*PORTS[:3], (group,), *PORTS[3:]])


def test_the_line_over_the_notes_of_a_page_is_none_of_the_table_above_it():
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    top = draw(canvas, Paragraph("Table 1: Plans", BODY), 50, 780, 410)
    top = draw(canvas, ports([*SHADED, *GRID]), 50, top - 6, 410) - 12
    left, right = f"{MAKERS} {PRICES}", f"{PRICES} {MAKERS}"
    ends = [
        draw(canvas, Paragraph(text, JUSTIFIED), x, top - 12 - x / 50, 195)
        for x, text in ((50, left), (265, right))
    ]
    canvas.line(50, min(ends) - 6, 460, min(ends) - 6)
    draw(canvas, Paragraph("1 The line was announced last year.", SMALL), 50, min(ends) - 10, 410)
    canvas.save()

    assert blocks(out.getvalue())[:-1] == [
        *CAPTION,
        *whole(PORTS),
        ("paragraph", left),
        ("paragraph", right),
    ]


def test_a_heading_below_a_table_is_no_row():
    head = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=12, leading=15)

    assert rows(ports(GRID), below=[("What to watch", head)]) == [
        *whole(PORTS),
        ("heading", "What to watch"),
    ]


def test_capitals_smaller_than_the_prose_head_a_box_within_its_section():
    head = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=13, leading=16)
    box = ParagraphStyle("box", parent=head, fontSize=9, leading=11)
    story = [("One harbour", head), (MAKERS, JUSTIFIED), ("AT A GLANCE", box), (PRICES, JUSTIFIED)]
    story += [("Two harbours", head), (PRICES, JUSTIFIED)]

    found = read(Path("a.pdf"), pdf(story)).blocks

    assert [(b.text, b.level) for b in found if b.kind.value == "heading"] == [
        ("One harbour", 1),
        ("AT A GLANCE", 2),
        ("Two harbours", 1),
    ]


@pytest.mark.parametrize(
    ("shapes", "frames"),
    [
        ([(50, y, 500, y + 0.5) for y in (700, 660, 600)], [Ruled(50, 500, (700, 660, 600))]),
        # Each cell's edge is a line of its own.
        (
            [(x, y, x + 100, y) for y in (700, 660, 600) for x in (50, 150)],
            [Ruled(50, 250, (700, 660, 600))],
        ),
        # A shaded head has no line of its own; an underlined word does not reach across.
        (
            [(50, 670, 500, 690), *[(50, y, 500, y) for y in (670, 640)], (60, 655, 90, 655)],
            [Ruled(50, 500, (690, 670, 640), (655,))],
        ),
        # Every second row is shaded, and the last one is not.
        (
            [(50, y, 500, y + 20) for y in (700, 660, 620)],
            [Ruled(50, 500, (720, 700, 680, 660, 640, 620, 600))],
        ),
        ([(50, y, 500, y) for y in (790, 60)], []),
        ([(50, y, 500, y) for y in (790, 500, 60)], []),
        ([(50, 600, 500, 700)] * 3, []),
        ([(50, 700, 500, 700), (50, 660, 200, 660), (50, 600, 300, 600)], []),
    ],
)
def test_frames_are_level_lines_of_one_length(shapes, frames):
    assert frames_of(shapes) == frames


PLACES = st.tuples(st.integers(0, 6), st.integers(0, 9))
EDGES = st.tuples(st.integers(0, 2), st.integers(4, 7), st.sets(st.integers(0, 9), min_size=3))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PLACES, min_size=1, max_size=40, unique=True), st.lists(EDGES, max_size=3))
def test_no_word_of_a_page_is_lost_or_printed_twice(places, edges):
    words = [Word(f"w{x}.{y}", 40 * x, 40 * x + 10 + 3 * y, 12 * y, 10) for x, y in places]
    frames = [
        Ruled(40 * left, 40 * right, tuple(12.0 * y for y in sorted(rules, reverse=True)))
        for left, right, rules in edges
    ]

    rows_, _ = ruled_rows(rows_of(words), frames)

    read_ = Counter(word.text for row in rows_ for segment in row for word in segment.words)
    assert read_ == Counter(word.text for word in words)
