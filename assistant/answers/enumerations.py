"""What a sentence, a list item or a cell of a table enumerates, each item by its place; pure."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.stretches import MOST_READ
from assistant.question import COUNTS
from index.aliases import abbreviates
from index.names import find_names, has_body_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Items = tuple[tuple[int, int], ...]
"""The first character of each item of an enumeration, and the one after its last."""

_FEWEST = 3  # items; two that "and" joins are as often one
_LONGEST = 8  # words of an item
_LONGEST_APART = 20  # words of an item that semicolons set apart
_SHORT = 5  # words of an item that nothing but commas sets apart
_NUMBERED = re.compile(r"\(?\b\d{1,2}\) ?")
_DECLARED = re.compile(rf"\b({'|'.join(COUNTS)})\b", re.IGNORECASE)
_ANNOUNCES = re.compile(rf"\b(?:{'|'.join(COUNTS)})\b (?:[\w-]+ ){{0,4}}[\w-]+s$", re.IGNORECASE)
# "Dibao, Tekun and temporary assistance": items up to a mark, a verb or the end of the sentence.
_W = r"(?![–—-]+(?:\s|$))[^\s,;:()|]+"  # a dash sets what it stands before apart
_WORDS = rf"{_W}(?: {_W}){{0,7}}"
_BRACKETS = r"(?: \([^()]{1,40}\))?"
_JOINED = re.compile(
    rf"(?<!\S)(?P<first>{_WORDS}){_BRACKETS}(?P<middle>(?:, {_WORDS}{_BRACKETS})+?)"
    rf",? (?:and|or) (?P<last>{_WORDS})"
)
# "… six priorities: jobs, food and energy security, and trade (see Figure 2)."
_ANNOUNCED = re.compile(r": (?P<items>(?:[^.:|]|(?<=\d)\.(?=\d))+)(?:\.(?= |$)|$)")
_BETWEEN_CLAUSES = re.compile(r"[,;] (?:(?:and|or) )?")
_BRACKETED = re.compile(r" ?\([^()]{1,60}\)$")
_STATES = re.compile(r" (?:is|are|was|were|has|have|had|will|can|could)\b")
_AND = re.compile(r",? (?:and|or) (?:the )?")
# "Issued by: MIIT, NEA, NDA Date: 7 May", with the next label or nothing behind.
_LABELLED = re.compile(
    r"(?:^|(?<= ))\**(?P<label>[A-Z][a-z]+(?: [a-z]+){0,3})\**: \**"
    r"(?P<items>[^:|]+?)(?=\.?(?:$| \| | [A-Z][a-z]+(?: [a-z]+){0,3}:))"
)
# A body's own matters may be two, which an "and" joins.
_OF_MATTERS = re.compile(r"\b(?:Ministry|Department|Bureau|Office|Commission) (?:of|for) [^,;]+$")
_NAME_ALONE = re.compile(r"[A-Z\d][\w&.'’-]*(?: [A-Z\d][\w&.'’-]*)*")
_THEN_NAME = re.compile(r"(?:[a-z][\w-]* )+(?=[A-Z])")
# "The Academy (AC), the Office for Ports and Roads (OPR) and …": each name with its acronym.
_ACRONYM = re.compile(r" \((?P<acronym>[A-Z][A-Za-z0-9&/-]{1,11})\)")
_BETWEEN_NAMES = re.compile(r"(?:,? and |, )(?:the )?(?P<name>[A-Z][^():;|]*)")
_NAME_BEFORE = re.compile(r"[A-Z][\w&.'’-]*(?:,? (?:(?:of|for|and|the|on|in) )*[A-Z][\w&.'’-]*)*\Z")
_GOES_ON = re.compile(r" (?:of|for|and|the|de|on)\b")  # a longer name than its first words
# "in the north: Beijing, Tianjin, Jinan", to the end of a list's item or a cell.
_AFTER_COLON = re.compile(r"(?:^|: )(?P<items>[^.:()]+)\Z")
_BEFORE_FIRST = re.compile(
    r"^.*\b(?:is|are|was|were|by|in|of|to|from|with|for|as|on|like|namely|including|include|includes"
    r"|among|at|them) (?:the |an? )?",
    re.IGNORECASE,
)
# What opens with one of these is a clause, or leans on what was said before.
_CLAUSE = re.compile(
    r"(?:which|who|whose|whom|that|these|those|because|but|if|while|since|so|where|when|is|are|was"
    r"|were|has|have|had|will|would|can|could|must|should)\b",
    re.IGNORECASE,
)
_PEOPLES = re.compile(r"\bPeople['’]s $")  # the People's Bank of China is not the Bank of China
# "… and MIIT Date of issue: May"; no label is a name's own end, as in "the Bank of China:".
_LABEL = re.compile(r"(?<!\bof)(?<!\bfor)(?<!\band)(?<!\bthe) [A-Z][a-z]+(?: [a-z]+){0,3}$")
_AFTER_LAST = re.compile(
    r"(?:[.;:,].*| (?:is|are|was|were|has|have|had|will|can|could|who|which|that|with|by|for|from"
    r"|in|on|at|to|as|cover(?:s|ed)?|ma[dk]e\w*)\b.*)$"
)


def enumerations(sentence: str) -> list[Items]:
    """List what a sentence enumerates: "A, B and C", "1) a, 2) b", "three aims: a, b and c".

    The first ``MOST_READ`` characters are read. Where one way to read it holds, the ways further
    down are not tried.
    """
    text = sentence[:MOST_READ]
    numbered = list(_NUMBERED.finditer(text))
    if len(numbered) >= _FEWEST:
        ends = [*(mark.start() for mark in numbered[1:]), len(text)]
        parts = [text[m.end() : end] for m, end in zip(numbered, ends, strict=True)]
        told = [re.sub(r"^and |,? and$", "", part.strip(" ,;.")).strip(" ,;.") for part in parts]
        return [_placed(text, told, numbered[0].end())]
    if abbreviated := _abbreviated(text):
        return [abbreviated]
    if announced := _announced(text):
        return [announced]
    joined = [found for match in _JOINED.finditer(text) if (found := _joined(text, match))]
    labelled = [found for match in _LABELLED.finditer(text) if (found := _labelled(text, match))]
    return list(dict.fromkeys([*labelled, *joined]))


def _abbreviated(text: str) -> Items:
    """Read names that each have an acronym in brackets: an "and" or a comma may be a name's own."""
    marks = list(_ACRONYM.finditer(text))
    joints = [_BETWEEN_NAMES.fullmatch(text, a.end(), b.start()) for a, b in pairwise(marks)]
    first = _NAME_BEFORE.search(text, 0, marks[0].start()) if marks else None
    if first is None or len(marks) < _FEWEST or not _AND.match(text, marks[-2].end()):
        return ()
    names = [joint["name"] if joint else "" for joint in joints]
    apart = all(
        name[:1] == mark["acronym"][0] and " and the " not in name
        for name, mark in zip(names, marks[1:], strict=True)
    )
    if not apart or _AND.match(text, marks[-1].end()):
        return ()
    opens = _opening(first.group(), marks[0]["acronym"])
    return _placed(text, [opens, *names], first.start())


