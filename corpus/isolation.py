"""Files read in processes of their own, so that no file can stop, fill or end this one.

A document is untrusted, and parsers in C are not proof against every file: one that loops, takes
all memory or crashes costs a build this file and not its life.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from types import TracebackType
from typing import IO, cast

from corpus.documents import Document, Failure
from corpus.kinds import SAVE, suffix_of
from corpus.load import SourceFile
from corpus.readers.errors import ReadError
from corpus.readers.limits import MEMORY, SECONDS, limit_memory, start_clock

_WALL = 30  # times the seconds of computing: then even a busy machine should be done
_FILES = 200  # that one process reads: parsers keep memory, and the limit counts all of it
_TOO_MUCH = ("it takes too much memory", "split it into smaller files")
_LENGTH = 8  # bytes that tell the length of a message


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take.

    Attributes:
        seconds: of computing, for a page of a PDF and for any other file.
        memory: bytes beyond what the reading process holds at its start.
    """

    seconds: float = SECONDS
    memory: int = MEMORY


class Reader:
    """A process that reads one file after another; a new one is started when it was ended."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0  # that it has been given

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
            self._files = 0

    def read(self, file: SourceFile) -> Document:
        """Read a file as ``corpus.load.read_document`` does.

        Raises:
            ReadError: the file cannot be read, or not within the limits; says what to do.
            OSError: the system fails the reading itself, as where no temporary file has room.
        """
        if self._files == _FILES:
            self.close()
        process = self._process = self._process or self._start()
        self._files += 1
        assert process.stdin is not None and process.stdout is not None
        overdue = Timer(_WALL * self._limits.seconds, process.kill)
        overdue.start()
        try:
            send(process.stdin, replace(file, path=file.path.absolute()))
            found = receive(process.stdout)
        except (EOFError, OSError):
            process.communicate()
            self.close()
            raise self._refusal(process.returncode, file) from None
        finally:
            overdue.cancel()
        if isinstance(found, Document):
            return found
        if isinstance(found, OSError):
            raise found
        if found == _TOO_MUCH:
            self.close()  # it may hold that memory still
        raise ReadError(*cast("tuple[str, str]", found))

    def _start(self) -> subprocess.Popen[bytes]:
        numbers = (str(self._limits.seconds), str(self._limits.memory))
        return subprocess.Popen(
            [sys.executable, "-m", "corpus.isolation", *numbers],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a parser complains of is told as a refusal
            cwd=Path(__file__).parents[1],
            start_new_session=True,  # an interrupt is for whoever asked for the build
        )

    def _refusal(self, status: int, file: SourceFile) -> ReadError:
        if status == -_timer_signal():
            return ReadError(f"it takes more than {self._limits.seconds:g} s to read", SAVE)
        if status == -9:
            return ReadError("reading it came to a stop", SAVE)
        return ReadError(f"the {suffix_of(file.name)[1:]} parser broke down on it", SAVE)


def _timer_signal() -> int:
    import signal

    return int(getattr(signal, "SIGPROF", 0))


def read_all(
    files: Iterable[SourceFile],
    workers: int = 2,
    limits: Limits = Limits(),
) -> Generator[Document | Failure, None, None]:
    """Read files in several processes, a few ahead of whoever takes them.

    Args:
        files: as ``corpus.load.find`` lists them.
        workers: how many processes.
        limits: what one file may take.

    Yields:
        For each file, in order, its document, or why there is none.
    """
    with ExitStack() as stack:
        idle: SimpleQueue[Reader] = SimpleQueue()
        for _ in range(workers):
            idle.put(stack.enter_context(Reader(limits)))
        pool = stack.enter_context(ThreadPoolExecutor(workers))
        ahead: deque[Future[Document | Failure]] = deque()
        try:
            for file in files:
                ahead.append(pool.submit(_outcome, idle, file))
                if len(ahead) > 2 * workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for future in ahead:
                future.cancel()


def _outcome(idle: SimpleQueue[Reader], file: SourceFile) -> Document | Failure:
    reader = idle.get()
    try:
        return reader.read(file)
    except ReadError as error:
        return Failure(file.source, error.reason, error.remedy)
    finally:
        idle.put(reader)


def send(stream: IO[bytes], message: object) -> None:
    """Write a message, its length before it."""
    data = pickle.dumps(message)
    stream.write(len(data).to_bytes(_LENGTH) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Read a message.

    Raises:
        EOFError: the other side has ended.
    """
    head = stream.read(_LENGTH)
    data = stream.read(int.from_bytes(head)) if len(head) == _LENGTH else b""
    if not data:
        raise EOFError
    return pickle.loads(data)


def main(seconds: float, memory: int) -> None:
    """Read the files that the other side names, until it ends."""
    from corpus.load import read_document

    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # what a parser prints is no answer
    limit_memory(memory)
    while True:
        try:
            file = cast("SourceFile", receive(sys.stdin.buffer))
        except EOFError:
            return
        start_clock(seconds)
        try:
            found: Document | tuple[str, str] | OSError = read_document(file)
        except ReadError as error:
            found = (error.reason, error.remedy)
        except MemoryError:
            found = _TOO_MUCH
        except OSError as error:
            found = error
        start_clock(0)
        send(answers, found)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
