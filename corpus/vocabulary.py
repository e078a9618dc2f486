"""The words of one document, by which its broken words are mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# What follows a hyphen that waits for its other half: "small- and medium-sized".
_SUSPENDED = frozenset({"and", "or", "nor", "to", "as", "und", "oder", "bis", "et"})
# Prefixes that keep their hyphen when the document does not show the word otherwise.
_PREFIXES = frozenset(
    {
        *("all", "anti", "co", "cross", "e", "ex", "five", "four", "full", "half", "high", "inter"),
        *(
            "large",
            "long",
            "low",
            "mid",
            "multi",
            "non",
            "one",
            "post",
            "pre",
            "re",
            "self",
            "semi",
        ),
        *("short", "six", "small", "state", "sub", "ten", "three", "two", "well"),
    }
)
_OPEN_PREFIXES = frozenset(
    {"all", "cross", "e", "ex", "five", "four", "high", "non", "self", "three", "two", "well"}
)
# Second parts that make compounds: "service-oriented", "data-based".
_COMPOUNDING = frozenset(
    {
        *(
            "backed",
            "based",
            "centric",
            "driven",
            "friendly",
            "funded",
            "intensive",
            "led",
            "level",
        ),
        *("like", "made", "oriented", "owned", "quality", "related", "scale", "sized", "specific"),
        *("style", "tech", "term", "wide", "year"),
    }
)
# Words that a compound of three or more holds together: "state-of-the-art".
_INNER = frozenset("a and at by for in of off on or out the to up".split())
DETACHED = re.compile(r"(?<=[\w)]) \.(?=\s|$)", re.MULTILINE)
_MID_HYPHEN = re.compile(r"\b([^\W\d_]{2,})- ([^\W\d_]{2,})\b")
_LONGEST_URL = 500  # characters
_WHOLE_URL = re.compile(r"(?:https?://|www\.)\S{4,}")
DOUBLED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,})\1(?![\u4e00-\u9fff])")


def _bare_url(url: str) -> str:
    """Give a URL as links and texts both write it."""
    return re.sub(r"^https?://(?:www\.)?|/$", "", url.rstrip(".,;")).casefold()


class Vocabulary:
    """The words of one document, by which its broken words are mended."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of ``texts``, leaving out those that a line end cuts."""
        self._counts: Counter[str] = Counter()
        self._urls: set[str] = set()
        self._parts: Counter[str] = Counter()
        detached = 0
        doubled = 0
        cut = False  # the line above ends within a word
        for text in texts:
            if _WHOLE_URL.fullmatch(text):
                self._urls.add(_bare_url(text))
            end = len(text) - 1 if text.endswith("-") else len(text) + 1
            for match in _WORD.finditer(text):
                if match.end() < end and not (cut and match.start() == 0):
                    word = match.group().lower()
                    self._counts[word] += 1
                    self._parts.update(word.split("-"))
            cut = text.endswith("-")
            detached += len(DETACHED.findall(text))
            doubled += len(DOUBLED.findall(text))
        self.detaches_stops = detached >= 5  # a font without kerning pairs for the full stop
        self.doubles_bold = doubled >= 3  # bold faked by printing twice

    def mend(self, head: str, tail: str, *, chained: bool = False) -> str:
        """Join two parts of a word that a line end divides at a hyphen.

        Args:
            head: the letters before the hyphen.
            tail: the letters after it.
            chained: whether another hyphen stands before the head or after the tail.

        Returns:
            The word, with its hyphen where the document's own words speak for it.
        """
        closed, hyphened = head + tail, f"{head}-{tail}"
        if tail.lower() in _SUSPENDED:
            return f"{head}- {tail}"
        if not tail[0].islower() or (head.isupper() and len(head) > 1):
            return hyphened
        if chained and not _INNER.isdisjoint((head.lower(), tail.lower())):
            return hyphened
        seen_closed = self._counts[closed.lower()]
        seen_hyphened = self._counts[hyphened.lower()]
        if seen_closed or seen_hyphened:
            return closed if seen_closed >= seen_hyphened else hyphened
        compound = len(head) > 2 and tail.lower() in _COMPOUNDING
        if compound or head.lower() in _OPEN_PREFIXES or self._both_words(head, tail):
            return hyphened
        return closed

    def _both_words(self, head: str, tail: str) -> bool:
        if len(tail) < 3 or not self._parts[tail.lower()]:
            return False
        return head.lower() in _PREFIXES or (len(head) > 3 and self._counts[head.lower()] > 0)

    def mend_url(self, head: str, tail: str) -> str | None:
        """Join the parts of a URL that a line end divides, if the document has it whole.

        Args:
            head: the URL up to the line's end.
            tail: the next line.

        Returns:
            The URL as it stands elsewhere with what follows it, or None where it does not.
        """
        first = tail.split(maxsplit=1)[0].rstrip(".,;:")
        if not self._urls or len(head) + len(first) > _LONGEST_URL:
            return None
        for start in (head, head.removesuffix("-")):
            for end in range(len(first), 0, -1):
                if _bare_url(start + first[:end]) in self._urls:
                    return start + tail
        return None

    def mend_inside(self, text: str) -> str:
        """Mend "Chi- nese" and "human- machine" within a line; leave "small- and large"."""
        return _MID_HYPHEN.sub(self._mend_match, text)

    def _mend_match(self, match: re.Match[str]) -> str:
        head, tail = match.groups()
        known = self._counts[(head + tail).lower()] or self._counts[f"{head}-{tail}".lower()]
        if tail.lower() in _SUSPENDED:
            return match.group()
        if known:
            return self.mend(head, tail)
        words = self._parts[head.lower()] > 0 and self._parts[tail.lower()] > 0
        return f"{head}-{tail}" if words or head.lower() in _PREFIXES else match.group()
