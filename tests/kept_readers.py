"""Reading processes that outlast a build, so that of many small builds not each starts its own.

They are those of ``corpus.isolation``; that a build starts and ends them is for its own tests, and
for the commands that are run as commands.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import index.fill
from corpus.documents import Document, Failure
from corpus.isolation import Reader
from corpus.load import SourceFile
from corpus.readers.errors import ReadError

_start_and_read_all = index.fill.read_all
_idle: dict[int, list[Reader]] = {}  # by process: one that is forked off has none of its parent's


def read_all(files: Sequence[SourceFile], workers: int) -> Iterator[Document | Failure]:
    """Read as ``corpus.isolation.read_all`` does; the readers of a large build are its own."""
    if workers > 1:
        return _start_and_read_all(files, workers)
    return _read(files)


def _read(files: Sequence[SourceFile]) -> Iterator[Document | Failure]:
    with _lent() as reader:
        for file in files:
            try:
                found: Document | Failure = reader.read(file)
            except ReadError as error:
                found = Failure(file.source, error.reason, error.remedy)
            yield found


@contextmanager
def _lent() -> Iterator[Reader]:
    own = _idle.setdefault(os.getpid(), [])
    reader = own.pop() if own else Reader()
    try:
        yield reader
    except GeneratorExit:  # nobody wants the rest, and what was asked for has been read
        own.append(reader)
        raise
    except BaseException:  # there may be an answer on its way
        reader.close()
        raise
    else:
        own.append(reader)


def end() -> None:
    """End the processes that this one has started."""
    for reader in _idle.pop(os.getpid(), []):
        reader.close()
