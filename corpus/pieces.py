"""What the makers of blocks share: blocks in the making, and the looks of a line.

Everything here is pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.clean import Line, stretches
from corpus.dates import next_date
from corpus.documents import BlockKind, Removal, Rule
from corpus.marks import spelled

SOURCE = re.compile(r"^(?:sources?|notes?|quelle|units?)\s?:", re.I)
BULLET = re.compile(r"^([•●○▪▫■□‣◦►▶✓➢·]|\*(?!\*)|--(?=\s+[A-Z\d“\"])|[-–—](?=\s))\s*(?=\S|$)")
ORDINAL = re.compile(
    r"^(\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})\)|\d{1,2} ?\.|(?:[a-h]|[ivx]{1,5})\.)\s+(?=\S)"
)
NUMBERING = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+(?=[A-Z“‘\"(\u4e00-\u9fff])")
_CHAPTER = r"(?:section|chapter|part|appendix|annex)\s+(?:\d{1,2}|[A-Z]|[IVX]+)\b[:.]?"
NAMED = re.compile(rf"^{_CHAPTER}", re.I)
_DAY_LAST = re.compile(
    r"\b(?:adopted|approved|dated?|effective|force|issued|passed|promulgated|published|released"
    r"|signed|until|updated|by|from|of|on|since)\s?[:：]?\s(?P<day>[0-3]?\d)$",
    re.IGNORECASE,
)
_DATED = re.compile(r"[.!?”\"]\s?[(（\[](?P<date>[^()（）\[\]]{3,30})[)）\]]$")
GLOSSARY = re.compile(
    rf"(?:{_CHAPTER} ?|\d[\d.]* +)?"
    r"(?:list of )?(?:glossary|abbreviations|acronyms)\b(?! (?:is|are|was|were|used|in the)\b)",
    re.I,
)
BYLINE = re.compile(r"by [A-Z][\w’'.-]+ [A-Z]")
_LABEL = r"[A-Z][\w’'/-]*(?: [\w’'/()-]+){0,3}\s?:"
FIELD = re.compile(rf"{_LABEL}\s{{2,}}(?=\S)")
"""A label whose value has a column of its own: "Issued by:   MIIT"."""
LABEL = re.compile(rf"^{_LABEL}(?:\s+\S|$)|^[\u4e00-\u9fff]{{2,8}}\s?：\s*\S")
CHINESE_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节])[^，；：。]{1,30}"
)
_CONTENTS = re.compile(r"^\S.*\S\s*(?:(?:\. ?){4,}|…{2,}|\s{2,}|\t)\s*\d{1,3}$")
URL = re.compile(r"^(?:https?://|www\.)\S+$")
TITLE_MAX = 120  # characters; what is shorter and ends without a stop may be a heading
COLUMNS = re.compile(r"\s{2,}|\t+")
CAPTION = re.compile(
    r"^(?P<what>table|figure|fig\.|chart|box|exhibit|map|graph|diagram|annex table)\s*"
    r"(?P<number>(?:[A-Z][.\-]?)?\d+(?:[.\-]\d+)*[a-z]?|[IVX]+"
    r"|(?<=\s)(?-i:[A-Z])(?=\s?[:.–—|-]\s))(?P<stop>\s?[:.–—|-])?\s+(?P<rest>\S)",
    re.I,
)
HANGING = re.compile(
    r"(?:[,(&+/–—-]|\b(?:a|an|and|as|at|by|for|from|in|into|its|of|on|or|that|the|their|this|to"
    r"|under|which|with|is|are|was|were|be|been|has|have|had|will|would|can|could|than|between"
    r"|through|over|(?-i:may)))$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block in the making."""

    kind: BlockKind
    source: tuple[Line, ...]
    page: int | None
    first: bool = False
    cut: bool = False  # its last line fills its column, so that it may go on
    alone: bool = False  # it is a chunk of its own
    marker: str = ""
    level: int = 0
    size: float = 0.0
    bold: bool = False
    cells: tuple[str, ...] = ()
    label: bool = False  # it stands among the labels of a figure
    aside: bool = False  # it is a note under a table: no sentence goes on from it

    @property
    def lines(self) -> tuple[str, ...]:
        """The texts of its lines, without the marks of notes."""
        return tuple(line.text for line in self.source)


@dataclass(slots=True)
class Columns:
    """What the chunks so far say of the next one."""

    width: int  # characters in a full line of the column
    reflowed: bool = False  # the file was wrapped by a machine, as text from a PDF is
    figure: bool = False  # below a figure's caption or beside its axis, where its labels are
    labels: int = 0  # of the figure, so far
    headers: set[str] = field(default_factory=set)  # of the tables so far
    removed: list[Removal] = field(default_factory=list)  # what is no part of the text

    def drop(self, rule: Rule, lines: Sequence[Line]) -> None:
        """Note that lines are taken out."""
        text = " ".join(spelled(line.marked) for line in lines)
        self.removed.append(Removal(rule, text, lines[0].page, stretches(lines)))


def piece_of(
    kind: BlockKind,
    lines: Sequence[Line],
    *,
    cut: bool = False,
    alone: bool = False,
    marker: str = "",
    cells: Sequence[str] = (),
) -> Piece:
    """Make a piece of its lines."""
    head = lines[0]
    return Piece(
        kind,
        tuple(lines),
        head.page,
        head.first,
        cut,
        alone,
        marker,
        size=head.size,
        bold=head.bold,
        cells=tuple(cells),
    )


def link_pieces(chunk: Sequence[Line], state: Columns) -> list[Piece]:
    """Make notes of the links that stand below a page; each once, as one may span lines above."""
    kept: dict[str, Piece] = {}
    for line in chunk:
        if line.text in kept:
            state.drop(Rule.REPEATED_LINK, (line,))
        else:
            kept[line.text] = piece_of(BlockKind.FOOTNOTE, (line,))
    return list(kept.values())


def starts_item(text: str) -> bool:
    """Whether a line begins with a bullet or a list number."""
    return bool(BULLET.match(text) or ORDINAL.match(text))


def parts_date(above: str, below: str) -> bool:
    """Whether a line's end parts a day from its month and year: "Effective: 1", "March 2025"."""
    day = _DAY_LAST.search(above)
    found = next_date(f"{day['day']} {below}") if day else None
    if day is None or found is None or found.start or found.end <= len(day["day"]):
        return False
    return bool(found.date.day and found.date.month and found.date.year)


def ends_dated(text: str) -> bool:
    """Whether a sentence is over and its day follows it in brackets: "Ships land. (7 May)"."""
    match = _DATED.search(text)
    found = next_date(match["date"]) if match else None
    return bool(found and not found.start and found.date.day and found.date.month)


def is_contents(text: str) -> bool:
    """Whether a line is one of a table of contents: a title, dots or a gap, a page number."""
    return len(text) <= 300 and bool(_CONTENTS.match(text))


def is_titled(text: str) -> bool:
    """Whether a text begins as titles and sentences do."""
    return text[:1].isupper() or text[:1].isdigit() or text[:1] in '“‘"' or is_cjk(text)


def is_cjk(text: str) -> bool:
    """Whether a text begins with a Chinese character."""
    return "\u4e00" <= text[:1] <= "\u9fff"
