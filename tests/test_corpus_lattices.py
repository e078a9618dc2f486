import pytest
from pdf_story import (
    BODY,
    CAPTION,
    GRID,
    JUSTIFIED,
    MAKERS,
    PRICES,
    blocks,
    pdf,
    rows,
    table,
    whole,
)

from corpus.lattices import cells_in, framed, lattice_rows
from corpus.rulings import Cell, Frame
from corpus.words import Word

MIDDLE = ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
LEVELS, UPRIGHTS = (100.0, 80.0, 60.0, 40.0), (50.0, 150.0, 250.0)
FRAME = Frame(50.0, 250.0, LEVELS)
GRIDDED = [
    *[(50.0, y, 250.0, y + 0.5) for y in LEVELS],
    *[(x, 40.0, x + 0.5, 100.0) for x in UPRIGHTS],
]


def test_a_cell_over_two_rows_that_is_centred_between_them():
    cells = [
        ("Date", "Body", "What happened"),
        ("3 June", "Board", "Opinion on the rates of ports"),
        ("", "Union", "Twelve rules for large machines"),
        ("4 June", "Northport", "Aid for new plants"),
    ]
    made = table(cells, [60, 80, 200], [*GRID, MIDDLE, ("SPAN", (0, 1), (0, 2))])

    assert blocks(pdf([(MAKERS, JUSTIFIED), made, (PRICES, JUSTIFIED)])) == [
        ("paragraph", MAKERS),
        *whole(cells),
        ("paragraph", PRICES),
    ]


def test_a_blank_corner_over_words_and_figures():
    cells = [
        ("", "Northport", "Southport"),
        ("Owner", "Harbour Gears", "Lathe Works"),
        ("Halls", "12", "15"),
        ("In use", "10", "4"),
    ]

    assert rows(table(cells, [80, 100, 100], GRID)) == whole(cells)


def test_names_over_several_columns_are_put_before_those_below_them():
    cells = [
        ("Maker", "Units", "", "Share (%)", ""),
        ("", "2022", "2023", "2022", "2023"),
        ("Harbour Gears", "410", "512", "86", "77"),
        ("Lathe Works", "38", "96", "8", "14"),
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))]
    names = ("Maker", "Units 2022", "Units 2023", "Share (%) 2022", "Share (%) 2023")

    made = table(cells, [90, 50, 50, 50, 50], [*GRID, MIDDLE, *spans])

    assert rows(made) == whole([names, *cells[2:]])


def test_a_cell_over_all_columns_is_its_row():
    cells = [("Port", "Rate"), ("Northern ports", ""), ("Northport", "12"), ("Oldport", "7")]

    found = rows(table(cells, [120, 60], [*GRID, ("SPAN", (0, 1), (1, 1))]))

    assert found == whole([cells[0], ("Northern ports",), *cells[2:]])


@pytest.mark.parametrize("style", [GRID, []], ids=["ruled", "unruled"])
def test_a_line_in_brackets_under_the_caption(style):
    cells = [
        ("Region", "Plan", "Goal"),
        ("North", "Rules for ports and for the roads to them", "1,000 sites by the end of 2026"),
        ("South", "Plan for the growth of all of the rails", "Six lines"),
    ]
    small = BODY.clone("small", fontSize=8)
    story = [("Table 1: Plans", BODY), ("(told from March to August 2024)", small)]
    story += [table(cells, [60, 130, 110], style), (PRICES, JUSTIFIED)]

    assert blocks(pdf(story)) == [
        ("caption", f"{CAPTION[0][1]} (told from March to August 2024)"),
        *whole(cells),
        ("paragraph", PRICES),
    ]


def test_the_cells_of_a_table_ruled_both_ways():
    spanned = [s for s in GRIDDED if s[0] != 150.0] + [(150.0, 40.0, 150.5, 80.0)]

    assert cells_in(FRAME, spanned) == (
        Cell(0, 0, 1, 50.0, 80.0, 250.0, 100.0),
        Cell(1, 0, 0, 50.0, 60.0, 150.25, 80.0),
        Cell(1, 1, 1, 150.25, 60.0, 250.0, 80.0),
        Cell(2, 0, 0, 50.0, 40.0, 150.25, 60.0),
        Cell(2, 1, 1, 150.25, 40.0, 250.0, 60.0),
    )


@pytest.mark.parametrize(
    "shapes",
    [
        [s for s in GRIDDED if s[2] - s[0] > 1],
        [s for s in GRIDDED if s[1] != 60.0 and s[0] != 150.0]
        + [(50.0, 60.0, 150.0, 60.5), (150.0, 60.0, 150.5, 100.0)],
    ],
    ids=["level lines alone", "a cell with a corner"],
)
def test_what_is_no_lattice(shapes):
    assert cells_in(FRAME, shapes) == ()


def word(text, x, y):
    return Word(text, x, x + 5.0 * len(text), y, 10.0)


@pytest.mark.parametrize(
    "words",
    [
        [[word("2019", 60, 84)], [word("2020", 60, 64)], [word("Share", 160, 44)]],
        [
            [word("Port", 60, 84), word("Rate", 160, 84)],
            [word("North", 60, 72), word("12", 160, 72)],
            [word("South", 60, 62), word("7", 160, 62)],
        ],
    ],
    ids=["a chart", "rows that no rules part"],
)
def test_cells_that_are_no_rows(words):
    (frame,) = [frame for frame in framed(GRIDDED) if frame.right == 250.0]

    assert lattice_rows(frame, words) == []
