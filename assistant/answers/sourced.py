"""Who stands behind a figure or a claim, out of the note that its sentence cites; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers.told import Told
from assistant.candidates import bare
from corpus.documents import Span
from index.keywords import stem, terms
from index.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

_ASKS = re.compile(
    r"\b(?:behind|(?:who|whose|which|what) [^?]*\b(?:estimat\w*|calculat\w*|figure|source|report"
    r"|study|survey|count(?:ed)?)\b|source of|comes? from|go(?:es)? back to)\b",
    re.IGNORECASE,
)
# "a consultancy report of 2020", "one survey": told of and not named.
_UNNAMED = re.compile(
    r"\b(?:an?|one|another) (?:[a-z-]+ ){0,2}(?P<what>reports?|stud(?:y|ies)|estimates?|surveys?"
    r"|papers?|analys[ie]s|consultancy|think tank|newspaper|article|book|count|institute|agency"
    r"|bank|broker)\b"
)
_OF_FIGURE = re.compile(r"\b(?:figure|estimate|number|claim|count|statistic)\b", re.IGNORECASE)
# "Alba Group, Ports on the Rise (Belm, 2020), 12."
_NOBODY = re.compile(
    r"(?:Interviews?|Ibid|See|Cf|Authors?|Own|Calculat\w+|Press|Data|Figures?|Tables?|As|For|In)\b"
)
_AUTHOR = re.compile(r"(?P<who>[^,“\"‘]{3,80}?)(?: \([^()]*\))?(?: \[[^\]]*\])?(?: et al\.)?, ")


def name_source(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Name who a sentence has a claim from, where only its note does; None for nobody.

    Args:
        query: the question: "Which consultancy is behind the estimate of 4 billion?".
        ranked: sentences, best first.
        document: gives a document by its id.
    """
    best = ranked[0]
    unnamed = _UNNAMED.search(best.candidate.text) if _ASKS.search(query.asked) else None
    if unnamed is None or not (
        _OF_FIGURE.search(query.asked)
        or {stem(word) for word in terms(unnamed[0])} & query.weights.keys()
    ):
        return None
    held, span = document(best.candidate.span.doc_id), best.candidate.span
    notes = {m.note for m in held.marks if span.start < m.at <= span.end + 1 and m.note is not None}
    if len(notes) != 1:
        return None
    block = held.blocks[notes.pop()]
    raw = held.text[block.start : block.end]
    text = bare(raw)
    author = _AUTHOR.match(text)
    if author is None or _NOBODY.match(text) or not find_names(author["who"]):
        return None
    note = replace(
        best.candidate,
        span=Span(span.doc_id, block.start, block.end),
        raw=raw,
        text=text,
        block=block,
    )
    return Told(author["who"], (best, replace(best, candidate=note, sight=None)))
