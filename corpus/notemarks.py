"""The numbers of footnotes that stick to the words of the prose: found by their order.

Everything here is pure. "Plans.1516" and "in 20181" are note numbers only if they take their
place in the rising sequence of the document's notes; what does not is left as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from corpus.marks import char_for

_TOP = 1000  # note numbers are lower
_URL = re.compile(r"(?:https?://|www\.)\S+(?:(?<=[/_.=&?%-])\n\S+)?")
_NO_NOTE = r"(?![\d]|[.,]\d|[^\W\d_]|[-–/]\w)"
# After a stop, a bracket or a closing quote: as good as certain.
_STRONG = re.compile(
    r"(?:(?<=[^\W\d_][.,;:!?])|(?<=[%)\]”’»\"'][.,;:!?])|(?<=[”’»)\]])|(?<=[.,;:!?][\"']))"
    rf"(\d{{1,6}}){_NO_NOTE}"
)
# Behind the mark stands no word, unless it is of a script without blanks.
_BRACKETED = re.compile(
    r"(?<=\S) ?\[(\d{1,3}(?: ?[,;–-] ?\d{1,3})*)\](?!\()(?![^\W\u3040-\u30ff\u3400-\u9fff])"
)
_RANGE = re.compile(r"(\d+)(?: ?[–-] ?(\d+))?")
_SIGNED = re.compile(r"(?<=[\w.,”’)])([*†‡]{1,3})(?=[\s.,;:]|$)")
_YEAR_STOP = re.compile(r"(?<=\b(?:19|20)\d\d[.,])(\d{1,3})(?=[\s”’)]|$)")
_YEAR = re.compile(rf"(?<=(?<![\d.,])(?:19|20)\d\d)(\d{{1,3}}){_NO_NOTE}")
_LETTER = re.compile(rf"(?<![\w.])([^\W\d_][\w&’'./+-]{{0,40}}[^\W\d_])(\d{{1,3}}){_NO_NOTE}")
_UNIT = re.compile(rf"(?<=\d (?:m|k))(\d{{1,3}}){_NO_NOTE}")
# Parted by a blank or a line's end: after a stop or a bracket, or between a word and a colon.
_SPACED = re.compile(
    r"(?<=[)”’.!?]) (\d{1,3})(?=\s|$)|(?<=[)”’.!?])\n(\d{1,3})(?= [a-z]|\n|$)"
    r"|(?<=[^\W_]) (\d{1,3})(?=(?: \d{1,3}){0,5}:(?:\s|$))"
)
# After a sentence that ends with a number: "see Table 2.21 The", "on March 31.100".
_NUMBER_STOP = re.compile(
    r"(?:(?<=[\s(]\d\.)|(?<=[\s(]\d\d\.)|(?<=[\s(]\d\d\d\.))(\d{1,3})(?=\s+[A-Z“‘]|\s*$)"
)
_AFTER_FIGURE = re.compile(r"\d%?\s+\d{1,3}\.$")
_LAST_FIGURE = re.compile(r"([a-z]+) \d{2,4}\.$")
_FIGURE = 24  # characters before a mark in which such a figure stands
_COUNTED = re.compile(
    r"\b(?:figure|fig|table|box|chart|step|section|chapter|part|phase|annex|no|page|article|item"
    r"|day|week|year|level|group|top|and|or|to)s?\.?$",
    re.I,
)
_MORE = re.compile(r"[\s,]? ?(\d{1,3})(?![\d.,]*\d|[^\W\d_]|[-–%/])")
_ABBREVIATION = re.compile(r"\b(?:no|nos|p|pp|vol|art|fig|sec|ch|v|nr|eq|ver|ed)\.$", re.I)
_TOKEN = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,40}\d{1,3}\b")
_VERSION = re.compile(r"[A-Z]v$")  # "IPv6", "TLSv1"
_NAMES = frozenset({"covid", "sars-cov", "cov", "web", "top", "formula"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that may be a note's: where it stands, from the blank before it if any."""

    text: int
    start: int
    end: int
    numbers: tuple[int, ...]
    weight: int  # 3 where hardly anything else can be meant, 1 or 0 where the order must tell


