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
