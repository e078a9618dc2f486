"""Candidates: sentences, list items, rows and labelled lines with exact places and contexts."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, hit, item, paragraph, row
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.answers.fields import fields, within_one
from assistant.candidates import bare, candidates, coverage
from corpus.documents import BlockKind, RawBlock

PLAN = document(
    heading("Robots"),
    paragraph("The plan was issued in March 2021. It sets a goal of 492 robots. Ports come later."),
    paragraph("The plan aims to:"),
    item("make precision reducers at home"),
    item("train 300,000 technicians", marker="2."),
    heading("Output", 2),
    RawBlock(BlockKind.CAPTION, "Table 1: Robots made in each year"),
    row("Year", "Robots made", kind=BlockKind.HEADER),
    row("2019", "177,000 units"),
    paragraph("12 – 3"),
    RawBlock(BlockKind.FOOTNOTE, "Source: the yearbook of statistics.", marker="1"),
)
LABELLED = document(
    paragraph("The policy in short is this one here."),
    paragraph("Issuing body: MIIT and two others"),
    paragraph("Date: 9 February 2021"),
    paragraph("Status: in force since March"),
    paragraph("It is the third plan of its kind."),
)


def found(made, **at):
    listed = list(candidates(made, hit(made, **at)))
    assert all(
        made.text[c.span.start : c.span.end].split()[-1:] == c.text.split()[-1:] for c in listed
    )
    return listed


def test_sentences_items_and_rows_with_what_they_are_read_with():
    assert [(c.text, c.context) for c in found(PLAN)] == [
        ("The plan was issued in March 2021.", "Robots"),
        ("The plan was issued in March 2021. It sets a goal of 492 robots.", "Robots"),
        ("Ports come later.", "Robots"),
        ("The plan aims to:", "Robots"),
        ("make precision reducers at home", "Robots. The plan aims to:"),
        ("train 300,000 technicians", "Robots. The plan aims to:"),
        ("Table 1: Robots made in each year", "Robots"),
        ("2019 | 177,000 units", "Robots. Table 1: Robots made in each year – Year | Robots made"),
        ("Source: the yearbook of statistics.", "Robots"),
    ]


ENTRY = (
    "Alba Lines (also “Blue”). Founded in 2030 by Lin Shao. Sails to Belm daily. By 2031 it led."
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ENTRY,
            [
                "Alba Lines (also “Blue”). Founded in 2030 by Lin Shao.",
                "Sails to Belm daily.",
                ENTRY,
            ],
        ),
        (
            "Alba has sailed on. Founded in 2030, it led.",
            ["Alba has sailed on.", "Founded in 2030, it led."],
        ),
    ],
)
def test_what_is_said_of_a_name_at_the_head_is_given_with_it(text, told):
    assert [c.text for c in found(document(paragraph(text)))] == told


def test_places_hold_the_bullet_that_the_words_leave_out():
    quotes = [PLAN.text[c.span.start : c.span.end] for c in found(PLAN, begins="- make")]
    assert quotes[:2] == ["- make precision reducers at home", "2. train 300,000 technicians"]


def test_a_passage_that_begins_in_a_list_knows_its_lead_in():
    (only,) = found(PLAN, begins="2. train", ends="technicians")
    assert (only.text, only.context) == ("train 300,000 technicians", "Robots. The plan aims to:")


def test_a_passage_that_begins_in_a_table_knows_its_header():
    first, *_ = found(PLAN, begins="2019", ends="units")
    assert (
        first.context == "Robots – Output. Table 1: Robots made in each year – Year | Robots made"
    )


def test_a_row_is_read_with_the_line_that_leads_in_to_its_table():
    made = document(
        paragraph("Ships of the first quarter, as the ports tell them:"),
        row("Port", "Ships", kind=BlockKind.HEADER),
        row("Alba", "12"),
    )
    *_, alba = found(made)
    assert (alba.text, alba.context) == (
        "Alba | 12",
        ". Ships of the first quarter, as the ports tell them – Port | Ships",
    )


def test_a_passage_brings_only_sentences_that_reach_into_it():
    texts = [c.text for c in found(PLAN, begins="It sets", ends="robots.")]
    assert texts == ["The plan was issued in March 2021. It sets a goal of 492 robots."]


RUN = "Issuing body: MIIT and two others Date: 9 February 2021 Status: in force since March"


def test_labelled_lines_that_follow_each_other_are_one():
    assert [c.text for c in found(LABELLED)] == [
        "The policy in short is this one here.",
        RUN,
        "It is the third plan of its kind.",
    ]


@pytest.mark.parametrize("begins", ["Issuing", "Date:", "Status:"])
def test_labelled_lines_are_whole_where_a_passage_begins_among_them(begins):
    first, *_ = found(LABELLED, begins=begins)
    assert first.text == RUN


@pytest.mark.parametrize(
    ("news", "whole"),
    [
        ("Acme says that it builds a yard. It is due in 2036. (April 11)", True),
        ("Acme says that it builds a yard. It is due in 2036.", False),
        ("Acme says that it builds a yard. It is due in spring (April 11).", False),
        (f"Acme {'builds and ' * 50}sells a yard. It is due in 2036. (April 11)", False),
    ],
)
def test_news_that_ends_in_its_day_is_whole(news, whole):
    assert ([c.text for c in found(document(paragraph(news)))] == [news]) is whole


def test_labelled_lines_end_where_a_label_comes_again():
    made = document(
        paragraph("Policy: Plan for Docks"),
        paragraph("Document no.: 7 of 2031"),
        paragraph("Date: 9 February 2031"),
        paragraph("Policy: Rules for Cranes"),
        paragraph("Date: 3 March 2031"),
    )
    assert [c.text for c in found(made)] == [
        "Policy: Plan for Docks Document no.: 7 of 2031 Date: 9 February 2031",
        "Policy: Rules for Cranes Date: 3 March 2031",
    ]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("MIIT and two others Date: 9 February 2021", "MIIT and two others"),
        ("Date: 9 February 2021 Status: in force since", "9 February 2021"),
        ("9 February 2021", "9 February 2021"),
        ("two others", "two others"),
    ],
)
def test_an_answer_keeps_within_one_labelled_value(words, kept):
    (labelled,) = (one for one in found(LABELLED) if one.text == RUN)
    assert within_one(words, fields(LABELLED, labelled)) == kept


def test_a_name_alone_on_its_line_is_read_with_what_is_said_under_it():
    made = document(
        paragraph("Plans of the provinces"),
        paragraph("Liaoning Province"),
        paragraph("Become the first in ferries by 2030"),
        paragraph("Jilin"),
        paragraph("Hebei Province"),
        paragraph("No plan " * 40),
    )
    assert [c.text for c in found(made)] == [
        "Plans of the provinces",
        "Liaoning Province\nBecome the first in ferries by 2030",
        "Hebei Province",
        ("No plan " * 40).strip(),
    ]
    first, *_ = found(made, begins="Become")
    assert first.text.startswith("Liaoning Province")


def test_a_sentence_that_leans_by_an_adverb_is_read_with_the_one_before():
    made = document(paragraph("Aqua made a robot. Notably, its robot can swim. Boldly they sail."))
    assert [c.text for c in found(made)] == [
        "Aqua made a robot.",
        "Aqua made a robot. Notably, its robot can swim.",
        "Boldly they sail.",
    ]


def test_a_sentence_without_end_is_given_as_far_as_the_passage_goes():
    made = document(paragraph("first " + "word " * 2000 + "last"))
    (only,) = found(made, begins="first", ends="word word word")
    assert only.text == "first word word word"


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("- steel", "steel"),
        ("• steel and  iron", "steel and iron"),
        ("12. steel", "steel"),
        ("(a) steel", "steel"),
        ("iv) steel", "steel"),
        ("[3] See the law.", "See the law."),
        ("2020. steel", "2020. steel"),
        ("3.5 percent", "3.5 percent"),
        ("-5 degrees", "-5 degrees"),
        ("A plan", "A plan"),
    ],
)
def test_the_mark_before_an_item_is_left_out(printed, text):
    assert bare(printed) == text


def test_coverage_is_the_share_of_the_weight():
    wanted = {"robot": 3.0, "plan": 1.0}
    assert coverage(wanted, "Robots were made") == 0.75
    assert coverage(wanted, "The plan for robots") == 1.0
    assert coverage(wanted, "") == coverage({}, "robots") == coverage({"a": 0.0}, "a") == 0.0


blocks = st.lists(
    st.builds(
        RawBlock,
        kind=st.sampled_from([k for k in BlockKind if k not in ("row", "header")]),
        text=st.text(st.sampled_from("abIt .:Z数1-\n"), max_size=80),
        level=st.integers(0, 2),
    ),
    min_size=1,
    max_size=8,
)


@example([RawBlock(BlockKind.PARAGRAPH, "I1"), RawBlock(BlockKind.PARAGRAPH, "1111111111")], 0, 1)
@given(blocks, st.integers(0, 300), st.integers(1, 300))
def test_every_candidate_reads_back_and_touches_its_passage(raw, start, length):
    made = document(*raw)
    whole = hit(made)
    start = min(start, len(made.text))
    end = min(len(made.text), start + length)
    span = type(whole.passage.span)(made.id, start, end)
    part = type(whole)(type(whole.passage)("p", span, (), None), 0.5, 0.5)
    for candidate in candidates(made, part):
        place = candidate.span
        assert place.start < end and place.end > start
        # A name stands in a line of its own over what is told of it.
        assert bare(made.text[place.start : place.end]) == candidate.text.replace("\n", " ")
        assert 0 <= place.start < place.end <= len(made.text)


def test_a_row_says_something_in_few_letters():
    made = document(row("Field", "Firms", kind=BlockKind.HEADER), row("Rail", "40"), row("-", "1"))
    assert [c.text for c in found(made)] == ["Rail | 40"]
