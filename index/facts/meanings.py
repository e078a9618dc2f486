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
_NO_TERM = (
    r"(?!(?:Th(?:is|at|ese|ose|ey|e term\b)|It|He|She|We|Which|What|There|However|Moreover|Thus"
    r"|Therefore|Instead|Meanwhile|Today|Besides|Still|Yet|Here|Then|Another|One|Each)\b)"
    r"(?![A-Z]\w+ly,)"
)
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
# What a thing is by its kind: "Slack water, a liquid that …, becomes", "Slack is the gas which …".
_GENUS = (
    r"(?:instruction set|standard|software|technology|technique|method|process|procedure|practice"
    r"|material|language|protocol|format|algorithm|tool|ratio|gas|liquid|powder|metal|mineral|alloy"
    r"|film|coating|fuel|substance|compound|fibre|enzyme|molecule|particle|chip|circuit|sensor)s?"
)
_OPENER = (
    rf"{_NO_TERM}(?:The |An? )?(?P<term>(?:(?<=An )|(?<=A )|(?<=The )|(?=[A-Z0-9]))"
    r"\w[\w-]*(?: [a-z][\w-]*){0,3}?)(?: \([^()]{2,40}\))?"
)
_KIND = (
    rf"(?:the|an?) (?:(?!best|most|[a-z]{{3,}}est\b)[\w-]+ ){{0,3}}{_GENUS}"
    r" (?:that|which|where|whose|used|in|by|with|for|from|of) "
)
_KIND_BESIDE = re.compile(rf"^(?P<whole>{_OPENER}, (?P<what>{_KIND}[^,.;]{{5,300}})),")
_IS_KIND = re.compile(rf"^(?P<whole>{_OPENER} (?:is|are) (?P<what>{_KIND}[^.;]{{5,300}}))")
# "The main difference is the method by which …" tells what it is and not what it means.
_COMPARES = re.compile(
    r"\b(?:most|least|only|first|second|third|last|next|other|same|main|primary|best|difference"
    r"|reason|problem|answer|result|exception|aim|goal|question)\b",
    re.IGNORECASE,
)
_IS_HERE = re.compile(
    rf"^(?P<whole>{_TERM}{_ASIDE} (?:is|are), (?:in|for) this [a-z]+, (?P<what>[^;.]{{6,300}}))"
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
_WORD_IS = (
    r"(?:term|word|phrase|expression) (?:stands for|denotes|refers to|means|describes) (?P<what>"
)
_IN_CHINESE = rf"(?: ?[(（](?P<zh>[{CJK}]+)[)）])?"
_QUOTES = rf"[“\"](?P<term>[^“”\"]{{2,60}})[”\"]{_IN_CHINESE}"
_MEANING = re.compile(rf"{_QUOTES},? (?:meaning|i\.e\.,?) (?P<what>[^,.;()]{{6,200}})")
# "a “tide foundry”; the term stands for …"
_QUOTED_WORD = re.compile(rf"{_QUOTES}[,;] th(?:e|is) {_WORD_IS}[^.;()]{{6,300}})")
# "The term refers to …": what the sentence before has in quotation marks.
_TERM_BEFORE = re.compile(rf"^Th(?:e|is) {_WORD_IS}[^;]{{6,300}}?)[.;]?$")
_QUOTED_LAST = re.compile(_QUOTES)
# "the fight against prices, called “quiet docks”"
_NOT_AFTER = "".join(
    rf"(?<!\b{word} )" for word in "of in on at to by for from with against".split()
)
_SO_CALLED = re.compile(
    rf"{_NOT_AFTER}\b(?P<what>(?:the|an?) (?:(?!(?:the|an?|that|which|who)\b)[\w’'-]+ ){{0,8}}"
    rf"[\w’'-]+), (?:called|termed|dubbed) {_QUOTES}"
)
# "We speak of slack where …, and of flood where …", "We call a dock dry if …, and wet if …"
_SPEAKS = re.compile(
    r"\b[Ww]e (?:speak of|call an? [\w-]+) (?P<term>[a-z][\w-]*(?: [\w-]+){0,3}?)"
    r" (?P<what>(?:where|when|if) [^,.;]{6,200})"
    r"(?:,? and (?:of )?(?P<term2>[a-z][\w-]*(?: [\w-]+){0,3}?)"
    r" (?P<what2>(?:where|when|if) [^,.;]{6,200}))?"
)
# "dock usage effectiveness (DUE, the ratio of …)"
_IN_BRACKET = re.compile(r"\((?P<term>[A-Z][A-Za-z]*[A-Z]s?), (?P<what>the [^()]{10,200})\)")
_BY_TERM = re.compile(
    rf"^(?P<whole>By [“\"]?(?P<term>[\w-]+(?: [\w-]+){{0,4}}?)[”\"]?{_ASIDE}"
    r" (?:is meant|(?:we|I|they|it|the [\w ]{2,30}?) (?:means?|understands?))"
    r" (?P<what>[^.;]{6,300}))"
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
    r"|which (?:the )?[a-z]+ calls?) (?P<short>[“\"][^“”\"]{3,40}[”\"]|\d+ [A-Z]\w+"
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


def meanings(text: str, before: str = "") -> Iterator[Meaning]:
    """Find what a sentence says that its terms mean, each term once.

    Args:
        text: the sentence.
        before: the sentence before it, whose quoted words "the term" are.
    """
    told = set[str]()
    for one in (*_found(text), *_of_before(text, before)):
        first, *_ = one.term.lower().split() or [""]
        if any(map(str.isalpha, one.term)) and first not in _POINTING and one.term not in told:
            told.add(one.term)
            yield one


def _found(text: str) -> Iterator[Meaning]:
    yield from _opening(text)
    yield from _beside(text)
    for form in (_NAME_FOR, _NOTION, _ASIDE_IS, _BY_WHICH):
        for match in form.finditer(text):
            short = match.groupdict().get("short") or ""
            letters = sum(map(str.isupper, short)) or _MOST  # of its acronym
            start = _term_to(text, match.start(), letters)
            if start is not None:
                term = text[start : match.start()].strip("“”\"’' ")
                yield Meaning(term, match["what"].strip(), start, match.end("what"))
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


def _beside(text: str) -> Iterator[Meaning]:
    """Read what stands beside a quoted term or an acronym, and what "we speak of" or "call"."""
    for form in (_MEANING, _QUOTED_WORD, _SO_CALLED, _IN_BRACKET):
        for match in form.finditer(text):
            zh = match.groupdict().get("zh")
            yield Meaning(match["term"].rstrip(".,"), match["what"].strip(), *match.span(), zh)
    for match in _SPEAKS.finditer(text):
        yield Meaning(match["term"], match["what"], match.start(), match.end("what"))
        if match["term2"]:
            yield Meaning(match["term2"], match["what2"], match.start("term2"), match.end("what2"))


def _of_before(text: str, before: str) -> Iterator[Meaning]:
    """Read "The term refers to …" of the one term that the sentence before quotes."""
    found = _TERM_BEFORE.match(text)
    quoted = list(_QUOTED_LAST.finditer(before)) if found else []
    if found and quoted:
        last = quoted[-1]
        yield Meaning(last["term"].rstrip(".,"), found["what"], 0, found.end("what"), last["zh"])


def _opening(text: str) -> Iterator[Meaning]:
    """Read ``"Cabin data" means images …`` and "For the purposes of these Measures, X means …"."""
    forms = (_QUOTED, _FOR_THE_PURPOSES, _IN_THIS, _DENOTES, _THAT_IS, _CHINESE_MEANS)
    for form in (*forms, _IS_NAME, _IS_A, _BY_TERM, _IS_HERE, _KIND_BESIDE, _IS_KIND):
        match = form.search(text)
        by_kind = form in (_KIND_BESIDE, _IS_KIND)
        if match and not (by_kind and _COMPARES.search(match["term"])):
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
