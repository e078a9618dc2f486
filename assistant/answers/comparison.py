"""What a question compares: the things that it names, and what of them; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answers.things import BETWEEN, BOTH, CAME, CHANGES, HOW, MORE, YEAR, things_in
from assistant.answers.wanted import Type, wanted
from assistant.question import Kind, Query
from index.keywords import stems

_COMPARATIVE = re.compile(rf"\b{MORE}\b", re.IGNORECASE)
_VERSUS = ("vs", "vs.", "versus")
_GREATER = re.compile(
    r"\b(?:larger|bigger|more|higher|greater|largest|biggest|highest|most|better|ahead"
    r"|steeper|steepest|sharper|sharpest|deeper|deepest|heavier|fuller|denser|dearer"
    r"|(?<!run )(?<!last )longer|longest|taller|wider|faster|fastest|stronger|richer"
    r"|grow|grew|grown|increased?|rise|rose|risen|gain\w*|exceed\w*|outnumber\w*)\b",
    re.IGNORECASE,
)
_SMALLER = re.compile(
    r"\b(?:smaller|fewer|lower|less|smallest|lowest|least|fewest|quicker|quickest|cheaper|cheapest"
    r"|shorter|shortest|slower|slowest|lighter|lightest|narrower"
    r"|fall|fell|fallen|drop\w*"
    r"|declined?|decreased?|shrink|shrank|shrunk)\b",
    re.IGNORECASE,
)
# How far a thing fell, and not how little is left of it.
_STEEPER = re.compile(
    r"\b(?:(?P<far>steeper|sharper|deeper|steepest|sharpest|deepest)|bigger|larger|greater|biggest"
    r"|largest|greatest) (?:fall|drop|decline|decrease|cut|rise|increase|growth|loss)(?:e?s)?\b"
    r"|\b(?:fell|fall|dropped|declined|decreased|shrank|lost) (?:the )?(?:more|most|further)\b",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"\bshows?\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:older|oldest|earlier|earliest|first|sooner|further back|goes? back)\b", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:younger|youngest|later|latest|newer|newest|last)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|who|whose|what|where)\b", re.IGNORECASE)
_PASSED = re.compile(r"\b(?:years?|months?|weeks?|days?|lie|lies|lay|pass|passed)\b", re.I)
_POINTS = re.compile(r"\bpercent(?:age)?[ -]points?\b", re.IGNORECASE)
_HOW_FAR = re.compile(
    r"\bhow far (?:behind|ahead)\b"
    r"|\bhow (?:much|many|far|long)\b.*\b(?:more|larger|bigger|higher|greater|less|fewer|smaller"
    r"|lower|older|earlier|later|exceed\w*|ahead|differ\w*|grow|grew|rise|rose|increase\w*|fall"
    r"|fell|drop\w*|decline\w*|apart)\b|\bby (?:how much|what)\b|\b(?:difference|gap) between\b",
    re.IGNORECASE,
)
_AND_BY = re.compile(r",? and by how (?:much|many|far)(?: [a-z]+){0,2}$", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:behind|ahead of|far)\b", re.IGNORECASE)
_TIMES = re.compile(r"\bhow many times\b|\btimes as\b|\b\w*fold\b|\bratio\b", re.IGNORECASE)
_RANKS = re.compile(r"\b(?:rank(?:s|ed|ing)?|positions?|placed?)\b", re.IGNORECASE)
_ORDER = re.compile(r"\b(?:what|which|the|in|give) (?:\w+ )?(?:order|ranking|sequence)\b", re.I)
_MEASURE = re.compile(
    r"\b(?:growth|rates?|sizes?|numbers?|figures|output|population|capacit\w+|density"
    r"|sales|volumes?)\b",
    re.I,
)
_VALUE = re.compile(
    r"\b(?:costs?|pric\w+|spen[dt]\w*|budgets?|revenue\w*|worth|values?|turnover|profits?)\b", re.I
)
_SUM = re.compile(r"\b(?:sum of|add(?:s|ed)? up|together|combined|altogether)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bwhich (?:of (?:the two|them|these)|one)\b", re.IGNORECASE)
_AGE = re.compile(r"\b(?:older|oldest|younger|youngest)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared.

    Attributes:
        things: two or more, as the question names them; or two years, the earlier first.
        type: of their values; ``Type.PHRASE`` where the question asks for no value.
        sign: 1 where the greater or later is asked for, -1 where the smaller or earlier is, 0 where
            the values themselves are.
        which: whether one of the things is the answer.
        order: whether their order is the answer.
        times: whether it asks how many times the one is the other.
        apart: whether it asks how far the things are apart, or leaves open what it asks.
        ranked: whether places in a ranking are compared, where the smaller number is the higher.
        rest: stems of the question besides the things and what compares them.
    """

    things: tuple[str, ...]
    type: Type
    sign: int
    which: bool
    order: bool
    times: bool
    apart: bool
    ranked: bool
    rest: frozenset[str]

    @property
    def over_time(self) -> bool:
        """Whether the same thing is compared in two years."""
        return all(re.fullmatch(YEAR, thing) for thing in self.things)


