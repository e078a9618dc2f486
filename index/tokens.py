"""Token counts by tiktoken, with the encoding that ships with the project.

The stock encodings of tiktoken are downloaded on first use; ours is read from the package. It is
a byte-level BPE, trained on the sample corpus by ``python -m index.train_encoding``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tiktoken

ENCODING = "briefings"


@cache
def encoding() -> tiktoken.Encoding:
    """Load the encoding that ships, through tiktoken's registry."""
    import tiktoken

    return tiktoken.get_encoding(ENCODING)


def count_tokens(text: str) -> int:
    """Count the tokens of ``text``; names of special tokens in it count as plain text."""
    return len(encoding().encode_ordinary(text))
