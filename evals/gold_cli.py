"""The commands ``briefings gold …``: check gold questions, add to them, import public sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import IndexOption, JsonOption, settings_with

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.documents import Document

SHIPPED = Path(__file__).with_name("gold")
"""The gold questions on the sample corpus."""

CorpusOption = Annotated[
    Path | None,
    typer.Option(help="Folder of documents to read in place of an index."),
]

app = typer.Typer(
    name="gold", help="Check, add to and import gold questions.", no_args_is_help=True
)


@app.command()
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="JSONL files, or folders of them.  [default: those that ship]"),
    ] = None,
    index: IndexOption = None,
    corpus: CorpusOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check gold questions against their documents: a line for each problem, then a count."""
    from evals.align import Aligner
    from evals.gold import read_entries
    from evals.gold_check import check as check_entries
    from evals.gold_check import summary

    entries, unreadable = read_entries(*(paths or [SHIPPED]))
    found = check_entries(entries, Aligner(_documents(index, corpus)))
    problems = sorted((*unreadable, *found), key=lambda problem: (str(problem.file), problem.line))
    questions = [entry.question for entry in entries]
    if as_json:
        lines = [{"file": str(p.file), "line": p.line, "reason": p.reason} for p in problems]
        typer.echo(json.dumps({"questions": len(questions), "problems": lines}, ensure_ascii=False))
    else:
        for problem in problems:
            typer.echo(problem)
        count = f"{len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}"
        typer.echo(f"{summary(questions)}; {count}")
    if problems:
        raise typer.Exit(1)


def _documents(index: Path | None, corpus: Path | None) -> Iterable[Document]:
    """Give the documents of a folder if one is named, else those of the index."""
    if corpus is not None:
        from corpus.load import load

        return load(corpus.expanduser()).documents
    from index.library import Library

    library = Library.open(settings_with(index).index)
    return (library.document(record.id) for record in library.records)
