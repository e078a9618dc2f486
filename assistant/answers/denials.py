"""What a clause denies of a question, and what it says the contrary of; pure."""

from __future__ import annotations

import re

from assistant.answers.contraries import contraries, turned
from assistant.answers.predicates import negated, told_of
from index.keywords import stem, terms

_NEGATES = re.compile(
    r"\b(?:no|not|never|none|neither|nor|cannot|nobody|nothing|nowhere|hardly|barely|scarcely"
    r"|rarely)\b|n[’']t\b",
    re.IGNORECASE,
)
# Words that deny by themselves. One that a question has too denies nothing of it, and one that is
# itself negated affirms: "no application has been refused".
_DENIES = re.compile(
    r"\b(?:without|lack(?=s?\b|ing\b)|fail(?=ed\b|s?\b)|refus(?=\w)|reject(?=\w)|rule[sd]? out"
    r"|yet to|unable|unlikely|abandon(?=\w)|terminat(?=\w)|far from|instead of|short of|absent"
    r"|rather than|wait(?:s|ed|ing)? for|await(?:s|ed|ing)?\b|left out|leav(?:es|ing) out"
    r"|(?:block|cancell?|shelv|veto)(?=e?d\b)|withh[eo]ld"
    r"|out of reach|(?:stay|remain|lie|fall|kept|keep|stand)(?:s|ed)? outside|out of scope"
    r"|(?:advis|warn|decid|argu|vot)\w* against"
    r"|missing\b|drop(?:s|ped)? out\b|exempt|exclud(?=\w)|except\b|ceas(?=e[sd]?\b)"
    r"|stop(?=s?\b|ped\b|ping\b))",
    re.IGNORECASE,
)
_REFUSES = re.compile(r"(?:lack|fail|refus|reject|rule|abandon|terminat|exclud|ceas|stop)", re.I)
# Denials that deny nothing: "not only", "no less", and what says that something goes on.
_UNCHANGED = re.compile(
    r"\b(?:has|have|had|did|does|is|are|was) not (?:been )?(?:chang\w+|altered|ended|stopped)\b"
    r"|\bunchanged\b",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\bnot (?:only|just|merely|least)\b|\bno (?:less|fewer|day)\b|\bno doubt\b"
    rf"|{_UNCHANGED.pattern}|\bnot without\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:chang\w+|alter\w*|end(?:ed)?|stop(?:ped|ping)?|halt\w*|suspend\w*|clos(?:e|ed|ing)"
    r"|shut(?:ting)?|rais(?:e|ed)|lower(?:ed)?|increas(?:e|ed)|reduc(?:e|ed)|extend(?:ed)?)\b",
    re.IGNORECASE,
)
# What a clause says beside, or takes out: "the fund, which has not yet paid", "all but tugs".
_ASIDE = re.compile(
    r",? (?:which|who|that (?=(?:is|are|was|were|has|have|had|do|does|did|can|may) not))\b[^,.;:]*"
    r"|\b(?:except(?:ing)?(?: for)?|excluding|with the exception of|apart from)\b[^,.;:]*",
    re.IGNORECASE,
)
_CONTRARY = contraries(
    ("mandatory compulsory obligatory binding required", "voluntary optional recommended"),
    # One pair: what "fell" is no "more", and what both "rose" and is "higher" is told once.
    (
        "rise rose risen increase grow grew gain more larger bigger higher above over exceed",
        "fall fell fallen drop decline decrease shrink fewer less smaller lower below under minus",
    ),
    ("draft provisional preliminary proposed", "final definitive adopted enacted"),
    ("ahead lead leads leading surpass overtake", "behind trail trails lag lags"),
    ("first", "second third fourth fifth last"),
    (
        "all every each always entire whole wholly fully entirely completely",
        "some several few partly partially half most other",
    ),
    ("public", "private privately"),
    ("free", "paid fee"),
    ("directly direct", "indirectly indirect"),
    ("before earlier", "after later"),
    ("open opened", "closed shut"),
    ("close closes closed shut shuts", "keep keeps kept retain retains retained"),
    ("largest biggest highest most", "smallest lowest least"),
    (
        "ban banned prohibit prohibited forbid forbidden forbade bar barred",
        "allow allowed permit permitted",
    ),
    ("surplus", "deficit"),
    ("domestic", "foreign imported"),
    ("old older oldest", "young younger newer youngest"),
    ("met meet meets reach reached achieve achieved", "miss missed unmet"),
    (
        "change changed changes alter altered scrap scrapped repeal repealed lift lifted",
        "keep keeps kept retain retains retained",
    ),
    ("running operating operational ongoing", "suspended halted paused idle stalled"),
)
_OF_FORCE = _CONTRARY[:1]  # a text has its force whatever else is said of it
DECIDING = frozenset().union(*(side for pair in _CONTRARY for side in pair))
_MAY = r"^(?:can|may) (?!\d)|\b(?:legal|lawful)(?:ly)?\b"  # asks whether something is allowed
# What two words say in one.
_IN_ONE = (
    (re.compile(r"\b(?:(?:go|goes|going|went|gone|was|were|is) up|up from)\b", re.I), "rise"),
    (re.compile(r"\b(?:(?:go|goes|going|went|gone|was|were|is) down|down from)\b", re.I), "fall"),
    (re.compile(r"\bg(?:ive|ives|ave|iven) up\b", re.IGNORECASE), "scrapped"),
    (re.compile(r"\bon hold\b", re.IGNORECASE), "suspended"),
    (re.compile(_MAY, re.IGNORECASE), "allowed "),
)
_WHOLE = re.compile(
    r"\b(?:all|every|each|always|fully|entirely|completely|everybody|everyone)\b", re.IGNORECASE
)
_REST = re.compile(r"(?:Of (?:these|them|those)|(?:The )?Others?|The rest|Not all|Only)\b")


