"""The command ``briefings diff``: what changed between two issues or two dates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.options import IndexOption, JsonOption, settings_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from assistant.diff.match import Difference
    from assistant.diff.statements import Statement
    from index.library import Library


def diff(
    old: Annotated[str, typer.Argument(help="A document by name, or a date.")],
    new: Annotated[str, typer.Argument(help="The document or the date to compare with it.")],
    topic: Annotated[
        str, typer.Option(help="Words that what is compared, or its heading, must hold.")
    ] = "",
    repeated: Annotated[bool, typer.Option(help="Also list what both say.")] = False,
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what is new, changed and dropped between two issues, or between two dates."""
    from contextlib import closing

    from assistant.diff.match import Change
    from assistant.diff.sides import differences
    from index.encoder import find_model, load_encoder
    from index.library import Library

    with closing(Library.open(settings_with(index).index)) as library:
        encoder = load_encoder(find_model(library.manifest.recipe.model))
        found = differences(library, encoder, old, new, topic)
        shown = [one for one in found if repeated or one.change is not Change.REPEATED]
        if as_json:
            for one in shown:
                typer.echo(json.dumps(difference_record(library, one), ensure_ascii=False))
        else:
            _show(library, found, shown)


def difference_record(library: Library, difference: Difference) -> dict[str, Any]:
    """Give a difference as values for JSON, each side with its place."""
    return {
        "change": str(difference.change),
        "kind": str((difference.new or difference.old).topic),  # type: ignore[union-attr]
        "likeness": round(difference.likeness, 4),
        "old": _side(library, difference.old),
        "new": _side(library, difference.new),
    }


def _side(library: Library, statement: Statement | None) -> dict[str, Any] | None:
    if statement is None:
        return None
    document, span = library.document(statement.span.doc_id), statement.span
    return {
        "doc": document.source,
        "title": document.meta.title,
        "issued": document.meta.issued,
        "page": document.page_at(span.start),
        "section": list(statement.section),
        "start": span.start,
        "end": span.end,
        "quote": library.text(span),
    }


def _show(library: Library, found: Sequence[Difference], shown: Sequence[Difference]) -> None:
    from rich.console import Console
    from rich.text import Text

    from assistant.diff.match import Change

    console = Console(highlight=False)
    counts = ", ".join(f"{sum(d.change is c for d in found)} {c}" for c in Change)
    console.print(Text(counts, style="bold"))
    for change in Change:
        own = sorted((one for one in shown if one.change is change), key=_rank)
        if own:
            console.print()
            console.print(_table(library, change, own))


def _rank(difference: Difference) -> int:
    """Put policies, targets, events and figures before other statements."""
    from assistant.diff.statements import Topic

    told = difference.new or difference.old
    return list(Topic).index(told.topic) if told else 0


def _table(library: Library, change: str, own: Sequence[Difference]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from assistant.visible import visible

    sides = [name for name in ("old", "new") if any(getattr(one, name) for one in own)]
    table = Table(title=change.capitalize(), title_justify="left", box=None, padding=(0, 2, 1, 0))
    for name in ("kind", *sides):
        table.add_column(name, overflow="fold", ratio=None if name == "kind" else 1)
    for one in own:
        told = [getattr(one, name) for name in sides]
        kind = next(side.topic for side in told if side)
        cells = [f"{side.text}\n{_place(library, side)}" if side else "" for side in told]
        table.add_row(*(Text(visible(cell)) for cell in (str(kind), *cells)))
    return table


def _place(library: Library, statement: Statement) -> str:
    document, span = library.document(statement.span.doc_id), statement.span
    page = document.page_at(span.start)
    return f"({document.source}{f', page {page}' if page else ''}, {span.start} to {span.end})"
