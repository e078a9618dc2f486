"""The command ``briefings facts``: rows of the ledger by their fields, each with its place."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.facts.fields import facts_csv, kind_of, records_of, superseded_of, value_of
from assistant.options import IndexOption, JsonOption, settings_with
from index.facts.fact import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from index.facts.fact import Fact
    from index.facts.store import Wanted
    from index.library import Library


ProposedOption = Annotated[
    bool | None,
    typer.Option(
        "--proposed/--no-proposed",
        help="Only those that a model proposed, or none of them.  [default: both]",
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Leave aside what was issued later.")
]
CurrentOption = Annotated[
    bool, typer.Option("--current", help="No figure that a later document gives otherwise.")
]
AboutOption = Annotated[
    str | None, typer.Option(metavar="QUESTION", help="Nearest to this question first.")
]
ExportOption = Annotated[
    Path | None,
    typer.Option(help="Write them with their quotes as footnotes: .docx, .html or .md."),
]


def facts(
    words: Annotated[str | None, typer.Argument(help="Words that the facts hold.")] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Of this kind; may be repeated.")] = None,
    about: AboutOption = None,
    subject: Annotated[str | None, typer.Option(help="Whose subject holds these words.")] = None,
    issuer: Annotated[
        str | None, typer.Option(help="That this body issued or did, by any of its names.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="That speak of this date or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="That speak of this date or earlier.")
    ] = None,
    doc: Annotated[
        str | None, typer.Option(help="In this document: a file name, an id, or a part of either.")
    ] = None,
    as_of: AsOfOption = None,
    current: CurrentOption = False,
    proposed: ProposedOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="So many at most.")] = None,
    export: ExportOption = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """List the facts that the documents state: policies, events, targets, amounts, lists."""
    from assistant.show.documents import ids_of
    from index.facts.store import Wanted
    from index.library import Library

    if sum(map(bool, (as_json, as_csv, export))) > 1:
        raise typer.BadParameter("give one of --json, --csv and --export")
    wanted = Wanted(
        kinds=tuple(kind or ()),
        subject=subject,
        issuer=issuer,
        since=_date(since),
        until=_date(until),
        words=words,
        issued_until=_date(as_of),
        current=current,
        proposed=proposed,
        limit=limit,
    )
    with closing(Library.open(settings_with(index).index)) as library:
        if doc is not None:
            wanted = replace(wanted, docs=ids_of(library, doc))
        found = _about(library, about, wanted) if about else library.facts(wanted)
        if export:
            typer.echo(_exported(library, found, export))
            return
        rows = records_of(library, found, wanted.issued_until)
    _print(rows, as_json, as_csv)


def _print(rows: Sequence[dict[str, Any]], as_json: bool, as_csv: bool) -> None:
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    elif as_csv:
        typer.echo(facts_csv(rows), nl=False)
    elif rows:
        from rich.console import Console

        Console(highlight=False).print(_table(rows))
    else:
        typer.echo("No fact fits: leave out a filter, or see `briefings facts` for all.")


def _about(library: Library, question: str, wanted: Wanted) -> tuple[Fact, ...]:
    from assistant.ask import Assistant
    from assistant.facts.about import facts_about
    from index.encoder import find_model, load_encoder

    model = find_model(library.manifest.recipe.model)
    return facts_about(Assistant(library, load_encoder(model)), question, wanted)


def _exported(library: Library, found: Sequence[Fact], file: Path) -> str:
    """Write the evidence pack of what was found; tell so."""
    from assistant.archive.selection import PACKED, packed

    form = file.suffix.lower().removeprefix(".")
    if form not in PACKED:
        endings = ", ".join(f".{name}" for name in PACKED)
        raise typer.BadParameter(f"{file.name} has no ending that can be written: {endings}")
    try:
        pack = packed(library, found, form)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    file.write_bytes(pack)
    noun = "fact" if len(found) == 1 else "facts"
    return f"{len(found):,} {noun} in {file}"


def _date(text: str | None) -> str | None:
    import re

    if text is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return text
    raise typer.BadParameter(f"'{text}' is no date such as 2021, 2021-03 or 2021-03-02")


def _table(rows: Sequence[dict[str, Any]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from assistant.visible import visible

    table = Table(box=None, padding=(0, 2, 1, 0), show_edge=False)
    for name in ("kind", "when", "who or what", "value", "quote", "source"):
        table.add_column(name, overflow="fold", no_wrap=name in ("kind", "when"))
    for row in rows:
        who = "; ".join(filter(None, (row["subject"], *row["issuers"])))
        page = f", page {row['page']}" if row["page"] else ""
        place = f"{row['doc']}{page} ({row['start']} to {row['end']})"
        quote = " ".join(row["quote"].split())
        value = "\n".join(filter(None, (value_of(row), superseded_of(row))))
        cells = (kind_of(row), row["when"] or "", who, value, quote, place)
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table