# What asks whether something may or must be done, and what a text says of that.
_RULES = tuple(
    (re.compile(asks, re.IGNORECASE), re.compile(says, re.IGNORECASE))
    for asks, says in (
        (
            rf"{_MAY}|\b(?:allowed|permitted|free to|eligible|entitled)\b",
            r"\b(?:may|can|cannot|allow\w*|permit\w*|prohibit\w*|forbid\w*|forbade|ban(?:s|ned)?"
            r"|barred|exclud\w+|eligible|entitled|off limits|drop(?:s|ped)? out|no longer)\b",
        ),
        (
            r"\b(?:have|has|had|need) to\b|\b(?:must|obliged?|required|compulsory|mandatory)\b",
            r"\b(?:must|(?:have|has|had|need) to|needs? (?:no|not)|obliged?|requir\w+|exempt\w*"
            r"|mandatory|compulsory|voluntary|shall)\b",
        ),
    )
)


def denies(text: str) -> bool:
    """Tell whether a text denies anything."""
    plain = _NO_DENIAL.sub(" ", text)
    return bool(_NEGATES.search(plain) or _DENIES.search(plain))


def denied(question: str, clause: str) -> bool:
    """Tell whether a clause denies what a question claims, or affirms what it denies.

    Args:
        question: what it claims: "Has any application been refused?".
        clause: the clause that decides: "No application has been refused".
    """
    asked = _NO_DENIAL.sub(" ", question)
    told = _NO_DENIAL.sub(" ", _without_asides(question, clause))
    stays = bool(_UNCHANGED.search(clause) and _CHANGES.search(question))
    shared = {"stop"} if stays else _words(asked) & _words(told)
    return (_turned(asked, shared) != _turned(told, shared)) != stays


def _without_asides(question: str, clause: str) -> str:
    """Leave out what a clause denies beside what it says, of which a question says nothing.

    Args:
        question: "Does the law cover planes?".
        clause: "The law covers all aircraft except drones".
    """
    asked = told_of(question)

    def kept(aside: re.Match[str]) -> str:
        return aside[0] if negated(aside[0]) & asked else " "

    return _ASIDE.sub(kept, clause)


def _words(text: str) -> set[str]:
    return {match.group().lower() for match in _DENIES.finditer(text)}


def _turned(text: str, shared: set[str]) -> bool:
    """Tell whether a text denies, the words aside that another shares; "not refused" affirms."""
    negated = _NEGATES.search(text)
    own = [match for match in _DENIES.finditer(text) if match.group().lower() not in shared]
    if negated and any(
        match.start() > negated.start() and _REFUSES.match(match.group()) for match in own
    ):
        return False
    return bool(negated or own)


def turns(one: str, other: str) -> bool:
    """Tell whether two texts both have words of a pair that says the contrary of each other."""
    mine, others = _stems(one), _stems(other)
    return any(mine & (a | b) and others & (a | b) for a, b in _CONTRARY)


def rules_on(question: str, clause: str) -> bool:
    """Tell whether a clause says what may or must be done, where a question asks that."""
    return any(asks.search(question) and says.search(clause) for asks, says in _RULES)


def contrary(question: str, clause: str) -> bool:
    """Tell whether a clause has the contrary of a word of the question, and not the word."""
    return turned(_CONTRARY, _stems(question), _stems(clause)) % 2 == 1


def is_of_other_force(question: str, sentence: str) -> bool:
    """Tell whether a sentence has "although voluntary" where a question asks what is binding."""
    return turned(_OF_FORCE, _stems(question), _stems(sentence)) > 0


def _stems(text: str) -> set[str]:
    for form, word in _IN_ONE:
        text = form.sub(word, text)
    return {stem(term) for term in terms(text)}


def excepted(question: str, following: str) -> bool:
    """Tell whether what follows a clause takes something out of all that a question claims.

    Args:
        question: "Do all updates have to be filed?".
        following: "Other updates need no filing."
    """
    return bool(_WHOLE.search(question) and _REST.match(following) and denies(following))
