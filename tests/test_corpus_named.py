"""Names over blocks of labelled fields, and the fields under them."""

import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind

PROSE = "The council met in spring and agreed on a plan for the whole of the machine tool trade."


def headings(text):
    made = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks
    return [block.text for block in made if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    "text",
    [
        "Old Mill Fund\nSize: CNY 5 billion      Term: 15 years\nIt buys mills.\n\n"
        "New Mill Fund II\nSize: CNY 8 billion      Seat: Beijing\nIt builds mills.",
        "Old Mill Fund\n\nSize: CNY 5 billion\nTerm: 15 years\n\n"
        "New Mill Fund II\n\nSize: CNY 8 billion\nTerm: 10 years",
    ],
)
def test_a_name_over_fields_that_recur_is_a_heading(text):
    assert headings(text) == ["Old Mill Fund", "New Mill Fund II"]


@pytest.mark.parametrize(
    "text",
    [
        "Old Mill Fund\nSize: CNY 5 billion      Term: 15 years\nIt buys mills.",
        "Contact us\nTel: 1234\nMail: a@b.org\n\nTerm: 15 years\nSeat: Beijing",
        "The fund buys mills.\nSize: CNY 5 billion\nTerm: 15 years\n\nIt sells.\nSize: 2\nTerm: 1",
    ],
)
def test_other_lines_over_fields_are_none(text):
    assert headings(text) == []
