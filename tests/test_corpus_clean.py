import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.clean import Line, ends_sentence, join_lines, split_lines, tidy, width_of
from corpus.compose import compose
from corpus.documents import Removal, Rule
from corpus.footnotes import part_notes
from corpus.marks import bare
from corpus.notemarks import replace_marks
from corpus.running import drop_running
from corpus.vocabulary import Vocabulary

NO_WORDS = Vocabulary([])


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("oﬃce ﬂoor ﬁrst", "office floor first"),
        ("a\u00a0b\u2009c", "a b c"),
        ("robo\u00adtics", "robotics"),
        ("robo\u00ad", "robo-"),
        ("\uf0b7 item", "• item"),
        ("zero\u200bwidth\x0e", "zerowidth"),
        ("工业 互联网", "工业 互联网"),
    ],
)
def test_tidy_gives_what_a_reader_sees(printed, meant):
    assert tidy(printed) == meant


def test_form_feeds_count_pages():
    lines = split_lines("One\n\nTwo\n\fThree")

    assert [(line.text, line.page, line.gap, line.first) for line in lines] == [
        ("One", 1, 1, True),
        ("Two", 1, 1, False),
        ("Three", 2, 1, True),
    ]


def test_a_lone_blank_marks_a_page_where_form_feeds_were_lost():
    text = "\n".join(["A line of prose."] * 12 + [" A page begins."] + ["More prose."] * 12)

    marked = [line.text for line in split_lines(text) if line.first]

    assert marked == ["A page begins."]
    assert not any(line.first for line in split_lines(text.replace("\n", "\n  ")))


@pytest.mark.parametrize(
    ("seen", "lines", "joined"),
    [
        ("the Chinese plan", ["a Chi-", "nese plan"], "a Chinese plan"),
        ("", ["many dif-", "ferences"], "many differences"),
        ("a five-year plan", ["the five-", "year plan"], "the five-year plan"),
        ("", ["the five-", "year plan"], "the five-year plan"),
        ("", ["non-", "existence"], "non-existence"),
        ("service is good", ["a service-", "oriented firm"], "a service-oriented firm"),
        ("", ["COVID-", "19 cases"], "COVID-19 cases"),
        ("", ["Jing-", "Jin-Ji"], "Jing-Jin-Ji"),
        ("", ["small-", "and medium-sized"], "small- and medium-sized"),
        ("", ["AI-", "related work"], "AI-related work"),
        ("Chinese", ["a Chi- nese firm"], "a Chinese firm"),
        ("human machine", ["a human- machine team"], "a human-machine team"),
        ("", ["short- and long-term"], "short- and long-term"),
        ("", ["see https://a.org/report-", "china here"], "see https://a.org/report-china here"),
        ("", ["阿波", "龙 drives"], "阿波龙 drives"),
        ("", ["two  blanks", "here"], "two blanks here"),
        ("", ["ends with 8 .30% , then", "stops ."], "ends with 8.30%, then stops."),
    ],
)
def test_lines_become_running_text(seen, lines, joined):
    assert join_lines(lines, Vocabulary([seen])) == joined


def test_words_cut_at_line_ends_are_no_evidence():
    words = Vocabulary(["sets of semi-", "conductors are made"])

    assert join_lines(["sets of semi-", "conductors"], words) == "sets of semiconductors"


def test_detached_stops_are_mended_in_names_only_where_the_document_has_the_disease():
    sick = Vocabulary([f"word{n} . Next" for n in range(6)])

    assert join_lines(["see www .acme .cn ."], sick) == "see www.acme.cn."
    assert join_lines(["the .cn domain"], NO_WORDS) == "the .cn domain"


def test_bold_printed_twice_is_read_once_where_it_recurs():
    lines = split_lines("小米小米 Xiaomi\n\n华为华为 Huawei\n\n腾讯腾讯 Tencent")

    composed = compose(lines)

    assert [block.text for block in composed.blocks] == [
        "小米 Xiaomi",
        "华为 Huawei",
        "腾讯 Tencent",
    ]
    assert composed.removed == (
        Removal(Rule.DOUBLED, "小米", lines=((1, 1),)),
        Removal(Rule.DOUBLED, "华为", lines=((3, 3),)),
        Removal(Rule.DOUBLED, "腾讯", lines=((5, 5),)),
    )
    assert [block.text for block in compose(lines[:2]).blocks] == [
        "小米小米 Xiaomi",
        "华为华为 Huawei",
    ]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It grew.", True),
        ("so it said.”12", True),
        ("in many plans. 64", True),
        ("a score of 34.4 58.3", False),
        ("the plan of", False),
        ("结束。", True),
        ("as follows:", False),
    ],
)
def test_sentence_ends(text, ends):
    assert ends_sentence(text) is ends