def replace_marks(
    texts: Sequence[str], notes: Sequence[int], signs: Collection[str] = ()
) -> list[str]:
    """Take note numbers off the words of the prose, and leave a mark where each stood.

    Args:
        texts: the prose in reading order; the lines of each may be parted by newlines.
        notes: numbers of the notes that the document prints, in order; empty where they are
            lost or it has none. Then the order of the marks alone must tell.
        signs: those of the notes that have no number, such as "*".

    Returns:
        The texts with a private character in place of each number that is a note's; see
        ``corpus.marks``.
    """
    known = frozenset(notes)
    texts = [_plain_marks(text, known, signs) for text in texts]
    first = min(known, default=1)
    marks = _candidates(texts, frozenset(), first)
    chosen = _chain(marks)
    if not _convincing(chosen) or 2 * len(known) > len(chosen):
        if not known:
            return list(texts)
        marks = _candidates(texts, known, first)
        chosen = _chain(marks)
    cut: dict[int, list[_Mark]] = {}
    for mark in _certain(chosen, first):
        cut.setdefault(mark.text, []).append(mark)
    return [_marked(text, cut.get(index, ())) for index, text in enumerate(texts)]


def _plain_marks(text: str, known: AbstractSet[int], signs: Collection[str]) -> str:
    """Replace the marks that nothing else can be: numbers in square brackets, and signs."""

    def signed(match: re.Match[str]) -> str:
        return char_for(match[1]) if match[1] in signs else match[0]

    text = replace_bracketed(text, known)
    return _SIGNED.sub(signed, text) if signs else text


def replace_bracketed(text: str, known: AbstractSet[int]) -> str:
    """Put a mark in place of each "[1]" and "[2, 5-7]" whose numbers are all those of notes."""

    def marked(match: re.Match[str]) -> str:
        numbers = _listed(match[1])
        own = numbers and known >= set(numbers)
        return "".join(char_for(str(number)) for number in numbers) if own else match[0]

    return _BRACKETED.sub(marked, text) if known else text


def bracketed(text: str) -> set[int]:
    """Give the numbers that stand in square brackets as the marks of notes do."""
    return {number for match in _BRACKETED.finditer(text) for number in _listed(match[1])}


def _listed(printed: str) -> list[int]:
    """Read the numbers of a mark: "2, 5-7" is 2, 5, 6 and 7; none where it is no mark."""
    ends = [(int(first), int(last or first)) for first, last in _RANGE.findall(printed)]
    if any(first > last for first, last in ends):
        return []
    return [number for first, last in ends for number in range(first, last + 1)]


def _marked(text: str, found: Sequence[_Mark]) -> str:
    for mark in sorted(found, key=lambda mark: mark.start, reverse=True):
        labels = "".join(char_for(str(number)) for number in mark.numbers)
        breaks = "\n" * text.count("\n", mark.start, mark.end)
        text = text[: mark.start] + labels + breaks + text[mark.end :]
    return text


def _candidates(texts: Sequence[str], known: frozenset[int], first: int) -> list[_Mark]:
    tokens = Counter(token for text in texts for token in _TOKEN.findall(text))
    found: list[_Mark] = []
    last = first - 1  # number of the last sure mark
    for index, text in enumerate(texts):
        urls = [match.span() for match in _URL.finditer(text)]
        own = [
            mark
            for mark in _marks_in(index, text, tokens)
            if not any(start <= mark.start < end for start, end in urls)
            and (not known or {n for m in mark.numbers for n in _pair(m)} & known)
        ]
        own.sort(key=lambda mark: (mark.start, -mark.weight))
        end = -1
        for mark in own:
            if mark.start < end:
                continue
            pair = _pair(mark.numbers[0])
            if mark.numbers[0] > last + 1 and pair[0] in (last, last + 1):
                mark = replace(mark, numbers=pair + mark.numbers[1:])
            found.append(mark)
            last = mark.numbers[-1] if mark.weight == 3 else last
            end = mark.end
    return found


def _pair(number: int) -> tuple[int, ...]:
    """Read 23 as 2 and 3, 910 as 9 and 10; others as they are."""
    for last in range(2, 11):
        if str(number) == f"{last - 1}{last}":
            return last - 1, last
    return (number,)


