"""Who still reads a folder: shared locks on one of its files, which end with their process.

The system lets go of them when a process ends, however it ends, so nothing is left to clean up
after one that was killed. Where there is no ``fcntl``, an open file cannot be removed, which does
the same.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def share(file: Path) -> Callable[[], None] | None:
    """Hold ``file`` together with others; give what lets go, or None when it is being removed."""
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except OSError:
        return None
    try:
        # Whoever removes it holds it alone and renames its folder before letting go.
        if _lock(descriptor, alone=False) and os.path.samestat(os.fstat(descriptor), file.stat()):
            return partial(os.close, descriptor)
    except OSError:
        pass
    os.close(descriptor)
    return None


@contextmanager
def alone(file: Path) -> Iterator[bool]:
    """Hold ``file`` while the block runs, if nobody else does; say whether that is so.

    A file that is not there is held by nobody.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY)
    except FileNotFoundError:
        yield True
        return
    try:
        yield _lock(descriptor, alone=True)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, alone: bool) -> bool:
    if fcntl is None:
        return True
    with suppress(BlockingIOError):
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        return True
    return False
