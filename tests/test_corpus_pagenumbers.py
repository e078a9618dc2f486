"""Page numbers and heads in text without form feeds, and the prose that they part."""

import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind

PARTS = ("The mill was built in", "1951 and sold in", "the spring of that year to a firm of")
LETTERS = "abcdefghijkl"


def prose(name):
    """Make the lines of a page; none stands on another page."""
    return "\n".join(f"Line {letter} of {name} has a few words in it and" for letter in LETTERS)


LINES = prose("all")


def paged(*breaks):
    """Put breaks between pages of prose that goes on over each."""
    pages = zip(("one", "two", "three"), PARTS, breaks, strict=True)
    return "\n".join(f"{prose(name)}\n{part}\n{end}" for name, part, end in pages) + "\nUlm."


@pytest.mark.parametrize(
    "breaks",
    [
        ("\nPage 3 of 12\n", "\nPage 5 of 12\n", "\nPage 6 of 12\n"),
        ("\nSeite 3 von 12\n", "\nSeite 4 von 12\n", "\nSeite 5 von 12\n"),
        ("\n3 / 12\n", "\n4 / 12\n", "\n5 / 12\n"),
        ("\nThe Mill Report - p. 3\n", "\nThe Mill Report - p. 4\n", "\nThe Mill Report - p. 5\n"),
        tuple(f"\nMill Report   May 2021   {n}\n" for n in (3, 4, 5)),
        tuple(
            f"{gap}{n}\n\nThe Mill Report       May\n" for gap, n in (("\n", 3), ("", 4), ("", 5))
        ),
        tuple(f"The Mill Report of the Centre\n{n}\n" for n in (3, 4, 5)),
        tuple(f"{n}\nThe Mill Report of the Centre\nMay 2022\n" for n in (3, 4, 5)),
        tuple(
            f"\n      {n}\n{head}\n\n"
            for n, head in (
                (3, "Mill Paper No. 31"),
                (4, "Mi11 Paper No. 3l"),
                (5, "Mill Paper N0. 31"),
            )
        ),
        ("\n\nMILLS        4\n", "MILLS AND YARDS        6\n", "\n\nYARDS        8\n"),
    ],
)
def test_numbers_and_heads_of_pages_go_and_the_sentence_goes_on(breaks):
    text = " ".join(block.text for block in compose(split_lines(paged(*breaks))).blocks)

    whole = paged("", "", "").split()
    assert text == " ".join(whole)


def test_numbers_at_the_end_of_pages_go_though_some_pages_have_none():
    pages = [f" Ulm.\n\n{prose(name)} ends.\n{n}" for n, name in ((1, "a"), (5, "b"), (9, "c"))]

    found = compose(split_lines("\n".join(pages)))

    assert [part.text for part in found.removed] == ["1", "5", "9"]


def test_a_page_that_only_repeats_the_titles_is_a_head():
    head = "STEEL WATCH   Factsheet 7/2025   page 2"
    text = f"STEEL WATCH\n\nFactsheet 7/2025\n\n{LINES} too.\n\n{head}\n\nUlm."

    found = compose(split_lines(text))

    assert [block.text for block in found.blocks][-1] == "Ulm."
    assert [part.text for part in found.removed] == [head]


def test_a_note_over_the_number_of_a_page_stays_a_note():
    ends = [f"The Mill Report of the Centre\n{n} Own data.\n{n + 6}" for n in (1, 2, 3)]
    pages = [f"{prose(name)} ends.{n}" for n, name in enumerate(("one", "two", "three"), start=1)]
    text = "\n".join(part for pair in zip(pages, ends, strict=True) for part in pair)

    blocks = compose(split_lines(text)).blocks

    notes = [block.marker for block in blocks if block.kind is BlockKind.FOOTNOTE]
    assert notes == ["1", "2", "3"]


@pytest.mark.parametrize(
    "line", ["See page 3 of the plan", "Page 14 of 12", "Steel   3", "12", "Phase 2 of 3 ends"]
)
def test_other_numbers_stay(line):
    text = f"{LINES}\n\n{line}\n\n{LINES}"

    assert compose(split_lines(text)).removed == ()


def test_heads_of_short_pages_go_where_several_words_recur_on_three():
    head = "The Mill Report of Ulm"
    pages = "\n".join(f"Mills were built in\nthe year {n} in\n{n}\n{head}" for n in (1, 2, 3))

    found = compose(split_lines(f"{pages}\nUlm."))

    assert [part.text for part in found.removed] == ["1", head, "2", head, "3", head]


def test_a_foot_stands_over_page_numbers_and_at_the_end():
    foot = "Mill Advisory | mill.example"
    pages = [f"Page {n} of 3\n{prose(n)} ends.\n{foot}" for n in (1, 2, 3)]

    removed = [part.text for part in compose(split_lines("\n".join(pages))).removed]

    assert removed == ["Page 1 of 3", foot, "Page 2 of 3", foot, "Page 3 of 3", foot]