def test_a_chinese_character_is_two_columns_wide():
    assert width_of("ab工业") == 6


def page(number, *texts):
    return [Line(text, number, 0, index == 0) for index, text in enumerate(texts)]


def test_running_heads_and_page_numbers_go_and_the_prose_stays():
    lines = [
        line
        for n in range(1, 5)
        for line in page(
            n, f"Trade review {n}", f"Prose {'abcd'[n - 1]}.", f"{'wxyz'[n - 1]}.", f"{n + 6}"
        )
    ]

    kept = [(line.text, line.page, line.first) for line in drop_running(lines)[0]]

    assert kept == [
        item
        for n in range(1, 5)
        for item in [(f"Prose {'abcd'[n - 1]}.", n, True), (f"{'wxyz'[n - 1]}.", n, False)]
    ]


def test_heads_left_by_lost_form_feeds_go():
    text = "\n".join(
        [
            *["The first half of a"],
            *["", "", "", "MACHINES AND TOOLS 14", ""],
            *["sentence is whole.", "", "Section 1", "", "", ""],
            *[
                "Yearbook of tools",
                "",
                "May 2020",
                "",
                "8",
                "",
                "More.",
                "",
                "Section 2",
                "",
                "",
                "",
            ],
            *["Yearbook of tools", "", "May 2020", "", "9", "", "In all 12", "", "Source: own."],
        ]
    )

    kept = [line.text for line in drop_running(split_lines(text))[0]]

    assert kept == [
        "The first half of a",
        "sentence is whole.",
        "More.",
        "In all 12",
        "Source: own.",
    ]


def test_footnotes_leave_the_prose_and_table_rows_stay():
    text = """\
The board was set up in 2012.1 It
reports to the council, which

1 Ward 2019.
2 The amount was converted at the
rate of that year.

approves its budget.2

1  Alpha works  Leeds  12

2  Beta works  York  9"""
    parts = part_notes(split_lines(text), NO_WORDS)

    assert [
        (part.marker, part.text) if hasattr(part, "marker") else tuple(line.text for line in part)
        for part in parts
    ] == [
        ("The board was set up in 2012.1 It", "reports to the council, which"),
        ("1", "Ward 2019."),
        ("2", "The amount was converted at the rate of that year."),
        ("approves its budget.2",),
        ("1  Alpha works  Leeds  12",),
        ("2  Beta works  York  9",),
    ]


def test_numbered_lines_that_no_word_cites_are_no_footnotes():
    text = "The works are these.\n\n1 Alpha in Leeds.\n2 Beta in York.\n\nThey are old."

    assert not any(hasattr(part, "marker") for part in part_notes(split_lines(text), NO_WORDS))


def test_a_note_that_a_column_cuts_is_put_together():
    text = "\n".join(
        [
            *["Sales rose3 and costs4 fell over the"],
            *["", "3 Net of tax.", "4 Based on a", "", "whole of the year.", ""],
            *["sample of shops that the office draws.", " A new page begins here."],
            *["Prose goes on."] * 20,
        ]
    )

    notes = [p.text for p in part_notes(split_lines(text), NO_WORDS) if hasattr(p, "marker")]

    assert notes == ["Net of tax.", "Based on a sample of shops that the office draws."]


