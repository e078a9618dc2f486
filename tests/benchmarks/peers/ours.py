"""The assistant's own look-up, as ``peer.py`` measures that of the other stacks."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from assistant.ask import Assistant
from tests.benchmarks.peers.peer import K, median_ms


def main() -> None:
    """Print the median milliseconds of a look-up of the questions in a file."""
    assistant = Assistant.open(Path(sys.argv[1]))
    questions = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    sys.stdout.write(f"{median_ms(lambda q: assistant.retrieve(q, K), questions):.3f}\n")


if __name__ == "__main__":
    main()
