import pytest

from corpus.clean import split_lines
from corpus.compose import compose

PROSE = """\
The council met in spring and agreed on a plan for the
whole of the machine tool trade, which it had not done
before in any of its sessions."""

ANNEX = """\
Annex: Plans and schemes

No. Name                            Body            Year   Volume

1   Plan for the harbours of the    Council of      2016   not told
    North and of the South          Ports
2   Tug Scheme                      Port Office     2017   CNY 10 m
3   Plan for small ferries          MOR and two     2021   up to CNY 2 m
    and their crews                 others                 per boat
4   Chart Plan                      MOR             2022   none
"""

LABELS = """\
Table 1: Ships at a glance

Measure                                     Tugs        Ferries      Tankers
Share in new boats, 2015                     9.8%        11.2%          5.1%
Share of the South in all new boats, 2020   20.1%        19.7%         29.5%
Share of the North in all new boats of 2021 27.9%        44.0%          n.a.
Number of yards, 2022                          96        1,240           870
"""

WRAPPED = """\
Table 2: Makers of cranes

Company             Type              Orders        Based in
                                      (MW)
Otto Hydraulics     rail              410           Northport
Lamm and Sons       rail, sea         160           Southport
Westport
Gull Works          rail              75            Eastport

Source: makers.
"""

BROKEN = """\
Fees by port

Port             Peak       Since
Northport        1.21       October 2021
Southport        1.18       July 2023
Long Island
(west)           0.72       June 2022
"""

BELOW = """\
Table 4: Cranes

Port         2023      2024      2025 goal
Northport    270       330       400
Southport    380       410       500
Westport     58        73        70

Southport counts cranes more broadly than the other ports do, small ones and old ones too; by the
count that Northport uses it would have 255 in 2024.

Page 6 of 12
"""

MARKED = """\
Table 7: Auctions

Port\tBerths\tPrice (CNY)\tWinner
Northport\t21\t0.38\tGull
Southport\t8\t\tHeron
Westport\t14\t0.41\tOtto and Lamm
"""

BARRED = """\
Name | Task | Head
POB | Plans for quays | Lee Min
MOR | Roads | Otto Lamm
CSC | Charts of the deep | Ann Gull
"""

ENTITLED = """\
Who builds what
Company             Quays (km)     Cranes     Staff
North Works         1,204          31         910
South Works         310            9          280
"""

SPREAD = """\
Company             Quays (km)     Cranes     Staff

North Works         1,204          31         910

South Works         310            9          280
"""

