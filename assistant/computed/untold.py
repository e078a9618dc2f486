"""Questions whose answer must be worked out, where the sentences that were found tell it not; pure.

What could not be worked out is told by no text, unless a sentence says the result itself: "together
they have 12". Else the nearest sentence gives one of the amounts, which is no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.computed.fit import noun_phrase
from assistant.computed.operation import HOW_MANY, Op, must_be_worked_out, operation
from assistant.computed.parts import parts
from assistant.computed.sought import Way, sought
from assistant.question import Kind
from corpus.documents import BlockKind
from index.keywords import stems
from index.names import find_names
from index.quantities import SPELLED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.answers.compose import Composed
    from assistant.answers.told import Quoted
    from assistant.candidates import Candidate
    from assistant.computed.operation import Operation
    from assistant.computed.sought import Sought
    from assistant.question import Query
    from assistant.select import Scored

_COUNTED = re.compile(
    rf"\d|\b(?:none|no|zero|{'|'.join(SPELLED)}|dozens?|hundreds?|thousands?|millions?"
    r"|half|third|quarter|all|both|most|several|few|many|every|each|single|couple)\b(?!-\w)"
    r"|[一二三四五六七八九十百千万亿两半]",
    re.IGNORECASE,
)
_OF_SEVERAL = (Way.TOTAL, Way.GAP, Way.CHANGE)
_EXCEEDS = re.compile(
    r"\bby how (?:much|many)\b.*\b(?:exceed|surpass|outnumber)(?:s|ed)?\b", re.IGNORECASE
)
_OF_THINGS = (Way.TOTAL, Way.GAP, Way.TIMES)
# What a sentence says that tells the result itself.
_TELLS: Mapping[Way, re.Pattern[str]] = {
    way: re.compile(form, re.IGNORECASE)
    for way, form in (
        (Way.TOTAL, r"\b(?:total\w*|together|combined|altogether|sums?|overall|jointly|all)\b"),
        (
            Way.GAP,
            r"\b(?:than|difference|gap|surplus|deficit|apart|ahead|behind|exceed\w*|against)\b",
        ),
        (
            Way.CHANGE,
            r"\b(?:grow\w*|grew|ris\w+|rose|increas\w+|up|fell|fall\w*|declin\w+|drop\w*"
            r"|decreas\w+|down|shr[aiu]nk\w*|chang\w+|gain\w*|los[et]\w*|cut|from|more|less|than"
            r"|doubl\w+|tripl\w+|expand\w*|climb\w*|reduc\w+|add(?:s|ed)?|jump\w*|by \W?\d)\b"
            r"|[+−%]|percent|minus|\b(?:difference|apart|points)\b",
        ),
        (Way.TIMES, r"\btimes\b|fold\b|\b(?:double[sd]?|twice|tripl\w+|quadrupl\w+|ratio|half)\b"),
        (Way.MISSED, r"\b(?:short|miss\w*|below|exceed\w*|above|than|beyond|over)\b"),
        (Way.SHARE, r"%|\b(?:percent|per cent|half|third|quarter|fifth|tenth|of|in)\b|之"),
    )
}


# What a sentence says that tells the most or the least itself.
_LEAST = (
    r"(?:fewest|smallest|lowest|least|cheapest|shortest|slowest|weakest|poorest|worst|minim\w+"
    r"|bottom|last|behind|only)"
)
_SUPERLATIVE: Mapping[Op, re.Pattern[str]] = {
    Op.MOST: re.compile(
        rf"\b(?!{_LEAST}\b)\w{{2,}}est\b|\b(?:most|top|lead\w*|led|main\w*|major\w*|first|maxim\w+"
        r"|peak\w*|record|domina\w+|ahead|surpass\w*|exceed\w*|outnumber\w*|rank\w*|(?:more|larger"
        r"|higher|greater|bigger) than|number one|no\. ?1|key|core|primar\w+|chief\w*|especially"
        r"|particularly|half)\b|[最首]",
        re.IGNORECASE,
    ),
    Op.LEAST: re.compile(rf"\b{_LEAST}\b|\b(?:less|fewer|lower|smaller) than\b|最", re.IGNORECASE),
}
# … and what an answer says that tells what amounts give, and not one of them.
_WORKED_OUT = re.compile(
    r"\b(?:difference|total\w*|together|combined|sums?|all|against|more|less|fewer|higher|lower"
    r"|larger|smaller|times|points|up|down|from|by)\b|[+−%]",
    re.IGNORECASE,
)


def must_stay_untold(query: Query, composed: Composed, ranked: Sequence[Scored]) -> bool:
    """Whether an answer of sentences is to be held back, for it tells no more than a part.

    Args:
        query: the question.
        composed: the answer.
        ranked: the sentences that it was composed of.
    """
    asked = sought(query)
    if must_be_worked_out(query.asked) or _is_not_worked_out(query, asked, composed, ranked):
        return True
    if query.kind is not Kind.NUMBER:
        return False
    if HOW_MANY.search(query.asked) and not _COUNTED.search(composed.short):
        return True
    told = _TELLS.get(asked.way) if asked else None
    if asked is None or told is None:
        return False
    if asked.way is Way.TOTAL and _tells_several(composed):
        return True
    named = len(asked.things) > 1 and all(map(find_names, asked.things))
    if asked.way in _OF_THINGS and not named and not _EXCEEDS.search(query.asked):
        return False
    texts = [composed.short, *(one.text for one in composed.sentences[:1])]
    return not any(told.search(text) or _tells_of_all(asked.things, text) for text in texts)


def _is_not_worked_out(
    query: Query, way: Sought | None, composed: Composed, ranked: Sequence[Scored]
) -> bool:
    """Whether an answer gives what one sentence or row has for what takes all of them."""
    if query.kind is Kind.YES_NO or not composed.sentences:
        return False
    asked, said = operation(query.asked), composed.sentences[0]
    row = _row(said, ranked)
    if row is None:
        return False
    if asked and (form := _SUPERLATIVE.get(asked.op)):
        return not form.search(f"{said.text} {composed.short}")
    if asked and asked.op is Op.COUNT:
        return _counts_rows(asked, row)
    of_several = (asked and asked.op is Op.GAP) or (way and way.way in _OF_SEVERAL)
    return bool(of_several) and not _WORKED_OUT.search(composed.short)


def _row(said: Quoted, ranked: Sequence[Scored]) -> Candidate | None:
    """Give the row of a table that is quoted; None for other sentences."""
    rows = (one.candidate for one in ranked if one.candidate.block.kind is BlockKind.ROW)
    return next((row for row in rows if row.span in said.spans), None)


def _counts_rows(asked: Operation, row: Candidate) -> bool:
    """Whether what is counted are rows, by the head over their names, and this is not named."""
    naming, name = (text.partition(" | ")[0] for text in (row.context, row.text))
    counted = stems(noun_phrase(asked.text))
    return bool(counted & stems(naming.rpartition(". ")[2])) and not stems(name) & stems(
        asked.question
    )


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
