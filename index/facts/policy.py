"""Policies: records with labelled fields, and titles in the prose with who, when or what years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.dates import next_date
from corpus.fields import Field, Record
from corpus.policies import PUBLIC, policy_parts
from index.facts.fact import Certainty, Detail, Fact, Kind
from index.facts.reading import Reading, Sentence
from index.facts.wording import actors, certainty

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
YEARS = re.compile(r"\(?(?P<a>(?:19|20)\d\d)\s?(?:[-–—]|to|年?至)\s?(?P<b>(?:19|20)?\d\d)\b")
_DRAFT_TAIL = re.compile(
    r",? \(?(?:draft for (?:public )?(?:comments?|opinions?)|draft)\)?$", re.IGNORECASE
)
_OPEN = re.compile(r"\s?[(（][^()（）]*$")
_ASIDE = re.compile(
    r"(?:,|;| \() ?(?:which|who|that|under|through|together|in cooperation|jointly)\b.*"
)
_SPLIT = re.compile(
    r"\s*(?:[;；、\n]|,(?! (?:Ltd|Inc)))\s*(?:and |together with )?|\s+together with\s+"
)

_FEW = 3  # words of an issuer that is taken as it stands: "Central government"
_NOUN = (
    r"(?:Plan|Program|Programme|Strategy|Guidelines?|Guidance|Law|Regulations?|Measures|Opinions?"
    r"|Outline|Catalogue|White Paper|Blueprint|Initiative|Roadmap|Notice|Rules|Decision|Agenda"
    r"|Megaprojects?|Principles|Provisions)"
)
_WORD = r"(?:[A-Z][\w’'&+-]*|\d+(?:st|nd|rd|th))"
_TITLE = re.compile(
    rf"(?<![\w-])(?P<year>(?:19|20)\d\d )?(?P<title>{_WORD}"
    rf"(?:(?: (?:of|for|and|the|in|on|to|with|through|by)){{0,3}} (?:{_WORD}|20\d\d(?=[ ,])))+)"
)
_OPENED = re.compile(
    r"(?:(?:During|When|After|Since|With|As|For|While|Before|Until|By|From|On|At|In|Under|Both)"
    r" )?(?:The |the |A |An |Its )?(?P<year>(?:19|20)\d\d )?"
)
_ISSUED = r"(?:issued|published|released|adopted|announced|unveiled|passed|made|launched|presented)"
_AFTER = re.compile(
    r"(?P<brackets>(?: \([^()]{2,60}\)){0,2})"
    rf"(?:,? (?P<verb>(?:which was |was )?{_ISSUED}) (?:in|on|for) (?P<when>[^,.;()]{{4,40}})"
    r"|,? (?:for|of|from) (?P<years>(?:19|20)\d\d(?: (?:to|and) (?:19|20)\d\d)?)"
    r"|,? (?:of|by|from) (?:the )?(?P<body>[A-Z][^,.;()]{2,60}?)"
    r"(?= (?:is|was|has|and|that|which|in)\b|[,.;]))?"
)
_BEFORE = re.compile(rf"\b{_ISSUED.replace('made|', '')} (?:a |an |the |its |their )?[“\"]?$")


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy in a record of fields, as what its section is about.

    Attributes:
        fact: the row.
        start: where its section starts.
        end: offset after its section.
    """

    fact: Fact
    start: int
    end: int


def recorded_policies(reading: Reading) -> tuple[Policy, ...]:
    """Find the records that name a policy, with the section of each."""
    found = []
    for record in reading.records:
        fact = _recorded(reading, record)
        if fact:
            section = record.section
            bounds = (section.start, section.end) if section else (fact.span.start, fact.span.end)
            found.append(Policy(fact, *bounds))
    return tuple(found)


def policy_at(policies: tuple[Policy, ...], offset: int) -> Fact | None:
    """Give the policy whose section holds an offset, if it is one only."""
    found = [policy.fact for policy in policies if policy.start <= offset < policy.end]
    return found[0] if len(found) == 1 else None


def _recorded(reading: Reading, record: Record) -> Fact | None:
    pairs = [(field.name, reading.of(field.value)) for field in record.fields]
    bodies = {short for long, short in reading.acronyms.items() if PUBLIC.search(long)}
    parts = policy_parts(pairs, bodies)
    if parts is None:
        return None
    title = record.fields[parts.title]
    issuer = None if parts.issuer is None else record.fields[parts.issuer]
    date = None if parts.date is None else record.fields[parts.date]
    own = [field for field in (title, issuer, date) if field]
    full = reading.of(title.value)
    name, chinese = _named(reading, title)
    when = _date(reading, date) if date else None
    draft = certainty(full, Certainty.DRAFT)
    qualifiers = details_of(name, f"{name} {chinese or ''}", full)
    if chinese:
        qualifiers["title_zh"] = chinese
    return Fact(
        id="",
        kind=Kind.POLICY,
        subject=name,
        measure=None,
        value=None,
        unit=None,
        when=when,
        span=reading.span(min(f.label.start for f in own), max(f.value.end for f in own)),
        issuers=issuers(reading, reading.of(issuer.value)) if issuer else (),
        certainty=draft,
        qualifiers=qualifiers,
    )


