"""The assistant of a page that stays open: it takes up each new index by itself.

Whoever is at work on a question goes on with the index that it began with; that one is closed
when the last of them is done. A few earlier ones are kept for the citations of earlier answers.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from assistant.archive.receipt import receipt_of
from assistant.ask import Assistant
from assistant.freshness import Freshness, freshness
from assistant.listener import Heard, unheard
from assistant.scope.within import EVERYTHING, Within
from assistant.suggest import answerable, candidates, where
from corpus.documents import Span
from index.encoder import ModelError
from index.facts.store import Wanted
from index.generations import IndexMissing, Layout, current_generation
from index.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answer import Answer, Turn

LOG = logging.getLogger(__name__)
_EARLIER = 3  # generations kept open beside the one that serves
_QUOTES = 20_000  # quotes of recent answers that can be found again in a new index
_FRESH = 5.0  # seconds for which a look at the files on disk holds


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation of an earlier answer is found now.

    Attributes:
        library: the index to read it from.
        span: its place there.
        note: what has changed since the answer, for the reader; empty when nothing has.
    """

    library: Library
    span: Span
    note: str


class LiveAssistant:
    """Answers from whichever generation of an index serves; for any number of threads."""

    def __init__(self, assistant: Assistant) -> None:
        self._layout = Layout(assistant.library.root)
        self._lock = threading.Lock()
        self._now = assistant
        self._refused = ""
        self._earlier: deque[Library] = deque(maxlen=_EARLIER)
        self._quotes: OrderedDict[tuple[str, Span], str] = OrderedDict()
        self._looked: tuple[float, str, Freshness] | None = None

    def now(self) -> Assistant:
        """Give the assistant over the generation that serves now."""
        try:
            serving = current_generation(self._layout)
        except IndexMissing:  # what is open can still be read
            return self._now
        with self._lock:
            if serving not in (self._now.library.version, self._refused):
                self._take_up(serving)
            return self._now

    def _take_up(self, serving: str) -> None:
        try:
            fresh = self._now.reopened()
        except (IndexMissing, ModelError) as error:
            LOG.warning("The new index is not taken up: %s", error)
            self._refused = serving
            return
        self._earlier.append(self._now.library)
        self._now = fresh
        LOG.warning("Took up %s: %d documents", serving, len(fresh.library.records))

    @property
    def library(self) -> Library:
        """The index that serves now."""
        return self.now().library

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: str | None = None,
        within: Within = EVERYTHING,
        heard: Heard = unheard,
    ) -> Answer:
        """Answer a question; see ``Assistant.ask``."""
        answer = self.now().ask(question, history, as_of, within, heard)
        cited = (*answer.citations, *answer.searched.nearest)
        with self._lock:
            for citation in cited:
                self._quotes[answer.index_version, citation.span] = citation.quote
            while len(self._quotes) > _QUOTES:
                self._quotes.popitem(last=False)
        return answer

    def receipt(self, answer: Answer, history: Sequence[Turn]) -> dict[str, Any] | None:
        """Make an answer's receipt; None where its index is no longer open, or a model wrote it."""
        library = self._open(answer.index_version)
        if (answer.prose and not answer.prose.why) or (answer.helped and answer.helped.done):
            return None  # a model need not write the same again
        asked = datetime.now(UTC).isoformat(timespec="seconds")
        return None if library is None else receipt_of(library, answer, history, None, asked)

    def next_questions(self, answer: Answer, history: Sequence[Turn]) -> tuple[str, ...]:
        """Give questions to go on with that are answered from near by; none from another index.

        Args:
            answer: what was answered last.
            history: the turns of the conversation, that one included, oldest first.
        """
        assistant = self.now()
        library, within = assistant.library, answer.searched.within
        if library.version != answer.index_version:
            return ()
        ids = tuple(dict.fromkeys(citation.span.doc_id for citation in where(answer)))
        facts = library.facts(Wanted(docs=ids)) if ids else ()
        asked = [turn.question for turn in history]
        found = candidates(answer, map(library.document, ids), facts, asked)
        offline = replace(assistant, writer=None, helper=None)  # these may come to nothing
        ask = partial(offline.ask, history=history, within=within)
        return answerable(found, ask, answer.short)

    def opened(self, version: str) -> Library | None:
        """Give a generation by its name while it is kept open; that which serves for no name."""
        return self._open(version) if version else self.library

    def _open(self, version: str) -> Library | None:
        with self._lock:
            libraries = (self._now.library, *self._earlier)
        return next((one for one in libraries if one.version == version), None)

    def freshness(self) -> Freshness:
        """Tell how old the index is; looks at the files at most once in a few seconds."""
        library = self.library
        looked = self._looked
        now = time.monotonic()
        if looked is None or looked[1] != library.version or now - looked[0] > _FRESH:
            looked = self._looked = (now, library.version, freshness(library))
        return looked[2]

    def find(self, version: str, span: Span) -> Place | None:
        """Find the place that an answer of the index ``version`` cites.

        Returns:
            The place in that index while it is kept; else where the same words stand in the one
            that serves; None where they do not.
        """
        library = self.library
        if version in ("", library.version):
            return Place(library, span, "")
        kept = self._open(version)
        if kept is not None:
            return Place(kept, span, _compared(kept, library, span))
        quote = self._quotes.get((version, span))
        return None if quote is None else _again(library, span, quote)


def _compared(kept: Library, library: Library, span: Span) -> str:
    try:
        if library.record(span.doc_id).sha256 == kept.record(span.doc_id).sha256:
            return ""
    except KeyError:
        return "This document has been removed since the answer; this is how it read then."
    return "This document has changed since the answer; this is how it read then."


def _again(library: Library, span: Span, quote: str) -> Place | None:
    """Find a quote again, at the place nearest to where it stood."""
    try:
        text = library.document(span.doc_id).text
    except KeyError:
        return None
    starts = []
    at = text.find(quote)
    while at >= 0:
        starts.append(at)
        at = text.find(quote, at + 1)
    if not starts:
        return None
    start = min(starts, key=lambda found: abs(found - span.start))
    same = start == span.start
    note = "" if same else "This document has changed since the answer; the words still stand here."
    return Place(library, Span(span.doc_id, start, start + len(quote)), note)
