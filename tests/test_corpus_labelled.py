"""Labelled values that share a line."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, item, paragraph, row

from corpus.fields import records
from corpus.labelled import part_labelled


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Issued by: MOP, with SAD | Date: 3 May 2031 | Document no.: Tide (2031) No. 7",
            ["Issued by: MOP, with SAD", "Date: 3 May 2031", "Document no.: Tide (2031) No. 7"],
        ),
        (
            "Lead agency: Tide Bureau · Announced: May 2031 · Status: in force",
            ["Lead agency: Tide Bureau", "Announced: May 2031", "Status: in force"],
        ),
        ("Seat: Alba      Term: 10 years", ["Seat: Alba", "Term: 10 years"]),
        (
            "Policy name: Plan for Docks (船坞计划) Issuing body: MOP, MOF Date: April 9, 2031",
            [
                "Policy name: Plan for Docks (船坞计划)",
                "Issuing body: MOP, MOF",
                "Date: April 9, 2031",
            ],
        ),
        (
            "Issuer: Ministry of Ports; Published: 4 June 2031; Status: draft",
            ["Issuer: Ministry of Ports", "Published: 4 June 2031", "Status: draft"],
        ),
        ("Title: Tide Plan\nIssued by: MOP", ["Title: Tide Plan", "Issued by: MOP"]),
        (
            "文件名称：港口规划 发文机关：交通运输部 日期：2031年5月3日",
            ["文件名称：港口规划", "发文机关：交通运输部", "日期：2031年5月3日"],
        ),
        # Prose, lines of which a part has no label, and labels that tell of no policy.
        ("Issue 118 | Week of 11 May 2031 | Sent on 18 May 2031", None),
        ("Our view: the plan is short | it names no dates", None),
        ("Exports: Alba 5; Imports: Bolt 6", None),
        ("Document: he read it aloud. Status: nobody knew", None),
        ("They asked: Issued by: whom? Date: when?", None),
    ],
)
def test_what_shares_a_line(line, parts):
    blocks = [block.text for block in part_labelled([paragraph(line)])]
    assert blocks == (parts or [line])


def test_two_columns_that_tell_of_a_policy_are_lines():
    rows = [row("Document:", "Tide Plan"), row("Issued by:", "MIIT"), row("Date:", "9 May 2031")]
    made = [block.text for block in part_labelled(rows)]
    assert made == ["Document: Tide Plan", "Issued by: MIIT", "Date: 9 May 2031"]
    others = [row("Alba:", "12"), row("Belm:", "7")]
    assert list(part_labelled(others)) == others


def test_only_paragraphs_are_parted_and_their_fields_make_a_record():
    line = "Issued by: MOP | Date: 3 May 2031"
    blocks = [heading("Docks"), item(line), paragraph(line)]
    made = document(*part_labelled(blocks))
    (record,) = records(made)
    assert [field.name for field in record.fields] == ["Issued by", "Date"]
    assert [block.kind.value for block in made.blocks] == ["heading", "item", *["paragraph"] * 2]
