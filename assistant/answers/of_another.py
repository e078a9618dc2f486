"""Whether a sentence speaks of another name or year than a question to be answered yes or no; pure.

Other kinds of question are held against names and years by ``assistant.another.verdict``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.another.sort import NO_SORT
from assistant.another.year import is_of_another_year, years_asked
from assistant.answers.denials import DECIDING
from assistant.answers.mentions import mentions
from assistant.answers.predicates import OPENS
from assistant.candidates import coverage
from index.aliases import stems_with_aliases
from index.keywords import STOPWORDS, stem, stems
from index.names import written_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_TYPED = re.compile(r"\b(?:in|at|by|from|of|for|to) ([a-z]{3,})\b")  # "in wuhan"
_SMALL, _CAPITAL = re.compile(r"\b[a-z][\w-]+"), re.compile(r"\b[A-Z][a-z]{2,}\b")
_RARE = 2.0  # rarity of a name that is not what all documents are about
_MET_BY_ANOTHER = 0.5  # share of the rest of the claim
_WORDS = re.compile(r"[^\W_]+(?:[-’'&][^\W_]+)*")
# What is made for something and called after it: "the port fees act".
_MADE = re.compile(
    r"laws?|acts?|bills?|plans?|strateg(?:y|ies)|polic(?:y|ies)|program(?:me)?s?|guidelines?"
    r"|regulations?|rules?|measures|standards?|directives?|codes?|agreements?|treat(?:y|ies)"
    r"|funds?|cent(?:re|er)s?|zones?|projects?|initiatives?|committees?|alliances?|associations?"
    r"|tax(?:es)?|lev(?:y|ies)|subsid(?:y|ies)|schemes?|reforms?|bans?",
    re.IGNORECASE,
)
_PLAIN = NO_SORT | {stem(word) for word in "draft final national chinese public own".split()}
_MOST_WORDS = 6  # of what a question is about


def is_of_another(
    query: Query, scored: Scored, ranked: Sequence[Scored], document: Documents
) -> bool:
    """Tell whether a sentence says of another name or year what a question claims.

    Args:
        query: the question.
        scored: the sentence that decides.
        ranked: sentences, best first, which tell a name from a word.
        document: gives a document by its id.
    """
    return _of_another_name(query, scored, ranked) or _of_another_year(query, scored, document)


def is_of_unspoken(query: Query, scored: Scored, document: Documents) -> bool:
    """Tell whether a sentence speaks of no such law, plan or fund as a question is about.

    It lacks a word that says which one: "Is the port fees act in force?". Where it has another
    word in its place ("the fishing act"), a heading tells it too if it names such a thing; else
    what the sentence is read with does, and its section.

    Args:
        query: the question.
        scored: the sentence that decides.
        document: gives a document by its id.
    """
    which, what = _made(query.standalone)
    text, held = scored.candidate.text, document(scored.candidate.span.doc_id)
    lacked = stems(which) - _PLAIN
    lacked -= stems_with_aliases(query.standalone, text) if lacked else set()
    if not lacked:
        return False
    section = held.section_at(scored.candidate.span.start)
    over = (held.meta.title, *(section.path if section else ()))
    if _is_of_a_sort(what, text):
        read = [part for part in over if what in stems(part)]
    else:
        body = held.text[section.start : section.end] if section else ""
        read = [scored.candidate.context, *over, body]
    return not lacked <= stems_with_aliases(query.standalone, ". ".join(read))


def _made(question: str) -> tuple[str, str]:
    """Give the words for which thing a question is about, and its noun's stem; empty for none."""
    opens = OPENS.match(question)
    words: list[str] = []
    for word in _WORDS.findall(question[opens.end() :]) if opens else ():
        if word.lower() in STOPWORDS or len(words) == _MOST_WORDS:
            break
        words.append(word)
    last = max((at for at, word in enumerate(words) if _MADE.fullmatch(word)), default=0)
    return " ".join(words[:last]), stem(words[last].lower()) if last else ""


def _is_of_a_sort(noun: str, text: str) -> bool:
    """Tell whether a text has a noun, and each time a word that says which is meant before it."""
    words = [word.lower() for word in _WORDS.findall(text)]
    before = [one for one, other in pairwise(["", *words]) if stem(other) == noun]
    return bool(before) and not any(
        not one or one in STOPWORDS or stem(one) in _PLAIN for one in before
    )


def _of_another_year(query: Query, scored: Scored, document: Documents) -> bool:
    """Tell whether a sentence is of other years than the question, and so is its document.

    A year that tells which document is asked has no weight.
    """
    if not any(str(year) in query.weights for year in years_asked(query.asked)):
        return False
    meta = document(scored.candidate.span.doc_id).meta
    return is_of_another_year(query.asked, scored, meta)


def _of_another_name(query: Query, scored: Scored, ranked: Sequence[Scored]) -> bool:
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
    others = map(stems, written_names(candidate.text))
    if not lacked or not any(own and not own & asked for own in others):
        return False
    gone = frozenset().union(*lacked) | DECIDING
    rest = {key: weight for key, weight in query.weights.items() if key not in gone}
    return coverage(rest, whole) >= _MET_BY_ANOTHER


def _names(query: Query, ranked: Sequence[Scored]) -> list[tuple[str, set[str]]]:
    """Give each rare name of a question with its stems, one typed in small letters too."""
    text = query.standalone
    found = [(name, stems(name)) for name in written_names(text)]
    told = " ".join(scored.candidate.text for scored in ranked)
    small = {stem(word) for word in _SMALL.findall(told)}
    capital = {stem(word.lower()) for word in _CAPITAL.findall(told)}
    typed = {stem(word) for word in _TYPED.findall(text)}
    found += [(key.title(), {key}) for key in typed & capital - small]
    rare = (max((query.weights.get(k, 0.0) for k in own), default=0.0) > _RARE for _, own in found)
    return [name for name, kept in zip(found, rare, strict=True) if kept]
