"""Whether a figure is another than the one asked for: a change, a goal, no sum of money; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.another.opposite import BOUND
from assistant.answers.counted import things_counted
from assistant.answers.predicates import is_phrase
from assistant.answers.stretches import CURRENCY, MONEY, PERCENT
from assistant.answers.wanted import COUNT, MEASURED, OF_MONEY, Type, wanted
from assistant.computed.alike import alike
from corpus.documents import BlockKind
from index.aliases import stems_with_aliases
from index.attachment import clause
from index.keywords import stem, stems

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored

# What goes before the share by which something changed, and not before what it is.
_CHANGED = re.compile(
    r"\b(?:up|down|by|(?:rise|fall|growth|increase|decrease|decline|drop) of)"
    r"(?: (?:about|around|some|nearly|almost|over|more than|only))? $",
    re.IGNORECASE,
)
_ASKS_A_SHARE = re.compile(
    r"\b(?:per ?cent\w*|shares?|proportion|portion|part|slice|rates?|ratio|margins?|much|far"
    r"|fast\w*|gr[eo]w\w*|ris\w+|rose|increas\w+|decreas\w+|f[ae]ll\w*|declin\w+"
    r"|drop\w*|chang\w+|cut\w*|reduc\w+|rais\w+|gain\w*|los[et]|expan\w+|improv\w+|up|down"
    r"|more|less|fewer|higher|lower)\b|%",
    re.IGNORECASE,
)
_ASKS_A_SUM = re.compile(
    r"\b(?:budgets?|costs?|prices?|revenues?|turnover|profits?|loss|losses|fines?|fees?|salar\w+"
    r"|raise|pay|pays|paid|spen[dt]|invest\w*|funding|yuan|euros?|dollars?)\b",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    rf"{_ASKS_A_SUM.pattern}|{OF_MONEY.pattern}|{CURRENCY.pattern}"
    r"|\b(?:pounds|funds?|(?:b|m|tr)illions?)\b",
    re.IGNORECASE,
)
_NEAR = 40  # characters before a figure
_MOST_OF_AN_AMOUNT = 3  # words
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_BARE = re.compile(r"[a-z]+|\d[\d,]*")  # "nine", and not "nine cities"
_THINGS = re.compile(r"(?:[a-z-]+ ){0,2}[a-z-]+s\b")
# "How many people" are told as what they are.
_PERSONS = frozenset(
    map(
        stem,
        "people person persons staff employee employees worker workers job jobs headcount member"
        " members student students graduate graduates researcher researchers engineer engineers"
        " resident residents inhabitant inhabitants patient patients user users visitor visitors"
        " employ employs employed".split(),
    )
)
_REAL = re.compile(
    r"\b(?:actually|really|in fact|in reality|so far|to date|already)\b"
    r"|^(?!.*\b(?:do|does|did)\b).*\b(?:has|have|had)\b"
    r".* \w{2,}(?:ed|ilt|ent|ade|old|en|ut|un)\b",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"(?:up to|at most|no more than|not more than|a maximum of)\b", re.IGNORECASE)
_PLANS = re.compile(
    r"\b(?:targets?|goals?|aim(?:s|ed)?|plans (?:to|for)|(?:is|are|was|were) to|will|wants?"
    r"|wanted|pledged?|expect\w*|intend\w*|hope[sd]? (?:to|for)|(?:asks?|asked|calls?|called) for"
    r"|should|shall|due to|fores(?:ee|aw)\w*|envisag\w+|planned)\b",
    re.IGNORECASE,
)
# What may be done already, and is of what is to come.
_SETS_A_GOAL = re.compile(
    r"\b(?:promis\w+|committed|announced|proposed|set|sought|budgeted|allocated|earmarked"
    r"|declared)\b",
    re.IGNORECASE,
)


def is_another_figure(query: Query, scored: Scored, short: str) -> bool:
    """Tell whether a short answer is a figure of another sort than is asked for.

    It tells by how much something changed and not how large it is; is no money where a price is
    asked for, or money where a count is; counts other things; or is only planned or the most that
    may be, where what was really so is asked for.

    Args:
        query: the question.
        scored: the sentence that answers.
        short: the short answer.
    """
    want, asked = wanted(query), query.asked
    at = scored.candidate.text.find(short)
    if _is_no_sum(want.type, asked, short) or _is_no_count(asked, short):
        return True
    if want.type not in MEASURED or not short or at < 0:
        return False
    return (
        _is_a_change(asked, scored.candidate.text[:at], short)
        or _counts_others(query, want.noun, scored, short)
        or _is_only_planned(asked, scored.candidate.text, short)
        or bool(_REAL.search(asked) and _UP_TO.match(short) and not _UP_TO.search(asked))
    )


def _is_no_sum(type_: Type, asked: str, short: str) -> bool:
    """Tell whether a price, a budget or the like is asked for, and no money is told."""
    amount = is_phrase(asked) and short[:1].isdigit() and len(short.split()) <= _MOST_OF_AN_AMOUNT
    if not _ASKS_A_SUM.search(asked) or MONEY.search(short) or not short:
        return False
    return type_ is Type.MONEY or amount


def _is_no_count(asked: str, short: str) -> bool:
    """Tell whether a count is asked for, of nothing that is money, and a sum of money is told."""
    return bool(COUNT.search(asked) and not _OF_MONEY.search(asked) and CURRENCY.search(short))


def _is_a_change(asked: str, before: str, short: str) -> bool:
    """Tell whether a share by which something changed answers what asks for none."""
    share = PERCENT.search(short) and not _ASKS_A_SHARE.search(asked)
    return bool(share and _CHANGED.search(before))


def _counts_others(query: Query, noun: frozenset[str], scored: Scored, short: str) -> bool:
    """Tell whether a number counts other things: by the word after it, or by all its sentence."""
    candidate = scored.candidate
    told = f"{candidate.context} {candidate.text}"
    if not _HOW_MANY.search(query.asked) or candidate.block.kind is BlockKind.ROW or not noun:
        return False
    held = stems_with_aliases(query.standalone, told)
    at = candidate.text.index(short)
    end = at + len(short)
    if noun & stems(short):
        return False
    if noun & stems(candidate.text):
        things = things_counted(candidate.text, at, end).split()
        others = things and not alike({stem(things[-1])}) & stems(query.asked)
        return bool(others and _BARE.fullmatch(short))
    if noun & held or (noun & _PERSONS and held & _PERSONS):
        return False
    after = candidate.text[end:].lstrip()
    return bool(_THINGS.fullmatch(short.lstrip("0123456789., ")) or _THINGS.match(after))


def _is_only_planned(asked: str, text: str, short: str) -> bool:
    """Tell whether a question asks what was really so, and a figure is what is wanted only."""
    of_goals = _PLANS.search(asked) or _SETS_A_GOAL.search(asked)
    if of_goals or not _REAL.search(asked):
        return False
    at = text.index(short)
    first, _ = clause(text, at, at + len(short), BOUND)
    return bool(_PLANS.search(text[first:at][-_NEAR:]))
