"""The passage that a reader picked in the source pane, read back from the index."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote

from assistant.feedback.judgement import Passage
from assistant.feedback.passage import find_selected, passage_around
from corpus.documents import Span

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

LONGEST_PICK = 20_000  # characters of what a browser may send
NOTHING = "Open a citation first, then select the right words in the source."
GONE = "That passage is not in the index any more; ask the question again."
BROKEN = (
    "The selected words do not stand together in the stored text: select them within one"
    " paragraph, list or table."
)


def chosen(live: LiveAssistant, picked: str) -> Passage:
    """Find the passage that was picked, in the index that serves now.

    What a browser sends only says where to look: the passage is always the stored text.

    Args:
        live: what answers.
        picked: a JSON object with ``where``, as ``/source/`` is asked for what is shown;
            ``selected``, the words that were selected, or empty for the marked passage; and
            ``before``, how many letters and digits stand before them on the page.

    Raises:
        ValueError: there is no such passage, or it is too long; the message is for the reader.
    """
    span, version, selected, before = _parsed(picked)
    try:
        if selected:
            library = live.library
        else:
            place = live.find(version, span)
            if place is None:
                raise ValueError(GONE)
            selected = place.library.text(place.span)
            if not selected:  # a document opened from its beginning
                raise ValueError(NOTHING)
            library, before = live.library, None
        document = library.document(span.doc_id)
    except KeyError as error:
        raise ValueError(GONE) from error
    hint = before if before is not None else _letters(document.text[: span.start])
    found = find_selected(document.text, selected, hint)
    if found is None:
        raise ValueError(GONE if before is None else BROKEN)
    name = document.source.rsplit("/", 1)[-1]
    return Passage(name, passage_around(document.text, *found))


def _parsed(picked: str) -> tuple[Span, str, str, int | None]:
    try:
        if len(picked) > LONGEST_PICK:
            raise ValueError
        told = json.loads(picked)
        name, _, query = str(told["where"]).partition("?")
        given = parse_qs(query)
        span = Span(unquote(name), int(given["start"][0]), int(given["end"][0]))
        index = given.get("index", [""])[0]
        version = f"generations/{index}" if index else ""
        return span, version, str(told["selected"]).strip(), int(told["before"])
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise ValueError(NOTHING) from error


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
