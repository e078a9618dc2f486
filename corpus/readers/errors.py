"""The one error that a reader raises."""

from __future__ import annotations


class ReadError(Exception):
    """A file cannot be read as a document.

    Attributes:
        reason: why, in one clause without the file's name.
        remedy: what its owner can do about it, as an imperative.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason}; {self.remedy}"
