"""Titles of plain text: the line over a date, a byline or the like."""

from pathlib import Path

import pytest

from corpus import readers
from corpus.assemble import assemble
from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind
from corpus.metadata import describe

PROSE = "The ministry has set out what it wants of the makers of machine tools. " * 3
TITLE = "Old Mills of the North"
SECTIONS = f"Money\n\n{PROSE}\n\nTalent and training\n\n{PROSE}\n"


def meta(head):
    made = assemble(readers.read(Path("a.txt"), f"{head}\n\n{SECTIONS}".encode()).blocks)
    return describe(made.text, made.blocks, {}, "a.txt")


def headings(head):
    blocks = compose(split_lines(f"{head}\n\n{SECTIONS}")).blocks
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}\n\nMay 3, 2024",
        f"{TITLE}\n\n2024-05-03",
        f"{TITLE}\n\n3 May 2024",
        f"{TITLE}\n\n03 MAY 2024",
        f"{TITLE}\n\n13/05/2024",
        f"{TITLE}\n\nVienna, 3 May 2024",
        f"{TITLE}\n\nBy Ada Berg",
        f"{TITLE}\nBy Ada Berg\n3 May 2024",
        f"{TITLE}\n\nAda Berg\n\n3 May 2024",
        f"{TITLE}\n\nAda Berg, Olav Lund",
        f"{TITLE}\n\nRivers Institute for Trade",
        f"{TITLE}\n\nIssue Brief No. 7",
        f"{TITLE}\n======================\n\nMay 3, 2024",
        f"{TITLE}\n\nSource: Harbour News\nEditor: berg\n2024-05-03 19:41:45",
        f"{TITLE}\n\nHow towns pay for looms\n\nMay 3, 2024",
        f"Rivers Institute for Trade\n\n{TITLE}\n\nMay 3, 2024",
        f"BERG & LUND LLP\n\nCLIENT ALERT\n\n{TITLE}\n\nMay 3, 2024",
        f"Issue Brief No. 7\n\n{TITLE}\n\nMay 2024",
    ],
)
def test_the_line_over_a_masthead_is_the_title(head):
    assert meta(head).title == TITLE
    assert headings(head) == [(1, TITLE), (2, "Money"), (2, "Talent and training")]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Mills on Credit: How the Funds of Towns\nPay for New Looms\n\nMAY 2024",
            "Mills on Credit: How the Funds of Towns Pay for New Looms",
        ),
        (
            "The Council Tightens the Licensing of Looms:\nSeven Questions\n\nMay 3, 2024",
            "The Council Tightens the Licensing of Looms: Seven Questions",
        ),
        ("Old Mills of the North\nLooms fill the gap, slowly\n\nMay 3, 2024", TITLE),
        ("Looms\n\nMay 3, 2024", "Looms"),
        ("Who Pays for the Mills?\n\nMay 3, 2024", "Who Pays for the Mills?"),
    ],
)
def test_a_title_over_two_lines_and_titles_of_other_forms(head, title):
    found = meta(head)

    assert (found.title, found.authors) == (title, ())
    assert headings(head)[0] == (1, title)


@pytest.mark.parametrize(
    "head",
    [
        "Issuing body: MIIT\n\nDate: 3 May 2021",
        "Dear all,\n\nMay 3, 2024",
        "View this post at https://mills.example/p/9\n\nMay 3, 2024",
        "Parliamentary Research Office\n\nMay 3, 2024",
    ],
)
def test_other_lines_over_a_date_are_no_titles(head):
    assert headings(head) == [(2, "Money"), (2, "Talent and training")]


@pytest.mark.parametrize("names", ["Local Funds and State Banks", "Talent Training"])
@pytest.mark.parametrize("prose", [PROSE, "Prose is dear."])
def test_words_over_prose_are_no_names(names, prose):
    blocks = compose(split_lines(f"{TITLE}\n\n{names}\n\n{prose}\n\n{PROSE}")).blocks

    assert (BlockKind.HEADING, 1, TITLE) not in [(b.kind, b.level, b.text) for b in blocks]


@pytest.mark.parametrize(
    ("line", "issued"),
    [("3 May 2024", "2024-05-03"), ("03/05/2024", "2024"), ("13/05/2024", "2024-05-13")],
)
def test_a_date_alone_below_the_title_is_the_day_of_issue(line, issued):
    found = meta(f"{TITLE}\n\n{line}")

    assert (found.issued, found.issued_inferred) == (issued, False)
