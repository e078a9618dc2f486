import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.table_cells import unlabelled_header
from corpus.table_figures import figure_cells, figured

PROSE = "The council met in spring and agreed on a plan for the whole of the machine tool trade."
PARTS = """\
Table 1: Parts of a crane
Part Pieces per crane Share of cost Main centre
Lifting hook 14 19 % Northport
Gear box 1 9 % Southport
Six-axis arm – 41 % Westport
Other – 10 % –
Source: own count."""
PROVINCES = """\
Table 1: Programmes compared
Northland Southland Westland Eastland
Start of programme 8 February 2024 20 March
2024
30 May
2023
12 July
2024
Main tool premium for buyers test grounds shares training
data
Makers, mid-2025 64 38 22 9
Output (machines) 5,200 3,400 900 150
Jobs 21,000 12,500 7,800 2,600
Review no no no 2026
Target (machines) 40,000 30,000 20,000 15,000
Spending 2.2 2.9 3.4 0.9
Source: own count."""
BODIES = """\
Table 1: Bodies
Body Chinese name Task Budget 2025
(CNY million)
MOP 港口部 harbours, quays and the
roads to them
640
Board of Rails and
Stations
铁路和车站局
lines
1,150
Council of Ports 港口理事
会
trials of new cranes, test
methods
310
Standards Committee 标准化委员会 standards 22
Source: own count."""
GLOSSARY = """\
Appendix A Glossary
Term Chinese Meaning
Quay 码头 a wall at which ships are
unloaded
Degree of freedom 自由度 a direction in which a crane can move
Remote
handling
远程操作 guidance of a crane by a person at a distance
POB 港口
局
Port Office and Board
Appendix B Timeline
30 May 2023 The office opens."""
READ = {
    "figures among words": (
        PARTS,
        [
            ("Part", "Pieces per crane", "Share of cost", "Main centre"),
            ("Lifting hook", "14", "19 %", "Northport"),
            ("Gear box", "1", "9 %", "Southport"),
            ("Six-axis arm", "–", "41 %", "Westport"),
            ("Other", "–", "10 %", "–"),
        ],
    ),
    "names over values": (
        PROVINCES,
        [
            ("", "Northland", "Southland", "Westland", "Eastland"),
            (
                "Start of programme",
                "8 February 2024",
                "20 March 2024",
                "30 May 2023",
                "12 July 2024",
            ),
            ("Main tool premium for buyers test grounds shares training data",),
            ("Makers, mid-2025", "64", "38", "22", "9"),
            ("Output (machines)", "5,200", "3,400", "900", "150"),
            ("Jobs", "21,000", "12,500", "7,800", "2,600"),
            ("Review", "no", "no", "no", "2026"),
            ("Target (machines)", "40,000", "30,000", "20,000", "15,000"),
            ("Spending", "2.2", "2.9", "3.4", "0.9"),
        ],
    ),
    "a value below cells that wrap": (
        BODIES,
        [
            ("Body", "Chinese name", "Task", "Budget 2025 (CNY million)"),
            ("MOP", "港口部", "harbours, quays and the roads to them", "640"),
            ("Board of Rails and Stations", "铁路和车站局", "lines", "1,150"),
            ("Council of Ports", "港口理事会", "trials of new cranes, test methods", "310"),
            ("Standards Committee", "标准化委员会", "standards", "22"),
        ],
    ),
    "a glossary": (
        GLOSSARY,
        [
            ("Term", "Chinese", "Meaning"),
            ("Quay", "码头", "a wall at which ships are unloaded"),
            ("Degree of freedom", "自由度", "a direction in which a crane can move"),
            ("Remote handling", "远程操作", "guidance of a crane by a person at a distance"),
            ("POB", "港口局", "Port Office and Board"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_rows_that_figures_and_chinese_tell(text, expected):
    found = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks

    assert [block.cells for block in found if block.cells] == expected
    assert [block.kind.value for block in found if block.cells][:2] == ["header", "row"]


def test_what_stands_around_a_glossary_stays_what_it_is():
    found = compose(split_lines(GLOSSARY)).blocks

    others = [(block.kind.value, block.text) for block in found if not block.cells]
    assert others == [
        ("heading", "Appendix A Glossary"),
        ("heading", "Appendix B Timeline"),
        ("paragraph", "30 May 2023 The office opens."),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("30 May 2023   The office opens.\n8 July 2024   It pays for data.", "row"),
        ("2023-05-30   The office opens.\n2024-07-08   It pays for data.", "row"),
        ("May 30, 2023   The office opens.\nJuly 8, 2024   It pays for data.", "row"),
        ("2022   1.2\n2023   5.1\n2024   7.7", "row"),
        ("Port   2022   2023\nNorth   12   14\nSouth   9   10", "header"),
    ],
)
def test_a_day_or_a_figure_names_no_column(text, first):
    assert compose(split_lines(text)).blocks[0].kind.value == first


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Gear box 14 9 % Southport", ["Gear box", "14", "9 %", "Southport"]),
        ("Start 8 February 2024 May 2025", ["Start", "8 February 2024", "May 2025"]),
        ("Other – 10 % –", ["Other", "–", "10 %", "–"]),
        ("Committee TC 591 for cranes 22", []),
        ("14 gear boxes", []),
        ("Gear box", []),
    ],
)
def test_cells_of_a_row_with_figures(text, cells):
    assert figure_cells(text) == cells


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Hook 14 19 % North", "Gear 1 9 % South", "Arm – 4 % West"], True),
        (["Hook 14 19 % North", "Gear 1 9 % South", "Arm 4 % West"], False),
        (["Hook 14 19 % North", "Gear 1 9 % South"], False),
        (["Hook 14 North", "Hook 15 South", "Hook 16 West"], False),
        (["It has 14 yards", "It has 15 docks", "and 16 cranes"], False),
    ],
)
def test_lines_are_rows_where_each_has_as_many_figures(lines, expected):
    assert figured(lines) is expected


@pytest.mark.parametrize(
    ("text", "values", "heads"),
    [
        ("North South West", 3, ["", "North", "South", "West"]),
        ("North South West", 2, None),
        ("North South", 2, None),
        ("Share of Cost", 3, None),
    ],
)
def test_heads_over_values_alone(text, values, heads):
    assert unlabelled_header([text], values) == heads
