"""Lists within a sentence that says how many items there are."""

from __future__ import annotations

import pytest
from briefing_document import document, paragraph

from index.facts.extract import extract_facts
from index.facts.fact import Kind
from index.facts.inline import enumerated
from index.facts.series import marked, series


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Steering has three forms: plans, money and rules.", ["plans", "money", "rules"]),
        ("Two aims stand out: clean water and quiet nights.", ["clean water", "quiet nights"]),
        (
            "It shows three things: yards pay; ports, large and small, gain; and ferries lose.",
            ["yards pay", "ports, large and small, gain", "ferries lose"],
        ),
        (
            "Five towns take part: Alba, Belm and Cove (since May 2030), Dorn and Elm.",
            ["Alba", "Belm", "Cove (since May 2030)", "Dorn", "Elm"],
        ),
        (
            "There are three grades: low, middle, and salt and pepper.",
            ["low", "middle", "salt and pepper"],
        ),
        (
            "Four groups, namely Acme, Bolt, Cove and Dorn, put up the rest.",
            ["Acme", "Bolt", "Cove", "Dorn"],
        ),
        ("The three were Alba, Belm and Cove; Dorn was left out.", ["Alba", "Belm", "Cove"]),
        (
            "Three papers are needed: a contract, a map, and a form, down to the berth.",
            ["a contract", "a map", "a form"],
        ),
        (
            "It names four fields: tides and ports, cranes, ferries and buoys.",
            ["tides and ports", "cranes", "ferries", "buoys"],
        ),
        (
            "Two groups were set up: a council, whose seat is Alba, and a board.",
            ["a council, whose seat is Alba", "a board"],
        ),
        (
            "It was allowed under three conditions: no fees, no delay, and a local depot.",
            ["no fees", "no delay", "a local depot"],
        ),
        ("For two decades money was thin: between 2010 and 2030 it paid little.", []),
        ("Two were met: the first (with 64 boats) and the second (with 81).", []),
        ("Two songs came out: Low Tide, the latter a success.", []),
        ("They set up two groups: a council, which plans, draws and builds.", []),
        ("The two are measured differently, but neither counts.", []),
        ("It rests on three parts: tides, ports and aims to grow.", []),  # the last is no item
        ("Four open: A and B in Alba, C in Belm, D and E in Cove.", []),  # which four?
        ("It names four priorities: jobs, food and trade.", []),  # it gives three
        ("The towns are these: Alba, Belm and Cove.", []),  # and does not say how many
        ("Open from 10 to 3: Monday and Tuesday.", []),
    ],
)
def test_as_many_items_as_are_announced(text, items):
    assert [text[start:end] for start, end in enumerated(text)] == items


@pytest.mark.parametrize(
    ("text", "items", "name", "declared"),
    [
        (
            "The draft allows three methods, based on weight, length or price.",
            ["weight", "length", "price"],
            "The draft allows three methods",
            3,
        ),
        (
            "It has three yards, for ships, for cranes and for buoys, since May.",
            ["ships", "cranes", "buoys"],
            "It has three yards",
            3,
        ),
        (
            "They tell apart three classes of water (low, middle and high) and count them.",
            ["low", "middle", "high"],
            "They tell apart three classes of water",
            3,
        ),
        (
            "Money is there for seven lines of work, among them cranes, tide making and buoys.",
            ["cranes", "tide making", "buoys"],
            "Money is there for seven lines of work",
            7,
        ),
        (
            "Three yards that train crews will open, in Alba, Belm and Port Cove.",
            ["Alba", "Belm", "Port Cove"],
            "Three yards that train crews will open",
            3,
        ),
        (
            "Alba Works, Belm and the Cove Institute hold the first three ranks.",
            ["Alba Works", "Belm", "the Cove Institute"],
            "hold the first three ranks",
            3,
        ),
        (
            "Slow, clean and cheap are the three words of the year.",
            ["Slow", "clean", "cheap"],
            "are the three words of the year",
            3,
        ),
        (
            "Norway, Chile and Kenya take part.",
            ["Norway", "Chile", "Kenya"],
            "take part",
            None,
        ),
        (
            "The council asked for fewer ferries, longer quays and a crane in every port.",
            ["fewer ferries", "longer quays", "a crane in every port"],
            "The council asked for",
            None,
        ),
    ],
)
def test_series_without_a_colon(text, items, name, declared):
    found = series(text)
    assert found is not None
    assert [text[start:end] for start, end in found.items] == items
    assert (found.name, found.declared) == (name, declared)


