"""Reading processes that outlast a build, so that of many small builds not each starts its own.

They are those of ``corpus.isolation``; that a build starts and ends them is for its own tests, and
for the commands that are run as commands. A process that is forked off, to be killed as it builds,
has no others to take turns with, and reads by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import index.fill
from corpus.documents import Document, Failure
from corpus.isolation import Reader
from corpus.load import SourceFile, read_document
from corpus.readers.errors import ReadError

_start_and_read_all = index.fill.read_all
_here = os.getpid()
_idle: list[Reader] = []


def read_all(files: Sequence[SourceFile], workers: int) -> Iterator[Document | Failure]:
    """Read as ``corpus.isolation.read_all`` does; the readers of a large build are its own."""
    if workers > 1:
        return _start_and_read_all(files, workers)
    return _read(files)


def _read(files: Sequence[SourceFile]) -> Iterator[Document | Failure]:
    with _lent() as read:
        for file in files:
            try:
                found: Document | Failure = read(file)
            except ReadError as error:
                found = Failure(file.source, error.reason, error.remedy)
            yield found


@contextmanager
def _lent() -> Iterator[Callable[[SourceFile], Document]]:
    if os.getpid() != _here:
        yield read_document
        return
    reader = _idle.pop() if _idle else Reader()
    try:
        yield reader.read
    except GeneratorExit:  # nobody wants the rest, and what was asked for has been read
        _idle.append(reader)
        raise
    except BaseException:  # there may be an answer on its way
        reader.close()
        raise
    else:
        _idle.append(reader)


def end() -> None:
    """End the processes that were started."""
    while _idle:
        _idle.pop().close()
