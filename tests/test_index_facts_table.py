"""When a cell of a table is: by its column, its row or the caption."""

import pytest
from briefing_document import document, row

from corpus.documents import BlockKind, RawBlock
from index.facts.reading import Reading
from index.facts.table import table_facts


@pytest.mark.parametrize(
    ("head", "caption", "when"),
    [
        ("Sales (units) 2030", "Table 1: Ships", "2030"),
        ("Sales, Jan-May 2030", "Table 1: Ships, 2031", "2030-01/2030-05"),
        ("Sales, January to June", "Table 1: Ships, 2031", "2031-01/2031-06"),
        ("Sales, May 2030", "Table 1: Ships, 2031", "2030-05"),
        ("Sales, 2028-2030", "Table 1: Ships", "2028"),
        ("Sales", "Table 1: Ships, 2031", "2031"),
        ("Sales", "Table 1: Ships", None),
        ("Sales", "Table 1: Ships, 2029 and 2031", None),
    ],
)
def test_the_time_of_a_cell(head, caption, when):
    made = document(
        RawBlock(BlockKind.CAPTION, caption),
        row("Port", head, kind=BlockKind.HEADER),
        row("North", "812"),
    )
    (fact,) = table_facts(Reading(made))
    assert (fact.subject, fact.measure, fact.value, fact.when) == ("North", head, 812, when)


@pytest.mark.parametrize(
    ("heads", "rows", "told"),
    [
        (
            ("Yard", "Seat", "Founded", "Share"),
            [("Gull", "Northport", "1993", "12%"), ("Heron", "Southport", "2004", "9%")],
            [("Gull", None), ("Heron", None)],
        ),
        (
            ("Trade", "Country", "2019 all"),
            [("Tugs", "Northland", "12"), ("Tugs", "Southland", "9"), ("Ferries", "Eastland", "7")],
            [("Tugs, Northland", "2019"), ("Tugs, Southland", "2019"), ("Ferries", "2019")],
        ),
        (
            ("Trade", "Country", "Boats"),
            [("Tugs", "Northland", "12"), ("Tugs", "Northland", "9")],
            [("Tugs", None), ("Tugs", None)],
        ),
        (
            ("Trade", "Year", "Boats"),
            [("Tugs", "2019", "12"), ("Tugs", "2020", "9")],
            [("Tugs", "2019"), ("Tugs", "2020")],
        ),
    ],
    ids=["when a thing was founded", "rows of one name", "rows of one name and place", "a year"],
)
def test_what_a_row_is_about_and_when(heads, rows, told):
    made = document(row(*heads, kind=BlockKind.HEADER), *(row(*cells) for cells in rows))

    assert [(fact.subject, fact.when) for fact in table_facts(Reading(made))] == told


@pytest.mark.parametrize(
    ("head", "caption", "value", "unit"),
    [
        ("Goal 2030", "Table 1: Goals and results (core industry, EUR bn)", 5 * 10**9, "EUR"),
        ("2031", "Table 1: Ports, CNY million", 5 * 10**6, "CNY"),
        ("Ships", "Table 1: Ports, CNY million", 5, None),
    ],
)
def test_a_caption_tells_the_unit_where_heads_are_only_years_and_goals(head, caption, value, unit):
    made = document(
        RawBlock(BlockKind.CAPTION, caption),
        row("Port", head, kind=BlockKind.HEADER),
        row("North", "5"),
    )
    (fact,) = table_facts(Reading(made))
    assert (fact.value, fact.unit) == (value, unit)
