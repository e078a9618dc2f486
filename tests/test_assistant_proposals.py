"""What the reader alone proposes: whole brackets, and nothing that was said before."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from briefing_document import document, hit, paragraph, row

from assistant.answers.compose import compose
from assistant.answers.proposals import proposals
from assistant.answers.wanted import wanted
from assistant.candidates import candidates
from assistant.question import Kind, Query, kind_of
from assistant.select import Scored
from corpus.documents import BlockKind
from index.keywords import stems

GUIDE = "It has CNY 730 million (2024: CNY 610 million), so that grants grow by half in August."


@dataclass(frozen=True)
class Place:
    start: int
    end: int


@dataclass(frozen=True)
class Seen:
    """A sight of one stretch."""

    place: Place
    logits: float = 0.0

    def best(self, *_: object) -> Place:
        return self.place

    def score(self, *_: object) -> float:
        return 0.0

    @property
    def places(self) -> tuple[Place, ...]:
        return (self.place,)


@pytest.mark.parametrize(
    ("words", "said", "proposed"),
    [
        ("CNY 610 million), so that grants grow", "How big?", "CNY 610 million"),
        ("CNY 730 million (2024: CNY 610", "How big?", "CNY 730 million"),
        ("(2024: CNY 610 million)", "How big?", "(2024: CNY 610 million)"),
        ("), so that grants grow", "How big?", "so that grants grow"),
        ("grants grow by half", "Do grants grow by half?", None),
        ("in August", "ferries end aug 2024?", None),
    ],
)
def test_what_the_reader_proposes(words, said, proposed):
    made = document(paragraph(GUIDE))
    candidate = next(candidates(made, hit(made)))
    start = GUIDE.index(words)
    scored = Scored(candidate, 1.0, 1.0, True, Seen(Place(start, start + len(words))))
    asked = Query(said, said, Kind.NAME, dict.fromkeys(stems(said), 1.0))
    found = proposals(asked, wanted(asked), [scored], lambda _: made)
    assert next((one.text for one in found if one.rule is None), None) == proposed


@pytest.mark.parametrize(("words", "is_one"), [("Alba Docks", True), ("Docks | 1981", False)])
def test_what_the_reader_proposes_of_a_row_is_of_one_cell(words, is_one):
    made = document(row("Body", "Since", kind=BlockKind.HEADER), row("Alba Docks", "1981"))
    (candidate,) = candidates(made, hit(made))
    start = candidate.text.index(words)
    scored = Scored(candidate, 1.0, 1.0, True, Seen(Place(start, start + len(words))))
    asked = Query("Which was first?", "Which was first?", Kind.NAME, {"first": 1.0})
    found = [one.text for one in proposals(asked, wanted(asked), [scored], lambda _: made)]
    assert (words in found) is is_one


@pytest.mark.parametrize(
    ("question", "proposed"),
    [
        ("Southland's index of ports, 2020?", {"29"}),
        ("The index of ports in North and Southland?", {"37", "24", "29"}),
    ],
)
def test_the_only_column_that_the_question_names_gives_the_number(question, proposed):
    heads, cells = ("Trade", "North", "Eastland", "Southland"), ("Harbours", "37", "24", "29")
    made = document(row(*heads, kind=BlockKind.HEADER), row(*cells))
    best = [Scored(one, 1.0, 1.0, True) for one in candidates(made, hit(made))]
    asked = Query(question, question, Kind.NUMBER, dict.fromkeys(stems(question), 1.0))

    found = {one.text for one in proposals(asked, wanted(asked), best, lambda _: made)}

    assert found & {"37", "24", "29"} == proposed


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What share did Alba have in 2015?", "9.8%"),
        ("What share did Alba have in 2020?", "21.3%"),
        ("What share did Alba have in 2018?", "9.8% to 21.3%"),
    ],
)
def test_the_end_of_a_change_whose_year_is_asked_for(question, short):
    made = document(paragraph("Between 2015 and 2020, Alba's share rose from 9.8% to 21.3%."))
    best = [Scored(one, 1.0, 1.0, True) for one in candidates(made, hit(made))]
    asked = Query(question, question, kind_of(question), dict.fromkeys(stems(question), 1.0))
    assert compose(asked, best, lambda _: made).short == short
