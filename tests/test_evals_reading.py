from dataclasses import replace

import pytest
from briefing_document import document, heading, item, paragraph

from corpus.documents import Metadata, NoteMark
from evals.outcome import broken_sentences, fields, glued_notes, lists, news, split_words
from evals.reading import Check, checks, main, report

LONG = "The office counts the makers of machine tools in each of the regions every single year"


def with_lines(*blocks):
    """Assemble a document whose blocks stand on the lines of a file that the text gives."""
    return document(*(replace(block, lines=lines) for block, lines in blocks))


@pytest.mark.parametrize(
    ("blocks", "findings"),
    [
        ([paragraph(f"{LONG}.")], []),
        ([paragraph(f"{LONG} and then it asks the firms that it knows of")], ["stops within"]),
        ([paragraph("and it grew in all of them. Then it fell.")], ["begins within"]),
        ([heading("In the year before there were 3,438")], ["heading within"]),
        ([heading("Results of 2019"), paragraph("A label")], []),
        ([paragraph("Source: Ward and others, yearbook of tools, " + LONG)], []),
    ],
)
def test_sentences_that_begin_or_stop_in_their_middle(blocks, findings):
    _, found = broken_sentences(document(*blocks), "")

    assert [finding.split(":")[0] for finding in found] == findings


def test_a_line_that_interrupts_a_sentence_is_told_from_those_around_it():
    raw = "The makers of the tools\n\nName of firm\n\nsell abroad in all of the regions.\n"
    text = "The makers of the tools Name of firm sell abroad in all of the regions."
    broken = with_lines((paragraph(text), ((1, 1), (3, 3), (5, 5))))
    whole = with_lines((paragraph(text), ((1, 1), (5, 5))))

    assert broken_sentences(broken, raw) == (1, ["interrupted by 'Name of firm'"])
    assert broken_sentences(whole, raw) == (1, [])


@pytest.mark.parametrize(
    "glued",
    [
        "It fell in 20181 for good.",
        "as its Plans.1516 told",
        "worth 3 bn63 in all",
        "as the ministry”12 said",
        "listed in Table 2.21 The makers sell",
    ],
)
def test_note_numbers_that_stuck(glued):
    assert len(glued_notes(document(paragraph(glued)), "")[1]) == 1


@pytest.mark.parametrize(
    "right",
    ["COVID-19 and CO2 in 2025.", "worth 1.28 bn in 2018.", "see https://a.org/page12 for it"],
)
def test_numbers_that_belong_to_the_words(right):
    assert glued_notes(document(paragraph(right)), "") == (0, [])


def test_note_marks_that_were_found_are_counted():
    made = replace(document(paragraph("It fell.")), marks=(NoteMark(8, "1"),))

    assert glued_notes(made, "") == (1, [])


@pytest.mark.parametrize(
    ("raw", "stored", "count"),
    [
        ("a Chi-\nnese firm", "a Chinese firm", 0),
        ("a Chi-\nnese firm", "a Chi- nese firm", 1),
        ("a proof-\nof-concept of proof", "a proofof-concept of proof", 1),
        ("a proof-\nof-concept of proof", "a proof-of-concept of proof", 0),
        ("small- and large firms", "small- and large firms", 0),
        ("the depart-\nment", "the depart-ment", 1),
    ],
)
def test_words_cut_at_line_ends(raw, stored, count):
    assert len(split_words(document(paragraph(stored)), raw)[1]) == count


RAW = """\
- Gears are made in York
- Belts are made in Leeds

Status: open
Status: closed

- March 3: The plant in York opens
"""


def test_items_fields_and_news_of_a_file_that_was_read_well():
    made = document(
        item("Gears are made in York"),
        item("Belts are made in Leeds"),
        paragraph("Status: open"),
        paragraph("Status: closed"),
        item("March 3: The plant in York opens"),
    )
    made = replace(made, meta=Metadata("A title", issued="2021-03-31"))

    assert lists(made, RAW) == (3, [])
    assert fields(made, RAW) == (2, [])
    assert news(made, RAW) == (1, [])


def test_items_fields_and_news_that_were_lost():
    made = document(paragraph(" ".join(RAW.split())))

    assert lists(made, RAW)[1] == [
        "'Gears are made in York'",
        "'Belts are made in Leeds'",
        "'March 3: The plant in York opens'",
    ]
    assert fields(made, RAW)[1] == ["'Status: open'", "'Status: closed'"]
    assert news(made, RAW)[1] == ["'March 3: The plant in York opens'"]


def test_a_report_tells_counts_and_samples():
    found = [("a.txt", [Check("words", 4, ("one", "two"))]), ("b.txt", [Check("words", 0, ())])]

    assert list(report(found, 1, 0)) == [
        "a.txt",
        "  words: 2 of 4 (50.0%)",
        "b.txt",
        "  words: 0 of 0",
        "all",
        "  words: 2 of 4 (50.0%)",
        "\nwords",
        "  a.txt: two",
    ]


def test_the_command_reads_a_folder(tmp_path, capsys):
    (tmp_path / "a.txt").write_text("The plan failed in all of the regions.\n")
    (tmp_path / "empty.txt").write_text("")

    main([str(tmp_path)])

    out, err = capsys.readouterr()
    assert out.splitlines()[:2] == ["a.txt", "  sentences broken: 0 of 1 (0.0%)"]
    assert err == "empty.txt: the file is empty\n"


def test_every_measure_is_checked():
    names = [check.measure for check in checks(document(paragraph("It fell.")), "It fell.")]

    assert len(set(names)) == len(names) == 6
