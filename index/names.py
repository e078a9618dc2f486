"""Names in a sentence, as offsets, and what kind of thing they name; pure."""

from __future__ import annotations

import re

from index.keywords import STOPWORDS

_WORD = r"(?:[A-Z0-9][\w&’'+.-]*[\w&+]|[A-Z])"
_NAME = re.compile(
    r"(?:\b[A-Z]\. ){0,3}(?:\b(?:[A-Z]|[a-z](?=[A-Z][a-z]{2}))[\w&’'+.-]*[\w&+]|\b[A-Z]\b)"
    rf"(?:(?:(?: (?:of|for|and|the|on|de|&)){{0,2}}|(?<=\bMade) in) {_WORD})*"
)
_BODY = (
    r"(?:Ministry|Commission|Administration|Council|Bureau|Department|Institut(?:e|ion)|Academy"
    r"|Office|Committee|Association|Alliance|Federation|University|Agency|Bank|Group|Company"
    r"|Corporation|Center|Centre|Union|Government|Society|Foundation|Forum|Organi[sz]ation|Chamber"
    r"|Authority|Congress|Laboratory|Court|Party|School|College|Team|Circle|Ltd|Inc)"
)
BODY = re.compile(rf"\b{_BODY}\b|\b[A-Z][A-Z0-9&-]{{1,7}}\b")
_HEADED = re.compile(rf"\b{_BODY}\b")
PERSON = re.compile(r"(?:[A-Z]\. ){0,2}[A-Z][a-zé’'-]+(?: [A-Z]\.)?(?: [A-Z][a-zé’'-]+){1,2}")
# What is measured, made or held: none of these is a body, though each looks like one's acronym.
MATTER = re.compile(
    r"(?:[A-Z]*GDP|GNP|CPI|PPI|PMI|R&D|S&T|FDI|PUE|VAT|IPO|AI|NEV|EV|BEV|PHEV|ICE|ICT|IT|IoT|IIoT|IP"
    r"|IPR|PV|LNG|ESG|COVID|[2-6]G|CEO|CFO|CTO|COO)s?"
)
_TITLED = re.compile(
    r"(?:Minister|Premier|President|Chair(?:man|woman)?|Director|Secretary|Professor|Dr|Mr|Ms|CEO"
    r"|Analyst|General)\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_TIME = re.compile(
    rf"(?:{_MONTH}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:19|20)\d\d|\d+)$"
)
_DATED = re.compile(rf" (?:of|on|in) {_MONTH}(?: \d{{1,2}})?(?: \d{{4}})?$")
_IN_YEAR = re.compile(r"(?:In|By|From|Since) (?:19|20)\d\d ")  # "The 2019 Games" is a name
_OPENERS = re.compile(
    r"^(?:The|A|An|Our|Its|Their|In|By|At|On|Of|For|And|But|To|From|With|As|Under|Within) "
)
_OTHER_FORM = re.compile(r" \((?:[A-Z][A-Za-z0-9&/-]{1,12}|[\u4e00-\u9fff]{2,12})\)")
_LINKS = frozenset(
    """
    since despite although however while whereas among moreover meanwhile today additionally within
    due according overall many several another yet thus per besides instead nevertheless first
    second third finally table figure source note chapter section
    """.split()
)
_JOINT = re.compile(r" (?:and|&) (?:the )?")
_ACRONYM = re.compile(r"[A-Z]{3,8}")


def written_names(text: str) -> list[str]:
    """List the names that a text holds, as they are written, in order."""
    return [text[start:end] for start, end in find_names(text)]


def find_names(text: str) -> list[tuple[int, int]]:
    """Find names: runs of capitalised words, small words between them included.

    A word that only opens a sentence ("The", "It") is no name; "US" and "IT" are; neither are
    months and years. Two names that "and" joins are two, unless it stands within one ("Ministry
    of Science and Technology").
    """
    found = []
    for match in _NAME.finditer(text):
        for start, end in _parts(match.group(), match.start()):
            start, end = _trimmed(text, start, end)
            if start < end and not _opens(text[start:end]):
                found.append((start, end))
    return found


def with_acronym(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Take in the acronym, or the form in another script, that follows a name in brackets."""
    found = _OTHER_FORM.match(text, span[1])
    return (span[0], found.end()) if found else span


def is_body(name: str) -> bool:
    """Tell whether a name is an organisation's by its words, or an acronym."""
    return bool(BODY.search(name))


def has_body_word(text: str) -> bool:
    """Tell whether a text has a word that organisations are called by: "Bank", "Ministry"."""
    return bool(_HEADED.search(text))


def is_person(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a name looks like a person's: two or three words, none an organisation's."""
    name = text[slice(*span)]
    return bool(PERSON.fullmatch(name)) and not _HEADED.search(name)


def has_title(text: str, span: tuple[int, int]) -> bool:
    """Tell whether a title or a name in Chinese characters stands beside a name."""
    around = text[max(0, span[0] - 25) : span[0]] + " " + text[span[1] : span[1] + 30]
    return bool(_TITLED.search(around)) or bool(re.match(r" ?\(?[\u4e00-\u9fff]", text[span[1] :]))


def _parts(name: str, offset: int) -> list[tuple[int, int]]:
    """Split a run of names at "and", unless one name holds it, and at a possessive."""
    cuts = [0]
    for joint in _JOINT.finditer(name):
        left, right = name[cuts[-1] : joint.start()], name[joint.end() :]
        within = " of " in left or " for " in left or bool(_HEADED.search(right))
        both = bool(_HEADED.search(left)) and bool(_HEADED.search(right))
        apart = both and not re.match(rf"{_BODY} (?:of|for)", left)
        if not within or apart or _are_two(left, right, joint.group().endswith("the ")):
            cuts += [joint.start(), joint.end()]
    cuts.append(len(name))
    pieces = [(cuts[i], cuts[i + 1]) for i in range(0, len(cuts), 2)]
    found = []
    for start, end in pieces:
        owner = re.search(r"['’]s (?=[A-Z0-9])", name[start:end])
        if owner:
            found.append((offset + start, offset + start + owner.start()))
            start += owner.end()
        found.append((offset + start, offset + end))
    return found


def _are_two(left: str, right: str, article: bool) -> bool:
    """Tell two bodies from one whose name holds "and": by "the", or by an acronym before it."""
    if not _HEADED.search(right):
        return False
    own = left.removeprefix("The ")
    acronym = _ACRONYM.fullmatch(own) and not MATTER.fullmatch(own)
    return bool(acronym) or (article and bool(_HEADED.search(left)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut openers before a name, and months and years at its ends."""
    if in_year := _IN_YEAR.match(text, start, end):
        start = in_year.end()
    while start < end and (opener := _OPENERS.match(text[start:end])):
        start += opener.end()
    words = text[start:end].split(" ")
    while words and _TIME.match(words[0]) and not (len(words) > 1 and words[0].isdigit()):
        start += len(words.pop(0)) + 1
    if dated := _DATED.search(text, start, end):
        return start, dated.start()
    while words and _TIME.match(words[-1]) and len(words) < 4:
        end -= len(words.pop()) + 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, max(start, end)


def _opens(word: str) -> bool:
    return word.istitle() and (word.lower() in STOPWORDS or word.lower() in _LINKS)
