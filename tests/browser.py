"""Find a Chromium for the browser tests, or get one: `python tests/browser.py` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

DOWNLOADED = Path(__file__).resolve().parent.parent / ".chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
BUILDS = (
    "chrome-linux*/chrome",
    "chrome-headless-shell-*/*headless*shell",
    "chrome-mac*/**/MacOS/*",
)
HELP = (
    "No Chromium runs here: the tests marked `browser` are left out. To run them, install one "
    "(Debian: apt-get install chromium) or name one: BRIEFINGS_CHROMIUM=/path/to/chrome make test"
)


def candidates() -> Iterator[str]:
    """Give what may be a browser, best first: the one named, those on PATH, the one downloaded."""
    if named := os.environ.get("BRIEFINGS_CHROMIUM"):
        yield named
        return  # who names one means that one
    yield from filter(None, map(shutil.which, NAMES))
    yield str(MAC)
    for build in BUILDS:
        yield from map(str, sorted(DOWNLOADED.glob(f"chromium*/{build}")))


def succeeds(command: list[str], seconds: int) -> bool:
    """Run a command, its output unseen, and tell whether it went well in time."""
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADED)}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=seconds)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def find() -> str | None:
    """Give the path of a Chromium that starts; None where there is none.

    A name on PATH may be a stub that only says how to install it, so each is started.
    """
    return next((path for path in candidates() if succeeds([path, "--version"], 30)), None)


def from_debian() -> list[list[str]]:
    """Give the commands that install Debian's Chromium; none without apt-get and the right to."""
    if not shutil.which("apt-get"):
        return []
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not succeeds([*sudo, "true"], 10):
        return []
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return [[*apt, "update"], [*apt, "install", "--yes", "--no-install-recommends", "chromium"]]


def from_playwright() -> list[list[str]]:
    """Give the command that downloads the build of Chromium that Playwright was made with."""
    return [[sys.executable, "-m", "playwright", "install", "chromium"]]


def get() -> str | None:
    """Give a Chromium that starts, installed if need be; None where that fails."""
    found = find()
    for way in () if os.environ.get("BRIEFINGS_CHROMIUM") else (from_debian, from_playwright):
        if not found and (commands := way()):
            sys.stderr.write(f"Getting a browser for the tests: {' '.join(commands[-1])}\n")
            found = find() if all(succeeds(command, 300) for command in commands) else None
    return found


if __name__ == "__main__":
    browser = get()
    if not browser:
        sys.exit(HELP)
    sys.stdout.write(f"{browser}\n")
