"""The things that a question compares, as it names them; pure."""

from __future__ import annotations

import re

from index.keywords import stems

MORE = (
    r"(?:larger|bigger|more|higher|greater|better|ahead|further|longer|faster|richer|stronger"
    r"|steeper|sharper|deeper|heavier|fuller|denser|quicker|cheaper|dearer|older|earlier|sooner"
    r"|smaller|fewer|lower|less|younger|later|newer|shorter|slower)"
)
# What stands between two things that are compared, and what joins much else too.
_AFTER = r" (?:(?:for|in|of|by|under|with|from|at) )?(?:the |an? )?"
_CONTRASTS = re.compile(
    r",? (?:vs\.?|versus|against|as against|compare[sd]? (?:to|with|against)|unlike|as opposed to"
    r"|in (?:contrast|comparison) (?:to|with)|relative to|rather than|differ(?:s|ed)? from"
    rf"|different from|exceed(?:s|ed)?|outnumber(?:s|ed)?|than){_AFTER}",
    re.IGNORECASE,
)
_AHEAD_OF = re.compile(rf" (?:ahead of|behind){_AFTER}", re.IGNORECASE)  # "is A ahead of B"
_OR = re.compile(rf",? or{_AFTER}", re.IGNORECASE)
_AND = re.compile(rf",? and{_AFTER}", re.IGNORECASE)
_PREPOSITION = re.compile(r" (?:for|in|of|by|under|with|from|at) ", re.IGNORECASE)
BOTH = re.compile(
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
YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"\b(?:({YEAR})[^\d:;?]{{1,40}}?({YEAR}))\b")
_EITHER_YEAR = re.compile(rf"\b{MORE}\b.* ({YEAR}),? or (?:in )?({YEAR})\b", re.IGNORECASE)
_TWO_YEARS = re.compile(rf"\b(?:in|for|of) {YEAR} and (?:in |for )?{YEAR}\b")
_CHANGED = (
    r"(?:gr[eo]w(?:n|s|ing|th)?|chang\w+|increas\w+|ris(?:es?|en|ing)|rose|f[ae]ll(?:s|en|ing)?"
    r"|drop\w*|declin\w+|decreas\w+|shr[aiu]nk|slump\w*|doubl\w+|gain\w*|los[et])"
)
OF_CHANGE = re.compile(rf"\b{_CHANGED}\b", re.IGNORECASE)
"""How a question asks for a change, and not for what it came to."""

CHANGES = re.compile(
    rf"\b(?:{_CHANGED}|develop\w*|compar\w+|vs\.?|versus|than|differ\w*|against|up|down)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\bhow (?:many (?:years|months|weeks|days)|long)\b.*\bbetween\b", re.I)
_ASKS = re.compile(
    r"^.*\b(?:is|are|was|were|did|does|do|has|have|had|will|would|should|which|who|what|whose"
    rf"|between|both|{MORE}) ",
    re.IGNORECASE,
)
_PREDICATE = re.compile(rf" (?:{MORE}\b.*|(?:cost|spen[dt]|grow|grew|ha[sd]|rise|rose|last)\w*)$")
_OPENS = re.compile(
    r"^(?:by|compar(?:ed?|ing)|on|in|between|difference|is|are|was|were|did|does|do|has|have|had"
    r"|which|who|what|of)\b ?(?:of )?(?:the )?",
    re.IGNORECASE,
)
HOW = re.compile(r"(?:^|[:,;] )how\b", re.IGNORECASE)
# "How far behind the US was China": both things stand after what compares them.
_BEHIND = re.compile(
    r"\b(?i:how (?:far|much) (?:behind|ahead of) (?:the )?)(?P<one>[\w&' -]+?)"
    rf" (?:is|are|was|were|did|do) (?:the )?(?P<other>{_NAME})"
)
# "More ports than China did Japan have": the other thing stands behind the verb.
_THAN = re.compile(
    rf"\bthan (?:the )?(?P<one>{_NAME}) (?:did|does|do|ha[sd]) (?:the )?(?P<other>{_NAME})"
)
_STAGE = re.compile(
    r"^(?:the )?((?:phase|stage|round|tranche|part) \w+|(?:first|second|third) \w+) of (?:the )?"
)
CAME = re.compile(
    r"\b(?:which|who|what)(?: one)? (?:came|comes|was|is) (?:first|earlier|later)\b", re.I
)
# "Which of A and B has more": one of the two is the answer.
_OF_TWO = re.compile(
    rf"\b(?i:which|who|whose) of (?:the )?(?P<one>{_NAME}) (?:and|or) (?:the )?(?P<other>{_NAME})"
)
_PLAIN = re.compile(r"^(?P<thing>[a-z-]+s)\b (?!of\b)")  # "outnumber groups in …"
# "Which is larger against the yuan, A or B?": what is set against what, and not "against".
_CHOICE = re.compile(rf"[,:] (?:the )?{_NAME} or (?:the )?{_NAME}$|^{_NAME} or {_NAME}[:,]")
_GOVERNED = re.compile(
    r"\b(?:which|what|who)\b.* (?:in|of|for|on|at|by|to|from|with|against) $", re.I
)
_BOUND = re.compile(r"(?:[A-Z]{3} ?|[€$¥£])?\d[\d.,]*(?: ?(?:%|percent|million|billion|bn|km)|$)")
_MOST_WORDS = 9  # of a thing that is compared


