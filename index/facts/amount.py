"""Targets and amounts: numbers of the prose and of tables, with what they measure and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Block, BlockKind
from corpus.exhibits import Exhibit, Kind as ExhibitKind
from index.facts.fact import Certainty, Detail, Fact, Kind
from index.facts.policy import Policy, policy_at
from index.facts.reading import Reading, Sentence
from index.facts.wording import certainty, measured, subject
from index.quantities import Quantity, quantities

_GOAL = re.compile(
    r"\b(?:wants?|aims?|goals?|targets?|is to|are to|was to|were to|planned|plans to|seeks?|intends?"
    r"|hopes? to|must|should|shall|strives?|would|proposes?|expects? (?:at least|up to)|reach)\b",
    re.IGNORECASE,
)
_LEAD_GOAL = re.compile(r"\b(?:goals?|targets?|aims?|wants? to reach|objectives?)\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:by|until|before|for)(?: (?:the )?(?:end of|year))? (?P<year>20\d\d)\b", re.IGNORECASE
)
_TIMES = frozenset({"year", "month", "week", "day", "hour", "minute"})
_SPAN_OF_TIME = 11  # spelled-out numbers below are mostly figures of speech
_ORDER = re.compile(r"(?:no|nr|number|rank|position|#|year|start|date|founded|since|when|page|序号)\.?", re.I)
_UNIT_IN_HEAD = re.compile(r"\((?:in )?(?P<unit>[^()]+)\)|(?:, )(?:in )?(?P<other>%|percent|per cent)")
_BY = re.compile(r"(?:by|deadline|target year|until)", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:fell|falls?|declin\w+|decreas\w+|shr[aiu]nk|dropped|contract\w+|down|lower|cut)\b", re.I)
_UP = re.compile(r"\b(?:rose|rises?|grew|grow\w*|increas\w+|up by|goes up|raised?|higher|expand\w*|climbed)\b", re.I)
_CLAUSE = re.compile(r"[;:](?=\s)|,(?= (?:and|but|while|which|whereas) )|, (?=\D)")


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands over a sentence.

    Attributes:
        policy: the policy of its section, or None.
        lead: the sentence that leads in to its list, or "".
        after: the items of the same list after its own.
    """

    policy: Fact | None
    lead: str
    after: str


