"""Truth by hand: raw text, and the blocks that a careful person would make of it."""

import re
import tomllib
from pathlib import Path

import pytest

from corpus.assemble import assemble
from corpus.readers.text import read

DATA = Path(__file__).parent / "data" / "snippets.toml"
SNIPPETS = tomllib.loads(DATA.read_text(encoding="utf-8"))["snippet"]


def stored(raw):
    """Read a text, and give the kind and the stored text of each block."""
    made = assemble(read(Path("a.txt"), raw.encode()).blocks)
    return [[str(block.kind), made.text[block.start : block.end]] for block in made.blocks]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet["name"])
def test_a_snippet_is_read_as_a_person_reads_it(snippet):
    assert stored(snippet["raw"]) == snippet["blocks"]


@pytest.mark.parametrize(
    "snippet", [s for s in SNIPPETS if s.get("unchanged")], ids=lambda snippet: snippet["name"]
)
def test_what_needs_no_change_is_kept_to_the_letter(snippet):
    text = "\n\n".join(text for _, text in stored(snippet["raw"]))

    assert text == re.sub(r"\s+$", "", snippet["raw"])


def test_there_are_snippets_enough():
    names = [snippet["name"] for snippet in SNIPPETS]

    assert len(set(names)) == len(names) >= 70
    assert sum(snippet.get("unchanged", False) for snippet in SNIPPETS) >= 15
