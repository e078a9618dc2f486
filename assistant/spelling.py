"""A question with its slips of the pen put right, as far as the documents tell; pure."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORD = re.compile(r"(?<![\w’'-])[A-Za-z][a-z]{4,}(?![\w-])")


def spelled(question: str, right: Callable[[str], str]) -> str:
    """Put right the words of a question that are none; those in capitals are left as they are.

    Args:
        question: as typed.
        right: gives a word as the documents spell it, or as it is.
    """
    return _WORD.sub(lambda found: right(found[0]), question)
