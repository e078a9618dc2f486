"""The command ``briefings replay``: an answer given again from its receipt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.options import IndexOption, JsonOption, settings_with

if TYPE_CHECKING:
    from assistant.answer import Answer, Turn
    from assistant.scope.within import Within


class ReplayError(Exception):
    """The receipt cannot be read; the message says why and what would do."""


def replay(
    receipt: Annotated[Path, typer.Argument(help="A receipt, as the chat saves it.")],
    index: IndexOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the question of RECEIPT again: the same answer, or what has changed (exit status 1)."""
    from assistant.archive.receipt import changes, receipt_of, same_answer
    from assistant.ask import Assistant

    before, (question, history, as_of, within) = _read(receipt)
    assistant = Assistant.open(settings_with(index).index)
    answer = assistant.ask(question, history, as_of, within)
    now = receipt_of(assistant.library, answer, history, as_of, before["asked"])
    same, changed = same_answer(before, now), list(changes(before, now))
    if as_json:
        told = {"same": same, "changes": changed, "before": before["answer"], "now": now["answer"]}
        typer.echo(json.dumps(told, ensure_ascii=False))
    else:
        _tell(before, answer, same, changed)
    if not same:
        raise typer.Exit(1)


def _read(file: Path) -> tuple[dict[str, Any], tuple[str, tuple[Turn, ...], str | None, Within]]:
    from assistant.archive.receipt import settings_of

    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return told, settings_of(told)
    except (OSError, ValueError, RecursionError) as error:
        raise ReplayError(
            f"{file} cannot be replayed ({error}): save the receipt again in the chat"
        ) from error


def _tell(before: dict[str, Any], answer: Answer, same: bool, changed: list[str]) -> None:
    from assistant.answer import REFUSAL
    from assistant.terminal import show_answer
    from assistant.visible import visible

    index = before["index"]["version"]
    told = "The same answer" if same else "Another answer"
    typer.echo(f"{told} as on {before['asked'][:10]} (index {index}; now {answer.index_version})")
    typer.echo(
        visible("\n".join(f"- {line}" for line in changed)) or "- it is read from the same passages"
    )
    if not same:
        then = before["answer"]
        typer.echo(visible(f"\nIt was: {then['short'] or REFUSAL}\n{then['text']}").rstrip())
    typer.echo("")
    show_answer(answer)
