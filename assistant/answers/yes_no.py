"""Yes or no: the clause that decides, held against what the question claims; pure.

A clause decides for "No" where it denies what the question affirms, says the contrary, or tells
another number, rank or extent of the same thing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.fields import fields
from assistant.answers.told import Told
from index.aliases import aliases
from index.keywords import stem, stems, terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_DENIES = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|cannot|n't|nobody|nothing|lacks?|lacking|failed"
    r"|fails?|refus\w+|reject\w+|rule[sd]? out|yet to|unable|unlikely|abandon\w+|terminat\w+"
    r"|hardly|barely|scarcely|rarely|far from|instead of|short of|nowhere|absent|missing"
    r"|exempt\w*|exclud\w+|except|ceased|stopped)\b|n[’']t\b",
    re.IGNORECASE,
)
# Denials that deny nothing: "not only", "no less", and what says that something goes on.
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:less|fewer|day)\b|\bno doubt\b"
    r"|\b(?:has|have|had|did|does|is|are|was) not (?:been )?(?:chang\w+|altered|ended|stopped)\b"
    r"|\bunchanged\b|\bnot without\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.;:|](?:\s|$)|\s[–—]\s|,?\s\b(?:but|while|whereas|although|though|however|yet)\b|^although\b",
    re.IGNORECASE,
)
_CONTRARY = tuple(
    (frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for one, other in (
        ("mandatory compulsory obligatory binding required", "voluntary optional recommended"),
        # One pair: what "fell" is no "more", and what both "rose" and is "higher" is told once.
        (
            "rise rose risen increase grow grew gain more larger bigger higher above over exceed",
            "fall fell fallen drop decline decrease shrink fewer less smaller lower below under"
            " minus",
        ),
        ("draft provisional preliminary proposed", "final definitive adopted enacted"),
        ("ahead lead leads leading surpass overtake", "behind trail trails lag lags"),
        ("first", "second third fourth fifth last"),
        ("all every each always entire whole", "some several few partly half most other"),
        ("public state-owned stateowned", "private privately"),
        ("free charge-free", "paid fee"),
        ("directly direct head-on", "indirectly indirect"),
        ("before earlier", "after later"),
        ("open opened", "closed shut"),
        ("largest biggest highest most", "smallest lowest least second-largest"),
        ("ban banned prohibited forbidden", "allowed permitted"),
        ("surplus", "deficit"),
        ("domestic", "foreign imported"),
        ("old older oldest", "young younger newer youngest"),
    )
)
_AHEAD = re.compile(
    r"\b(?:ahead of|leads?|surpass\w*|overt\w+|outperforms?|exceeds?|beats?|more \w* ?than)\b", re.I
)
_NAME = re.compile(r"\b[A-Z][\w-]+")
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[., ]\d{3})*(?:\.\d+)?(?![\w-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TRIED = 8  # sentences that may decide
LEAST_MET = 0.33  # share of the claim's weight; what tells less of it does not bear it out
_SHARED, _PLACED = 1.0, 1.2  # what a clause's words and its sentence's score count


def decide(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Answer "Yes" or "No" by the clause that shares most with the question.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        document: gives a document by its id.
    """
    best = ranked[0].score or 1.0
    clauses = [
        (_SHARED * _shared(query, clause) + _PLACED * scored.score / best, -at, clause, scored)
        for at, scored in enumerate(ranked[:_TRIED])
        for clause in _clauses(scored.candidate.text)
    ]
    *_, clause, scored = max(clauses, key=lambda c: c[:2])
    if cell := _cell(query, scored, document):
        return Told(cell, (scored,))
    met = _shared(query, scored.candidate.text) >= LEAST_MET
    return Told(yes_or_no(query.standalone, clause) if met else "No", (scored,))


def yes_or_no(question: str, clause: str) -> str:
    """Answer "Yes" where a clause says what a question claims, "No" where it says otherwise."""
    denied = _denies(clause) != _denies(question)
    turned = _contrary(question, clause) != _reversed(question, clause)
    return "No" if denied != turned or _other_number(question, clause) else "Yes"


def contradicts(claim: str, text: str) -> bool:
    """Tell whether a text denies what a claim affirms, clause by clause, or says the contrary."""
    told = [part for clause in _clauses(text) for part in clause.split(" and ")]
    for part in (part for clause in _clauses(claim) for part in clause.split(" and ")):
        nearest = max(told, key=lambda other: len(stems(part) & stems(other)), default="")
        turned = (_denies(part) != _denies(nearest)) != _contrary(part, nearest)
        if turned and stems(part) & stems(nearest):
            return True
    return False


def _clauses(text: str) -> list[str]:
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(cuts)]
    return [part for part in parts if len(part) > 3] or [text]


def _shared(query: Query, clause: str) -> float:
    total = sum(query.weights.values()) or 1.0
    found = stems(clause)
    found |= {key for name, _ in aliases(query.standalone, clause) for key in stems(name)}
    return sum(query.weights.get(key, 0.0) for key in found) / total


def _denies(text: str) -> bool:
    return bool(_DENIES.search(_NO_DENIAL.sub(" ", text)))


def _contrary(question: str, clause: str) -> bool:
    """Tell whether a clause has the contrary of a word of the question, and not the word."""
    asked = {stem(term) for term in terms(question)}
    found = {stem(term) for term in terms(clause)}
    turns = 0
    for pair in _CONTRARY:
        for mine, other in (pair, pair[::-1]):
            turns += bool(asked & mine and found & other and not (found & mine or asked & other))
    return turns % 2 == 1


def _reversed(question: str, clause: str) -> bool:
    """Tell whether a clause puts the two names of a comparison the other way round."""
    asked, told = _AHEAD.search(question), _AHEAD.search(clause)
    if not (asked and told):
        return False
    names = [n for n in dict.fromkeys(_NAME.findall(question)) if n in clause]
    if len(names) < 2:
        return False
    one, other = names[:2]
    sides = clause.index(one) < told.start(), clause.index(other) < told.start()
    return sides == (False, True)


def _other_number(question: str, clause: str) -> bool:
    """Tell whether a clause gives numbers, and none of those that the question gives."""
    asked, found = _numbers(question), _numbers(clause)
    return bool(asked and found and not asked & found)


def _numbers(text: str) -> set[str]:
    numbers = {re.sub(r"[, ]", "", number) for number in _NUMBER.findall(text)}
    return {number for number in numbers if not _YEAR.fullmatch(number)}


def _cell(query: Query, scored: Scored, document: Documents) -> str:
    """Read "Yes" or "No" out of a table's cell whose column the question names; else empty."""
    candidate = scored.candidate
    for field in fields(document(candidate.span.doc_id), candidate):
        if stems(field.label) & query.weights.keys():
            word = field.value.strip().lower()
            if word in ("yes", "✓", "x", "✔"):
                return "Yes"
            if word in ("no", "-", "–", "—"):
                return "No"
    return ""
