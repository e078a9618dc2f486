"""Stamps: whether a file is still what it was, told by a look and read whole only on suspicion."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was when it was looked at.

    Attributes:
        size: in bytes.
        mtime: when it was last written, in nanoseconds of the system's clock.
        sha256: hex digest of its bytes; empty where they were not read.
    """

    size: int
    mtime: int
    sha256: str

    @classmethod
    def of(cls, status: os.stat_result, digest: str) -> Stamp:
        """Make the stamp of a file from its status and the digest of its bytes."""
        return cls(status.st_size, status.st_mtime_ns, digest)

    def holds(self, file: Path) -> bool:
        """Tell whether a file still is what it was; its bytes are read only when its date moved."""
        try:
            status = file.stat()
            if status.st_size != self.size:
                return False
            return status.st_mtime_ns == self.mtime or sha256(file) == self.sha256
        except OSError:
            return False

    def is_digest_of(self, file: Path) -> bool:
        """Tell whether a file holds the same bytes; reads all of it."""
        try:
            return sha256(file) == self.sha256
        except OSError:
            return False


def sha256(file: Path) -> str:
    """Compute the hex digest of a file."""
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
