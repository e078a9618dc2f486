"""What a question asks of all that the ledger holds of a kind: the policies of a year; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from assistant.computed.operation import Op, operation
from index.facts.fact import Kind
from index.keywords import STOPWORDS, content_terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.computed.limits import Period

_LONGEST_NAME, _MOST_BODIES = 7, 4  # words of a body's name, and bodies of a question


class By(StrEnum):
    """What rows are counted by."""

    YEAR = "year"
    ISSUER = "issuer"


@dataclass(frozen=True, slots=True)
class Asked:
    """Facts that a question asks for, and what is to be done with them.

    Attributes:
        op: what is done: counted, chosen, the latest, the earliest.
        by: what they are counted by; None for all together.
        kinds: of the facts.
        type: of policies, as ``Fact.qualifiers`` name it; empty for any.
        issuers: of whom any issued or did them; empty for anybody.
        period: when; None where the question gives no time.
        words: that they hold besides, as one text; may be empty.
        jointly: whether all of the issuers did, and not any of them.
    """

    op: Op
    by: By | None
    kinds: tuple[Kind, ...]
    type: str
    issuers: tuple[str, ...]
    period: Period | None
    words: str
    jointly: bool = False


# What policies are called, and their type in the ledger; an "s" is added for several.
_TYPE = {
    "policy document": "", "policy paper": "",
    "policie": "", "policy": "", "plan": "plan", "law": "law", "notice": "notice",
    "guideline": "guideline", "regulation": "regulation", "measure": "measures",
    "white paper": "white paper", "standard": "standard", "opinion": "opinion",
}  # fmt: skip
_NEWS = r"(?:news|events?|developments?|steps?|items?|deals?|moves?)"
_KINDS: tuple[tuple[tuple[Kind, ...], re.Pattern[str]], ...] = tuple(
    (kinds, re.compile(form, re.IGNORECASE))
    for kinds, form in (
        ((Kind.POLICY_EVENT,), rf"\bpolicy {_NEWS}\b"),
        ((Kind.CORPORATE_EVENT,), rf"\b(?:corporate|company|business) {_NEWS}\b"),
        ((Kind.TARGET,), r"\btargets?\b|\bgoals?\b|^what(?: is| are|'s|’s| falls) due\b"),
        ((Kind.POLICY,), rf"\b(?:{'|'.join(_TYPE)})s?\b"),
        (
            (Kind.POLICY, Kind.POLICY_EVENT),
            r"^what (?:did|has|have) [^?]*\b(?:issue|publish|release|adopt|announce)d?\b",
        ),
        (
            (Kind.POLICY, Kind.POLICY_EVENT, Kind.CORPORATE_EVENT),
            r"^what (?:happened|took place|was new)\b|^what (?:did|has) [^?]* (?:do|done)\b",
        ),
    )
)
_POLICY = (
    r"(?:plan|policy|notice|opinions?|guidelines?|guidance|measures|draft|law|regulations?|rules"
    r"|programme|program|strategy|outline|announcement|standard)"
)
# "How many measures are in the plan?": what is in a policy, and not the policies that there are.
_CONTENTS = re.compile(
    r"\bhow many [\w -]+?(?:(?:are|were) (?:there |\w+ed |\w+n )?(?:in|by|under) the [^,]*"
    rf"\b{_POLICY}\b(?! \w*(?:issu|publish|releas|adopt))"
    rf"|(?:do|does|did) the [^,]*\b{_POLICY}\b[^,]* (?:ask|list|name|set|contain|have|include"
    r"|mention|cover|give|provide|propose|need|make)s?\b)",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:latest|newest|most recent|last) (?:[\w-]+ )?$", re.IGNORECASE)
_EARLIEST = re.compile(r"\b(?:earliest|oldest|first) (?:[\w-]+ )?$", re.IGNORECASE)
_BY_YEAR = re.compile(r"\b(?:per|each|every|by|a) year\b|\bwhich year\b", re.IGNORECASE)
_BY_ISSUER = re.compile(
    r"\b(?:which|what) (?:body|bodies|ministry|ministries|agency|authority|institution|company"
    rf"|companies|firms?)\b(?! {_NEWS}\b)"
    r"|^who\b|\b(?:per|each|by) (?:body|ministry|issuer|agency)\b",
    re.IGNORECASE,
)
_MOST = re.compile(r"\bmost\b", re.IGNORECASE)
_JOINTLY = re.compile(r"\b(?:together with|jointly|both)\b", re.IGNORECASE)
# What says nothing of which rows are meant.
_SAID = re.compile(
    r"\b(?:how many|what|which|who|list|name|give|show|please|did|does|do|has|have|had|was|were|is"
    r"|are|been|be|happened|took place|new|issued?|publish\w*|releas\w+|adopt\w*|announc\w+"
    r"|set|fall|falls|due|done|all|each|every|per|year|years|(?-i:most)|latest|newest|recent|last"
    r"|first|earliest|oldest|chin(?:a|ese)(?:'s|’s)?|documents?|corpus|body|bodies|ministry|ministries"
    r"|agency|authority|institution|compan(?:y|ies)|firms?|there|by|in|of|for|from|on|the|a|an|me|we|know|and|that"
    r"|dates?|dated|mentioned|listed|altogether|together|jointly|with|both|total|national|central|government\w*)\b",
    re.IGNORECASE,
)


def asks_for_contents(question: str) -> bool:
    """Whether a question counts what one policy contains."""
    return bool(_CONTENTS.search(question))


def asked_of_ledger(question: str, is_body: Callable[[str], bool]) -> Asked | None:
    """Read which facts a question asks for; None where it does not ask for all of a kind.

    Args:
        question: standing alone; it names no document.
        is_body: tells whether the ledger knows a body of this name.
    """
    text = question.strip(" ?.!")
    read = operation(text)
    found = next(((k, m) for k, form in _KINDS if (m := form.search(text))), None)
    if read is None or found is None or read.bounds or asks_for_contents(text):
        return None
    kinds, noun = found
    op, by = _done(text, text[: noun.start()], read.op)
    one = kinds == (Kind.POLICY,) and not noun.group().endswith("s")
    if op is None or (one and op not in (Op.LATEST, Op.EARLIEST)):
        return None
    left = re.sub(rf"\b{re.escape(noun.group())}\b", " ", read.text)
    issuers, left = _issuers(left, is_body)
    words = " ".join(content_terms(_SAID.sub(" ", left)))
    if not (issuers or read.period or by or op in (Op.LATEST, Op.EARLIEST)):
        return None
    if words and kinds == (Kind.TARGET,):
        return None  # those of one plan stand together, whatever their words
    of_type = _TYPE.get(noun.group().lower().removesuffix("s"), "")
    jointly = len(issuers) > 1 and bool(_JOINTLY.search(text))
    return Asked(op, by, kinds, of_type, issuers, read.period, words, jointly)


def _done(text: str, before: str, op: Op) -> tuple[Op | None, By | None]:
    """Tell what is done with rows, and what they are counted by.

    Args:
        text: the question.
        before: what of it stands before the kind of rows.
        op: what is done with any rows, by the same question.
    """
    bodies = By.ISSUER if _BY_ISSUER.match(text) else None
    for form, first in ((_LATEST, Op.LATEST), (_EARLIEST, Op.EARLIEST)):
        if form.search(before):
            return first, bodies
    most = op is Op.MOST and _MOST.search(before)
    if most or op is Op.COUNT:
        by = By.YEAR if _BY_YEAR.search(text) else By.ISSUER if _BY_ISSUER.search(text) else None
        return (Op.MOST if most else Op.COUNT, by) if by or not most else (None, None)
    return (Op.CHOOSE, bodies) if op is Op.CHOOSE else (None, None)


def _issuers(text: str, is_body: Callable[[str], bool]) -> tuple[tuple[str, ...], str]:
    """Find the bodies that a text names, each by the longest run of its words; and the rest."""
    found: list[str] = []
    left = " ".join(text.split())
    while len(found) < _MOST_BODIES and (body := _body(left, is_body)):
        found.append(body)
        left = " ".join(re.sub(rf"(?<!\w){re.escape(body)}(?!\w)", " ", left).split())
    return tuple(found), left


def _body(text: str, is_body: Callable[[str], bool]) -> str:
    words = text.split()
    runs = (
        " ".join(words[start : start + count]).strip(",;")
        for count in range(min(_LONGEST_NAME, len(words)), 0, -1)
        for start in range(len(words) - count + 1)
    )
    return next((run for run in runs if run not in STOPWORDS and is_body(run)), "")
