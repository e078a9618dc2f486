"""What a text file draws with characters: frames, bars around rows, letters set apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clean import split_lines
from corpus.drawn import undrawn
from corpus.readers.text import read

PROSE = "The council met in spring and agreed on a plan for the whole of the trade in tools."
BOX = """\
+--------------------------------+
| AT A GLANCE                    |
|                                |
| * Ropes are dear again, and    |
|   will be.                     |
| * Sails are cheap.             |
+--------------------------------+"""
TABLE = """\
| Date | Issuer | Plan |
|------|--------|------|
| 6 May | MOT | Docks |
| 9 May | | Ropes |"""


def blocks(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    made = read(Path("a.txt"), f"{PROSE}\n\n{text}\n\n{PROSE}".encode()).blocks
    return [(block.kind.value, block.text, block.cells) for block in made[1:-1]]


def test_a_box_is_read_without_its_frame() -> None:
    assert blocks(BOX) == [
        ("heading", "AT A GLANCE", ()),
        ("item", "Ropes are dear again, and will be.", ()),
        ("item", "Sails are cheap.", ()),
    ]


def test_rows_between_bars_are_a_table_without_the_outer_bars() -> None:
    assert [(kind, cells) for kind, _, cells in blocks(TABLE)] == [
        ("header", ("Date", "Issuer", "Plan")),
        ("row", ("6 May", "MOT", "Docks")),
        ("row", ("9 May", "", "Ropes")),
    ]


def test_a_table_of_figures_has_no_heads() -> None:
    rows = "12 EFLOPS    power at the end of 2023\nCNY 4 bn     loans in 2022\n206          routes"

    assert [kind for kind, *_ in blocks(rows)] == ["row", "row", "row"]


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        ("S U M M A R Y", "SUMMARY"),
        ("1.  A   N O T E   O N   T E R M S", "1. A NOTE ON TERMS"),
        ("FROM  SCRAP  TO  STRATEGY", "FROM SCRAP TO STRATEGY"),
        ("PORT  SHIPS", "PORT  SHIPS"),  # two columns
        ("Rope    A B C", "Rope    A B C"),
        ("a b and c d", "a b and c d"),
        ("| a lone bar |", "| a lone bar |"),
    ],
)
def test_letters_and_words_that_are_set_apart(line: str, closed: str) -> None:
    assert [made.text for made in undrawn(split_lines(line))] == [closed]


@given(st.lists(st.from_regex(r"[A-Za-z|*.]{1,9}( [a-z|]{1,8}){0,5}", fullmatch=True), max_size=8))
def test_no_letter_is_lost(texts: list[str]) -> None:
    lines = split_lines("\n".join(texts))

    def letters(found: list[str]) -> str:
        return "".join(c for text in found for c in text if c not in " |\t")

    assert letters([line.text for line in undrawn(lines)]) == letters([x.text for x in lines])
