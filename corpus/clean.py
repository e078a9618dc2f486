"""Lines of a page to whole words and sentences: characters, line-end hyphens, spacing.

Everything here is pure. A line is what stands between two line ends of a text file, or what a
page's layout shows as one; ``join_lines`` makes running text of several.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_CHARACTERS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\u00a0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u200a": " ",
        "\u202f": " ",
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
        "\u2010": "-",
        "\u2011": "-",
        "\uf0b7": "•",  # the bullets of the Symbol and Wingdings fonts
        "\uf0a7": "•",
        "\uf0d8": "•",
        "\uf06e": "•",
        "\uf0fc": "•",
    }
)
_PAGE_MARKS = 0.1  # at most this share of lines begins with one blank where a page begins so
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CJK = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])\n(?=[{_CJK}])")
_SUSPENDED = frozenset({"and", "or", "to", "und", "et"})  # "small- and medium-sized"
# Prefixes that keep their hyphen when the document does not show the word otherwise.
_PREFIXES = frozenset(
    {
        *("all", "anti", "co", "cross", "e", "ex", "five", "four", "full", "half", "high", "inter"),
        *(
            "large",
            "long",
            "low",
            "mid",
            "multi",
            "non",
            "one",
            "post",
            "pre",
            "re",
            "self",
            "semi",
        ),
        *("short", "six", "small", "state", "sub", "ten", "three", "two", "well"),
    }
)
_OPEN_PREFIXES = frozenset(
    {"all", "cross", "e", "ex", "five", "four", "high", "non", "self", "three", "two", "well"}
)
# Second parts that make compounds: "service-oriented", "data-based".
_COMPOUNDING = frozenset(
    {
        *(
            "backed",
            "based",
            "centric",
            "driven",
            "friendly",
            "funded",
            "intensive",
            "led",
            "level",
        ),
        *("like", "made", "oriented", "owned", "quality", "related", "scale", "sized", "specific"),
        *("style", "tech", "term", "wide", "year"),
    }
)
_CLOSED_MARK = re.compile(r"(?<=[\w)\]”’\"'%]) ([.,])(?=\s|$)")
_DETACHED = re.compile(r"(?<=[\w)]) \.(?=\s|$)", re.MULTILINE)
_SPLIT_NUMBER = re.compile(r"(?<=\d) ([.,]\d)")
_SPLIT_NAME = re.compile(r"(?<=[A-Za-z0-9-]) \.(?=[A-Za-z])")
_MID_HYPHEN = re.compile(r"\b([^\W\d_]{2,})- ([^\W\d_]{2,})\b")
_DOUBLED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,})\1(?![\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, its characters tidied and its ends stripped.

    Attributes:
        text: never empty; runs of blanks inside are kept, since they may divide columns.
        page: page that it stands on, from 1; None where pages are not known.
        gap: blank lines above it.
        first: whether a page or a column begins with it.
        indent: blanks before it.
        size: font size in points; 0 where it is not known.
        left: distance from the page's left edge in points; 0 where it is not known.
        bold: whether its font is bold.
        marks: numbers of notes that its layout told from its words; they are not in ``text``.
        margin: whether its layout sets it apart at the page's top or foot.
    """

    text: str
    page: int | None = None
    gap: int = 0
    first: bool = False
    indent: int = 0
    size: float = 0.0
    left: float = 0.0
    bold: bool = False
    marks: tuple[str, ...] = ()
    margin: bool = False


def tidy(text: str) -> str:
    """Replace ligatures, odd blanks and private bullets; drop control characters."""
    text = text.translate(_CHARACTERS)
    if text.rstrip().endswith("\u00ad"):
        text = text.rstrip()[:-1] + "-"
    text = text.replace("\u00ad", "").replace("\ufffe", "-")
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\t" or not unicodedata.category(c).startswith("C"))


def split_lines(text: str) -> list[Line]:
    """Split plain text into its lines that hold anything.

    Form feeds are page breaks. Where a file has none, a line that begins with exactly one blank
    among lines that begin with none is taken for a page's first: that is what page breaks leave
    when control characters were stripped.
    """
    paged = "\f" in text
    lines: list[Line] = []
    for number, sheet in enumerate(text.split("\f"), start=1):
        gap, first = 1, paged
        for raw in sheet.split("\n"):
            whole = tidy(raw).expandtabs(8) if raw.startswith("\t") else tidy(raw)
            bare = whole.strip()
            if not bare:
                gap += 1
                continue
            indent = len(whole) - len(whole.lstrip())
            lines.append(Line(bare, number if paged else None, gap, first, indent))
            gap, first = 0, False
    return lines if paged else _mark_pages(lines)


def _mark_pages(lines: list[Line]) -> list[Line]:
    marks = sum(line.indent == 1 for line in lines)
    indented = sum(line.indent > 1 for line in lines)
    if not marks or marks + indented > _PAGE_MARKS * len(lines):
        return lines
    return [
        Line(line.text, gap=line.gap, first=True) if line.indent == 1 else line for line in lines
    ]


