"""What a sentence says that a term means: "a yard is a dock that …", "…, that is, …"; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.keywords import CJK, STOPWORDS

_MEANS = r"(?:shall mean|means?|(?:shall )?refers? to|denotes?)"
_WHAT = r"(?P<what>[^;。；]{3,600}?)[.;。；]?$"
_ASIDE = r"(?:,? \([^()]{2,40}\))?(?:, [^,.;]{3,60},)?"
_QUOTED = re.compile(
    rf"^(?P<whole>[“\"](?P<term>[^“”\"]{{2,60}})[”\"](?: ?[(（](?P<zh>[{CJK}]+)[)）])? {_MEANS}"
    rf" {_WHAT})"
)
_FOR_THE_PURPOSES = re.compile(
    r"^For the purposes? of (?:these|this|the) [A-Z][\w ]{2,60}, (?P<whole>(?:the (?:term )?|an? )?"
    rf"[“\"]?(?P<term>[^“”\",]{{2,60}}?)[”\"]?(?: ?[(（](?P<zh>[{CJK}]+)[)）])? {_MEANS} {_WHAT})"
)
_NO_TERM = r"(?!(?:Th(?:is|at|ese|ose|ey|e term\b)|It|He|She|We|Which|What|There)\b)"
# "Biomanufacturing denotes …": a term that opens its sentence.
_TERM = (
    rf"{_NO_TERM}(?:The |An? )?(?:term )?[“\"]?"
    r"(?P<term>(?:(?<=An )|(?<=A )|(?=[A-Z0-9]))\w[\w-]*(?: [a-z][\w-]*){0,3}?)[”\"]?"
)
_DENOTES = re.compile(
    rf"^(?P<whole>{_TERM}(?: ?[(（](?P<zh>[{CJK}]+)[)）])?{_ASIDE}"
    r" (?:denotes?|(?:is|are) defined (?:\w+ )?as(?! one\b)|(?:is|are) understood (?:as|to be)"
    r"|is taken to mean|(?:means|refers? to)(?= (?:the|an?|any|all|that)\b))"
    rf" {_WHAT})"
)
_IN_THIS = re.compile(
    r"^(?:In|For|Throughout) (?:the purposes of )?this [a-z]+, (?P<whole>(?:the term |an? |the )?"
    rf"[“\"]?(?P<term>[\w-]+(?: [\w-]+){{0,3}}?)[”\"]?{_ASIDE} {_MEANS} {_WHAT})"
)
_THAT_IS = re.compile(
    rf"^(?P<whole>{_TERM},? (?:i\.e\.,?|that is,|meaning) (?P<what>[^,.;:()]{{8,200}}))(?=[,.;)])"
)
_CHINESE_MEANS = re.compile(
    rf"(?P<whole>本(?:办法|法|条例|规定|细则|标准)所称的?[“]?(?P<term>[^，,”：]{{2,20}})[”]?[，,]?(?:是)?指{_WHAT})"
)
# "A pilot yard is a dock in which …": what has no name yet, and what sets it apart.
_IS_A = re.compile(
    rf"^(?P<whole>An? (?P<term>[a-z][\w-]*(?: [\w-]+){{0,3}}?){_ASIDE} is"
    r" (?P<what>(?:an?|any|the)"
    r" (?=[^.;:]*?\b(?:that|which|who|whose|where|without|[a-z]+ed (?:by|for|to|from|with))\b)"
    r"[^.;:]{10,300}))"
)
_NAMING = r"(?:label|name|term|word|catchword|shorthand|expression|nickname|abbreviation)"
# "“Mother machines” is the planners' name for machine tools".
_IS_NAME = re.compile(
    rf"^(?P<whole>[“\"](?P<term>[^“”\"]{{2,60}})[”\"]{_ASIDE}"
    r" (?:stands? for|(?:is|are)(?= (?:the|an?|any) (?!phrase|word to|slogan|motto|title)))"
    rf" (?:(?:the|an?) (?:[\w’'-]+ ){{0,3}}?{_NAMING} (?:for|of) )?(?P<what>[^.;]{{4,300}}))"
)
# "involution, the planners' catchword for a race in which …"
_NAME_FOR = re.compile(
    rf"(?:,| [-–—]) (?:the |an? )?(?:[\w’'-]+ ){{0,3}}?{_NAMING} for (?P<what>[^.;()]{{4,200}})"
)
_NOTION = re.compile(
    r", (?P<what>(?:the|an?) (?:notion|idea|principle|concept)"
    r" (?:that|of|whereby|by which) [^.;()]{8,200})"
)
_ASIDE_IS = re.compile(
    r"(?: \((?P<short>[A-Z]\w*)\))?,"
    r" (?:that is(?: to say)?, |(?<=\), )which (?:is|are) (?=the|an?))(?P<what>[^.;()]{8,300})"
)
_BY_WHICH = re.compile(
    r",? by which (?:it|they|we|he|she|(?:the )?[\w ]{2,30}?) means? (?P<what>[^.;()]{6,300})"
)
_MEANING = re.compile(
    r"[“\"](?P<term>[^“”\"]{2,60})[”\"],? (?:meaning|i\.e\.,?) (?P<what>[^,.;()]{6,200})"
)
_BY_TERM = re.compile(
    rf"^(?P<whole>By [“\"]?(?P<term>[\w-]+(?: [\w-]+){{0,4}}?)[”\"]?{_ASIDE}"
    r" (?:we|I|the [\w ]{2,30}?) (?:means?|understands?) (?P<what>[^.;]{6,300}))"
)
_CALLS = re.compile(
    r"\bcalls? (?P<whole>(?:an? )?(?P<term>[a-z][\w-]*(?: [\w-]+){0,3}?)"
    r" (?P<what>any [^.;]{10,300}))"
)
# "Big Docks, or Grand Quai, …", "which the trade calls Big Fund".
_ALIAS = re.compile(
    r"(?:\bThe )?"
    r"(?P<whole>(?P<full>(?!The )[A-Z][\w’'&-]*(?: (?:of|for|and|the|[A-Z][\w’'&-]*)){0,9}),"
    r" (?P<how>or|known as(?: the)?"
    r"|(?:also|better|usually|commonly|often) (?:known as|called)(?: the)?"
    r"|which (?:the )?[a-z]+ calls?) (?P<short>[“\"][^“”\"]{3,40}[”\"]"
    r"|[A-Z][\w’'&-]{2,}(?: [A-Z][\w’'&-]*){0,3}))(?=[,.;]| is\b| are\b)"
)
_OPENS = re.compile(r"(?:^|[\s“\"(])(?:through|into|via|mostly|mainly|called|named|blames?|as) $")
_WORD = re.compile(r"[“\"]?[\w-]+[”\"]?")
_QUOTED_MOST = 60  # characters of a term in quotation marks
_NAMED_LONG = 4  # words of a name that "or" gives a shorter one
_MOST = 4  # words of a term before its meaning
_POINTING = frozenset("this that these those it they which what who for in on at by if as".split())


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term and what a sentence says that it means.

    Attributes:
        term: the term.
        what: what it means.
        start: offset of the first character of both.
        end: offset after their last.
        chinese: its Chinese form; None where there is none.
        alias: whether what it means is another name of the same thing.
    """

    term: str
    what: str
    start: int
    end: int
    chinese: str | None = None
    alias: bool = False


