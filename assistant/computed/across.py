"""Facts of all documents to an answer: counted, listed, the latest, by year or by body; pure.

Rows of one table or issue are compared where they stand (``compute``); policies, targets and news
are asked for by their date and who issued them, whichever document tells of them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assistant.computed.asked import Asked, By
from assistant.computed.computed import LIKELY, MOST_TOLD, Computed
from assistant.computed.operation import Op
from assistant.computed.rows import row_of
from assistant.computed.wording import in_all, spoken, spoken_names
from index.facts.fact import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assistant.computed.rows import Row
    from index.facts.fact import Fact

_DAY = len("2021-03-02")
_LARGE = 1_000  # a figure that two targets of one time do not share by chance
_SAME_TITLE = 88  # of 100, from which two titles of one time name the same (rapidfuzz)
_DONE = {
    Op.COUNT: "counted", Op.CHOOSE: "chosen", Op.MOST: "the most of", Op.LATEST: "the latest of",
    Op.EARLIEST: "the earliest of",
}  # fmt: skip


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
        and (fact.when or _needs_no_date(asked))
        and (asked.period is None or asked.period.admits(fact.when))
    )
    if not chosen:
        return None
    limits = (
        (" and " if asked.jointly else " or ").join(asked.issuers),
        asked.words,
        str(asked.period or ""),
    )
    where = f" ({'; '.join(filter(None, limits))})" if any(limits) else ""
    query = f"{_DONE[asked.op]} {_of(asked.kinds, len(chosen))} of all documents{where}"
    short, items, told = _told(asked, chosen, quote)
    if asked.op is Op.COUNT and not asked.by and (asked.words or not complete):
        short = f"at least {short}"
    rows = tuple(row_of(fact, quote(fact)) for fact in told[-MOST_TOLD:])
    listed = asked.op is Op.CHOOSE or len(items) > 1
    return Computed(short, tuple(items) if listed else (), rows, query, LIKELY)


def _needs_no_date(asked: Asked) -> bool:
    """Whether facts are asked for by who issued them alone."""
    several = asked.op in (Op.COUNT, Op.CHOOSE) and asked.by is not By.YEAR
    return several and bool(asked.issuers) and asked.period is None


def _told(
    asked: Asked, chosen: Sequence[Fact], quote: Callable[[Fact], str]
) -> tuple[str, list[str], Sequence[Fact]]:
    """Give the short answer, its items, and the facts that it is told with."""
    if asked.by and asked.op not in (Op.COUNT, Op.MOST):
        told: Sequence[Fact] = [fact for fact in _best(asked.op, chosen) if _actor(fact)]
        items = list(dict.fromkeys(map(_actor, told)))
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
    if len(items) < of:
        return f"{'; '.join(items)} (the last {len(items)} of {of})"
    return in_all(items)


def _counted_by(asked: Asked, chosen: Sequence[Fact]) -> tuple[str, list[str], Sequence[Fact]]:
    """Count facts by their year or by who issued them; where the most are asked for, these."""
    counted = Counter(key for fact in chosen for key in _keys(asked.by, fact) if key)
    most = max(counted.values(), default=0)
    kept = {key: n for key, n in counted.items() if asked.op is Op.COUNT or n == most}
    order = sorted(kept, key=lambda key: key if asked.by is By.YEAR else (-kept[key], key))
    items = [f"{key}: {kept[key]}" for key in order]
    told = [fact for fact in chosen if kept.keys() & set(_keys(asked.by, fact))]
    return "; ".join(items), items, told


def _keys(by: By | None, fact: Fact) -> Sequence[str]:
    if by is By.ISSUER:
        return fact.issuers or [_actor(fact)]
    return [(fact.when or "")[:4]]


def _of(kinds: Sequence[Kind], count: int) -> str:
    if count == 1:
        return f"1 {' or '.join(kinds)}"
    several = (f"{kind}s".replace("ys", "ies") for kind in kinds)
    return f"{count} different {' and '.join(several)}"


def _distinct(facts: Iterable[Fact]) -> list[Fact]:
    """Give facts by their time, one for those that tell the same; the fullest stands for them."""
    found: dict[str, list[Fact]] = {}
    fullest = sorted(
        facts, key=lambda one: (one.kind is not Kind.POLICY, -len(one.when or ""), one.id)
    )
    for fact in fullest:
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
    if {one.kind, other.kind} == {Kind.POLICY, Kind.POLICY_EVENT}:  # it is told as news as well
        return a == b and len(a) == _DAY and bool(set(one.issuers) & set(other.issuers))
    if one.unit == other.unit and isinstance(one.value, int | float) and one.value >= _LARGE:
        return True
    from rapidfuzz import fuzz  # which a question that is not of the ledger does not wait for

    return fuzz.token_set_ratio(_name(one), _name(other)) >= _SAME_TITLE


def _name(fact: Fact) -> str:
    """Name a fact: the title of a policy, what happened, what is to be reached."""
    if fact.kind is Kind.POLICY:
        return fact.subject or ""
    if fact.kind is Kind.TARGET:
        parts = (fact.subject, fact.measure, f"{fact.value} {fact.unit or ''}".strip())
        return ", ".join(part for part in parts if part)
    actor = _actor(fact)
    action = str(fact.qualifiers.get("action") or "")
    return action if action.startswith(actor) else f"{actor} {action}".strip()


def _actor(fact: Fact) -> str:
    """Name who issued or did it; empty where the text does not tell."""
    if fact.kind is Kind.POLICY:
        return spoken_names(fact.issuers)
    return spoken_names(fact.issuers) or fact.subject or ""
