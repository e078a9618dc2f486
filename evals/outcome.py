"""What looks wrong in a stored text, next to the lines of its file; pure.

Each detector takes a document and the text of its file, and gives how many things there are to
get right and a line on each that looks wrong. None uses the cleaner's own rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from corpus.documents import Block, BlockKind, Document
from corpus.entries import entries
from corpus.fields import fields as read_fields
from corpus.sentences import sentence_spans

Found = tuple[int, list[str]]

_LABEL_MAX = 120  # characters; what is shorter and has no stop within is a label or a title
_CLOSED = re.compile(r"[.!?:;…。！？：；](?:[\"”’'»)\]*]|\s?\(\W*\w*\W*\))*\d{0,3}$")
_BARE_URL = re.compile(r"(?:https?://|www\.)\S+$")
_ABOUT = re.compile(r"^(?:sources?|notes?|quelle|disclaimer)\s?:", re.I)
_FOREIGN = re.compile(
    r"^(?:(?:Figure|Table|Box|Chart) \d+[.:]? [A-Z]|\d{1,3} [A-Z][^.]{3,60}\d{4}\w?\.$"
    r"|[A-Z’' ]{12,} \d{1,3}$|[Pp]age \d|\d{1,3}$)"
)
_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_OPEN = re.compile(r"\d,\d{3}$|\([^)]*$|,$|\b(?:the|of|and|to|by|for|with|were|was)$")
_SHORT = 0.6  # of the lines near it: a line that ends so early was not wrapped
_NEAR = 2
_CONTEXT = 45  # characters shown on either side
_GLUED = re.compile(
    r"[^\W\d_]{2,}[.,;:!?]?[.,;:!?)”’\"']\d{1,4}(?=[\s)”’]|$)"  # after a stop, a bracket, a quote
    r"|(?<![\w.,/-])(?:19|20)\d\d\d{1,3}(?=[\s.,;)]|$)"  # after a year
    r"|(?<![\w/.@-])[a-z]{3,}\d{1,3}(?=[\s.,;)]|$)"  # after a word
    r"|\d ?(?:st|nd|rd|th|m|bn|tn|%)\d{1,3}(?=[\s.,;)]|$)"  # after a unit
    r"|(?<![$€£¥\d.,])\d{1,3}\.\d{1,3}(?= [A-Z][a-z]+ [a-z])"  # after the number of a table
    r"|[.”’)] \d{1,3}(?= [A-Z][a-z]+ [a-z])"  # apart, before the next sentence
)
_ENTITY = re.compile(r"(?:covid|h|co|g|b|v)\d+$", re.I)
_SPLIT = re.compile(r"\b[^\W\d_]{2,}- (?!and\b|or\b|to\b|und\b|as\b|nor\b|versus\b)[a-z]{2,}\b")
_LINE_END = re.compile(r"(?<![-\w])([^\W\d_]{2,})[-\u00ad] *\n\s*([a-z]+)")
_BULLET = re.compile(r"^\s*(?:[•●○▪▫■□‣◦►▶✓➢·*]|[-–—])\s+(?=\S)|^\s*(?:[•●▪■‣◦►✓➢])$")
_NUMBER = re.compile(r"^\s*\(?(\d{1,2}) ?[.)]\s+(?=\S)")
_FIELD = re.compile(r"^\s*(?:\*\*|__)?([A-Z][\w’' -]{1,28})(?:\*\*)?[:：](?:\*\*|__)?[ \t]+(?=\S)")
_NEWS = re.compile(
    r"^(?:[-•–] )?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}"
    r"|\d{1,2}\.? (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*)(?: \d{4})?:",
    re.I,
)
_WHOLE_DATE = 10  # characters of an ISO 8601 day
_LETTERS = 24  # by which a line is found again in the stored text


def broken_sentences(document: Document, raw: str) -> Found:
    """Find sentences of the prose that begin, stop or are interrupted where they should not."""
    total, found = 0, []
    lines = raw.split("\n")
    shared = Counter(block.lines for block in document.blocks)
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if block.kind is BlockKind.HEADING and _OPEN.search(text):
            total += 1
            found.append(f"heading within: {text[-_CONTEXT:]!r}")
        if block.kind not in _PROSE or _ABOUT.match(text):
            continue
        total += len(sentence_spans(text))
        if shared[block.lines] == 1:  # else its own lines are not told
            found += (f"interrupted by {line!r}" for line in _interruptions(block, lines))
        if block.kind is BlockKind.ITEM or _FIELD.match(text):
            continue
        if len(text) < _LABEL_MAX and not re.search(r"\w{2,}[.!?] [A-Z]|[.!?:]\W*$", text):
            continue
        if text[0].islower():
            found.append(f"begins within: {text[:_CONTEXT]!r}")
        if not _CLOSED.search(text) and not _BARE_URL.search(text):
            found.append(f"stops within: {text[-_CONTEXT:]!r}")
    return total, found


def _interruptions(block: Block, lines: list[str]) -> Iterator[str]:
    """Give the lines within a block that do not look like its own: what stands alone, or ends."""
    own = [n for first, last in block.lines for n in range(first, last + 1) if lines[n - 1].strip()]
    for number, following in pairwise(own):
        line, below = lines[number - 1].strip(), lines[following - 1].strip()
        near = [len(lines[n - 1].strip()) for n in own if 0 < abs(n - number) <= _NEAR]
        widest = max(near, default=0)
        ends = len(line) + 1 + len(below.split()[0]) < _SHORT * widest and below[0].isupper()
        alone = not lines[number - 2].strip() and not lines[number].strip() and number != own[0]
        apart = alone and line[0].isupper() and below[0].islower()
        if (ends and not _CLOSED.search(line)) or apart or _FOREIGN.match(line):
            yield line


def glued_notes(document: Document, raw: str) -> Found:
    """Find numbers in the prose that look like those of notes."""
    del raw
    tokens = Counter(re.findall(r"[^\W\d_]+\d{1,3}\b", document.text))
    found = []
    for block in document.blocks:
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM}:
            continue
        text = document.text[block.start : block.end]
        for match in _GLUED.finditer(text):
            url = re.search(r"(?:https?://|www\.)\S*$", text[: match.start() + 1])
            word = re.search(r"[^\W\d_]+\d+", match[0])
            entity = word and (tokens[word[0]] > 2 or _ENTITY.match(word[0]))
            if not url and not entity:
                found.append(_around(text, match.start(), match.end()))
    return len(document.marks) + len(found), found


def split_words(document: Document, raw: str) -> Found:
    """Find words that a line's end left in two, and those joined that are in no other place."""
    found = [
        _around(document.text, match.start(), match.end())
        for match in _SPLIT.finditer(document.text)
    ]
    cuts = list(_LINE_END.finditer(raw))
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _LINE_END.sub(" ", raw).lower())
    whole = Counter(words)
    whole.update(part for word in words if "-" in word for part in word.split("-"))
    for match in cuts:
        head, tail = match[1].lower(), match[2].lower()
        closed, hyphened = document.text.find(head + tail), document.text.find(f"{head}-{tail}")
        chained = raw[match.end() : match.end() + 1] == "-"
        both = whole[head] > 0 < whole[tail]
        held = both and (chained or (len(head) > 2 and len(tail) > 3))
        if closed >= 0 and not whole[head + tail] and held:
            found.append("closed: " + _around(document.text, closed, closed + len(head + tail)))
        elif closed < 0 <= hyphened and not whole[f"{head}-{tail}"] and not whole[tail]:
            found.append("hyphen: " + _around(document.text, hyphened, hyphened + len(head + tail)))
    return len(cuts) + len(found), found


