"""Terms with what they stand for: "Full Name (FN)", "FN (Full Name)", "term (中文)"; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.numerals import ORDINALS
from index.aliases import abbreviates, spelled_out
from index.facts.meanings import meanings
from index.keywords import CJK
from index.names import find_names, is_body
from index.quantities import SPELLED

_ACRONYM = (
    r"(?:(?:[a-z]{0,2}[A-Z][A-Za-z0-9&]*[A-Z]s?|[A-Z]{2,}s?)(?:[/ -][A-Z0-9]+|-[A-Z][a-z]+)*"
    r"|\d[A-Z]{1,3}|[kMGT]?Wh(?:/[a-z]+)?)"
)
_SHORT = re.compile(rf"\s?[(（](?:the )?[“\"']?(?P<short>{_ACRONYM})[”\"']?[)）,;]")
_LONG = re.compile(rf"\b(?P<short>{_ACRONYM}) \((?P<full>[A-Za-z][^()]{{5,120}})\)")
_CHINESE = re.compile(
    rf"\s?[(（](?P<zh>[《“\"]?[\d]*[{CJK}](?:[{CJK}\d“”\"《》·—-]| (?=[{CJK}\d]))*)"
)
_STANDS = re.compile(rf"\b(?P<short>{_ACRONYM}) stands for (?:the )?(?P<full>[^.;:()]{{5,120}})")
# "MHS being the abbreviation of …", "MHS, short for …"
_SHORT_FOR = re.compile(
    rf"\b(?P<short>{_ACRONYM}),? (?:(?:which )?is |being |as )?"
    r"(?:(?:the |an )?(?:abbreviation|acronym) (?:of|for)|short for)"
    r" (?:the )?(?P<full>[^.,;:()]{5,120})"
)
_SAYS_SHORT = re.compile(r" (?:stands for|short for|abbreviation|acronym) ")
_LISTED = re.compile(
    rf"(?P<short>{_ACRONYM})\s?(?:[:–—]|\s-|\|)\s(?P<full>[A-Za-z][^.;:()|]{{5,120}}?)\.?"
)
# "CAGR = compound annual growth rate; MPS – Ministry of Public Security", under a table.
_PAIRS = re.compile(
    rf"(?<![\w-])(?P<short>{_ACRONYM})(?P<is> = | [–—] |: )(?P<full>[^\W\d][^.;:,()|=–—]{{5,120}})"
    r"(?=[.;,]|$)"
)
# "the National Circuit Fund (the “Big Fund”)"
_CALLED = re.compile(
    r"\s[(（](?:the |hereinafter |also (?:called |known as )?)*"
    r"[“\"‘](?P<short>[A-Z][^“”\"()]{2,40})[”\"’][)）]"
)
_LANGUAGES = frozenset({"CN", "EN", "DE", "FR", "ZH", "JP"})  # what a linked source is written in
_STOP = re.compile(
    r"(?:[,;:.()]|(?<![\w-])(?:the|a|an|of|for|in|on|at|to|by|with|from|called|is|are|as|that|which|its"
    r"|their|this|these|named|term)(?![\w-]))\s*",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"(?:\S+ ){1,3}(?:19|20)\d\d,? (?:the )?")
_NUMBER = re.compile(r"\d $")
_SMALL = re.compile(r"[a-z-]+")
_ALL_SMALL = re.compile(r"[a-z-]+(?: [a-z-]+)*")
_LONG_WORD = 10  # characters of a word that three letters may stand for: "polyethylene (PET)"
_LEAST = 3  # letters of an acronym one of which may not be its words'
_MOST = 160  # characters before an acronym that are looked at


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it stands for.

    Attributes:
        term: the acronym, or the term.
        expansion: what the acronym stands for; None for a term with its Chinese form.
        chinese: the Chinese form; None where there is none.
        meaning: what the text says that the term means; None where it only names it.
        start: offset of the first character of both.
        end: offset after their last, a bracket included.
    """

    term: str
    expansion: str | None
    chinese: str | None
    start: int
    end: int
    meaning: str | None = None

    def moved(self, by: int) -> Definition:
        """Give the same at offsets that begin elsewhere."""
        return replace(self, start=self.start + by, end=self.end + by)

    @property
    def is_organisation(self) -> bool:
        """Whether the term names a body by its words."""
        name = self.expansion or self.term
        return self.meaning is None and is_body(name) and name != name.upper()


