"""Headings that a contents page announces, however the body prints them."""

import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind

HEADING, ITEM = BlockKind.HEADING, BlockKind.ITEM
PROSE = """\
The council met in spring and agreed on a plan for the whole
of the machine tool trade, which it had not done before in
any of the sessions of the two years that it had sat.1"""


def outlined(text):
    """Give the headings with their levels, and the entries of contents pages."""
    blocks = compose(split_lines(text)).blocks
    return (
        [(block.text, block.level) for block in blocks if block.kind is HEADING],
        [f"{block.marker} {block.text}".strip() for block in blocks if block.kind is ITEM],
    )


@pytest.mark.parametrize(
    ("contents", "body", "headings"),
    [
        (
            "Contents\n\nAbstract 1\n1. Who pays: the state, the\nbanks, and the funds 3\nAnnex 9",
            f"Abstract\n{PROSE}\n\n1. Who pays: the state, the\nbanks, and the funds\n{PROSE}"
            f"\n\nAnnex\n\n{PROSE}",
            [
                ("Abstract", 1),
                ("1. Who pays: the state, the banks, and the funds", 1),
                ("Annex", 1),
            ],
        ),
        (
            "TABLE OF CONTENTS\n1   Ports and ships ........ 2\n1.1   Ports .......... 3\n"
            "Method and notes ....... 9",
            f"1   Ports and ships\n\n{PROSE}\n\n1.1   Ports\n\n{PROSE}\n\nMethod and notes"
            f"\n\n{PROSE}",
            [("1 Ports and ships", 1), ("1.1 Ports", 2), ("Method and notes", 1)],
        ),
        (
            "Inhalt\n\nI. Die Lage\t3\nII. Der Ausblick\t7",
            f"I. Die Lage\n{PROSE}\n\nII. Der Ausblick\n{PROSE}",
            [("I. Die Lage", 1), ("II. Der Ausblick", 1)],
        ),
        (
            "In this issue\nSteel is cheap again\nWho buys the old ships, and why",
            f"1. Steel is cheap again\n\n{PROSE}\n\n2. Who buys the old ships, and why\n\n{PROSE}",
            [("1. Steel is cheap again", 1), ("2. Who buys the old ships, and why", 1)],
        ),
    ],
)
def test_a_contents_page_tells_the_headings_of_the_body(contents, body, headings):
    title = contents.split("\n")[0]

    found, _ = outlined(f"{contents}\n\n{body}")

    assert found == [(title, 1), *headings]


def test_a_number_over_a_heading_is_no_part_of_it():
    contents = "Contents\n\nForeword ..... 1\nPorts and ships ..... 3"

    found, _ = outlined(f"{contents}\n\n1\nForeword\n{PROSE}\n\n3\nPorts and ships\n{PROSE}")

    assert found == [("Contents", 1), ("Foreword", 1), ("Ports and ships", 1)]


def test_the_entries_of_a_contents_page_are_no_headings():
    contents = "Contents\n\nForeword 1\n1. Ports and ships 3\nAppendix A. Terms of the trade 15"

    _, entries = outlined(f"{contents}\n\nForeword\n{PROSE}")

    assert entries == ["Foreword 1", "1. Ports and ships 3", "Appendix A. Terms of the trade 15"]


@pytest.mark.parametrize(
    ("contents", "body", "headings"),
    [
        (
            "IN THIS ISSUE\n\nForeword ....... 1\nSTORIES\n1  Steel is cheap ..... 2\n"
            "2  Ships are dear .... 3\nNEWS\nPolicy news ..... 4\nAbout us ...... 5",
            (
                "FOREWORD/STORIES/1  Steel is cheap/2  Ships are dear/NEWS/Policy news/ABOUT US"
            ).split("/"),
            [1, 1, 2, 2, 1, 2, 1],
        ),
        (
            "Contents\n\nPorts    3\n   The coast    3\n   The lakes    4\nYards    7",
            ["Ports", "The coast", "The lakes", "Yards"],
            [1, 2, 2, 1],
        ),
    ],
    ids=["entries without a page head groups", "blanks before an entry"],
)
def test_a_contents_page_tells_which_headings_stand_under_others(contents, body, headings):
    found, _ = outlined("\n\n".join([contents, *(f"{own}\n\n{PROSE}" for own in body)]))

    assert found[1:] == [
        (" ".join(own.split()), level) for own, level in zip(body, headings, strict=True)
    ]


def test_a_running_head_is_the_heading_of_a_section_that_has_no_other():
    contents = "Contents\n\nIn short    3\nPorts    4\nYards    5"
    pages = ["IN SHORT        3", "PORTS        4\n\nPorts", "YARDS        5\n\nYards"]
    body = "\n\n\n".join(f"{page}\n\n{PROSE}" for page in pages)

    found, _ = outlined(f"{contents}\n\n\n{body}")

    assert found == [("Contents", 1), ("IN SHORT", 1), ("Ports", 1), ("Yards", 1)]


@pytest.mark.parametrize("filling", [" .", "\u2026", "1 ", "a "])
def test_a_long_line_below_contents_is_read_in_time_linear_in_it(filling):
    _, entries = outlined(f"Contents\n\nA{filling * 20_000}x\n\n{PROSE}")

    assert entries == []


@pytest.mark.parametrize(
    "text",
    [
        f"Contents\n\n{PROSE}\n\nPorts and ships\nare dear. {PROSE}",  # entries are lacking
        f"Ports and ships 3\nOld mills 7\n\n{PROSE}\n\nPorts and ships\nare dear. {PROSE}",
    ],
)
def test_lines_that_no_contents_page_names_stay_with_their_text(text):
    found, _ = outlined(text)

    assert ("Ports and ships", 1) not in found
