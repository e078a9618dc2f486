"""Lines of a glossary, "Black flight  A flight without …": a term and its meaning; pure.

Only under a heading that says so are such lines read, since nothing else sets the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.aliases import spelled_out
from index.facts.definition import Definition
from index.keywords import CJK, STOPWORDS

_TITLE = re.compile(
    r"\b(?:glossary|glossar|abbreviations|acronyms|key terms|terminology|terms and definitions"
    r"|definitions (?:of|and) terms|terms used)\b|术语|缩略语|缩写",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?<!\S)[A-Za-z]{0,2}[A-Z][A-Za-z0-9&/+.-]*[A-Z][A-Za-z0-9&/+-]*s?(?!\S)")
_WORDS = r"[^\W\d_][\w’'/&-]*(?: [\w’'/&-]+){0,4}?"
_TERM = re.compile(
    rf"(?P<term>{_WORDS})(?: ?[(（](?P<zh>[{CJK}]+)[)）])?"
    r"(?: ?[:–—] | - |\s+(?=(?:An?|Any|All|Each|One|The|Those) [^\W\d]))(?P<what>[^\s].{9,})",
    re.DOTALL,
)
_CHINESE_LAST = re.compile(rf"\s?[(（](?P<zh>[{CJK}·]+)[)）]\.?$")
_LEAST_WORDS = 2  # of what an acronym stands for


def is_glossary(path: Sequence[str]) -> bool:
    """Tell whether the headings over a line are a glossary's, or a list of abbreviations'."""
    return any(_TITLE.search(title) for title in path)


def glosses(text: str) -> Iterator[Definition]:
    """Read a line of a glossary, or several short ones that ran together; else nothing."""
    starts = [found.start() for found in _ACRONYM.finditer(text)]
    if starts and starts[0] == 0:
        yield from _spelled_out(text, starts)
    elif found := _TERM.fullmatch(text):
        term, what = found["term"], found["what"]
        last = _CHINESE_LAST.search(what)
        chinese = last["zh"] if last else found["zh"]
        meaning = what[: last.start()] if last else what
        if term.split()[-1].lower() not in STOPWORDS and meaning.strip():
            yield Definition(term, None, chinese, 0, len(text), meaning.strip())


def _spelled_out(text: str, starts: Sequence[int]) -> Iterator[Definition]:
    """Give each acronym with the words after it, up to the next that its own words spell out."""
    kept = [starts[0]]
    for at in starts[1:]:
        short, _, rest = text[at:].partition(" ")
        begins = rest[:1].isupper() and rest[0] == short[0].upper()
        if begins and _spells(text[kept[-1] : at]):
            kept.append(at)
    for start, end in zip(kept, [*kept[1:], len(text)], strict=True):
        line = text[start:end].rstrip()
        short, _, rest = line.partition(" ")
        full, colon, meaning = rest.strip(" :–—|").partition(": ")
        if len(full.split()) < _LEAST_WORDS or not full[0].isupper():
            return
        yield Definition(
            short, full.strip(), None, start, start + len(line), meaning.strip() if colon else None
        )


def _spells(line: str) -> bool:
    short, _, rest = line.strip().partition(" ")
    return spelled_out(short, rest)
