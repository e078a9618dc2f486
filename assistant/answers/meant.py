"""Sentences that tell a figure of another year, land or group, where one beside tells it; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.another.year import years, years_asked
from assistant.answers.mentions import mentions
from assistant.question import Kind
from index.names import find_names, written_names
from index.regions import origins
from index.series import respective

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.question import Query
    from assistant.select import Scored

    Tells = Callable[[Scored], bool]

_NEAR = 0.25  # behind the best score; what is further behind may tell of something else
_JOINED = re.compile(r"(?:, | and |, and )(?:the )?")


def of_what_is_meant(query: Query, ranked: Sequence[Scored]) -> Sequence[Scored]:
    """Put what tells the figure asked for in the place of what tells that of another thing.

    Args:
        query: the question.
        ranked: sentences, best first.
    """
    if query.kind is not Kind.NUMBER or not ranked:
        return ranked
    for ours, others in (_of_year(query), _of_origin(query), _of_one(query, ranked)):
        least = ranked[0].score - _NEAR
        own = next((one for one in ranked if one.score >= least and one.suits and ours(one)), None)
        if own and others(ranked[0]):
            rest = [one for one in ranked if one is not own and (ours(one) or not others(one))]
            ranked = [replace(own, score=ranked[0].score), *rest]
    return ranked


def _of_year(query: Query) -> tuple[Tells, Tells]:
    """Tell what names the only year asked for, and what names others alone."""
    asked = years_asked(query.asked)
    return (
        lambda one: len(asked) == 1 and asked <= years(one.candidate.text),
        lambda one: _is_prose(one) and bool(years(one.candidate.text)) and not asked & _years(one),
    )


def _years(scored: Scored) -> frozenset[int]:
    return years(f"{scored.candidate.context} {scored.candidate.text}")


def _of_origin(query: Query) -> tuple[Tells, Tells]:
    """Tell what is of the only land asked for, as in "Chinese firms", and what of others alone."""
    asked = _origins(query.asked)
    return (
        lambda one: len(asked) == 1 and asked <= _origins(one.candidate.text),
        lambda one: _is_prose(one) and bool(_origins(one.candidate.text)),
    )


def _origins(text: str) -> set[str]:
    return {found[0] for found in origins(text)}


def _is_prose(scored: Scored) -> bool:
    return not scored.candidate.block.cells


def _of_one(query: Query, ranked: Sequence[Scored]) -> tuple[Tells, Tells]:
    """Tell what is of the name asked for, in the paragraph of a row of names, and what of the row.

    "Alba, Bolt and Cove get 300 million. Bolt has the largest part, 160 million."
    """
    first = ranked[0].candidate
    name = _in_a_row(query.standalone, ranked[0]) if _is_prose(ranked[0]) else None
    return (
        lambda one: (
            name is not None
            and one.candidate.block == first.block
            and bool(mentions(name, one.candidate.text))
            and _in_a_row(query.standalone, one) is None
        ),
        lambda one: (
            name is not None
            and (not mentions(name, one.candidate.text) or _in_a_row(query.standalone, one) == name)
        ),
    )


def _in_a_row(question: str, scored: Scored) -> str | None:
    """Give the one of several joined names of a sentence that the question names."""
    text, asked = scored.candidate.text, written_names(question)
    if respective(text):
        return None
    rows: list[list[tuple[int, int]]] = []
    for name in find_names(text):
        if rows and _JOINED.fullmatch(text, rows[-1][-1][1], name[0]):
            rows[-1].append(name)
        else:
            rows.append([name])
    for row in rows:
        told = [text[a:b] for a, b in row]
        held = [name for name in told if any(mentions(name, one) for one in asked)]
        if len(row) > 1 and len(held) == 1:
            return held[0]
    return None
