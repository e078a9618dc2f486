"""What stands beside the clause that decides, and denies or leaves open what it says; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.another.name import Role, roles
from assistant.another.phase import numbered
from assistant.answers.claims import claims, is_row
from assistant.answers.denials import denied, turns
from assistant.answers.mentions import mentions
from assistant.answers.predicates import (
    GOAL_MET,
    names_asked,
    negated,
    predicate,
    subject,
    told_of,
)
from assistant.followups.slots import Sort, sort_of
from corpus.documents import BlockKind
from index.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_NEAR = 250  # characters between a sentence and one that may take up what it tells of
# What a text says that it does not settle, or says of an earlier form of a thing only.
_UNSETTLED = re.compile(
    r"\b(?:disput\w+|contested|unclear|uncertain|unknown|unconfirmed|denie[sd]|elsewhere"
    r"|remains? to be seen"
    r"|(?:earlier|previous|prior|initial|original|leaked|internal) (?:draft|version|proposal))\b",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|he|his|she|her|both|each|neither|this|these|that|those|such"
    r"|the latter|the former)\b",
    re.IGNORECASE,
)
_CONJUNCTS = re.compile(r"(?:(?:,|,? and|,? or) [A-Z][\w-]*(?: [A-Z][\w-]*)*)+")
# "Borealis's Deep Ice Lab" is a name of Borealis.
_WITH_OWNER = re.compile(r"[A-Z][\w-]*['’]s(?: [A-Z][\w-]*){1,5}$")


def denied_beside(
    query: Query, matter: str, scored: Scored, ranked: Sequence[Scored], document: Documents
) -> Scored | None:
    """Find what denies a question's verb or predicate, which the clause that decides lacks.

    "A branch in Ningbo was announced | but has not been opened": of a branch that is asked to be
    open, the first clause tells nothing. "Dalian may land there. Ningbo may not": nor of Ningbo.

    Args:
        query: the question.
        matter: the clause that decides, with what it is to be read with.
        scored: its sentence.
        ranked: sentences, of which those beside it in its document are looked at too.
        document: gives a document by its id.

    Returns:
        The sentence that denies it; None for none.
    """
    if is_row(scored):
        return None
    asked, said = predicate(query.standalone), told_of(matter)
    names = [name for name in _names(query.standalone) if not mentions(name, matter)]
    for other in (scored, *(one for one in ranked if _is_beside(one, scored))):
        for own, _ in claims(other, document):
            about = negated(own)
            takes_up = about & asked - said if about else any(mentions(n, own) for n in names)
            if takes_up and own not in matter and denied(query.standalone, own):
                return other
    return None


def _names(question: str) -> list[str]:
    return [question[start:end] for start, end in names_asked(question)]


def _is_beside(other: Scored, scored: Scored) -> bool:
    """Tell whether a sentence of prose is of the same paragraph as another, and near it."""
    one, two = other.candidate, scored.candidate
    if other is scored or one.span.doc_id != two.span.doc_id or one.block != two.block:
        return False
    return max(one.span.start - two.span.end, two.span.start - one.span.end) < _NEAR


def is_unsettled(query: Query, clause: str, scored: Scored) -> bool:
    """Tell whether a sentence leaves open what a question asks of it.

    It says so, or tells of a draft; it has nothing of what is asked but the name; or has another
    name do what the one that is asked about is asked to have done.

    Args:
        query: the question.
        clause: the clause that decides.
        scored: its sentence.
    """
    question, candidate = query.standalone, scored.candidate
    if is_row(scored):
        return False
    unsettled = _UNSETTLED.search(clause)
    if unsettled and unsettled[0].split()[-1].lower() not in question.lower():
        return True
    hangs = candidate.block.kind is BlockKind.ITEM
    asked = predicate(question) - subject(question) or predicate(question)
    told = told_of(f"{candidate.context} {candidate.text}" if hangs else candidate.text)
    if asked & GOAL_MET and not told & GOAL_MET:
        return True
    named = [name for name in _names(question) if mentions(name, candidate.text)]
    if named and _is_of_others(named, clause):
        return True
    unsaid = bool(asked) and not asked & told and not turns(question, candidate.text)
    # What relates two names may be told in any words.
    return (unsaid and len(named) < 2) or _another_acts(question, candidate.text)


def _is_of_others(names: Sequence[str], clause: str) -> bool:
    """Tell whether a clause names others, and none of the names that its sentence has elsewhere."""
    if any(mentions(name, clause) for name in names) or _REFERS_BACK.search(clause):
        return False
    others = (clause[a:b] for a, b in find_names(clause))
    return any(sort_of(other) is not Sort.MATTER for other in others)


def _another_acts(question: str, text: str) -> bool:
    """Tell whether a text has another name do what a question has one do that the text names."""
    names = names_asked(question)
    done = [role for span in names for role in roles(question, span, asking=True)]
    wanted = {role for role in done if role[0] in ("", "be")}
    if not wanted:
        return False
    asked = [question[start:end] for start, end in names]
    told: dict[bool, set[Role]] = {True: set(), False: set()}
    for a, b in find_names(text):
        whole = _WITH_OWNER.search(text, 0, b)
        own = whole[0] if whole else text[a:b]
        is_own = any(name in own or text[a:b] in name for name in asked)
        with_others = _CONJUNCTS.match(text, b)
        told[is_own] |= set(roles(text, (a, with_others.end() if with_others and is_own else b)))
    mentioned = any(name in text for name in asked)
    return mentioned and bool(wanted & told[False]) and not wanted & told[True]


def is_of_another_rank(question: str, clause: str, scored: Scored) -> bool:
    """Tell whether a sentence gives the rank that a question asks of a thing to another.

    Args:
        question: "Was Ningbo the fourth port?".
        clause: the clause that decides.
        scored: its sentence.
    """
    asked = {number for numbers in numbered(question).values() for number in numbers}
    own = {number for numbers in numbered(clause).values() for number in numbers}
    whole = numbered(scored.candidate.text).values()
    return bool(asked) and not asked & own and any(asked & numbers for numbers in whole)
