"""Labelled fields with all that belongs to them, whatever the format."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, item, paragraph
from briefing_formats import FORMATS, read_as, words

from corpus.fields import Field, fields, records

STORY_1, STORY_2 = "1. The port office opens a rail desk", "2. Customs shortens its forms"


def told(made, field: Field):
    section = field.section.path[-1] if field.section else None
    return section, field.name, words(made, field.value)


@pytest.mark.parametrize("suffix", FORMATS)
def test_fields_in_every_format(tmp_path, suffix):
    made = read_as(suffix, tmp_path)
    found = [field for field in fields(made) if field.name != "Issued"]
    assert [told(made, field) for field in found] == [
        (
            STORY_1,
            "Policy name",
            "Notice on Rail Links of Deep Ports (2022-2024)"
            " (《深水港铁路连接通知（2022-2024年）》) (Link)",
        ),
        (STORY_1, "Issuing body", "Port Office"),
        (STORY_1, "Date", "December 20, 2021"),
        (
            STORY_1,
            "At a glance",
            "The Port Office has told all deep ports how they are to link their quays with the"
            " railway network. Its notice sets several goals for 2024, including: - Two new sidings"
            " at every quay - One desk for all freight papers Ports that miss the goals lose their"
            " share of the fund, which the office pays out in spring and in autumn of every year.",
        ),
        (
            STORY_1,
            "Watch comment",
            "The notice is short, and leaves the hardest question open: nobody says who pays for"
            " the land on which the sidings are to lie.",
        ),
        (STORY_2, "Policy name", "Order on Short Forms (简表令)"),
        (STORY_2, "Issuing body", "Customs House"),
        (STORY_2, "Date", "December 2, 2021"),
        (
            STORY_2,
            "At a glance",
            "Four of the seven forms that a ship hands in on arrival are dropped, and the other"
            " three are filled in by the ship's own computer before it lands.",
        ),
        (
            STORY_2,
            "Watch comment",
            "Pilots tell us that the new forms work well. The old ones will be taken until the end"
            " of June, so that nobody is turned away.",
        ),
    ]
    assert [words(made, field.label) for field in found[:2]] == ["Policy name:", "Issuing body:"]
    named = [(words(made, f.original), words(made, f.link)) for f in found if "name" in f.name]
    assert named == [("《深水港铁路连接通知（2022-2024年）》", "(Link)"), ("简表令", None)]
    assert [len(record.fields) for record in records(made)][-2:] == [5, 5]


def test_labels_that_are_none():
    made = document(
        heading("Power and its uses"),
        paragraph("Diplomacy: envoys may use it to plan, to decide and to write what they decide."),
        paragraph("Economy: one firm expects that it adds two billion hours of work in a year."),
        paragraph("Note: the figures are rounded."),
        paragraph("February 7: a ship lands."),
        paragraph("February 9: another ship lands."),
        heading("Speech"),
        paragraph("Note: the figures are rounded."),
        paragraph("He said what all had thought before: nobody pays."),
    )
    assert fields(made) == ()


def test_a_comment_keeps_its_paragraphs_and_a_date_does_not():
    made = document(
        heading("One", 2),
        paragraph("Date: 3 May 2020"),
        paragraph("The ships of this port are counted by hand."),
        heading("Two", 2),
        paragraph("Date: 4 May 2020"),
        paragraph("Comment:"),
        paragraph("A first paragraph."),
        paragraph("A second one."),
    )
    found = [(field.name, words(made, field.value)) for field in fields(made)]
    assert found == [
        ("Date", "3 May 2020"),
        ("Date", "4 May 2020"),
        ("Comment", "A first paragraph."),
    ]


def test_records_without_headings_begin_anew_where_a_label_comes_again():
    made = document(
        paragraph("Policy: Ports Act"), paragraph("Body: Port Office"),
        paragraph("Policy: Rails Act"), paragraph("Body: Rail Office"),
    )  # fmt: skip
    found = [[words(made, field.value) for field in record.fields] for record in records(made)]
    assert found == [["Ports Act", "Port Office"], ["Rails Act", "Rail Office"]]


def test_labelled_items_are_fields_where_they_stand_in_for_lines():
    made = document(
        heading("One", 2),
        item("Date: 3 May 2020"),
        item("Body: Port Office"),
        heading("Two", 2),
        item("Date: 4 May 2020"),
        item("Body: Rail Office"),
        heading("Aims", 2),
        paragraph("The plan has two aims:"),
        item("Body: a strong one"),
        item("Mind: a clear one"),
    )
    assert [told(made, field) for field in fields(made)] == [
        ("One", "Date", "3 May 2020"),
        ("One", "Body", "Port Office"),
        ("Two", "Date", "4 May 2020"),
        ("Two", "Body", "Rail Office"),
    ]


@pytest.mark.parametrize(
    ("value", "original"),
    [
        ("Ports Act (AI; 港口法（2020年）) (Link)", "港口法（2020年）"),
        ("Ports Act (港口法 (2020 年) (草案) (Link))", "港口法 (2020 年) (草案)"),
        ("Ports Act (Hafengesetz)", None),
        ("Ports Act (2020-2024), 港口法（2020年）", "港口法（2020年）"),
        ("Ports Act, 港口法, and others", None),
        ("港口法 (2020年)", None),
    ],
)
def test_the_original_title(value, original):
    made = document(paragraph(f"Policy: {value}"), paragraph("Body: Port Office"))
    assert words(made, fields(made)[0].original) == original


def test_names_inside_prose_are_no_title():
    prose = (
        "The office (港口局) has told all deep ports how they are to link their quays with the"
        " railways, and when."
    )
    made = document(paragraph("Policy: Ports Act (港口法)"), paragraph(f"Comment: {prose}"))
    assert [words(made, field.original) for field in fields(made)] == ["港口法", None]
