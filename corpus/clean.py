"""Lines of a page to whole words and sentences: characters, line-end hyphens, spacing.

Everything here is pure. A line is what stands between two line ends of a text file, or what a
page's layout shows as one; ``join_lines`` makes running text of several.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.documents import Lines
from corpus.marks import char_for
from corpus.superscripts import lowered
from corpus.vocabulary import Vocabulary

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
_WIDEST = 60  # blanks that a column gap is at most
_RUN = re.compile(rf" {{{_WIDEST},}}")
_PAGE_MARKS = 0.1  # at most this share of lines begins with one blank where a page begins so
_DENSE = 0.03  # gaps to a line, at most, in text that has none between paragraphs
_DENSE_MIN = 20  # lines
# A raised number at a line's end, where a program went on in the next line.
RAISED = re.compile(r"^\d{1,3}$|(?:[.,;:!?”’\"')\]%]|[^\W\d_]{2})\d{1,3}$")
_CUT_WORD = re.compile(r"(?<=[^\W\d_])\ufffe(?=[^\W\d_])")
_RULE = re.compile(r"[-=_*~#+|:─━═┼├┤ ]{2,}")  # drawn under a title, between two parts
_STROKES = ("---", "===", "___", "***", "~~~", "###", "───", "━━━", "═══", "* * *", "- - -")
_TABULAR = re.compile(r"\S {2,}\S|^\|")
_ORNAMENTED = re.compile(r"^([-=_*~#]{2,}) ?(\w.*\w) ?\1$")
_STARS = "** "  # before a heading that is ruled below, as in newsletters
_EDIT = re.compile(r"(?<=\w)\[(?:edit|Bearbeiten|编辑)\]$")  # a wiki's link behind its headings
_CJK = r"\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef"
_CJK_GAP = re.compile(rf"(?<=[{_CJK}])\n(?=[{_CJK}])")
_CLOSED_DASH = re.compile(r"\w—$")
_CUT = re.compile(r"[^\W\d_]+(?=-$)")
_LONGEST = 60  # characters of a word
_CLOSED_MARK = re.compile(r"(?<=[\w)\]”’\"'%]) ([.,])(?=[\s)]|$)")
_OPENED_MARK = re.compile(r"(?<= \() (?=\w)")  # "( MIIT)"
_SPLIT_NUMBER = re.compile(r"(?<=\d) ([.,]\d)")
_SPLIT_NAME = re.compile(r"(?<=[A-Za-z0-9-]) \.(?=[A-Za-z])")


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
        marks: offset in ``text`` and label of each note mark that its layout told from its words.
        number: which line of the file it is, from 1; 0 where the file has no lines.
        more: further lines of the file that it holds.
        margin: whether its layout sets it apart at the page's top or foot.
        edges: left and right edge in points of each cell that wide gaps part; empty where they
            are not known.
        level: of the heading that a contents page says it is; 0 where none says so.
        listed: whether it is an entry of a contents page.
        places: first and last column of each cell in a table that is ruled both ways, from 0.
        y: height of its baseline over the page's foot in points; 0 where it is not known.
        boxed: whether it stands in a box beside the text.
    """

    text: str
    page: int | None = None
    gap: int = 0
    first: bool = False
    indent: int = 0
    size: float = 0.0
    left: float = 0.0
    bold: bool = False
    marks: tuple[tuple[int, str], ...] = ()
    number: int = 0
    more: int = 0
    margin: bool = False
    edges: tuple[tuple[float, float], ...] = ()
    level: int = 0
    listed: bool = False
    places: tuple[tuple[int, int], ...] = ()
    y: float = 0.0
    boxed: bool = False

    @property
    def marked(self) -> str:
        """The text with a private character for each note mark; see ``corpus.marks``."""
        parts: list[str] = []
        start = 0
        for at, label in self.marks:
            parts += (self.text[start:at], char_for(label))
            start = at
        return "".join(parts) + self.text[start:]

    @property
    def end(self) -> int:
        """The last line of the file that it holds."""
        return self.number + self.more

    def after(self, prefix: str) -> Line:
        """Give the line with ``prefix`` before it."""
        marks = tuple((at + len(prefix), label) for at, label in self.marks)
        return replace(self, text=prefix + self.text, marks=marks)

    def below(self, gap: int, *, first: bool) -> Line:
        """Give the line with at least such a gap over it, and as its page's first where it is."""
        if gap <= self.gap and (self.first or not first):
            return self
        return replace(self, gap=max(gap, self.gap), first=first or self.first)

    def part(self, start: int, end: int | None = None) -> Line:
        """Give the line's characters from ``start`` to ``end``, with their marks."""
        text = self.text[start:end]
        stop = start + len(text)
        inside = tuple(
            (at - start, label)
            for at, label in self.marks
            if start < at <= stop or at == start == 0
        )
        return replace(self, text=text, marks=inside, edges=(), places=())