def _opening(name: str, acronym: str) -> str:
    """Give the name that an acronym is of, without what leads in to it: "Members are the Bank"."""
    starts = (word.start() for word in re.finditer(r"\b[A-Z]", name))
    longer = (name[start:] for start in starts if name[start] == acronym[0])
    return next((told for told in longer if abbreviates(acronym, told)), name)


def _announced(text: str) -> Items:
    """Read what follows a colon; as many items as are announced, where two ways to part it hold."""
    found = _ANNOUNCED.search(text)
    if found is None or not re.search(r"[,;] (?:.*\b(?:and|or) |.*; )", found["items"]):
        return ()
    by_semicolon = found["items"].count("; ") >= _FEWEST - 1
    *few, last = re.split("; " if by_semicolon else "[,;] ", found["items"])
    few += [last] if by_semicolon else _last_two(last.removeprefix("and "))
    lead = re.split(r"[:|]", text[: found.start()])[-1]
    declared = _DECLARED.search(lead)
    count = COUNTS.get(declared[1].lower()) if declared else None
    clauses = _BETWEEN_CLAUSES.split(found["items"])  # "three terms: A stays, and B must go"
    counted = _ANNOUNCES.search(lead) and count == len(clauses)
    brief = all(len(one.split()) <= _LONGEST_APART for one in clauses)
    as_clauses = _placed(text, clauses, found.start("items")) if counted and brief else ()
    if _STATES.search(few[-1]):
        return as_clauses
    every = [part for one in few for part in _AND.split(one)]
    for told in [every, few] if count == len(every) else [few]:
        items = [re.sub(r"^(?:the|an?) ", "", _BRACKETED.sub("", part)) for part in told]
        alike = all(item.startswith("to ") for item in items)  # "to build …, to sell …"
        most = _LONGEST_APART if by_semicolon or alike else _LONGEST
        if len(items) >= _FEWEST and all(_is_item(item, most) for item in items):
            return _placed(text, items, found.start("items"))
    return as_clauses


