"""Tables with two lines of heads, the upper one over groups of columns."""

import pytest

from corpus.clean import split_lines
from corpus.compose import compose

PROSE = "The council met in spring and agreed on a plan for the whole of the trade in tools."

SPREAD = """\
Table 1: Trade in tools

Group                 Exports               Imports
                      2018      2022        2018      2022
Ropes                 1.7       3.6         0.4       0.3
Iron sails            0.3       0.9         1.1       1.5
Bells                 0.2       0.4         1.3       1.9
"""
EACH = """\
Table 1: Patents

              North         North         South
Field         share 2011    share 2021    share 2021    Index 2011    Index 2021
Ropes         14.8          41.2          13.5          6             47
Bells         17.3          44.7          11.8          19            52
Sails         7.1           22.6          28.4          -41           -18
"""
CENTRED = """\
Table 1: Yards

               Large yards           Small yards
Region       number     staff      number     staff
East         12         1,700      140        900
West         23         2,900      210        1,100
South        4          400        61         350
"""
CENTRED_YEARS = """\
Table 1: Trade in masts

              Exports             Imports
Region    2018      2022      2018      2022
East      12        17        14        19
West      23        29        21        11
South     4         40        61        35
"""
CENTRED_AND_ALONE = """\
Table 1: Trade in masts

             Exports to all        Imports to all
Region    ropes      sails        bells     oars      Rank
East      12         17           14        19        1
West      23         29           21        11        2
South     4          40           61        35        3
"""
CENTRED_NAMES = """\
Table 1: Trade in masts

               Exports             Imports
Region    ropes     sails     bells     oars
East      12        17        14        19
West      23        29        21        11
South     4         40        61        35
"""
NOTHING_TOLD = """\
Table 1: Yards

             Staff      Ships
East         n/a        n/a
West         23         29
South        4          40
North        6          13
"""
OVER_WORDS = """\
Table 1: Ferries

Port         Owner        Since
             Council      2019
North        Otto         2020
South        Gull         2021
"""


def rows(text):
    found = compose(split_lines(f"{PROSE}\n\n{text}\n{PROSE}")).blocks
    return [(block.kind.value, " | ".join(block.cells)) for block in found if block.cells]


@pytest.mark.parametrize(
    ("text", "heads", "first"),
    [
        (
            SPREAD,
            "Group | Exports 2018 | Exports 2022 | Imports 2018 | Imports 2022",
            "Ropes | 1.7 | 3.6 | 0.4 | 0.3",
        ),
        (
            EACH,
            "Field | North share 2011 | North share 2021 | South share 2021"
            " | Index 2011 | Index 2021",
            "Ropes | 14.8 | 41.2 | 13.5 | 6 | 47",
        ),
        (
            CENTRED,
            "Region | Large yards number | Large yards staff | Small yards number"
            " | Small yards staff",
            "East | 12 | 1,700 | 140 | 900",
        ),
        (
            CENTRED_YEARS,
            "Region | Exports 2018 | Exports 2022 | Imports 2018 | Imports 2022",
            "East | 12 | 17 | 14 | 19",
        ),
        (
            CENTRED_AND_ALONE,
            "Region | Exports to all ropes | Exports to all sails | Imports to all bells"
            " | Imports to all oars | Rank",
            "East | 12 | 17 | 14 | 19 | 1",
        ),
        (
            CENTRED_NAMES,
            "Region | Exports ropes | Exports sails | Imports bells | Imports oars",
            "East | 12 | 17 | 14 | 19",
        ),
    ],
)
def test_each_column_has_the_name_of_its_group(text, heads, first):
    assert rows(text)[:2] == [("header", heads), ("row", first)]
    assert len(rows(text)) == 4


def test_a_row_whose_cells_say_nothing_is_no_line_of_heads():
    assert ("row", "East | n/a | n/a") in rows(NOTHING_TOLD)


def test_a_second_line_of_words_and_a_year_is_a_row():
    assert ("row", "North | Otto | 2020") in rows(OVER_WORDS)
    assert rows(OVER_WORDS)[0] == ("header", "Port | Owner Council | Since 2019")


@pytest.mark.parametrize(
    ("after", "is_row"),
    [
        ("It says little of the small yards and of the ropes.", False),
        ("Total (estimated by the council)", True),
        ("They differ.", True),  # too short to tell
    ],
)
def test_a_sentence_below_is_no_row(after, is_row):
    text = SPREAD.rstrip() + f"\n\n{after}\n"
    assert (("row", after) in rows(text)) is is_row


def test_a_sentence_under_a_later_column_goes_on_from_its_cell():
    text = """\
Table 1: Duties

Body         Duty                     Since
Council      Plans the yards          2019
Board        Checks what is built     2020

             It also checks the ships of all others.

Office       Pays for the ropes       2021
"""
    assert rows(text)[1:4] == [
        ("row", "Council | Plans the yards | 2019"),
        ("row", "Board | Checks what is built It also checks the ships of all others. | 2020"),
        ("row", "Office | Pays for the ropes | 2021"),
    ]