@pytest.mark.parametrize(
    ("texts", "notes", "stripped"),
    [
        (["shares in 20181. More2 of it."], [1, 2], ["shares in 2018. More of it."]),
        (["new Plans.1516 Then (MIIT)17 said"], [15, 16, 17], ["new Plans. Then (MIIT) said"]),
        (["worth €1.28 bn63) and bn64 more."], [63, 64], ["worth €1.28 bn) and bn more."]),
        (["in AI.31 32 Next."], [31, 32], ["in AI. Next."]),
        (["four aspects 74: a.75"], [73, 74, 75], ["four aspects 74: a."]),
        (["x.1 y.2 by 20303: z.4"], [1, 2, 3, 4], ["x. y. by 2030: z."]),
        (["COVID-19, G20, 5G and Web 2.0 in 2021."], [1, 2, 19, 20], None),
        (["Figure 1 and Table 2 show 12 plants."], [1, 2, 12], None),
        (["CO2 fell by 3.4 points to 1,204."], [2, 4, 204], None),
        (["a.1 b", "Steel 8.4 4 5.2", "c.3 d"], [1, 2, 3], ["a. b", "Steel 8.4 4 5.2", "c. d"]),
        (["a.1 b", "Up to 5.2", "c.2 d.3"], [1, 2, 3], ["a. b", "Up to 5.2", "c. d."]),
        (["see p.2 and no.3 of vol.4"], [2, 3, 4], None),
        (["The end.1 See https://a.org/x.2 here"], [1, 2], ["The end. See https://a.org/x.2 here"]),
        (["nothing here.1 or.2"], [], None),
        (["One.1 The Gamma7 motor ran.9"], [1, 7, 9], ["One. The Gamma7 motor ran."]),
    ],
)
def test_note_numbers_go_and_figures_stay(texts, notes, stripped):
    assert [bare(t) for t in replace_marks(texts, notes)] == (stripped or texts)


def test_the_order_of_the_marks_is_enough_where_their_notes_are_lost():
    texts = [f"Claim number {word}.{n} More" for n, word in enumerate("abcdefgh", start=1)]

    assert [bare(t) for t in replace_marks(texts, [])] == [
        f"Claim number {word}. More" for word in "abcdefgh"
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8}( [a-z]{1,8}){0,6}\.", fullmatch=True), max_size=8))
def test_no_prose_is_lost(sentences):
    lines = split_lines("\n\n".join(sentences))

    assert [line.text for line in drop_running(lines)[0]] == sentences


def test_notes_at_the_foot_that_differ_in_a_figure_are_no_running_heads():
    lines = [
        line
        for n in range(1, 5)
        for line in page(
            n, f"Prose {'abcd'[n - 1]}.", f"Interview, {2010 + n * n}.", f"{n + 30} | X"
        )
    ]

    kept = [line.text for line in drop_running(lines)[0]]

    assert kept == [
        t for n in range(1, 5) for t in (f"Prose {'abcd'[n - 1]}.", f"Interview, {2010 + n * n}.")
    ]


def test_what_a_browser_prints_around_a_page_goes():
    lines = [
        Line("11/23/26, 9:54 AM Cars in spring", 1, margin=True),
        Line("Cars in spring", 1),
        Line("Sales fell by 1/1", 1),
        Line("https://example.org/cars 1/1", 1, margin=True),
    ]

    assert [line.text for line in drop_running(lines)[0]] == ["Cars in spring", "Sales fell by 1/1"]


def test_heads_that_only_every_other_page_has_go_where_they_recur():
    def sided(number: int, head: str) -> list[Line]:
        body = (f"Prose of page {'abcde'[number]}", f"goes on to {'fghij'[number]}.")
        return [Line(head, number, gap=2, first=True), *(Line(t, number, gap=1) for t in body)]

    heads = ["Cars in spring", "Institute of Ports", "Cars in spring", "Institute of Ports"]
    others = ["Cars in spring", "Tides at large", "Rope and bell", "Rope and bell"]
    for own, left in ((heads, 0), (others, 4)):
        lines = [line for n, head in enumerate(own, 1) for line in sided(n, head)]
        kept = [line.text for line in drop_running(lines)[0]]
        assert len(kept) == 8 + left, kept


def test_capitals_beside_page_numbers_go_and_counted_headings_stay():
    def paged(*heads: str) -> list[str]:
        lines = [
            Line(t, gap=3 * (n % 2 == 0))
            for n, t in enumerate(x for h in heads for x in (h, f"Prose of {h}."))
        ]
        return [line.text for line in drop_running(lines)[0] if line.text.isupper()]

    assert paged("1 TIDES", "2 PORTS", "3 ROPES") == ["1 TIDES", "2 PORTS", "3 ROPES"]
    assert paged("7 TIDES", "8 TIDES", "9 PORTS") == []
    assert paged("1 TIDES", "2 TIDES", "3 PORTS") == []