def meanings(text: str) -> Iterator[Meaning]:
    """Find what a sentence says that its terms mean, each term once."""
    told = set[str]()
    for one in _found(text):
        first, *_ = one.term.lower().split() or [""]
        if any(map(str.isalpha, first)) and first not in _POINTING and one.term not in told:
            told.add(one.term)
            yield one


def _found(text: str) -> Iterator[Meaning]:
    yield from _opening(text)
    for form in (_NAME_FOR, _NOTION, _ASIDE_IS, _BY_WHICH):
        for match in form.finditer(text):
            short = match.groupdict().get("short") or ""
            letters = sum(map(str.isupper, short)) or _MOST  # of its acronym
            start = _term_to(text, match.start(), letters)
            if start is not None:
                term = text[start : match.start()].strip("“”\"’' ")
                yield Meaning(term, match["what"].strip(), start, match.end("what"))
    for match in _MEANING.finditer(text):
        yield Meaning(match["term"], match["what"].strip(), match.start(), match.end("what"))
    for match in _CALLS.finditer(text):
        yield Meaning(match["term"], match["what"], match.start("whole"), match.end("what"))
    for match in _ALIAS.finditer(text):
        short, full = match["short"].strip('“”"'), match["full"]
        either = match["how"] == "or" and short == match["short"]
        if either and (" " in short or len(full.split()) < _NAMED_LONG):
            continue  # "Alba, or Belm, may host the games"
        if len(short) > len(full):
            short, full = full, short
        yield Meaning(short, full, match.start("whole"), match.end(), alias=True)


def _opening(text: str) -> Iterator[Meaning]:
    """Read ``"Cabin data" means images …`` and "For the purposes of these Measures, X means …"."""
    forms = (_QUOTED, _FOR_THE_PURPOSES, _IN_THIS, _DENOTES, _THAT_IS, _CHINESE_MEANS)
    for form in (*forms, _IS_NAME, _IS_A, _BY_TERM):
        match = form.search(text)
        if match:
            chinese = match.groupdict().get("zh")
            start, end = match.start("whole"), match.end("what")
            yield Meaning(match["term"], match["what"].strip(), start, end, chinese)
            return


def _term_to(text: str, end: int, most: int) -> int | None:
    """Find where the term begins that ends at an offset, of some words at most; None for none."""
    if text[end - 1 : end] in ("”", '"'):
        opening = max(text.rfind("“", 0, end), text.rfind('"', 0, end - 1))
        return opening + 1 if 0 <= opening >= end - _QUOTED_MOST else None
    words = list(_WORD.finditer(text, max(0, end - 80), end))
    start = None
    for word in reversed(words[-most:]):
        if word.group().lower() in STOPWORDS or (start is not None and text[word.end()] != " "):
            break
        if start is None and word.end() != end:
            return None
        if _OPENS.search(text, 0, word.end() + 1):
            break
        start = word.start()
    return start
