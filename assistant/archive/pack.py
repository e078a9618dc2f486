"""An evidence pack: sentences with notes that give place and quote; a conversation as one; pure.

What a pack says is the same in HTML and in Word; the two only draw it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.amounts import counted
from assistant.answer import Status
from assistant.citations import differ, place
from assistant.confidence import in_words
from assistant.visible import one_line

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.archive.exchange import Exchange
    from assistant.archive.store import Conversation


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph.

    Attributes:
        style: "question", "short", "said" or "told".
        text: one line.
        notes: what its sentence stands on.
    """

    style: str
    text: str
    notes: tuple[str, ...] = ()


def lines(conversation: Conversation) -> Iterator[Line]:
    """List the paragraphs of a pack, under its title."""
    for number, exchange in enumerate(conversation.exchanges, start=1):
        yield Line("question", plain(f"{number}. {exchange.question}"))
        yield from _reply(exchange)


def _reply(exchange: Exchange) -> Iterator[Line]:
    answer = exchange.answer
    if answer is None:
        yield Line("told", plain(exchange.note))
        return
    if answer.searched.within:
        yield Line("told", plain(f"Within {answer.searched.within}"))
    if answer.status is Status.ABSTAINED:
        yield Line("short", plain(answer.searched.refusal))
        yield Line("told", f"Searched {counted(answer.searched.documents, 'document')}.")
        return
    yield Line("short", plain(answer.short))
    if differs := differ(answer):
        yield Line("told", plain(differs))
    notes = {citation.number: noted(citation) for citation in answer.citations}
    for sentence in answer.sentences:
        yield Line("said", plain(sentence.text), tuple(notes[n] for n in sentence.citations))
    yield Line("told", plain(" ".join(_about(answer))))


def _about(answer: Answer) -> Iterator[str]:
    if answer.query:
        yield f"Worked out: {answer.query}."
    yield from answer.by_models()
    yield f"{in_words(answer.confidence)}; index {answer.index_version}."


def noted(citation: Citation) -> str:
    """Write a citation as a note: document, date, page, section, file, and the exact quote."""
    return plain(f"{place(citation)}: “{citation.quote}”")


def plain(text: str) -> str:
    """Write a text on one line without characters that cannot be seen or stored."""
    return re.sub(r"[\ud800-\udfff\ufffe\uffff]", "?", one_line(text))


_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 17px/1.5 Georgia, serif; max-width: 42em; margin: 2em auto; padding: 0 1em; }}
h1, h2 {{ line-height: 1.25; }} h2 {{ margin-top: 2em; font-size: 1.2em; }}
.short {{ font-weight: bold; }} .told, li {{ color: #444; font-size: .9em; }}
sup a {{ text-decoration: none; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #14181f; color: #e6e9ee; }} .told, li {{ color: #b4bbc6; }}
  a {{ color: #8fb8f0; }}
}}
</style></head><body>
<h1 dir="auto">{title}</h1>
"""


def to_html(title: str, told: Iterable[Line]) -> str:
    """Write a pack as one page that loads nothing and runs nothing."""
    drawn, notes = [_HEAD.format(title=html.escape(plain(title)))], []
    for line in told:
        marks = []
        for note in line.notes:
            notes.append(note)
            number = len(notes)
            marks.append(f'<sup><a id="at-{number}" href="#note-{number}">[{number}]</a></sup>')
        tag = "h2" if line.style == "question" else "p"
        text = html.escape(line.text)
        drawn.append(f'<{tag} class="{line.style}" dir="auto">{text}{"".join(marks)}</{tag}>\n')
    drawn.append("<hr>\n<ol>\n")
    for number, note in enumerate(notes, start=1):
        back = f'<a href="#at-{number}" aria-label="Back to the sentence">↩</a>'
        drawn.append(f'<li id="note-{number}" dir="auto">{html.escape(note)} {back}</li>\n')
    return "".join([*drawn, "</ol>\n</body></html>\n"])
