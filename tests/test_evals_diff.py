"""What `briefings diff` tells of pairs of issues whose differences are known."""

from __future__ import annotations

from assistant.diff.match import Change
from assistant.examples import SAMPLES
from evals.diff import measure, report


def test_the_differences_of_the_sample_briefings_are_found():
    counts = measure(SAMPLES, seed=0)
    for change in (Change.NEW, Change.CHANGED, Change.DROPPED):
        made = sum(n for (one, _), n in counts.items() if one == change)
        told = sum(n for (_, one), n in counts.items() if one == change)
        assert made >= 15
        assert 2 * counts[change, change] / (made + told) >= 0.92, change
    *_, repeats = report(counts)
    assert repeats.startswith("repeats told as changed: 0 of 1")
