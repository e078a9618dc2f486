"""The question before, asked again with another question word ("By whom?", "Why?"); pure."""

from __future__ import annotations

import re

from assistant.question import AUXILIARY

_ASKS = re.compile(
    r"(?:(?:and|but|so|then|ok|okay)\b[, ]*)*(?P<asks>(?:by|to|from|with|for) whom|why|where|how"
    r"|(?:(?:since|until|till|from|by) )?when|(?:in|on|by) (?:what|which) [a-z]+)"
    r"(?: exactly)?[?!. ]*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:when|where|why|how|(?:(?:since|until|from|by) )(?:when|whom)|to whom"
    r"|(?:in|within|by|on|at|from|for) (?:what|which) [\w-]+"
    rf"|(?P<many>how (?:many|much))(?: (?!of\b)(?P<noun>(?:(?!{AUXILIARY}\b)[\w'’-]+ ?){{1,4}}?))?)"
    rf" (?P<rest>{AUXILIARY} (?!not\b)\S.+)",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"(?P<rest>{AUXILIARY} (?!not\b)\S.+)", re.IGNORECASE)
_PARTICIPLE = (
    r"(?:\w{2,}ed|made|built|set|held|begun|bought|sold|written|drawn|given|taken|chosen|found|put"
    r"|paid|run|led|known|shown|told|won|lost|struck)\b"
)
_PASSIVE = re.compile(
    rf"(?:(?:is|are|was|were)\b|\w+ \w.*\b(?:be|been)\b).*\b{_PARTICIPLE}", re.IGNORECASE
)
_VERB_FIRST = re.compile(rf"(?P<be>{AUXILIARY}) (?={_PARTICIPLE})", re.IGNORECASE)
_VERBAL = re.compile(rf"(?!(?:is|are|was|were)\b){AUXILIARY}\b", re.IGNORECASE)

_THERE_IS = re.compile(r"(?P<be>is|are|was|were) there (?:an? |any )?(?=[a-z])", re.IGNORECASE)


def asked_again(question: str, earlier: str, answer: str = "") -> str:
    """Ask the question before with the question word of this one; empty where it cannot be.

    Args:
        question: "By whom?", "Since when?", "Why?".
        earlier: the question before it, standing alone: "When was the plan published?".
        answer: to that.
    """
    asked = _ASKS.match(question.strip())
    if asked is None:
        return ""
    text = earlier.strip().rstrip("?. ")
    found = _ASKED.fullmatch(text)
    noun, rest = ("", "")
    if found:
        noun, rest = (found["noun"] or "").strip(), found["rest"]
    elif yes_no := _YES_NO.fullmatch(text):
        rest = yes_no["rest"]
    word = asked["asks"][:1].upper() + asked["asks"][1:]
    if not rest or not _takes(word.lower(), rest, bool(found and found["many"])):
        return ""
    rest = rest[0].lower() + rest[1:]
    if first := _VERB_FIRST.match(rest):  # "how many were struck off": what does not stand there
        counted = answer if len(answer.split()) == 1 else "they"
        return f"{word} {first['be']} {noun or counted} {rest[first.end() :]}?"
    return f"{word} {rest}{' ' + noun if noun else ''}?"


def _takes(word: str, rest: str, many: bool) -> bool:
    """Tell whether a question word can open the rest of a question."""
    passive = bool(_PASSIVE.match(rest))
    if word == "by whom":
        return passive
    if many:  # "how much was it" asks of nothing that happened
        return word == "why" and (passive or bool(_VERBAL.match(rest)))
    return passive or bool(_VERBAL.match(rest))


def of_what_there_is(question: str, answer: str) -> str:
    """Ask what a thing is that there is, where a figure was the answer: "Is there a quota for …?".

    Args:
        question: that an elliptic one follows.
        answer: to it; "Yes, at least 40 percent".
    """
    there = _THERE_IS.match(question) if re.match(r"yes\b.*\d", answer, re.I) else None
    if there is None:
        return question
    return f"What {there['be'].lower()} the {question[there.end() :]}"
