"""The documents that a question names by title or series, without calling them one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.scope import in_chinese
from corpus.policies import is_title
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.cards import Card

_ISSUE = r"(?:no|nr|issue|number|vol)\b\.? ?|#"
_LEAST = 2  # words of a name; one may be any word
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())


def titled(question: str, cards: Sequence[Card]) -> tuple[str, frozenset[str]]:
    """Find the names of documents in a question: "Who publishes the Steel Dispatch?".

    The title of a policy names that policy, also where it is the title of a document.

    Args:
        question: standing alone.
        cards: of the documents that may be meant.

    Returns:
        The words that name them, a number of the issue included, and the ids of those that bear
        the name and the number; empty where it names none so.
    """
    if (found_in_chinese := in_chinese.titled(question, cards))[0]:
        return found_in_chinese
    asked = question.casefold()
    every = {_bare(name) for card in cards for name in (card.title, *card.names)}
    names = [name for name in every if name.casefold() in asked and _is_long(name)]
    for name in sorted(names, key=lambda name: (-len(name), name)):
        form = rf"(?:(?:{_ISSUE})(?P<before>\d+) of (?:the )?)?{re.escape(name)}"
        form += rf"(?:,? (?:{_ISSUE})(?P<after>\d+))?"
        found = re.search(rf"(?<!\w){form}(?!\w)", question, re.IGNORECASE)
        if found is None or not _is_written(question, found, name):
            continue
        number = found["before"] or found["after"]
        own = stems(name)
        meant = {
            card.id
            for card in cards
            if (
                name == _bare(card.title) or (name in map(_bare, card.names) and own <= card.called)
            )
            and (not number or number in card.words)
        }
        if meant:
            return found[0], frozenset(meant)
    return "", frozenset()


def _bare(name: str) -> str:
    """Give a name without the article that it begins with, which questions leave out."""
    return name.removeprefix("The ")


def _is_long(name: str) -> bool:
    """Whether a name is no policy's and no one word."""
    return len(name.split()) >= _LEAST and not is_title(name)


def _is_written(question: str, found: re.Match[str], name: str) -> bool:
    """Whether the question writes a name with its capitals, as names are written.

    The small words in it, and those of a name in capitals, have none as a rule.
    """
    at = question.casefold().find(name.casefold(), found.start())
    said = question[at : at + len(name)].split()
    return all(
        word[0] == own[0] or word[0].isupper() or own.casefold() in _SMALL
        for word, own in zip(said, name.split(), strict=False)
    )
