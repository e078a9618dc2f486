"""Days until which something is open, or on which it is due: "Comments close on 4 May"; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.attachment import Time, clause
from index.facts.deed import MARKS, Deed
from index.verbs import FIRST_VERB

_DUE = (
    r"(?:comments?|consultations?|feedback|applications?|bids?|tenders?|proposals?|returns"
    r"|submissions?|filings?|nominations?|rulings?|decisions?|verdicts?)"
)
_OPENS = re.compile(rf"(?:(?:the|an?|final|public|last) )*{_DUE}\b", re.IGNORECASE)
_UNTIL = re.compile(
    rf"(?<!\d )\b(?P<what>{_DUE})\b(?P<between>[^.;:]{{0,80}}?)"
    r" (?:until|till|by|before|(?:closes?|closed|ends?|ended) on|(?:due|expected) (?:on|in))"
    r"(?: the)?(?: (?:end|close|middle|beginning) of)? $",
    re.IGNORECASE,
)
_INVITES = re.compile(r"\b(?:open (?:for|to)|invit\w+|accept\w+|welcom\w+)(?: [a-z]+)? $")
_FAR = 120  # characters from what is due to its day
_DAY = len("2021-02")  # characters of a date that tells more than its year
# "A decision taken by": who took it, or another thing's day.
_TAKEN = re.compile(
    r"\b(?:taken|made|written|signed|won|drafted|prepared|received|lodged|granted|which|that)\b"
)


def of_due(line: str) -> str | None:
    """Give what a line says of what is due, which itself acts in nothing: "Comments close on …".

    None where it begins with something else.
    """
    found = _OPENS.match(line)
    return line[found.end() :] if found else None


def deadlines(text: str, times: Sequence[Time]) -> Iterator[Deed]:
    """Find the days until which something is open or due.

    Args:
        text: a sentence.
        times: the dates that it gives.
    """
    for when, start, end in times:
        found = _UNTIL.search(text, max(0, start - _FAR), start)
        if found and len(when) >= _DAY and not _TAKEN.search(found["between"]):
            first, last = clause(text, start, end, MARKS)
            verb = FIRST_VERB.search(text, first, found.start())
            if verb is None or _INVITES.search(text, first, found.start()):
                yield Deed(when, first, found.start(), last, ())
