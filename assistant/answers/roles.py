"""Which names of a sentence have another part in it than the one asked for; pure.

"A sells its share to B", "A succeeds B as head", "A, a think tank under B, expects …": who buys,
who heads and who expects is one of the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from index.names import find_names, written_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.stretches import Stretch

# What passes from one to another: who gives it stands before the verb or after "from".
_GIVES = re.compile(
    r"\b(?:sells?|sold|selling|transfer(?:s|red|ring)?|cede[sd]?|hand(?:s|ed))\b[^.;]*?\bto (?!\d)"
)
_TAKES = re.compile(
    r"\b(?:buys?|bought|buying|acquir(?:es?|ed|ing)|purchas(?:es?|ed|ing)|t(?:akes?|ook)(?: over)?"
    r"|pick(?:s|ed)? up)\b[^.;]*?\bfrom (?!\d)"
)
_FOLLOWS = re.compile(
    r"\b(?<!be )(?<!is )(?<!was )(?<!been )(?:succeed(?:s|ed)?|replac(?:es?|ed)) "
)
_IS_FOLLOWED = re.compile(r"\b(?:is|was|be|been) (?:succeeded|replaced) by ")
_CLAUSE = re.compile(r"[.;:]|,? (?:but|while|whereas) ")
# Who gets something, or holds it by now.
_TAKER = re.compile(
    r"\bwho(?:m)? (?:has |have |had |now |will )?(?:buys?|bought|acquir\w+|purchas\w+|takes?\b"
    r"|took\b|pick(?:s|ed)? up|succeed\w*|replac\w+|got|heads?|leads|chairs|runs|directs)\b"
    r"|\b(?:which|what) [^?]{1,40}? (?:buys?|bought|acquir\w+|purchas\w+|t(?:akes?|ook) over"
    r"|pick(?:s|ed)? up)\b|\b(?:buyer|acquirer|purchaser|successor)\b"
    r"|\bwho(?:['’]s| is) (?:now )?(?:the )?(?:now|new|current|present|head|chair|director)",
    re.IGNORECASE,
)
_GIVER = re.compile(
    r"\bwho(?:m)? (?:has |have |had )?(?:s[oe]l(?:d|ls?)|transferred|ceded|parted with)\b"
    r"|\b(?:which|what) [^?]{1,40}? (?:sold|sells?|parted with)\b|\b(?:seller|predecessor)\b"
    r"|\bwho(?:m)? (?:was|were|is|has been|had been) (?:succeeded|replaced)\b"
    r"|\bwho(?:m)? (?:did|does|has|will) [^?]* (?:succeed|replace)d?\b"
    r"|\bwho (?:headed|led|chaired|ran|directed)\b[^?]*\b(?:before|until|previously|earlier)\b"
    r"|\bwho was [^?]*\b(?:before|until|previously)\b",
    re.IGNORECASE,
)
# "Aqua, a line under the Port Office," describes the first of the names.
_DESCRIBED = re.compile(r", (?:an?|the|one of the) [a-z][^,;.()]*(?:,|(?=[.;]|$))")
_LEADS = re.compile(r" ?\((?:the )?(?:lead(?:er)?|head|chair|co-?ordinator)\b[^()]*\)")
_ASKS_LEAD = re.compile(r"\b(?:head(?:s|ed)?|le(?:ads?|d)|chair(?:s|ed)?|co-?ordinat\w+)\b", re.I)
# "A was first at home and B abroad", "A leads the domestic market, B the overseas one".
_ABROAD = re.compile(
    r"\b(?:abroad|overseas|outside (?:of )?China|internationally)\b", re.IGNORECASE
)
_AT_HOME = re.compile(r"\b(?:at home|in China|domestic(?:ally)?|home market)\b", re.IGNORECASE)
# "The largest is A, ahead of B", "A is far larger than B".
_RIVAL = re.compile(
    r"\b(?:than|ahead of|nowhere near|followed by|unlike|next to|compared (?:with|to)"
    r"|against|overtaking|overtook) (?:(?:the|its|their|that|those|of|rivals?) )*$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:biggest|largest|highest|leading|lead(?:s|er)|top|first|main|most|number one|no\. 1"
    r"|fastest|strongest|best)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
_BRACKET = re.compile(r" ?\([^()]{1,80}\)")
_PIECES = re.compile(r"[;,] (?:and |but |while |whereas )?|,? (?:and|but|while|whereas) ")


def in_another_role(
    question: str, known: str, text: str, names: Sequence[Stretch]
) -> frozenset[Stretch]:
    """Find the names that have another part than the one asked for, where one has that part.

    Args:
        question: as asked.
        known: the same standing alone.
        text: the sentence.
        names: its stretches that are names.
    """
    other = {
        *_called_so(known, text, names),
        *_passed(question, text, names),
        *_described(known, text, names),
        *_at_the_other_place(question, text, names),
    }
    if _FIRST.search(question):
        other |= {one for one in names if _RIVAL.search(text, 0, one.start)}
    if _ASKS_LEAD.search(question):
        lead = [one for one in names if _LEADS.match(text, one.end)]
        other |= {one for one in names if lead and one not in lead}
    return frozenset(other) if len(other) < len(names) else frozenset()


def _called_so(question: str, text: str, names: Sequence[Stretch]) -> list[Stretch]:
    """List the names after which a bracket has one of the question's: "A (also B)"."""
    asked = written_names(question) if _WHO.search(question) else []
    found = ((one, _BRACKET.match(text, one.end)) for one in names)
    return [one for one, told in found if told and any(mentions(name, told[0]) for name in asked)]


