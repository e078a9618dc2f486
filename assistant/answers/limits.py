"""What a clause allows or says of one alone, where a question claims it otherwise; pure."""

from __future__ import annotations

import re

from assistant.answers.mentions import mentions
from index.keywords import stems
from index.names import find_names

_MAY = re.compile(r"\b(?:can|could|may|might|must|allowed|permitted|eligible|entitled)\b", re.I)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|just|merely)\b", re.IGNORECASE)
# "May take part only as subcontractors", "as subcontractors only".
_AS = r"(?:as|through|via|for|in|to|by|with|from|under)"
_LIMITED = re.compile(
    rf"\b(?:only|solely|exclusively) {_AS} (?P<to>[^,.;:()]+)"
    rf"|\b{_AS} (?P<so>[\w-]+(?: [\w-]+){{0,2}}) (?:only|alone)\b"
    r"|\b(?:confined|limited|restricted|reserved) (?:to|for) (?P<kept>[^,.;:()]+)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\bonly (?:the )?(?=[A-Z])|\b(?=[A-Z][\w-]+(?: [A-Z][\w-]+)* alone\b)")


def is_limited(question: str, clause: str) -> bool:
    """Tell whether a clause has of one kind or one name alone what a question claims of another.

    Args:
        question: "Could a foreign firm be the main contractor?".
        clause: "Foreign firms may take part only as subcontractors".
    """
    if _ONLY.search(question):
        return False
    return _is_of_another_name(question, clause) or _is_otherwise(question, clause)


def _is_of_another_name(question: str, clause: str) -> bool:
    """Tell whether only one is said to have done so: "only Alba had reached its goal"."""
    alone = _ALONE.search(clause)
    named = find_names(clause) if alone else []
    name = next((clause[a:b] for a, b in named if alone and alone.end() in (a, b)), "")
    asked = [question[a:b] for a, b in find_names(question[:1].lower() + question[1:])]
    return bool(name and asked) and not mentions(name, question)


def _is_otherwise(question: str, clause: str) -> bool:
    """Tell whether something may be done only in a way of which a question has no word."""
    limited = _LIMITED.search(clause) if _MAY.search(question) else None
    if limited is None:
        return False
    so = stems(limited["to"] or limited["so"] or limited["kept"])
    return bool(so) and not so & stems(question)
