"""A few small briefings to build real indexes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.ask import Assistant

BRIEFINGS = {
    "2021-02.md": """# Industry Briefing

2 MARCH 2021 · REPORTING PERIOD: 1 – 28 FEBRUARY 2021

## Medical equipment

**Issuing body:** MIIT

**Date:** 9 February 2021

The draft plan wants 6 to 8 Chinese companies among the world's top 50 makers of medical devices
by 2025. It aims to:

- achieve breakthroughs in high-end equipment
- develop telemedicine and smart care

## Chips

In 2020, China made only around 6 percent of the chips that it used. Huawei's spending on
semiconductors fell by 23.5 percent.
""",
    "2020-10.md": """# Industry Briefing

1 OCTOBER 2020

## Data protection

The draft of the Personal Information Protection Law (PIPL) was unveiled in October 2020. Fines are
not in the draft.

## Robots

The China Robot Industry Alliance (中国机器人产业联盟) represents the country in the International
Federation of Robotics.
""",
    "note.txt": """Midea bought the German robot maker KUKA in 2016.

The price is not given.
""",
}
# A gold question on the note, as a line of a gold file.
KUKA = {
    "id": "kuka",
    "docs": ["note.txt"],
    "type": "factoid",
    "question": "Who bought the German robot maker KUKA?",
    "answers": ["Midea"],
    "evidence": [{"doc": "note.txt", "quote": "Midea bought the German robot maker KUKA"}],
}


def write_briefings(folder: Path, briefings: Mapping[str, str] = BRIEFINGS) -> Path:
    """Write briefings, by the names of their files, into ``folder`` and give it back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in briefings.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def assistant_over(folder: Path, briefings: Mapping[str, str]) -> Assistant:
    """Build an index of briefings in an empty folder, and open it."""
    from assistant.ask import Assistant
    from index.build import build
    from index.encoder import DEFAULT_MODEL

    build(write_briefings(folder / "corpus", briefings), folder / "index", DEFAULT_MODEL)
    return Assistant.open(folder / "index")