class Vocabulary:
    """The words of one document, by which its broken words are mended."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count the words of ``texts``, leaving out those that a line end cuts."""
        self._counts: Counter[str] = Counter()
        self._parts: Counter[str] = Counter()
        detached = 0
        doubled = 0
        cut = False  # the line above ends within a word
        for text in texts:
            end = len(text) - 1 if text.endswith("-") else len(text) + 1
            for match in _WORD.finditer(text):
                if match.end() < end and not (cut and match.start() == 0):
                    word = match.group().lower()
                    self._counts[word] += 1
                    self._parts.update(word.split("-"))
            cut = text.endswith("-")
            detached += len(_DETACHED.findall(text))
            doubled += len(_DOUBLED.findall(text))
        self.detaches_stops = detached >= 5  # a font without kerning pairs for the full stop
        self.doubles_bold = doubled >= 3  # bold faked by printing twice

    def mend(self, head: str, tail: str) -> str:
        """Join two parts of a word that a line end divides at a hyphen.

        Args:
            head: the letters before the hyphen.
            tail: the letters after it.

        Returns:
            The word, with its hyphen where the document's own words speak for it.
        """
        closed, hyphened = head + tail, f"{head}-{tail}"
        if tail.lower() in _SUSPENDED:
            return f"{head}- {tail}"
        if not tail[0].islower() or (head.isupper() and len(head) > 1):
            return hyphened
        seen_closed = self._counts[closed.lower()]
        seen_hyphened = self._counts[hyphened.lower()]
        if seen_closed or seen_hyphened:
            return closed if seen_closed >= seen_hyphened else hyphened
        compound = len(head) > 2 and tail.lower() in _COMPOUNDING
        if compound or head.lower() in _OPEN_PREFIXES or self._both_words(head, tail):
            return hyphened
        return closed

    def _both_words(self, head: str, tail: str) -> bool:
        if len(tail) < 3 or not self._parts[tail.lower()]:
            return False
        return head.lower() in _PREFIXES or (len(head) > 3 and self._counts[head.lower()] > 0)

    def mend_inside(self, text: str) -> str:
        """Mend "Chi- nese" and "human- machine" within a line; leave "small- and large"."""
        return _MID_HYPHEN.sub(self._mend_match, text)

    def _mend_match(self, match: re.Match[str]) -> str:
        head, tail = match.groups()
        known = self._counts[(head + tail).lower()] or self._counts[f"{head}-{tail}".lower()]
        if tail.lower() in _SUSPENDED:
            return match.group()
        if known:
            return self.mend(head, tail)
        words = self._parts[head.lower()] > 0 and self._parts[tail.lower()] > 0
        return f"{head}-{tail}" if words else match.group()


def join_lines(texts: Sequence[str], words: Vocabulary) -> str:
    """Make running text of the lines of one paragraph.

    Args:
        texts: the lines, in order.
        words: the document's words, for the hyphens at line ends.

    Returns:
        One line, single blanks between its words.
    """
    joined = texts[0].strip() if texts else ""
    for text in texts[1:]:
        joined = _join(joined, text.strip(), words)
    return mend_spacing(joined, words)


def _join(head: str, tail: str, words: Vocabulary) -> str:
    if not head or not tail:
        return head + tail
    last = head.rsplit(" ", 1)[-1]
    if "://" in last or last.startswith("www."):
        broken = last[-1] in "/-_.=&?%" and not tail[0].isupper()
        return head + tail if broken else f"{head} {tail}"
    if _CJK_GAP.search(f"{head[-1]}\n{tail[0]}"):
        return head + tail
    if not head.endswith("-") or len(head) < 2 or not head[-2].isalnum():
        return f"{head} {tail}"
    before = re.search(r"[^\W\d_]+(?=-$)", head)
    after = re.match(r"[^\W\d_]+", tail)
    if before is None or after is None:
        return head + tail
    word = words.mend(before.group(), after.group())
    return head[: before.start()] + word + tail[after.end() :]


def mend_spacing(text: str, words: Vocabulary) -> str:
    """Collapse blanks and put detached full stops and commas back to their words."""
    text = _SPLIT_NUMBER.sub(_closed_number, " ".join(text.split()))
    text = _CLOSED_MARK.sub(r"\1", text)
    if words.detaches_stops:
        text = _SPLIT_NAME.sub(".", text)
        text = _CLOSED_MARK.sub(r"\1", text)
    if words.doubles_bold:
        text = _DOUBLED.sub(r"\1", text)
    return words.mend_inside(text)


def _closed_number(match: re.Match[str]) -> str:
    return match.group(1)


_WIDE = re.compile(rf"[{_CJK}]")
_CLOSERS = r"[\"”’'»)\]]*"
_NOTE = r"(?:(?: ?\d{1,3})+)?"  # a note's number after the stop
_STOPS = re.compile(rf"[.!?…。！？]{_CLOSERS}$|(?<!\d)[.!?…。！？]{_CLOSERS}{_NOTE}$")
_ENDS = re.compile(rf"[:;：；]{_CLOSERS}$|(?<!\d)[:;：；]{_CLOSERS}{_NOTE}$")


def width_of(text: str) -> int:
    """Measure a text in columns of a fixed font: a Chinese character takes two."""
    return len(text) + len(_WIDE.findall(text)) if not text.isascii() else len(text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a full stop or the like, a glued note number aside."""
    return bool(_STOPS.search(text))


def ends_clause(text: str) -> bool:
    """Whether a text ends with a full stop, a colon or a semicolon."""
    return bool(_STOPS.search(text) or _ENDS.search(text))
