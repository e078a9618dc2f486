"""What sentences tell one after the other."""

from __future__ import annotations

import pytest
from briefing_document import document, heading, paragraph
from test_assistant_lists import answer

from assistant.answers.in_turn import in_turn
from corpus.documents import BlockKind

TURNS = paragraph(
    "Trade grew. We draw three conclusions. First, ropes should be tested; they break. "
    "They are old. Second, bells need a standard. Finally, buyers should ask for sails."
)
MARKED = paragraph(
    "Its findings are three. (i) Ropes are dear, which is new. Few buy them. (ii) Bells are cheap; "
    "and (iii) sails are new."
)


def items(*blocks):
    made = document(heading("Ports"), *blocks)
    first = next(b for b in made.blocks if b.kind is BlockKind.PARAGRAPH)
    found = in_turn(made, first)
    return found and (made.text[slice(*found[0])], [made.text[a:b] for a, b in found[1]])


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        (
            [TURNS],
            (
                "We draw three conclusions.",
                [
                    "ropes should be tested; they break.",
                    "bells need a standard.",
                    "buyers should ask for sails.",
                ],
            ),
        ),
        (
            [MARKED],
            (
                "Its findings are three.",
                ["Ropes are dear, which is new", "Bells are cheap", "sails are new"],
            ),
        ),
        (
            [paragraph("Two remain."), paragraph("First, tar."), paragraph("Secondly, rope.")],
            ("Two remain.", ["tar.", "rope."]),
        ),
        (
            [
                paragraph(
                    "It has three aims. Yards are to save tar; they are to sell; and bells ring."
                )
            ],
            (
                "It has three aims.",
                ["Yards are to save tar", "they are to sell", "bells ring."],
            ),
        ),
        ([paragraph("It has three aims. Yards are to save tar; and bells ring.")], None),
        ([paragraph("It has aims. Yards are to save tar; they sell; and bells ring.")], None),
        ([paragraph("First, tar. Third, rope.")], None),
        ([paragraph("Trade grew."), heading("Tar"), paragraph("First, tar. Second, rope.")], None),
        ([paragraph("Trade grew (i) in spring.")], None),
    ],
)
def test_what_is_told_in_turn(blocks, told):
    assert items(*blocks) == told


def test_what_is_told_in_turn_is_the_list_that_its_lead_announces():
    told = answer("What conclusions does the report draw?", TURNS)
    assert told.items == (
        "ropes should be tested; they break",
        "bells need a standard",
        "buyers should ask for sails",
    )
