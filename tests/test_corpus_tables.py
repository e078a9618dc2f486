from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind, Rule

ROW = BlockKind.ROW
PROSE = """\
The council met in spring and agreed on a plan for the
whole of the machine tool trade, which it had not done
before in any of its sessions."""
WHOLE = PROSE.replace("\n", " ")


def read(text):
    return [
        (block.kind.value, " | ".join(block.cells) or f"{block.marker} {block.text}".strip())
        for block in compose(split_lines(text)).blocks
    ]


def rows(text):
    """Give the rows of a text's tables, and hold that nothing else was made of their lines."""
    found = read(f"{PROSE}\n\n{text.strip()}\n\n{PROSE}")
    assert found[0] == found[-1] == ("paragraph", WHOLE)
    others = {kind for kind, _ in found[1:-1]} - {"caption", "header", "row"}
    sources = [words for kind, words in found[1:-1] if kind == "paragraph"]
    assert others <= {"paragraph"}
    assert all(words.startswith("Source") for words in sources)
    return [(kind, words) for kind, words in found if kind in ("header", "row")]


FIRMS = """\
Table 1: Makers of tools

Firm Name Firm Information

Harbour and Coast Gears
Ltd.

- Founded in 1911
- Seat: Northport, in the county of the
same name
- Makes gears and shafts for all of the ships that are

built abroad

Lathe Works Co. - Founded in 1950
- Seat: Southport

iDrill Co. - Founded in 1990
- Seat: Westport
Newcomers
Quick Drills and Lathes
Company Inc.

- Founded in 2015
- Seat: Eastport

Source: own count.
"""
FIRM_ROWS = [
    ("header", "Firm Name | Firm Information"),
    (
        "row",
        "Harbour and Coast Gears Ltd. | - Founded in 1911 - Seat: Northport, in the county of the"
        " same name - Makes gears and shafts for all of the ships that are built abroad",
    ),
    ("row", "Lathe Works Co. | - Founded in 1950 - Seat: Southport"),
    ("row", "iDrill Co. | - Founded in 1990 - Seat: Westport"),
    ("row", "Newcomers"),
    ("row", "Quick Drills and Lathes Company Inc. | - Founded in 2015 - Seat: Eastport"),
]
TABLES = {
    "a list in the last cell": (FIRMS, FIRM_ROWS),
    "numbers in the last cell, on the line of the label or below it": (
        """\
Table 2: Topics

Subject area Topics

Basics of new
tools

1. Hard metals
2. Long life of blades that cut stone and

glass
3. Light

Smart drills 1. Drills that feel
2. Drills that see

Source: own.
""",
        [
            ("header", "Subject area | Topics"),
            (
                "row",
                "Basics of new tools | 1. Hard metals 2. Long life of blades that cut stone and"
                " glass 3. Light",
            ),
            ("row", "Smart drills | 1. Drills that feel 2. Drills that see"),
        ],
    ),
    "roman numbers in the last cell": (
        """\
Table 10 Support for firms

Type of Help Description

Money  (i) loans at a low rate for those who make
tools for hospitals

(ii) fewer fees

Taxes (i) no tax on profit for a year

(ii) later dates for (1) returns and (2) payments of
those who have lost orders

Ports, rails and
roads

(i) new cranes

(ii) new lines

Sources: own.
""",
        [
            ("header", "Type of Help | Description"),
            (
                "row",
                "Money | (i) loans at a low rate for those who make tools for hospitals"
                " (ii) fewer fees",
            ),
            (
                "row",
                "Taxes | (i) no tax on profit for a year (ii) later dates for (1) returns and"
                " (2) payments of those who have lost orders",
            ),
            ("row", "Ports, rails and roads | (i) new cranes (ii) new lines"),
        ],
    ),
    "a year in front, and cells that wrap": (
        """\
Table 1: Plans

Year Plan Key Elements

2015 Plan for the machine tool
trade and its people

Asks for more plants and for better schools
in all of the regions.

2016 Plan for ports

Asks for deeper harbours in the north and
for new cranes.

2018 Plan for rails
Names six lines that will be built by 2025.

Source: own.
""",
        [
            ("header", "Year Plan Key Elements"),
            (
                "row",
                "2015 | Plan for the machine tool trade and its people | Asks for more plants and"
                " for better schools in all of the regions.",
            ),
            (
                "row",
                "2016 | Plan for ports | Asks for deeper harbours in the north and for new cranes.",
            ),
            ("row", "2018 | Plan for rails Names six lines that will be built by 2025."),
        ],
    ),
    "years at the end": (
        """\
Table 3: Projects

Project Year
Made by hand 2025 (MBH
2025)

2015-ongoing

Lathes Plus 2015-ongoing
Three-Year Guide for
Lathes Plus Steel
Works

2016-2018

Source: own.
""",
        [
            ("header", "Project | Year"),
            ("row", "Made by hand 2025 (MBH 2025) | 2015-ongoing"),
            ("row", "Lathes Plus | 2015-ongoing"),
            ("row", "Three-Year Guide for Lathes Plus Steel Works | 2016-2018"),
        ],
    ),
    "numbers at the end under a header that wraps": (
        """\
Table 1: Courses by field

Field of study
Courses
in 2019

Courses
in 2020

Machines  577 14

Electronic Parts 437 13

Management of Plants and
Works

268 6

Total 1282 33

Source: own.
""",
        [
            ("header", "Field of study | Courses in 2019 | Courses in 2020"),
            ("row", "Machines | 577 | 14"),
            ("row", "Electronic Parts | 437 | 13"),
            ("row", "Management of Plants and Works | 268 | 6"),
            ("row", "Total | 1282 | 33"),
        ],
    ),
    "a header of single words, one to a column": (
        """\
Table 12. Ranks

Category

Talent Research Growth Data

North Land 1 1 3 2

South Land 2 3 1 1

Source: own.
""",
        [
            ("header", "Category | Talent | Research | Growth | Data"),
            ("row", "North Land | 1 | 1 | 3 | 2"),
            ("row", "South Land | 2 | 3 | 1 | 1"),
        ],
    ),
    "a rank in front, a yes or no and a number at the end": (
        """\
Table 4: Best schools

Rank School Place Public Staff
1 School of Ports Northport Yes 83
2 School of Gears Southport No 92
2 School of Saws Eastport - 42
4 Northern College of Drills and
Lathes Westport No 36
Source: own.
""",
        [
            ("header", "Rank School Place Public Staff"),
            ("row", "1 | School of Ports Northport | Yes | 83"),
            ("row", "2 | School of Gears Southport | No | 92"),
            ("row", "2 | School of Saws Eastport | - | 42"),
            ("row", "4 | Northern College of Drills and Lathes Westport | No | 36"),
        ],
    ),
    "a yes in some of the rows": (
        """\
Table 5: Themes of the fair

Themes of the fair in 2019
Open to
guests

Gears and shafts

Saws for stone and
for glass

Yes

Lathes

Drills that see Yes

Cranes Yes

Source: own.
""",
        [
            ("header", "Themes of the fair in 2019 | Open to guests"),
            ("row", "Gears and shafts"),
            ("row", "Saws for stone and for glass | Yes"),
            ("row", "Lathes"),
            ("row", "Drills that see | Yes"),
            ("row", "Cranes | Yes"),
        ],
    ),
    "a count between two texts": (
        """\
Table 5: Solutions

Category Count Included parts

Vision Tools 208 Cameras, Lamps, Recognition of
parts

Speech Tools 96 Microphones, Dictionaries

Machine Learning and
Planning

248 Networks, Trees, Models for

small plants

Other Tools 8 Clocks, Scales

Source: own.
""",
        [
            ("header", "Category | Count | Included parts"),
            ("row", "Vision Tools | 208 | Cameras, Lamps, Recognition of parts"),
            ("row", "Speech Tools | 96 | Microphones, Dictionaries"),
            (
                "row",
                "Machine Learning and Planning | 248 | Networks, Trees, Models for small plants",
            ),
            ("row", "Other Tools | 8 | Clocks, Scales"),
        ],
    ),
    "a year between two texts": (
        """\
Table 6: Centres

Name Since Tasks
Northern Centre for
Batteries

2016 Research on batteries; support for
makers of cars

Western Centre for
Gears

2017 Trials of gears

Source: own.
""",
        [
            ("header", "Name | Since | Tasks"),
            (
                "row",
                "Northern Centre for Batteries | 2016 | Research on batteries; support for makers"
                " of cars",
            ),
            ("row", "Western Centre for Gears | 2017 | Trials of gears"),
        ],
    ),
    "another script and a web address": (
        """\
Table 8: Schools under the ministry

English name Chinese name Website

Northern School 北方学校 http://www.north.example
School of Steel  钢铁学校 http://www.steel.example/
Harbour School 港口学校 http://www.port.example

Source: own.
""",
        [
            ("header", "English name | Chinese name | Website"),
            ("row", "Northern School | 北方学校 | http://www.north.example"),
            ("row", "School of Steel | 钢铁学校 | http://www.steel.example/"),
            ("row", "Harbour School | 港口学校 | http://www.port.example"),
        ],
    ),
    "names in another script below a label that wraps": (
        """\
Table 9: Members

Post Name Office

Chair 王一 (Wang Yi) Minister of Ports

Deputy chair and head of
the bureau

李二 (Li Er) Mayor of Northport

Member 张三 (Zhang San) Head of the School
of Steel

Source: own.
""",
        [
            ("header", "Post | Name | Office"),
            ("row", "Chair | 王一 (Wang Yi) | Minister of Ports"),
            ("row", "Deputy chair and head of the bureau | 李二 (Li Er) | Mayor of Northport"),
            ("row", "Member | 张三 (Zhang San) | Head of the School of Steel"),
        ],
    ),
    "an index, and a web address": (
        """\
Table 15. Firms

Index Firm Website

1 Harbour Gears www .gears .example

2 Saw Mill Co . www .saw-mill .example

3 Drill.io www .drill .io

Source: own.
""",
        [
            ("header", "Index | Firm | Website"),
            ("row", "1 | Harbour Gears | www .gears .example"),
            ("row", "2 | Saw Mill Co. | www .saw-mill .example"),
            ("row", "3 | Drill.io | www .drill .io"),
        ],
    ),
    "ordinals in front": (
        """\
Table 5: Fields

Fields Examples (not all)

1 . Metals Steel, copper

2 . Machines for the making of
tools and of plants

Remote lathes, cranes for ports with much
wind

3 . New sources of power Wind, sun

Source: own.
""",
        [
            ("header", "Fields Examples (not all)"),
            ("row", "1. Metals Steel, copper"),
            (
                "row",
                "2. Machines for the making of tools and of plants | Remote lathes, cranes for"
                " ports with much wind",
            ),
            ("row", "3. New sources of power Wind, sun"),
        ],
    ),
    "a narrow first column": (
        """\
Table 1: Bodies

Scope Name and bodies below it, if any

Ministries Ministry of Ports (MOP)
- Council of Harbours and Cranes in the north
- Committee for Rails

Ministry of Works and Plants of the whole land (MWP)
Other
public
bodies

Institute of Gears (IOG)

Bodies for
standards and
patents

Office of Patents of the whole land (OPL)
Board of Standards (BOS)

Source: own.
""",
        [
            ("header", "Scope | Name and bodies below it, if any"),
            (
                "row",
                "Ministries Ministry of Ports (MOP) - Council of Harbours and Cranes in the north"
                " - Committee for Rails | Ministry of Works and Plants of the whole land (MWP)",
            ),
            ("row", "Other public bodies | Institute of Gears (IOG)"),
            (
                "row",
                "Bodies for standards and patents | Office of Patents of the whole land (OPL)"
                " | Board of Standards (BOS)",
            ),
        ],
    ),
    "a narrow last column, and a page's end inside a cell": (
        """\
Table 8: Makers of vaccines

Company Method
Harbour Research and
Development Co., Ltd

Inactivated
virus

Northern Pharma + Institute of

Viral
vector

Company Method
Cells, Northport
South Biological Products +
Sera of Westport

Protein sub-
unit

Source: own.
""",
        [
            ("header", "Company | Method"),
            ("row", "Harbour Research and Development Co., Ltd | Inactivated virus"),
            ("row", "Northern Pharma + Institute of Cells, Northport | Viral vector"),
            ("row", "South Biological Products + Sera of Westport | Protein subunit"),
        ],
    ),
    "sentences that explain a word": (
        """\
Table 3: Principles

Principle Explanation

Demand-led Work on theories must be done where plants will
use them soon.

Open Firms are asked to share tools. Large firms have the
key role and will help small ones.

Market-based Fees are set by those who pay them.

Source: own.
""",
        [
            ("header", "Principle Explanation"),
            ("row", "Demand-led Work on theories must be done where plants will use them soon."),
            (
                "row",
                "Open Firms are asked to share tools. Large firms have the key role and will help"
                " small ones.",
            ),
            ("row", "Market-based Fees are set by those who pay them."),
        ],
    ),
    "two lists side by side": (
        """\
Table 13: Strengths and threats

Strengths of the north Threats to the north

• Many ports
• Old schools that train smiths and other

crafts
• Steel

• Few orders
• Prices that fall in

spring

Source: own.
""",
        [
            ("header", "Strengths of the north Threats to the north"),
            ("row", "• Many ports"),
            ("row", "• Old schools that train smiths and other crafts"),
            ("row", "• Steel"),
            ("row", "• Few orders"),
            ("row", "• Prices that fall in spring"),
        ],
    ),
    "gaps that hold, and cells that wrap under their columns": (
        """\
Table 3: Bodies

Region         Body responsible       Since
North coast    Ministry of            2015
and islands    Transport
South          Board of Trade         2016
               and Ports
""",
        [
            ("header", "Region | Body responsible | Since"),
            ("row", "North coast and islands | Ministry of Transport | 2015"),
            ("row", "South | Board of Trade and Ports | 2016"),
        ],
    ),
    "gaps that hold in some of the rows": (
        """\
Table 7: Best schools

Rank Institution Place Public  Staff

1  School of Ports  Northport, Northland Yes 83

2  School of Gears  Southport, Southland - 92

3  School of Saws Eastport, Eastland No 42

4  School of Drills  Westport, Westland C 36

Source: own.
""",
        [
            ("header", "Rank Institution Place Public | Staff"),
            ("row", "1 | School of Ports | Northport, Northland | Yes | 83"),
            ("row", "2 | School of Gears | Southport, Southland | - | 92"),
            ("row", "3 | School of Saws Eastport, Eastland | No | 42"),
            ("row", "4 | School of Drills | Westport, Westland | C | 36"),
        ],
    ),
    "bars": (
        """\
Table 4: Cables

| Cable | Owner |
|-------|-------|
| North | Wire Co. |
| South | Line Ltd. |
""",
        [
            ("header", "Cable | Owner"),
            ("row", "North | Wire Co."),
            ("row", "South | Line Ltd."),
        ],
    ),
    "no header": (
        """\
Table 4: Plants by region

North 1,204 31%
South coast 310 9%
East (40) -
""",
        [
            ("row", "North | 1,204 | 31%"),
            ("row", "South coast | 310 | 9%"),
            ("row", "East | (40) | -"),
        ],
    ),
    "a caption that a page's start cuts": (
        """\
Table 9: Projects of the leading group of the council and
\fits committees, as of 2018.

Project Year
Works of the North 2011
Works of the South 2012
""",
        [
            ("header", "Project | Year"),
            ("row", "Works of the North | 2011"),
            ("row", "Works of the South | 2012"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TABLES.values(), ids=TABLES)
def test_rows_of_tables_whose_gaps_are_lost(text, expected):
    assert rows(text) == expected


def test_a_header_that_is_printed_again_is_taken_out():
    text = (
        f"{PROSE}\n\nTable 1: Projects\n\nProject Year\nWorks of the North 2011\n"
        "\fProject Year\nWorks of the East 2014\nWorks of the West 2016\n\nSource: own."
    )
    composed = compose(split_lines(text))

    assert [(r.rule, r.text, r.page) for r in composed.removed] == [
        (Rule.REPEATED_HEADER, "Project Year", 2)
    ]
    assert [(b.cells, b.page) for b in composed.blocks if b.kind is ROW] == [
        (("Works of the North", "2011"), 1),
        (("Works of the East", "2014"), 2),
        (("Works of the West", "2016"), 2),
    ]


def test_a_row_goes_on_behind_the_notes_of_a_page():
    text = f"""\
{PROSE} Some say no.3

Table 1: Makers

Firm Name Firm Information

Saw Mill Ltd.

- Founded in 1901
- Seat: Westport

3 Ward 2019.
\fFirm Name Firm Information

- Focus: saws

Blade Co. - Founded in 1960
- Seat: Northport

Source: own."""
    composed = compose(split_lines(text)).blocks

    assert [(b.kind.value, b.cells or b.text) for b in composed[2:-1]] == [
        ("header", ("Firm Name", "Firm Information")),
        ("row", ("Saw Mill Ltd.", "- Founded in 1901 - Seat: Westport - Focus: saws")),
        ("row", ("Blade Co.", "- Founded in 1960 - Seat: Northport")),
        ("footnote", "Ward 2019."),
    ]


def test_rows_that_stand_apart_from_their_caption_are_told_by_the_header_of_another_table():
    second = "Saw Mill Ltd.\n\n- Founded in 1901\n- Seat: Westport\n\nBlade Co. - Founded in 1960"
    text = (
        f"{FIRMS}\nTable 2: Makers of saws\n\nSource: own count.\n\n{PROSE}\n\n"
        f"Firm name Firm information\n\n{second}\n- Seat: Northport\n\n{PROSE}"
    )

    assert read(text)[-6:] == [
        ("paragraph", "Source: own count."),
        ("paragraph", WHOLE),
        ("header", "Firm name | Firm information"),
        ("row", "Saw Mill Ltd. | - Founded in 1901 - Seat: Westport"),
        ("row", "Blade Co. | - Founded in 1960 - Seat: Northport"),
        ("paragraph", WHOLE),
    ]


def test_the_values_of_a_figure_are_a_small_table_and_its_other_labels_are_not():
    text = (
        "Figure 5. Firms by county\n\nCounty % of Firms\n\nNorthshire 43.20%\n\n"
        f"South County 16.90%\n\nEastshire 14.90%\n\nNorthshire\n\nSource: own.\n\n{PROSE}"
    )

    assert read(text)[:-1] == [
        ("caption", "Figure 5. Firms by county"),
        ("header", "County | % of Firms"),
        ("row", "Northshire | 43.20%"),
        ("row", "South County | 16.90%"),
        ("row", "Eastshire | 14.90%"),
        ("paragraph", "Northshire"),
        ("paragraph", "Source: own."),
    ]


def test_a_note_under_a_table_ends_it_and_the_sentence_above_goes_on_behind_it():
    note = (
        "Schools are ranked by what they print. A yes tells of those that are owned by the state, "
        "whatever\nthe share that it holds of them. The count was made in the spring of a year by "
        "those who teach."
    )
    cut = PROSE.rsplit("\n", 1)
    text = (
        f"{PROSE}\n\n{cut[0]}\n\nTable 7: Schools\n\nSchool Staff\n\nPorts 83\n\nGears 92\n\n"
        f"{note}\n\f{cut[1]}"
    )

    assert read(text)[1:] == [
        ("paragraph", WHOLE),
        ("caption", "Table 7: Schools"),
        ("header", "School | Staff"),
        ("row", "Ports | 83"),
        ("row", "Gears | 92"),
        ("paragraph", note.replace("\n", " ")),
    ]


def test_a_caption_below_its_table_makes_no_table_of_the_prose_after_it():
    table = "Region    Plants   Share\nNorth     1,204    31%\nSouth     310      9%"

    assert read(f"{PROSE}\n\n{table}\n\nTable 3: Plants by region\n\nPrices\n\n{PROSE}")[1:] == [
        ("header", "Region | Plants | Share"),
        ("row", "North | 1,204 | 31%"),
        ("row", "South | 310 | 9%"),
        ("caption", "Table 3: Plants by region"),
        ("heading", "Prices"),
        ("paragraph", WHOLE),
    ]


NO_TABLES = {
    "a list of numbered items": "1. Fair trade\n2. Open ports\n3. Safe plants",
    "bullets with figures": "- 40 plants in 2019\n- 60 plants in 2020\n- 80 plants in 2021",
    "an address": "Institute of Tools\nHarbour Street 64\n10179 Northport\nTel. 030 3440",
    "contents": "Trade ........ 12\nPrices ....... 14\nWages ........ 20",
    "contents without dots": "1 Trade 12\n2 Prices 14\n3 Wages 20",
    "prose with figures": (
        "In 2019 there were 40 plants in the north and 60 in\n"
        "the south, and in 2020 there were 42 in the north and\n"
        "63 in the south, of which 12 were new in that year."
    ),
    "fields": "Issuing body: Ministry of Ports\nDate: 3 May 2021\nStatus: in force",
    "names": "Ann Ward, Analyst\nBen Hart, Analyst\nCai Lin, Editor",
    "a list of sources": "Ward, A. (2019). Tools.\n\nHart, B. (2020). Ports.",
    "a table that is a picture": f"Table 9: Output of tools\n\nSource: own.\n\n{PROSE}",
    "a caption above prose": f"Table 9: Output of tools\n\n{PROSE}",
    "a figure's axis": f"Figure 2: Output\n\n0\n500\n1000\n1500\n\n{PROSE}",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_has_no_rows(text):
    assert {kind for kind, _ in read(f"{PROSE}\n\n{text}\n\n{PROSE}")} & {"header", "row"} == set()


WORDS = st.lists(
    st.sampled_from("Harbour gears of the north Yes 12 2015 31% - 1. • (i) and, Co. 港口".split()),
    min_size=1,
    max_size=7,
).map(" ".join)
LINES = st.lists(st.tuples(WORDS, st.sampled_from(["\n", "\n\n", "\n\f"])), max_size=14)


@settings(max_examples=300, deadline=None)
@given(LINES)
def test_no_letter_of_a_table_is_lost_or_made_up(lines):
    body = "".join(f"{words}{end}" for words, end in lines)
    text = f"{PROSE}\n\nTable 1: Plants\n\nFirm Name Year\n\n{body}\n\nSource: own.\n\n{PROSE}"
    composed = compose(split_lines(text))
    kept = [(b.marker, b.text, *b.cells) for b in composed.blocks]
    kept += [(removed.text,) for removed in composed.removed]

    assert letters("".join(part for parts in kept for part in parts)) == letters(text)


def letters(text):
    return Counter(char for char in text if char.isalpha())
