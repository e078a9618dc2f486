"""Questions whose answer must be worked out, where the sentences that were found tell it not; pure.

What could not be worked out is told by no text, unless a sentence says the result itself: "together
they have 12". Else the nearest sentence gives one of the amounts, which is no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.computed.operation import must_be_worked_out
from assistant.computed.parts import parts
from assistant.computed.sought import Way, sought
from assistant.question import Kind
from index.names import find_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.answers.compose import Composed
    from assistant.question import Query

_COUNTS = re.compile(r"^(?:in |of |on )?how many\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\d|\b(?:none|no|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|\w+ty|dozens?|hundreds?|thousands?|millions?|half|third|quarter|all|both|most|several|few"
    r"|many|every|each|single|couple)\b(?!-\w)|[一二三四五六七八九十百千万亿两半]",
    re.IGNORECASE,
)
_OF_THINGS = (Way.TOTAL, Way.GAP, Way.TIMES)
# What a sentence says that tells the result itself.
_TELLS: Mapping[Way, re.Pattern[str]] = {
    way: re.compile(form, re.IGNORECASE)
    for way, form in (
        (Way.TOTAL, r"\b(?:total\w*|together|combined|altogether|sums?|overall|jointly|all)\b"),
        (Way.GAP, r"\b(?:than|difference|gap|apart|ahead|behind|exceed\w*|against)\b"),
        (
            Way.CHANGE,
            r"\b(?:grow\w*|grew|ris\w+|rose|increas\w+|up|fell|fall\w*|declin\w+|drop\w*"
            r"|decreas\w+|down|shr[aiu]nk\w*|chang\w+|gain\w*|los[et]\w*|cut|from|more|less|than"
            r"|doubl\w+|tripl\w+|expand\w*|climb\w*|reduc\w+|add(?:s|ed)?|jump\w*|by \W?\d)\b"
            r"|[+−%]|percent|minus|growth|\b(?:difference|apart|points)\b",
        ),
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
    told = _TELLS.get(asked.way) if asked else None
    if asked is None or told is None:
        return False
    if asked.way is Way.TOTAL and _tells_several(composed):
        return True
    if asked.way in _OF_THINGS and not (
        len(asked.things) > 1 and all(map(find_names, asked.things))
    ):
        return False
    texts = [composed.short, *(one.text for one in composed.sentences[:1])]
    return not any(told.search(text) or _tells_of_all(asked.things, text) for text in texts)


def _tells_several(composed: Composed) -> bool:
    """Whether the amount that is given for a total is one of several beside each other."""
    text = composed.sentences[0].text if composed.sentences else ""
    beside = [one for one in parts(text) if one.exact]
    given = [one for one in beside if composed.short and one.text in composed.short]
    others = [o for o in beside if given and o is not given[0] and o.agrees(given[0])]
    return bool(others) and not _TELLS[Way.TOTAL].search(text)


def _tells_of_all(things: Sequence[str], text: str) -> bool:
    """Whether a sentence tells one amount of all things: it may be that of all together."""
    return bool(things) and len(parts(text)) == 1 and all(mentions(one, text) for one in things)