def _marks_in(index: int, text: str, tokens: Counter[str]) -> list[_Mark]:
    found: list[_Mark] = []
    for match in _STRONG.finditer(text):
        if not _ABBREVIATION.search(text[: match.start()][-8:]):
            found += _mark(index, text, match.start(1), match.group(1), 3)
    for pattern in (_YEAR_STOP, _YEAR, _UNIT):
        for match in pattern.finditer(text):
            found += _mark(index, text, match.start(1), match.group(1), 1)
    for match in _LETTER.finditer(text):
        word, digits = match.groups()
        bare = word.rsplit(" ", 1)[-1]
        common = tokens[re.split(r"[^\w]", bare)[-1] + digits] > 2
        if not common and _takes_note(bare):
            found += _mark(index, text, match.start(2), digits, 1)
    stops = _NUMBER_STOP.finditer(text)  # no decimals beside each other, as in a table's row
    for match in (m for m in stops if not _follows_figure(text, m.start())):
        found += _mark(index, text, match.start(1), match.group(1), _ends(text, match))
    for match in _SPACED.finditer(text):
        if not _COUNTED.search(text[: match.start()][-12:]):
            digits = next(group for group in match.groups() if group)
            start = match.start() + (text[match.start()] == "\n")
            found += _mark(index, text, start, digits, 0)
    return found


def _follows_figure(text: str, at: int) -> bool:
    return _AFTER_FIGURE.search(text, max(0, at - _FIGURE), at) is not None


def _ends(text: str, match: re.Match[str]) -> int:
    """Weigh a mark behind a figure and a stop: more where a sentence ends: "150.1 The plants"."""
    figure = _LAST_FIGURE.search(text, max(0, match.start() - _FIGURE), match.start())
    inside = match.end() < len(text) and text[match.end()] == " "
    return int(bool(figure and inside and not _COUNTED.search(figure[1])))


def _takes_note(word: str) -> bool:
    last = re.split(r"[^\w]", word)[-1]
    if _VERSION.search(last):
        return False
    return word.lower() not in _NAMES and not (last.isupper() and len(last) < 4)


def _mark(index: int, text: str, start: int, digits: str, weight: int) -> list[_Mark]:
    """Read the digits, and those that follow apart: "31 32", "1516"."""
    end = start + len(digits) + (text[start] == " ")
    numbers = _reading(digits)
    if not numbers:
        return []
    while (more := _MORE.match(text, end)) and int(more.group(1)) == numbers[-1] + 1:
        if text[end] != "," and not text[end].isspace():
            break
        numbers = (*numbers, int(more.group(1)))
        end = more.end()
    return [_Mark(index, start, end, numbers, weight)]


def _reading(digits: str) -> tuple[int, ...]:
    for cut in range(1, len(digits)):
        head, tail = int(digits[:cut]), int(digits[cut:])
        if len(digits) > 3 and tail == head + 1 and digits[cut] != "0":
            return head, tail
    return (int(digits),) if len(digits) <= 3 and digits[0] != "0" else ()


def _chain(marks: Sequence[_Mark]) -> list[_Mark]:
    """Choose the heaviest run of marks whose numbers never fall.

    A Fenwick tree holds the best run that ends with a number at most n, so that the search is
    linear in the marks.
    """
    best: list[tuple[int, int]] = [(0, -1)] * (_TOP + 1)
    before: list[int] = []
    for index, mark in enumerate(marks):
        weight, previous = 0, -1
        at = mark.numbers[0]
        while at > 0:
            if best[at][0] > weight:
                weight, previous = best[at]
            at -= at & -at
        before.append(previous)
        reached = (weight + 2 * mark.weight + 1, index)
        at = mark.numbers[-1]
        while at <= _TOP:
            if reached[0] > best[at][0]:
                best[at] = reached
            at += at & -at
    last = max(best, key=lambda item: item[0])[1]
    chosen: list[_Mark] = []
    while last >= 0:
        chosen.append(marks[last])
        last = before[last]
    return chosen[::-1]


def _convincing(chosen: Sequence[_Mark]) -> bool:
    """Whether marks without their notes are a sequence: from the start, with few holes."""
    strong = {number for mark in chosen if mark.weight == 3 for number in mark.numbers}
    return len(strong) >= 5 and min(strong) <= 3 and len(strong) >= 0.6 * max(strong)


def _certain(chosen: Sequence[_Mark], lowest: int) -> list[_Mark]:
    """Keep the marks that stand where their number is due."""
    kept: list[_Mark] = []
    for index, mark in enumerate(chosen):
        previous = chosen[index - 1].numbers[-1] if index else lowest - 1
        following = chosen[index + 1].numbers[0] if index + 1 < len(chosen) else None
        step = mark.numbers[0] - previous
        ahead = 1 if following is None else following - mark.numbers[-1]
        due = {
            3: step <= 5 or ahead <= 5,
            1: step in (0, 1) and ahead <= 3,
            0: step == 1 and ahead == 1 and mark.numbers[0] > 1,
        }
        if due[mark.weight]:
            kept.append(mark)
    return kept
