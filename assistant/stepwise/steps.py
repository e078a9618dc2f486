"""A question answered in steps: each of the things that it asks, or what it only describes first.

The steps are questions of their own; what they have in common with the whole is told by how sure
they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Turn
from assistant.answers.compose import Composed
from assistant.question import Kind
from assistant.stepwise.bridge import bridge
from assistant.stepwise.compound import following, parts
from assistant.stepwise.versus import versus
from index.keywords import stems
from index.names import find_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.answers.told import Quoted
    from assistant.computed.computed import Computed
    from assistant.reading import Reading
    from assistant.stepwise.versus import Versus

# How sure a first step must be of a name for a second to go on from it, or the name's share.
_SURE, _NAMED = 0.75, 0.7
_SURE_ENOUGH = 0.65
_MINISTER = re.compile(r"^(?:(?:Deputy|Vice) )?Minister (?:of|for) ")
# "DJI of Shenzhen", but not "University of Shenzhen".
_OF_A_PLACE = re.compile(
    r"^(?!(?:Bank|University|Ministry|Academy|Institute|Port|City|Province|Chamber)\b)([\w-]+)"
    r" (?:of|in) [A-Z]\w+$"
)
_STANDING = 2  # sentences of a step that are told


@dataclass(frozen=True, slots=True)
class Step:
    """A question and what was found for it.

    Attributes:
        reading: what was read.
        composed: the answer.
        there: probability that there is one.
        sure: probability that it is right.
        computed: what was computed for it; None where it is in the documents' words.
    """

    reading: Reading
    composed: Composed
    there: float
    sure: float
    computed: Computed | None = None


def in_steps(whole: Step, line: float, answer: Callable[[str, Sequence[Turn]], Step]) -> Step:
    """Answer a question in steps, where it asks several things or describes one.

    Args:
        whole: the question, answered in one.
        line: probability that there is an answer, below which it is none.
        answer: answers the question of a step after earlier turns.

    Returns:
        The answer in steps, or else ``whole``.
    """
    query = whole.reading.query
    asked = parts(query.asked) if query.asked == query.standalone else ()
    if asked and (found := _of_parts(whole, asked, line, answer)):
        return found
    two = versus(query.standalone)
    if two and not two.is_decided(whole.composed.short):
        return _of_sides(whole, two, line, answer) or whole
    return _bridged(whole, line, answer)


def _of_parts(
    whole: Step,
    asked: Sequence[str],
    line: float,
    answer: Callable[[str, Sequence[Turn]], Step],
) -> Step | None:
    """Answer each part; None where one of them has no answer."""
    steps = [answer(asked[0], ())]
    for part in asked[1:]:
        first = steps[0].composed.short
        if not _is_told(steps[-1], line):
            return None
        meant = following(part, asked[0], first)
        tried = [answer(question, [Turn(asked[0], first)]) for question in meant]
        steps.append(max(tried, key=lambda step: step.sure))
    if not _is_told(steps[-1], line):
        return None
    short = "; ".join(step.composed.short for step in steps)
    return _joined(whole, steps, Composed(short, (), ()))


def _is_told(step: Step, line: float) -> bool:
    return bool(step.composed.short) and step.there >= line and not step.composed.items


def _of_sides(
    whole: Step, two: Versus, line: float, answer: Callable[[str, Sequence[Turn]], Step]
) -> Step | None:
    """Answer by what is told of each of two things; None where that does not tell which it is."""
    steps = [answer(question, ()) for question in two.questions]
    short = two.told(*(step.composed.short for step in steps))
    if not short or not all(_is_told(step, line) for step in steps):
        return None
    return _joined(whole, steps, Composed(short, (), ()))


def _bridged(whole: Step, line: float, answer: Callable[[str, Sequence[Turn]], Step]) -> Step:
    """Answer about a thing that is only described, once it is known what it is."""
    steps = bridge(whole.reading.query.standalone)
    if steps is None:
        return whole
    first = answer(steps.first, ())
    if not _is_told(first, line) or not _is_named(first, unsure=not _is_told(whole, line)):
        return whole
    name = _name(first.composed.short, steps.noun)
    last = answer(steps.then(name), ())
    weaker = min(first.sure, last.sure)  # of the two steps; the chain holds no better
    better = weaker > whole.sure or _is_beside(whole, name) or _is_same(whole, last)
    better = better or (first.computed is not None and whole.computed is None)
    if not last.composed.short or last.there < line or not better:
        return whole
    return _joined(whole, [first, last], replace(last.composed, sentences=()))


def _is_named(first: Step, *, unsure: bool) -> bool:
    """Whether a first step is sure of a name: less will do where the whole has no answer."""
    share = first.composed.share or 0.0
    return first.sure >= (_SURE_ENOUGH if unsure else _SURE) or share >= _NAMED


def _is_beside(whole: Step, name: str) -> bool:
    """Tell whether an answer tells but what the thing is, or what the question says itself."""
    query, short, own = whole.reading.query, stems(whole.composed.short), stems(name)
    if not (short and own) or query.kind is Kind.YES_NO:
        return False
    return own <= short or short <= own | stems(query.asked)


def _is_same(whole: Step, last: Step) -> bool:
    """Tell whether a question was answered so at once, without what the answer stands on."""
    return whole.composed.short.casefold() == last.composed.short.casefold()


def _name(short: str, noun: str) -> str:
    """Give the name that an answer begins with, or the only one in it, or else all of it.

    A ministry may be told by its minister.
    """
    short = _MINISTER.sub("Ministry of ", short) if noun.endswith("ministry") else short
    names = find_names(short)
    first = bool(names) and (len(names) == 1 or names[0][0] == 0)
    return _OF_A_PLACE.sub(r"\1", short[slice(*names[0])] if first else short)


def _joined(whole: Step, steps: Sequence[Step], composed: Composed) -> Step:
    """Join steps to one that tells what each stands on, in their order."""
    told = dict.fromkeys(one for step in steps for one in _standing(step))
    hits = dict.fromkeys(hit for step in (*steps[::-1], whole) for hit in step.reading.hits)
    versions = next((step.composed.versions for step in steps if step.composed.versions), ())
    return Step(
        replace(whole.reading, hits=list(hits)),
        replace(composed, sentences=tuple(told), versions=versions),
        min(step.there for step in steps),
        min(step.sure for step in steps),
    )


def _standing(step: Step) -> Sequence[Quoted]:
    """Give the sentences that hold a step's answer, or else its first."""
    said = step.composed.sentences
    if step.computed:
        return said
    holding = [one for one in said if step.composed.short in one.text]
    return holding[:_STANDING] or said[:1]
