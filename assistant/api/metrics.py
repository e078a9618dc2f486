"""Counts of what was asked and how long it took, in the text form that Prometheus reads."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KIND = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts requests by route and status, and their seconds by route; for any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds: dict[str, list[int]] = {}
        self._sums: dict[str, float] = {}
        self._answers: Counter[str] = Counter()

    def request(self, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        with self._lock:
            self._requests[route, status] += 1
            counts = self._seconds.setdefault(route, [0] * (len(BOUNDS) + 1))
            counts[bisect_left(BOUNDS, seconds)] += 1
            self._sums[route] = self._sums.get(route, 0.0) + seconds

    def answer(self, status: str) -> None:
        """Count an answer by its status."""
        with self._lock:
            self._answers[status] += 1

    def lines(self, gauges: Mapping[str, tuple[str, float]]) -> Iterator[str]:
        """Write all, with ``gauges`` by name: what each tells, and its value now."""
        with self._lock:
            requests, answers = dict(self._requests), dict(self._answers)
            seconds = {route: tuple(counts) for route, counts in self._seconds.items()}
            sums = dict(self._sums)
        name = "briefings_requests_total"
        yield from _head(name, "counter", "Requests by route and HTTP status.")
        for (route, status), count in sorted(requests.items()):
            yield _sample(name, (("route", route), ("status", str(status))), count)
        name = "briefings_answers_total"
        yield from _head(name, "counter", "Answers by their status.")
        for kind, count in sorted(answers.items()):
            yield _sample(name, (("status", kind),), count)
        name = "briefings_request_seconds"
        yield from _head(name, "histogram", "Seconds that requests took, by route.")
        for route, counts in sorted(seconds.items()):
            yield from _histogram(name, route, counts, sums[route])
        for name, (told, value) in sorted(gauges.items()):
            yield from _head(name, "gauge", told)
            yield _sample(name, (), value)


def _histogram(name: str, route: str, counts: Iterable[int], total: float) -> Iterator[str]:
    *below, last = accumulate(counts)
    for bound, count in zip((*BOUNDS, None), (*below, last), strict=True):
        told = "+Inf" if bound is None else f"{bound:g}"
        yield _sample(f"{name}_bucket", (("route", route), ("le", told)), count)
    yield _sample(f"{name}_sum", (("route", route),), total)
    yield _sample(f"{name}_count", (("route", route),), last)


def _head(name: str, kind: str, told: str) -> tuple[str, str]:
    return f"# HELP {name} {told}", f"# TYPE {name} {kind}"


def _sample(name: str, labels: Labels, value: float) -> str:
    told = ",".join(f'{label}="{_escaped(text)}"' for label, text in labels)
    return f"{name}{{{told}}} {value}" if told else f"{name} {value}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def resident_bytes() -> int:
    """Give the memory of this process now, in bytes; 0 where the system does not tell."""
    import resource
    from pathlib import Path

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()
