"""A question about a thing that it only describes, as two: what the thing is, and of it; pure.

"What share of firms is in the province that Deqing belongs to?" is answered in two steps: "Which
province Deqing belongs to?", and then the question with the province's name in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question import AUXILIARY, LONGEST_QUESTION

_ASKS = r"(?:what|which|who|whom|whose|when|where|how)"
_THAT = r"(?:that|which|who|where|when|in which)"
_INTO = r"(?:into|to|for|from|at|on|by|with|of|through|under)"
_NOUN = rf"[a-z][a-z-]*(?<!s)(?: (?!{_THAT}\b|whose\b|{_INTO} which\b)[a-z-]+){{0,2}}"
# "… the province that Deqing County belongs to": the description ends the question.
_ENDS = re.compile(
    rf"^(?P<asks>.*\b{_ASKS}\b.*? )the (?P<noun>{_NOUN})"
    rf" (?:(?:(?P<into>{_INTO}) )?{_THAT}|(?P<of>whose)) (?P<clause>[^:;?]+)\??$",
    re.IGNORECASE,
)
# "… the yard building the first ship with a membrane".
_DOING = re.compile(
    rf"^(?P<asks>.*\b(?i:{_ASKS})\b.*? )the (?P<noun>{_NOUN}) (?P<clause>"
    r"(?!(?:including|regarding|concerning|being|according|following|during)\b)"
    r"[a-z]{2,}ing (?:the|an?|its?|[A-Z\d])[^:;?]+)\??$",
)
# "How much did the firm that makes X lose in 2020?": the verb of the question follows.
_VERB = (
    r"(?:have|get|hold|make|spend|lose|receive|want|plan|pay|employ|sell|produce|aim|set|expect|put"
    r"|give|(?<!its )(?<!their )own|raise|earn|cost|add|start|issue|publish|open|sign|invest|take"
    r"|use|offer|need|ask|reach|run|build|lead|buy|supply|belong|rank|come|be|located|based|called"
    r"|worth|founded"
    r"|drop|withdraw|leave|join|win|deliver|close|stop|cut|charge|hire|lend|borrow|grant|promise"
    r"|move|export|import|list|file|ship|train|cancel|pull|refuse|fail|miss)"
)
_MIDDLE = re.compile(
    rf"^(?P<asks>.*\b{_ASKS}\b.*\b{AUXILIARY} )the (?P<noun>{_NOUN})"
    rf" {_THAT} (?P<clause>[^:;?]+)(?P<rest> {_VERB}\b[^:;?]*)\??$",
    re.IGNORECASE,
)
# "When was the company founded that won the contract?"
_LATER = re.compile(
    rf"^(?P<asks>.*\b{_ASKS}\b.*\b{AUXILIARY} )the (?P<noun>[a-z][a-z-]*(?<!s)(?: [a-z-]+)?)"
    rf" (?P<done>[a-z]+ed|built|made|held|set up|{_VERB})"
    rf" (?:(?:that|which|who)|(?P<of>whose)) (?P<clause>[^:;?]+)\??$",
    re.IGNORECASE,
)
# "The ministry that called for AI: which strategy …?", "SAIC's chip supplier - its number?"
_OPENS = re.compile(
    r"^(?:[Tt]he (?=[a-z])(?=[^:;?]{12})|(?P<owner>(?:[A-Z][\w-]* ?)+'s )(?=[a-z]))"
    r"(?P<thing>[^:;?]+?)"
    rf"(?:: | [-–—] )(?P<asks>(?:{_ASKS}|its|their|his|her)\b[^:;]*)$",
)
# "March 2021 issue: the firm that …": where the answer is to be taken from, in both steps.
_LEAD = re.compile(
    r"^[^:?]*\b(?:issue|briefing|report|review|factsheet|monograph|chapter|(?:19|20)\d\d): ",
    re.IGNORECASE,
)
# "Lithium is in short supply in a province. How large is that province?"
_STATED = re.compile(
    r"^(?P<before>[^.?]+?) an? (?P<noun>(?:[\w-]+ ){0,3}?(?P<head>[a-z-]{3,}))(?P<after>\b[^.?]*)\."
    r" (?P<asks>[^?]*?)\b(?:that|this|the) (?:same )?(?P=head)\b(?P<rest>[^?]*)\??$",
)
# "In the year when robot sales fell, what did MIIT do?"
_WITHIN = re.compile(
    rf"\b(?P<in>in|under|for|at|by|from|of) the (?P<noun>{_NOUN})"
    rf" {_THAT} (?P<clause>[^:;?,]+), (?P<asks>{_ASKS}\b[^:;]*)$",
    re.IGNORECASE,
)
_NAME = re.compile(r" (?:of|behind) (?:the )?[A-Z]")
_ROLES = (
    r"(?:maker|manufacturer|producer|developer|supplier|operator|owner|founder|author|issuer|publisher|parent"
    r"|regulator|builder|(?:company|firm|start-?up|body|ministry|agency|group|bank)(?= behind))"
    r" (?:of|behind)"
)
# "What place does the Shenzhen maker of humanoid robots hold?"
_ROLE = re.compile(
    rf"^(?P<asks>.*)\bthe (?P<thing>(?:[A-Z][\w-]+ )?{_ROLES} (?:the )?[\w-]+"
    r"(?: (?!the\b|an?\b)[\w-]+){0,3}?)"
    rf"(?P<rest> (?:{_VERB}|has|had|got|sit|stand|is|was)\b.*)$"
)
# "Which city runs the yard with the fewest docks?"
_MOST = (
    r"the (?:second[ -])?(?:most|fewest|least"
    r"|(?:larg|bigg|high|great|long|small|low|short)est) [^:;?,]+"
)
_WITH_MOST = re.compile(
    rf"^(?P<asks>.*\b{_ASKS}\b.*? )the (?P<noun>{_NOUN}) with (?P<most>{_MOST})\??$",
    re.IGNORECASE,
)
# "What does the yard with the most docks pay for steel?"
_WITH_MOST_THEN = re.compile(
    rf"^(?P<asks>.*\b{_ASKS}\b.*\b{AUXILIARY} )the (?P<noun>{_NOUN}) with (?P<most>{_MOST}?)"
    rf"(?P<rest> {_VERB}\b[^:;?]*)\??$",
    re.IGNORECASE,
)
# "How many people work at the maker of the Heron-4?"
_ROLE_ENDS = re.compile(
    rf"^(?P<asks>.*\b(?i:{_ASKS})\b.* [a-z]+ )"
    rf"the (?P<thing>{_ROLES} (?:the )?[A-Z][\w-]*(?: [A-Z\d][\w-]*){{0,3}}(?: [a-z]+)?)\??$"
)
_POSSESSIVE = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:it|they|them|he|him|she)\b", re.IGNORECASE)
# "What is the share that …": the description is of the answer, not of a thing that it is about.
_ONLY_ASKS = re.compile(rf"^{_ASKS}(?:'s)?(?: {AUXILIARY})?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_PLACE = "\x00"


@dataclass(frozen=True, slots=True)
class Bridge:
    """The two steps.

    Attributes:
        first: the question that asks what the thing is.
        rest: the question about it, its name left open.
        noun: what it is called: "chip supplier".
    """

    first: str
    rest: str
    noun: str

    def then(self, name: str) -> str:
        """Give the question about the thing of that name."""
        return self.rest.replace(_PLACE, name)


def bridge(question: str) -> Bridge | None:
    """Split a question about a thing that it describes; None where it describes none.

    Args:
        question: standing alone.
    """
    text = " ".join(question[:LONGEST_QUESTION].replace(_PLACE, " ").split())
    lead = _LEAD.match(text)
    if lead and (inner := _described(text[lead.end() :])):
        dated = inner.noun == "year" and _YEAR.search(lead[0])  # which would be no answer then
        return Bridge(("" if dated else lead[0]) + inner.first, lead[0] + inner.rest, inner.noun)
    return _described(text)


def _described(text: str) -> Bridge | None:
    if found := _STATED.match(text):
        asks = f"{found['asks']}{_PLACE}{found['rest']}?"
        return Bridge(
            f"{found['before']} which {found['noun']}{found['after']}?", asks, found["noun"]
        )
    if found := _OPENS.search(text):
        return _opening(found)
    if found := _WITHIN.search(text):
        rest = f"{found['in']} {_PLACE}, {found['asks']}"
        return Bridge(f"Which {found['noun']} {found['clause']}?", rest, found["noun"])
    if (found := _WITH_MOST.match(text)) and _asks_of_it(found):
        first = f"Which {found['noun']} has {found['most']}?"
        return Bridge(first, f"{found['asks']}{_PLACE}?", found["noun"])
    if found := _WITH_MOST_THEN.match(text):
        first = f"Which {found['noun']} has {found['most']}?"
        return Bridge(first, f"{found['asks']}{_PLACE}{found['rest']}?", found["noun"])
    if (found := _ROLE_ENDS.match(text)) and _asks_of_it(found):
        thing = found["thing"]
        return Bridge(f"Who is the {thing}?", f"{found['asks']}{_PLACE}?", thing)
    if (found := _ROLE.search(text)) and _asks_of_it(found):
        rest = f"{found['asks']}{_PLACE}{found['rest']}"
        asks = "Who is the" if _NAME.search(found["thing"]) else "Which"
        return Bridge(f"{asks} {found['thing']}?", rest, found["thing"])
    return _in_a_clause(text)


def _in_a_clause(text: str) -> Bridge | None:
    """Split where a clause describes the thing, after what is asked of it or in its midst."""
    if found := _LATER.match(text):
        asks = f"{found['asks']}{_PLACE} {found['done']}?"
        return Bridge(f"Which {_clause(found)}?", asks, found["noun"])
    if found := _MIDDLE.search(text):
        asks = f"{found['asks']}{_PLACE}{found['rest']}?"
        return Bridge(f"Which {found['noun']} {found['clause']}?", asks, found["noun"])
    if (found := _ENDS.search(text)) and _asks_of_it(found):
        into = f"{found['into'].capitalize()} which" if found["into"] else "Which"
        return Bridge(f"{into} {_clause(found)}?", f"{found['asks']}{_PLACE}?", found["noun"])
    if (found := _DOING.search(text)) and _asks_of_it(found):
        first = f"Which {found['noun']} is {found['clause']}?"
        return Bridge(first, f"{found['asks']}{_PLACE}?", found["noun"])
    return None


def _clause(found: re.Match[str]) -> str:
    owner = "'s" if found["of"] else ""
    return f"{found['noun']}{owner} {found['clause']}"


def _asks_of_it(found: re.Match[str]) -> bool:
    """Whether a question asks something of the thing that it describes, and not what it is."""
    return not _ONLY_ASKS.match(found["asks"].strip())


def _opening(found: re.Match[str]) -> Bridge | None:
    asks = _POSSESSIVE.sub(f"{_PLACE}'s", found["asks"])
    asks = _PRONOUN.sub(_PLACE, asks, count=1) if _PLACE not in asks else asks
    if _PLACE not in asks:
        return None
    thing = re.sub(r"\b(?:in )?(?:that|which|who) ", "", found["thing"], count=1)
    owner = f" of {found['owner'][:-3]}" if found["owner"] else ""
    return Bridge(f"Which {thing}{owner}?", asks, thing)
