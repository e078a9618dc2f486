import pytest

from corpus.clean import split_lines
from corpus.compose import compose

PROSE = """\
The council met in spring and agreed on a plan for the
whole of the machine tool trade, which it had not done
before in any of its sessions."""

YARDS = """\
Table 2. The largest yards

Yard
Home port
Set up in
Ships built
2023
Main trade
Harbour Works
Northport
1993
24
Coasters and
small ferries
Gear Yard
Southport
2003
18
Tankers
Lee & Sons
Westport
2007
n/a
Tugs
"""

GRANTS = """\
Exhibit 4
Grants for buyers of cranes
City
2022
2023
Cap per crane
Listed
Northport
12%
10%
CNY 30,000
Yes
Southport
15%
15–20%
CNY 45,000
No
Westport
–
8%
CNY 20,000
Yes
Source: ports.
"""

RANKS = """\
Table 3: Ranking of ports

Rank

Port

Cranes

1

Northport

310

2

Southport

264

3

Westport

198
"""

TITLED = """\
Cranes by port
Port
Cranes
Share of all
Northport
310
31%
Southport
264
26%
Westport
198
19%
"""

SIGNED = """\
Table 4: Balance of trade, index

Trade
Northland
G20
Southland

Deep sea
+71
−18
+1 042

Coast and lakes
−29
+4
n.a.

Rivers
+8
-5
-36
"""

COLUMNS = """\
Figure 7. Ports of the coast

Port

Northport
Southport
Westport

Cranes

310
264
–

2023

9%
4%
2%

Source: ports.
"""

HEADED = """\
Table 5: Ferries by line

Line
Day
Night

Boats
12
3

Founded
1993
2007
"""

READ = {
    "signs, thin spaces and a blank line between rows": (
        SIGNED,
        [
            ("caption", "Table 4: Balance of trade, index"),
            ("header", "Trade | Northland | G20 | Southland"),
            ("row", "Deep sea | +71 | −18 | +1 042"),
            ("row", "Coast and lakes | −29 | +4 | n.a."),
            ("row", "Rivers | +8 | -5 | -36"),
        ],
    ),
    "columns below each other, each head apart": (
        COLUMNS,
        [
            ("caption", "Figure 7. Ports of the coast"),
            ("header", "Port | Cranes | 2023"),
            ("row", "Northport | 310 | 9%"),
            ("row", "Southport | 264 | 4%"),
            ("row", "Westport | – | 2%"),
            ("paragraph", "Source: ports."),
        ],
    ),
    "columns below each other, each under its head": (
        HEADED,
        [
            ("caption", "Table 5: Ferries by line"),
            ("header", "Line | Boats | Founded"),
            ("row", "Day | 12 | 1993"),
            ("row", "Night | 3 | 2007"),
        ],
    ),
    "cells and heads that wrap": (
        YARDS,
        [
            ("caption", "Table 2. The largest yards"),
            ("header", "Yard | Home port | Set up in | Ships built 2023 | Main trade"),
            ("row", "Harbour Works | Northport | 1993 | 24 | Coasters and small ferries"),
            ("row", "Gear Yard | Southport | 2003 | 18 | Tankers"),
            ("row", "Lee & Sons | Westport | 2007 | n/a | Tugs"),
        ],
    ),
    "a label over its title, years as heads": (
        GRANTS,
        [
            ("caption", "Exhibit 4 Grants for buyers of cranes"),
            ("header", "City | 2022 | 2023 | Cap per crane | Listed"),
            ("row", "Northport | 12% | 10% | CNY 30,000 | Yes"),
            ("row", "Southport | 15% | 15–20% | CNY 45,000 | No"),
            ("row", "Westport | – | 8% | CNY 20,000 | Yes"),
            ("paragraph", "Source: ports."),
        ],
    ),
    "a blank line around each cell, some cells that look like page numbers": (
        RANKS,
        [
            ("caption", "Table 3: Ranking of ports"),
            ("header", "Rank | Port | Cranes"),
            ("row", "1 | Northport | 310"),
            ("row", "2 | Southport | 264"),
            ("row", "3 | Westport | 198"),
        ],
    ),
    "a title with no number": (
        TITLED,
        [
            ("caption", "Cranes by port"),
            ("header", "Port | Cranes | Share of all"),
            ("row", "Northport | 310 | 31%"),
            ("row", "Southport | 264 | 26%"),
            ("row", "Westport | 198 | 19%"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), READ.values(), ids=READ)
def test_cells_of_one_line_each_are_put_into_rows(text, expected):
    found = compose(split_lines(f"{PROSE}\n\n{text.strip()}\n\n{PROSE}\n\n{PROSE}"))

    told = [(block.kind.value, " | ".join(block.cells) or block.text) for block in found.blocks]
    whole = ("paragraph", PROSE.replace("\n", " "))
    assert told == [whole, *expected, whole, whole]
    assert found.removed == ()


@pytest.mark.parametrize(
    "text",
    [
        "Northport\n12 May 2020\nSouthport\n3 June 2021\nWestport\n7 July 2022",
        "Lee Min\nPort Office\nHarbour Road 4\nOtto Lamm\nYard Office\nQuay 9\nDean",
        "Port\nCranes\nShare\nNorthport\n310\n31%\nSouthport\nunknown\nof late\n264\n26%",
    ],
    ids=["pairs", "words and no figures", "rows that are no rows"],
)
def test_lines_that_do_not_recur_as_cells_are_no_table(text):
    found = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks

    assert [block.cells for block in found if block.cells] == []
