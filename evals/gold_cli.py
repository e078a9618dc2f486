"""The commands ``briefings gold …``: check gold questions, add to them, import public sets."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from assistant.amounts import counted
from assistant.options import IndexOption, JsonOption, settings_with

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


@app.command()
def add(
    feedback: Annotated[
        Path, typer.Argument(help="JSON lines of what readers said; - is the standard input.")
    ],
    to: Annotated[Path, typer.Option(help="Gold file that grows; made if there is none.")],
    yes: Annotated[bool, typer.Option("--yes", help="Add without asking.")] = False,
    index: IndexOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Turn FEEDBACK on wrong answers into gold questions, each shown and checked before."""
    from assistant.feedback.store import FeedbackStore
    from evals.feedback import parse_feedback
    from evals.gold import GoldError
    from evals.gold_add import Adder, shown

    if str(feedback) == "-" and not yes:
        raise typer.BadParameter("the standard input cannot be asked as well: add --yes")
    lines = _lines(feedback)
    store = FeedbackStore(settings_with(index).index)
    try:
        adder = Adder.open(to, _documents(index, corpus))
    except GoldError as error:
        _fail(f"correct {to} first:\n{error}")
    refused = 0
    for number, line in lines:
        try:
            said = parse_feedback(line)
            question = adder.question(said)
        except ValueError as error:
            typer.echo(f"briefings: {feedback}:{number}: {error}", err=True)
            refused += 1
            continue
        typer.echo(shown(question))
        if yes or typer.confirm(f"Add it to {to}?"):
            adder.append(question)
            if said.id is not None:
                store.mark_gold(said.id, question.id)
    if refused:
        raise typer.Exit(1)


@app.command("import")
def import_questions(
    folder: Annotated[Path, typer.Argument(help="Folder with the set.")],
    form: Annotated[
        str, typer.Option("--as", help="Which set: squad, canard, tatqa or briefings.")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write documents/ and gold/ into.")],
    limit: Annotated[
        int | None, typer.Option(min=1, help="Most questions, from the first on.")
    ] = None,
) -> None:
    """Turn a public question set into documents to build and gold questions to evaluate."""
    from evals.gold_import import DOCUMENTS, GOLD, SetError, import_set
    from evals.public import Form

    if form not in list(Form):
        raise typer.BadParameter(f"--as must be one of {', '.join(Form)}, not {form!r}")
    try:
        done = import_set(folder, Form(form), out, limit)
    except SetError as error:
        _fail(str(error))
    typer.echo(f"{done.questions} questions in {out / GOLD}, {counted(done.documents, 'document')}")
    for reason, count in done.left_out:
        typer.echo(f"left out: {count}, {reason}")
    if done.documents:
        typer.echo(f"next: briefings build {out / DOCUMENTS}")


def _lines(file: Path) -> list[tuple[int, str]]:
    """Read the lines that are not empty, with their numbers; - is the standard input."""
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        _fail(f"{file} cannot be read as UTF-8 text: {reason}")
    return [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]


def _fail(reason: str) -> NoReturn:
    typer.echo(f"briefings: {reason}", err=True)
    raise typer.Exit(1) from None


def _documents(index: Path | None, corpus: Path | None) -> Iterable[Document]:
    """Give the documents of a folder if one is named, else those of the index."""
    if corpus is not None:
        from corpus.load import load

        return load(corpus.expanduser()).documents
    from index.library import Library

    library = Library.open(settings_with(index).index)
    return (library.document(record.id) for record in library.records)