def definitions(text: str, before: str = "") -> Iterator[Definition]:
    """Find the definitions of a sentence, in order.

    Args:
        text: the sentence.
        before: the sentence before it, whose quoted words "the term" are.
    """
    yield from _meanings(text, before)
    if listed := _LISTED.fullmatch(text):
        if _stands_for(listed["short"], listed["full"]):
            yield Definition(listed["short"], listed["full"], None, 0, len(text))
    elif pairs := [m for m in _PAIRS.finditer(text) if _is_pair(m)]:
        for match in pairs:
            yield Definition(match["short"], match["full"], None, match.start(), match.end())
    elif "(" in text or "（" in text or _SAYS_SHORT.search(text):
        yield from _acronyms(text)
        yield from _called(text)
        yield from _chinese(text)


def _meanings(text: str, before: str) -> Iterator[Definition]:
    for one in meanings(text, before):
        expansion, meaning = (one.what, None) if one.alias else (None, one.what)
        yield Definition(one.term, expansion, one.chinese, one.start, one.end, meaning)


def _acronyms(text: str) -> Iterator[Definition]:
    for match in _SHORT.finditer(text):
        start = _full(text, match.start(), match["short"])
        if start is not None and match["short"] not in _LANGUAGES:
            full = text[start : match.start()]
            end = match.end() - (text[match.end() - 1] in ",;")
            yield Definition(match["short"], full, None, start, end)
    for match in _LONG.finditer(text):
        if _stands_for(match["short"], match["full"]):
            yield Definition(match["short"], match["full"], None, match.start(), match.end())
    for match in (*_STANDS.finditer(text), *_SHORT_FOR.finditer(text)):
        yield Definition(match["short"], match["full"].strip(), None, match.start(), match.end())


def _is_pair(match: re.Match[str]) -> bool:
    """Whether "=" or its letters tell that an acronym before a dash stands for what follows."""
    within = match["short"] in match["full"].split()  # "AI – developing responsible AI"
    return not within and (match["is"] == " = " or _stands_for(match["short"], match["full"]))


def _called(text: str) -> Iterator[Definition]:
    """Read the other name that a name is given in brackets and quotation marks."""
    for match in _CALLED.finditer(text):
        names = _names_to(text, match.start())
        if names and " " in text[names[0][0] : match.start()]:
            start = names[0][0]
            yield Definition(match["short"], text[start : match.start()], None, start, match.end())


def _chinese(text: str) -> Iterator[Definition]:
    for match in _CHINESE.finditer(text):
        start = _term(text, match.start())
        if start is not None:
            term = text[start : match.start()].rstrip("”\"’'")
            end = match.end() + (text[match.end() : match.end() + 1] in (")", "）"))
            yield Definition(term, None, match["zh"].rstrip("-—"), start, end)


def _full(text: str, end: int, short: str) -> int | None:
    """Find where the words begin that an acronym after them stands for; None for none.

    Its letters are looked for from the last to the first, the first one at the start of a word
    (Schwartz and Hearst, 2003); where they do not fit, the name of a body that ends there counts.
    """
    if short[0].isdigit():
        return _numbered(text, end, short)
    letters = [c for c in short.rstrip("s") if c.isalnum()] if short[-1] == "s" else list(short)
    letters = [c.lower() for c in letters if c.isalnum()]
    at, floor = end - 1, max(0, end - min(_MOST, 4 * len(short) + 60))
    for place, letter in enumerate(reversed(letters)):
        first = place == len(letters) - 1
        while at >= floor and not (
            text[at].lower() == letter and (not first or at == 0 or not text[at - 1].isalnum())
        ):
            at -= 1
        if at < floor:
            named = _named(text, end)
            return _counted(text, end, letters) if named is None else named
        at -= 1
    start = at + 1
    full = text[start:end]
    words = re.findall(r"[\w’'-]+", full)
    few = len(words) <= min(len(letters) + 5, 2 * len(letters) + 2)
    whole = len(full) >= _LONG_WORD and len(letters) > 2 and short.isupper()
    whole = whole or bool(_NUMBER.search(text, 0, start))  # "50 megawatts (MW)"
    if (len(words) < 2 and not whole) or not few or re.search(r"[.;:()]", full):
        return _named(text, end)
    longer = [a for a, _ in _names_to(text, end) if re.fullmatch(r"(?:[A-Z]\S* )+", text[a:start])]
    return longer[-1] if longer and full[0].isupper() else start