def _passed(question: str, text: str, names: Sequence[Stretch]) -> list[Stretch]:
    """List those from whom something passed, where the question asks to whom, or the reverse."""
    gives, takes = bool(_GIVER.search(question)), bool(_TAKER.search(question))
    if gives == takes:
        return []
    for verb, subject_gives in (
        (_GIVES, True),
        (_TAKES, False),
        (_IS_FOLLOWED, True),
        (_FOLLOWS, False),
    ):
        for found in verb.finditer(text):
            begins = max((m.end() for m in _CLAUSE.finditer(text, 0, found.start())), default=0)
            ends = _CLAUSE.search(text, found.end())
            subject = [one for one in names if begins <= one.start < found.start()]
            last = ends.start() if ends else len(text)
            object_ = [one for one in names if found.end() <= one.start < last][:1]
            right, wrong = (subject, object_) if gives == subject_gives else (object_, subject)
            if right:
                return wrong
    return []


def _at_the_other_place(question: str, text: str, names: Sequence[Stretch]) -> list[Stretch]:
    """List those of whom a thing is told at home where it is asked for abroad, or the reverse."""
    asked = [form for form in (_ABROAD, _AT_HOME) if form.search(question)]
    if len(asked) != 1:
        return []
    other_form = _AT_HOME if asked[0] is _ABROAD else _ABROAD
    ends = (*(found.end() for found in _PIECES.finditer(text)), len(text))
    places = [
        one
        for one in names
        if any(form.fullmatch(text, one.start, one.end) for form in (_ABROAD, _AT_HOME))
    ]
    own, other, start = [], list(places), 0
    for end in ends:
        held = [one for one in names if start <= one.start < end and one not in places]
        if not held:  # "Overseas, A is first": what opens a piece is of the next
            continue
        if asked[0].search(text, start, end):
            own += held
        elif other_form.search(text, start, end):
            other += held
        start = end
    return other if own else []


def _described(question: str, text: str, names: Sequence[Stretch]) -> list[Stretch]:
    """List the names that only describe the one before them, which the question does not name."""
    own = [one for one in names if text[one.start].isupper()]
    found = []
    for start, end in find_names(text):
        told = _DESCRIBED.match(text, end)
        if told and not mentions(text[start:end], question):
            found += [s for s in own if told.start() <= s.start and s.end <= told.end()]
    return found
