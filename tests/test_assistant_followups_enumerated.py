"""What an answer enumerated: how it is read, and how questions refer to it by its place."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.conversation import resolve
from assistant.followups.enumerated import Enumerated, enumerated, last_enumerated, with_item

PROJECTS = Enumerated("Which projects are suspended?", ("Chengde Link", "Yulin Switch: coal"))
ROWS = "Chengde Link | Hebei | 75 [1]\nYulin Switch | Shaanxi | 130 [2]"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Chengde Link; Yulin Switch (2 in all)", ("Chengde Link", "Yulin Switch")),
        (ROWS, ("Chengde Link", "Yulin Switch")),
        ("Licences are needed for: [1]\n- felt [2]\n- blocks [3]", ("felt", "blocks")),
        ("Two need one. [1]\nfelt [2]\nblocks [3]", ("felt", "blocks")),
        # One thing, sentences, another number than is told.
        ("Chengde Link | Hebei | 75 [1]", ()),
        ("A fund was set up. [1]\nIt has money. [2]", ()),
        ("Felt needs one: [1]\nfelt [2]", ()),
        ("A; B (3 in all)", ()),
        ("", ()),
    ],
)
def test_an_enumeration_is_read_from_an_answer(answer, expected):
    assert enumerated(answer) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How large is the second one?", "How large is Yulin Switch?"),
        ("And the first?", "And Chengde Link?"),
        ("Why is the first late?", "Why is Chengde Link late?"),
        ("Where is the last of them?", "Where is Yulin Switch?"),
        ("What is the latter's output?", "What is Yulin Switch's output?"),
        ("What does the first project cost?", "What does Chengde Link cost?"),
        # Another thing is counted, or there are not so many.
        ("How large was the first fund?", "How large was the first fund?"),
        ("And in the second quarter?", "And in the second quarter?"),
        ("And the third?", "And the third?"),
        ("When did it start?", "When did it start?"),
    ],
)
def test_a_place_in_an_enumeration_becomes_what_stands_there(question, expected):
    assert with_item(question, PROJECTS) == expected


def test_nothing_is_named_where_nothing_was_enumerated():
    assert with_item("And the second one?", Enumerated()) == "And the second one?"


def test_a_question_about_what_was_enumerated_goes_on_with_it():
    first = Turn("Which projects are suspended?", ROWS)
    about = Turn("In which provinces are they?", "Hebei; Shaanxi (2 in all)")
    other = Turn("Which funds are new?", "A; B (2 in all)")
    assert last_enumerated([first, about]).items == ("Chengde Link", "Yulin Switch")
    assert last_enumerated([first, other]) == Enumerated("Which funds are new?", ("A", "B"))


def test_the_property_is_kept_for_the_next_of_an_enumeration():
    history = [
        Turn("Which projects are suspended?", ROWS),
        Turn("How large is the first one?", "75 MW"),
    ]
    assert resolve("And the second?", history).text == "How large is Yulin Switch?"
