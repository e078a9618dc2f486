"""Many users at once, for a short time, on a real server in a process of its own."""

from __future__ import annotations

import asyncio
from collections import Counter

from evals.load import Seen, load, server


def test_many_users_are_answered_without_an_error_and_in_flat_memory(small_index):
    with server(small_index) as url:
        seen = asyncio.run(load(url, users=50, seconds=8.0, reads=(1.0, 4.0)))
    assert seen.errors == Counter()
    assert seen.seconds.keys() == {"ask", "stream", "search"}
    assert sum(map(len, seen.seconds.values())) >= 50
    first, last = seen.memory
    assert last - first < 50 * 2**20


def test_what_was_seen_is_told():
    seen = Seen({"ask": [0.1, 0.3, 0.2]}, Counter({"ask 503": 2}), [2**20, 2**21])
    assert list(seen.lines()) == [
        "request     number  median s   p95 s",
        "ask              3     0.200   0.200",
        "errors: 2 {'ask 503': 2}",
        "memory: 1 MB to 2 MB",
    ]
