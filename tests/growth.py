"""How the time of a question grows with the index: ``python tests/growth.py 1000 10000 100000``.

For each number of passages it builds an index, asks the questions that ship, and prints the median
and the 95th percentile of an answer and where the time goes; at the end the exponent of the growth,
the slope on log-log paper. The documents are sentences of the sample corpus in random order, so
that words are as frequent as in real ones and every question has thousands of passages that hold
some of its words. A stand-in for the model makes the vectors of the passages, by chance, since
embedding so many takes hours and what an exact search costs does not depend on them.
"""

from __future__ import annotations

import math
import os
import random
import re
import statistics
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["HF_HUB_OFFLINE"] = "1"

import index.fill
from assistant.ask import Assistant
from evals.gold import read_gold
from index.build import build
from index.encoder import DEFAULT_MODEL
from tests.rebuild_costs import StandIn

_ROOT = Path(__file__).resolve().parent.parent
_OF_A_DOCUMENT = 40  # passages, about
_ASKED = 60  # questions


def write_documents(corpus: Path, count: int, seed: int = 1) -> None:
    """Write documents of some ``count`` passages in all."""
    chance = random.Random(seed)
    sentences = _sentences()
    corpus.mkdir(parents=True)
    for number in range(max(1, count // _OF_A_DOCUMENT)):
        parts = [f"# Issue {number}", f"{1 + number % 28} March {2000 + number % 25}"]
        for section in range(_OF_A_DOCUMENT):
            parts += [f"## Part {section}", " ".join(chance.sample(sentences, 3))]
        (corpus / f"issue-{number:06d}.md").write_text("\n\n".join(parts) + "\n")


def _sentences() -> list[str]:
    files = sorted((_ROOT / "corpus" / "briefings").glob("*.md"))
    found = re.findall(r"[A-Z][^.|#\n]{60,240}\.", "\n".join(f.read_text() for f in files))
    return sorted(set(found))


def measure(count: int) -> tuple[int, list[float]]:
    """Build so many passages and ask; prints a line, gives their number and the milliseconds."""
    questions = sorted(read_gold(_ROOT / "evals" / "gold"), key=lambda one: one.id)[::5][:_ASKED]
    with tempfile.TemporaryDirectory() as folder:
        corpus, root = Path(folder, "corpus"), Path(folder, "index")
        write_documents(corpus, count)
        index.fill.load_encoder = lambda *_: StandIn()
        report = build(corpus, root, DEFAULT_MODEL)
        assistant = Assistant.open(root)
        assistant.ask(questions[0].question)  # loads the reader
        times, steps = [], defaultdict(list)
        for one in questions:
            laps = assistant.ask(one.question, one.history).timings
            times.append(sum(ms for _, ms in laps))
            for name, ms in laps:
                steps[name].append(ms)
    told = ", ".join(f"{name} {statistics.median(of):.0f}" for name, of in steps.items())
    sys.stdout.write(
        f"{report.passages:7d} passages, built in {report.seconds:.0f} s: "
        f"median {statistics.median(times):.0f} ms, "
        f"95th percentile {statistics.quantiles(times, n=20)[-1]:.0f} ms ({told})\n"
    )
    sys.stdout.flush()
    return report.passages, times


def exponent(sizes: list[int], times: list[float]) -> float:
    """Fit the slope of log time over log size by least squares."""
    logs = [math.log(size) for size in sizes], [math.log(time) for time in times]
    return statistics.linear_regression(*logs).slope


def main() -> None:
    """Measure the sizes that the command line names."""
    measured = [measure(int(size)) for size in sys.argv[1:]]
    if not measured:
        raise SystemExit(__doc__)
    if len(measured) > 1:
        medians = [statistics.median(times) for _, times in measured]
        slope = exponent([size for size, _ in measured], medians)
        sys.stdout.write(f"the median grows as the number of passages to the {slope:.2f}\n")


if __name__ == "__main__":
    main()
