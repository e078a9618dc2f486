"""The answerers for particular kinds of question, in the order in which they are asked; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.answers.article import recite
from assistant.answers.change import tell_change, tell_direction
from assistant.answers.compare import compare
from assistant.answers.definition import define
from assistant.answers.in_force import date_at
from assistant.answers.lists import enumerate_items
from assistant.answers.person import describe
from assistant.answers.reason import explain
from assistant.answers.sourced import name_source
from assistant.answers.yes_no import decide
from assistant.question import Kind, Query

if TYPE_CHECKING:
    from assistant.answers.told import Documents, Told
    from assistant.select import Scored

Answerer = Callable[["Query", "Sequence[Scored]", "Documents"], "Told | None"]

# A comparison may look like any kind but "why"; the others answer their own kind only.
_OF_ANY_KIND: tuple[Answerer, ...] = (tell_direction, compare, tell_change)
_OF_KIND: dict[Kind, tuple[Answerer, ...]] = {
    Kind.DATE: (date_at,),
    Kind.LIST: (enumerate_items,),
    Kind.NAME: (name_source, enumerate_items),
    Kind.OTHER: (enumerate_items,),
    Kind.YES_NO: (decide,),
    Kind.DEFINITION: (define,),
    Kind.PERSON: (describe, name_source),
    Kind.REASON: (explain,),
}


def answer_of_kind(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Answer by the first answerer that is sure; None leaves it to the general one.

    Args:
        query: the question.
        ranked: sentences, best first; at least one.
        document: gives a document by its id.
    """
    any_kind = () if query.kind is Kind.REASON else _OF_ANY_KIND
    answerers = (recite, *any_kind, *_OF_KIND.get(query.kind, ()))
    found = (answerer(query, ranked, document) for answerer in answerers)
    return next((told for told in found if told), None)
