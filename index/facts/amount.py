"""Targets and amounts in the prose: its numbers with what they measure and when; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from index.attachment import (
    CLAUSE,
    PART,
    Time,
    clause,
    gives_way,
    last_years,
    names_of,
    time_of,
)
from index.facts.corrected import Told, with_corrections
from index.facts.fact import Certainty, Fact, Kind
from index.facts.goal import Around, deadline_of, is_goal
from index.facts.headed import heads
from index.facts.reading import Reading, Sentence
from index.facts.recorded import Policy, policy_at
from index.facts.table import details
from index.facts.wording import (
    certainty,
    elliptic,
    gapped,
    measured,
    next_named,
    series_before,
    subject,
)
from index.quantities import TIMES, Quantity, are_one_sum, quantities
from index.series import respective

_BECOMES = re.compile(
    r"\b(?:was|were|is|are|wants?|aims?|should|shall) to (?:become|reach|rise|grow)\b"
)
_AND_DID = re.compile(
    r"\b(?:and|but) (?:(?:only|then|later|[a-z]+ly) )?(?:[a-z]{2,}ed|took|had|got|built|made|sold"
    r"|held|bought|won)\b(?! to\b)"
)
_SPAN_OF_TIME = 11  # spelled-out numbers below are mostly figures of speech
_DOWN = re.compile(
    r"\b(?:fell|falls?|declin\w+|decreas\w+|shr[aiu]nk|dropped|contract\w+|down|lower|cut)\b", re.I
)
_UP = re.compile(
    r"\b(?:rose|rises?|grew|grow\w*|increas\w+|up by|goes up|raised?|higher|expand\w*|climbed)\b",
    re.I,
)
_OF_GOALS = (Certainty.DRAFT, Certainty.PLANNED, Certainty.REPORTED, Certainty.IN_TALKS)
_CONTACT = re.compile(r"\b(?:tel|phone|fax|e-?mail|www|https?)\b[.:]|@", re.IGNORECASE)
# Numbers alone, and a running head with its page: "THE DOCKS 7".
_NO_PROSE = re.compile(r"[\d\s.,]+|(?:[A-Z][A-Z’'&-]+ ){2,}\d{1,3}|\d{1,3}(?: [A-Z][A-Z’'&-]+){2,}")
_WITH_TIME = re.compile(r"\([^():;]*(?:19|20)\d\d: $")  # "(2022: 37)"
_SHORT = 4  # words of a line that is no sentence
_BEFORE = 800  # characters before a sentence that it may refer to
_AFTER = 300  # characters, and so items at most, after an item are looked at
_CONVERTED = re.compile(r"\s?[(（,]\s?(?:or |about )?")
_Number = tuple[Quantity, Quantity | None, Quantity | None]  # converted to what, risen from what


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands over a sentence, and in it.

    Attributes:
        policy: the policy of its section, or None.
        lead: the sentence that leads in to its list, or "".
        after: the items of the same list after its own.
        head: the name over it that its figures are of where they have no subject; or None.
        found: its own numbers.
        times: that it names.
        named: the names of its numbers in brackets.
        things: what each number is of, of a series that goes with a series of things.
    """

    policy: Fact | None
    lead: str
    after: str
    head: str | None
    found: Sequence[Quantity]
    times: Sequence[Time]
    named: Mapping[tuple[int, int], tuple[int, int]]
    things: Mapping[tuple[int, int], str]


