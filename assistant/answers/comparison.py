"""What a question compares: the things that it names, and what of them; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answers.wanted import Type, wanted
from assistant.question import Kind, Query
from index.keywords import stems

_MORE = (
    r"(?:larger|bigger|more|higher|greater|better|ahead|further|longer|faster|richer|stronger"
    r"|older|earlier|sooner|smaller|fewer|lower|less|younger|later|newer|shorter|slower|steeper"
    r"|sharper|deeper|quicker|cheaper)"
)
_COMPARATIVE = re.compile(rf"\b{_MORE}\b", re.IGNORECASE)
# What stands between two things that are compared, and what joins much else too.
_AFTER = r" (?:(?:for|in|of|by|under|with|from|at) )?(?:the |an? )?"
_CONTRASTS = re.compile(
    r",? (?:vs\.?|versus|against|as against|compared (?:to|with|against)|unlike|as opposed to"
    r"|in (?:contrast|comparison) (?:to|with)|relative to|rather than|differ(?:s|ed)? from"
    rf"|different from|exceed(?:s|ed)?|outnumber(?:s|ed)?|than){_AFTER}",
    re.IGNORECASE,
)
_AHEAD_OF = re.compile(rf" (?:ahead of|behind){_AFTER}", re.IGNORECASE)  # "is A ahead of B"
_OR = re.compile(rf",? or{_AFTER}", re.IGNORECASE)
_AND = re.compile(rf",? and{_AFTER}", re.IGNORECASE)
_PREPOSITION = re.compile(r" (?:for|in|of|by|under|with|from|at) ", re.IGNORECASE)
_VERSUS = ("vs", "vs.", "versus")
_BOTH = re.compile(
    r"\b(?:both|each|respectively|differ\w*|difference|compar\w+|contrast\w*|gap between)\b", re.I
)
_WORD = r"(?:[A-Z]|[a-z]{1,2}[A-Z])[\w&-]*(?:'s|’s)?"
_BODY = r"(?:Ministry|Department|Bureau|Administration|Commission|Office|Academy|Institute|Center)"
# What is named for matters, which may be two; a bank or a university is named for one place.
_PART = rf"(?:{_BODY} (?:of|for) {_WORD}(?: {_WORD})*(?:,? and {_WORD})?|{_WORD})"
_NAME = rf"{_PART}(?: (?:of |the )?{_PART})*"
# "After A and B" names them together, and compares nothing.
_TOGETHER = re.compile(
    rf"\b(?i:after|before|since|besides|without|except|including|like) (?:the )?{_NAME},? and "
)
# "China's share in AI" beside "that of the EU" or "Germany's".
_OWNER = re.compile(r"^(?!People)(.+?)['’]s(?= |$)")
_OWNED = re.compile(r"(?:that|those) of\b|[A-Z][\w&-]*['’]s\b")
_CAPITALS = re.compile(_NAME)
_SEVERAL = re.compile(rf"\b((?:{_NAME}, (?:the )?)+{_NAME}),? (?:and|or) (?:the )?({_NAME})")
_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"\b(?:({_YEAR})[^\d:;?]{{1,40}}?({_YEAR}))\b")
_TWO_YEARS = re.compile(rf"\b(?:in|for|of) {_YEAR} and (?:in |for )?{_YEAR}\b")
_CHANGES = re.compile(
    r"\b(?:grow|grew|growth|chang\w+|increas\w+|ris(?:e|en|ing)|rose|fall|fell|fallen|drop\w*"
    r"|declin\w+|decreas\w+|shr[aiu]nk|develop\w*|compar\w+|vs\.?|versus|than|differ\w*|against"
    r"|doubl\w+|gain\w*|los[et]|up|down)\b",
    re.IGNORECASE,
)
_GREATER = re.compile(
    r"\b(?:larger|bigger|more|higher|greater|largest|biggest|highest|most|exceeds?|better|ahead"
    r"|grow|grew|grown|increased?|rise|rose|risen|gain\w*|exceed\w*|outnumber\w*)\b",
    re.IGNORECASE,
)
_SMALLER = re.compile(
    r"\b(?:smaller|fewer|lower|less|smallest|lowest|least|fewest|quicker|cheaper|fall|fell|fallen"
    r"|drop\w*|declined?|decreased?|shrink|shrank|shrunk)\b",
    re.IGNORECASE,
)
# How far a thing fell, and not how little is left of it.
_STEEPER = re.compile(
    r"\b(?:(?P<far>steeper|sharper|deeper)|bigger|larger|greater) (?:fall|drop|decline|decrease|cut"
    r"|rise|increase|growth)s?\b",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"\bshows?\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:older|oldest|earlier|earliest|first|sooner|further back|goes? back)\b", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:younger|youngest|later|latest|newer|newest|last)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|who|whose|what|where)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bhow (?:many (?:years|months|weeks|days)|long)\b.*\bbetween\b", re.I)
_PASSED = re.compile(r"\b(?:years?|months?|weeks?|days?|lie|lies|lay|pass|passed)\b", re.I)
_POINTS = re.compile(r"\bpercent(?:age)?[ -]points?\b", re.IGNORECASE)
_HOW_FAR = re.compile(
    r"\bhow far (?:behind|ahead)\b"
    r"|\bhow (?:much|many|far|long)\b.*\b(?:more|larger|bigger|higher|greater|less|fewer|smaller"
    r"|lower|older|earlier|later|exceed\w*|ahead|differ\w*|grow|grew|rise|rose|increase\w*|fall"
    r"|fell|drop\w*|decline\w*|apart)\b|\bby (?:how much|what)\b|\b(?:difference|gap) between\b",
    re.IGNORECASE,
)
_AND_BY = re.compile(r",? and by how (?:much|many|far)(?: \w+| percentage points)?$", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:behind|ahead of|far)\b", re.IGNORECASE)
_TIMES = re.compile(r"\bhow many times\b|\btimes as\b|\b\w*fold\b|\bratio\b", re.IGNORECASE)
_RANKS = re.compile(r"\b(?:rank(?:s|ed|ing)?|positions?|placed?)\b", re.IGNORECASE)
_ORDER = re.compile(r"\b(?:what|which|the|in|give) (?:\w+ )?(?:order|ranking|sequence)\b", re.I)
_ASKS = re.compile(
    r"^.*\b(?:is|are|was|were|did|does|do|has|have|had|will|would|should|which|who|what|whose"
    rf"|between|both|{_MORE}) ",
    re.IGNORECASE,
)
_PREDICATE = re.compile(rf" (?:{_MORE}\b.*|(?:cost|spen[dt]|grow|grew|ha[sd]|rise|rose|last)\w*)$")
_MEASURE = re.compile(
    r"\b(?:growth|rates?|sizes?|numbers?|figures|output|population|capacit\w+|density"
    r"|sales|volumes?)\b",
    re.I,
)
_OPENS = re.compile(
    r"^(?:by|compar(?:ed?|ing)|on|in|between|difference|is|are|was|were|did|does|do|has|have|had"
    r"|which|who|what|of)\b ?(?:of )?(?:the )?",
    re.IGNORECASE,
)
_HOW = re.compile(r"(?:^|[:,;] )how\b", re.IGNORECASE)
_VALUE = re.compile(
    r"\b(?:costs?|pric\w+|spen[dt]\w*|budgets?|revenue\w*|worth|values?|turnover|profits?)\b", re.I
)
# "How far behind the US was China": both things stand after what compares them.
_BEHIND = re.compile(
    r"\b(?i:how (?:far|much) (?:behind|ahead of) (?:the )?)(?P<one>[\w&' -]+?)"
    rf" (?:is|are|was|were|did|do) (?:the )?(?P<other>{_NAME})"
)
# "More ports than China did Japan have": the other thing stands behind the verb.
_THAN = re.compile(
    rf"\bthan (?:the )?(?P<one>{_NAME}) (?:did|does|do|ha[sd]) (?:the )?(?P<other>{_NAME})"
)
_SUM = re.compile(r"\b(?:sum of|add(?:s|ed)? up|together|combined|altogether)\b", re.IGNORECASE)
_STAGE = re.compile(
    r"^(?:the )?((?:phase|stage|round|tranche|part) \w+|(?:first|second|third) \w+) of (?:the )?"
)
_CAME = re.compile(
    r"\b(?:which|who|what)(?: one)? (?:came|comes|was|is) (?:first|earlier|later)\b", re.I
)
_PLAIN = re.compile(r"^(?P<thing>[a-z-]+s)\b (?!of\b)")  # "outnumber groups in …"
# "Which is larger against the yuan, A or B?": what is set against what, and not "against".
_CHOICE = re.compile(rf"[,:] (?:the )?{_NAME} or (?:the )?{_NAME}$|^{_NAME} or {_NAME}[:,]")
_EITHER = re.compile(r"\bwhich (?:of (?:the two|them|these)|one)\b", re.IGNORECASE)
_GOVERNED = re.compile(
    r"\b(?:which|what|who)\b.* (?:in|of|for|on|at|by|to|from|with|against) $", re.I
)
_AGE = re.compile(r"\b(?:older|oldest|younger|youngest)\b", re.IGNORECASE)
_MOST_WORDS = 9  # of a thing that is compared


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
        return all(re.fullmatch(_YEAR, thing) for thing in self.things)


def comparison(query: Query) -> Comparison | None:
    """Read what is compared out of a question; None when it compares no things that it names."""
    whole = query.asked.strip(" ?.")
    text = _AND_BY.sub("", whole)  # who wins is asked for first
    things, joint = _things(text, claims=query.kind is Kind.YES_NO)
    if not things or _SUM.search(text):
        return None
    left = text
    for thing in things:
        left = left.replace(thing, " ")
    time = any(form.search(left) for form in (_EARLIER, _LATER, _BETWEEN))
    sign = 1 if _GREATER.search(left) or _LATER.search(left) else 0
    sign = -1 if _SMALLER.search(left) or _EARLIER.search(left) else sign
    steep = _STEEPER.search(left)
    sign = 1 if steep else sign
    order = _ORDER.search(left)
    if joint == "against" and not (sign or order or _HOW_FAR.search(left) or _MEASURE.search(left)):
        return None  # "measures against the virus"
    either = joint == "or" and not sign and not order
    if either and not _EITHER.search(left):
        return None
    far = bool(_HOW_FAR.search(left) or _BETWEEN.search(left))
    times = bool(_TIMES.search(left))
    asks = wanted(replace(query, kind=Kind.NUMBER)).type
    money = asks is Type.MONEY and _VALUE.search(left)
    cued = money or sign or order or far or times or _MEASURE.search(left)
    # "Score: A vs B" wants a value, and no sentence.
    bare = joint in _VERSUS and not _HOW.search(text)
    valued = not either and (cued or bare or query.kind is Kind.NUMBER or asks is Type.PERCENT)
    asks = Type.AMOUNT if asks is Type.MONEY and not money else asks
    asks = Type.PERCENT if _POINTS.search(left) or (steep and steep["far"]) else asks
    kind = Type.DATE if time else asks if valued else Type.PHRASE
    rest = stems(left) - stems(" ".join([joint, *(m.group() for m in _cues(left))]))
    which = (
        (either or bool(sign))
        and (joint == "or" or bool(_WHICH.search(left)))
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
    times = (_CAME, _EARLIER, _LATER, _CHANGES, _PASSED)
    patterns = (*sizes, *times, _BOTH, _RANKS, _ORDER, _EITHER, _SHOWS)
    return [match for pattern in patterns for match in pattern.finditer(text)]


def _things(text: str, *, claims: bool = False) -> tuple[tuple[str, ...], str]:
    """Give the things that a text compares, and what joins them.

    Args:
        text: the question.
        claims: whether it claims that one thing is before another.
    """
    years = _YEARS.search(text)
    changes = _CHANGES.search(text) or _TWO_YEARS.search(text)
    if years and years[1] != years[2] and changes and "-" not in years[0]:
        return tuple(sorted((years[1], years[2]))), "to"
    if several := _SEVERAL.search(text):
        names = [*filter(None, re.split(r", (?:the )?", several[1])), several[2]]
        if " or " in several[0] and _GOVERNED.search(text[: several.start()]):
            names = names[1:]  # "more cases of COVID, A or B"
        return tuple(_bare(_OPENS.sub("", name)) for name in names), "or"
    if behind := _BEHIND.search(text) or _THAN.search(text):
        return (_bare(behind["one"]), _bare(behind["other"])), "than"
    joints = [_OR, _CONTRASTS] if _CHOICE.search(text) else [_CONTRASTS, _OR]
    if any(form.search(text) for form in (_BOTH, _HOW, _BETWEEN, _CAME)):
        joints += [] if _TOGETHER.search(text) else [_AND]
    joints += [_AHEAD_OF] * claims
    for pattern in joints:
        for joint in pattern.finditer(text):
            after = re.split(r"[,:;?]", text[joint.end() :])[0]
            before = _before(text, joint)
            one = _thing(text, before, last=True, owner=bool(_OWNED.match(after)))
            plain = _PLAIN.match(after) if one.islower() else None
            other = plain["thing"] if plain else _thing(text, after, last=False)
            named = pattern is not _AND or (one[:1].isupper() and other[:1].isupper())
            if named and _says(one) and _says(other) and stems(one) != stems(other):
                return (one, other), joint.group().strip(" ,").lower().split(" ")[0]
    return (), ""


def _before(text: str, joint: re.Match[str]) -> str:
    """Give the words before a joint that may name a thing; "in A or in B" has the same before."""
    before = re.split(r"[,:;?]", text[: joint.start()])[-1]
    same = _PREPOSITION.search(joint.group())
    return re.split(same.group(), f" {before}", flags=re.IGNORECASE)[-1] if same else before


def _thing(question: str, text: str, *, last: bool, owner: bool = False) -> str:
    """Cut the name of a thing out of the words beside a joint: its capitalised words, if any.

    Args:
        question: that the words are of.
        text: the words.
        last: whether the thing ends them, and does not begin them.
        owner: whether it is the owner of something that is compared.
    """
    text = text.strip()
    stage = _STAGE.match(text)
    names = []
    for name in _CAPITALS.findall(text):
        # The first words of a question have a capital from that alone: "Share of Chinese".
        opens = question.startswith(name)
        kept = _OPENS.sub("", name) if opens else name
        if opens and kept == name and " of " in name:
            kept = name.partition(" of ")[2]
        if _says(kept):
            names.append(kept)
    if names:
        owners = [name for name in names if _OWNER.match(name)] if owner else []
        name = owners[-1] if owners else names[-1] if last else names[0]
        found = _OWNER.match(name)
        name = _bare(found[1] if found else name)
        return f"{stage[1]} of {name}" if stage and not last else name
    words = _bare(_PREDICATE.sub("", _ASKS.sub("", text) if last else text)).split()
    return " ".join(words) if 0 < len(words) <= _MOST_WORDS else ""


def _says(thing: str) -> bool:
    """Tell whether words name a thing; "US" does, "us" does not."""
    return bool(stems(thing)) or (len(thing) > 1 and thing.isupper())


def _bare(thing: str) -> str:
    return re.sub(r"^(?:the|an?|is|was|did|does|who|which) |(?:'s|’s)$", "", thing.strip())
