"""Passages in the order that a served reranker gives them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from assistant.llm.client import Model

_LONGEST = 4000  # characters of a passage that are sent


class NotRanked(Exception):
    """A server's reply is no ranking; the message is one line that says why."""


@dataclass(frozen=True, slots=True)
class Reranker:
    """A model that ranks passages for a question.

    Attributes:
        model: what is asked, by the form of Cohere, Jina and vLLM: ``/rerank``.
        passages: how many are sent.
    """

    model: Model
    passages: int = 30

    def asked(self, question: str, texts: Sequence[str]) -> Generator[str]:
        """Ask for a ranking; its reply comes as ``Model.post`` gives it.

        Raises:
            ModelUnavailable: there is none.
        """
        body = {
            "model": self.model.name,
            "query": question,
            "documents": [text[:_LONGEST] for text in texts],
            "top_n": len(texts),
        }
        return self.model.post("/rerank", body)


def order(reply: str, count: int) -> list[int]:
    """Read the order of ``count`` texts off a reply, best first.

    Those that it leaves out come behind, in the order that they had; so do those of one score.

    Raises:
        NotRanked: it is no ranking of these texts.
    """
    try:
        found: dict[int, float] = {}
        for row in json.loads(reply)["results"]:
            at, score = _place(row, count)
            if at in found:
                raise ValueError("a text is ranked twice")
            found[at] = score
    except (ValueError, KeyError, TypeError) as error:
        raise NotRanked("its answer is no ranking of the passages") from error
    return sorted(range(count), key=lambda at: (at not in found, -found.get(at, 0.0), at))


def _place(row: Any, count: int) -> tuple[int, float]:  # noqa: ANN401  # what a server sent
    at, score = row["index"], float(row["relevance_score"])
    if type(at) is not int or not 0 <= at < count or not math.isfinite(score):
        raise ValueError("it ranks what was not sent")
    return at, score