def prose_facts(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    """Give each number of the prose as a target or an amount."""
    return with_corrections(_in_sentences(reading, policies))


def _in_sentences(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Told]:
    """Give each sentence with its facts."""
    leads, over = _leads(reading), heads(reading)
    fielded = [(p.fact.span.start, p.fact.span.end) for p in policies]
    for sentence in reading.sentences:
        start = sentence.span.start
        if any(a <= start < b for a, b in fielded):
            continue
        found, facts = list(quantities(sentence.text)), []
        if found:
            begin = max(reading.document.blocks[sentence.block].start, start - _BEFORE)
            context = _Context(
                policy_at(policies, start),
                *leads.get(sentence.block, ("", "")),
                head=over.get(sentence.block),
                found=found,
                times=_times(reading, sentence),
                named=names_of(sentence.text),
                things=respective(sentence.text, reading.text(begin, start)),
            )
            numbers = _numbers(sentence.text, context)
            facts = [_prose_fact(reading, sentence, one, context) for one in numbers]
        yield sentence.text, sentence.block, facts


def _numbers(text: str, context: _Context) -> Iterator[_Number]:
    """Give each number worth a row with its sum in another currency, and where it starts from."""
    base: Quantity | None = None
    used: Quantity | None = None
    for quantity, following in zip_longest(context.found, context.found[1:]):
        gap = text[quantity.end : following.start] if following else ""
        if quantity is used:
            continue
        moved = gap.strip() == "to" and text.endswith("from ", 0, quantity.start)
        if moved or (_BECOMES.search(gap) and not CLAUSE.search(gap)):
            base = quantity
            continue
        used = following if following and _converts(text, quantity, following) else None
        if _is_told(text, quantity) or (quantity.start, quantity.last) in context.things:
            yield quantity, used, base
        base = None


def _leads(reading: Reading) -> dict[int, tuple[str, str]]:
    """Give for the block of each list item its lead and the items after it."""
    found = {}
    for own in reading.structure.lists:
        if own.lead is None:
            continue
        lead = reading.text(own.lead.start, own.lead.end)
        for at, item in enumerate(own.items):
            below = own.items[at + 1 : at + 1 + _AFTER]
            rest = " ".join(reading.text(i.span.start, i.span.end) for i in below)
            found[item.block] = (lead, rest[:_AFTER])
    return found


def _converts(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a second sum is the first in another currency: "870 million RMB ($130 million)"."""
    gap = text[first.end : second.start]
    return are_one_sum(first, second) and bool(_CONVERTED.fullmatch(gap))


def _is_told(text: str, quantity: Quantity) -> bool:
    """Whether a number is worth a row.

    Stretches of time, small numbers in words and the numbers of an address are not.
    """
    if quantity.unit in TIMES:
        return False
    if quantity.unit:
        return True
    if quantity.spelled:
        return quantity.value >= _SPAN_OF_TIME and not text.rstrip().endswith(":")
    if (
        _CONTACT.search(text)
        or _NO_PROSE.fullmatch(text)
        or (text[-1:].isalnum() and len(text.split()) < _SHORT)
    ):
        return False
    after = text[quantity.end : quantity.end + 2]
    if after[:1] == ")" and _WITH_TIME.search(text, 0, quantity.start):
        return True
    return not text.rstrip().endswith(":") and not re.match(r"[A-Za-z)\]]|-[A-Za-z]", after)


def _prose_fact(
    reading: Reading,
    sentence: Sentence,
    told: _Number,
    context: _Context,
) -> Fact:
    quantity, converted, base = told
    text, offset = sentence.text, sentence.span.start
    first, last = clause(text, quantity.start, quantity.end)
    own = text[first:last]
    part = clause(text, quantity.start, quantity.end, PART)
    dated = sentence.entry.date if sentence.entry else None
    when = time_of(text, quantity.start, quantity.end, context.times, dated)
    around = Around(
        *(text, (first, last), part, context.lead, context.after, sentence.before, context.times),
        *(when, reading.document.meta.issued),
    )
    deadline = deadline_of(quantity, around)
    goal = is_goal(quantity, around, deadline) and not gives_way(text, quantity, context.found)
    told_in = text[_own_verb(text, part[0], quantity, context.found) : part[1]]
    sure = certainty(f"{told_in} {context.lead}", *(_OF_GOALS if goal else ()))
    if context.policy and context.policy.certainty is Certainty.DRAFT and goal:
        sure = Certainty.DRAFT
    more = details(quantity, converted)
    if base:
        more["baseline"] = base.value
    if deadline and (goal or not when or when[:4] == deadline):
        more["deadline"] = deadline
    if context.policy and context.policy.subject and goal:
        more["policy"] = context.policy.subject
    if direction := _direction(own):
        more["direction"] = direction
    name = context.named.get((quantity.start, quantity.end))
    about = context.things.get((quantity.start, quantity.last)) or _about(
        text, first, last, quantity
    )
    return Fact(
        id="",
        kind=Kind.TARGET if goal else Kind.AMOUNT,
        subject=text[slice(*name)] if name else about or context.head,
        measure=None if name else measured(text, quantity.start, quantity.last),
        value=quantity.value,
        unit=quantity.unit,
        when=(deadline or when) if goal else when,
        span=reading.span(offset + first, offset + last),
        issuers=context.policy.issuers if goal and context.policy else (),
        certainty=sure,
        qualifiers=more,
    )


def _own_verb(text: str, start: int, own: Quantity, found: Sequence[Quantity]) -> int:
    """Find the verb of a number after another's: "planned 120 docks and took 105"; else ``start``.

    Args:
        text: the sentence.
        start: offset of its part that holds the number.
        own: the number.
        found: all of the sentence.
    """
    verbs = [verb.start() for verb in _AND_DID.finditer(text, start, own.start)]
    told = [at for at in verbs if any(start <= other.start < at for other in found)]
    return told[-1] if told else start


def _about(text: str, first: int, last: int, quantity: Quantity) -> str | None:
    """Find what a number is of: its clause's subject, or else its sentence's."""
    ahead = text[first : quantity.start]
    own = subject(text[first:last])
    found = next_named(ahead) or series_before(text, first, own) or own or elliptic(ahead)
    return found or (gapped(ahead) if first else None) or subject(text)


def _direction(clause: str) -> str | None:
    down, up = bool(_DOWN.search(clause)), bool(_UP.search(clause))
    return None if down == up else "down" if down else "up"


def _times(reading: Reading, sentence: Sentence) -> list[Time]:
    """List the times of a sentence, "last year" counted from when it was written."""
    dated = sentence.entry.date if sentence.entry else None
    now = dated or reading.document.meta.issued
    times = list(reading.times(sentence.text, sentence.span.start))
    return times + (last_years(sentence.text, now) if now else [])
