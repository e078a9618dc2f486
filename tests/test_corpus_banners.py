"""Titles below the names of a publisher or a series."""

from pathlib import Path

import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.metadata import describe

PROSE = "The makers of machine tools have set out what they want of the ministry. " * 6


def meta(head, prose=PROSE):
    made = assemble(readers.read(Path("a.txt"), f"{head}\n\nMay 2025\n\n{prose}".encode()).blocks)
    return describe(made.text, made.blocks, {}, "a.txt")


@pytest.mark.parametrize(
    ("head", "title", "series"),
    [
        (
            "STEEL MONITOR\n\nFACTSHEET 7/2025\n\nOld mills, new owners",
            "Old mills, new owners",
            "STEEL MONITOR",
        ),
        (
            "THE PORT BULLETIN\n\nNo. 14/2025\n\nShips after the ban",
            "Ships after the ban",
            "THE PORT BULLETIN",
        ),
        (
            "Quarterly Outlook\n\nIssue 3/2025\n\nWho pays for fusion",
            "Who pays for fusion",
            "Quarterly Outlook",
        ),
        (
            "ANNUAL REVIEW\n\n2024 in the trade policy of Chile\n\nRI Annual Review 5/2025",
            "2024 in the trade policy of Chile",
            "ANNUAL REVIEW",
        ),
    ],
)
def test_the_name_of_a_series_is_not_the_title(head, title, series):
    found = meta(head)

    assert (found.title, found.series) == (title, series)


@pytest.mark.parametrize(
    ("head", "prose"),
    [
        ("RIT\n\nRivers Institute for Trade\n\nOld mills and new owners", PROSE),
        (
            "RIVERS INSTITUTE FOR TRADE\n\nOld mills and new owners",
            f"This was written for the Rivers Institute for Trade (RIT). {PROSE}",
        ),
        ("RIVERS INSTITUTE FOR TRADE\n\n\nOld mills and new owners", PROSE),
        (
            "Rivers Institute for Trade\n\nCountry reports\n\nOld mills and new owners",
            f"The reports of the Rivers Institute for Trade (RIT) go back. {PROSE}",
        ),
    ],
)
def test_the_publisher_is_not_the_title(head, prose):
    assert meta(head, prose).title == "Old mills and new owners"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "OLD MILLS AND NEW OWNERS\n\nPolicy Brief 3/2024\n\nHow the steel trade changes hands",
            "OLD MILLS AND NEW OWNERS",
        ),
        ("THE PORT BULLETIN\n\nIssue: 14", "THE PORT BULLETIN"),
        ("CHINA\n\nOld mills and new owners", "CHINA"),
    ],
)
def test_other_lines_above_another_are_titles(head, title):
    assert meta(head).title == title


@pytest.mark.parametrize(
    ("head", "end", "publisher"),
    [
        (
            "RIVERS INSTITUTE FOR TRADE\n\nOld mills and new owners",
            "We are the Rivers Institute for Trade of the city.",
            "Rivers Institute for Trade",
        ),
        (
            "Old mills, new owners\n\nPolicy Paper No. 9\nRivers School of Trade\nDesk for Mills",
            "The Desk for Mills is part of the Rivers School of Trade.",
            "Rivers School of Trade",
        ),
        ("Old mills and new owners", "© Rivers Institute, June 2025.", "Rivers Institute"),
    ],
    ids=["a line in capitals over the title", "behind a number", "before a month"],
)
def test_a_publisher_is_told_by_its_place(head, end, publisher):
    assert meta(head, f"{PROSE}\n\n{end}").publisher == publisher


def test_a_publisher_is_given_with_its_name_and_not_its_initials():
    head = "Old mills and new owners\n\nRivers Institute for Trade (RIT)\n\nVienna, 20 January 2025"

    found = meta(head, f"{PROSE}\n\n(c) RIT 2025.")

    assert (found.publisher, found.issued) == ("Rivers Institute for Trade", "2025-01-20")
