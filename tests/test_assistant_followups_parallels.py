"""Words that take the place of what stands beside them in the documents."""

from __future__ import annotations

import pytest

from assistant.followups.parallels import (
    again,
    other_number,
    other_origin,
    parallel,
    same_head,
)

TABLE = """Metal | Rules of 2019 | Rules of 2024
Nickel | 98 | 98
Lithium (Li) | 85 | 90
Copper | – | 95"""
LIST = "- harmonic reducers\n- six-axis force sensors\n- computers"
PROSE = "Green hydrogen cost 19.7 yuan, grey hydrogen from coal 10.9."
RATE = "What lithium recovery rate is asked for?"
SHARE = "What is the domestic share of harmonic reducers?"
COST = "What does green hydrogen cost?"


@pytest.mark.parametrize(
    ("text", "earlier", "passage", "expected"),
    [
        ("copper", RATE, TABLE, "What copper recovery rate is asked for?"),
        ("Copper", RATE, TABLE, "What Copper recovery rate is asked for?"),
        ("computers", SHARE, LIST, "What is the domestic share of computers?"),
        ("grey", COST, PROSE, "What does grey hydrogen cost?"),
        # Nothing beside it is asked about, two things are, or it is not there.
        ("copper", SHARE, TABLE, None),
        ("copper", "Is nickel or lithium asked for?", TABLE, None),
        ("copper", "Which metal is asked for?", TABLE, None),
        ("zinc", RATE, TABLE, None),
        ("blue", COST, PROSE, None),
        ("the", COST, PROSE, None),
        ("grey", "What says the green report?", "The grey report is new.", None),
    ],
)
def test_the_documents_tell_what_a_word_stands_for(text, earlier, passage, expected):
    assert parallel(text, earlier, lambda words: [passage]) == expected


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("Article 11", "What does Article 8 require?", "What does Article 11 require?"),
        ("Phase 2", "When did Phase 1 start?", "When did Phase 2 start?"),
        ("Table 2", "What does Article 8 require?", None),
        ("Article 11", "Does Article 8 change Article 9?", None),
        ("11", "What does Article 8 require?", None),
        ("March 2", "What fell by March 12?", None),
    ],
)
def test_a_number_takes_the_place_of_another_of_its_kind(text, earlier, expected):
    assert other_number(text, earlier) == expected


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("German firms", "What did Chinese ports earn?", "What did German ports earn?"),
        ("South Korean ports", "What did US ports earn?", "What did South Korean ports earn?"),
        ("German rivers", "What did Chinese ports earn?", None),
        ("German firms", "What did Chinese ports pay Dutch ones?", None),
        ("big firms", "What did Chinese ports earn?", None),
    ],
)
def test_another_land(text, earlier, expected):
    assert other_origin(text, earlier) == expected


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        (
            "accident data",
            "How long may location data be stored?",
            "How long may accident data be stored?",
        ),
        ("the data", "How long may location data be stored?", None),
        ("service robots", "What is the target for robots with six axes?", None),
        ("accident data", "Is location data cabin data?", None),
    ],
)
def test_another_of_one_noun(text, earlier, expected):
    assert same_head(text, earlier) == expected


@pytest.mark.parametrize(
    ("text", "last", "earlier", "expected"),
    [
        ("rails", "roads", "What is the share of roads?", "What is the share of rails?"),
        ("rails", "", "What is the share of roads?", None),
        ("rails", "Kuqa", "What is the share of Kuqa?", None),
        ("rails", "roads", "Roads?", None),
        ("rails", "Who leads it", "Who leads it?", None),
    ],
)
def test_what_was_put_in_last_is_taken_out_again(text, last, earlier, expected):
    assert again(text, last, earlier) == expected
