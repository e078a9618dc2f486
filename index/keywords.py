"""Keyword search: what FTS5 stores of a text, and what it is asked for a question; pure.

SQLite's tokenizers take a run of Chinese as one word, so every Chinese character is set apart
both when storing and when asking; a run is then found as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

CJK = r"㐀-䶿一-鿿豈-﫿"
CHINESE = re.compile(f"[{CJK}]")
"""One Chinese character."""
_TERM = re.compile(rf"[{CJK}]+|[^\W_{CJK}]+(?:[.,][0-9]+)*")

# Words that carry no topic; question words among them. A question made of these alone is searched
# for with all of its words.
STOPWORDS = frozenset(
    """
    a about above after again all also am an and any are as at be because been before being
    below between both but by can could d did do does doing done down during each few for from
    further get give given gives goes got had has have having he her here hers him his how i if
    in into is it its itself just list ll m many me more most much my name named no nor not now
    of off on once one only or other our out over own please re s same say says she should show
    so some such t tell than that the their them then there these they this those through to too
    under until up us use used ve very was we were what what's when where which while who whom
    whose why will with would you your
    """.split()
)


def fold(text: str) -> str:
    """Fold a text for storing: compatibility forms unified, Chinese characters set apart."""
    return CHINESE.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))


def terms(text: str) -> list[str]:
    """List the words of a text in order, lower-case; a run of Chinese counts as one."""
    return [match.group().lower() for match in _TERM.finditer(unicodedata.normalize("NFKC", text))]


def content_terms(text: str) -> list[str]:
    """List the words of a text that carry its topic, each once, in order."""
    return list(dict.fromkeys(term for term in terms(text) if term not in STOPWORDS))


def match_query(question: str, every: bool = False) -> str:
    """Turn a question into an FTS5 query; empty when it has no words.

    Every word is quoted, so nothing in a question acts as query syntax.

    Args:
        question: what is asked.
        every: match what holds all of its words, and not any.
    """
    words = content_terms(question) or list(dict.fromkeys(terms(question)))
    return (" AND " if every else " OR ").join(f'"{fold(word).strip()}"' for word in words)


def pairs_query(text: str) -> str:
    """Make the FTS5 query for what holds any two Chinese characters that stand together in a text.

    Chinese writes no blanks, so that a question is seldom found as a whole.
    """
    runs = [term for term in terms(text) if CHINESE.match(term)]
    pairs = (run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1)))
    return " OR ".join(f'"{" ".join(pair)}"' for pair in dict.fromkeys(pairs))


def instead_query(asked: str, other: str) -> str:
    """Make the FTS5 query for what calls a thing ``other`` and never ``asked``."""
    wanted, unwanted = (" ".join(fold(" ".join(terms(name))).split()) for name in (other, asked))
    return f'"{wanted}" NOT "{unwanted}"' if wanted and unwanted else ""


@cache
def stem(word: str) -> str:
    """Reduce a lower-case word to its stem, as FTS5's ``porter`` tokenizer does (Porter 1980)."""
    return _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stemmer = Stemmer.Stemmer("porter", 0)  # ``stem`` remembers
    return lambda word: str(stemmer.stemWord(word))


def stems(text: str) -> set[str]:
    """List the stems of a text's words that carry its topic."""
    return {stem(term) for term in content_terms(text)}


def acronyms(text: str) -> set[str]:
    """List the names in capitals that are also words without a topic: the ministry MOST."""
    found = re.findall(r"\b[A-Z]{3,}\b", text)
    return {name for name in found if name.lower() in STOPWORDS}


def held(wanted: Collection[str], text: str) -> set[str]:
    """List those of some stems that a text holds, Chinese ones as ``endings`` finds them."""
    return stems(text).intersection(wanted) | endings(wanted, text)


def endings(wanted: Collection[str], text: str) -> set[str]:
    """List those of some stems that are Chinese and end a run of Chinese in a text.

    The end says what a Chinese name names: 人工智能发展规划 is a 发展规划, an office for it none.
    """
    chinese = [name for name in wanted if CHINESE.match(name)]
    whole = "".join(text.split()) if chinese else ""
    return {name for name in chinese if re.search(f"{name}(?![{CJK}])", whole)}
