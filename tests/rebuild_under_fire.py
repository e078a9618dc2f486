"""Rebuilds that are killed, raced, starved of disk and damaged: what serves is always whole.

    python tests/rebuild_under_fire.py kills 200     kill -9 at random moments of a rebuild
    python tests/rebuild_under_fire.py steps         kill -9 at each of its steps on disk
    python tests/rebuild_under_fire.py readers 16 50 so many readers during so many rebuilds
    python tests/rebuild_under_fire.py flips 200     a bit flipped in each file of an index
    python tests/rebuild_under_fire.py full          no more room on the disk, at several sizes

Each prints one line, and fails when a reader ever sees anything but one whole edition. The tests
in ``test_index_fire.py`` run the same with small numbers. Every document of an edition names it,
so a reader that sees two numbers has seen a mixture.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import resource
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["HF_HUB_OFFLINE"] = "1"

from assistant.ask import Assistant
from corpus.load import load
from index.build import BuildError, build
from index.encoder import DEFAULT_MODEL, Encoder, find_model, load_encoder
from index.generations import IndexMissing, Layout
from index.library import Library
from index.uploads import add, listed

QUESTION = "In which edition was the plan for smart manufacturing issued?"
_DOCUMENTS = 6
_FORK = multiprocessing.get_context("fork")  # a child starts with everything imported


@cache
def _encoder() -> Encoder:
    return load_encoder(find_model())


class Mixed(AssertionError):
    """A reader has seen something that no build has written."""


def write_edition(corpus: Path, number: int) -> None:
    """Write the files of an edition; the file that is there in odd ones only comes and goes."""
    corpus.mkdir(exist_ok=True)
    for at in range(_DOCUMENTS):
        text = f"# Issue {at}\n\nThe plan for smart manufacturing {at} was issued in edition"
        (corpus / f"issue-{at}.md").write_text(f"{text} {number}.\n")
    odd = corpus / "odd.md"
    if number % 2:
        odd.write_text(f"# Odd\n\nThe odd plan was issued in edition {number}.\n")
    else:
        odd.unlink(missing_ok=True)


def edition_of(library: Library) -> int:
    """Tell which edition an opened index holds.

    Raises:
        Mixed: it holds no whole edition.
    """
    texts = [library.document(record.id).text for record in library.records]
    editions = {int(number) for text in texts for number in re.findall(r"edition (\d+)", text)}
    ids = {passage.span.doc_id for passage in library.passages()}
    if len(editions) != 1 or ids != {record.id for record in library.records}:
        raise Mixed(f"{editions} in {library.version}")
    (edition,) = editions
    plain = [record for record in library.records if not record.source.startswith("uploads/")]
    if len(plain) != _DOCUMENTS + edition % 2:
        raise Mixed(f"{len(plain)} documents in edition {edition}")
    return edition


def check(root: Path, allowed: set[int]) -> int:
    """Open an index anew, ask it, and tell its edition.

    Raises:
        Mixed: it is none of those ``allowed``, or an answer cites another.
    """
    assistant = Assistant(Library.open(root), _encoder())
    edition = edition_of(assistant.library)
    answer = assistant.ask(QUESTION)
    cited = {int(n) for c in answer.citations for n in re.findall(r"edition (\d+)", c.quote)}
    assistant.library.close()
    if edition not in allowed or cited != {edition}:
        raise Mixed(f"edition {edition}, cited {cited}, expected one of {allowed}")
    return edition


def in_child(work: Callable[[], object]) -> multiprocessing.process.BaseProcess:
    """Start a process that does some work, quietly."""

    def run() -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        work()

    process = _FORK.Process(target=run)
    process.start()
    return process


def die_at(step: int, root: Path) -> None:
    """Have this process killed at its ``step``-th change to the files of ``root``, from 1."""
    changes = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree")
    left = [step]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & 0o1101)
        if (event in changes or writes) and str(root) in str(arguments[0]):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


@contextmanager
def first_edition() -> Iterator[tuple[Path, Path]]:
    """Give the folders of a corpus and of an index that holds its edition 1."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, root = Path(folder, "corpus"), Path(folder, "index")
        write_edition(corpus, 1)
        build(corpus, root, DEFAULT_MODEL)
        _encoder(), load(corpus)  # for the children too
        yield corpus, root


def kills(count: int, seed: int = 1) -> str:
    """Kill rebuilds at random moments; an upload goes before each and must never be lost."""
    chance = random.Random(seed)
    outcomes: Counter[str] = Counter()
    with first_edition() as (corpus, root):
        longest, serving = 0.0, 1
        for number in range(2, count + 2):
            write_edition(corpus, number)
            name = f"upload-{number % 7}.md"
            text = f"An upload of number {number}.\n"
            stored = add(Layout(root), name, [text.encode()])
            started = time.monotonic()
            child = in_child(lambda: build(corpus, root, DEFAULT_MODEL))
            # One in ten is left to end, to know how long one takes on this machine by now.
            child.join(chance.uniform(0, longest) if number % 10 != 2 else None)
            if child.exitcode == 0 and number % 10 == 2:
                longest = 1.2 * (time.monotonic() - started)
            child.kill()
            child.join()
            outcomes["finished" if child.exitcode == 0 else "killed"] += 1
            before, serving = serving, check(root, {serving, number})
            outcomes["old serves" if serving == before else "new serves"] += 1
            if (root / "uploads" / stored).read_text() != text:
                raise Mixed(f"the upload {stored} is lost")
        report = build(corpus, root, DEFAULT_MODEL)
        check(root, {count + 1})
        left = len(list((root / "generations").iterdir()))
        uploads = sum(r.source.startswith("uploads/") for r in Library.open(root).records)
        if (left, uploads, report.failures) != (1, len(listed(Layout(root))), ()):
            raise Mixed(f"{left} generations left, {uploads} uploads indexed")
    told = ", ".join(f"{number} {what}" for what, number in sorted(outcomes.items()))
    return f"{count} rebuilds: {told}; nothing mixed, {uploads} uploads kept, nothing left over"