def lists(document: Document, raw: str) -> Found:
    """Find the lines of the file that begin with a bullet or a number and are no item."""
    items = _starts(document, BlockKind.ITEM, BlockKind.FOOTNOTE, BlockKind.HEADING)
    rows = "".join(
        _letters(document.text[block.start : block.end])
        for block in document.blocks
        if block.kind in {BlockKind.ROW, BlockKind.HEADER}
    )
    total, found = 0, []
    for line in _item_lines(raw.split("\n")):
        key = _letters(line)[:_LETTERS]
        if not key or key in rows:
            continue  # the parts of a table are rows
        total += 1
        if items[key] or any(start.startswith(key) for start in items if len(key) < _LETTERS):
            items[key] -= 1
        else:
            found.append(repr(line.strip()[: 2 * _CONTEXT]))
    return total, found


def _item_lines(lines: list[str]) -> Iterator[str]:
    """Give what stands after each bullet, and after each number that others follow or precede."""
    numbered = {
        index: int(match[1]) for index, line in enumerate(lines) if (match := _NUMBER.match(line))
    }
    for index, line in enumerate(lines):
        bullet = _BULLET.match(line)
        if bullet:
            rest = line[bullet.end() :].strip()
            below = next((text for text in lines[index + 1 : index + 4] if text.strip()), "")
            yield rest or below
        elif index in numbered:
            near = [n for i, n in numbered.items() if i != index and abs(i - index) <= 15]
            if numbered[index] + 1 in near or numbered[index] - 1 in near:
                yield line[_NUMBER.match(line).end() :]  # type: ignore[union-attr]


def fields(document: Document, raw: str) -> Found:
    """Find the lines of the file with a label that recurs, which are no labelled fields."""
    lines = [match for line in raw.split("\n") if (match := _FIELD.match(line))]
    labels = Counter(match[1] for match in lines)
    read = Counter(
        _letters(field.name + document.text[field.value.start : field.value.end])[:_LETTERS]
        for field in read_fields(document)
    )
    total, found = 0, []
    for match in lines:
        if labels[match[1]] < 2 or _ABOUT.match(match[0].strip()):
            continue
        total += 1
        key = _letters(match.string)[:_LETTERS]
        if read[key] or any(start.startswith(key) for start in read if len(key) < _LETTERS):
            read[key] -= 1
        else:
            found.append(repr(match.string.strip()[: 2 * _CONTEXT]))
    return total, found


def news(document: Document, raw: str) -> Found:
    """Find the bullets of the file that begin with a day, and are no items with a whole date."""
    read = Counter(
        _letters(document.text[entry.span.start : entry.span.end])[:_LETTERS]
        for entry in entries(document)
        if len(entry.date) == _WHOLE_DATE
    )
    total, found = 0, []
    for line in _item_lines(raw.split("\n")):
        line = line.replace("*", "")
        if _NEWS.match(line):
            total += 1
            key = _letters(line)[:_LETTERS]
            if not read[key]:
                found.append(repr(line.strip()[: 2 * _CONTEXT]))
            read[key] -= 1
    return total, found


def _starts(document: Document, *kinds: BlockKind) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in document.blocks:
        if block.kind in kinds:
            text = document.text[block.start : block.end]
            text = re.sub(r"^(?:\[?\(?[\divxa-z]{1,3} ?[.)\]]|[-•]) ", "", text)
            found[_letters(text)[:_LETTERS]] += 1
    return found


def _letters(text: str) -> str:
    """Give the letters of a text: what no change of spacing, marks or note numbers touches."""
    return "".join(char for char in re.sub(r"\]\([^)]*\)", "", text) if char.isalpha())


def _around(text: str, start: int, end: int) -> str:
    return repr(text[max(0, start - _CONTEXT) : end + _CONTEXT])
