import pytest

from corpus.clean import split_lines
from corpus.compose import compose
from corpus.documents import BlockKind, RawBlock

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
HEADER, ROW, CAPTION = BlockKind.HEADER, BlockKind.ROW, BlockKind.CAPTION
PROSE = """\
The council met in spring and agreed on a plan for the
whole of the machine tool trade, which it had not done
before in any of its sessions."""
WHOLE = PROSE.replace("\n", " ")


def brief(text):
    return [
        (block.kind, " | ".join(block.cells) or block.text, block.level, block.marker)
        for block in compose(split_lines(text)).blocks
    ]


def prose(text=WHOLE):
    return (PARAGRAPH, text, 0, "")


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("1.1 Machine tools", 2),
        ("2.3.1 Large plants", 3),
        ("4 Trade and prices", 1),
        ("Section 2", 1),
        ("OVERALL RESULTS", 1),
        ("Other bodies of the trade", 2),
        ("工业互联网", 2),
    ],
)
def test_lone_lines_over_prose_are_headings(line, level):
    assert brief(f"{PROSE}\n\n{line}\n\n{PROSE}") == [prose(), (HEADING, line, level, ""), prose()]


def test_an_unnumbered_heading_is_below_the_numbered_one():
    assert brief(f"2.1 Players\n\nMinistries\n\n{PROSE}")[:2] == [
        (HEADING, "2.1 Players", 2, ""),
        (HEADING, "Ministries", 3, ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It was agreed.",
        "Date: 3 May 2021",
        "see the annex",
        "2015-2019",
        "for the members of",
    ],
)
def test_other_lone_lines_are_none(text):
    assert brief(f"{text}\n\n{PROSE}")[0][0] is PARAGRAPH


def test_a_heading_without_a_blank_line_below_it():
    assert brief(f"Key findings\n{PROSE}") == [(HEADING, "Key findings", 2, ""), prose()]


def test_a_heading_of_two_lines():
    assert brief(f"Action plan to promote the use of\ndata (2015)\n\n{PROSE}")[0] == (
        HEADING,
        "Action plan to promote the use of data (2015)",
        2,
        "",
    )


def test_labels_of_a_figure_are_no_headings():
    kinds = [kind for kind, *_ in brief(f"North\n\nSouth\n\nEast\n\nWest\n\n{PROSE}")]

    assert kinds[:2] == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("• one and\nthe rest\n• two", [("•", "one and the rest"), ("•", "two")]),
        ("1. Fair\n2. Open\n3. Safe", [("1.", "Fair"), ("2.", "Open"), ("3.", "Safe")]),
        ("(a) first\n\n(b) second", [("(a)", "first"), ("(b)", "second")]),
        ("1 . New chips\n2 . New tools", [("1.", "New chips"), ("2.", "New tools")]),
        ("•\n\nalone above", [("•", "alone above")]),
        ("- with dash\n- and dash", [("-", "with dash"), ("-", "and dash")]),
        (
            "•  The third part.\n•  The last part.",
            [("•", "The third part."), ("•", "The last part.")],
        ),
    ],
)
def test_lists(text, items):
    lead = (PARAGRAPH, "The plan has these aims:", 0, "")

    assert brief(f"The plan has these aims:\n\n{text}") == [
        lead,
        *((ITEM, body, 0, marker) for marker, body in items),
    ]


def test_an_item_goes_on_after_a_page():
    assert brief("- to build plants that are\n\fable to run alone\n- to sell them") == [
        (ITEM, "to build plants that are able to run alone", 0, "-"),
        (ITEM, "to sell them", 0, "-"),
    ]


def test_labelled_lines_stay_apart():
    assert brief("Issuing body: MIIT\nDate: 3 May 2021\nSubject: tools") == [
        prose("Issuing body: MIIT"),
        prose("Date: 3 May 2021"),
        prose("Subject: tools"),
    ]


def test_a_table_with_gaps_has_cells():
    assert brief("Table 2: Plants\n\nRegion    Plants   Share\nNorth     1,204    31%\n") == [
        (CAPTION, "Table 2: Plants", 0, ""),
        (HEADER, "Region | Plants | Share", 0, ""),
        (ROW, "North | 1,204 | 31%", 0, ""),
    ]


def test_a_table_run_together_keeps_its_lines_apart_to_its_source():
    text = f"""\
Table 1: Plans
by year

Year Plan
2015 Made by hand
2016 Made by robots and
other machines

Source: own.

{PROSE}"""

    assert brief(text) == [
        (CAPTION, "Table 1: Plans by year", 0, ""),
        (HEADER, "Year | Plan", 0, ""),
        (ROW, "2015 | Made by hand", 0, ""),
        (ROW, "2016 | Made by robots and other machines", 0, ""),
        prose("Source: own."),
        prose(),
    ]


def test_a_table_without_a_caption_is_told_by_its_gaps():
    assert brief("Region   2019   2020\nNorth    4      5\nSouth    6      7")[:2] == [
        (HEADER, "Region | 2019 | 2020", 0, ""),
        (ROW, "North | 4 | 5", 0, ""),
    ]


def test_prose_that_speaks_of_a_figure_is_no_caption():
    text = "Figure 4 shows that exports of tools have grown in all of\nthe years since 2015."

    assert brief(text) == [prose(text.replace("\n", " "))]


def test_a_sentence_goes_on_behind_a_figure_and_a_page():
    cut = PROSE.rsplit("\n", 1)
    text = f"{cut[0]}\n\nFigure 2: Output\n\nSource: own.\n\f{cut[1]}"

    assert brief(text) == [prose(), (CAPTION, "Figure 2: Output", 0, ""), prose("Source: own.")]


def test_axis_ticks_go_and_other_figures_stay():
    assert brief("0\n500\n1000\n1500") == []
    assert [text for _, text, *_ in brief("437\n\n407\n\n268")] == ["437", "407", "268"]


def test_contents_are_a_list_of_lines():
    assert [(kind, text) for kind, text, *_ in brief("Trade ........ 12\nPrices ....... 14")] == [
        (ITEM, "Trade ........ 12"),
        (ITEM, "Prices ....... 14"),
    ]


def test_lines_that_a_writer_ended_stay_apart():
    assert [
        text for _, text, *_ in brief("Ordered gears\nCalled York\nMet Ward at noon, he agreed")
    ] == [
        "Ordered gears",
        "Called York",
        "Met Ward at noon, he agreed",
    ]


def test_unwrapped_paragraphs_stay_apart():
    long = "This is one paragraph on one line, as editors without wrapping write it. " * 3
    assert brief(f"{long}\n{long}") == [prose(long.strip()), prose(long.strip())]


def test_pages_are_those_that_form_feeds_count():
    assert compose(split_lines("It began.\n\n\fIt ended.")).blocks[1] == RawBlock(
        PARAGRAPH, "It ended.", page=2, lines=((3, 3),)
    )
