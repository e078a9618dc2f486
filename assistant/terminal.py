"""An answer as the terminal shows it, on stdout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from assistant.amounts import counted
from assistant.answer import Status
from assistant.citations import differ, marked, named
from assistant.confidence import in_words
from assistant.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from assistant.answer import Answer, Citation
    from assistant.freshness import Freshness


def show_answer(answer: Answer, fresh: Freshness | None = None) -> None:
    """Print an answer with its sources; documents' text is printed as it is, never as markup.

    Args:
        answer: what to print.
        fresh: how old the index is; told where files have changed since.
    """
    console = Console(highlight=False)
    _show(console, answer, fresh.touched(c.file for c in answer.citations) if fresh else ())
    if fresh and fresh.is_stale:
        console.print(Text(str(fresh), style="dim"))


def _show(console: Console, answer: Answer, touched: Collection[str]) -> None:
    searched = answer.searched
    if searched.within:
        told = f"Within {searched.within}: {counted(searched.documents, 'document')}"
        console.print(Text(visible(told), style="dim"))
    if answer.status is Status.ABSTAINED:
        _show_abstained(console, answer)
        return
    console.print(Text(answer.short, style="bold"))
    if told := differ(answer):
        console.print(Text(told))
    console.print()
    for sentence in answer.sentences:
        console.print(Text(marked(sentence)))
    console.print()
    for citation in answer.citations:
        changed = "  changed on disk since it was indexed" * (citation.file in touched)
        console.print(Text(_source(citation) + changed, style="dim"))
    if answer.query:
        console.print(Text(f"Worked out: {answer.query}", style="dim"))
    _show_prose(console, answer)
    console.print(Text(in_words(answer.confidence), style="italic"))


def _show_prose(console: Console, answer: Answer) -> None:
    for sentence in answer.prose.struck if answer.prose else ():
        line = Text("Not borne out: ", style="dim")
        console.print(line.append(visible(sentence), style="strike"))
    for told in answer.by_models():
        console.print(Text(visible(told), style="dim"))


def _show_abstained(console: Console, answer: Answer) -> None:
    searched = answer.searched
    console.print(Text(visible(searched.refusal), style="bold"))
    if searched.hint:
        return
    dates = f", issued {searched.first} to {searched.last}" if searched.first else ""
    console.print(
        Text(
            f"Searched {counted(searched.documents, 'document')}"
            f" ({counted(searched.passages, 'passage')}){dates}."
        )
    )
    for failure in searched.failures:
        console.print(Text(f"Not read: {failure.source}: {failure.reason}"))
    _show_prose(console, answer)
    if searched.nearest:
        console.print(Text("Nearest passages:"))
    for citation in searched.nearest:
        console.print(Text(_source(citation), style="dim"))


def _source(citation: Citation) -> str:
    issued = citation.issued and citation.issued + " (inferred)" * citation.issued_inferred
    place = [named(citation), issued, " › ".join(citation.section[-2:])]
    page = f"page {citation.page}" if citation.page else ""
    parts = ", ".join(part for part in (*place, page) if part)
    return f"[{citation.number}] {parts}  ({citation.file})"
