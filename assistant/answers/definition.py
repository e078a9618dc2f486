"""What an acronym stands for, and what a term means, from a sentence that says so; pure."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answers.span import shorten
from assistant.answers.told import Told
from assistant.question import LETTERS
from index.facts.glosses import glosses, is_glossary
from index.keywords import CJK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answers.told import Documents
    from assistant.candidates import Candidate
    from assistant.question import Query
    from assistant.select import Scored

_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9&/-]{1,9}s?\b")
_QUOTES = "'‘’“”\" "
_NAME_LENGTH = 400  # characters before an acronym in brackets that may hold its full name
# "SPA: Special Purpose Agency", "SPA 专用机构 Special Purpose Agency, the …".
_ENTRY = re.compile(
    rf"([A-Z][\w&/-]{{1,11}})(?::| [|–-]| (?=[{CJK}]))(?: ?[{CJK}]+(?: \|)?)?"
    r" ([A-Z][^.:;,|]+)(?:[.,|].*)?$"
)
_FAR = 160  # characters within a paragraph from a term to the sentence that explains it
_GAP = 3  # characters from a sentence to the next
_TRIED = 4  # sentences whose next one, or whose brackets, may explain a term
_MOST_WORDS = 12  # of a full name in a list of abbreviations
_MOST_ACRONYMS = 8  # of a question
_TERM = re.compile(
    rf"\b(?:(?:is|are)(?! meant)|meant by|mean by|underst[ao]\w+ by|defines?|definition of"
    r"|meaning of"
    r"|^(?:please )?explain(?: what)?|^what[’']s"
    r"|(?:^who|\bwhat) counts? as|do(?:es)?(?! you)(?=.* mean)) (?:an? |the (?:term )?)?"
    rf"(?P<term>[{_QUOTES}]?\w[\w’'&/ -]{{1,60}}?(?: \([A-Z]\w+\))?[{_QUOTES}]?)"
    r"(?: mean| does\b.*)?(?: in (?:a|one) (?:line|word|sentence)| briefly)?"
    r"(?: (?:defined|understood)(?: (?:in|by) .+)?| in (?:this|these|the) [\w ]+|,.*"
    rf"|(?<=[{_QUOTES.strip()}]) (?:in|of|under|by) .+)?$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?:the )?(?P<term>[\w’'&/ -]{2,60}?)(?:,? (?:meaning|definition|defined|explained))\b", re.I
)
# Who asks what letters stand for wants no more.
_STANDS = re.compile(r"\b(?:stands? for|short for|abbreviat\w+|full|spel\w+|acronym)\b", re.I)
_BARE = re.compile(rf"\s*(?P<term>{LETTERS})\s*\?+\s*")
# What explains a term that the sentence before names, or a bracket after it.
_GOES_ON = re.compile(
    rf"[^.!?]*[.!?][{_QUOTES})]{{0,2}}\s+(?:[^.!?]{{1,160}}[.!?]\s+)?(?:The|This) "
    r"(?:term|word|expression|concept|notion|phrase|label|name) (?:(?:is|was|has been) )?"
    r"(?:covers?|means?|refers? to|denotes?|describes?|stands for|comprises?|includes?"
    r"|used (?:for|to mean)|defined as|understood as) (?P<said>[^.;]{8,300})"
)
_THAT_IS = re.compile(
    rf"[{_QUOTES}]{{0,2}}\((?:(?:i\. ?e\.|that is|meaning),? (?P<said>[^()]{{4,160}})"
    r"|(?P<which>(?-i:[a-z])[^()]{4,120} (?:that|which|who) [^()]{4,120}))\)"
)
# "‘Cooling levies’, under which a mill pays for …", of a term in quotes.
_UNDER_WHICH = re.compile(
    rf"[{_QUOTES}]{{1,2}}, (?P<said>(?:(?:in|by|under|through|for|with|at) which|whereby|where"
    r"|that is,?|i\. ?e\.|meaning) [^.;:()]{8,200})"
)
# "Pilot platforms, by which it means facilities that …".
_BY_WHICH = re.compile(
    rf"[{_QUOTES}]{{0,2}}, by which (?:it|they|we|one|the \w+)(?: [a-z]+s)? (?:means?|understands?)"
    r" (?P<said>[^.;:]{8,300})"
)
# "The terminal operating system (TOS), the software that plans where each box stands".
_APPOSED = re.compile(
    rf"[{_QUOTES}]{{0,2}}(?: \([^()]{{1,40}}\))?, (?P<said>(?:the|an?) [a-z][\w -]{{2,40}}"
    r" (?:that|which|for|of|in which|used to) [^.;:]{8,200})"
)
_RELATIVE = re.compile(r"(?:which|who|that|an?|the|founded|set up|now|formerly)\b", re.IGNORECASE)
_FORM = r"(?: \([^()]{1,40}\))?"  # an acronym after the term, or its Chinese form
_ASIDE = r", (?:in|for|under|as) [^,.;]{3,60},"  # ", in this study,"
_IS = (
    rf"(?:{_ASIDE})? (?:(?:is|are){_ASIDE} |(?:(?:is|are|(?:has|have) been) defined as|is|are"
    r"|means?|refers? to|denotes?|describes?) (?=an?\b|the\b|\w+s\b))"
)
_ENTERED = r"(?:[:：] ?| [–—-] | (?=(?-i:An?|The) (?-i:[a-z])))"  # a line of a glossary
_SPELLED = r" (?:means|stands for|is short for) (?!nothing\b)"
_MEANS = r" (?:shall mean|means|refers? to|denotes) "  # of a term that is marked as such


def define(query: Query, ranked: Sequence[Scored], _: Documents) -> Told:
    """Give what the question's acronym stands for, or what its term is, or else the best sentence.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
    """
    ways, term = _ways(query.standalone), _term(query.standalone)
    found = chain(
        ((glossed(query.standalone, s.candidate), (s,)) for s in ranked),
        ((way(query.standalone, s.candidate.text), (s,)) for way in ways for s in ranked),
        (_explained(_without_bracket(term), s, ranked) for s in ranked[:_TRIED]),
    )
    best = ranked[0]
    said, stands = next((f for f in found if f[0]), (shorten(best.candidate.text), (best,)))
    more = (
        "" if _STANDS.search(query.asked) else meaning(f"What is {said}?", stands[0].candidate.text)
    )
    return Told(f"{said}: {more}" if more else said, stands)


def _explained(
    term: str, scored: Scored, ranked: Sequence[Scored]
) -> tuple[str, tuple[Scored, ...]]:
    """Give what a bracket or the next sentence says of a term, and what that stands on."""
    place, text = scored.candidate.span, scored.candidate.text
    if said := explained(term, text, ""):
        return said, (scored,)
    for other in ranked:
        next_ = other.candidate.span
        same = other.candidate.block.start == scored.candidate.block.start
        gap = _FAR if same else _GAP
        near = next_.doc_id == place.doc_id and 0 <= next_.start - place.end <= gap
        if near and (said := explained(term, text, other.candidate.text)):
            return said, (other, scored)
    return "", ()


def glossed(question: str, candidate: Candidate) -> str:
    """Give what a line of a glossary says of the question's term; empty for any other line."""
    if candidate.block.cells or not is_glossary(candidate.hit.passage.section):
        return ""
    for one in glosses(candidate.text):
        if _is_named(one.term, question):
            both = ", " if _RELATIVE.match(one.meaning or "") else ": "
            return shorten(both.join(filter(None, (one.expansion, one.meaning))))
        if one.meaning and one.expansion and _is_named(one.expansion, question):
            return shorten(one.meaning)
    return ""