def _named(reading: Reading, title: Field) -> tuple[str, str | None]:
    """Split a title into its name and its Chinese form."""
    rest = title.original or title.link
    end = rest.start if rest else title.value.end
    name = " ".join(reading.text(title.value.start, end).split()).rstrip(" (（[")
    name = _OPEN.sub("", name) or name
    chinese = reading.of(title.original) if title.original else None
    return _DRAFT_TAIL.sub("", name) or name, chinese


def _date(reading: Reading, field: Field) -> str | None:
    found = next_date(reading.of(field.value))
    return reading.iso(found.date, field.section) if found else None


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


def told_policies(reading: Reading, known: tuple[Policy, ...]) -> Iterator[Fact]:
    """Find the titles in the prose that come with an issuer, a date or years, each once."""
    seen = {_plain(policy.fact.subject or "") for policy in known}
    inside = [policy.fact.span for policy in known]
    for sentence in reading.sentences:
        if any(span.overlap(sentence.span) for span in inside) or sentence.entry:
            continue
        for match in _TITLE.finditer(sentence.text):
            fact = _told(reading, sentence, match)
            if fact and _plain(fact.subject or "") not in seen:
                seen.add(_plain(fact.subject or ""))
                yield fact


def _told(reading: Reading, sentence: Sentence, match: re.Match[str]) -> Fact | None:
    text = sentence.text
    title, start, year = match["title"], match.start("title"), (match["year"] or "").strip()
    opened = _OPENED.match(title)
    if opened and opened.end() < len(title):
        title, start = title[opened.end() :], start + opened.end()
        year = year or (opened["year"] or "").strip()
    after = _AFTER.match(text, match.end())
    if after is None or len(title.split()) < 2:
        return None
    noun = re.search(rf"\b{_NOUN}\b", title)
    issued = _BEFORE.search(text, 0, start)
    when = _told_date(reading, sentence, after, issued is not None) or year
    years = YEARS.search(after["brackets"]) or YEARS.search(
        f"({after['when'] or after['years'] or ''}"
    )
    bodies = reading.bodies(after["body"]) if after["body"] and noun else ()
    if issued and not bodies:
        bodies = tuple(map(reading.short, actors(text, sentence.before)))[:3]
    opens = not text[:start].strip() or text[:start].strip() in ("The", "A")
    told = bool(when) or bool(bodies) or (years is not None and opens)
    named = noun or (re.search(r" 20\d\d$", title) and after["verb"] and after["when"])
    if not told or not named:
        return None
    qualifiers = details_of(title, title, title)
    qualifiers.pop("status", None)
    if years:
        qualifiers["covers"] = covers(years)
    chinese = re.search(r"[\u3400-\u9fff][^()]*", after["brackets"])
    if chinese:
        qualifiers["title_zh"] = chinese.group()
    begin = 0 if issued and text[:start].count(";") == 0 else match.start()
    return Fact(
        id="",
        kind=Kind.POLICY,
        subject=title,
        measure=None,
        value=None,
        unit=None,
        when=when or None,
        span=reading.span(sentence.span.start + begin, sentence.span.start + after.end()),
        issuers=bodies,
        certainty=certainty(text[begin:start], Certainty.DRAFT),
        qualifiers=qualifiers,
    )


def _told_date(
    reading: Reading, sentence: Sentence, after: re.Match[str], issued: bool
) -> str | None:
    """Find when a title in the prose was issued: after it, in brackets, or with the verb before."""
    text, section = sentence.text, reading.section_at(sentence.span.start)
    if after["when"] and "made" not in (after["verb"] or ""):
        found = next_date(after["when"])
        return reading.iso(found.date, section) if found else None
    single = re.search(r"\((?P<y>(?:19|20)\d\d)\)", after["brackets"])
    if single:
        return single["y"]
    if issued:
        return next((when for when, _, _ in reading.times(text, sentence.span.start)), None)
    return None


def _plain(title: str) -> str:
    return re.sub(r"[\W\d_]+", " ", title).casefold().strip()
