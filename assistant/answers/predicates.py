"""What a question says of its subject, in stems that tell some forms of the same alike; pure."""

from __future__ import annotations

import re

from assistant.question import AUXILIARY
from index.keywords import content_terms, stem, stems
from index.names import find_names

REACHES = (
    r"me(?:e?t|ets)|hit(?:s|ting)?|reach(?:es|ed)?|achiev(?:e|es|ed)|attain(?:s|ed)?"
    r"|exceed(?:s|ed)?|beat(?:s|en)?|surpass(?:es|ed)?"
)
"""What is said of one that meets its goal."""

# Ways to say the same of a law, of a goal, of what is asked for: one word stands for each.
_SAME = tuple(
    (re.compile(rf"\b(?:{form})\b", re.IGNORECASE), word)
    for form, word in (
        (
            r"pass(?:es|ed)?|enact(?:s|ed)?|adopt(?:s|ed)?|ratif(?:y|ied|ies)"
            r"|bec[ao]mes? (?:a )?law|(?:made|make|makes|went|go|goes|gone) (?:it )?through"
            r"|sign(?:ed)? into law",
            "adopted",
        ),
        (rf"{REACHES}|miss(?:es|ed)?|unmet", "met"),
        (r"targets?|goals?|aims?", "goal"),
        (r"start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|commenc(?:e|es|ed|ing)", "begun"),
        (r"construct(?:s|ed|ing|ion)?|buil(?:t|ds?|ding)", "built"),
        (r"finish(?:es|ed)?|complet(?:e|es|ed|ion)", "finished"),
    )
)
GOAL_MET = frozenset(("met",))
_SENTENCE = re.compile(
    rf"\b(?:what|which|who(?:m|se)?|how|when|where|why|and|list|name|{AUXILIARY})\b", re.IGNORECASE
)
_JOINS = re.compile(r" (?:on|in|at|by|to|with|from)(?: the)? ")
OPENS = re.compile(
    rf"(?:(?:and|so|but) )?{AUXILIARY} (?:(?:the|an?|any|its|their|this|that) )?", re.IGNORECASE
)
"""What stands before that which a yes-or-no question is about: "And is the …"."""
_IN_SMALL_LETTERS = re.compile(r"[a-z][\w-]+")
# What says nothing of a subject by itself.
_EMPTY = frozenset(
    map(
        stem,
        "already still yet ever actually really currently now part new any all year years end"
        " beginning time".split(),
    )
)
# What denies the word that follows, all that follows, and all that stands before it.
_NEXT = re.compile(
    r"\b(?:not|never|cannot|unable to|yet to|fail(?:ed|s)? to|refuse[sd]? to|without"
    r"|except(?:ing)?(?: for)?|excluding|with the exception of|apart from"
    r"|instead of|rather than|short of|wait(?:s|ed|ing)? for"
    r"|await(?:s|ed|ing)?|lack(?:s|ed|ing)?|rule[sd]? out|left out|leav(?:es|ing) out)\b|n[’']t\b",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"\b(?:no|neither|none|nobody|nothing|hardly|rarely)\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"\b(?:ruled out|left out|rejected|refused|excluded|abandoned|missing|out of reach)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"\w+ly|yet|still|even")
_STOP = re.compile(r"[,;:()]")
_SCOPE = 80  # characters after what denies


def is_phrase(question: str) -> bool:
    """Tell whether a question is no sentence: "Boltwerk utilisation 2024"."""
    return not _SENTENCE.search(question)


def names_asked(question: str) -> list[tuple[int, int]]:
    """Find the names in a question: neither with a verb that opens it, nor two as one."""
    opens = OPENS.match(question)
    text = question[:1].lower() + question[1:] if opens else question
    found = []
    for start, end in find_names(text):
        for joins in _JOINS.finditer(text, start, end):
            found.append((start, joins.start()))
            start = joins.end()
        found.append((start, end))
    return found


def subject(question: str) -> frozenset[str]:
    """Give the stem of the word in small letters that a question is about: "Is copper listed?"."""
    opens = OPENS.match(question)
    found = _IN_SMALL_LETTERS.match(question, opens.end()) if opens else None
    return frozenset((stem(found[0].lower()),)) if found else frozenset()


def predicate(question: str) -> frozenset[str]:
    """Give the stems of what a yes-or-no question says of a thing, without names and years."""
    plain = list(question)
    for start, end in names_asked(question):
        plain[start:end] = " " * (end - start)
    words = content_terms(_alike("".join(plain)))
    return frozenset(stem(w) for w in words if w.isascii() and w.isalpha()) - _EMPTY


def told_of(text: str) -> frozenset[str]:
    """Give the stems of a text in which those of a predicate may be found."""
    return frozenset(stems(_alike(text)))


def negated(text: str) -> frozenset[str]:
    """Give the stems of what a text denies: what follows "not", or goes with "none".

    Of what is denied word for word only the first counts: "not be opened by the port" denies the
    opening.
    """
    plain = _alike(text)
    found: set[str] = set()
    for match in _NEXT.finditer(plain):
        words = content_terms(plain[match.end() :][:_SCOPE])
        first = next((stem(word) for word in words if not _ADVERB.fullmatch(word)), "")
        found.add(first)
    for match in _OF_ALL.finditer(plain):
        found |= stems(_STOP.split(plain[match.end() :], 1)[0])
    if _BEFORE.search(plain):
        found |= stems(plain)
    return frozenset(found - {""})


def _alike(text: str) -> str:
    for form, word in _SAME:
        text = form.sub(word, text)
    return text
