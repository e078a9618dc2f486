"""Tables, figures and boxes with what belongs to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefing_document import document, heading, item, paragraph, row
from briefing_formats import FORMATS, read_as, words

from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Metadata, RawBlock
from corpus.exhibits import exhibits
from corpus.readers import read


def caption(text: str) -> RawBlock:
    return RawBlock(BlockKind.CAPTION, text)


def note(text: str) -> RawBlock:
    return RawBlock(BlockKind.FOOTNOTE, text, marker="1")


def told(made: Document):
    text = made.text
    return [
        (
            exhibit.kind.value,
            exhibit.label,
            words(made, exhibit.title),
            [text[made.blocks[at].start : made.blocks[at].end] for at in exhibit.blocks],
            [words(made, source) for source in exhibit.sources],
        )
        for exhibit in exhibits(made)
    ]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_table_in_every_format(tmp_path, suffix):
    assert told(read_as(suffix, tmp_path)) == [
        (
            "table",
            "Table 1",
            "Ships and freight",
            ["Port | Ships | Freight", "North | 812 | 4.1 m tons", "South | 640 | 2.9 m tons"],
            ["Source: yearbook of the Port Office."],
        )
    ]


def test_captions_above_and_below_and_notes_between():
    made = document(
        caption("Figure 1: Ships by year"),
        paragraph("Source: yearbook."),
        paragraph("Note: rounded."),
        caption("Table 1: Ships"),
        note("A note of the page."),
        row("North", "812"),
        note("Another note."),
        row("South", "640"),
        paragraph("Ships have grown."),
        row("East", "3"),
        caption("Table 2. Boats"),
        paragraph("Source: own count."),
        row("West", "4"),
        caption("Table 3: Tugs"),
        row("All", "5"),
    )
    assert told(made) == [
        ("figure", "Figure 1", "Ships by year", [], ["Source: yearbook.", "Note: rounded."]),
        ("table", "Table 1", "Ships", ["North | 812", "South | 640"], []),
        ("table", "Table 2", "Boats", ["East | 3"], ["Source: own count."]),
        ("table", "", None, ["West | 4"], []),
        ("table", "Table 3", "Tugs", ["All | 5"], []),
    ]


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("TABLE A.  Ships", "TABLE A", "Ships"),
        ("Table B: Ships", "Table B", "Ships"),
        ("Figure C – Ships", "Figure C", "Ships"),
        ("Table A.1: Ships", "Table A.1", "Ships"),
        ("Chart B-2. Ships", "Chart B-2", "Ships"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_captions_with_a_letter(name, line, label, title):
    blocks = assemble(read(Path(name), f"They grew.\n\n{line}\n\nThey rest.".encode()).blocks)
    made = Document("d", Metadata("T"), name, "", blocks.text, blocks.blocks, blocks.sections)
    assert [(found[1], found[2]) for found in told(made)] == [(label, title)]


@pytest.mark.parametrize(
    "line", ["TABLES: all", "FIGURES. Next", "Map A shows it", "Chart a: x", "Table of all"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_only_begins_like_a_caption(name, line):
    kinds = {block.kind for block in read(Path(name), f"One.\n\n{line}\n\nTwo.".encode()).blocks}
    assert BlockKind.CAPTION not in kinds


def test_what_a_box_holds():
    made = document(
        heading("Ports", 1),
        caption("Box 1: How a lock works"),
        paragraph("A gate opens."),
        paragraph("Another one closes."),
        paragraph("Source: handbook."),
        paragraph("The ports have locks."),
        heading("Box 2: Tides", 2),
        paragraph("Water rises."),
        paragraph("It falls."),
        heading("Rails", 1),
        caption("Box 3: Gauges"),
        paragraph("There are two:"),
        item("wide"),
        paragraph("Trains are long."),
    )
    assert told(made) == [
        ("box", "Box 1", "How a lock works", ["A gate opens.", "Another one closes."],
         ["Source: handbook."]),
        ("box", "Box 2", "Tides", ["Water rises.", "It falls."], []),
        ("box", "Box 3", "Gauges", ["There are two:", "- wide"], []),
    ]  # fmt: skip
