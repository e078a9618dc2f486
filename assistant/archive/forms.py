"""The forms in which a conversation, or one answer, is kept elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.archive.exchange import Exchange
from assistant.archive.export import to_markdown, to_record_of
from assistant.archive.pack import lines, to_html
from assistant.archive.store import Conversation
from assistant.archive.word import to_docx

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.answer import Answer


@dataclass(frozen=True, slots=True)
class Form:
    """A form, by the ending of its files.

    Attributes:
        media: its media type.
        write: writes a conversation.
    """

    media: str
    write: Callable[[Conversation], bytes]


class FormError(Exception):
    """A file whose ending is no form; the message names those that are."""


def _json(conversation: Conversation) -> bytes:
    told = json.dumps(to_record_of(conversation), ensure_ascii=False, indent=2) + "\n"
    return told.encode("utf-8", "backslashreplace")


FORMS = {
    "docx": Form(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        lambda found: to_docx(found.title, lines(found)),
    ),
    "html": Form("text/html", lambda found: to_html(found.title, lines(found)).encode()),
    "md": Form("text/markdown", lambda found: to_markdown(found).encode("utf-8", "replace")),
    "json": Form("application/json", _json),
}


def form_of(file: Path) -> Form:
    """Give the form that a file's ending names.

    Raises:
        FormError: it names none.
    """
    form = FORMS.get(file.suffix.lower().removeprefix("."))
    if form is None:
        endings = ", ".join(f".{name}" for name in FORMS)
        raise FormError(f"{file.name} has no ending that can be written: give one of {endings}")
    return form


def export(answer: Answer, file: Path) -> None:
    """Write one answer with its evidence into a file, in the form that its ending names.

    Raises:
        FormError: the ending names none.
        OSError: the file cannot be written.
    """
    begun = datetime.now(UTC).isoformat(timespec="seconds")
    exchange = Exchange(answer.question, answer)
    written = form_of(file).write(Conversation(answer.question, begun, (exchange,)))
    file.write_bytes(written)
