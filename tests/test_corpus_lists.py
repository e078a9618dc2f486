"""Lists with the sentence that leads in to them, and the contents page, which is none."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, item, paragraph
from briefing_formats import FORMATS, read_as, words

from corpus.contents import Part, contents, part
from corpus.documents import BlockKind, RawBlock, Section
from corpus.lists import lists


@pytest.mark.parametrize("suffix", FORMATS)
def test_lists_in_every_format(tmp_path, suffix):
    made = read_as(suffix, tmp_path)
    told = [
        (words(made, own.lead), [words(made, item.span) for item in own.items])
        for own in lists(made)
    ]
    assert told == [
        (
            "Its notice sets several goals for 2024, including:",
            ["- Two new sidings at every quay", "- One desk for all freight papers"],
        ),
        (
            None,
            [
                "- December 3: The dredger Ada begins work on the northern channel.",
                "- December 14-16: Pilots of nine ports meet and agree on one radio channel.",
                "- January 2: The tug fleet receives its first electric boat.",
            ],
        ),
    ]
    assert contents(made) == frozenset()


def test_nested_items_and_a_note_between_the_lead_and_its_list():
    made = document(
        paragraph("Ports matter. The plan is structured as the following"),
        RawBlock(BlockKind.FOOTNOTE, "See the annex.", marker="1"),
        item("Quays"),
        RawBlock(BlockKind.ITEM, "North", level=1, marker="-"),
        RawBlock(BlockKind.ITEM, "South", level=1, marker="-"),
        item("Rails"),
    )
    (own,) = lists(made)
    assert words(made, own.lead) == "The plan is structured as the following"
    assert [(item.block, [inner.block for inner in item.items]) for item in own.items] == [
        (2, [3, 4]),
        (5, []),
    ]
    assert words(made, own.span) == "- Quays - North - South - Rails"


@pytest.mark.parametrize(
    ("before", "lead"),
    [
        ("It is a plan. It has two aims.", "It has two aims."),
        ("It is a plan. Its aims are listed below.", "Its aims are listed below."),
        ("It is a plan. It has three aims.", None),
        ("The plan wants", "The plan wants"),
    ],
)
def test_what_leads_in_to_a_list(before, lead):
    made = document(paragraph(before), item("one"), item("other"))
    assert [words(made, own.lead) for own in lists(made)] == [lead]


def test_a_contents_page_by_its_heading_or_by_what_it_repeats():
    titled = document(
        heading("Contents", 2), item("1. Ports 2", ""), item("Annex 9", ""), paragraph("A report."),
        heading("1. Ports", 2), item("a port"),
    )  # fmt: skip
    assert contents(titled) == {0, 1, 2}
    assert [words(titled, own.span) for own in lists(titled)] == ["- a port"]
    bare = document(
        item("Ports and ships 2", ""), item("Rails 5", ""), item("Roads ........ 9", ""),
        heading("1 Ports and ships", 1), heading("Rails", 1), paragraph("Rails 5"),
    )  # fmt: skip
    assert contents(bare) == {0, 1, 2}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("Ports", "Contents"), Part.CONTENTS),
        (("Annex 1: Tables", "North"), Part.APPENDIX),
        (("Ports", "5. Endnotes"), Part.NOTES),
        (("参考文献",), Part.REFERENCES),
        (("The appendix of a book",), Part.BODY),
        ((), Part.BODY),
    ],
)
def test_what_a_section_is(path, expected):
    assert part(Section(path, len(path), 0, 1)) is expected
