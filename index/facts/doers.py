"""Who acts: by the words before a verb, behind "by", or at the head of a headline; pure."""

from __future__ import annotations

import re

from index.facts.act_verbs import ACT, ADVERB
from index.facts.wording import BY, actors, dotted, subject
from index.names import find_names, with_acronym, written_names
from index.regions import ORIGINS, is_place

BREAK = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|which|who|whom|whose|that|when|where|while"
    r"|because|although|so that|grew|rose|fell|reached|stood|accounted)\b"
)
"""A word behind which other things are told than before it."""
_WHICH = re.compile(r"(?:, | )(?:which|who|that|whose (?:[\w-]+ ){0,3}[\w-]+)(?: then| also)?\s*$")
_IT = re.compile(
    rf"(?:\b(?:it|they)(?: {ADVERB})?|^|^(?:the|this) (?:company|firm|group|[a-z-]*maker|start-?up"
    r"|developer|ministry|commission|regulator|city|province)"
    r"|^(?:its|their) (?:[\w’'-]+ ){0,7}(?-i:[a-z])[\w-]*)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\b(?:and|but|then)$")
_IT_WENT_ON = re.compile(r"(?:It|They) [^,;]*\b(?:and|but|then)$")
_OPENER = re.compile(
    r"^(?:(?:Since|When|Whether|After|While|Although|Before|As|If|Until|Once|Where) (?:the )?"
    r"|(?:First|Second|Third|Last) (?=[A-Z]))"
)
_JOINED = re.compile(r"(?:,? and (?:the )?|, (?:the )?)?")
_OWNS = re.compile(r"['’]s ")
_ENDS = re.compile(r"(?:['’]s)?(?: (?:group|team|company|subsidiary|officials|government))?")
_FOUNDED = re.compile(r"(?:founded|established|created|formed|set up)")
_PLACED = re.compile(
    r"\b(?:in|at|with|from|for|to|among|through|than|on|under|near) (?:the )?(?:[A-Z]\w+ and )?$"
)
# "Acme, which was founded in 2019, sued Bolt", "It is Acme, a maker of cranes that sued Bolt".
_RELATIVE = re.compile(r", (?:which|who|whose|where) [^,;]+,(?= )")
_PARTICIPLE = re.compile(r"[^,;:]{0,60}, (?:the )?(?=[A-Z])")
_ASIDE = re.compile(r"(?: \([^()]*\)|,)*\s*$")
_DESCRIBED = re.compile(r", (?:an?|one of) [^,;]*$")
_TOLD_THAT = re.compile(r"(?:Media|Press|News|Reports?|Reporting)\b[^,;.]{0,40}? that ")
# "In a joint notice, MHS and …", "With Order No. 9 of 2031 the Ministry …".
_BY_PAPER = re.compile(
    r"(?:In|With|By|Through|Under) (?:(?:an?|its|their) (?:[a-z-]+ ){1,4}?[a-z-]+,"
    r"|[A-Z][a-z]+ [Nn]o\.? ?\d+(?: of (?:19|20)\d\d)?,?) (?:the )?(?=[A-Z])"
)
_PAPER_OF = re.compile(r"(?:An?|The) (?:[a-z-]+ ){1,3}(?:of|by|from) (?:the )?(?=[A-Z])")
_OWN = re.compile(
    r"(?:['’]s|(?<=\b[A-Z]{2})|(?<=[A-Z]{3})) (?!(?:and|of|in|on|for|to|by|with|at)\b)[a-z]+"
)
_GENERAL = re.compile(
    rf"(?:{'|'.join(sorted(ORIGINS, key=len, reverse=True))}|Foreign|Domestic|Private|Public|Local)"
    r"(?: [A-Z]+)?|\d.*"
)


def doers(text: str, verb: int, end: int, it: tuple[str, ...]) -> tuple[str, ...]:
    """Name who acts in a clause, or is acted on where nobody does; empty where no name tells.

    Args:
        text: the clause, from behind the date that opens it.
        verb: offset of its verb.
        end: offset after the verb.
        it: the names that "it" stands for.
    """
    who = _before(text, verb, end, it)
    if verb == 0 and (after := _PARTICIPLE.match(text, end)):
        who = _agents(text[after.end() :]) or who  # "Founded in 1957, the Institute …"
    by = BY.search(text, end)
    told_by = by is not None and not BREAK.search(text, end, by.start())
    if by and told_by and not (who and _FOUNDED.search(text, verb, end)):
        who = _agents(text[by.end() :])
    return tuple(_OPENER.sub("", name) for name in who if not _GENERAL.fullmatch(name))


def acting(text: str) -> tuple[str, ...]:
    """Name who acts in a headline: "MHS fines two ferries", or whose act it is: "MHS notice on"."""
    found = actors(text)
    names = find_names(dotted(text))
    if (found and not text.startswith(f"{found[0]} of ")) or not names:
        return found
    name, whole = names[0], with_acronym(text, names[0])
    if name[0] == 0 and (ACT.match(text, whole[1] + 1) or _OWN.match(text, whole[1])):
        return (_OPENER.sub("", text[slice(*name)]),)
    told = _TOLD_THAT.match(text) or _BY_PAPER.match(text)
    return actors(text[told.end() :]) if told else ()


def within_subject(text: str) -> tuple[str, ...]:
    """Name whose a headline's subject is: "Cars with Acme's radios leave port"."""
    paper = _PAPER_OF.match(text)
    names = written_names(text[paper.end() :] if paper else subject(text) or "")[:1]
    return tuple(one for one in names if not is_place(one) and not _GENERAL.fullmatch(one))


def _agents(after: str) -> tuple[str, ...]:
    """Name who acts by the words after "by": the names there, as far as they are joined."""
    found: list[str] = []
    at = 0
    for start, end in find_names(dotted(after)):
        if not _JOINED.fullmatch(after, at, start):
            break
        found.append(after[start:end])
        at = with_acronym(after, (start, end))[1]
    return tuple(found)


def _before(text: str, verb: int, end: int, it: tuple[str, ...]) -> tuple[str, ...]:
    """Name who acts by the words before a verb: those that begin the clause, or that end there.

    Args:
        text: from the clause on.
        verb: offset of its verb.
        end: offset after it.
        it: the names that "it" stands for.
    """
    set_aside = _RELATIVE.sub(lambda aside: "," + " " * (len(aside.group()) - 1), text[:verb])
    text = set_aside + text[verb:]
    own = _WHICH.sub("", text[:verb].rstrip())
    bare = _ASIDE.sub("", own)
    if _IT.search(bare) or _IT_WENT_ON.match(bare):
        return it
    found = actors(text[:end])
    at = own.rfind(found[-1]) + len(found[-1]) if found else 0
    if found and (_GOES_ON.search(bare) or not BREAK.search(own, at)):
        return found
    relative = own != text[:verb].rstrip()
    described = _DESCRIBED.search(own) if relative else None
    if described:
        bare = _ASIDE.sub("", own[: described.start()])
    names = find_names(dotted(bare))
    if names and _ENDS.fullmatch(bare, names[-1][1]):
        first, last = names[-1]
        return () if not relative and _PLACED.search(bare, 0, first) else (bare[first:last],)
    owner = next((name for name in names[:1] if _OWNS.match(bare, name[1])), None)
    return (bare[slice(*owner)],) if owner else ()