@pytest.mark.parametrize(
    "text",
    [
        "Three notices by Alba, Belm and Cove are out.",  # notices, not the three
        "Alba, Belm and Cove bought three ships.",
        "Acme, Bolt and MHS issued a plan.",  # who acts, and not where
        "Norway, Chile and Kenya of old.",
        "It parts ports into three groups and adds tides, rain, and wind, while ice is left out.",
        "Firms announced nine docks, three in Alba, two in Belm and four in Cove.",
        "For three years, the board has built quays, cranes and buoys.",
        "It trains crews with six schools, among them Alba and Belm, that are to grow.",
        "It took 62 percent of the parts, among them wheels, cranes and buoys.",
        "She asked for boats, crews and docks to be counted.",
        "It won four prizes, three cups, a medal, a plaque and a belt.",
        "Like the last three seasons, the board built quays, cranes and buoys.",
        "It has three that yards, docks, quays and buoys need.",
        "It sells three and tides, rain, wind, and ice are free.",
        "Two boards met, among them cranes, buoys and quays.",
        "In Alba, Belm and Cove the three docks pay.",  # "In Alba" is no name
        "He beat three rivals named Alba, Belm and John W. Cove in May.",
    ],
)
def test_no_series(text):
    assert series(text) is None


@pytest.mark.parametrize(
    ("before", "text", "items"),
    [
        (
            "MHS issued four norms on 3 May.",
            "They deal with berths, cranes, buoys and tests of rope.",
            ["berths", "cranes", "buoys", "tests of rope"],
        ),
        ("MHS issued four norms.", "They deal with berths, cranes and buoys.", []),
        ("MHS issued norms.", "They deal with berths, cranes and buoys.", []),
    ],
)
def test_what_they_are_is_announced_before(before, text, items):
    found = series(text, before)
    assert [text[start:end] for start, end in (found.items if found else ())] == items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "Findings are three. (i) Cranes pay. (ii) Ferries lose; (iii) Tides turn twice a day.",
            ["Cranes pay", "Ferries lose", "Tides turn twice a day"],
        ),
        (
            "It rests on 1) clean water, 2) quiet nights and 3) trees.",
            ["clean water", "quiet nights", "trees"],
        ),
        ("It rests on (a) water, (b) nights and (c) trees.", ["water", "nights", "trees"]),
        ("Part (i) is out, part (iii) is not, (iv) is late.", []),
        ("See 2) water, 3) nights and 4) trees.", []),
    ],
)
def test_what_a_sentence_numbers(text, items):
    found = marked(text)
    assert [text[start:end] for start, end in (found.items if found else ())] == items


def test_a_headline_announces_the_names_of_its_item():
    text = "Three towns may sell water (6 May 2030) – MHS picked Alba, Belm and Cove for a trial."
    facts = [f for f in extract_facts(document(paragraph(text))) if f.kind is Kind.LIST]
    assert [fact.value for fact in facts] == ["Alba", "Belm", "Cove"]
    assert facts[0].subject == "Three towns may sell water (6 May 2030) – MHS picked"


def test_the_numbers_of_items_are_none_of_them():
    text = "It rests on three things: 1) clean water, 2) quiet nights and 3) trees."
    facts = [f for f in extract_facts(document(paragraph(text))) if f.kind is Kind.LIST]
    assert [fact.value for fact in facts] == ["clean water", "quiet nights", "trees"]
    assert facts[0].subject == "It rests on three things"
