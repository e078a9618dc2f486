"""What a browser sends with a question: nothing of it is believed before it is checked."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

from assistant.scope.within import EVERYTHING, Within, from_record

LOG = logging.getLogger(__name__)
LONGEST = 100_000  # characters of what a browser may send


@dataclass(frozen=True, slots=True)
class Told:
    """What comes with a question.

    Attributes:
        within: which documents are to be searched.
        conversation: id of the one that the page shows, to be looked up; empty for a new one.
        since: index of the question that this one takes the place of, with all after it; None
            where it goes on.
    """

    within: Within = EVERYTHING
    conversation: str = ""
    since: int | None = None


def told(text: str | None) -> Told:
    """Read what a browser sent; what the page itself never sends is ignored."""
    try:
        if len(text or "") > LONGEST:
            raise ValueError("it is too long")
        found = json.loads(text or "{}")
        if not isinstance(found, dict):
            raise ValueError("it is no object")
        name, since = found.get("conversation") or "", found.get("since")
        if not isinstance(name, str) or not (since is None or (type(since) is int and since >= 0)):
            raise ValueError("it names no conversation")
        return Told(from_record(found.get("within") or {}), name, since)
    except (ValueError, RecursionError) as error:
        LOG.warning("What came with a question is ignored: %s", error)
        return Told()
