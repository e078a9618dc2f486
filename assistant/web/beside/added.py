"""Pages that a package adds which this one does not import, as the evaluation does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.live import LiveAssistant


@dataclass(frozen=True, slots=True)
class AddedPage:
    """A page for curators.

    Attributes:
        way: its address, without the leading slash.
        title: what leads there is called.
        add: adds it to the application; refuses by itself who is no curator.
    """

    way: str
    title: str
    add: Callable[[FastAPI, LiveAssistant], None]


def installed_pages() -> tuple[AddedPage, ...]:
    """Give the pages of the packages that are installed, by their entry points."""
    from importlib.metadata import entry_points

    return tuple(entry.load() for entry in entry_points(group="briefings.pages"))
