"""The encoding that ships, as a tiktoken plugin: tiktoken finds it by the package's name."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

# Splits text before merging: contractions, words, numbers of up to three digits, signs, spaces.
# As tiktoken's cl100k_base does, so that no merge crosses a word's edge.
PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)


def briefings() -> dict[str, Any]:
    """Give tiktoken what it builds the encoding from."""
    file = Path(__file__).with_name("briefings.bpe")
    pairs = (line.split() for line in file.read_text(encoding="ascii").splitlines())
    ranks = {base64.b64decode(piece): int(rank) for piece, rank in pairs}
    return {
        "name": "briefings",
        "pat_str": PATTERN,
        "mergeable_ranks": ranks,
        "special_tokens": {"<|endoftext|>": len(ranks)},
    }


ENCODING_CONSTRUCTORS = {"briefings": briefings}