def _last_two(text: str) -> list[str]:
    """Part the last two items of a line, not within "Ministry of Industry and Technology"."""
    joints = list(_AND.finditer(text))
    if not joints:
        return [text]
    joint = joints[bool(joints[1:] and _OF_MATTERS.search(text, 0, joints[0].start()))]
    return [text[: joint.start()], text[joint.end() :]]


def _labelled(text: str, match: re.Match[str]) -> Items:
    """Read the names, set apart by commas or semicolons alone, of a labelled line among others."""
    mark = "; " if "; " in match["items"] else ", "
    items = [part.strip("* ") for part in match["items"].split(mark)]
    enough = len(items) >= _FEWEST and all(map(_is_item, items))
    if not enough or not all(item[0].isupper() and find_names(item) for item in items):
        return ()
    return () if _AND.search(items[-1]) else _placed(text, items, match.start("items"))


def parts(text: str) -> Items:
    """Give what a list's item or a cell enumerates with nothing but commas, or semicolons."""
    found = _AFTER_COLON.search(text[:MOST_READ])
    if found is None:
        return ()
    mark = ";" if ";" in found["items"] else ","
    told = [part.strip() for part in found["items"].split(mark)]
    fewest = _FEWEST - bool(found.start("items"))  # a colon announces two as well
    if len(told) < fewest or not all(_is_item(part, _SHORT) for part in told):
        return ()
    return _placed(text, told, found.start("items"))


def _joined(text: str, match: re.Match[str]) -> Items:
    joint = match.end("middle")
    if within := _is_within_a_name(text, joint):
        joint = text.rfind(" and ", match.start("middle"), joint)
        if joint < 0:
            return ()
    first = _first_item(text, match)
    told = text[match.start("middle") : joint].split(", ")
    middle = [part.strip() for part in told if part.strip()]
    last = text[joint + len(" and ") : match.end()] if within else _last_item(text, match)
    last = _AFTER_LAST.sub("", last.strip()).strip(" .")
    if _ANNOUNCES.search(first):
        first = ""  # "the three programmes, A, B and C"
    items = [re.sub(r"^(?:the|an?) ", "", item) for item in (first, *middle, last) if item]
    items = _names_alone(items)
    enough = len(items) >= _FEWEST and all(map(_is_item, items))
    return _placed(text, items, match.start()) if enough else ()


def _placed(text: str, items: Sequence[str], at: int) -> Items:
    return tuple(_places(text, items, at))


def _places(text: str, items: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    for item in items:
        start = text.index(item, at)
        at = start + len(item)
        yield start, at


def _first_item(sentence: str, match: re.Match[str]) -> str:
    """Cut what leads in to the first item off, and not the head of a body: "Bank of" China."""
    first, end = _BEFORE_FIRST.sub("", match["first"]), match.end("first")
    cut = end - len(first)
    names = find_names(sentence[:end])
    heads = (a for a, b in names if a < cut < b and has_body_word(sentence[a:cut]))
    start = next(heads, cut)
    whose = _PEOPLES.search(sentence, 0, start)
    return sentence[whose.start() if whose else start : end]


def _last_item(sentence: str, match: re.Match[str]) -> str:
    """Cut the label of the next line off the last item, among labelled lines."""
    last, label = match["last"], _LABEL.search(match["last"])
    labelled = sentence[match.end() :].startswith(":") and ": " in sentence[: match.start()]
    return last[: label.start()] if labelled and label else last


def _names_alone(items: Sequence[str]) -> list[str]:
    """Cut the first item and the last down to names, where those between them are nothing else."""
    first, *middle, last = items
    if not middle or not all(map(_NAME_ALONE.fullmatch, middle)):
        return list(items)
    led, name = _THEN_NAME.match(first), _NAME_ALONE.match(last)
    if name and not _GOES_ON.match(last, name.end()):
        last = name.group()
    return [first[led.end() :] if led else first, *middle, last]


def _is_within_a_name(text: str, joint: int) -> bool:
    """Whether an "and" is a body's own, as in "National Development and Reform Commission"."""
    if text.startswith((" and the ", ", and"), joint):
        return False
    return any(
        start < joint < end
        and has_body_word(text[start:end])
        and not has_body_word(text[start:joint])
        for start, end in find_names(text)
    )


def _is_item(text: str, most: int = _LONGEST) -> bool:
    return 0 < len(text.split()) <= most and not _CLAUSE.match(text)
