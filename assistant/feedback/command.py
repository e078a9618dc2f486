"""The command ``briefings feedback``: what readers said of answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from assistant.options import IndexOption, JsonOption, settings_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from assistant.feedback.judgement import Judgement


def feedback(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Tell what readers said of answers; --json is for `gold add`, without what it has already."""
    from rich.console import Console

    from assistant.feedback.judgement import gold_record
    from assistant.feedback.store import FeedbackStore
    from index.generations import Layout, current_generation

    root = settings_with(index).index
    current_generation(Layout(root))  # a folder that is no index is a mistake, not a silence
    found = FeedbackStore(root).all()
    if as_json:
        for one in found:
            if one.gold is None and (record := gold_record(one)):
                typer.echo(json.dumps(record, ensure_ascii=False))
    elif found:
        Console(highlight=False).print(_table(found))
    else:
        typer.echo("No answer has been judged: in the chat, press a thumb under one.")


def _table(judgements: Sequence[Judgement]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from assistant.visible import visible

    table = Table(box=None, padding=(0, 2, 1, 0), show_edge=False)
    for name in ("when", "verdict", "question", "shown", "said", "gold"):
        table.add_column(name, overflow="fold", no_wrap=name in ("when", "verdict"))
    for one in judgements:
        cells = (one.time[:16].replace("T", " "), one.verdict, *_told(one), _state(one))
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table


def _told(one: Judgement) -> tuple[str, str, str]:
    from assistant.answer import REFUSAL
    from assistant.feedback.judgement import said

    passage = f"“{' '.join(one.passage.quote.split())}” ({one.passage.doc})" if one.passage else ""
    wanted = f"right: {'; '.join(one.answer.splitlines())}" if one.answer else ""
    return one.question, one.short or REFUSAL, "\n".join(filter(None, (said(one), wanted, passage)))


def _state(one: Judgement) -> str:
    """Say whether a judgement is in the gold questions, could be, or tells too little."""
    from assistant.feedback.judgement import gold_record

    return one.gold or ("ready" if gold_record(one) else "")
