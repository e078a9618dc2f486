"""The assistant beside other stacks, on the same files with the same model: ``make peers``.

    python tests/benchmarks/peers/run.py PEERS_PYTHON [--corpus FOLDER] [--rounds 5]

In each round every stack in turn builds its store of the markdown and text files of the corpus,
answers one question from a cold start, and looks up questions with its store open. Printed are
medians over the rounds, and ratios to the assistant within a round, since machines differ. The
assistant does more in each: it reads facts, and its cold start ends in a cited answer.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from evals.gold import read_gold
from index.encoder import find_model
from tests.benchmarks.peers.peer import STACKS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
OURS = "briefings"
COLUMNS = ("build s", "build MB", "cold ask s", "ask MB", "look-up ms")


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: seconds of the clock, peak megabytes, and what it printed."""

    seconds: float
    megabytes: float
    output: str


def run(*command: str) -> Run:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed; the message is what it printed last.
    """
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=errors, env={**os.environ, "PYTHONPATH": "."}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)}: {errors.read()[-500:]}")
        return Run(seconds, usage.ru_maxrss / 1024, out.read())


def measure(name: str, python: str, corpus: Path, store: Path, questions: Path) -> list[float]:
    """Give the figures of ``COLUMNS`` of one stack, its store made anew."""
    shutil.rmtree(store, ignore_errors=True)
    store.unlink(missing_ok=True)
    one = questions.with_name("one.txt")
    if name == OURS:
        briefings = (sys.executable, "-m", "assistant.cli")
        built = run(*briefings, "build", str(corpus), "--index", str(store))
        cold = run(*briefings, "ask", one.read_text().strip(), "--index", str(store))
        warm = run(sys.executable, str(HERE / "ours.py"), str(store), str(questions))
    else:
        peer = (python, str(HERE / "peer.py"), name)
        model = str(find_model().folder)
        built = run(*peer, "build", str(corpus), str(store), model)
        cold = run(*peer, "ask", str(store), model, str(one))
        warm = run(*peer, "ask", str(store), model, str(questions))
    look_up = float(warm.output.split()[-1])
    return [built.seconds, built.megabytes, cold.seconds, cold.megabytes, look_up]


def table(found: dict[str, list[list[float]]]) -> list[str]:
    """Write medians, and under them the ratios of each stack to the assistant by round."""
    lines = [" " * 12 + "".join(f"{column:>12}" for column in COLUMNS)]
    for name, rounds in found.items():
        medians = (statistics.median(column) for column in zip(*rounds, strict=True))
        lines.append(f"{name:12}" + "".join(f"{value:12.1f}" for value in medians))
    lines.append("ratio to the assistant")
    for name, rounds in found.items():
        if name == OURS:
            continue
        pairs = zip(rounds, found[OURS], strict=True)
        ratios = [[a / b for a, b in zip(*pair, strict=True)] for pair in pairs]
        medians = (statistics.median(column) for column in zip(*ratios, strict=True))
        lines.append(f"{name:12}" + "".join(f"{value:11.1f}x" for value in medians))
    return lines


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", help="of the environment that has the other stacks")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpus" / "briefings")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        (work / "corpus").mkdir()
        for file in sorted(options.corpus.iterdir()):
            if file.suffix in (".md", ".txt"):
                shutil.copy(file, work / "corpus")
        asked = [one.question for one in read_gold(ROOT / "evals" / "gold") if not one.history]
        (work / "questions.txt").write_text("\n".join(asked[:: len(asked) // 40]))
        (work / "one.txt").write_text(asked[0])
        found: dict[str, list[list[float]]] = {name: [] for name in (OURS, *STACKS)}
        for number in range(options.rounds):
            for name, rounds in found.items():
                sys.stderr.write(f"round {number + 1} of {options.rounds}: {name}\n")
                place = work / name
                rounds.append(
                    measure(name, options.python, work / "corpus", place, work / "questions.txt")
                )
    sys.stdout.write("\n".join(table(found)) + "\n")


if __name__ == "__main__":
    main()
