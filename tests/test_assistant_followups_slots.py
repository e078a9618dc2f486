"""The places of names in a question: their sorts, and which only say what is asked of another."""

from __future__ import annotations

import pytest

from assistant.followups.slots import Slot, Sort, alike, slots, sort_of


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("the EU", Sort.PLACE),
        ("Inner Mongolia", Sort.PLACE),
        ("Deqing County", Sort.PLACE),
        ("R&D", Sort.MATTER),
        ("NEVs", Sort.MATTER),
        ("the CEO", Sort.MATTER),
        ("MIIT", Sort.BODY),
        ("Ministry of Commerce", Sort.BODY),
        ("Toyota", Sort.UNTOLD),
        ("AIDS", Sort.BODY),
    ],
)
def test_the_sort_of_a_name_is_told_by_its_form(name, sort):
    assert sort_of(name) is sort


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is the PUE limit for Guizhou?", [("PUE", True), ("Guizhou", False)]),
        ("Who is the CEO of the EU?", [("CEO", True), ("the EU", False)]),
        ("Is US GDP growth higher?", [("US", False)]),
        ("Did MIIT issue it?", [("MIIT", False)]),
        ("Was BYD founded then?", [("BYD", False)]),
        ("Is MIIT guidance binding?", [("MIIT", True)]),
        ("Did the CPI rise of 2020 end?", [("CPI", True)]),
        ("Where is CAICT in China?", [("CAICT", False), ("China", False)]),
        ("Who made the EU policy?", [("EU", False)]),
        ("Who leads 宁德时代?", [("宁德时代", False)]),
    ],
)
def test_an_attribute_is_told_from_what_it_is_asked_of(question, found):
    assert [(question[s.start : s.end], s.attribute) for s in slots(question)] == found


BODY, PLACE = Slot(0, 1, Sort.BODY), Slot(2, 3, Sort.PLACE)
MATTER, LED = Slot(4, 5, Sort.MATTER), Slot(6, 7, Sort.BODY, attribute=True)
OTHER = Slot(8, 9, Sort.UNTOLD)


@pytest.mark.parametrize(
    ("name", "found", "fit"),
    [
        ("Japan", [BODY, PLACE, MATTER, OTHER], [PLACE]),
        ("Japan", [BODY, MATTER, OTHER], [OTHER]),
        ("SAMR", [BODY, PLACE, MATTER, OTHER], [BODY, OTHER]),
        ("SAMR", [PLACE, LED], [LED]),
        ("SAMR", [PLACE, MATTER], [PLACE]),
        ("Honda", [BODY, PLACE, MATTER], [BODY, PLACE]),
        ("GDP", [BODY, PLACE, MATTER, OTHER], [MATTER]),
        ("GDP", [BODY, OTHER], []),
        ("Japan", [MATTER, LED], []),
    ],
)
def test_a_name_takes_the_place_of_one_of_its_sort(name, found, fit):
    assert alike(name, found) == fit
