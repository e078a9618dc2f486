"""Notes as programs take them out of PDF files: numbers on their own lines, and blank lines."""

import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind
from corpus.marks import bare

PROSE = "The council met in spring and agreed on a plan for the whole of the machine tool trade"


def read(text):
    return [
        (block.kind, block.marker, bare(block.text)) for block in compose(split_lines(text)).blocks
    ]


def notes(text):
    return [(marker, own) for kind, marker, own in read(text) if kind is BlockKind.FOOTNOTE]


@pytest.mark.parametrize("gap", ["\n    ", "\n\n"])
def test_the_number_of_a_note_on_a_line_of_its_own(gap):
    text = (
        f"{PROSE}.1 It took in another 150.2 The mills\nran until autumn.\n\n"
        f"1{gap}Council of the North, reply of May.\n\n2{gap}Own count of all mills.\n"
    )

    assert read(text) == [
        (
            BlockKind.PARAGRAPH,
            "",
            f"{PROSE}. It took in another 150. The mills ran until autumn.",
        ),
        (BlockKind.FOOTNOTE, "1", "Council of the North, reply of May."),
        (BlockKind.FOOTNOTE, "2", "Own count of all mills."),
    ]


def test_the_first_note_is_cited_behind_a_figure():
    text = f"{PROSE}. It took in another 150.1 The mills ran.\n\n1 Own count of all mills.\n"

    assert read(text)[0][2] == f"{PROSE}. It took in another 150. The mills ran."
    assert notes(text) == [("1", "Own count of all mills.")]


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}.\n\n1\n\nThe mills of Ulm are old.\n",  # no word carries it
        f"1\n\nThe mills of Ulm are old.\n\n{PROSE}.1\n",  # only one below it does
        f"{PROSE}.1\n\n1\n\nand goes on in Ulm.\n",
        f"{PROSE}.1\n\n2\n\nThe mills of Ulm are old.\n\n{PROSE} in section 2.1 The mills.\n",
    ],
)
def test_other_numbers_on_their_own_lines_are_no_notes(text):
    assert notes(text) == []


def test_a_date_below_the_title_is_no_note():
    text = f"Old Mills\n\n3 May 2024\n\n{PROSE}.1 {PROSE}.2 {PROSE}.3\n\n1 A.\n2 B.\n3 C of D.\n"

    assert (BlockKind.PARAGRAPH, "", "3 May 2024") in read(text)


def test_a_blank_line_within_a_note():
    text = (
        f"{PROSE}.1 {PROSE}.2\n\n1 Council of the North, “Plan for the Growth of\n\n"
        "the Trade in Machine Tools,” June 2014.\n2 Own count.\n\n"
        f"mills.example\n\f{PROSE}.3\n\n3 A talk with a maker of looms, Ulm,\n\nMarch 2023.\n"
    )

    assert notes(text) == [
        (
            "1",
            "Council of the North, “Plan for the Growth of the Trade in Machine Tools,” June 2014.",
        ),
        ("2", "Own count."),
        ("3", "A talk with a maker of looms, Ulm, March 2023."),
    ]


def test_prose_below_an_open_note_is_none_of_it():
    text = f"{PROSE}.1\n\n1 The data rest on a\n\nPlan of the north.\n\n{PROSE}.\n"

    assert notes(text) == [("1", "The data rest on a")]
