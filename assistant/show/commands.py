"""The commands `show` and `source`: a document, or some characters of it, as stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.options import IndexOption, JsonOption, settings_with

if TYPE_CHECKING:
    from assistant.show.documents import Shown

DocArgument = Annotated[
    str, typer.Argument(metavar="DOC", help="A file name, an id, a part of either, or a path.")
]


def show(
    doc: DocArgument,
    raw: Annotated[
        bool, typer.Option("--raw", help="Show the file as it is beside the stored text.")
    ] = False,
    section: Annotated[
        str | None, typer.Option(help="Only the sections with this in their title.")
    ] = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show DOC as it is understood: outline, text, fields, tables, notes, what was taken out."""
    from rich.console import Console

    from assistant.show.documents import open_document
    from assistant.show.record import document_record
    from assistant.show.terminal import show_document

    if raw and (as_json or section is not None):
        raise typer.BadParameter("--raw goes without --json and --section")
    if as_json and section is not None:
        raise typer.BadParameter("--json prints the whole document, without --section")
    shown = open_document(settings_with(index).index, doc)
    if as_json:
        typer.echo(json.dumps(document_record(shown.document), ensure_ascii=False))
    elif raw:
        _show_raw(shown)
    else:
        show_document(Console(highlight=False), shown.document, section)


def _show_raw(shown: Shown) -> None:
    from rich.console import Console

    from assistant.show.documents import page_texts
    from assistant.show.raw import facing_lines, facing_pages
    from assistant.show.sides import show_sides

    document, console = shown.document, Console(highlight=False)
    title = f"{document.source}: the file, and what is stored of it"
    if shown.raw is not None:
        show_sides(console, title, "line", facing_lines(document, shown.raw))
    else:
        show_sides(console, title, "page", facing_pages(document, page_texts(shown)))


def source(
    doc: DocArgument,
    start: Annotated[int, typer.Argument(metavar="START", help="Offset of the first character.")],
    end: Annotated[int, typer.Argument(metavar="END", help="Offset after the last character.")],
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the characters from START to END of DOC's stored text, and where they stand."""
    from rich.console import Console

    from assistant.show.documents import open_document
    from assistant.show.record import source_record
    from assistant.show.sides import show_source

    shown = open_document(settings_with(index).index, doc)
    record = source_record(shown.document, start, end)
    if as_json:
        typer.echo(json.dumps(record, ensure_ascii=False))
    else:
        show_source(Console(highlight=False), record)
