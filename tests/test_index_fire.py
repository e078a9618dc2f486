"""Rebuilds that are killed, raced, starved and damaged, in small numbers.

``rebuild_under_fire.py`` runs the same for longer, and fails when a reader sees a mixture.
"""

from __future__ import annotations

import re

import pytest
import rebuild_under_fire as fire

from corpus.isolation import read_all
from index.build import build
from index.encoder import DEFAULT_MODEL


def test_killed_at_each_step():
    told = re.fullmatch(
        r"killed at each of (\d+) steps: (\d+) new serves, (\d+) old serves; nothing mixed",
        fire.steps(),
    )
    steps, new, old = map(int, told.groups())
    assert steps > 10 and new > 1 and old > 10


def test_killed_at_random_moments(monkeypatch):
    """With the processes that read, which a build starts itself."""
    monkeypatch.setattr("index.fill.read_all", read_all)
    assert fire.kills(4).endswith("4 uploads kept, nothing left over")


def test_readers_and_two_builders_at_once():
    assert "no error, nothing mixed" in fire.readers(3, 3)


def test_flipped_bits():
    assert "refused in one line" in fire.flips(8)


def test_no_room():
    assert re.search(r"[1-9]\d* new serves, [1-9]\d* old serves; each failure", fire.full())


def test_a_mixture_would_be_seen():
    with fire.first_edition() as (corpus, root):
        (corpus / "issue-3.md").write_text("# Issue 3\n\nIssued in edition 2.\n")
        build(corpus, root, DEFAULT_MODEL)
        with pytest.raises(fire.Mixed):
            fire.check(root, {1, 2})
        fire.write_edition(corpus, 1)
        build(corpus, root, DEFAULT_MODEL)
        assert fire.check(root, {1}) == 1
        with pytest.raises(fire.Mixed):
            fire.check(root, {2})
