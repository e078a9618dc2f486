"""Whether a sentence tells nothing of the attribute that a question asks for; pure.

A penalty, a profit or a wage is seldom told without a word for it, unlike a price or a share.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.candidates import told_before

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

_ASKS = (
    r"\b(?:what|which|how (?:large|high|big|much|many|steep|heavy)(?: of)?)"
    r"(?:['’]s| is| are| was| were)?(?: the| an?| its| their)?(?: [\w'’-]+){0,3}? "
)
_BY_HOW_MUCH = r"|\bby how much did (?:the |its |their )?"
# What is asked for, and the words of which a sentence that tells it has one.
_ATTRIBUTES = tuple(
    (
        re.compile(rf"(?:{_ASKS}{_BY_HOW_MUCH})(?:{asked})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{told})\b", re.IGNORECASE),
    )
    for asked, told in (
        (r"fund(?= that| which| of|\?|$)", r"funds?|vehicles?|pots?|programmes?|schemes?"),
        (
            r"penalt(?:y|ies)|fines?|punishments?",
            r"penal\w*|fines?|fined|sanction\w*|punish\w*|prison|jail\w*|liable|revok\w*|forfeit\w*",
        ),
        (
            r"(?:net |operating |gross )?(?:profits?|loss(?:es)?)(?! margin)",
            r"profit\w*|loss(?:es)?|lost|earn\w*|deficit|surplus|in the (?:red|black)|net income"
            r"|margin|made",
        ),
        (
            r"salar(?:y|ies)|wages?",
            r"salar\w+|wages?|pay|pays|paid|earn\w*|offers?|yuan a (?:month|year)",
        ),
        (
            r"employees|staff|workforce|workers",
            r"employ\w*|staff\w*|workforce|work(?:s|ed|ers?|ing)?|people|jobs|headcount|hir\w+"
            r"|engineers|researchers|posts|men|hands|persons",
        ),
        (r"dividends?", r"dividends?|pay-?outs?|distribut\w+"),
        (r"emissions?", r"emi(?:t|ts|tted|ssions?)|carbon|CO2|greenhouse"),
    )
)


def is_of_another_attribute(query: Query, scored: Scored, document: Document, short: str) -> bool:
    """Tell whether a question asks for an attribute of which the sentence that answers is silent.

    Args:
        query: the question.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer.
    """
    candidate = scored.candidate
    told = (candidate.context, told_before(candidate, document), candidate.text, short)
    return any(
        asks.search(query.standalone) and not tells.search(" ".join(told))
        for asks, tells in _ATTRIBUTES
    )
