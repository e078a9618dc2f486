"""Whether an answer is told of something else than is asked about, and so is none; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.another.actor import is_of_another_actor
from assistant.another.attribute import is_of_another_attribute
from assistant.another.figure import is_another_figure
from assistant.another.measure import is_of_another_measure
from assistant.another.month import is_of_another_month
from assistant.another.name import is_of_another_name
from assistant.another.number import is_of_another_number
from assistant.another.opposite import is_of_opposite
from assistant.another.phase import is_of_another_phase
from assistant.another.row import is_of_another_column, is_of_another_row
from assistant.another.sort import is_of_another_sort
from assistant.another.unnamed import is_unnamed
from assistant.another.year import is_for_year_before, is_of_another_year
from assistant.answers.comparison import comparison
from assistant.answers.wanted import Type, wanted
from assistant.candidates import told_before
from assistant.question import Kind
from index.names import has_body_word

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

# A "No" may be the answer because it is another, and what is compared may be of two.
EXEMPT = (Kind.YES_NO, Kind.COMPARISON)
_POST = re.compile(
    r"\b(?:minister|premier|chair(?:man|woman|person)?|director|president|ceo|founder)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{2,8}")


def is_of_another(query: Query, asked: str, scored: Scored, document: Document, short: str) -> bool:
    """Tell whether an answer is of another year, name, number, sort or measure than is asked for.

    Args:
        query: the question.
        asked: the same without the words that name documents.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer that was made of it.
    """
    if query.kind in EXEMPT or ((compared := comparison(query)) and compared.which):
        return False
    before = told_before(scored.candidate, document)
    defines = query.kind is Kind.DEFINITION  # a year in what a term means is not that of the term
    return (
        (not defines and is_of_another_year(asked, scored, document.meta, before))
        or (query.kind is not Kind.DATE and is_for_year_before(asked, scored, short))
        or is_of_another_month(asked, scored, document, short)
        or is_of_another_phase(query, scored)
        or is_of_another_number(query, asked, scored, document)
        or is_of_another_row(query, scored, document, short)
        or is_of_another_column(asked, scored, document, short)
        or is_of_another_name(query, asked, scored, document, short)
        or is_of_another_actor(query, asked, scored, document, short)
        or is_of_opposite(query, scored, short)
        or is_of_another_sort(query, asked, scored, document, short)
        or is_another_figure(query, scored, short)
        or is_of_another_measure(query, scored, document, short)
        or is_of_another_attribute(query, scored, document, short)
        or is_unnamed(query, asked, scored, document)
        or _is_no_person(query, short)
    )


def _is_no_person(query: Query, short: str) -> bool:
    """Tell whether a body is given where a question asks who holds a post."""
    asks = wanted(query).type is Type.PERSON and _POST.search(query.asked)
    return bool(asks) and (has_body_word(short) or bool(_ACRONYM.fullmatch(short)))
