"""A few places for work, and a short queue before them; what is given up frees its place."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from assistant.ask import Assistant

T = TypeVar("T")
AT_ONCE = 4
WAITING = 64
PATIENCE = 60.0  # seconds


def patience_with(assistant: Assistant) -> float:
    """Give the seconds after which an answer is no longer waited for: ours and its models'."""
    writer, helper = assistant.writer, assistant.helper
    of_models = (writer.model.seconds if writer else 0.0) + (helper.seconds if helper else 0.0)
    return PATIENCE + of_models


class Busy(Exception):
    """All places are taken, and so is the queue before them."""


class TooSlow(Exception):
    """The work took longer than anybody should wait."""


class Workers:
    """Runs functions in threads of their own, a few at a time.

    Attributes:
        patience: seconds after which a piece of work is no longer waited for.
    """

    def __init__(
        self, at_once: int = AT_ONCE, waiting: int = WAITING, patience: float = PATIENCE
    ) -> None:
        """Make places for ``at_once`` pieces of work and ``waiting`` more in the queue."""
        self.patience = patience
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="api")
        self._most = at_once + waiting
        self._count, self._lock = 0, threading.Lock()

    @property
    def pending(self) -> int:
        """How many pieces of work are being done or wait."""
        return self._count

    async def run(self, work: Callable[[], T]) -> T:
        """Do a piece of work; one that is given up before it began is never begun.

        Raises:
            Busy: there is no place for it.
            TooSlow: it was not done in time.
        """
        future = self._submit(work)
        limit = asyncio.timeout(self.patience)
        try:
            async with limit:
                return await asyncio.wrap_future(future)
        except TimeoutError as error:
            if not limit.expired():  # the work's own
                raise
            raise TooSlow(f"this took longer than {self.patience:g} seconds") from error

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        with self._lock:
            if self._count >= self._most:
                raise Busy("too many questions at once: try again in a few seconds")
            self._count += 1
        future = self._pool.submit(work)
        future.add_done_callback(self._leave)
        return future

    def _leave(self, _: Future[T]) -> None:
        with self._lock:
            self._count -= 1