def _is_named(term: str, question: str) -> bool:
    form = rf"(?<![\w-]){re.escape(_singular(term))}s?(?![\w-])"
    return bool(re.search(form, question, 0 if _ACRONYM.fullmatch(term) else re.IGNORECASE))


def _ways(question: str) -> Sequence[Callable[[str, str], str]]:
    """List how to answer: what letters stand for, or what a thing is, the likelier first."""
    term = _term(question)
    if not term or _ACRONYM.fullmatch(term):
        return expansion, meaning, partial(expansion, chinese=True)
    return (meaning, expansion) if _ACRONYM.match(term) else (meaning,)


def meaning(question: str, sentence: str) -> str:
    """Give what a sentence says that a question's term is.

    Args:
        question: "What is an SPA?", "What is meant by a guiding fund?".
        sentence: "SPA is an umbrella term …", "Guiding funds, which subsidise … , are …".

    Returns:
        What stands after "is" or "means", or between commas after the term; empty where the term
        does not open the sentence.
    """
    term = _term(question)
    forms = [_without_bracket(term), *_ACRONYM.findall(term)]
    for form in filter(None, map(_singular, forms)):
        opened = rf"(?:(?:An?|The) )?[{_QUOTES}]{{0,2}}{re.escape(form)}s?[{_QUOTES}]{{0,2}}{_FORM}"
        spelled = [opened + _SPELLED] if form.isupper() else []
        for said in (opened + _IS, *spelled, _purposes(form) + _MEANS, _understood(form)):
            for part in (sentence, *sentence.split("; ")[1:]):
                if found := re.match(said, part, re.IGNORECASE):
                    return shorten(part[found.end() :].rstrip(".; "))
        if found := re.search(_used(form), sentence, re.IGNORECASE):
            return shorten(sentence[found.end() :].rstrip(".; "))
        if found := re.match(opened + _ENTERED, sentence, re.IGNORECASE):
            return shorten(sentence[found.end() :].rstrip(".; "))
        for said in (r", (?:that is|i\. ?e\.|meaning),? ([^,.]+)", r", (which [^,]+|an? [^,]+),"):
            if found := re.match(opened + said, sentence, re.IGNORECASE):
                return found[1]
    return ""