def _numbered(text: str, end: int, short: str) -> int | None:
    """Find where words begin that open with the number of "6G" and go on with its letters."""
    number = int(short[0])
    spelled = [ORDINALS[number - 1], *(word for word, value in SPELLED.items() if value == number)]
    begins = re.compile(rf"(?<![\w-])(?:{'|'.join(spelled)})[ -]", re.IGNORECASE)
    for found in reversed([*begins.finditer(text, max(0, end - _MOST), end)] if number else []):
        words = re.split(r"[ -]", text[found.end() : end].lower())
        initials = iter(word[:1] for word in words)
        if len(words) <= len(short) + 2 and all(c in initials for c in short[1:].lower()):
            return found.start()
    return None


def _counted(text: str, end: int, letters: Sequence[str]) -> int | None:
    """Find as many words as an acronym has letters, most of which begin with these: "LFP"."""
    words = list(_SMALL.finditer(text, max(0, end - _MOST), end))[-len(letters) :]
    alike = sum(w.group()[0] == letter for w, letter in zip(words, letters, strict=False))
    if len(letters) < _LEAST or alike < len(letters) - 1 or len(words) < len(letters):
        return None
    start = words[0].start()
    whole = _ALL_SMALL.fullmatch(text, start, end)
    return start if whole and text[start] == letters[0] else None


def _named(text: str, end: int) -> int | None:
    """Find where the name of a body begins that ends at an offset."""
    names = _names_to(text, end)
    name = text[names[0][0] : end] if names else ""
    return names[0][0] if len(name.split()) > 2 and is_body(name) else None


def _names_to(text: str, end: int) -> list[tuple[int, int]]:
    """Find the name that ends at an offset; a year that opens its sentence is no part of it."""
    start = max(0, end - _MOST)
    found = [(start + a, start + b) for a, b in find_names(text[start:end]) if start + b == end]
    cut = [(a, b, _YEAR_BEFORE.match(text, a, b)) for a, b in found]
    return [(year.end() if year else a, b) for a, b, year in cut]


def _stands_for(short: str, full: str) -> bool:
    """Whether the capitals of a name hold the letters of an acronym, in their order."""
    if (
        abbreviates(short, full)
        or spelled_out(short, full)
        or (is_body(full) and short[0] == full[0] and " of " in full)
    ):
        return True
    capitals = iter("".join(re.findall(r"[A-Z]", full)))
    return len(full.split()) > 1 and all(c in capitals for c in short if c.isupper())


def _term(text: str, end: int) -> int | None:
    """Find where the term begins that a Chinese form in brackets follows; None for none."""
    if end and text[end - 1] in "”\"’'":
        opening = max(text.rfind(mark, 0, end - 1) for mark in "“\"‘'")
        return opening + 1 if 0 <= end - opening < _MOST else None
    if names := _names_to(text, end):
        return names[0][0]
    start = max(0, end - _MOST)
    if text.count('"', start, end) % 2:
        return None
    for stop in _STOP.finditer(text, start, end):
        start = stop.end()
    while start < end and text[start] in " \"“'-":
        start += 1
    words = text[start:end].split()
    return start if 1 <= len(words) <= 5 and text[start:end][-1:].isalnum() else None
