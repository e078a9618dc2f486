"""Numbers of passages: in the documents' order, apart, and those in use stay."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.places import allot

NAMES = [f"{number:03d}" for number in range(60)]


def test_the_first_documents_lie_apart():
    found = allot(["a", "b"], {})
    assert found == {"a": (2**32, 2 * 2**32), "b": (2 * 2**32, 3 * 2**32)}


def test_a_new_document_goes_between_its_neighbours():
    kept = {"a": (100, 110), "c": (1000, 1005)}
    assert allot(["a", "b", "c"], kept) == {"b": (555, 1000)}


def test_where_no_number_is_free_there_is_no_room():
    kept = {"a": (100, 110), "c": (110, 115)}
    assert allot(["a", "b", "c"], kept) == {"b": (110, 110)}


@given(st.lists(st.sets(st.sampled_from(NAMES), min_size=1), max_size=12))
def test_documents_that_come_and_go_stay_in_order(steps):
    used: dict[str, tuple[int, int]] = {}
    for names in steps:
        kept = {name: used[name] for name in sorted(names & used.keys())}
        given_now = allot(sorted(names), kept)
        assert given_now.keys() == names - kept.keys()
        # Three passages are put where there is room for them.
        new = {n: (first, first + 3) for n, (first, end) in given_now.items() if first + 3 <= end}
        used = dict(sorted((kept | new).items()))
        numbers = [number for extent in used.values() for number in range(*extent)]
        assert numbers == sorted(set(numbers))
