"""What sentences say that terms mean, and other names of the same thing."""

from __future__ import annotations

import pytest

from index.facts.meanings import meanings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A pilot yard is a dock in which robots learn from people.",
            [("pilot yard", "a dock in which robots learn from people")],
        ),
        (
            "A tide voucher, in the wording of the rules, is a credit that pays for berths.",
            [("tide voucher", "a credit that pays for berths")],
        ),
        ("A delay is the first of its kind.", []),  # nothing sets it apart
        ("A draft is a draft: what follows changes nothing that matters.", []),
        (
            '"Mother docks" is the planners\' name for yards, where docks are built.',
            [("Mother docks", "yards, where docks are built")],
        ),
        ('"Dock" is the word to remember here.', []),
        (
            "Localisation rate means the share of a crane that is made in Norland.",
            [("Localisation rate", "the share of a crane that is made in Norland")],
        ),
        (
            "Tide making refers to the production of tides by pumps.",
            [("Tide making", "the production of tides by pumps")],
        ),
        (
            "A tide space is defined there as a place in which ships wait.",
            [("tide space", "a place in which ships wait")],
        ),
        (
            "It limits dock usage effectiveness (DUE), which is the ratio of ships to berths.",
            [("dock usage effectiveness", "the ratio of ships to berths")],
        ),
        (
            "They hire tide research organisations (TROs), that is, firms that measure tides.",
            [("tide research organisations", "firms that measure tides")],
        ),
        ("This means the end of the ferry.", []),
        (
            "In this chapter, fast rail (FR) means lines for 250 kilometres an hour.",
            [("fast rail", "lines for 250 kilometres an hour")],
        ),
        (
            "Alba opened a tide foundry, that is, a yard which designs cranes.",
            [("tide foundry", "a yard which designs cranes")],
        ),
        ("They met in Alba, that is to build 400 cranes.", []),
        (
            "Critics blame involution, the local catchword for a race that nobody wins.",
            [("involution", "a race that nobody wins")],
        ),
        (
            "The plan backs “road-sea integration”, the notion that buoys should steer ships.",
            [("road-sea integration", "the notion that buoys should steer ships")],
        ),
        (
            "MHS named pilot platforms, by which it means docks for new cranes.",
            [("pilot platforms", "docks for new cranes")],
        ),
        (
            'Buyers of a "first set", meaning the first three units sold, get a refund.',
            [("first set", "the first three units sold")],
        ),
        (
            "By levelised tide cost (LTC) we mean the price at which a dock breaks even.",
            [("levelised tide cost", "the price at which a dock breaks even")],
        ),
        (
            "By slack tide (ST, 平潮) they mean the hour in which water stands.",
            [("slack tide", "the hour in which water stands")],
        ),
        (
            "By slack tide is meant the hour in which water stands.",
            [("slack tide", "the hour in which water stands")],
        ),
        (
            'Yards shun "slack" (平潮), meaning a race that nobody wins.',
            [("slack", "a race that nobody wins")],
        ),
        (
            'Alba opened a "tide foundry"; the term stands for a yard in which cranes draw, cut and'
            " test boats.",
            [("tide foundry", "a yard in which cranes draw, cut and test boats")],
        ),
        (
            'They ask whether the fight against low prices, called "quiet docks" (静港), works.',
            [("quiet docks", "the fight against low prices")],
        ),
        ('It is part of a fight, called "quiet docks", that works.', []),  # which words are it?
        (
            "We speak of slack where water stands, and of flood where it comes in.",
            [("slack", "where water stands"), ("flood", "where it comes in")],
        ),
        (
            "We call a dock dry if no water gets in, and semi-dry if some does.",
            [("dry", "if no water gets in"), ("semi-dry", "if some does")],
        ),
        (
            "It caps dock usage effectiveness (DUE, the ratio of ships to berths).",
            [("DUE", "the ratio of ships to berths")],
        ),
        (
            "TIDE-V, an open standard that anyone may use, becomes law.",
            [("TIDE-V", "an open standard that anyone may use")],
        ),
        (
            "Dock lining (DL) is the method by which a thin coat is put on wood.",
            [("Dock lining", "the method by which a thin coat is put on wood")],
        ),
        (
            "Black slack is the powder that remains when boats burn.",
            [("Black slack", "the powder that remains when boats burn")],
        ),
        (
            "Clean slack is, in this study, slack made by at least two pumps.",
            [("Clean slack", "slack made by at least two pumps")],
        ),
        ("Acme, a maker of cranes that sells in Alba, lost money.", []),  # a firm is no term
        ("The main difference is the method by which boats are sold.", []),
        ("Storage is the market that grows fastest.", []),
        ("However, the standard that anyone may use, is late.", []),
        ("Finally, the standard that anyone may use, is late.", []),
        ("Sea moss is the best known fuel that boats burn.", []),
        (
            "The draft calls a dock agent any software that steers a crane.",
            [("dock agent", "any software that steers a crane")],
        ),
    ],
)
def test_what_a_term_means(text, found):
    assert [(one.term, one.what) for one in meanings(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The Norland Export Insurance Corporation, or Norsure, covers it.",
            ("Norsure", "Norland Export Insurance Corporation"),
        ),
        (
            "The Norland Crane Fund, known as the Big Crane, holds it.",
            ("Big Crane", "Norland Crane Fund"),
        ),
        (
            "The Norland Crane Programme, usually called the 412 Programme, paid.",
            ("412 Programme", "Norland Crane Programme"),
        ),
        ("Seven Sails, also known as Qian, is backed by Alba.", ("Qian", "Seven Sails")),
        (
            "The Norland Crane Fund, which the trade calls Big Crane, paid.",
            ("Big Crane", "Norland Crane Fund"),
        ),
    ],
)
def test_another_name_of_a_thing(text, found):
    assert [(one.term, one.what) for one in meanings(text) if one.alias] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Alba, or Belm, may host the games.",
        "Norland Port Group, or Bolt Works, will build the yards.",
    ],
)
def test_either_of_two_names_is_no_other_name(text):
    assert list(meanings(text)) == []


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ('Alba has 60 "young gulls".', [("young gulls", "yards that lead a market")]),
        ('Alba has 60 "young gulls."', [("young gulls", "yards that lead a market")]),
        ("Alba has 60 young gulls.", []),
    ],
)
def test_the_term_is_what_the_sentence_before_quotes(before, found):
    text = "The term refers to yards that lead a market."
    assert [(one.term, one.what) for one in meanings(text, before)] == found
