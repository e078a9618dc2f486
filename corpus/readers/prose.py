"""Rules on running text that the markup formats share: stacked lines, captions, superscripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.documents import BlockKind, RawBlock
from corpus.marks import char_for
from corpus.readers.typed import is_marked

LABEL = re.compile(r"[^\W\d_][^\s:：]*(?: [^\s:：]+){0,4} ?[:：](?: |$|(?<=：))")
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|chart|graph|exhibit|map)"
    r"(?: ?(?:[A-Z][.-]?)?\d+(?:[.-]\d+)*[.:–— ]| (?-i:[A-Z]) ?[.:–—-] )"
    r"|[图表] ?\d+[ .:：]",
    re.IGNORECASE,
)
# "Table 1 gives the racks.": a sentence that begins as a caption does.
_SENTENCE = re.compile(
    r"[^\W\d_]+\.? ?(?:[A-Z][.-]?)?\d+(?:[.-]\d+)* (?:[a-z].*[.!?]$|(?:and|compares|contains|"
    r"depicts|gives|illustrates|lists|presents|provides|reports|shows|summari[sz]es) )"
)
_CONTENTS = re.compile(r"(?:\t|\.{4,}|(?: \.){4,}|…{2,})[\s.]*(?:\d{1,4}|[ivxl]{1,6})\s*$")
_FOOTNOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}(?:[,–-] ?\d{1,3})*|[*†‡])[\])]?")
_CITED = re.compile(r"(\d{1,4})(?: ?[–-] ?(\d{1,4}))?|([*†‡§¶]+)")
_MAX_RANGE = 20  # notes; "1-300" is no range of notes
_POWER = re.compile(r"(?:\d|(?<!\w)[kcmnd]?m|(?<![\w&])[A-Za-z]|\b(?:ft|in|sq))$")
_SUPERSCRIPTS = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")
_MAX_STACKED = 80  # characters; a longer line is prose that was broken by hand
_MAX_CAPTION = 300
HARD = "\v"  # in a list of runs: a forced line break
SOFT = "\n"  # in a list of runs: a line end of the source


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph as its author broke it.

    Attributes:
        text: the line.
        hard: whether a forced line break stands before it.
        strong: whether it begins in bold type.
        whole: whether all of it is in bold type.
    """

    text: str
    hard: bool = False
    strong: bool = False
    whole: bool = False


def lines(parts: Iterable[tuple[str, bool]]) -> list[Line]:
    """Make lines of runs of text.

    Args:
        parts: runs with whether each is bold; HARD and SOFT stand for line breaks.

    Returns:
        The lines that have any text.
    """
    runs: list[list[tuple[str, bool]]] = [[]]
    hard = [False]
    for text, bold in parts:
        if text in (HARD, SOFT):
            runs.append([])
            hard.append(text == HARD)
        elif text.strip() or runs[-1]:
            runs[-1].append((text, bold))
    return [
        Line("".join(text for text, _ in run), forced, run[0][1], _all_bold(run))
        for run, forced in zip(runs, hard, strict=True)
        if any(text.strip() for text, _ in run)
    ]


def _all_bold(run: Sequence[tuple[str, bool]]) -> bool:
    return all(bold for text, bold in run if text.strip())


def paragraphs(broken: Sequence[Line]) -> list[str]:
    """Join the lines of a paragraph, but set labelled and stacked lines apart.

    A labelled line is "Issuing body: MIIT" after a forced break or in bold, or where all lines
    have labels. Stacked lines are three or more short lines with a forced break between each,
    as in an address or a list of authors. Two lines or more with typed markers are items.
    """
    first = next((at for at, line in enumerate(broken) if is_marked(line.text)), 0)
    if _are_items(broken, first):
        return [*paragraphs(broken[:first]), *_item_lines(broken[first:])]
    labelled = [bool(LABEL.match(line.text.strip())) for line in broken]
    stacked = len(broken) > 2 and all(line.hard for line in broken[1:])
    stacked = stacked and all(len(line.text) <= _MAX_STACKED for line in broken)
    joined: list[str] = []
    for line, label in zip(broken, labelled, strict=True):
        apart = label and (line.hard or line.strong or all(labelled))
        if not joined or apart or (stacked and not _continues(line.text)):
            joined.append(line.text)
        else:
            joined[-1] += " " + line.text
    return joined


def _are_items(broken: Sequence[Line], first: int) -> bool:
    """Tell lines with typed markers from prose whose line ends come before dashes."""
    marked = sum(is_marked(line.text) for line in broken[first:])
    led = first == 0 or broken[first].hard or broken[first - 1].text.rstrip().endswith((":", "："))
    return marked > 1 and led


def _item_lines(broken: Sequence[Line]) -> list[str]:
    """Join the lines of each item; a line after a forced break is one's own, or goes on."""
    joined: list[str] = []
    for line in broken:
        apart = is_marked(line.text) or (line.hard and not _continues(line.text))
        if not joined or apart:
            joined.append(line.text)
        else:
            joined[-1] += " " + line.text
    return joined


def _continues(text: str) -> bool:
    return text.strip()[0] in "(（[" or text.strip()[0].islower()


def is_contents(text: str) -> bool:
    """Tell a line of a table of contents: a title, a tab or dots, and a page number."""
    return bool(_CONTENTS.search(text))


def prose_block(text: str) -> RawBlock:
    """Make a paragraph of a text, or a caption where it begins as one."""
    stripped = text.strip()
    caption = _CAPTION.match(stripped) and not _SENTENCE.match(stripped)
    caption = caption and len(stripped) <= _MAX_CAPTION
    return RawBlock(BlockKind.CAPTION if caption else BlockKind.PARAGRAPH, text)


def superscript(before: str, raised: str) -> str:
    """Write raised text on the line: a footnote's number as its mark, a power as "²"."""
    mark = raised.strip()
    if not _FOOTNOTE_MARK.fullmatch(mark):
        return raised
    if _POWER.search(before) and not re.fullmatch(r"[*†‡\[(].*", mark):
        return mark.translate(_SUPERSCRIPTS)
    return note_marks(mark)


def note_marks(text: str) -> str:
    """Give the marks of the notes that a text such as "1,3-5" or "[*]" cites; see ``marks``."""
    labels: list[str] = []
    for first, last, sign in _CITED.findall(text):
        numbers = range(int(first), int(last or first) + 1) if first else ()
        labels += map(str, numbers[:_MAX_RANGE])
        labels += [sign] if sign else []
    return "".join(map(char_for, labels))
