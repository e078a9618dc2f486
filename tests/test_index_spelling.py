"""Words with one wrong letter, as the passages spell them."""

from __future__ import annotations

import pytest

from index.keywords import stem
from index.spelling import respelled

COMMON = frozenset(
    "steer sheer ministry minister published equipment greener lines quiet quite".split()
)
HELD = {
    stem(word): passages
    for word, passages in {
        "ministry": 9, "published": 7, "equipment": 3, "tencent": 4, "subsidies": 5, "hubei": 3,
        "electrolysis": 2, "virological": 2, "sheers": 2, "mining": 3, "quiet": 1, "quite": 1,
        "harbour": 4,
    }.items()
}  # fmt: skip


def right(word: str) -> str:
    def count(stems):
        return {one: HELD[one] for one in stems if one in HELD}

    def like(root):
        return {one: n for one, n in HELD.items() if one[0] == root[0]}

    return respelled(word, lambda: COMMON, count, like)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("minsitry", "ministry"),  # swapped
        ("Pulbished", "Published"),
        ("equipmnet", "equipment"),
        ("Tencnet", "Tencent"),  # a name, and no common word
        ("subisdies", "subsidies"),  # its stem is none of its own letters
        ("minstry", "ministry"),  # left out
        ("harxbour", "harbour"),  # added
    ],
)
def test_a_slip_is_put_right(typed, meant):
    assert right(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "ministry",  # held
        "greener",  # common, though no passage holds it
        "harbor",  # spelled another way
        "virology",  # another ending of a stem that passages hold
        "hydrolysis",  # two letters off
        "quiets",  # of a common word
        "steers",  # of a common word, and no "sheers"
        "mines",  # too short a stem
        "Hebei",  # another place
        "Zugspitze",
    ],
)
def test_what_is_no_slip_or_may_be_several_stays(word):
    assert right(word) == word
