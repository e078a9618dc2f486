"""Policies that the prose tells of: titles with who issued them, when, or for what years."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import chain

from corpus.documents import Span
from corpus.entries import Entry
from corpus.policies import is_public
from index.facts.fact import Certainty, Detail, Fact, Kind
from index.facts.issuing import ISSUED, YEARS, After, after_title
from index.facts.reading import Reading, Sentence
from index.facts.wording import actors, certainty, public_subject
from index.names import find_names

_TYPES = {
    "interpretation": r"interpretation|explanation|解读",
    "white paper": r"white paper|白皮书",
    "guideline": r"guidelines?|guidance|指南|指引",
    "plan": r"plan|program(?:me)?|strategy|outline|roadmap|blueprint|规划|计划|方案|纲要",
    "notice": r"notice|circular|announcement|通知|公告",
    "measures": r"measures|办法|措施",
    "list": r"list|catalogue?|目录",
    "law": r"law|act|法",
    "regulation": r"regulations?|rules|provisions|条例|规定",
    "opinion": r"opinions?|意见",
    "standard": r"standards?|标准",
    "article": r"article|speech|文章",
    "draft": r"drafts?|征求意见稿",
}
_TYPE = {
    # The last form of each is Chinese, which has no word boundaries.
    name: re.compile(rf"\b(?:{form})\b|{form.split('|')[-1]}", re.IGNORECASE)
    for name, form in _TYPES.items()
}
_ASIDE = re.compile(
    r"(?:,|;| \() ?(?:which|who|that|under|through|in cooperation"
    r"|(?:together|jointly)(?! with (?:the )?[A-Z]))\b.*"
)
_SPLIT = re.compile(
    r"\s*(?:[;；、\n]|,(?! (?:Ltd|Inc)))\s*(?:and |(?:(?:together|jointly) )?with (?:the )?)?"
    r"|\s+together with\s+|\s+(?:jointly )?with (?=(?:the )?[A-Z])"
    r"|(?<=[A-Z]{2}) and (?=[A-Z]{2})|(?<=[A-Z]\)) and (?=(?:the )?[A-Z])"
)

_OWNED = re.compile(r"['’]s (?:(?:new|final|revised|latest|own|first|draft|\w+-year) )*[“\"‘]?$")
_LED = re.compile(r"\bled by (?:the )?(?P<who>[A-Z][^,.;]+)")
_ITS = re.compile(r"\b[Ii]ts (?:(?:own|new|first|final|revised|draft) )*[“\"]?$")
_IT = re.compile(r"\bit \w+ (?:\w+ )?$")
_MOST = 3  # bodies that act in a sentence
_FEW = 3  # words of an issuer that is taken as it stands: "Central government"
_NOUN = (
    r"(?:Plan|Program|Programme|Strategy|Guidelines?|Guidance|Law|Regulations?|Measures|Opinions?"
    r"|Outline|Catalogue|White Paper|Blueprint|Initiative|Roadmap|Notice|Rules|Decision|Agenda"
    r"|Megaprojects?|Principles|Provisions|Directory|Conditions|Directive|Circular|Announcement|Guide"
    r"|Scheme|Code|Requirements)"
)
_IS_NONE = re.compile(r"\b(?:Fund|Office|Committee|Cent(?:er|re)|Agency|Bureau|Group)$")
_DATE_BEHIND = re.compile(
    r" (?:in|on|of) (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b.*"
)
_WORD = r"(?:[A-Z][\w’'&+-]*|\d+(?:st|nd|rd|th))"
_TITLE = re.compile(
    rf"(?<![\w-])(?P<year>(?:19|20)\d\d )?(?P<title>{_WORD}"
    rf"(?:(?: (?:of|for|and|the|an?|in|on|to|with|through|by)){{0,3}} (?:{_WORD}|20\d\d(?=[ ,])))+)"
)
# A title without capitals is one only where it is said who issued it, and when.
_LOWER = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts) (?P<year>(?:19|20)\d\d )?(?P<title>(?:(?!of\b|the\b)[\w-]+ ){1,5}"
    r"(?:plan|guidelines?|measures|regulations?|rules|opinions|catalogue|roadmap|strategy|notice"
    r"|standards?|provisions)(?: (?:for|on|to) (?:[\w-]+ ){0,6}?[\w-]+?)??)"
    rf"(?=,? (?:which |that )?(?:was |were )?{ISSUED} (?:jointly )?by )"
)
_NUMBERED = re.compile(
    r"\b(?P<title>(?:Document|Circular|Decree|Order|Notice)(?P<year>) No\. ?\d+)"
)
_OPENED = re.compile(
    r"(?:(?:During|When|After|Since|With|Where|Will|Does|Did|As|For|While|Before|Until|By|From|On|At|In"
    r"|Under|Both) )?(?:The |the |A |An |Its )?(?P<year>(?:19|20)\d\d )?"
)
_CONSULTED = (
    r"(?:opened|began|started|launched) (?:an?|its|their) (?:public )?consultation"
    r"(?: (?:on|in) [\w ]{3,20})? (?:on|over|about)"
)
_BEFORE = re.compile(
    rf"\b(?:{ISSUED}(?:, [^,;]{{2,80}},)?|{_CONSULTED}) (?:a |an |the |(?:its|their)(?: own)? )?"
    r"(?:(?:final|new|revised|draft|first|second|third|updated) ){0,2}[“\"]?(?:(?:19|20)\d\d )?$"
)


def policy_fact(
    name: str,
    when: str | None,
    span: Span,
    bodies: tuple[str, ...],
    details: dict[str, Detail],
    certainty: Certainty = Certainty.STATED,
) -> Fact:
    """Make the row of a policy.

    Args:
        name: its title.
        when: when it was issued, as ISO 8601.
        span: where it is told.
        bodies: that issued it.
        details: what else is told of it.
        certainty: how the text tells it.
    """
    return Fact(
        id="",
        kind=Kind.POLICY,
        subject=name,
        measure=None,
        value=None,
        unit=None,
        when=when,
        span=span,
        issuers=bodies,
        certainty=certainty,
        qualifiers=details,
    )


def details_of(name: str, typed: str, full: str) -> dict[str, Detail]:
    """Read type, status and years of a policy from its title."""
    found: dict[str, Detail] = {}
    kind = next((kind for kind, pattern in _TYPE.items() if pattern.search(typed)), None)
    if kind:
        found["doc_type"] = kind
        found["status"] = "draft" if _TYPE["draft"].search(full) else "final"
    if years := YEARS.search(name):
        found["covers"] = covers(years)
    return found


def covers(years: re.Match[str]) -> str:
    """Write the years that a plan is for: "2006-10" is 2006/2010."""
    first, last = years["a"], years["b"]
    return f"{first}/{last if len(last) == 4 else first[:2] + last}"


def issuers(reading: Reading, text: str) -> tuple[str, ...]:
    """List the bodies of an issuer field, by their acronyms where the document has such."""
    found: list[str] = []
    for line in _SPLIT.split(_ASIDE.sub("", text)):
        piece = re.sub(r"^(?:the|and|by) ", "", line.strip(" ."), flags=re.IGNORECASE)
        names = reading.bodies(re.sub(r" \([^()]*\)", "", piece))
        if names and len(piece.split()) > _FEW:
            found += names
        elif names:
            found.append(reading.short(re.sub(r" \([^()]*\)", "", piece)))
        elif piece:
            found.append(piece)
    return tuple(dict.fromkeys(found))


def told_policies(reading: Reading, known: Collection[Fact]) -> Iterator[Fact]:
    """Find the titles in the prose that come with an issuer, a date or years, each once.

    Args:
        reading: the document.
        known: the policies that its fields and lists tell of.
    """
    seen = {same_title(policy.subject or "") for policy in known}
    inside = [policy.span for policy in known]
    for sentence in reading.sentences:
        if any(span.overlap(sentence.span) for span in inside):
            continue
        text = sentence.text
        found = chain(_TITLE.finditer(text), _LOWER.finditer(text), _NUMBERED.finditer(text))
        for match in sorted(found, key=lambda match: match.start()):
            fact = _told(reading, sentence, match)
            if fact and sentence.entry:
                fact = _of_entry(fact, sentence.entry, sentence.text[: match.start("title")])
            if fact and same_title(fact.subject or "") not in seen:
                seen.add(same_title(fact.subject or ""))
                yield fact


def _of_entry(fact: Fact, entry: Entry, before: str) -> Fact | None:
    """Give a policy that a dated item says was issued the item's day; another is none of news."""
    return replace(fact, when=fact.when or entry.date) if _BEFORE.search(before) else None


