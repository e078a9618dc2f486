"""Figures in large type over, or under, what they count."""

import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind

PROSE = "The council met in spring and agreed on a plan for the whole of the machine tool trade."


def blocks(text):
    made = compose(split_lines(f"{PROSE}\n\n{text}\n\n{PROSE}")).blocks[1:-1]
    return [(block.kind, block.text) for block in made]


@pytest.mark.parametrize(
    "chunks",
    [
        ("73.8 GW\nstorage connected to the grid in 2024\n(2023: 31.4 GW)",),
        ("EUR 4.2 billion\nTurnover of the makers in 2024",),
        ("1.3 Trillion\nYuan lent to the makers in 2024",),
        ("More than 90%\nof the looms are made at home", "1,240\nlicences have been granted"),
        ("50.4\nPurchasing managers' index in April", "10.4 million\nCharging points in April"),
        ("Charging points in April\n10.4 million", "Robots sold in the year\n11,300"),
    ],
)
def test_a_figure_stands_with_what_it_counts_and_heads_nothing(chunks):
    assert blocks("\n\n".join(chunks)) == [
        (BlockKind.PARAGRAPH, chunk.replace("\n", " ")) for chunk in chunks
    ]


def test_a_line_over_figures_is_their_heading():
    assert blocks("Three numbers on cost\n\nCNY 17 to 22\nper kilogram in Ulm") == [
        (BlockKind.HEADING, "Three numbers on cost"),
        (BlockKind.PARAGRAPH, "CNY 17 to 22 per kilogram in Ulm"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"14\n{PROSE}",  # a page number
        f"2024\n{PROSE}",
        f"2.1 Trade\n\n{PROSE}",
    ],
)
def test_other_numbers_are_none(text):
    assert len(blocks(text)) == 2
