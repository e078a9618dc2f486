"""Who waits for an answer hears what there is of it so far, and may leave.

The thread that answers calls a ``Heard`` often, also when nothing is new: it learns from it that
nobody waits any more, and gives up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Answer

Heard = Callable[["Answer | None"], None]
"""Takes the answer as far as it is borne out, None before its first sentence; raises ``Left``."""


class Left(Exception):
    """Nobody waits for the answer any more."""


def unheard(partial: Answer | None) -> None:
    """Take what there is of an answer where its parts are not asked for."""


class Listener:
    """Hands an answer in the making from the thread that makes it to the one that waits for it."""

    def __init__(self) -> None:
        # Each is written by one thread only, in one step: there is nothing to lock.
        self._newest: Answer | None = None
        self._told: Answer | None = None
        self._gone = False

    def hear(self, partial: Answer | None) -> None:
        """Take what there is so far; this is the ``Heard`` of the thread that answers.

        Raises:
            Left: the one who waited has left.
        """
        if self._gone:
            raise Left("nobody waits for this answer any more")
        self._newest = partial

    def news(self) -> Answer | None:
        """Give what there is so far; None where it was given before, or there is nothing yet."""
        newest = self._newest
        if newest is self._told:
            return None
        self._told = newest
        return newest

    def leave(self) -> None:
        """Wait no more; the work ends when it calls ``hear`` the next time."""
        self._gone = True