def comparison(query: Query) -> Comparison | None:
    """Read what is compared out of a question; None when it compares no things that it names."""
    whole = query.asked.strip(" ?.")
    text = _AND_BY.sub("", whole)  # who wins is asked for first
    things, joint = things_in(text, claims=query.kind is Kind.YES_NO)
    if not things or _SUM.search(text):
        return None
    left = text
    for thing in things:
        left = left.replace(thing, " ")
    time = any(form.search(left) for form in (_EARLIER, _LATER, BETWEEN))
    sign = 1 if _GREATER.search(left) or _LATER.search(left) else 0
    sign = -1 if _SMALLER.search(left) or _EARLIER.search(left) else sign
    steep = _STEEPER.search(left)
    sign = 1 if steep else sign
    order = _ORDER.search(left)
    if joint == "against" and not (sign or order or _HOW_FAR.search(left) or _MEASURE.search(left)):
        return None  # "measures against the virus"
    if joint == "relative" and HOW.search(text):
        return None  # "how big was it relative to trade" asks for their ratio
    either = joint == "or" and not sign and not order
    if either and not _EITHER.search(left):
        return None
    far = bool(_HOW_FAR.search(left) or BETWEEN.search(left))
    times = bool(_TIMES.search(left))
    asks = wanted(replace(query, kind=Kind.NUMBER)).type
    money = asks is Type.MONEY and _VALUE.search(left)
    cued = money or sign or order or far or times or _MEASURE.search(left)
    # "Score: A vs B" wants a value, and no sentence.
    bare = joint in _VERSUS and not HOW.search(text)
    valued = not either and (cued or bare or query.kind is Kind.NUMBER or asks is Type.PERCENT)
    asks = Type.AMOUNT if asks is Type.MONEY and not money else asks
    asks = Type.PERCENT if _POINTS.search(left) or (steep and steep["far"]) else asks
    kind = Type.DATE if time else asks if valued else Type.PHRASE
    rest = stems(left) - stems(" ".join([joint, *(m.group() for m in _cues(left))]))
    which = (
        (either or bool(sign))
        and (joint == "or" or (query.kind is not Kind.YES_NO and bool(_WHICH.search(left))))
        and not far
        and not times
    )
    apart = not which or text != whole
    ranked = bool(_RANKS.search(left))
    sign = -sign if ranked else sign
    return Comparison(things, kind, sign, which, bool(order), times, apart, ranked, frozenset(rest))


def sides(query: Query) -> list[str]:
    """Give a question for each thing that a question compares; empty when it compares none."""
    asked = comparison(query)
    if asked is None or asked.over_time:
        return []
    found = []
    for thing in asked.things:
        text = query.asked
        for rival in asked.things:
            text = text if rival == thing else text.replace(rival, " ")
        text = f"{text.strip(' ?')}, founded" if _AGE.search(text) else text
        found.append(" ".join(text.split()))
    return found


def _cues(text: str) -> list[re.Match[str]]:
    sizes = (_AHEAD, _COMPARATIVE, _GREATER, _SMALLER, _STEEPER, _POINTS, _TIMES)
    times = (CAME, _EARLIER, _LATER, CHANGES, _PASSED)
    patterns = (*sizes, *times, BOTH, _RANKS, _ORDER, _EITHER, _SHOWS)
    return [match for pattern in patterns for match in pattern.finditer(text)]
