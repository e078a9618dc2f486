"""Lists that sentences tell in turn."""

from __future__ import annotations

from briefing_document import document, heading, paragraph

from index.facts.extract import extract_facts
from index.facts.fact import Kind


def items(*blocks) -> list[tuple[object, ...]]:
    return [
        (fact.subject, fact.value, fact.qualifiers["position"])
        for fact in extract_facts(document(*blocks))
        if fact.kind is Kind.LIST
    ]


def test_what_is_first_and_second_of_an_announced_number():
    text = (
        "Two lessons stand out. First, cranes pay, as Alba shows; ferries do not."
        " Second, a dock that nobody leads loses money (see above)."
    )
    assert items(heading("Outlook"), paragraph(text)) == [
        ("Two lessons stand out", "cranes pay, as Alba shows", 1),
        ("Two lessons stand out", "a dock that nobody leads loses money", 2),
    ]


def test_what_the_first_and_the_second_are_under_a_heading():
    text = "Much may go wrong. The first danger is water. Nobody has enough. The second is trade."
    assert items(heading("Dangers"), paragraph(text)) == [
        ("Dangers", "water", 1),
        ("Dangers", "trade", 2),
    ]


def test_what_stands_where_is_no_list():
    text = "There are two. The first yard is in Alba. The second yard is in Belm. First, ; ."
    assert items(heading("Yards"), paragraph(text)) == []


def test_one_alone_or_one_in_another_section_is_no_list():
    lone = [heading("Ports"), paragraph("First, cranes pay.")]
    other = [heading("Ferries"), paragraph("Second, ferries lose.")]
    assert items(*lone, *other) == []
