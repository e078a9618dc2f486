"""What each part of the assistant gives: ``python -m evals.ablation INDEX GOLD [INDEX GOLD …]``.

Asks the gold questions with everything, then with one part left out at a time, and prints a line
of figures for each. A part is a field of ``assistant.parts.Parts``; a new one is a new line here.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.ask import Assistant
from assistant.parts import ALL, Parts
from evals.figures import MEASURES, OVERALL, figures
from evals.gold import read_gold
from evals.run import ask_all, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evals.figures import Figures

LINES: Mapping[str, Parts] = {
    "everything": ALL,
    "dense search alone": replace(ALL, keywords=False),
    "keyword search alone": replace(ALL, dense=False),
    "no other names": replace(ALL, other_names=False),
    "no scope": replace(ALL, scope=False),
    "no clauses": replace(ALL, clauses=False),
    "no neighbours": replace(ALL, neighbours=False),
    "no reader": replace(ALL, reader=False),
    "no steps": replace(ALL, steps=False),
    "nothing computed": replace(ALL, computed=False),
}
FIGURES = ("evidence_at_5", "answer", "short", "evidence_cited")
_WIDTH = max(map(len, LINES)) + 2
_COLUMN = max(len(MEASURES[name].title) for name in FIGURES) + 2


def table(assistant: Assistant, gold: Path) -> Iterator[str]:
    """Give a table in lines: the figures with everything, and without each part."""
    questions, _ = split(assistant.library, read_gold(gold))
    heads = "".join(MEASURES[name].title.rjust(_COLUMN) for name in FIGURES)
    yield f"{len(questions)} questions".ljust(_WIDTH) + heads
    for name, parts in LINES.items():
        results = tuple(ask_all(replace(assistant, parts=parts), questions))
        overall = next(taken for taken in figures(results) if taken.group == OVERALL)
        yield name.ljust(_WIDTH) + "".join(_cell(overall, figure) for figure in FIGURES)


def _cell(overall: Figures, name: str) -> str:
    value = overall.value(name)
    return ("–" if value is None else f"{value:.3f}").rjust(_COLUMN)


def main(arguments: list[str]) -> None:
    """Print a table for each index and its gold questions that the arguments name."""
    for root, gold in zip(arguments[::2], arguments[1::2], strict=True):
        assistant = Assistant.open(Path(root))
        for line in table(assistant, Path(gold)):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
