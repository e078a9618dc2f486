"""How much computing one file may take: a clock that readers wind up as they get on.

A parser in C that loops cannot be stopped from within Python, so the system's own timer ends the
process; ``corpus.isolation`` starts that process and tells what became of it.
"""

from __future__ import annotations

import signal
import sys

SECONDS = 10  # of computing without a page being finished
MEMORY = 2**30  # bytes beyond what the process holds at its start
PAGES = 2000  # of one PDF; the longest reports have some hundreds

_seconds = 0.0


def start_clock(seconds: float) -> None:
    """Let the system end this process when it has computed so long; 0 stops the clock.

    Only computing counts, so that a file is not refused because the machine is busy.
    """
    global _seconds
    _seconds = seconds
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)


def page_done() -> None:
    """Give the next page its own time; without a clock nothing happens."""
    if _seconds:
        start_clock(_seconds)


def limit_memory(size: int) -> None:
    """Let this process take ``size`` bytes more than it holds now, where the system can hold it."""
    if sys.platform == "linux":
        import resource
        from pathlib import Path

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
        most = pages * resource.getpagesize() + size
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
