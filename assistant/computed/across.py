"""Questions about all that the ledger holds of a kind: the policies of a year, what is due; pure.

Rows of one table or issue are compared where they stand (``compute``); policies, targets and news
are asked for by their date and who issued them, whichever document tells of them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from assistant.computed.computed import Computed
from assistant.computed.operation import Op, operation
from assistant.computed.rows import row_of
from assistant.computed.wording import spoken
from index.facts.fact import Kind
from index.keywords import STOPWORDS, content_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.computed.operation import Period
    from assistant.computed.rows import Row
    from index.facts.fact import Fact

MOST_TOLD = 40  # rows that are told and cited one by one
_LONGEST_NAME = 7  # words of a body's name
_LARGE = 1_000  # a figure that two targets of one time do not share by chance
_SAME_TITLE = 88  # of 100, from which two titles of one time name the same (rapidfuzz)


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
        issuer: who issued or did them; empty for anybody.
        period: when; None where the question gives no time.
        due: whether that time is a deadline.
        words: that they hold besides, as one text; may be empty.
    """

    op: Op
    by: By | None
    kinds: tuple[Kind, ...]
    type: str
    issuer: str
    period: Period | None
    due: bool
    words: str


# What policies are called, and their type in the ledger; an "s" is added for several.
_TYPE = {
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
_LATEST = re.compile(r"\b(?:latest|newest|most recent|last) (?:[\w-]+ )?$", re.IGNORECASE)
_EARLIEST = re.compile(r"\b(?:earliest|oldest|first) (?:[\w-]+ )?$", re.IGNORECASE)
_BY_YEAR = re.compile(r"\b(?:per|each|every|by|a) year\b|\bwhich year\b", re.IGNORECASE)
_BY_ISSUER = re.compile(
    r"\b(?:which|what) (?:body|bodies|ministry|ministries|agency|authority|institution)\b"
    r"|^who\b|\b(?:per|each|by) (?:body|ministry|issuer|agency)\b",
    re.IGNORECASE,
)
_DONE = {
    Op.COUNT: "counted", Op.CHOOSE: "chosen", Op.MOST: "the most of", Op.LATEST: "the latest of",
    Op.EARLIEST: "the earliest of",
}  # fmt: skip
_MOST = re.compile(r"\bmost\b", re.IGNORECASE)
# What says nothing of which rows are meant.
_SAID = re.compile(
    r"\b(?:how many|what|which|who|list|name|give|show|please|did|does|do|has|have|had|was|were|is"
    r"|are|been|be|happened|took place|new|issued?|publish\w*|releas\w+|adopt\w*|announc\w+"
    r"|set|fall|falls|due|done|all|each|every|per|year|years|(?-i:most)|latest|newest|recent|last"
    r"|first|earliest|oldest|chin(?:a|ese)(?:'s|’s)?|documents?|corpus|body|bodies|ministry|ministries"
    r"|agency|authority|institution|there|by|in|of|for|from|on|the|a|an|me|we|know|and|that"
    r"|dates?|dated|mentioned|listed|altogether|total|national|central|government\w*)\b",
    re.IGNORECASE,
)


def asked_of_ledger(question: str, is_body: Callable[[str], bool]) -> Asked | None:
    """Read which facts a question asks for; None where it does not ask for all of a kind.

    Args:
        question: standing alone; it names no document.
        is_body: tells whether the ledger knows a body of this name.
    """
    text = question.strip(" ?.!")
    read = operation(text)
    found = next(((k, m) for k, form in _KINDS if (m := form.search(text))), None)
    if read is None or found is None or read.bounds:
        return None
    kinds, noun = found
    op, by = _done(text, text[: noun.start()], read.op)
    one = kinds == (Kind.POLICY,) and not noun.group().endswith("s")
    if op is None or (one and op not in (Op.LATEST, Op.EARLIEST)):
        return None
    left = re.sub(rf"\b{re.escape(noun.group())}\b", " ", read.text)
    issuer = _issuer(left, is_body)
    left = " ".join(left.split()).replace(issuer, " ") if issuer else left
    words = " ".join(content_terms(_SAID.sub(" ", left)))
    if not (issuer or read.period or by or op in (Op.LATEST, Op.EARLIEST)):
        return None
    if words and kinds == (Kind.TARGET,):
        return None  # those of one plan stand together, whatever their words
    of_type = _TYPE.get(noun.group().lower().removesuffix("s"), "")
    return Asked(op, by, kinds, of_type, issuer, read.period, read.due, words)


def _done(text: str, before: str, op: Op) -> tuple[Op | None, By | None]:
    """Tell what is done with rows, and what they are counted by.

    Args:
        text: the question.
        before: what of it stands before the kind of rows.
        op: what is done with any rows, by the same question.
    """
    if _LATEST.search(before):
        return Op.LATEST, None
    if _EARLIEST.search(before):
        return Op.EARLIEST, None
    most = op is Op.MOST and _MOST.search(before)
    if most or op is Op.COUNT:
        by = By.YEAR if _BY_YEAR.search(text) else By.ISSUER if _BY_ISSUER.search(text) else None
        return (Op.MOST if most else Op.COUNT, by) if by or not most else (None, None)
    bodies = By.ISSUER if _BY_ISSUER.match(text) else None
    return (Op.CHOOSE, bodies) if op is Op.CHOOSE else (None, None)


def _issuer(text: str, is_body: Callable[[str], bool]) -> str:
    """Find the body that a text names: the longest run of its words that is one."""
    words = text.split()
    runs = (
        " ".join(words[start : start + count])
        for count in range(min(_LONGEST_NAME, len(words)), 0, -1)
        for start in range(len(words) - count + 1)
    )
    return next((run for run in runs if run not in STOPWORDS and is_body(run)), "")


def answer(
    asked: Asked, facts: Iterable[Fact], quote: Callable[[Fact], str], *, complete: bool
) -> Computed | None:
    """Do with facts what is asked; None where there are none.

    Args:
        asked: what is asked for.
        facts: of its kinds, its time and its issuer, holding its words.
        quote: gives the words of a fact.
        complete: whether no fact may be missing for want of a date.
    """
    chosen = _distinct(
        fact
        for fact in facts
        if (not asked.type or fact.qualifiers.get("doc_type") == asked.type)
        and fact.when
        and (asked.period is None or asked.period.admits(fact.when))
    )
    if not chosen:
        return None
    limits = (asked.issuer, asked.words, _spoken(asked.period))
    where = f" ({'; '.join(filter(None, limits))})" if any(limits) else ""
    query = f"{_DONE[asked.op]} {_of(asked.kinds, len(chosen))} of all documents{where}"
    short, items, told = _told(asked, chosen, quote)
    if asked.op is Op.COUNT and not asked.by and (asked.words or not complete):
        short = f"at least {short}"
    rows = tuple(row_of(fact, quote(fact)) for fact in told[-MOST_TOLD:])
    return Computed(short, tuple(items) if len(items) > 1 else (), rows, query)


def _told(
    asked: Asked, chosen: Sequence[Fact], quote: Callable[[Fact], str]
) -> tuple[str, list[str], Sequence[Fact]]:
    """Give the short answer, its items, and the facts that it is told with."""
    if asked.by and asked.op is Op.CHOOSE:
        told: Sequence[Fact] = [fact for fact in chosen if fact.issuers]
        items = list(dict.fromkeys(" and ".join(fact.issuers) for fact in told))
        return _listed(items, len(items)), items, told
    if asked.by:
        return _counted_by(asked, chosen)
    if asked.op is Op.COUNT:
        return str(len(chosen)), [], chosen
    told = _best(asked.op, chosen)
    items = [_shown(row_of(fact, quote(fact))) for fact in told[-MOST_TOLD:]]
    if asked.op is Op.CHOOSE:
        return _listed(items, len(told)), items, told
    return f"{'; '.join(items)}, {spoken(told[0].when or '')}", items, told


def _shown(row: Row) -> str:
    """Name a row; a target with the policy that sets it."""
    policy = row.fact.qualifiers.get("policy")
    return f"{row.label.rstrip('.')} ({policy})" if policy else row.label


def _best(op: Op, chosen: Sequence[Fact]) -> Sequence[Fact]:
    """Give the facts of the latest or the earliest time, or all."""
    if op is Op.CHOOSE:
        return chosen
    days = [fact.when or "" for fact in chosen]
    best = max(days) if op is Op.LATEST else min(days)
    return [fact for fact, day in zip(chosen, days, strict=True) if day == best]


def _listed(items: Sequence[str], of: int) -> str:
    """Join items, of which there may be more."""
    names = "; ".join(items)
    if len(items) < of:
        return f"{names} (the last {len(items)} of {of})"
    return f"{names} ({of} in all)" if of > 1 else names


def _counted_by(asked: Asked, chosen: Sequence[Fact]) -> tuple[str, list[str], Sequence[Fact]]:
    """Count facts by their year or by who issued them; where the most are asked for, these."""
    counted = Counter(key for fact in chosen for key in _keys(asked.by, fact))
    most = max(counted.values(), default=0)
    kept = {key: n for key, n in counted.items() if asked.op is Op.COUNT or n == most}
    order = sorted(kept, key=lambda key: key if asked.by is By.YEAR else (-kept[key], key))
    items = [f"{key}: {kept[key]}" for key in order]
    told = [fact for fact in chosen if kept.keys() & set(_keys(asked.by, fact))]
    return "; ".join(items), items, told


def _keys(by: By | None, fact: Fact) -> Sequence[str]:
    return fact.issuers if by is By.ISSUER else [(fact.when or "")[:4]]


def _of(kinds: Sequence[Kind], count: int) -> str:
    if count == 1:
        return f"1 {' or '.join(kinds)}"
    several = (f"{kind}s".replace("ys", "ies") for kind in kinds)
    return f"{count} different {' and '.join(several)}"


def _spoken(period: Period | None) -> str:
    return " to ".join(filter(None, (period.first, period.last))) if period else ""


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Give facts by their time, one for those that tell the same; the fullest stands for them."""
    found: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda one: (-len(one.when or ""), one.id)):
        same = found.setdefault((fact.when or "")[:4], [])
        if not any(_tell_the_same(fact, other) for other in same):
            same.append(fact)
    return sorted(
        (f for group in found.values() for f in group), key=lambda f: (f.when or "", f.id)
    )


def _tell_the_same(one: Fact, other: Fact) -> bool:
    a, b = one.when or "", other.when or ""
    if not (a.startswith(b) or b.startswith(a)) or one.value != other.value:
        return False
    if one.unit == other.unit and isinstance(one.value, int | float) and one.value >= _LARGE:
        return True
    return fuzz.token_set_ratio(_name(one), _name(other)) >= _SAME_TITLE


def _name(fact: Fact) -> str:
    """Name a fact: the title of a policy, what happened, what is to be reached."""
    if fact.kind is Kind.POLICY:
        return fact.subject or ""
    if fact.kind is Kind.TARGET:
        parts = (fact.subject, fact.measure, f"{fact.value} {fact.unit or ''}".strip())
        return ", ".join(part for part in parts if part)
    actor = " and ".join(fact.issuers) or fact.subject or ""
    action = str(fact.qualifiers.get("action") or "")
    return action if action.startswith(actor) else f"{actor} {action}".strip()
