"""Who has the part that is asked for: buyer or seller, new or old head, the lead, the described."""

from __future__ import annotations

import pytest

from assistant.answers.partners import with_partners
from assistant.answers.roles import in_another_role
from assistant.answers.stretches import stretches
from assistant.answers.wanted import Type, Wanted
from index.keywords import stem, terms

SOLD = "Port firm Aqua sells a tenth of its shares to Bright Ferries for CNY 5 million."
BOUGHT = "Bright Ferries bought the pier from Aqua, and Coral Bank paid."
HEADS = "3 May: Lin Shao succeeds Wang Jian as head of the Bureau of Tides"
FOLLOWED = "Wang Jian was replaced by Lin Shao at the Bureau of Tides."
UNDER = "TIDA, a think tank under Coral Bank, expects a rise."
PLACES = "Of makers, Blue Tide was first at home and Aqua first abroad."
OVERSEAS = "Overseas, Aqua comes first; in China that place is held by Blue Tide."
BESIDE = "TIDA, a think tank under Coral Bank, and Reef Lab expect a rise."
GROUP = "It was made by a group of Aqua Research (lead), the Reef Institute and Nord Analytics."


@pytest.mark.parametrize(
    ("question", "type_", "text", "left"),
    [
        ("Who picked up the tenth?", Type.ACTOR, SOLD, ["Bright Ferries"]),
        ("Which firm acquired the tenth?", Type.BODY, SOLD, ["Bright Ferries"]),
        ("Who sold the tenth?", Type.ACTOR, SOLD, ["Port", "Aqua"]),
        ("Who was named?", Type.ACTOR, SOLD, ["Port", "Aqua", "Bright Ferries"]),
        ("Who bought the pier?", Type.ACTOR, BOUGHT, ["Bright Ferries", "Coral Bank"]),
        ("Who sold the pier?", Type.ACTOR, BOUGHT, ["Aqua", "Coral Bank"]),
        ("Who heads the office now?", Type.PERSON, HEADS, ["Lin Shao", "Bureau of Tides"]),
        ("Who led the office before?", Type.PERSON, HEADS, ["Wang Jian", "Bureau of Tides"]),
        ("Who is the new head?", Type.PERSON, FOLLOWED, ["Lin Shao", "Bureau of Tides"]),
        ("Who was replaced?", Type.PERSON, FOLLOWED, ["Wang Jian", "Bureau of Tides"]),
        ("Who expects a rise?", Type.ACTOR, UNDER, ["TIDA"]),
        ("Who expects a rise?", Type.ACTOR, BESIDE, ["TIDA", "Reef Lab"]),
        ("Which bank is TIDA under?", Type.BODY, BESIDE, ["Coral Bank", "Reef Lab"]),
        ("Which firm headed the group?", Type.BODY, GROUP, ["Aqua Research"]),
        ("leading maker outside China", Type.BODY, PLACES, ["Aqua"]),
        ("leading maker in China", Type.BODY, PLACES, ["Blue Tide"]),
        ("leading maker abroad", Type.BODY, OVERSEAS, ["Aqua"]),
        ("leading maker", Type.BODY, PLACES, ["Blue Tide", "Aqua"]),
        ("the largest maker", Type.BODY, "Aqua leads, ahead of Blue Tide.", ["Aqua"]),
        ("the largest maker", Type.BODY, "Aqua is far larger than Blue Tide.", ["Aqua"]),
        ("Which makers are there?", Type.BODY, "Aqua is ahead of Coral.", ["Aqua", "Coral"]),
        ("Who founded Bolt?", Type.ACTOR, "Coral (also “Bolt”) was Lin Shao's.", ["Lin Shao"]),
        (
            "Which firm is Bolt?",
            Type.BODY,
            "Coral (also “Bolt”) is Lin Shao's.",
            ["Coral", "Lin Shao"],
        ),
        (
            "Which firms made it?",
            Type.BODY,
            GROUP,
            ["Aqua Research", "Reef Institute", "Nord Analytics"],
        ),
    ],
)
def test_names_of_the_part_asked_for(question, type_, text, left):
    said = frozenset(stem(term) for term in terms(question))
    found = stretches(text, Wanted(type_, frozenset()), said)
    other = in_another_role(question, question, text, found)
    assert [text[one.start : one.end] for one in found if one not in other] == left


@pytest.mark.parametrize(
    ("text", "type_", "told"),
    [
        ("Bolt was founded by Lin Shao and Anna Holm.", Type.ACTOR, "Lin Shao and Anna Holm"),
        ("Lin Shao, Anna Holm and Wang Jian wrote it.", Type.PERSON,
         "Lin Shao, Anna Holm and Wang Jian"),
        ("Lin Shao of Bolt Bank wrote it; Anna Holm drew.", Type.PERSON, "Lin Shao"),
        ("Lin Shao and Anna Holm wrote it.", Type.NAME, "Lin Shao"),
    ],
)  # fmt: skip
def test_people_named_together_are_given_together(text, type_, told):
    assert with_partners("Lin Shao", text, Wanted(type_, frozenset())) == told
