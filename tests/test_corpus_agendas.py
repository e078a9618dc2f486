"""Calendars of a text in two columns."""

from __future__ import annotations

from corpus.agendas import with_agendas
from corpus.clean import Line, split_lines
from corpus.documents import BlockKind
from corpus.entries import entries
from corpus.load import load

LETTER = """\
TIDE LETTER

No. 7, 4 December 2030

6. OUTLOOK

  9 December       Tide tables for January are published
  10-12 December   Conference of ports, Alba (expected)
  1 January        Lower fees take effect
  5 March          Congress of docks opens; the plan for the
                   coming years is on the agenda

The desk expects little of the conference.
"""


PRICES = "Date    Price\n1 May   34.5\n2 May   35.1\n3 May   n/a\n4 May   36.0"


def test_each_day_is_an_item_and_a_dated_one(tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    (letter,) = load(tmp_path).documents
    assert [
        letter.text[block.start : block.end]
        for block in letter.blocks
        if block.kind is BlockKind.ITEM
    ] == [
        "- 9 December Tide tables for January are published",
        "- 10-12 December Conference of ports, Alba (expected)",
        "- 1 January Lower fees take effect",
        "- 5 March Congress of docks opens; the plan for the coming years is on the agenda",
    ]
    assert [(one.date, one.until) for one in entries(letter)] == [
        ("2030-12-09", None),
        ("2030-12-10", "2030-12-12"),
        ("2031-01-01", None),
        ("2031-03-05", None),
    ]


def test_a_line_keeps_the_lines_of_the_file_that_it_holds():
    days = [line for line in with_agendas(split_lines(LETTER)) if line.text.startswith("• ")]
    assert [(line.number, line.end) for line in days] == [(7, 7), (8, 8), (9, 9), (10, 11)]


def test_two_days_places_and_rows_of_three_cells_are_no_calendar():
    table = "9 May   MHS   Plan\n10 May   MHS   Rules\n11 May   MOF   Notice"
    for text in (
        "9 May   Tides\n10 May   Ports",
        "Alba   1\nBelm   2\nCove   3",
        table,
        PRICES,
        "",
    ):
        lines = split_lines(text)
        assert with_agendas(lines) == lines
    assert with_agendas([Line("9 May")]) == [Line("9 May")]
