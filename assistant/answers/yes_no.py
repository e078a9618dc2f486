"""Yes or no: the clause that decides, held against what the question claims; pure.

A clause decides for "No" where it denies what the question affirms, says the contrary, or tells
another number, rank or extent of the same thing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.another_year import is_of_another_year, years_asked
from assistant.answers.bounds import within, without_bound
from assistant.answers.fields import fields
from assistant.answers.mentions import mentions
from assistant.answers.told import Told
from assistant.candidates import coverage
from assistant.question import Kind, untagged
from corpus.documents import BlockKind
from index.aliases import stems_with_aliases
from index.keywords import stem, stems, terms
from index.names import find_names

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
_UNCHANGED = (
    r"\b(?:has|have|had|did|does|is|are|was) not (?:been )?(?:chang\w+|altered|ended|stopped)\b"
    r"|\bunchanged\b"
)
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:less|fewer|day)\b|\bno doubt\b"
    rf"|{_UNCHANGED}|\bnot without\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"\b(?:chang\w+|alter\w*|end(?:ed)?|stop(?:ped)?)\b", re.IGNORECASE)
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
        (
            "all every each always entire whole wholly fully entirely completely",
            "some several few partly partially half most other",
        ),
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
_DECIDING = frozenset().union(*(side for pair in _CONTRARY for side in pair))
_AHEAD = re.compile(
    r"\b(?:ahead of|leads?|surpass\w*|overt\w+|outperforms?|exceeds?|beats?|more \w* ?than)\b", re.I
)
_NAME = re.compile(r"\b[A-Z][\w-]+")
_TYPED = re.compile(r"\b(?:in|at|by|from|of|for|to) ([a-z]{3,})\b")  # "in wuhan"
_ANY = re.compile(r"\bany\b", re.IGNORECASE)
_WENT = re.compile(r"\b(?:go|goes|going|went|gone|was|were|is) (?P<way>up|down)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[., ]\d{3})*(?:\.\d+)?(?![\w-])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TRIED = 8  # sentences that may decide
LEAST_MET = 0.33  # share of the claim's weight; what tells less of it does not bear it out
_RARE = 2.0  # rarity of a name that is not what all documents are about
_MET_BY_ANOTHER = 0.5  # share of the rest of the claim
# What count a clause's words, its sentence's score, and that it tells of what the question turns
# on: "fell" where one asks whether something went up.
_SHARED, _PLACED, _TURNS = 1.0, 1.2, 0.1
_MEANS = 0.75  # cosine of a passage that says the same in other words


def decide(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Answer "Yes" or "No" by the clause that shares most with the question.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        document: gives a document by its id.
    """
    stated = untagged(query.asked)
    if stated != query.asked:
        own = stems(stated)
        weights = {key: weight for key, weight in query.weights.items() if key in own}
        query = replace(query, asked=stated, standalone=stated, weights=weights)
    best = ranked[0].score
    clauses = [
        (_worth(query, claim, 1 + scored.score - best), -at, claim, scored)
        for at, scored in enumerate(ranked[:_TRIED])
        for claim in _claims(scored)
    ]
    if not clauses:
        return None
    *_, (clause, matter), scored = max(clauses, key=lambda c: c[:2])
    if cell := _cell(query, scored, document):
        return Told(cell, (scored,), alone=True)
    whole = matter if _is_row(scored) else scored.candidate.text
    speaks = _shared(query, whole) >= LEAST_MET or scored.candidate.hit.cosine >= _MEANS
    met = speaks and not (
        _of_another(query, scored, ranked) or _in_another_year(query, scored, document)
    )
    short = yes_or_no(query.standalone, clause, matter) if met else "No"
    return Told(short, (scored,), alone=_is_row(scored))


def _worth(query: Query, claim: tuple[str, str], placed: float) -> float:
    """Weigh how far a clause may decide: by its words, its sentence, and what it turns on."""
    asked, told = ({stem(term) for term in terms(_way(text))} for text in (query.asked, claim[0]))
    turns = any(asked & (one | other) and told & (one | other) for one, other in _CONTRARY)
    return _SHARED * _shared(query, claim[1]) + _PLACED * placed + _TURNS * turns


def _claims(scored: Scored) -> list[tuple[str, str]]:
    """List what a sentence claims, each with the words that tell its matter.

    A table's row claims what its cells say together, of what stands over it; a caption names a
    matter, and claims nothing of it.
    """
    candidate = scored.candidate
    if candidate.block.kind is BlockKind.CAPTION:
        return []
    if _is_row(scored):
        return [(candidate.text, f"{candidate.context} {candidate.text}")]
    return [(clause, clause) for clause in _clauses(candidate.text)]


def _is_row(scored: Scored) -> bool:
    return scored.candidate.block.kind is BlockKind.ROW


