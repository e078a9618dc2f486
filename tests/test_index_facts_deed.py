"""What the prose says was done on a date: verb, date and who, sentence by sentence."""

from __future__ import annotations

import pytest

from corpus.dates import dates
from index.facts.deed import deeds
from index.facts.doers import acting


def told(text: str, it: tuple[str, ...] = ()) -> list[tuple[str, tuple[str, ...], str]]:
    times = [(found.date.iso() or "", found.start, found.end) for found in dates(text)]
    return [(d.when, d.who, text[d.verb : d.end]) for d in deeds(text, times, it)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme opened a yard in Alba in June 2031.",
            [("2031-06", ("Acme",), "opened a yard in Alba in June 2031.")],
        ),
        (
            "In 2030 the Ministry of Tides banned night work.",
            [("2030", ("Ministry of Tides",), "banned night work.")],
        ),
        (
            "The Dock Code, published by MHS on 9 July 2030, has six parts.",
            [("2030-07-09", ("MHS",), "published by MHS on 9 July 2030, has six parts.")],
        ),
        (
            "Bolt, which launched a crane with ten arms in May 2031, is in Alba.",
            [("2031-05", ("Bolt",), "launched a crane with ten arms in May 2031, is in Alba.")],
        ),
        (
            "Export licences were announced on 2 May 2030 and take effect on 1 June 2030.",
            [
                ("2030-05-02", (), "announced on 2 May 2030 and take effect on 1 June 2030."),
                ("2030-06-01", (), "take effect on 1 June 2030."),
            ],
        ),
        (
            "The Harbour Law, in force since 1 January 2030, covers ferries.",
            [("2030-01-01", ("Harbour Law",), "in force since 1 January 2030, covers ferries.")],
        ),
        ("Acme (3 March 2031) buys Bolt.", [("2031-03-03", ("Acme",), "buys Bolt.")]),
        ("Alba's port shortened its checks in June 2030.",
         [("2030-06", ("Alba",), "shortened its checks in June 2030.")]),
    ],
)  # fmt: skip
def test_a_dated_act_has_its_verb_and_who_acts(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Exports grew to 40 tonnes in 2030.",  # a figure
        "Yards filed 36% of the patents in 2030.",  # a year's sum
        "The plan is to be adopted by 2035.",  # no day of the act
        "Of the yards opened between 2020 and 2030 six closed.",
        "The draft of May 2030 named three docks.",  # the draft's date
        "In May 2030 we asked what had changed.",  # who writes
        "Built for 2035, the Made in Norland 2035 plan is large.",  # a year in a name
        "The Tide Institute (May 2030) awards 44 of 100 points to Norland.",  # a source's date
    ],
)
def test_a_figure_a_deadline_or_a_source_is_no_act(text):
    assert told(text) == []


def test_it_is_whoever_acted_before():
    acts = [("2030-05", ("Acme",), "sued Bolt.")]
    assert told("In May 2030 it sued Bolt.", ("Acme",)) == acts
    assert told("In May 2030 it also sued Bolt.", ("Acme",)) == acts
    assert told("Its second dock opened in May 2030.", ("Acme",)) == [
        ("2030-05", ("Acme",), "opened in May 2030.")
    ]
    assert told("In May 2030 Acme's dock opened.") == [("2030-05", ("Acme",), "opened.")]
    assert told("Founded in 2020 in Alba.", ("Acme",)) == [
        ("2020", ("Acme",), "Founded in 2020 in Alba.")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Acme, which was founded in 2019, sued Bolt in May 2030.",
            [("2019", ("Acme",), "founded in 2019, sued Bolt in May 2030."),
             ("2030-05", ("Acme",), "sued Bolt in May 2030.")],
        ),
        (
            "The oldest is Acme, a maker of cranes in Alba that went public in 2030.",
            [("2030", ("Acme",), "went public in 2030.")],
        ),
        (
            "Established in 2030, the Tide Bureau rules on docks.",
            [("2030", ("Tide Bureau",), "Established in 2030, the Tide Bureau rules on docks.")],
        ),
        (
            "The first list, issued in May 2030, contained 19 yards.",
            [("2030-05", (), "issued in May 2030, contained 19 yards.")],
        ),
        (
            "MHS has kept the list of docks since 2030.",
            [("2030", ("MHS",), "has kept the list of docks since 2030.")],
        ),
        (
            "From 1 May 2031 MHS will ban night work.",
            [("2031-05-01", ("MHS",), "will ban night work.")],
        ),
        (
            "Its ferry line is due to begin in 2032.",
            [("2032", ("Alba",), "is due to begin in 2032.")],
        ),
        (
            "In May 2030 four docks were shut for a week.",
            [("2030-05", (), "shut for a week.")],
        ),
        (
            "Docks first stood in a list in May 2030, when the Ministry of Tides (MOT) began it.",
            [("2030-05", ("Ministry of Tides",), "began it.")],
        ),
        (
            "Acme raised USD 7 million when it listed in Belm on 20 May 2030.",
            [("2030-05-20", ("Acme",), "listed in Belm on 20 May 2030.")],
        ),
        (
            "It was sold in 2019 and has been listed in Belm since May 2030.",
            [("2030-05", ("Alba",), "has been listed in Belm since May 2030.")],
        ),
        (
            "On 3 May 2030 the city government forbade Acme to buy Bolt.",
            [("2030-05-03", (), "forbade Acme to buy Bolt.")],
        ),
        ("The port office dates from 2008.", [("2008", (), "dates from 2008.")]),
    ],
)  # fmt: skip
def test_acts_of_a_clause_within_of_what_lasts_and_of_what_is_to_come(text, expected):
    assert told(text, ("Alba",)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norland has been the largest market since 2030.",  # a state
        "The plan is to run from 2026 to 2030.",  # a stretch
        "MHS is to publish a ranking each June 2030.",
        "Our survey was held in May 2030.",
    ],
)
def test_a_state_a_stretch_or_what_the_writers_did_is_no_act(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("MHS notice on docks", ("MHS",)),
        ("Acme's fleet reaches Alba", ("Acme",)),
        ("In a joint notice, the Tide Office and MHS tightened the rules.", ("Tide Office", "MHS")),
        ("Media reporting finds that Acme is in talks with Bolt.", ("Acme",)),
        ("Launch of the first dock", ()),
        ("Rules on docks take effect", ()),
    ],
)
def test_who_acts_in_a_headline_or_whose_act_it_is(headline, who):
    assert acting(headline) == who
