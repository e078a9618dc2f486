"""The command ``briefings ask``: one question, or a file of them."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.options import IndexOption, JsonOption, settings_with

if TYPE_CHECKING:
    from assistant.answer import Answer
    from assistant.ask import Assistant

_STARTED = time.perf_counter()
_BATCH = "--batch reads questions, with their as_of, from its file and takes no other choice"


def _kept(file: Path | None) -> Path | None:
    """Refuse a file of no form before the question is asked."""
    if file is not None:
        from assistant.archive.forms import FormError, form_of

        try:
            form_of(file)
        except FormError as error:
            raise typer.BadParameter(str(error)) from error
    return file


_Export = Annotated[
    Path | None,
    typer.Option(callback=_kept, help="Keep answer and evidence: FILE.docx, .html, .md, .json."),
]


def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    batch: Annotated[Path | None, typer.Option(help="Questions, one JSON object a line.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where the answers to --batch go.")] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Leave aside what was issued after this date (2021-03-31).")
    ] = None,
    publisher: Annotated[
        list[str] | None, typer.Option(help="Only documents of this publisher; may be repeated.")
    ] = None,
    series: Annotated[list[str] | None, typer.Option(help="Only this series.")] = None,
    language: Annotated[list[str] | None, typer.Option(help="Only this language (en).")] = None,
    doc: Annotated[list[str] | None, typer.Option(help="Only files with this in the name.")] = None,
    since: Annotated[str | None, typer.Option(help="Only what was issued from this date.")] = None,
    until: Annotated[str | None, typer.Option(help="Only what was issued up to it.")] = None,
    llm: Annotated[
        bool, typer.Option(help="Let the model of briefings.toml do its part, if it has one.")
    ] = True,
    timings: Annotated[
        bool, typer.Option("--timings", help="Tell on stderr where the time went.")
    ] = False,
    export: _Export = None,
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer QUESTION, or every question of a file; of some documents only, where that is said."""
    from assistant.batch import check_date, check_question
    from assistant.clock import Clock
    from assistant.scope.chosen import chosen

    names = {"publishers": publisher, "series": series, "languages": language, "documents": doc}
    dates = {"since": since, "until": until}
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a QUESTION or --batch FILE")
    clock = Clock(_STARTED)
    clock.lap("import")
    if batch is not None:
        if out is None:
            raise typer.BadParameter("--batch needs --out FILE for the answers")
        if as_of or any(names.values()) or any(dates.values()):
            raise typer.BadParameter(_BATCH)
        _answer_file(_opened(index, llm), batch, out)
        return
    assistant = _opened(index, llm)
    clock.lap("open index and model")
    within = chosen(assistant.library, names, dates)
    answer = assistant.ask(check_question(question), as_of=check_date(as_of), within=within)
    _tell(assistant, answer, as_json, export)
    if timings:
        for step, milliseconds in clock.laps() + answer.timings:
            typer.echo(f"{milliseconds:7.0f} ms  {step}", err=True)


def _tell(assistant: Assistant, answer: Answer, as_json: bool, export: Path | None) -> None:
    if as_json:
        from assistant.batch import record

        typer.echo(json.dumps(record("", answer), ensure_ascii=False))
    else:
        from assistant.freshness import freshness
        from assistant.terminal import show_answer

        show_answer(answer, freshness(assistant.library))
    if export:
        from assistant.archive.forms import export as keep

        keep(answer, export)


def _opened(index: Path | None, llm: bool) -> Assistant:
    from assistant.ask import Assistant

    settings = settings_with(index)
    assistant = Assistant.open(settings.index)
    if not llm or not (settings.llm or settings.rerank):
        return assistant
    from assistant.llm.configure import with_models

    return with_models(assistant, settings.llm, settings.rerank)


def _answer_file(assistant: Assistant, batch: Path, out: Path) -> None:
    from assistant.batch import answer_file
    from assistant.progress import progress

    with progress() as on_progress:
        answer_file(assistant, batch, out, on_progress)
