"""Whether an amount is told of the opposite of what is asked for: of a profit, not a loss; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.contraries import contraries, turned
from index.attachment import clause
from index.keywords import stem, terms

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored

_OPPOSITES = contraries(
    ("profit profits profitable", "loss losses"),
    ("export exports exported", "import imports imported"),
    ("surplus", "deficit"),
    (
        "attract attracted recruit recruited hire hired joined arrived",
        "gone left departed quit emigrated dismissed fired resigned",
    ),
    ("opened launched", "closed shut"),
    ("approved granted admitted accepted", "refused rejected declined"),
    ("births born", "deaths died killed"),
    ("women woman female", "men man male"),
    ("inflow inflows", "outflow outflows"),
    ("assets", "liabilities debts"),
    ("profit profits", "revenue revenues turnover sales"),
    ("member members", "staff employees workers headcount employed"),
    ("urban", "rural"),
    ("onshore", "offshore"),
)
BOUND = re.compile(
    r"[,;:()]|\.\s|\b(?:and|but|while|whereas|after|against|versus|than|of which|of whom)\b",
    re.IGNORECASE,
)
"""What sets the parts of a sentence apart of which one tells of an amount."""


def is_of_opposite(query: Query, scored: Scored, short: str) -> bool:
    """Tell whether a short answer stands with the opposite of a word of the question.

    The part of the sentence that holds it has the one word, and not the other: "a net profit of 79
    million | after a loss", where the loss is asked for.

    Args:
        query: the question.
        scored: the sentence that answers.
        short: the short answer.
    """
    text = scored.candidate.text
    at = text.find(short) if short else -1
    if at < 0:
        return False
    part = text[slice(*clause(text, at, at + len(short), BOUND))]
    return turned(_OPPOSITES, _stems(query.asked), _stems(part)) > 0


def _stems(text: str) -> set[str]:
    return {stem(term) for term in terms(text)}
