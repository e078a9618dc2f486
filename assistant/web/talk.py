"""The conversation of an open page at each step: asked, taken back, begun anew, found again."""

from __future__ import annotations

import json
import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.archive.exchange import turns
from assistant.archive.store import ArchiveError
from assistant.scope.within import to_record
from assistant.web.exchanges import Stops, respond

if TYPE_CHECKING:
    from collections.abc import Generator

    from assistant.archive.exchange import Exchange
    from assistant.archive.store import Archive
    from assistant.live import LiveAssistant
    from assistant.web.told import Told

    Exchanges = tuple[Exchange, ...]
    Step = tuple[Exchanges, Exchanges, str]  # what is shown, what is asked already, what is kept

LOG = logging.getLogger(__name__)
AT_ONCE = 4  # questions that are worked on at the same time
NO_COOKIE = "This conversation is not kept: the browser takes no cookies."
GONE = "That conversation is not here any more."


class Talk:
    """What is done with conversations; every step gives what is shown and where it is kept.

    Where it is kept is told as a JSON object with ``id``, empty where there is nothing to keep;
    ``problem``, a line for the reader; and, when it was opened, ``within``.
    """

    def __init__(self, live: LiveAssistant, archive: Archive, patience: float) -> None:
        self._live, self._archive, self._patience = live, archive, patience
        self._pool, self._stops = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="ask"), Stops()
        self._left: Counter[str] = Counter()  # how often a page went on to something else

    def ask(
        self, question: str, asked: Exchanges, told: Told, owner: str, session: str
    ) -> Generator[Step]:
        """Answer a question step by step, then keep the conversation.

        What the page has gone on from, by a step back or another conversation, is not shown.
        """
        before, kept, left = self._before(asked, told, owner), "", self._left[session]
        base = before[: told.since]
        work = self._live, self._pool, self._stops
        steps = respond(*work, question, base, session, told.within, self._patience)
        with closing(steps):  # at once: it may hold the request of a model
            for now in steps:
                if self._left[session] != left:
                    return
                done = not now[-1].pending
                if done:
                    kept = self._keep(owner, told.conversation, before, now)
                yield now, now if done else before, kept

    def then(self, asked: Exchanges) -> tuple[str, ...]:
        """Give questions to go on with; without them the answer is no worse."""
        answer = asked[-1].answer if asked else None
        try:
            return self._live.next_questions(answer, turns(asked)) if answer else ()
        except Exception:
            LOG.exception("No questions to go on with: %r", asked[-1].question)
            return ()

    def cut(self, at: int, asked: Exchanges, told: Told, owner: str) -> tuple[str, Step]:
        """Take a question back, with all after it; give what it was, to be written again."""
        before = self._before(asked, told, owner)
        question = before[at].question if at < len(before) else ""
        now = before[:at]
        return question, (now, now, self._keep(owner, told.conversation, before, now))

    def question(self, at: int, asked: Exchanges, told: Told, owner: str) -> str:
        """Give a question that was asked."""
        before = self._before(asked, told, owner)
        return before[at].question if at < len(before) else ""

    def open(self, told: Told, owner: str) -> Step:
        """Open a kept conversation, or none where there is none of that id."""
        if not told.conversation:
            return (), (), _told("")
        found = self._found(owner, told.conversation)
        if found is None:
            return (), (), _told("", GONE)
        answers = [one.answer for one in found if one.answer]
        within = to_record(answers[-1].searched.within) if answers else {}
        return found, found, _told(told.conversation, within=within)

    def leave(self, session: str) -> None:
        """Give up what is at work, and show nothing more of it."""
        self._left[session] += 1
        self.stop(session)

    def begin(self, session: str) -> Step:
        """Begin a new conversation; what is at work for the one before is given up."""
        self.leave(session)
        return (), (), _told("")

    def stop(self, session: str) -> None:
        """Give up what is at work."""
        self._stops.ask(session)

    def closed(self, session: str) -> None:
        """Give up what a model writes for a page that is closed; without one it is done at once."""
        if self._live.now().uses_models:
            self.stop(session)

    def _before(self, asked: Exchanges, told: Told, owner: str) -> Exchanges:
        """Give what was asked before; after a restart of the server only the archive knows."""
        return asked or self._found(owner, told.conversation) or ()

    def _found(self, owner: str, name: str) -> Exchanges | None:
        try:
            found = self._archive.get(owner, name) if owner and name else None
        except ArchiveError as error:
            LOG.warning("%s", error)
            return None
        return None if found is None else found.exchanges

    def _keep(self, owner: str, name: str, before: Exchanges, now: Exchanges) -> str:
        if not owner:
            return _told("", NO_COOKIE)
        try:
            if now:
                return _told(self._archive.keep(owner, name, before, now))
            self._archive.delete(owner, name)
            return _told("")
        except ArchiveError as error:
            LOG.warning("%s", error)
            return _told(name, f"This conversation could not be kept: {error}")


def _told(name: str, problem: str = "", within: dict[str, object] | None = None) -> str:
    return json.dumps({"id": name, "problem": problem, "within": within})
