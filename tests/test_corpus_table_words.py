import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.table_words import body_cells, word_cells

PARTED = {
    "shares in brackets": """\
Kind | Northland | United Kingdom
Tugs | 24 (14%) | 148 (31%)
Ferries | 19 (11%) | 71 (15.5 %)
Total | 43 (100%) | 219 (100%)""",
    "units, money and days": """\
Plant | Owner | Capacity | Cost | Opened
Long bay | POB | 1,250 MW | CNY 2.1 bn | 20 May 2024
Salt lake | MOR | 900 MW | CNY 900 m | 2 June 2024
Old hill | CSC | 40 MW | CNY 1.2 bn | May 2023""",
    "phrases": """\
Body | Harbours | Open sea | Staff (2024)
POB | Plans for quays | Licences for pilots | 85
MOR | Roads, rails | None | 140
CSC | None | Charts of the deep | 70""",
    "acronyms after a name, and a range": """\
Programme | Lead body | Grant (CNY m) | Target | Left
Sea Lamp | MOR, POB | 3–5 | 600 | 57
Night Ferry | CSC | 2 | 150 | n/a
Grey Gull | POB | 1.5 | 80 | 6""",
    "a place after a name, and words after figures": """\
Yard | Seat | Founded | Trade | Staff 2023 | Listed
Gear Works | Northport | 1993 | Tugs | 2,400 | SEA, 2021
Otto Lamm | Hong Kong | 2003 | Small ferries | 180 | No
Lee & Sons | Westport | 2007 | Tankers | 1,210 | No""",
    "names that nothing parts": """\
Yard Owner | Berths | Cranes
Long Bay Base Lee Shipping | 400 | 16
Hill North Otto | 200 | 8
Salt Lake Gull Group | 150 | 6""",
    "figures in a label": """\
Indicator | Northland | United Kingdom
Registered boats | 1,267 | 863
Top 10 ports, 2019–23 (share) | 42% | 23%
Loans for boats, 2022 (CNY m) | 5.9 | 46.1""",
}


@pytest.mark.parametrize("table", PARTED.values(), ids=PARTED)
def test_columns_of_words_are_parted(table):
    heads, *rows = [line.split(" | ") for line in table.splitlines()]

    assert word_cells([" ".join(heads)], [" ".join(row) for row in rows]) == (heads, rows)


LED = (
    ["Year Act Issued by Main Points"],
    [
        ["2010", "Plan for quays,\nfirst part\nPOB Ten ports with\nnew quays."],
        ["2016", "Rules for pilots\nMOR, CSC Licences of the LPG trade."],
        ["2021", "Port act\nPOB and MOR Boats\nof 5 t."],
    ],
)


def test_a_line_that_begins_with_a_body_begins_its_column():
    assert body_cells(*LED) == (
        ["Year", "Act", "Issued by", "Main Points"],
        [
            ["2010", "Plan for quays,\nfirst part", "POB", "Ten ports with\nnew quays."],
            ["2016", "Rules for pilots", "MOR, CSC", "Licences of the LPG trade."],
            ["2021", "Port act", "POB and MOR", "Boats\nof 5 t."],
        ],
    )
    assert body_cells(["Year Act Main Points"], LED[1]) is None
    assert body_cells(LED[0], [*LED[1], ["2022", "Port act\nof the land"]]) is None


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        (["Province % of all Yards"], ["North Land 43%", "South Land 12%", "West Land 9%"]),
        (["Yard Owner"], ["Long Bay 4", "Hill 5 Lee", "Salt 6"]),
        (["Yard Berths"], ["Long Bay 4", "Hill 5"]),
    ],
    ids=["a name of two capitals", "rows that differ", "too few rows"],
)
def test_words_that_nothing_parts_stay_together(names, texts):
    assert word_cells(names, texts) is None


def test_the_first_row_stays_apart_from_the_header_and_a_page_number_from_the_rows():
    rows = PARTED["acronyms after a name, and a range"].replace(" | ", " ").replace("\n", "\n\n")
    text = f"Table 5. Programmes\n\n{rows}\n\n9\n\fSource: own."

    composed = compose(split_lines(text))

    assert [(b.kind.value, b.cells[:2]) for b in composed.blocks if b.cells] == [
        ("header", ("Programme", "Lead body")),
        ("row", ("Sea Lamp", "MOR, POB")),
        ("row", ("Night Ferry", "CSC")),
        ("row", ("Grey Gull", "POB")),
    ]
    assert [removal.text for removal in composed.removed] == ["9"]
