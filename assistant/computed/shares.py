"""The part of an amount that one of several bears: "of which Riga pays EUR 3 million"; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.computed.computed import LIKELY, Computed
from assistant.computed.parts import divided
from assistant.computed.rows import row_of_amount
from assistant.question import Kind
from index.names import written_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Query
    from assistant.select import Scored

_BEARS = re.compile(
    r"\bhow much\b.*\b(?:contribut\w+|bears?|bore|borne|pays?|paid|provid\w+|gives?|gave|covers?"
    r"|shoulders?|puts?|come from|comes from)\b|\b(?:part|portion|contribution) of\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\b(?:of|among) (?:which|this|these|it)\b", re.IGNORECASE)
_READ = 2  # sentences, best first


def of_one(query: Query, ranked: Sequence[Scored]) -> Computed | None:
    """Give what one of those bears that a question names, where a sentence divides an amount.

    Args:
        query: the question.
        ranked: sentences, best first.

    Returns:
        None where it asks for no one's part, or where not one part alone is said of who is named.
    """
    if query.kind is not Kind.NUMBER or not _BEARS.search(query.asked):
        return None
    names = written_names(query.asked)
    for one in (scored.candidate for scored in ranked[:_READ]):
        found = divided(one.text) if _OF_WHICH.search(one.text) else None
        borne = [
            (name, part)
            for part in (found.parts if found else ())
            for name in names
            if mentions(name, part.said)
        ]
        if found and len(borne) == 1:
            name, part = borne[0]
            row = row_of_amount(one.span, one.text, part.span[0], part, name)
            done = f"{name}'s part of {found.whole.text}"
            return Computed(f"{part.text} (of {found.whole.text})", (), (row,), done, LIKELY)
    return None