def things_in(text: str, *, claims: bool = False) -> tuple[tuple[str, ...], str]:
    """Give the things that a text compares, and what joins them.

    Args:
        text: the question.
        claims: whether it claims that one thing is before another.
    """
    if years := _years_in(text):
        return years
    if several := _SEVERAL.search(text):
        names = [*filter(None, re.split(r", (?:the )?", several[1])), several[2]]
        if " or " in several[0] and _GOVERNED.search(text[: several.start()]):
            names = names[1:]  # "more cases of COVID, A or B"
        return tuple(_bare(_OPENS.sub("", name)) for name in names), "or"
    if behind := _BEHIND.search(text) or _THAN.search(text):
        return (_bare(behind["one"]), _bare(behind["other"])), "than"
    if of_two := _OF_TWO.search(text):
        return (_bare(of_two["one"]), _bare(of_two["other"])), "or"
    joints = [_OR, _CONTRASTS] if _CHOICE.search(text) else [_CONTRASTS, _OR]
    if any(form.search(text) for form in (BOTH, HOW, BETWEEN, CAME)):
        joints += [] if _TOGETHER.search(text) else [_AND]
    joints += [_AHEAD_OF] * claims
    for pattern in joints:
        for joint in pattern.finditer(text):
            after = re.split(r"[,:;?]", text[joint.end() :])[0]
            before = _before(text, joint)
            one = _thing(text, before, last=True, owner=bool(_OWNED.match(after)))
            one = _of_name(one, before, after)
            plain = _PLAIN.match(after) if one.islower() else None
            other = plain["thing"] if plain else _thing(text, after, last=False)
            named = pattern is not _AND or (one[:1].isupper() and other[:1].isupper())
            bound = _BOUND.match(other)  # "more than 9%"
            if named and not bound and _says(one) and _says(other) and stems(one) != stems(other):
                return (one, other), joint.group().strip(" ,").lower().split(" ")[0]
    return (), ""


def _years_in(text: str) -> tuple[tuple[str, ...], str] | None:
    """Give the two years that a text compares, and what joins them; None where it does not."""
    if either := _EITHER_YEAR.search(text):
        return tuple(sorted((either[1], either[2]))), "or"
    years = _YEARS.search(text)
    changes = CHANGES.search(text) or _TWO_YEARS.search(text)
    if years is None or years[1] == years[2] or not changes or "-" in years[0]:
        return None
    return tuple(sorted((years[1], years[2]))), "to"


def _of_name(one: str, before: str, after: str) -> str:
    """Leave out a name where the other thing has none: "Chinese ship exports exceed imports"."""
    tail = before.rpartition(one)[2].strip() if one[:1].isupper() and after[:1].islower() else ""
    return tail if re.fullmatch(r"(?:[a-z-]+ ){0,2}[a-z-]+s", tail) else one


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
