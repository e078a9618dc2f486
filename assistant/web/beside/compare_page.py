"""The page that compares two issues: what is new, changed and dropped, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.diff.match import Change
from assistant.diff.sides import DiffError, differences
from assistant.diff.statements import Topic
from assistant.web.beside.shell import (
    choice_html,
    document_href,
    field_html,
    form_html,
    notice_html,
)
from assistant.web.text import escaped

if TYPE_CHECKING:
    from assistant.diff.match import Difference
    from assistant.diff.statements import Statement
    from index.encoder import Encoder
    from index.library import Library


HINT = (
    "Choose two issues: what is new in the later one, what has changed, and what it no longer "
    "says are then shown side by side, each with its source."
)


def compare_html(library: Library, encoder: Encoder, asked: Mapping[str, str]) -> str:
    """Draw what two sides differ in; without them, the form with the last two issues of a series.

    Args:
        library: the opened index.
        encoder: the model that it was made with.
        asked: ``old``, ``new`` and ``topic``; any may be empty.
    """
    old, new = asked.get("old", ""), asked.get("new", "")
    first, second = _last_two(library)
    form = _form(library, {**asked, "old": old or first, "new": new or second})
    if not (old and new):
        return form + notice_html(HINT)
    try:
        found = differences(library, encoder, old, new, asked.get("topic", ""))
    except DiffError as error:
        return form + notice_html(f"{error}.")
    counts = "".join(
        f"<li>{sum(one.change is change for one in found)} {change}</li>" for change in Change
    )
    parts = "".join(_part(library, change, found) for change in Change)
    return f'{form}<div role="status"><ul class="counts">{counts}</ul></div>{parts}'


def _form(library: Library, asked: Mapping[str, str]) -> str:
    named = [
        (r.id, f"{r.meta.issued} · {r.meta.title}" if r.meta.issued else r.meta.title)
        for r in sorted(library.records, key=lambda r: (r.meta.issued or "", r.id), reverse=True)
    ]
    fields = (
        choice_html("old", "Earlier", asked["old"], named),
        choice_html("new", "Later", asked["new"], named),
        field_html("topic", "On the topic", asked.get("topic", ""), hint="semiconductors"),
    )
    return form_html("compare", "Compare", fields)


def _last_two(library: Library) -> tuple[str, str]:
    """Choose the newest two documents of one series, else the newest two."""
    dated = sorted(
        (r for r in library.records if r.meta.issued), key=lambda r: (r.meta.issued or "", r.id)
    )
    for record in reversed([r for r in dated if r.meta.period]):
        of_series = [r.id for r in dated if r.meta.series and r.meta.series == record.meta.series]
        for older, newer in reversed(list(pairwise(of_series))):
            return older, newer
    ids = [r.id for r in dated] or [r.id for r in library.records]
    return (ids[-2:-1] or ids or [""])[0], (ids or [""])[-1]


def _part(library: Library, change: Change, found: list[Difference]) -> str:
    own = [one for one in found if one.change is change]
    if not own:
        return ""
    order = list(Topic)
    own.sort(key=lambda one: order.index(_told(one).topic))
    pairs = "".join(_pair(library, one) for one in own)
    if change is Change.REPEATED:
        return f"<details><summary>Repeated ({len(own)})</summary>{pairs}</details>"
    return f"<section><h2>{change.capitalize()} ({len(own)})</h2>{pairs}</section>"


def _pair(library: Library, one: Difference) -> str:
    told = _told(one)
    head = " › ".join([str(told.topic), *told.section[-1:]])
    sides = "".join(_side(library, side) for side in (one.old, one.new) if side)
    return f'<div class="pair {one.change}"><h3 dir="auto">{escaped(head)}</h3>{sides}</div>'


def _side(library: Library, statement: Statement) -> str:
    title = library.document(statement.span.doc_id).meta.title
    return (
        f'<p dir="auto">{escaped(statement.text)} <a class="place"'
        f' href="{escaped(document_href(statement.span))}">{escaped(title)}</a></p>'
    )


def _told(one: Difference) -> Statement:
    return next(iter(_sides(one)))


def _sides(one: Difference) -> Iterator[Statement]:
    yield from filter(None, (one.new, one.old))
