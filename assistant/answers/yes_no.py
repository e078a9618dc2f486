"""Yes or no: the clause that decides, held against what the question claims; pure.

A clause decides for "No" where it denies what the question affirms, says the contrary, or tells
another number, rank or extent of the same thing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers.beside import denied_beside, is_of_another_rank, is_unsettled
from assistant.answers.bounds import goal_reached, within, without_bound
from assistant.answers.claims import claims, clauses, is_row
from assistant.answers.counts import other_number
from assistant.answers.denials import (
    DECIDING,
    contrary,
    denied,
    denies,
    excepted,
    is_of_other_force,
    rules_on,
    turns,
)
from assistant.answers.fields import fields
from assistant.answers.limits import is_limited
from assistant.answers.of_another import is_of_another, is_of_unspoken
from assistant.answers.predicates import OPENS, told_of
from assistant.answers.span import shorten
from assistant.answers.timing import is_not_yet, is_planned, other_dates
from assistant.answers.told import Told
from assistant.candidates import bare, coverage
from assistant.question import untagged
from corpus.dates import dates
from index.aliases import stems_with_aliases
from index.keywords import content_terms, stem, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_AHEAD = re.compile(
    r"\b(?:ahead of|leads?|surpass\w*|overt\w+|outperforms?|exceeds?|beats?|more \w* ?than)\b", re.I
)
_NAME = re.compile(r"\b[A-Z][\w-]+")
_ANY = re.compile(r"\bany\b", re.IGNORECASE)
_STATE = re.compile(r"^(?:is|are|was|were) .*?\b(\w+(?:ed|ing))\?*$", re.IGNORECASE)
_TRIED = 8  # sentences that may decide
_LEAST_MET = 0.33  # share of the claim's weight; what tells less of it does not bear it out
# What count a clause's words, its sentence's score, and that it tells of what the question turns
# on: "fell" where one asks whether something went up.
_SHARED, _PLACED, _TURNS, _RULES = 1.0, 1.2, 0.1, 0.25
# What the reader makes of clauses: how much it counts, by how many logits less one counts nothing,
# and what a sentence must have of the claim, and in logits, that it is surely about it.
_READ, _EVEN, _LEAST_READ, _HELD = 0.2, 8.0, 0.2, 0.0
_NEAR = 0.3  # behind the best sentence; what is further behind is of other matters
_OWN = 0.02  # so that of clauses that are read with each other the one that says it decides
_DATED = 0.5  # share of the claim's weight in a clause whose date is that of the matter for sure
_FOLLOWING = 300  # characters after a sentence that are looked at
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
    tried = [
        (at, claim, scored)
        for at, scored in enumerate(ranked[:_TRIED])
        for claim in claims(scored, document)
    ]
    if not tried:
        return None
    seen = [_seen(clause, scored) for _, (clause, _), scored in tried]
    found = [
        (_worth(query, claim, 1 + scored.score - ranked[0].score) + far, -at, claim, scored)
        for (at, claim, scored), far in zip(tried, _apart(seen), strict=True)
    ]
    *_, (clause, matter), scored = max(found, key=lambda c: c[:2])
    if cell := _cell(query, scored, document):
        return Told(cell, (scored,), alone=True)
    if scored.candidate.hit.cosine < _MEANS and is_of_unspoken(query, scored, document):
        return _without_verdict(scored)
    met = _is_met(query, matter, scored) and not is_of_another(query, scored, ranked, document)
    short = yes_or_no(query.standalone, clause, matter) if met else "No"
    if short == "Yes":
        bounded = within(query.standalone, clause) is not None  # an amount bears it out
        denying = (
            None
            if bounded
            else _denied_of_subject(query, scored, ranked)
            or denied_beside(query, matter, scored, ranked, document)
        )
        if denying:
            return Told("No", tuple(dict.fromkeys((denying, scored))))
        if of_goal := _of_goal(query, scored, ranked):
            return of_goal
        if (
            is_limited(query.standalone, clause)
            or is_of_another_rank(query.standalone, clause, scored)
            or is_of_other_force(query.standalone, scored.candidate.text)
        ):
            return Told("No", (scored,))
        if _leaves_open(query.standalone, clause, scored) or is_unsettled(query, clause, scored):
            return _without_verdict(scored)
        short = _held_against(query, clause, scored, document)
    return Told(short, (scored,), alone=is_row(scored))


def _seen(clause: str, scored: Scored) -> float | None:
    """Give how sure the reader is that a clause holds what is asked for; None of what it skips.

    It reads a row's cells in order, which tells it little.
    """
    start = scored.candidate.text.find(clause)
    if scored.sight is None or start < 0 or is_row(scored):
        return None
    found = scored.sight.best(start, start + len(clause))
    return found.score if found else None


def _apart(seen: Sequence[float | None]) -> list[float]:
    """Weigh clauses by how far the reader is surer, or less sure, of one than of the surest."""
    surest = max((score for score in seen if score is not None), default=0.0)
    return [
        0.0 if score is None else _READ * max(-1.0, 1.0 - (surest - score) / _EVEN)
        for score in seen
    ]


def _is_met(query: Query, matter: str, scored: Scored) -> bool:
    """Tell whether a sentence, or a row with its heads, speaks of what a question claims."""
    row = is_row(scored)
    share = _shared(query, matter if row else scored.candidate.text)
    if share >= _LEAST_MET or scored.candidate.hit.cosine >= _MEANS:
        return True
    sight = scored.sight
    return share >= _LEAST_READ and not row and sight is not None and sight.logits >= _HELD


def _without_verdict(scored: Scored) -> Told:
    """Give a sentence for what it is."""
    return Told(shorten(scored.candidate.text), (scored,), share=0.0, alone=True)


def _denied_of_subject(query: Query, scored: Scored, ranked: Sequence[Scored]) -> Scored | None:
    """Find a sentence near that denies it of what the question is about, which this one lacks.

    "Processors shall hold an exercise", where "Small enterprises are exempt" stands near.
    """
    subject = _subject(query.standalone)
    candidate = scored.candidate
    if len(subject) < 2 or subject <= stems(f"{candidate.context} {candidate.text}"):
        return None
    for other in ranked[:_TRIED]:
        near = other.score >= ranked[0].score - _NEAR and not is_row(other)
        told = clauses(other.candidate.text) if near else []
        own = [c for c in told if subject <= stems(c) and _shared(query, c) >= _LEAST_MET]
        if any(denied(query.standalone, clause) for clause in own):
            return other
    return None


def _of_goal(query: Query, scored: Scored, ranked: Sequence[Scored]) -> Told | None:
    """Tell whether a goal was reached by the amounts of a sentence that tells of it."""
    near = [one for one in ranked[:_TRIED] if one.score >= ranked[0].score - _NEAR]
    for one in dict.fromkeys((scored, *near)):
        told = f"{one.candidate.context} {one.candidate.text}"
        if one is not scored and (is_row(one) or _shared(query, told) < _LEAST_MET):
            continue
        reached = goal_reached(query.standalone, one.candidate.text)
        if reached is not None:
            return Told("Yes" if reached else "No", (one,))
    return None


def _leaves_open(question: str, clause: str, scored: Scored) -> bool:
    """Tell whether a clause only plans what a question takes for done, or a row is of other things.

    A row with its heads holds, in some form, what the question says of a thing: "delayed".
    """
    if is_planned(question, clause):
        return True
    said = _STATE.search(question) if is_row(scored) else None
    row = f"{scored.candidate.context} {scored.candidate.text}"
    return said is not None and not told_of(said[1]) & told_of(row) and not turns(said[1], row)


def _held_against(query: Query, clause: str, scored: Scored, document: Documents) -> str:
    """Hold a "Yes" against when the clause says it is so, and what follows takes out of it."""
    asked, candidate = query.standalone, scored.candidate
    if is_not_yet(asked, clause):
        return "No"
    around = candidate.context if is_row(scored) else ""
    first = next(dates(candidate.text), None)
    dated = candidate.text if is_row(scored) or (first and first.start == 0) else clause
    if others := other_dates(query.asked, dated, around):
        told = len(others) == 1 and _shared(query, clause) >= _DATED
        return f"No, {others[0]}" if told else "No"
    text = document(candidate.span.doc_id).text[candidate.span.end :][:_FOLLOWING]
    return "No" if excepted(asked, bare(text)) else "Yes"


def _worth(query: Query, claim: tuple[str, str], placed: float) -> float:
    """Weigh how far a clause may decide: by its words, its sentence, and what it turns on."""
    own, read = _shared(query, claim[0]), _shared(query, claim[1])
    weighed = _SHARED * read + _OWN * own + _PLACED * placed
    weighed += _RULES * rules_on(query.asked, claim[0])
    return weighed + _TURNS * turns(query.asked, claim[0])


def _subject(question: str) -> set[str]:
    """Give the stems of the words after the verb that a question opens with, what it is about."""
    found = OPENS.match(question)
    return {stem(term) for term in content_terms(question[found.end() :])[:2]} if found else set()


def yes_or_no(question: str, clause: str, matter: str = "") -> str:
    """Answer "Yes" where a clause says what a question claims, "No" where it says otherwise.

    Args:
        question: what it claims.
        clause: the clause that decides.
        matter: the clause with what it is to be read with, whose numbers count too.
    """
    inside = within(question, clause)
    if inside is not None:
        no = denied(without_bound(question), without_bound(clause))
        return "Yes" if inside != no else "No"
    turned = contrary(question, clause) != _reversed(question, clause)
    return (
        "No"
        if denied(question, clause) != turned or other_number(question, matter or clause)
        else "Yes"
    )


def contradicts(claim: str, text: str) -> bool:
    """Tell whether a text denies what a claim affirms, clause by clause, or says the contrary."""
    told = [part for clause in clauses(text) for part in clause.split(" and ")]
    for part in (part for clause in clauses(claim) for part in clause.split(" and ")):
        nearest = max(told, key=lambda other: len(stems(part) & stems(other)), default="")
        turned = (denies(part) != denies(nearest)) != contrary(part, nearest)
        if turned and stems(part) & stems(nearest):
            return True
    return False


def _shared(query: Query, text: str) -> float:
    """Compute which share of the question's matter a text holds, 0 to 1.

    The words that a contrary turns ("ahead", "behind") decide, and are no matter.
    """
    matter = {key: weight for key, weight in query.weights.items() if key not in DECIDING}
    weights = matter or query.weights
    found = stems_with_aliases(query.standalone, text)
    return sum(weights.get(key, 0.0) for key in found) / (sum(weights.values()) or 1.0)


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
