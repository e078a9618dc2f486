"""When a text was adopted or has force, by the date that stands at the word for it; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.told import Told
from corpus.dates import next_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_IN_FORCE = (
    r"(?:enter|com|go)\w* into (?:force|effect)|(?:came|went) into (?:force|effect)"
    r"|t(?:ak(?:es?|ing)|ook) effect|entry into force|in force|in effect|effective"
)
_AT = r"\b\s?[:：]?\s?(?:(?:on|as of|as from|from|since) )?"
# "Adopted by the State Council on 3 May", "Adopted by: State Council, 3 May".
_BY = (
    r"(?:\s?(?:by\s?[:：]|[:：]?\s?by) (?:(?!effect|force|appl)[^\d.;:()]){2,90}?"
    r"(?:,? on |, )(?=\d|[A-Z][a-z]+ \d))"
)
_APPLIES = r"|appl(?:y|ies|ied|icable)"
_EVENTS = tuple(
    (
        re.compile(rf"\b(?:{asked})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{told})", re.IGNORECASE),
    )
    for asked, told in (
        (rf"{_IN_FORCE}|appl(?:y|ies)(?! for)", rf"(?:{_IN_FORCE}{_APPLIES}){_AT}"),
        ("adopt(?:ed|ion)?", rf"adopted{_BY}|adopt(?:ed|ion){_AT}"),
        ("promulgat(?:ed?|ion)", rf"promulgated{_BY}|promulgated{_AT}"),
    )
)
_FIRST = 3  # sentences that are looked at


def date_at(query: Query, ranked: Sequence[Scored], _: Documents) -> Told | None:
    """Give the date at which a text was adopted or has force; None where none stands at that word.

    "… adopted on 14 November 2024, shall enter into force on 1 March 2025" holds two dates.
    """
    told = next((told for asked, told in _EVENTS if asked.search(query.asked)), None)
    if told is None:
        return None
    for scored in ranked[:_FIRST]:
        text = scored.candidate.text
        for word in told.finditer(text):
            found = next_date(text, word.end())
            if found and found.start == word.end() and found.date.year and found.date.month:
                return Told(text[found.start : found.end], (scored,))
    return None