READ = {
    "a blank line between the rows": (
        SPREAD,
        [
            ("header", "Company | Quays (km) | Cranes | Staff"),
            ("row", "North Works | 1,204 | 31 | 910"),
            ("row", "South Works | 310 | 9 | 280"),
        ],
    ),
    "tabs and an empty cell": (
        MARKED,
        [
            ("caption", "Table 7: Auctions"),
            ("header", "Port | Berths | Price (CNY) | Winner"),
            ("row", "Northport | 21 | 0.38 | Gull"),
            ("row", "Southport | 8 |  | Heron"),
            ("row", "Westport | 14 | 0.41 | Otto and Lamm"),
        ],
    ),
    "bars between the cells": (
        BARRED,
        [
            ("header", "Name | Task | Head"),
            ("row", "POB | Plans for quays | Lee Min"),
            ("row", "MOR | Roads | Otto Lamm"),
            ("row", "CSC | Charts of the deep | Ann Gull"),
        ],
    ),
    "a title right above the heads": (
        ENTITLED,
        [
            ("caption", "Who builds what"),
            ("header", "Company | Quays (km) | Cranes | Staff"),
            ("row", "North Works | 1,204 | 31 | 910"),
            ("row", "South Works | 310 | 9 | 280"),
        ],
    ),
    "an annex whose cells wrap, its head apart and with two names close together": (
        ANNEX,
        [
            ("heading", "Annex: Plans and schemes"),
            ("header", "No. | Name | Body | Year | Volume"),
            (
                "row",
                "1 | Plan for the harbours of the North and of the South | Council of Ports"
                " | 2016 | not told",
            ),
            ("row", "2 | Tug Scheme | Port Office | 2017 | CNY 10 m"),
            (
                "row",
                "3 | Plan for small ferries and their crews | MOR and two others | 2021"
                " | up to CNY 2 m per boat",
            ),
            ("row", "4 | Chart Plan | MOR | 2022 | none"),
        ],
    ),
    "long labels that a blank parts from the first cell": (
        LABELS,
        [
            ("caption", "Table 1: Ships at a glance"),
            ("header", "Measure | Tugs | Ferries | Tankers"),
            ("row", "Share in new boats, 2015 | 9.8% | 11.2% | 5.1%"),
            ("row", "Share of the South in all new boats, 2020 | 20.1% | 19.7% | 29.5%"),
            ("row", "Share of the North in all new boats of 2021 | 27.9% | 44.0% | n.a."),
            ("row", "Number of yards, 2022 | 96 | 1,240 | 870"),
        ],
    ),
    "a label that wraps": (
        WRAPPED,
        [
            ("caption", "Table 2: Makers of cranes"),
            ("header", "Company | Type | Orders (MW) | Based in"),
            ("row", "Otto Hydraulics | rail | 410 | Northport"),
            ("row", "Lamm and Sons Westport | rail, sea | 160 | Southport"),
            ("row", "Gull Works | rail | 75 | Eastport"),
            ("paragraph", "Source: makers."),
        ],
    ),
    "a label that wraps above its values, and months": (
        BROKEN,
        [
            ("caption", "Fees by port"),
            ("header", "Port | Peak | Since"),
            ("row", "Northport | 1.21 | October 2021"),
            ("row", "Southport | 1.18 | July 2023"),
            ("row", "Long Island (west) | 0.72 | June 2022"),
        ],
    ),
    "prose below a table": (
        BELOW,
        [
            ("caption", "Table 4: Cranes"),
            ("header", "Port | 2023 | 2024 | 2025 goal"),
            ("row", "Northport | 270 | 330 | 400"),
            ("row", "Southport | 380 | 410 | 500"),
            ("row", "Westport | 58 | 73 | 70"),
            (
                "paragraph",
                "Southport counts cranes more broadly than the other ports do, small ones and old"
                " ones too; by the count that Northport uses it would have 255 in 2024.",
            ),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_columns_that_gaps_part(text, expected):
    found = compose(split_lines(f"{PROSE}\n\n{text.strip()}\n\n{PROSE}\n\n{PROSE}")).blocks

    told = [(block.kind.value, " | ".join(block.cells) or block.text) for block in found]
    whole = PROSE.replace("\n", " ")
    assert [one for one in told if one[1] not in (whole, "Page 6 of 12")] == expected


def test_acronyms_over_acronyms_are_no_header():
    text = "POB   Port Office and Board\nMOR   Ministry of Roads\niSEA  Sea Council"

    found = compose(split_lines(text)).blocks

    assert [block.kind.value for block in found] == ["row", "row", "row"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cranes by port", "caption"),
        ("The cranes of the ports are these:", "paragraph"),
    ],
)
def test_a_few_words_over_a_table_are_its_title(text, kind):
    table = "Port        Cranes\nNorthport   31\nSouthport   26"

    found = compose(split_lines(f"{PROSE}\n\n{text}\n\n{table}")).blocks

    assert [block.kind.value for block in found][1:] == [kind, "header", "row", "row"]


def test_the_first_line_of_a_table_may_hold_one_cell():
    text = "Table 1: Ports\n\nPorts\nNorth   12   14\nSouth   9    11\nWest    3    5"

    found = compose(split_lines(text)).blocks

    assert [block.cells for block in found if block.cells][1:] == [
        ("North", "12", "14"),
        ("South", "9", "11"),
        ("West", "3", "5"),
    ]
