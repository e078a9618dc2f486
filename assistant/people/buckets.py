"""Token buckets: how often somebody may do something."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 10_000  # callers remembered, those who came last


class Buckets:
    """A bucket of tokens for each caller, which fills again as time goes by; for any thread."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Let each caller do something ``a_minute`` times, at once or spread over it."""
        self._full, self._clock = float(a_minute), clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, and when
        self._lock = threading.Lock()

    def take(self, caller: str) -> float:
        """Take a token; give 0 where there was one, else the seconds until there is."""
        now, speed = self._clock(), self._full / 60.0
        with self._lock:
            left, then = self._left.pop(caller, (self._full, now))
            left = min(self._full, left + (now - then) * speed)
            there = left >= 1.0
            self._left[caller] = (left - 1.0 if there else left, now)
            while len(self._left) > _MOST:
                self._left.popitem(last=False)
        return 0.0 if there else (1.0 - left) / speed