def stretches(lines: Iterable[Line]) -> Lines:
    """Give the stretches of the file's lines that some lines stand on, in order."""
    found: list[tuple[int, int]] = []
    numbers = {n for line in lines if line.number for n in range(line.number, line.end + 1)}
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def tidy(text: str) -> str:
    """Replace ligatures, odd blanks and private bullets; drop control characters."""
    text = _RUN.sub(" " * _WIDEST, text.translate(_CHARACTERS))
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
    count = 1  # lines of the file
    for page, sheet in enumerate(text.split("\f"), start=1):
        gap, first = 1, paged
        for number, raw in _cut_lines(sheet, count):
            whole = tidy(raw).expandtabs(8) if raw.startswith("\t") else tidy(raw)
            bare = whole.strip()
            if not bare or _is_rule(bare):
                if bare and lines and not gap and lines[-1].text.startswith(_STARS):
                    lines[-1] = lines[-1].part(len(_STARS))
                # A table's rule parts its header from its rows, and no more.
                gap += not (bare and not gap and _TABULAR.search(lines[-1].text))
                continue
            bare, marks = lowered(_EDIT.sub("", _ORNAMENTED.sub(r"\2", bare)))
            indent = len(whole) - len(whole.lstrip())
            page_of = page if paged else None
            line = Line(bare, page_of, gap, first, indent, marks=marks, number=number)
            lines.append(line)
            gap, first = 0, False
        count += sheet.count("\n")
    return lines if paged else _mark_pages(lines)


def _cut_lines(sheet: str, count: int) -> Iterator[tuple[int, str]]:
    """Number the lines of a page, cut where a program noted that a word was cut."""
    for number, raw in enumerate(sheet.split("\n"), start=count):
        parts = _CUT_WORD.split(raw)
        for part in parts[:-1]:
            yield number, f"{part}-"
        yield number, parts[-1]


def is_dense(lines: Sequence[Line]) -> bool:
    """Whether text has hardly a blank line, so that nothing shows where a paragraph ends."""
    gaps = sum(line.gap > 0 and not line.first for line in lines[1:])
    return len(lines) >= _DENSE_MIN and gaps <= _DENSE * len(lines)


def _is_rule(text: str) -> bool:
    drawn = text == "--" or any(stroke in text for stroke in _STROKES)
    return drawn and bool(_RULE.fullmatch(text))


def _mark_pages(lines: list[Line]) -> list[Line]:
    begin = [line.indent == 1 for line in lines]
    if is_dense(lines):  # there a blank may also follow a raised number
        begin = [
            begins and not (index and RAISED.search(lines[index - 1].text))
            for index, begins in enumerate(begin)
        ]
    marks = sum(begin)
    indented = sum(line.indent > 1 for line in lines)
    if not marks or marks + indented > _PAGE_MARKS * len(lines):
        return lines
    return [
        replace(line, first=True, indent=0) if begins else line
        for line, begins in zip(lines, begin, strict=True)
    ]


def join_lines(texts: Sequence[str], words: Vocabulary) -> str:
    """Make running text of the lines of one paragraph.

    Args:
        texts: the lines, in order.
        words: the document's words, for the hyphens at line ends.

    Returns:
        One line, single blanks between its words.
    """
    done: list[str] = []
    last = texts[0].strip() if texts else ""
    for text in texts[1:]:
        start = last.rfind(" ") + 1
        done.append(last[:start])
        last = _join(last[start:], text.strip(), words)
    return mend_spacing("".join(done) + last, words)


def _join(head: str, tail: str, words: Vocabulary) -> str:
    if not head or not tail:
        return head + tail
    last = head.rsplit(" ", 1)[-1]
    if "://" in last or last.startswith("www."):
        whole = words.mend_url(last, tail)
        if whole is not None:
            return head[: len(head) - len(last)] + whole
        broken = last[-1] in "/-_.=&?%" and not tail[0].isupper()
        return head + tail if broken else f"{head} {tail}"
    if _CJK_GAP.search(f"{head[-1]}\n{tail[0]}") or _CLOSED_DASH.search(head):
        return head + tail
    if not head.endswith("-") or len(head) < 2 or not head[-2].isalnum():
        return f"{head} {tail}"
    start = max(0, len(head) - _LONGEST)
    before = _CUT.search(head, start)
    after = re.match(r"[^\W\d_]+", tail)
    if before is None or after is None:
        return head + tail
    chained = head[: before.start()].endswith("-") or tail[after.end() :].startswith("-")
    word = words.mend(before.group(), after.group(), chained=chained)
    return head[: before.start()] + word + tail[after.end() :]


def mend_spacing(text: str, words: Vocabulary) -> str:
    """Collapse blanks and put detached full stops and commas back to their words."""
    text = _SPLIT_NUMBER.sub(r"\1", " ".join(text.split()))
    text = _OPENED_MARK.sub("", _CLOSED_MARK.sub(r"\1", text))
    if words.detaches_stops:
        text = _SPLIT_NAME.sub(".", text)
        text = _CLOSED_MARK.sub(r"\1", text)
    return words.mend_inside(text)


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
