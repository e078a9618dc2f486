from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from corpus.assemble import assemble
from corpus.documents import BlockKind, RawBlock
from corpus.marks import bare
from corpus.readers.errors import ReadError
from corpus.readers.text import read

PARAGRAPH, FOOTNOTE = BlockKind.PARAGRAPH, BlockKind.FOOTNOTE
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def blocks(text):
    """Read the blocks, as if without their marks and lines, which other tests look at."""
    found = read(Path("a.txt"), text.encode()).blocks
    return [replace(block, text=bare(block.text), lines=()) for block in found]


def test_a_report_of_two_columns_that_follow_each_other():
    text = """\
1.1 The makers

Makers of machine tools have grown in number since
20171. Most of them sell at home, and a few of the Chi-
nese makers sell abroad, above all in countries that

1 Yearbook of tools 2019.
2 The amount was converted at the rate
of 2018.

join in trade. They took in €3.5 bn2 in a year.

Prices

Prices fell in five regions .
"""

    assert blocks(text) == [
        RawBlock(BlockKind.HEADING, "1.1 The makers", level=2),
        RawBlock(
            PARAGRAPH,
            "Makers of machine tools have grown in number since 2017. Most of them sell at home, "
            "and a few of the Chinese makers sell abroad, above all in countries that join in "
            "trade. They took in €3.5 bn in a year.",
        ),
        RawBlock(FOOTNOTE, "Yearbook of tools 2019.", marker="1"),
        RawBlock(FOOTNOTE, "The amount was converted at the rate of 2018.", marker="2"),
        RawBlock(PARAGRAPH, "Prices"),
        RawBlock(PARAGRAPH, "Prices fell in five regions."),
    ]


def test_endnotes_are_footnotes_and_their_numbers_leave_the_prose():
    text = "The plan failed.1 A new one came.2\n\nEndnotes\n\n1. Ward 2019.\n2. Own count.\n"

    assert [(b.kind, b.marker, b.text) for b in blocks(text)][-2:] == [
        (FOOTNOTE, "1", "Ward 2019."),
        (FOOTNOTE, "2", "Own count."),
    ]
    assert blocks(text)[0].text == "The plan failed. A new one came."


def test_a_mail_keeps_its_lines_and_its_paragraphs():
    text = """\
From: trade desk
To: all readers
Subject: robots

Dear all,

The ministry has put its robot plan out for comment until the
end of May, and the final text is due in autumn.
"""

    assert [block.text for block in blocks(text)] == [
        "From: trade desk",
        "To: all readers",
        "Subject: robots",
        "Dear all,",
        "The ministry has put its robot plan out for comment until the end of May, and the final "
        "text is due in autumn.",
    ]


