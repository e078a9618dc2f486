"""What an article of a law says, where a question asks for no more; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.span import shorten
from assistant.answers.told import Told
from assistant.scope.provisions import asks_what_it_says
from corpus.articles import LABEL, without_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_MOST = 4  # sentences of an article that are told


def recite(query: Query, ranked: Sequence[Scored], _: Documents) -> Told | None:
    """Give the article that a question asks the content of; None where it asks for more."""
    passage = ranked[0].candidate.hit.passage
    if not asks_what_it_says(query.asked) or not LABEL.match("".join(passage.section[-1:])):
        return None
    own = [each for each in ranked if each.candidate.hit.passage == passage]
    inside = [a for a in own for b in own if a is not b and _holds(b, a)]
    told = sorted((each for each in own if each not in inside), key=lambda s: s.candidate.span)[
        :_MOST
    ]
    return Told(shorten(without_label(told[0].candidate.text)), tuple(told))


def _holds(whole: Scored, part: Scored) -> bool:
    """Whether a sentence is told with another, which leans on it."""
    a, b = whole.candidate.span, part.candidate.span
    return a.start <= b.start and b.end <= a.end
