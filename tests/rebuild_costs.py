"""What a rebuild costs: one new briefing among many documents, and memory for ever more of them.

    python tests/rebuild_costs.py time 1000          one briefing of 10 pages into 1,000 documents
    python tests/rebuild_costs.py memory 500 2000    peak memory of two first builds

Times are of the processor, all threads together (and of the clock, in brackets), so that other
work on the machine counts little. Loading a model counts nowhere: each is loaded and used once
before it is timed. Memory is measured with a stand-in for the model, each build in a new process.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np

import index.fill
from index.build import build
from index.encoder import DEFAULT_MODEL, SentenceTransformerEncoder, find_model, load_encoder

_PAGES, _WORDS = 10, 380  # of the new briefing, and words of a page
_SPAWN = multiprocessing.get_context("spawn")


def write_documents(corpus: Path, count: int, seed: int = 1) -> None:
    """Write so many documents of one paragraph each."""
    chance, words = random.Random(seed), _words()
    corpus.mkdir(parents=True)
    for number in range(count):
        text = " ".join(chance.choices(words, k=70)).capitalize()
        head = f"# Issue {number}\n\n{1 + number % 28} March 2021\n\n"
        (corpus / f"issue-{number:05d}.md").write_text(f"{head}## Part\n\n{text}.\n")


def write_briefing(file: Path, seed: int) -> None:
    """Write a briefing of some pages: a heading and a few paragraphs each."""
    chance, words = random.Random(seed), _words()
    paragraphs = [
        f"## Page {page}\n\n"
        + "\n\n".join(
            " ".join(chance.choices(words, k=_WORDS // 4)).capitalize() + "." for _ in range(4)
        )
        for page in range(1, _PAGES + 1)
    ]
    file.write_text(f"# Briefing {seed}\n\n2 May 2021\n\n" + "\n\n".join(paragraphs) + "\n")


def _words() -> list[str]:
    text = Path(__file__).with_name("rebuild_costs.py").read_text()
    return sorted({word for word in text.split() if word.isalpha()})


class Timer:
    """Seconds of the processor and of the clock since it was made."""

    def __init__(self) -> None:
        self._begun = time.process_time(), time.perf_counter()

    def stop(self) -> tuple[float, float]:
        """Give the seconds so far."""
        cpu, clock = self._begun
        return time.process_time() - cpu, time.perf_counter() - clock


class Timed:
    """An encoder that keeps what it was given and how long it took."""

    def __init__(self, encoder) -> None:
        self._encoder, self.max_tokens = encoder, encoder.max_tokens
        self.texts: list[str] = []
        self.cpu = self.clock = 0.0

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        timer = Timer()
        vectors = self._encoder.encode(texts)
        cpu, clock = timer.stop()
        self.texts += texts
        self.cpu, self.clock = self.cpu + cpu, self.clock + clock
        return vectors


@contextmanager
def folders() -> Iterator[tuple[Path, Path]]:
    """Give a folder for a corpus and one for an index."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder, "corpus"), Path(folder, "index")


def measure_time(count: int) -> str:
    """Build so many documents, add a briefing, and compare."""
    encoder, other = load_encoder(find_model()), SentenceTransformerEncoder(find_model())
    with folders() as (corpus, root):
        write_documents(corpus, count)
        index.fill.load_encoder = lambda _: encoder
        for each in (encoder, other):
            each.encode(["A first text."] * 9)
        timer = Timer()
        whole = build(corpus, root, DEFAULT_MODEL)
        full = timer.stop()
        runs = []
        for seed in range(3):
            timed = Timed(encoder)
            index.fill.load_encoder = lambda *_, timed=timed: timed
            write_briefing(corpus / "issue-00500b.md", seed)
            timer = Timer()
            report = build(corpus, root, DEFAULT_MODEL)
            runs.append((timer.stop(), timed, report))
        one, timed, report = min(runs, key=lambda run: run[0][0])
        if (report.read, report.embedded) != (1, len(timed.texts)):
            raise AssertionError(f"{report.read} documents read, {report.embedded} embedded")
        timer = Timer()
        other.encode(timed.texts)
        alone = timer.stop()
    rest = one[0] - timed.cpu, one[1] - timed.clock
    lines = (
        f"{whole.documents} documents, {whole.passages} passages, all built: {_told(full)}",
        f"one briefing of {report.embedded} passages more: {_told(one)}; "
        f"full build to it {full[0] / one[0]:.0f} : 1",
        f"  of that, its passages embedded: {_told((timed.cpu, timed.clock))}",
        f"  all the rest: {_told(rest)}, {rest[0] / timed.cpu:.0%} beyond embedding",
        f"sentence-transformers alone for these passages: {_told(alone)}; "
        f"the rest is {rest[0] / alone[0]:.0%} of that",
    )
    return "\n".join(lines)


def _told(seconds: tuple[float, float]) -> str:
    return f"{seconds[0]:.2f} s ({seconds[1]:.2f} s)"


class StandIn:
    """An encoder that costs nothing: vectors by chance."""

    max_tokens = 256

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.random.default_rng(len(texts)).normal(size=(len(texts), 384))
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def measure_memory(*counts: int) -> str:
    """Build so many documents for the first time, and tell the peak memory of the process."""
    return "\n".join(f"{count} documents: {peak(count) / 2**20:.1f} MB" for count in counts)


def peak(count: int) -> int:
    """Give the most bytes that a process holds that builds so many documents."""
    with folders() as (corpus, root):
        write_documents(corpus, count)
        with _SPAWN.Pool(1) as pool:
            return pool.apply(_peak_of, (corpus, root))


def _peak_of(corpus: Path, root: Path) -> int:
    index.fill.load_encoder = lambda *_: StandIn()
    build(corpus, root, DEFAULT_MODEL)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024  # kilobytes on Linux


def main() -> None:
    """Run what the command line names."""
    name, *numbers = sys.argv[1:] or [""]
    if name not in ("time", "memory"):
        raise SystemExit(__doc__)
    measure = measure_time if name == "time" else measure_memory
    sys.stdout.write(measure(*map(int, numbers)) + "\n")


if __name__ == "__main__":
    main()
