"""How long the steps of an answer take."""

from __future__ import annotations

import time


class Clock:
    """Milliseconds from lap to lap, from ``started`` (of ``time.perf_counter``) or from now."""

    def __init__(self, started: float | None = None) -> None:
        self._last = time.perf_counter() if started is None else started
        self._laps: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        """End a step and name it."""
        now = time.perf_counter()
        self._laps.append((name, 1000.0 * (now - self._last)))
        self._last = now

    def laps(self) -> tuple[tuple[str, float], ...]:
        """List the steps so far with their milliseconds."""
        return tuple(self._laps)
