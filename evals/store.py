"""The folder of a run: its header, and a line for each result as soon as it is there.

A killed run loses at most the question that it was at; the next one goes on behind it.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from evals.results import Header, Result, Run

if TYPE_CHECKING:
    from evals.gold import GoldQuestion

HEADER = "run.json"
RESULTS = "results.jsonl"

_results = TypeAdapter(Result)
_headers = TypeAdapter(Header)


class RunError(Exception):
    """A run's folder that cannot be used; the message says why and what would do."""


def read_run(folder: Path) -> Run:
    """Read a whole run.

    Raises:
        RunError: there is none, it was cut off, or a line is damaged.
    """
    header = read_header(folder)
    by_id = {result.question.id: result for result in _read_results(folder)}
    missing = [name for name in header.asked if name not in by_id]
    if missing:
        raise RunError(
            f"{folder} is unfinished, {len(missing)} of {len(header.asked)} questions are missing: "
            "run the same `briefings eval` again, it goes on from there"
        )
    return Run(header, tuple(by_id[name] for name in header.asked))


def read_header(folder: Path) -> Header:
    """Read what a run is made of, whole or not.

    Raises:
        RunError: there is none, or it is damaged.
    """
    file = folder / HEADER
    try:
        return _headers.validate_json(file.read_bytes())
    except FileNotFoundError:
        raise RunError(
            f"{folder} holds no run: give a folder that `briefings eval` has written"
        ) from None
    except ValidationError as error:
        raise RunError(f"{file} is damaged ({_first(error)}): make the run again") from None


@contextmanager
def started(folder: Path, header: Header, *, fresh: bool = False) -> Iterator[tuple[Result, ...]]:
    """Start a run in a folder, or go on with one, and hold the folder until the block ends.

    Args:
        folder: made when it is missing.
        header: of this run.
        fresh: True throws away what the folder holds of a run.

    Yields:
        The results that are there already.

    Raises:
        RunError: another run is in the folder, or being written to it.
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise RunError(f"another evaluation is writing to {folder}: name another --out") from None
    try:
        if fresh:
            (folder / RESULTS).unlink(missing_ok=True)
            (folder / HEADER).unlink(missing_ok=True)
        if (folder / HEADER).exists():
            _check_same(folder, header)
        else:
            write_whole(folder / HEADER, json.dumps(asdict(header), ensure_ascii=False, indent=1))
        drop_torn_line(folder / RESULTS)
        yield tuple(_read_results(folder))
    finally:
        lock.release()


def append(folder: Path, results: Iterable[Result]) -> Iterator[Result]:
    """Write each result to a run's folder before handing it on."""
    with (folder / RESULTS).open("ab") as stream:
        for result in results:
            stream.write(_results.dump_json(result) + b"\n")
            stream.flush()
            yield result


def write_whole(file: Path, text: str) -> None:
    """Write a file that is whole or not replaced.

    Raises:
        OSError: it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)  # mkstemp makes it readable by its owner alone
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def remaining(
    questions: Iterable[GoldQuestion], done: Iterable[Result]
) -> tuple[GoldQuestion, ...]:
    """Give the questions that have no result yet."""
    answered = {result.question.id for result in done}
    return tuple(question for question in questions if question.id not in answered)


def _check_same(folder: Path, header: Header) -> None:
    found = read_header(folder)
    if found.key != header.key:
        raise RunError(
            f"{folder} holds the run {found.name}, and this is {header.name}: name another --out, "
            "or start over with --fresh"
        )


def _read_results(folder: Path) -> Iterator[Result]:
    file = folder / RESULTS
    lines = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    for number, line in enumerate(lines, 1):
        try:
            yield _results.validate_json(line)
        except ValidationError as error:
            raise RunError(
                f"{file}:{number} is damaged ({_first(error)}): make the run again with --fresh"
            ) from None


def drop_torn_line(file: Path) -> None:
    """Cut off what stands behind the last line end: a killed run was at it."""
    if file.exists():
        content = file.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(file, whole)


def _first(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, fault['loc'])) or 'line'}: {fault['msg']}"