def yes_or_no(question: str, clause: str, matter: str = "") -> str:
    """Answer "Yes" where a clause says what a question claims, "No" where it says otherwise.

    Args:
        question: what it claims.
        clause: the clause that decides.
        matter: the clause with what it is to be read with, whose numbers count too.
    """
    inside = within(question, clause)
    stays = re.search(_UNCHANGED, clause, re.IGNORECASE) and _CHANGES.search(question)
    denied = (_denies(clause) or bool(stays)) != _denies(question)
    if inside is not None:
        denied = _denies(without_bound(clause)) != _denies(without_bound(question))
        return "Yes" if inside != denied else "No"
    turned = _contrary(question, clause) != _reversed(question, clause)
    return "No" if denied != turned or _other_number(question, matter or clause) else "Yes"


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


def _shared(query: Query, text: str) -> float:
    """Compute which share of the question's matter a text holds, 0 to 1.

    The words that a contrary turns ("ahead", "behind") decide, and are no matter.
    """
    matter = {key: weight for key, weight in query.weights.items() if key not in _DECIDING}
    weights = matter or query.weights
    found = stems_with_aliases(query.standalone, text)
    return sum(weights.get(key, 0.0) for key in found) / (sum(weights.values()) or 1.0)


def _in_another_year(query: Query, scored: Scored, document: Documents) -> bool:
    """Tell whether a sentence is of other years than the question, and so is its document.

    A year that tells which document is asked has no weight.
    """
    if not any(str(year) in query.weights for year in years_asked(query.asked)):
        return False
    meta = document(scored.candidate.span.doc_id).meta
    return is_of_another_year(replace(query, kind=Kind.OTHER), query.asked, scored, meta)


def _of_another(query: Query, scored: Scored, ranked: Sequence[Scored]) -> bool:
    """Tell whether a sentence says of another what the question claims of a name.

    It lacks the name, in any form, and the line it is read with lacks it too; it holds most of
    the rest, and a name that the question lacks.
    """
    candidate = scored.candidate
    whole = f"{candidate.context} {candidate.text}"
    held, asked = stems_with_aliases(query.standalone, whole), stems(query.standalone)
    lacked = [
        own
        for name, own in _names(query, ranked)
        if len(own & held) < len(own) / 2 and not mentions(name, whole)
    ]
    others = (stems(candidate.text[a:b]) for a, b in find_names(candidate.text))
    if not lacked or not any(own and not own & asked for own in others):
        return False
    gone = frozenset().union(*lacked) | _DECIDING
    rest = {key: weight for key, weight in query.weights.items() if key not in gone}
    return coverage(rest, whole) >= _MET_BY_ANOTHER


def _names(query: Query, ranked: Sequence[Scored]) -> list[tuple[str, set[str]]]:
    """Give each rare name of a question with its stems, one typed in small letters too."""
    text = query.standalone
    found = [(text[a:b], stems(text[a:b])) for a, b in find_names(text)]
    told = " ".join(scored.candidate.text for scored in ranked)
    small = {stem(word) for word in re.findall(r"\b[a-z][\w-]+", told)}
    capital = {stem(word.lower()) for word in re.findall(r"\b[A-Z][a-z]{2,}\b", told)}
    typed = {stem(word) for word in _TYPED.findall(text)}
    found += [(key.title(), {key}) for key in typed & capital - small]
    rare = (max((query.weights.get(k, 0.0) for k in own), default=0.0) > _RARE for _, own in found)
    return [name for name, kept in zip(found, rare, strict=True) if kept]


def _denies(text: str) -> bool:
    return bool(_DENIES.search(_NO_DENIAL.sub(" ", text)))


def _contrary(question: str, clause: str) -> bool:
    """Tell whether a clause has the contrary of a word of the question, and not the word."""
    asked, found = ({stem(term) for term in terms(_way(text))} for text in (question, clause))
    turns = 0
    for pair in _CONTRARY:
        for mine, other in (pair, pair[::-1]):
            turns += bool(asked & mine and found & other and not (found & mine or asked & other))
    return turns % 2 == 1


def _way(text: str) -> str:
    """Say "went up" and "went down" in one word."""
    return _WENT.sub(lambda match: "rise" if match["way"].lower() == "up" else "fall", text)


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
    """Read "Yes" or "No" out of a table's cell whose column the question names; else empty.

    A number of them is "any" where it is not 0.
    """
    candidate = scored.candidate
    counted = bool(_ANY.search(query.standalone))
    told = [
        (coverage(query.weights, field.label), said)
        for field in fields(document(candidate.span.doc_id), candidate)
        if (said := _says(field.value.strip().lower(), counted))
    ]
    share, said = max(told, key=lambda one: one[0], default=(0.0, ""))
    return said if share > 0 else ""


def _says(cell: str, counted: bool) -> str:
    """Read "Yes" or "No" in a cell; a number of things says it too where any are asked for."""
    if cell in ("yes", "✓", "x", "✔"):
        return "Yes"
    if counted and re.fullmatch(r"\d[\d,]*", cell):
        return "No" if cell == "0" else "Yes"
    return "No" if cell in ("no", "-", "–", "—") else ""
