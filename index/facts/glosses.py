"""Lines of a glossary, "Black flight  A flight without …": a term and its meaning; pure.

Only under a heading that says so are such lines read, since nothing else sets the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.sentences import sentence_spans
from index.aliases import spelled_out
from index.facts.definition import Definition
from index.keywords import CJK, STOPWORDS

_TITLE = re.compile(
    r"\b(?:glossary|glossar|abbreviations|acronyms|key terms|terminology|terms and definitions"
    r"|definitions (?:of|and) terms|terms (?:used|explained)|(?:terms|words) in (?:this|the))\b"
    r"|术语|缩略语|缩写",
    re.IGNORECASE,
)
_SHORT = r"[A-Za-z]{0,2}[A-Z][A-Za-z0-9&/+.-]*[A-Z][A-Za-z0-9&/+-]*s?"
_ACRONYM = re.compile(rf"(?<!\S){_SHORT}(?!\S)")
_WORDS = r"[^\W\d_][\w’'/&-]*(?: [\w’'/&-]+){0,4}?"
_TERM = re.compile(
    rf"(?P<term>{_WORDS})(?: ?[(（](?P<zh>[{CJK}]+)[)）])?"
    r"(?: ?[:–—] | - |\s+(?=(?:An?|Any|All|Each|One|The|Those) [^\W\d]))(?P<what>[^\s].{9,})",
    re.DOTALL,
)
_CHINESE_LAST = re.compile(rf"\s?[(（](?P<zh>[{CJK}·]+)[)）]\.?$")
_LEAST_WORDS = 2  # of what an acronym stands for
# "PQC: post-quantum cryptography; methods that …"
_LINE = re.compile(rf"(?P<term>{_SHORT})(?: ?[:=]| [–—-]) (?P<full>[^\W\d].{{5,}})", re.DOTALL)
_GLOSS = re.compile(rf"(?:{_SHORT}|{_WORDS}): [^\W\d_]")
_SPLIT = re.compile(r"(?:; |: | [–—] )(?P<what>.+)", re.DOTALL)
_BESIDE = re.compile(r"^(?P<full>[^,]+), (?P<what>[a-z].+)", re.DOTALL)
_DASHED = re.compile(rf"{_SHORT}(?: [A-Z][\w’'-]+){{1,4}} [–—] ")  # "MHS Market – a board for …"
_NO_NAME = re.compile(r"(?:see|cf\.?|an?|the)\b", re.IGNORECASE)


def is_glossary(path: Sequence[str]) -> bool:
    """Tell whether the headings over a line are a glossary's, or a list of abbreviations'."""
    return any(_TITLE.search(title) for title in path)


def glosses(text: str) -> Iterator[Definition]:
    """Read a line of a glossary, or several short ones that ran together; else nothing."""
    starts = [found.start() for found in _ACRONYM.finditer(text)]
    parts = list(sentence_spans(text))
    if len(parts) > 1 and all(_GLOSS.match(text, *part) for part in parts):
        for begin, end in parts:  # a paragraph of glosses
            yield from (one.moved(begin) for one in glosses(text[begin:end]))
        return
    if one := _of_a_line(text):
        yield one
    elif starts and starts[0] == 0 and not _DASHED.match(text):
        yield from _spelled_out(text, starts)
    elif found := _TERM.fullmatch(text):
        term, what = found["term"], found["what"]
        last = _CHINESE_LAST.search(what)
        chinese = last["zh"] if last else found["zh"]
        meaning = what[: last.start()] if last else what
        if term.split()[-1].lower() not in STOPWORDS and meaning.strip():
            yield Definition(term, None, chinese, 0, len(text), meaning.strip())


def _of_a_line(text: str) -> Definition | None:
    """Read an acronym, a mark, what it stands for and perhaps what that is."""
    found = _LINE.fullmatch(text)
    if found is None or _NO_NAME.match(found["full"]):
        return None
    split = _SPLIT.search(found["full"]) or _BESIDE.search(found["full"])
    if split and split.re is _BESIDE and not spelled_out(found["term"], split["full"]):
        split = None
    full = found["full"][: split.start("what")] if split else found["full"]
    full = full.rstrip(" .:;,–—")
    if len(full.split()) < _LEAST_WORDS or ". " in full:
        return None
    what = split["what"].strip() if split else None
    return Definition(found["term"], full.strip(), None, 0, len(text), what)


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