def explained(term: str, sentence: str, after: str) -> str:
    """Give what is said of a term in a bracket after it, or by the sentence after its own.

    Args:
        term: that the question asks the meaning of; empty for none.
        sentence: "… new-type storage (i.e. all but pumped hydro) …", "… the silver economy grows."
        after: what follows it: "The term covers goods and services for …".
    """
    words = map(re.escape, re.split("[ -]", _singular(term)))
    form = rf"[{_QUOTES}-]{{1,3}}".join(words)
    for found in re.finditer(rf"\b{form}\w?\b", sentence, re.IGNORECASE) if term else ():
        bracket = _THAT_IS.match(sentence, found.end())
        if bracket:
            return shorten(bracket["said"] or bracket["which"])
        for way in (_UNDER_WHICH, _BY_WHICH, _APPOSED):
            if which := way.match(sentence, found.end()):
                return shorten(which["said"].strip())
        if said := _GOES_ON.match(f"{sentence[found.end() :]} {after}"):
            return shorten(said["said"].strip())
    return ""


def _purposes(term: str) -> str:
    """Match a term in quotes, or one that a law defines for its own purposes."""
    law, quoted = r"(?:For the purposes? of [^,]{3,80}, )", rf"[{_QUOTES}]"
    named = rf"{re.escape(term)}s?"
    return rf"(?:{law}?(?:the term )?{quoted}+{named}{quoted}+|{law}(?:the |an? )?{named}){_FORM}"


def _understood(term: str) -> str:
    """Match "By "light rail" the authors understand …"."""
    quoted = rf"[{_QUOTES}]{{0,2}}"
    return (
        rf"By (?:the term |an? |the )?{quoted}{re.escape(term)}s?{quoted}{_FORM},? "
        r"(?:we|one|(?:the|its) \w+) (?:means?|understands?) "
    )


def _used(term: str) -> str:
    """Match "Regulators use the term "light rail" for …"."""
    quoted = rf"[{_QUOTES}]{{0,2}}"
    return (
        rf"\b(?:uses?|used|appl(?:y|ies|ied)) the (?:term|word|label|expression|name) {quoted}"
        rf"{re.escape(term)}s?{quoted}{_FORM} (?:for|to (?:mean|describe|denote|refer to)) "
    )


def _term(question: str) -> str:
    """Give the term that a question asks the meaning of; empty where it names none."""
    text = question.strip().rstrip("?. ")
    asked = _BARE.fullmatch(question) or _TERM.search(text) or _TITLED.match(text)
    return asked["term"].strip(_QUOTES) if asked else ""


def _without_bracket(term: str) -> str:
    return re.sub(r" \([^()]*\)", "", term)


def _singular(term: str) -> str:
    return term.strip().removesuffix("s")


def expansion(question: str, sentence: str, chinese: bool = False) -> str:
    """Find the full name of the acronym that a question names.

    Args:
        question: "What does CNIPA stand for?".
        sentence: "The Chinese National Intellectual Property Administration (CNIPA) is …".
        chinese: whether a name in Chinese alone will do.

    Returns:
        The words before ``(CNIPA)`` that its letters stand for, or those in brackets after it;
        empty when the sentence does not expand it.
    """
    for acronym in list(dict.fromkeys(_ACRONYM.findall(question)))[-_MOST_ACRONYMS:]:
        name = re.escape(acronym)
        letters = [c for c in acronym.rstrip("s").lower() if c.isalnum()]
        for bracket in re.finditer(rf"\([{_QUOTES}]{{0,2}}{name}\b", sentence):
            before = sentence[max(0, bracket.start() - _NAME_LENGTH) : bracket.start()]
            if found := _matching_tail(before.split(), letters):
                return found
        after = re.search(rf"\b{name} ?\(([^()]+)\)", sentence)
        if after and (re.search("[A-Za-z]{2}", after[1]) or chinese):
            return after[1].strip()
    return _labelled(question, sentence)


def _labelled(question: str, sentence: str) -> str:
    """Find what stands after a term and a colon, as in a list of abbreviations."""
    found = _ENTRY.match(sentence)
    asked = {word.lower() for word in re.findall(r"[\w&/-]+", question)}
    if found is None or found[1].lower() not in asked or len(found[2].split()) > _MOST_WORDS:
        return ""
    return found[2] if _in_order([c for c in found[1].lower() if c.isalnum()], [found[2]]) else ""


def _matching_tail(words: list[str], letters: list[str]) -> str:
    """Take the fewest last words that begin with the first letter and hold all in order."""
    first = max(0, len(words) - 2 * len(letters) - 2)
    for start in range(len(words) - 1, first - 1, -1):
        tail = words[start:]
        if tail[0].strip(_QUOTES)[:1].lower() == letters[0] and _in_order(letters, tail):
            return " ".join(tail).strip(_QUOTES + ",")
    return ""


def _in_order(letters: list[str], words: list[str]) -> bool:
    """Tell whether the letters occur in the words in this order."""
    characters = iter("".join(words).lower())
    return all(letter in characters for letter in letters)
