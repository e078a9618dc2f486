"""The commands of the evaluation, added to the command ``briefings``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.options import IndexOption, JsonOption, settings_with
from evals.gold_cli import app as gold_commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.llm.client import Model
    from evals.figures import Figures
    from evals.gate import Limit
    from evals.gold import GoldQuestion
    from evals.results import Run

RUNS = Path("runs")
GateOption = Annotated[
    Path | None,
    typer.Option("--gate", help="TOML or JSON of floors; exit 1 when a figure falls under one."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to ``app``."""
    app.command("eval")(evaluate)
    app.command("compare")(compare)
    app.add_typer(gold_commands)


def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Gold questions: JSONL files, or folders of them.")
    ] = None,
    index: IndexOption = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Folder of the run.  [default: runs/NAME]", show_default=False),
    ] = None,
    gate: GateOption = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Start over, whatever the folder holds of a run.")
    ] = False,
    as_json: JsonOption = False,
    retrieval_only: Annotated[
        bool, typer.Option("--retrieval-only", help="Try the search without answering.")
    ] = False,
    judge: Annotated[
        bool,
        typer.Option(
            "--judge", help="Have the model of briefings.toml judge the answers as well, apart."
        ),
    ] = False,
    facts: Annotated[
        bool,
        typer.Option(
            "--facts",
            help="Compare the index's facts with labelled ones; GOLD names files of labels, "
            "without it those that ship.",
        ),
    ] = False,
) -> None:
    """Ask the GOLD questions, and tell how right the answers are.

    A run that was cut off goes on where it stopped.
    """
    if facts:
        from evals.fact_cli import evaluate_facts

        with _told():
            evaluate_facts(gold or (), index, as_json=as_json)
        return
    if not gold:
        raise typer.BadParameter("name the gold questions, for instance evals/gold")
    if judge and retrieval_only:
        raise typer.BadParameter("--retrieval-only leaves no answers to --judge")
    model = _judge() if judge else None
    _ask(
        *(gold, index, out, gate),
        fresh=fresh,
        as_json=as_json,
        answers=not retrieval_only,
        judge=model,
    )


def compare(
    before: Annotated[Path, typer.Argument(help="Folder of the first run.")],
    after: Annotated[Path, typer.Argument(help="Folder of the second run.")],
    gate: GateOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare two runs on the same questions: what flipped, and by more than chance or not."""
    from rich.console import Console

    from evals.compare import compare as compare_runs
    from evals.figures import figures
    from evals.gate import read_gate
    from evals.report import comparison_record, comparison_table, flip_lines, flips_line
    from evals.store import read_run

    with _told():
        limits = read_gate(gate) if gate else ()
        first, second = read_run(before), read_run(after)
        found = compare_runs(first, second)
        if as_json:
            record = comparison_record(first.header, second.header, found)
            typer.echo(json.dumps(record, ensure_ascii=False))
        else:
            Console().print(comparison_table(found))
            typer.echo(f"\n{flips_line(found, len(second.results))}")
            for line in flip_lines(found.flips):
                typer.echo(line)
        if limits:
            _pass_gate(limits, figures(second.results))


def _ask(
    gold: Sequence[Path],
    index: Path | None,
    out: Path | None,
    gate: Path | None,
    *,
    fresh: bool,
    as_json: bool,
    answers: bool,
    judge: Model | None,
) -> None:
    """Ask gold questions, keep the run in its folder, print its figures and pass the gate."""
    from assistant.ask import Assistant
    from evals.gate import read_gate
    from evals.making import finish, prepare
    from evals.run import ask_all
    from evals.store import append, remaining, started

    with _told():
        limits = read_gate(gate) if gate else ()
        assistant = Assistant.open(settings_with(index).index)
        header, asked = prepare(assistant.library, gold, answers=answers)
        folder = out or RUNS / header.name
        with started(folder, header, fresh=fresh) as done:
            if done:
                typer.echo(f"{len(done)} of {len(asked)} answers are in {folder} already", err=True)
            waiting = _progress(remaining(asked, done))
            for _ in append(folder, ask_all(assistant, waiting, answers=answers)):
                pass
            run, taken = finish(folder)
            judged = _judged(run, folder, judge) if judge else None
        _print_run(run, taken, folder, judged, as_json=as_json)
        _pass_gate(limits, taken)


@contextmanager
def _told() -> Iterator[None]:
    """Tell what a user can mend in one line each, and exit with status 1."""
    from evals.compare import CompareError
    from evals.gate import GateError
    from evals.gold import GoldError
    from evals.store import RunError

    try:
        yield
    except GoldError as error:
        typer.echo(f"briefings: correct the gold questions first:\n{error}", err=True)
        raise typer.Exit(1) from None
    except (CompareError, GateError, RunError) as error:
        typer.echo(f"briefings: {error}", err=True)
        raise typer.Exit(1) from None


def _judge() -> Model:
    """Give the model that judges, before anything is asked of it."""
    from assistant.llm.configure import model
    from assistant.settings import SettingsError, load_settings

    llm = load_settings().llm
    if llm is None:
        raise SettingsError("--judge needs a table [llm] in briefings.toml, which names the model")
    return model(llm)


def _judged(run: Run, folder: Path, model: Model) -> tuple[dict[str, Any], list[str]]:
    """Have a model judge a run; give what it says as a record and in lines."""
    from evals.judge import agreements, judged, lines, summary

    found = list(judged(folder, run.results, model))
    compared = list(agreements(run.results, found))
    told = list(lines(found, compared, f"{model.name} at {model.host}"))
    return summary(found, compared), told


def _print_run(
    run: Run,
    taken: Sequence[Figures],
    folder: Path,
    judged: tuple[dict[str, Any], list[str]] | None,
    *,
    as_json: bool,
) -> None:
    from rich.console import Console

    from evals.report import skipped_line, summary, tables

    record, told = judged or ({}, [])
    if as_json:
        besides = {"judge": record} if record else {}
        typer.echo(json.dumps(summary(run.header, taken) | besides, ensure_ascii=False))
        return
    Console().print(tables(taken))
    if line := skipped_line(run):
        typer.echo(line)
    for line in told:
        typer.echo(line)
    typer.echo(f"report: {folder / 'report.html'}")


def _pass_gate(limits: Sequence[Limit], taken: Sequence[Figures]) -> None:
    """Name the figures that fell, and exit with status 1 when some did."""
    from evals.gate import falls

    fallen = falls(limits, taken)
    for fall in fallen:
        typer.echo(f"briefings: {fall}", err=True)
    if fallen:
        raise typer.Exit(1)


def _progress(questions: Sequence[GoldQuestion]) -> Iterable[GoldQuestion]:
    """Show on stderr how far the questions are, where that is a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    hidden = not console.is_terminal
    return track(questions, "Asking", console=console, transient=True, disable=hidden)