def issued_titles(reading: Reading, sentence: Sentence) -> list[tuple[str, Span]]:
    """Give the titles that a sentence says were issued, each with its place."""
    found = []
    for match in _TITLE.finditer(sentence.text):
        title, start, _ = _opened(match)
        if names_policy(title) and _BEFORE.search(sentence.text, 0, start):
            first = sentence.span.start + start
            found.append((title, reading.span(first, first + len(title))))
    return found


def names_policy(title: str) -> bool:
    """Whether a title is a policy's, by its noun."""
    return bool(re.search(rf"\b{_NOUN}\b", title)) and not _IS_NONE.search(title)


def _opened(match: re.Match[str]) -> tuple[str, int, str]:
    """Give a title without what leads in to it and dates it, its offset, and the year before."""
    title, start, year = match["title"], match.start("title"), (match["year"] or "").strip()
    opened = _OPENED.match(title)
    if opened and opened.end() < len(title):
        title, start = title[opened.end() :], start + opened.end()
        year = year or (opened["year"] or "").strip()
    return _DATE_BEHIND.sub("", title), start, year


def _told(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Fact | None:
    text = sentence.text
    title, start, year = _opened(match)
    after = after_title(text, start + len(title))
    lower = title[:1].islower()
    if len(title.split()) < 2 or (lower and not (after.who and after.when and after.verb)):
        return None
    noun = lower or names_policy(title) or match.re is _NUMBERED
    issued = _BEFORE.search(text, 0, start)
    when = _told_date(reading, sentence, after, (start, issued is not None)) or year
    years = YEARS.search(after.brackets) or YEARS.search(f"({after.years}")
    bodies: tuple[str, ...] = ()
    if after.who and noun:
        bodies = issuers(reading, after.who) if is_public(after.who) else reading.bodies(after.who)
    if issued and not bodies:
        acts = actors(text, sentence.before) or _meant(reading, text[:start], sentence.before)
        bodies = tuple(map(reading.short, acts))[:_MOST]
        led = _LED.search(text, 0, start)
        led = led if led and is_public(led["who"]) else None
        bodies = reading.bodies(led["who"])[:1] if led else bodies or public_subject(text)
    if noun and not bodies:
        bodies = _owner(reading, text[:start], sentence.before)
    opens = text[:start].strip() in ("", "The", "A")
    told = bool(when) or bool(bodies) or (years is not None and opens)
    named = noun or (re.search(r" 20\d\d$", title) and after.verb and after.when)
    if not told or not named or (lower and not bodies):
        return None
    qualifiers = details_of(title, title, title)
    qualifiers.pop("status", None)
    if years:
        qualifiers["covers"] = covers(years)
    chinese = re.search(r"[\u3400-\u9fff][^()]*", after.brackets)
    if chinese:
        qualifiers["title_zh"] = chinese.group()
    begin = 0 if issued and text[:start].count(";") == 0 else match.start()
    return policy_fact(
        title,
        when or None,
        reading.span(sentence.span.start + begin, sentence.span.start + after.end),
        bodies,
        qualifiers,
        certainty=certainty(text[begin:start], Certainty.DRAFT),
    )


def _owner(reading: Reading, before: str, last: str) -> tuple[str, ...]:
    """Name the public body whose a title is by the words before it: "MIIT's draft …", "its …".

    Args:
        reading: the document.
        before: the words of its sentence before the title.
        last: the sentence before that.
    """
    if _ITS.search(before):
        acts = (*actors(before), *actors(last), *reading.bodies(last)[-1:])
        return tuple(reading.short(name) for name in acts if is_public(name))[:1]
    owned = _OWNED.search(before)
    if owned is None:
        return ()
    named = [before[a:b] for a, b in find_names(before[: owned.start()]) if b == owned.start()]
    return tuple(reading.short(name) for name in named if is_public(name))


def _meant(reading: Reading, before: str, last: str) -> tuple[str, ...]:
    """Name the body that "it" stands for, where the sentence before names one public body."""
    if not _IT.search(before):
        return ()
    public = [name for name in reading.bodies(last) if is_public(reading.full(name))]
    return tuple(public) if len(public) == 1 else ()


def _told_date(
    reading: Reading, sentence: Sentence, after: After, title: tuple[int, bool]
) -> str | None:
    """Find when a title in the prose was issued: after it, in brackets, or with the verb before.

    Args:
        reading: the document.
        sentence: that holds the title.
        after: what stands behind the title.
        title: its offset in the sentence, and whether a verb of issuing stands before it.
    """
    text, section = sentence.text, reading.section_at(sentence.span.start)
    if after.when:
        return None if after.verb == "made" else reading.iso(after.when.date, section)
    single = re.search(r"\((?P<y>(?:19|20)\d\d)\)", after.brackets)
    if single:
        return single["y"]
    start, issued = title
    if issued:
        told = reading.times(text, sentence.span.start)
        return next((when for when, a, b in told if b < start - 1 or a >= after.end), None)
    return None


def same_title(title: str) -> str:
    """Give a title as it is compared with others."""
    return re.sub(r"[\W\d_]+", " ", title).casefold().strip()