@pytest.mark.parametrize("data", [b"", b" \n\n\t\n", b"\x0c"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(ReadError, match="empty"):
        read(Path("a.txt"), data)


def seed(start):
    found = sorted(SEEDS.glob(f"{start}_*.txt")) if SEEDS.is_dir() else []
    if not found:
        pytest.skip("the seed documents are not on this machine")
    return read(found[0], found[0].read_bytes()).blocks


@pytest.mark.parametrize("start", ["000", "003"])
def test_no_sentence_of_a_real_report_begins_in_its_middle(start):
    cut = [b.text for b in seed(start) if b.kind is PARAGRAPH and b.text[:1].islower()]

    assert cut == []


def test_the_notes_of_a_real_report_are_all_found():
    numbers = [int(b.marker) for b in seed("000") if b.kind is FOOTNOTE and b.marker.isdigit()]

    assert numbers == list(range(1, 205))


def test_a_monthly_letter_with_rules_hanging_items_and_fields():
    text = """\
CHINA TECH MONTHLY
==================

POLICY NEWS
-----------

1. MIIT drafts rules on
   small makers

   Issuing body:  MIIT
   Date:          14 April 2022

– Huawei opened a centre; the deal is worth
  CNY 3.1 billion.
– SMIC reported sales.

   Yard      Orders  Share
   -----------------------
   Jiangnan  9       16.1
   Hudong    12      21.4

| Cable | Owner    |
|-------|----------|
| PEACE | Hengtong |
| EMA   |          |

*** LAST WORDS ***

More follows in the next issue of this letter, which will be out in the month of May.

                    - 2 -
"""

    assert [(b.kind, b.marker, b.cells or b.text) for b in blocks(text)] == [
        (BlockKind.HEADING, "", "CHINA TECH MONTHLY"),
        (BlockKind.HEADING, "", "POLICY NEWS"),
        (BlockKind.HEADING, "", "1. MIIT drafts rules on small makers"),
        (BlockKind.ROW, "", ("Issuing body:", "MIIT")),
        (BlockKind.ROW, "", ("Date:", "14 April 2022")),
        (BlockKind.ITEM, "–", "Huawei opened a centre; the deal is worth CNY 3.1 billion."),
        (BlockKind.ITEM, "–", "SMIC reported sales."),
        (BlockKind.HEADER, "", ("Yard", "Orders", "Share")),
        (BlockKind.ROW, "", ("Jiangnan", "9", "16.1")),
        (BlockKind.ROW, "", ("Hudong", "12", "21.4")),
        (BlockKind.HEADER, "", ("Cable", "Owner")),
        (BlockKind.ROW, "", ("PEACE", "Hengtong")),
        (BlockKind.ROW, "", ("EMA", "")),
        (BlockKind.HEADING, "", "LAST WORDS"),
        (
            PARAGRAPH,
            "",
            "More follows in the next issue of this letter, which will be out in the month of May.",
        ),
    ]


def test_a_title_of_two_lines_in_capitals():
    text = "SHIPYARDS:\nORDERS RISE AGAIN\n\nYards in the south took orders for thirty ships.\n"

    assert blocks(text)[0].text == "SHIPYARDS: ORDERS RISE AGAIN"


def test_fields_that_stand_on_one_line_are_parted():
    fields = "Adopted: 3 May 2024   Promulgated: 9 May 2024   Effective: 1\nMarch 2025\n"
    text = f"Rules on steel\n\n{fields}"
    found = [block.text for block in blocks(text)]
    assert found[-3:] == [
        "Adopted: 3 May 2024",
        "Promulgated: 9 May 2024",
        "Effective: 1 March 2025",
    ]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("Effective: 1\nMarch 2025", True),
        ("It is in force from 1\nMarch 2025", True),
        ("Issue: 11\nMarch 2025", False),
        ("Report 2025/7\nMarch 2025", False),
        ("Effective: 1\nMarch of the mills", False),
    ],
)
def test_a_date_that_a_line_parts_is_one(lines, joined):
    text = f"Rules on steel\n\n{lines}\n\nYards in the south took orders for thirty ships.\n"
    assert (lines.replace("\n", " ") in [block.text for block in blocks(text)]) is joined


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        (
            "From: Desk <d@example.org>\nDate: Tue, 3 May 2022 08:15:00 +0200\n"
            "Subject: AW: Fwd: Update\n No. 17\n\nDear readers.\n",
            {
                "title": "Update No. 17",
                "issued": "2022-05-03",
                "authors": "Desk",
            },
        ),
        ("Subject: plans\n\nFrom: nobody\n", {}),
        ("Date: 3 May 2022\nStatus: draft\n\nThe plan.\n", {}),
    ],
)
def test_a_mail_is_named_by_its_subject(text, hints):
    assert read(Path("a.txt"), text.encode()).hints == hints


def test_lines_without_any_stop_do_not_grow_into_one_block():
    text = "one more of the lines that have no stop\n\n" * 1000

    assert max(len(block.text) for block in blocks(text)) < 20_000


def test_a_long_list_takes_no_more_than_its_length():
    made = blocks("– an item\n" * 20_000)
    begun = process_time()
    assemble(made)
    assert process_time() - begun < 5  # much less, where each item is looked at once


def test_numbered_headings_in_capitals_are_no_running_heads():
    text = """\
THE TIDE LETTER

IN THIS ISSUE

  1  Harbours
  2  Ferries


1  HARBOURS

Alba opened a dock. Nobody had asked for it. [1]


2  FERRIES

Two ferries were sold, and one of them sank. [2]


SOURCES

[1] Port Office.
[2] Own count.
"""
    found = [(block.kind, block.text) for block in blocks(text)]
    assert [text for kind, text in found if kind is BlockKind.HEADING] == [
        "THE TIDE LETTER",
        "IN THIS ISSUE",
        "1 HARBOURS",
        "2 FERRIES",
        "SOURCES",
    ]
    assert [text for kind, text in found if kind is FOOTNOTE] == ["Port Office.", "Own count."]
