"""Counts with their nouns, as a person writes them; pure."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: ``1 file``, ``1,204 passages``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
