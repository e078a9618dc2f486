"""A question that sets two things against each other, as one question about each; pure.

"What costs more, the plant in Hefei or the pipeline?" is answered by "The plant in Hefei: costs how
much?" and "The pipeline: costs how much?", the words of the question with what is asked for in the
place of the comparative, so that no verb need be inflected.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.measures import measure
from assistant.answers.mentions import mentions
from assistant.answers.values import find_amounts
from assistant.question import LONGEST_QUESTION
from corpus.dates import dates

_OF_SIZE = {
    "larger": "large", "bigger": "big", "greater": "large", "higher": "high", "longer": "long",
    "faster": "fast", "wider": "wide", "heavier": "heavy", "deeper": "deep", "taller": "tall",
    "steeper": "steep", "dearer": "expensive", "costlier": "expensive",
    "smaller": "large", "lower": "high", "shorter": "long", "slower": "fast", "narrower": "wide",
    "lighter": "heavy", "cheaper": "expensive",
}  # fmt: skip
_LESS = (
    *("smaller", "lower", "shorter", "slower", "narrower", "lighter", "cheaper"),
    *("fewer", "less", "below", "under", "first", "earlier", "sooner"),
)
_SIZE = "|".join(_OF_SIZE)
_BOUND = r"(?:in|at|by|for|on|of|with|under|to|from|than|per|after|before|during|over|since)"
_NOUN = rf" (?!(?:{_BOUND}|or|and)\b)[a-z-]+"
_COMPARED = re.compile(
    rf"\b(?:(?:an? |the )?(?P<size>{_SIZE})(?P<noun>{_NOUN})?"
    rf"|(?P<count>more|fewer|less)(?P<counted>(?:{_NOUN}){{0,2}}{_NOUN}(?<=s)(?<!ss))?"
    r"|(?P<time>first|earlier|sooner|later|last)"
    r"|(?P<level>above|below|over|under))\b",
    re.IGNORECASE,
)
# "Bigger or smaller": the one or the other word is the answer.
_CHOICE = re.compile(
    rf"\b({_SIZE}|more|less|fewer|above|below|over|under|earlier|later) or (\w+)\b"
)
_BE = r"(?:is|are|was|were)"
_DO = r"(?:did|do|does|has|have|had|will|would|can|could)"
_ASKS = r"(?:which|what|who|whose|where)"
_LEAD = r"(?P<lead>(?:[^?:]+: )?)"
_CUT = r"(?:[,:;]| [-–—])"
_TWO = r"(?P<one>[^?;:]+?),? (?:or|vs\.?|versus|and) (?P<other>[^?;:]+?)"
_NAME = r"(?:the |an? )?[A-Z][\w&'’.-]*(?: (?:(?:of|for|and|the) )*[A-Z\d][\w&'’.-]*)*"
_COMPARATIVE = rf"(?:{_SIZE}|more|fewer|less|first|earlier|sooner|later|above|below)"
_FORMS = tuple(
    re.compile(rf"^{form}\??$", re.IGNORECASE)
    for form in (
        # "Which costs more, A or B?"
        rf"{_LEAD}{_ASKS}(?:['’]s| of the [^,:;?]+?(?= {_BE}\b)| one)? (?P<frame>[^,:;?]+){_CUT}"
        r" (?P<one>[^?;:]+?),? or (?P<other>[^?;:]+?)",
        # "A or B: which costs more?"
        rf"{_LEAD}{_TWO}{_CUT} {_ASKS}(?:['’]s)? (?P<frame>[^,:;?]+)",
        # "Is A bigger than B, or smaller?"
        rf"{_LEAD}(?P<claim>{_BE}) (?P<one>[^?;:]+?) (?P<frame>(?:an? |the )?(?:worth )?"
        rf"{_COMPARATIVE}\b[^?;:]*?) than (?P<other>[^?;:]+?)"
        rf"(?:, or (?P<otherwise>{_COMPARATIVE}))?",
        # "Was A above or below B?"
        rf"{_LEAD}(?P<claim>{_BE}) (?P<one>[^?;:]+?) (?P<frame>(?:above or below|below or above"
        r"|over or under)) (?P<other>[^?;:]+?)",
        # "Did A or B spend more?"
        rf"{_LEAD}(?:{_BE}|{_DO}) (?P<one>[^?;:]+?),? or (?P<other>(?-i:{_NAME}))"
        rf" (?P<frame>[^?;:]*\b{_COMPARATIVE}\b[^?;:]*)",
    )
)
_AND_BY = re.compile(r",? and by how (?:much|many|far)\b.*$", re.IGNORECASE)
_VERDICT = re.compile(r"(?:yes|no)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\((.+) against (.+)\)")
_RATE = re.compile(r"\b(?:per|an?|each) [a-z]|/", re.IGNORECASE)
_MERE_YEAR = re.compile(r"(?:in )?(?:19|20)\d\d")
_BRIEF = 8  # words of an answer that is a name, and no sentence
_STANDS_FOR = re.compile(r"^(?:the one|that)s? (?:of|in|from|at|by|on) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Versus:
    """Two things that a question sets against each other.

    Attributes:
        things: as the question names them.
        questions: what is asked of each.
        more: whether the one with more, or the later one, is asked for; else the other.
        in_time: whether it is asked when they are, and not how much.
        claims: whether that is claimed of the first, which is true or not.
        words: what is said of the first where it has more, and where it has less, if the question
            gives the choice of both words.
    """

    things: tuple[str, str]
    questions: tuple[str, str]
    more: bool
    in_time: bool
    claims: bool
    words: tuple[str, str] | None

    def is_decided(self, short: str) -> bool:
        """Whether a short answer tells already which of the two it is, and by what."""
        if _AGAINST.search(short):
            return True
        if self.words:
            return any(re.match(rf"{word}\b", short, re.IGNORECASE) for word in self.words)
        if self.claims:
            return bool(_VERDICT.match(short))
        named = [bool(mentions(thing, short)) for thing in self.things]
        return named.count(True) == 1 and len(short.split()) <= _BRIEF

    def told(self, one: str, other: str) -> str:
        """Say what the two answers make; empty where they do not tell which is more."""
        one, other = (text if self.in_time else _amount(text) for text in (one, other))
        first = (_is_later if self.in_time else _is_more)(one, other)
        if first is None:
            return ""
        if self.words:
            said = self.words[0 if first else 1]
        elif self.claims:
            said = "Yes" if first is self.more else "No"
        else:
            return _against(self.things, (one, other), first is self.more)
        return f"{said} ({one} against {other})"


def _against(things: tuple[str, str], values: tuple[str, str], first: bool) -> str:
    at = 0 if first else 1
    return f"{_STANDS_FOR.sub('', things[at])} ({values[at]} against {values[1 - at]})"


def versus(question: str) -> Versus | None:
    """Read which two things a question sets against each other, and in what.

    Args:
        question: standing alone.

    Returns:
        None where it sets no two things against each other in one measure, or in time.
    """
    text = _AND_BY.sub("", " ".join(question[:LONGEST_QUESTION].split()))
    for form in _FORMS:
        found = form.match(text)
        compared = _COMPARED.search(found["frame"]) if found else None
        if found and compared:
            return _versus(found, compared)
    return None


def _versus(found: re.Match[str], compared: re.Match[str]) -> Versus:
    groups = found.groupdict()
    frame, one, other = found["frame"], found["one"], found["other"]
    choice = _CHOICE.search(frame)
    rest = frame[choice.end() if choice else compared.end() :]
    asked = f"{frame[: compared.start()]}{_asked(compared)}{rest}"
    if joint := re.match(rf"{_BOUND} ", other):  # "output of robots or of cars"
        other = one.partition(f" {joint[0]}")[0] + f" {other}"
    verb = f" {groups['claim'].lower()}" if groups.get("claim") else ":"
    more = _word(compared) not in _LESS
    otherwise = choice[2] if choice else groups.get("otherwise")
    words = (_word(compared), otherwise.lower()) if otherwise else None
    words = words[::-1] if words and not more else words
    ask = (f"{found['lead']}{thing}{verb} {asked}?" for thing in (one, other))
    questions = next(ask), next(ask)
    in_time, claims = bool(compared["time"]), bool(groups.get("claim"))
    return Versus((one, other), questions, more, in_time, claims, words)


def _word(compared: re.Match[str]) -> str:
    told = compared["size"] or compared["count"] or compared["time"] or compared["level"]
    return str(told).lower()


def _asked(compared: re.Match[str]) -> str:
    """Give what asks for the measure in which things are compared: "how much", "what share"."""
    if compared["size"]:
        noun = compared["noun"]
        return f"what{noun}" if noun else f"how {_OF_SIZE[compared['size'].lower()]}"
    if compared["time"]:
        return "when"
    counted = compared["counted"]
    return f"how many{counted}" if counted else "how much"


def _amount(text: str) -> str:
    """Give the only amount of a sentence; of any other text, all of it."""
    found = find_amounts(text) if len(text.split()) > _BRIEF else []
    return text[slice(*found[0])] if len(found) == 1 else text


def _is_more(one: str, other: str) -> bool | None:
    """Tell whether one amount is more than another; None where they do not tell."""
    a, b = measure(one), measure(other)
    if a is None or b is None or not a.agrees(b) or a.bound or b.bound or a.size == b.size:
        return None
    if bool(_RATE.search(one)) is not bool(_RATE.search(other)):
        return None
    return a.size > b.size


def _is_later(one: str, other: str) -> bool | None:
    """Tell whether one date is later than another; None where they do not tell.

    A mere year beside a month is rather the year of something else.
    """
    found = [[found.date for found in dates(text) if found.date.year] for text in (one, other)]
    if [len(days) for days in found] != [1, 1]:
        return None
    if bool(_MERE_YEAR.fullmatch(one)) is not bool(_MERE_YEAR.fullmatch(other)):
        return None
    parts = found[0][0].shared(found[1][0])
    return next((own > its for own, its in parts if own != its), None)
