"""Evaluations over the index that serves, made beside the chat: one at a time, in a thread."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.amounts import counted
from evals.gold import GoldError
from evals.making import SUMMARY, finish, prepare
from evals.run import ask_all
from evals.store import RunError, append, remaining, started
from evals.web.golds import first_of

if TYPE_CHECKING:
    from assistant.live import LiveAssistant

LOG = logging.getLogger(__name__)
FAILED = "The evaluation failed: the server's log says why."
NOTHING = (
    "None of these questions is about a document of this index: add a file of questions that are."
)


class Evaluator:
    """Makes evaluations, one at a time, in a thread of its own.

    Attributes:
        said: the last line about an evaluation; empty before the first.
        at: how many questions are answered, of how many; None before the first is asked.
        made: name of the run that was finished last; empty before the first.
    """

    def __init__(self, live: LiveAssistant, runs: Path) -> None:
        """Make an evaluator.

        Args:
            live: what answers.
            runs: folder of the runs' folders; made when it is missing.
        """
        self._live, self._runs = live, runs
        self._one, self._stop = threading.Lock(), threading.Event()
        self.said, self.made = "", ""
        self.at: tuple[int, int] | None = None

    @property
    def running(self) -> bool:
        """Whether an evaluation is at work."""
        return self._one.locked()

    @property
    def stopping(self) -> bool:
        """Whether it is to end after the question that is being answered."""
        return self._stop.is_set()

    def start(self, gold: Path) -> bool:
        """Begin in a thread of its own; False where one is at work already.

        An evaluation of the same questions, index and code goes on where it was stopped.
        """
        if not self._one.acquire(blocking=False):
            return False
        self._stop.clear()
        self.at = None
        threading.Thread(target=self._run, args=(gold,), daemon=True, name="evaluate").start()
        return True

    def stop(self) -> None:
        """End after the question that is being answered."""
        self._stop.set()

    def _run(self, gold: Path) -> None:
        try:
            self.said = self._evaluated(gold)
        except GoldError as error:
            self.said = f"Correct the gold questions first. {first_of(error.problems)}"
        except (RunError, OSError) as error:
            self.said = str(error)
        except Exception:
            LOG.exception("The evaluation of %s failed", gold)
            self.said = FAILED
        finally:
            self.at = None
            self._one.release()

    def _evaluated(self, gold: Path) -> str:
        """Ask what is not answered yet, and write the reports; tell how it ended.

        The index that serves now answers to the end. A model that writes is not asked, as in
        `briefings eval`: what is measured is what the documents' own words give.
        """
        assistant = replace(self._live.now(), writer=None, helper=None)
        header, asked = prepare(assistant.library, [gold])
        if not asked:
            return NOTHING
        folder = self._runs / header.name
        with started(folder, header) as done:
            if len(done) == len(asked) and (folder / SUMMARY).exists():
                self.made = header.name
                return "Nothing has changed since this run: its figures are shown."
            self.at = (len(done), len(asked))
            waiting = remaining(asked, done)
            for count, _ in enumerate(append(folder, ask_all(assistant, waiting)), len(done) + 1):
                self.at = (count, len(asked))
                if self._stop.is_set() and count < len(asked):
                    return f"Stopped after {count} of {len(asked)} questions; Run goes on there."
            finish(folder)
        self.made = header.name
        return f"Done: {counted(len(asked), 'question')}."
