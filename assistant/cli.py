"""The command ``briefings``: reads its arguments, calls one function, prints what came back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.archive.command import replay
from assistant.ask_command import ask
from assistant.diff.command import diff
from assistant.examples import SAMPLES
from assistant.facts.command import facts
from assistant.feedback.command import feedback
from assistant.options import (
    IndexOption,
    JsonOption,
    RunnerOption,
    StoreOption,
    settings_with,
)
from assistant.people.command import users
from assistant.settings import go_offline
from assistant.show.commands import show, source
from assistant.upkeep_commands import built, doctor, embed, propose
from assistant.upkeep_commands import watch as watch_command

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.build import Report

app = typer.Typer(
    name="briefings",
    help="Ask a folder of policy briefings: cited answers, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def build(
    folder: Annotated[
        Path, typer.Argument(help="Folder of documents.  [default: the sample corpus]")
    ] = SAMPLES,
    index: IndexOption = None,
    store: StoreOption = None,
    runner: RunnerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring the index up to date with the files in FOLDER."""
    import json
    from dataclasses import asdict

    settings = settings_with(index, store, runner)
    if settings.embeddings:
        typer.echo(f"Passages that are not embedded yet go to {settings.model}", err=True)
    report = built(folder, settings)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _print_report(report, settings.index)


def _print_report(report: Report, index: Path) -> None:
    from assistant.status import tell_build

    for line in tell_build(report, index):
        typer.echo(line)


app.command()(ask)


@app.command()
def serve(
    index: IndexOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to listen on.  [default: the first free from 7860]")
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
    watch: Annotated[
        Path | None, typer.Option(help="Keep the index up to date with this folder.")
    ] = None,
) -> None:
    """Open the chat in the browser."""
    from assistant.ask import Assistant
    from assistant.examples import examples
    from assistant.people.access import access_of
    from assistant.web.beside.added import installed_pages
    from assistant.web.serving import serve as serve_page

    settings = settings_with(index)
    access = access_of(settings, host)
    access.check()
    if settings.embeddings:
        typer.echo(f"Questions, and passages that are not embedded yet, go to {settings.model}")
    if watch is not None:
        _bring_up_to_date(watch, settings)
    assistant = Assistant.open(settings.index)
    asked = [one for one in (settings.llm, settings.rerank) if one]
    if asked:
        from assistant.llm.configure import with_models

        assistant = with_models(assistant, settings.llm, settings.rerank)
    for one in asked:
        typer.echo(f"Questions and passages go to {one.model} at {one.url}")
    serve_page(
        assistant,
        access,
        port=port or settings.port,
        open_browser=browser,
        examples=examples(assistant.library),
        watch=watch,
        pages=installed_pages(),
    )


def _bring_up_to_date(folder: Path, settings: Settings) -> None:
    """Build before the page opens, so that there is something to open."""
    from assistant.status import log_build

    typer.echo(log_build(built(folder, settings)))


app.command("chat", help="The same as serve.")(serve)


@app.command()
def status(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Tell what the index holds, and which files have changed since it was built."""
    import json

    from assistant.status import describe, status_of

    found = status_of(settings_with(index).index)
    typer.echo(json.dumps(found, ensure_ascii=False) if as_json else describe(found))


app.command()(show)
app.command()(source)
app.command("watch")(watch_command)
app.command()(doctor)
app.command()(embed)
app.command()(propose)
app.command()(facts)
app.command()(diff)
app.command()(feedback)
app.add_typer(users, name="user")
app.command()(replay)


def main() -> None:
    """Run the command; a failure is one line on stderr and exit status 1."""
    import sqlite3
    import sys

    go_offline()
    add_commands()
    try:
        app()
    except sqlite3.Error as error:
        remedy = "remove its folder and run `briefings build` again"
        typer.echo(f"briefings: the index is damaged ({error}): {remedy}", err=True)
        sys.exit(1)
    except Exception as error:
        if not isinstance(error, _expected()):
            raise
        typer.echo(f"briefings: {error}", err=True)
        sys.exit(1)


def _expected() -> tuple[type[Exception], ...]:
    """List what a user can mend; imported only then, to keep every command quick to start."""
    from assistant.archive.command import ReplayError
    from assistant.batch import BatchError
    from assistant.feedback.store import FeedbackError
    from assistant.llm.client import ModelUnavailable
    from assistant.people.access import AccessError
    from assistant.people.accounts import AccountError
    from assistant.settings import SettingsError
    from assistant.show.documents import ShowError
    from index.build import BuildError
    from index.encoder import ModelError
    from index.generations import IndexMissing
    from index.proposals import ProposalsError

    return (
        *(
            AccessError,
            AccountError,
            BatchError,
            BuildError,
            FeedbackError,
            IndexMissing,
            ModelError,
            ModelUnavailable,
        ),
        *(ProposalsError, ReplayError, SettingsError, ShowError, OSError),
    )


def add_commands() -> None:
    """Add the commands of the evaluation, which imports this package, by their entry point."""
    from importlib.metadata import entry_points

    for entry in entry_points(group="briefings.commands"):
        entry.load()(app)


if __name__ == "__main__":
    main()
