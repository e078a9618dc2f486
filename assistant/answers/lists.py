"""The items of the list, table or enumeration that a question asks for; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers.comparison import comparison
from assistant.answers.groups import Group, Shape, announced, groups
from assistant.answers.told import Told
from assistant.answers.wanted import wanted
from assistant.computed.alike import alike
from assistant.computed.operation import Op, operation
from assistant.question import COUNTS, Kind, count_of, declared_count, may_want_several
from index.keywords import stems, terms
from index.quantities import quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents, Quoted
    from assistant.question import Query
    from assistant.select import Scored

# A conditional logit over the groups near a question's best sentences, and over none of them,
# fitted to gold questions: `python -m evals.listing` prints it. What is weighed: see ``features``.
WEIGHTS = (-0.70, -0.79, -0.36, 1.60, -1.32, 0.37, 0.13, 0.15, 0.58, 4.27, 1.23, -3.01, -1.13)
_LEAST, _MOST = -12.0, 8.0  # logits of the reader; beyond it is sure either way
_WHOLE = 12.0  # see ``assistant.select``
_DECLARES = re.compile(rf"\b({'|'.join(COUNTS)}|\d{{1,2}}) (?:[a-z-]+ ){{0,2}}[a-z]+s\b", re.I)
_AMOUNT = re.compile(r"\b\d[\d.,]*(?: ?%)?")  # beside the name of an item
_OTHERS = re.compile(r"(?:the )?(?:\w+ )?(?:others?|rest)\b", re.IGNORECASE)  # they are no item
_OF_THE = re.compile(r"\b(?:which|what|who) of (?:the|these) (?P<what>(?:[\w'’-]+ ){1,4})", re.I)
_OF_ONE = re.compile(r"(?:in |of )?(?:which|what) (?!are\b|were\b)", re.IGNORECASE)


def enumerate_items(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Give the items of the list, table or sentence that the question asks for.

    How many items there are is told, with a warning where the text that leads in to them speaks
    of another number.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        document: gives a document by its id.
    """
    if not wants_items(query):
        return None
    found = [group for group in groups(query, ranked, document) if may_answer(query, group)]
    if not found:
        return None
    worth = [
        sum(w * x for w, x in zip(WEIGHTS, features(query, group, ranked), strict=True))
        for group in found
    ]
    declared = next((group for group in found if _is_declared(query, group)), None)
    if declared is None and max(worth) <= 0:
        return None
    group = _within(query, declared or found[worth.index(max(worth))])
    return Told(_counted(group), (group.leading,), group.items)


def _within(query: Query, group: Group) -> Group:
    """Leave the items whose one amount keeps the bound of a question: "with more than 8%"."""
    asked = operation(query.asked)
    if asked is None or len(asked.bounds) != 1:
        return group
    (bound,) = asked.bounds
    told = [[q for q in quantities(one.text) if q.unit == bound.unit] for one in group.items]
    if not bound.unit or any(len(found) != 1 or found[0].high is not None for found in told):
        return group
    kept = tuple(
        item
        for item, (amount,) in zip(group.items, told, strict=True)
        if bound.admits(amount.value) and not _OTHERS.match(item.text)
    )
    return replace(group, items=kept) if kept else group


def wants_items(query: Query) -> bool:
    """Whether a question may ask for several things; an unsure comparison asks for no list."""
    several = query.kind is Kind.LIST or may_want_several(query.asked)
    return (
        several and query.kind in (Kind.LIST, Kind.NAME, Kind.OTHER) and comparison(query) is None
    )


def features(query: Query, group: Group, ranked: Sequence[Scored]) -> tuple[float, ...]:
    """Give what speaks for a group and against it as numbers, in the order of the weights.

    They are: that it is a list, a table, a sentence's, rows that hold a name of the question, or a
    part; how far its sentence is behind the best; the reader's logits of its items, their mean and
    by how much the best exceeds the best sentence's; whether its lead names what is asked for, and
    how much of the question that holds; whether it is as long as the question says, or not; whether
    the question names no list.
    """
    lead, want = announced(group.lead), wanted(query)
    of_the = _OF_THE.search(query.asked)
    noun = want.noun or (stems(of_the["what"]) if of_the else frozenset())
    noun = noun or (stems(query.asked) if query.kind is Kind.LIST else frozenset())
    logits = [min(max(logit, _LEAST), _MOST) for logit in group.logits]
    top = ranked[0].sight.logits if ranked[0].sight else 0.0
    count = declared_count(query.standalone)
    return (
        float(group.shape is Shape.LIST),
        float(group.shape is Shape.TABLE),
        float(group.shape is Shape.SENTENCE),
        float(group.shape is Shape.ROWS),
        float(group.shape is Shape.PART),
        (group.leading.score - ranked[0].score) * _WHOLE,
        sum(logits) / len(logits) if logits else 0.0,
        max(logits) - min(max(top, _LEAST), _MOST) if logits else 0.0,
        float(bool(noun & stems(lead))),
        _speaks_of(query, f"{group.leading.candidate.context} {group.lead}"),
        float(count == len(group.items)),
        float(count is not None and count != len(group.items)),
        float(query.kind is not Kind.LIST),
    )


def _speaks_of(query: Query, lead: str) -> float:
    """Tell which share of a question a lead holds, in its own words or in others for them."""
    held = alike(stems(lead))
    return sum(query.weights.get(key, 0.0) for key in held) / (sum(query.weights.values()) or 1.0)


def may_answer(query: Query, group: Group) -> bool:
    """Whether a group says what the question does not, and is not more than it asks for."""
    if group.shape is Shape.TABLE and _limits(query.asked):
        return False
    told = stems(query.asked)
    names = (stems(_AMOUNT.sub("", item.text)) for item in group.items)
    known = (bool(own) and own <= told for own in names)
    return group.shape is Shape.ROWS or not any(known)


def _limits(question: str) -> bool:
    """Whether a question asks for those of some things that have a value, changed, or lead."""
    asked = operation(question)
    if asked is None:
        return False
    best = asked.op in (Op.MOST, Op.LEAST) and _OF_ONE.match(question)
    return bool(asked.bounds or asked.change or (best and declared_count(question) is None))


def _counted(group: Group) -> str:
    """Give the items in a line, with their count; where the text declares another, with both."""
    told = "; ".join(item.text for item in group.items)
    declared = None if group.shape not in (Shape.LIST, Shape.TABLE) else _declared(group.lead)
    count = len(group.items)
    if declared is None or declared in (count, _grouped(group.items)):
        return f"{told} ({declared or count} in all)"
    return f"{told} ({count} found, but the text speaks of {declared})"


def _grouped(items: Sequence[Quoted]) -> int:
    """Count the items where each is a group of them: "in the north: Dalian, Tianjin"."""
    return sum(len(re.split(r", | and ", item.text.partition(": ")[2])) for item in items)


def _is_declared(query: Query, group: Group) -> bool:
    """Whether a sentence announces as many things as a group has, by the word asked about."""
    found = _DECLARES.search(announced(group.lead))
    if found is None or _limits(query.asked) or declared_count(query.standalone) is not None:
        return False
    things = found[0].split()[-1].lower()  # "conclusions", and not one of them
    return count_of(found[1]) == len(group.items) and things in terms(query.asked)


def _declared(lead: str) -> int | None:
    """Read how many items a sentence that leads in to a list announces."""
    if not lead.endswith((":", "：")):
        return None
    found = _DECLARES.search(announced(lead))
    return count_of(found[1]) if found else None
