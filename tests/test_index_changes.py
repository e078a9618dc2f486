"""What became of the files: each kind of change is told apart and named."""

from __future__ import annotations

import pytest

from index.changes import Changes, compare


@pytest.mark.parametrize(
    ("before", "now", "changes", "words"),
    [
        ({}, {}, Changes(), ""),
        ({"a": "1"}, {"a": "1"}, Changes(), ""),
        ({}, {"b": "2", "a": "1"}, Changes(added=("a", "b")), "2 added"),
        ({"a": "1"}, {"a": "2"}, Changes(changed=("a",)), "1 changed"),
        ({"a": "1"}, {}, Changes(removed=("a",)), "1 removed"),
        ({"a": "1"}, {"b": "1"}, Changes(renamed=(("a", "b"),)), "1 renamed"),
        ({"a": "1"}, {"b": "2"}, Changes(added=("b",), removed=("a",)), "1 added, 1 removed"),
        # A copy is no rename, and takes nothing away.
        ({"a": "1"}, {"a": "1", "b": "1"}, Changes(("b",), duplicates=(("a", "b"),)), "1 added"),
        # Of two copies one is renamed and one is gone.
        (
            {"a": "1", "b": "1"},
            {"c": "1"},
            Changes(removed=("b",), renamed=(("a", "c"),)),
            "1 removed, 1 renamed",
        ),
        # Files that are not read are told apart by their size, which says nothing of content.
        (
            {"a": "unread, 0 bytes"},
            {"b": "unread, 0 bytes", "c": "unread, 0 bytes"},
            Changes(added=("b", "c"), removed=("a",)),
            "2 added, 1 removed",
        ),
    ],
)
def test_compare(before, now, changes, words):
    assert compare(before, now) == changes
    assert str(changes) == words
