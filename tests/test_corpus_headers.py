"""Headers of several rows: one row that names each column, whatever cells are merged."""

import io
from pathlib import Path

import docx
import pytest

from corpus.assemble import assemble
from corpus.readers import read
from corpus.readers.tables import Merged, table_blocks

RIGHT, BELOW = Merged.RIGHT, Merged.BELOW
TOP, YEARS = ("Maker", "Sales (units)", RIGHT, "Change"), (BELOW, "2022", "2023", BELOW)
NAMES = "Maker | Sales (units) 2022 | Sales (units) 2023 | Change"
BODY = [("BYD", "5", "6", "+20%"), ("NIO", "7", "8", "+14%")]


def shown(rows, headers=0):
    """A line a block: a header with "=" before it, a caption with "^"."""
    signs = {"header": "=", "caption": "^", "row": ""}
    blocks = table_blocks(rows, headers)
    return [signs[block.kind] + (" | ".join(block.cells) or block.text) for block in blocks]


def rows(cells):
    return [" | ".join("" if cell in (RIGHT, BELOW) else cell for cell in row) for row in cells]


@pytest.mark.parametrize("headers", [0, 1, 2])
def test_a_header_of_two_rows_is_one(headers):
    assert shown([TOP, YEARS, *BODY], headers) == [f"={NAMES}", *rows(BODY)]


@pytest.mark.parametrize(
    ("cells", "headers", "expected"),
    [
        (  # three rows, a word that is the same in two, and a row without text among them
            [
                ("Sector", "Robots", RIGHT),
                ("", "", ""),
                ("", "Density", RIGHT),
                ("Sector", "2020", "2021"),
                ("Cars", "9", "8"),
            ],
            4,
            ["=Sector | Robots Density 2020 | Robots Density 2021", "Cars | 9 | 8"],
        ),
        (  # the second row has no mark, and stands under the merged cell alone
            [("", "Units", RIGHT), ("", "2021", "2022"), ("BYD", "5", "6")],
            1,
            ["= | Units 2021 | Units 2022", "BYD | 5 | 6"],
        ),
        (  # a title across the columns
            [("Sales of makers", RIGHT, RIGHT, RIGHT), TOP, YEARS, *BODY],
            3,
            ["^Sales of makers", f"={NAMES}", *rows(BODY)],
        ),
        (
            [("Sales of makers", RIGHT, RIGHT), ("Maker", "2021", "2022"), ("BYD", "5", "6")],
            1,
            ["^Sales of makers", "=Maker | 2021 | 2022", "BYD | 5 | 6"],
        ),
        (  # a merged cell over a column of the body is none of the header's
            [("Region", "City", "GDP"), ("East", "Wuxi", "5"), (BELOW, "Suzhou", "6")],
            1,
            ["=Region | City | GDP", "East | Wuxi | 5", "East | Suzhou | 6"],
        ),
        (  # one row stays as it is, also over merged columns of the body
            [("Land", "GDP", RIGHT), ("East", "5", "6"), ("West", "7", "8")],
            1,
            ["=Land | GDP | ", "East | 5 | 6", "West | 7 | 8"],
        ),
        (  # values that look like years are no names of columns
            [("Land", "Staff", RIGHT), ("East", "2021", "2022"), ("West", "7", "8")],
            1,
            ["=Land | Staff | ", "East | 2021 | 2022", "West | 7 | 8"],
        ),
        (  # fields below their policy
            [("Plan X", RIGHT), ("Body", "MIIT"), ("Date", "2021")],
            0,
            ["Plan X | ", "Body | MIIT", "Date | 2021"],
        ),
        (
            [("Group", RIGHT, RIGHT), ("East", "a", "b"), ("West", "c", "d")],
            0,
            ["Group |  | ", "East | a | b", "West | c | d"],
        ),
        (  # a cell that covers all rows makes no header of them
            [("Land", "GDP", "Year"), *[(BELOW, "5", "2021")] * 5],
            1,
            ["=Land | GDP | Year", *[" | 5 | 2021"] * 5],
        ),
    ],
)
def test_only_header_rows_are_joined(cells, headers, expected):
    assert shown(cells, headers) == expected


HEAD = "<tr><th rowspan=2>Maker<th colspan=2>Sales (units)<th rowspan=2>Change"
YEAR_CELLS = "<tr><{0}>2022<{0}>2023"
TRS = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in BODY)


def page(table):
    return f"<html><body><table>{table}</table></body></html>".encode()


def test_a_title_on_a_page_stands_above_a_header_of_words():
    table = "<tr><th colspan=3>Seats<tr><th>Maker<th>Town<th>Land<tr><td>BYD<td>Shenzhen<td>China"
    made = assemble(read(Path("a.html"), page(table)).blocks)
    assert [(str(block.kind), made.text[block.start : block.end]) for block in made.blocks] == [
        ("caption", "Seats"),
        ("header", "Maker | Town | Land"),
        ("row", "BYD | Shenzhen | China"),
    ]


def as_word(titled):
    document = docx.Document()
    table = document.add_table(4 + titled, 4)
    for at, row in enumerate([("Title", *" " * 3)] * titled + [TOP, YEARS, *BODY]):
        for column, cell in enumerate(row):
            table.cell(at, column).text = "" if cell in (RIGHT, BELOW) else cell
    for first, last in [((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3))]:
        text = table.cell(first[0] + titled, first[1]).text
        merged = table.cell(first[0] + titled, first[1]).merge(
            table.cell(last[0] + titled, last[1])
        )
        merged.text = text
    if titled:
        table.cell(0, 0).merge(table.cell(0, 3)).text = "Title"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


TITLE = "<tr><th colspan=4>Title"


@pytest.mark.parametrize(
    ("name", "file", "title"),
    [
        ("a.html", page(HEAD + YEAR_CELLS.format("th") + TRS), []),
        ("a.html", page(HEAD + YEAR_CELLS.format("td") + TRS), []),
        ("a.html", page(f"<thead>{HEAD}{YEAR_CELLS.format('td')}</thead>{TRS}"), []),
        ("a.html", page((HEAD + YEAR_CELLS.format("td")).replace("<th", "<td") + TRS), []),
        ("a.html", page(TITLE + HEAD + YEAR_CELLS.format("th") + TRS), ["Title"]),
        ("a.docx", as_word(0), []),
        ("a.docx", as_word(1), ["Title"]),
    ],
)
def test_pages_and_word_documents_give_their_merged_cells(name, file, title):
    made = assemble(read(Path(name), file).blocks)
    lines = [(str(block.kind), made.text[block.start : block.end]) for block in made.blocks]
    assert lines == [
        *(("caption", text) for text in title),
        ("header", NAMES),
        *(("row", text) for text in rows(BODY)),
    ]