def steps() -> str:
    """Kill a rebuild at each change that it makes to the files of the index."""
    with first_edition() as (corpus, root):
        serving, step, exitcode = 1, 0, -signal.SIGKILL
        outcomes: Counter[str] = Counter()
        while exitcode:
            step += 1
            number = step + 1
            write_edition(corpus, number)

            def doomed(step: int = step) -> None:
                die_at(step, root)
                build(corpus, root, DEFAULT_MODEL)

            child = in_child(doomed)
            child.join()
            exitcode = child.exitcode or 0
            before, serving = serving, check(root, {serving, number})
            outcomes["old serves" if serving == before else "new serves"] += 1
        build(corpus, root, DEFAULT_MODEL)
        check(root, {number})
    told = ", ".join(f"{count} {what}" for what, count in sorted(outcomes.items()))
    return f"killed at each of {step - 1} steps: {told}; nothing mixed"


def readers(count: int, rebuilds: int) -> str:
    """Ask from many processes while the index is rebuilt again and again, by two builders."""
    with first_edition() as (corpus, root):
        stop, asked = _FORK.Event(), _FORK.Value("i", 0)

        def read() -> None:
            while not stop.is_set():
                check(root, set(range(1, rebuilds + 2)))
                with asked.get_lock():
                    asked.value += 1

        processes = [in_child(read) for _ in range(count)]
        refused = 0
        for number in range(2, rebuilds + 2):
            write_edition(corpus, number)
            rival = in_child(lambda: _build_or_wait(corpus, root))
            refused += _build_or_wait(corpus, root)
            rival.join()
            if rival.exitcode:
                raise Mixed("the rival build failed")
            check(root, {number})
        stop.set()
        for process in processes:
            process.join()
        failed = sum(process.exitcode != 0 for process in processes)
        if failed:
            raise Mixed(f"{failed} readers failed")
        left = len(list((root / "generations").iterdir()))
    return (
        f"{count} readers asked {asked.value} times during {rebuilds} rebuilds by two builders at "
        f"once (ours waited {refused} times): no error, nothing mixed, {left} generations left"
    )


def _build_or_wait(corpus: Path, root: Path) -> int:
    """Build; where another is at work, wait for it; tell how often."""
    for waited in range(1000):
        try:
            build(corpus, root, DEFAULT_MODEL)
            return waited
        except TimeoutError:
            time.sleep(0.05)
    raise Mixed("the other build never ended")


def flips(count: int, seed: int = 1) -> str:
    """Flip a bit in one file of the index after another; then ask, and build again."""
    chance = random.Random(seed)
    outcomes: Counter[str] = Counter()
    with first_edition() as (corpus, root):
        for number in range(count):
            files = sorted(
                path for path in root.rglob("*") if path.is_file() and path.stat().st_size
            )
            file = files[number % len(files)]
            data = bytearray(file.read_bytes())
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            file.write_bytes(data)
            try:
                check(root, {1})
                outcomes["answered rightly"] += 1
            except (IndexMissing, sqlite3.Error) as error:
                if "\n" in str(error):
                    raise Mixed("more than one line") from error
                outcomes["refused in one line"] += 1
            build(corpus, root, DEFAULT_MODEL)
            check(root, {1})
    told = ", ".join(f"{number} {what}" for what, number in sorted(outcomes.items()))
    return f"{count} bits flipped: {told}; each mended by a build"


def full() -> str:
    """Rebuild with room for ever larger files; the old index serves until it fits."""
    with first_edition() as (corpus, root):
        write_edition(corpus, 2)
        outcomes: Counter[str] = Counter()
        # The last has room for the temporary file of the language model too.
        for kilobytes in (0, 1, 4, 8, 16, 24, 32, 48, 64, 96, 128, 2**20):
            child = in_child(lambda size=kilobytes: _starved(corpus, root, size * 1024))
            child.join()
            if child.exitcode not in (0, 3):
                raise Mixed(f"exit status {child.exitcode} with files of {kilobytes} kB at most")
            outcomes["old serves" if child.exitcode else "new serves"] += 1
            check(root, {2} if child.exitcode == 0 else {1})
        told = ", ".join(f"{number} {what}" for what, number in sorted(outcomes.items()))
    return f"{sum(outcomes.values())} sizes: {told}; each failure one line"


def _starved(corpus: Path, root: Path, size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        build(corpus, root, DEFAULT_MODEL)
    except (BuildError, OSError) as error:
        os._exit(3 if "\n" not in str(error) else 1)


def main() -> None:
    """Run what the command line names."""
    names = {"kills": kills, "steps": steps, "readers": readers, "flips": flips, "full": full}
    name, *numbers = sys.argv[1:] or [""]
    if name not in names:
        raise SystemExit(__doc__)
    sys.stdout.write(names[name](*map(int, numbers)) + "\n")


if __name__ == "__main__":
    main()
