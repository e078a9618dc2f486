"""Yes or no, from the sentence that speaks of what is asked; pure."""

from __future__ import annotations

import re

_DENIES = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|cannot|n't|nobody|nothing|lacks?|lacking|failed"
    r"|fails?|refus\w+|reject\w+|rule[sd]? out|yet to|unable|unlikely|abandon\w+|terminat\w+)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)


def yes_or_no(question: str, sentence: str) -> str:
    """Answer "Yes" or "No": no where exactly one of question and sentence denies."""
    return "No" if bool(_DENIES.search(sentence)) != bool(_DENIES.search(question)) else "Yes"
