"""Whether a text has not named, up to where it answers, who a question has act or own; pure.

"What does Boltwerk charge?", where "The company charges …" stands in what is told of another, and
the document speaks of Boltwerk only after it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.another.name import is_told, names_in, roles
from assistant.answers.mentions import mentions
from assistant.followups.slots import Sort, sort_of
from assistant.question import Kind
from index.keywords import stem

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

# Who only says something need not be named where it is told, nor what a land's capital does.
_SAYS = frozenset(
    map(
        stem,
        "expect estimate count say forecast predict calculate project rank find see believe assume"
        " think figure estimation forecasting number data survey ranking index list report".split(),
    )
)
_CAPITALS = frozenset({"Beijing", "Washington", "Brussels", "China"})
_PLACED = frozenset({"in", "of", "at"})
_PER = re.compile(r"\b(?:per|according to|by) (?:the )?$", re.IGNORECASE)


def is_of_another_actor(
    query: Query, asked: str, scored: Scored, document: Document, short: str
) -> bool:
    """Tell whether a question's actor or place is named in the document, and not before the answer.

    Before it are its headings, the title, what leads in to it, and its section up to its end.

    Args:
        query: the question.
        asked: the same without the words that name documents.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer; what it names is told of.
    """
    own = asked if query.asked == query.standalone else query.asked
    names = {own[slice(*span)]: _acts(own, span) for span in names_in(own)}
    acting = [name for name, acts in names.items() if acts and mentions(name, document.text)]
    if not acting:
        return False
    others = (name for name, acts in names.items() if not acts)
    if query.kind is Kind.DATE and any(is_told(name, scored.candidate.text) for name in others):
        return False  # what was done is told of, by whomever
    told = f"{_up_to(scored, document)}. {short}"
    return not all(is_told(name, told) for name in acting)


def _acts(asked: str, span: tuple[int, int]) -> bool:
    """Tell whether a question has a name do something other than to say it, or be the place."""
    name = asked[slice(*span)]
    sort = sort_of(name)
    if sort is Sort.MATTER or name in _CAPITALS or _PER.search(asked, 0, span[0]):
        return False
    return any(
        word not in _SAYS and (how == "" or (sort is Sort.PLACE and how in _PLACED))
        for how, word in roles(asked, span, asking=True)
    )


def _up_to(scored: Scored, document: Document) -> str:
    """Give a sentence with all that is read before it: title, headings, its section so far."""
    candidate, meta = scored.candidate, document.meta
    section = document.section_at(candidate.span.start)
    start, path = (section.start, section.path) if section else (0, ())
    before = document.text[start : candidate.span.end]
    named = (meta.title, meta.publisher or "", meta.series or "", *path)
    return ". ".join((*named, candidate.context, before, candidate.text))