def quantity_facts(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    """Give each number of the prose and of tables as a target or an amount."""
    yield from _in_prose(reading, policies)
    for exhibit in reading.structure.exhibits:
        if exhibit.kind is ExhibitKind.TABLE:
            yield from _in_table(reading, exhibit, policies)


def _in_prose(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    leads = _leads(reading)
    fielded = [(p.fact.span.start, p.fact.span.end) for p in policies]
    for sentence in reading.sentences:
        start = sentence.span.start
        if any(a <= start < b for a, b in fielded):
            continue
        lead, after = leads.get(sentence.block, ("", ""))
        context = _Context(policy_at(policies, start), lead, after)
        found = list(quantities(sentence.text))
        skip = -1
        for at, quantity in enumerate(found):
            following = found[at + 1] if at + 1 < len(found) else None
            converted = following if following and _converts(sentence.text, quantity, following) else None
            if at != skip and _is_told(reading, sentence, quantity):
                yield _prose_fact(reading, sentence, quantity, converted, context)
            skip = at + 1 if converted else skip


def _leads(reading: Reading) -> dict[int, tuple[str, str]]:
    """Give for the block of each list item its lead and the items after it."""
    found = {}
    for own in reading.structure.lists:
        if own.lead is None:
            continue
        lead = reading.text(own.lead.start, own.lead.end)
        for at, item in enumerate(own.items):
            rest = " ".join(reading.text(i.span.start, i.span.end) for i in own.items[at + 1 :])
            found[item.block] = (lead, rest[:300])
    return found


def _converts(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a second sum is the first in another currency: "870 million RMB ($130 million)"."""
    gap = text[first.end : second.start]
    money = all(q.unit and len(q.unit) == 3 and q.unit.isupper() for q in (first, second))
    return money and first.unit != second.unit and bool(re.fullmatch(r"\s?[(（,]\s?(?:or |about )?", gap))


def _is_told(reading: Reading, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a number is worth a row: stretches of time and small numbers in words are not."""
    text = sentence.text
    if quantity.unit in _TIMES:
        return False
    if quantity.unit:
        return True
    if quantity.spelled:
        return quantity.value >= _SPAN_OF_TIME and not text.rstrip().endswith(":")
    marker = re.match(r"\s*\(?\d{1,2}[.)]\s", text) if reading.document.blocks[sentence.block].kind is BlockKind.ITEM else None
    if marker and quantity.start < marker.end():
        return False
    after = text[quantity.end : quantity.end + 2]
    return not text.rstrip().endswith(":") and not re.match(r"[A-Za-z)\]]|-[A-Za-z]", after)


def _prose_fact(
    reading: Reading,
    sentence: Sentence,
    quantity: Quantity,
    converted: Quantity | None,
    context: _Context,
) -> Fact:
    text, offset = sentence.text, sentence.span.start
    first, last = _clause(text, quantity)
    clause = text[first:last]
    deadline = _deadline(text, clause, quantity, context)
    goal = _is_goal(clause, text, deadline, quantity, context, reading)
    sure = certainty(f"{clause} {context.lead}")
    if context.policy and context.policy.certainty is Certainty.DRAFT and goal:
        sure = Certainty.DRAFT
    details = _details(quantity, converted)
    if deadline:
        details["deadline"] = deadline
    if context.policy and context.policy.subject and goal:
        details["policy"] = context.policy.subject
    if direction := _direction(clause):
        details["direction"] = direction
    return Fact(
        id="",
        kind=Kind.TARGET if goal else Kind.AMOUNT,
        subject=subject(clause.lstrip("- ")) or subject(text.lstrip("- ")),
        measure=measured(text, quantity.start, quantity.end),
        value=quantity.value,
        unit=quantity.unit,
        when=deadline if goal else _when(reading, sentence, quantity),
        span=reading.span(offset + first, offset + last),
        issuers=context.policy.issuers if goal and context.policy else (),
        certainty=sure,
        qualifiers=details,
    )


def _clause(text: str, quantity: Quantity) -> tuple[int, int]:
    """Find the clause that holds a number, between marks that set clauses apart."""
    start, end = 0, len(text)
    for mark in _CLAUSE.finditer(text):
        if mark.end() <= quantity.start:
            start = mark.end()
        elif mark.start() >= quantity.end:
            end = mark.start()
            break
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _deadline(text: str, clause: str, quantity: Quantity, context: _Context) -> str | None:
    for part in (clause, text, context.lead, context.after):
        if found := _DEADLINE.search(part):
            return found["year"]
    return None


def _is_goal(
    clause: str,
    text: str,
    deadline: str | None,
    quantity: Quantity,
    context: _Context,
    reading: Reading,
) -> bool:
    """Whether a number is to be reached: words of aiming with a deadline or a rate, or a list of goals."""
    if _LEAD_GOAL.search(context.lead):
        return True
    ahead = deadline and deadline >= (reading.document.meta.issued or "0")[:4]
    past = re.search(r"\b(?:was|were) to\b", text)
    if deadline and _DEADLINE.search(text) and (ahead or past):
        return bool(_GOAL.search(text))
    return bool(quantity.per and quantity.unit is None and _GOAL.search(clause))


def _direction(clause: str) -> str | None:
    down, up = bool(_DOWN.search(clause)), bool(_UP.search(clause))
    return None if down == up else "down" if down else "up"


def _when(reading: Reading, sentence: Sentence, quantity: Quantity) -> str | None:
    """Give the time that stands nearest to a number in its sentence, or that of its news item."""
    times = list(reading.times(sentence.text, sentence.span.start))
    if sentence.entry:
        times = [each for each in times if each[1] > 0 or not sentence.entry]
        printed = sentence.entry.printed
        times = [t for t in times if sentence.span.start + t[1] >= printed.end]
    if times:
        return min(times, key=lambda t: (max(quantity.start - t[2], t[1] - quantity.end), t[1]))[0]
    return sentence.entry.date if sentence.entry else None


def _details(quantity: Quantity, converted: Quantity | None) -> dict[str, Detail]:
    found: dict[str, Detail] = {}
    if quantity.operator:
        found["operator"] = quantity.operator
    if quantity.high is not None:
        found["high"] = quantity.high
    if quantity.per:
        found["per"] = quantity.per
    if converted:
        found["converted"] = converted.value
        found["converted_unit"] = converted.unit or ""
    return found


def _in_table(reading: Reading, exhibit: Exhibit, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    blocks = [reading.document.blocks[at] for at in exhibit.blocks]
    header = next((block for block in blocks if block.kind is BlockKind.HEADER), None)
    heads = [reading.text(a, b).strip() for a, b in header.cells] if header else []
    caption = reading.text(exhibit.caption.start, exhibit.caption.end) if exhibit.caption else ""
    for block in blocks:
        if block.kind is BlockKind.ROW and len(block.cells) > 1:
            yield from _in_row(reading, block, heads, caption)


def _in_row(reading: Reading, block: Block, heads: Sequence[str], caption: str) -> Iterator[Fact]:
    cells = [reading.text(a, b).strip() for a, b in block.cells]
    found = [_cell(cell, heads[n] if n < len(heads) else "") for n, cell in enumerate(cells)]
    name = next((n for n, cell in enumerate(cells) if cell and not _only_number(cell)), 0)
    named = cells[name]
    deadline = cells[0] if heads and _BY.fullmatch(heads[0]) and re.fullmatch(r"20\d\d", cells[0]) else None
    money = [n for n, q in enumerate(found) if q and q.unit and len(q.unit) == 3 and q.unit.isupper()]
    for n, quantity in enumerate(found):
        if quantity is None or n == name or (len(money) > 1 and n in money[1:] and n == money[0] + 1):
            continue
        head = heads[n] if n < len(heads) else ""
        following = found[n + 1] if n + 1 < len(found) else None
        converted = following if n in money and n + 1 in money else None
        details = _details(quantity, converted)
        if deadline:
            details["deadline"] = deadline
        yield Fact(
            id="",
            kind=Kind.TARGET if deadline else Kind.AMOUNT,
            subject=(caption or None) if deadline else named,
            measure=head or None,
            value=quantity.value,
            unit=quantity.unit,
            when=deadline or _row_time(reading, cells, head, caption, block.start),
            span=reading.span(block.start, block.end),
            certainty=certainty(cells[n], Certainty.FORECAST),
            qualifiers=details,
        )


def _cell(cell: str, head: str) -> Quantity | None:
    """Read a cell that is a quantity and nothing else; a year or a running number is none."""
    found = list(quantities(cell))
    if len(found) != 1 or _ORDER.fullmatch(head):
        return None
    one = found[0]
    rest = re.sub(r"\([^()]*\)|[\s*†.]", "", cell[: one.start] + cell[one.end :])
    if rest or (one.spelled and one.unit is None) or one.unit in _TIMES:
        return None
    return one


def _only_number(cell: str) -> bool:
    return bool(re.fullmatch(r"[\d\s.,%/–-]+", cell))


def _row_time(reading: Reading, cells: Sequence[str], head: str, caption: str, offset: int) -> str | None:
    """Give the time that a row or a column of a table speaks of, else its caption."""
    for text in (head, *cells, caption):
        for when, _, _ in reading.times(text, offset):
            return when
    return None
