"""Questions whose answer must be worked out, where the sentences that were found tell it not; pure.

What could not be worked out is told by no text, unless a sentence says the result itself: "together
they have 12". Else the nearest sentence gives one of the amounts, which is no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.computed.operation import must_be_worked_out
from assistant.computed.sought import Way, sought
from assistant.question import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.answers.compose import Composed
    from assistant.question import Query

_COUNTS = re.compile(r"^(?:in |of |on )?how many\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\d|\b(?:none|no|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|\w+ty|dozens?|hundreds?|thousands?|millions?|half|third|quarter|all|both|most|several|few"
    r"|many|every|each|single|couple)\b(?!-\w)|[一二三四五六七八九十百千万亿两半]",
    re.IGNORECASE,
)
# What a sentence says that tells the result itself.
_TELLS: Mapping[Way, re.Pattern[str]] = {
    way: re.compile(form, re.IGNORECASE)
    for way, form in (
        (Way.TOTAL, r"\b(?:total\w*|together|combined|altogether|sums?|overall|jointly|all)\b"),
        (Way.GAP, r"\b(?:than|difference|gap|apart|ahead|behind|exceed\w*|against)\b"),
        (Way.TIMES, r"\btimes\b|fold\b|\b(?:double[sd]?|twice|tripl\w+|quadrupl\w+|ratio|half)\b"),
        (Way.MISSED, r"\b(?:short|miss\w*|below|exceed\w*|above|than|beyond|over)\b"),
        (Way.SHARE, r"%|\b(?:percent|per cent|half|third|quarter|fifth|tenth|of|in|out of)\b|之"),
    )
}


def must_stay_untold(query: Query, composed: Composed) -> bool:
    """Whether an answer of sentences is to be held back, for it tells no more than a part.

    Args:
        query: the question.
        composed: the answer.
    """
    if must_be_worked_out(query.asked):
        return True
    if query.kind is not Kind.NUMBER:
        return False
    if _COUNTS.search(query.asked) and not _COUNTED.search(composed.short):
        return True
    asked = sought(query)
    if asked is None or (asked.way in (Way.TOTAL, Way.GAP, Way.TIMES) and len(asked.things) < 2):
        return False
    told = _TELLS.get(asked.way)
    texts = [composed.short, *(one.text for one in composed.sentences[:1])]
    return told is not None and not any(told.search(text) for text in texts)
