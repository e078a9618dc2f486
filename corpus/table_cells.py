"""Cells of a table's row: where its text shows that one column ends and the next begins.

Everything here is pure. Text that was once a PDF has lost the gaps between its columns. A value at
a row's end, a number at its start, a web address or another script still tell cells apart; what
nothing tells apart stays one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.pieces import COLUMNS
from corpus.table_figures import figure_cells

_MOST = 0.8  # share of the rows that must look alike before cells are cut by that look
_VALUE = re.compile(
    r"(?:19|20)\d\d[-–/](?:\d{2,4}|ongoing|present|today|open)"
    r"|[~<>≈+−–-]?[€$£¥]?\d[\d,.]*(?:[-–]\d[\d,.]*)?%?[*†‡]{0,2}|\([\d,.]+%?\)"
    r"|(?i:yes|no|n/?a|n\.a\.)|[-–—✓✔✗×A-Z]"
)
_FRACTION = re.compile(r"[.,]\d+%?")  # of a number that a blank cuts in two
_ANSWER = re.compile(r"(?i:yes|no)|[✓✔✗×]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/]\d{2,4})?(?=\s|$)")
_ORDINAL = re.compile(r"\d{1,3} ?[.)](?=\s)")
_INDEX = re.compile(r"\d{1,3}(?=\s|$)")
_FALLS = 0.1  # of the rows: an index may start again as often
_INNER = re.compile(r"(?<!\S)\d+(?:[.,]\d+)*%?(?=\s)(?!\s[.)]\s)")
_CJK = r"\S*[\u3400-\u4dbf\u4e00-\u9fff]\S*"
_FOREIGN = re.compile(rf"(?<!\S){_CJK}(?:\s+{_CJK})*(?:\s\([^()]*\))?(?!\S)")
_ADDRESS = re.compile(
    r"(?<!\S)(?:https?://)?[\w-]+(?: ?\.[a-z\d][^\s()]*)*? ?\.[a-z]{2,}[^\s()]*"
    r"(?:\s\([^()]*\))?$|(?<!\S)https?://\S+$"
)
PIVOTS = (_FOREIGN, _INNER)
"""What may stand once between two columns of text."""
_TOKENS = 60  # of a row's end are looked at
_NAMES = 3  # over values: two words may be one name
_LINKING = frozenset("a an and as at by for from in of on or per the to with &".split())
TWO_WORDS = re.compile(
    r"(?:Hong Kong|Inner Mongolia|Saudi Arabia|South Africa|South Korea|Sri Lanka"
    r"|United Kingdom|United States|(?:New|San|Los|El|St\.?|Le|La|Den|Kuala|Tel|Abu) [A-Z]\S+)"
)
"""A place whose name has two capitals."""
SAYS_NOTHING = re.compile(
    r"(?:[-–—*.…]*|n[./]?\s?a|none|unknown|not (?:available|applicable|known))\.?", re.IGNORECASE
)
"""A cell that is left open."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the rows of a table have in common.

    Attributes:
        lead: the kind of number that a row begins with; None if it begins with none.
        values: how many values stand at its end.
        pivot: what stands once between two texts; None if nothing does.
        address: whether a web address is its last cell.
        figures: whether figures stand among its words, as many in each row.
    """

    lead: re.Pattern[str] | None = None
    values: int = 0
    pivot: re.Pattern[str] | None = None
    address: bool = False
    figures: bool = False

    def cut(self, text: str, *, first: bool = True, last: bool = True) -> list[str]:
        """Cut a text of a row into its cells.

        Args:
            text: part of the row.
            first: whether the row begins with it.
            last: whether the row ends with it.
        """
        head: list[str] = []
        tail: list[str] = []
        if first and self.lead and (found := self.lead.match(text)):
            head, text = [found[0]], text[found.end() :].strip()
        if last and self.address and (found := _ADDRESS.search(text)):
            text, tail = text[: found.start()].strip(), [found[0].strip()]
        elif last and self.values and (starts := self._values(text)):
            ends = [*starts[1:], len(text)]
            tail = [text[a:b].strip() for a, b in zip(starts, ends, strict=True)]
            text = text[: starts[0]].strip()
        middle = [text]
        if self.pivot and (found := self.pivot.search(text)):
            middle = [text[: found.start()].strip(), found[0], text[found.end() :].strip()]
        return [*head, *filter(None, middle), *tail]

    def _values(self, text: str) -> list[int]:
        """Give the offsets of a row's values; none where a row lacks some, so no place is told."""
        starts = trailing(text)[-self.values :]
        return starts if len(starts) == self.values or starts[:1] == [0] else []

    def cells(self, parts: Sequence[str]) -> list[str]:
        """Cut the parts of a row into its cells."""
        figures = figure_cells(" ".join(parts)) if self.figures or self.values > 1 else []
        if self.figures or (len(parts) == 1 and len(figures) == self.values + 1):
            return figures
        end = len(parts) - 1
        cut = [self.cut(p, first=i == 0, last=i == end) for i, p in enumerate(parts)]
        return [cell for cells in cut for cell in cells]


def look_of(rows: Sequence[Sequence[str]], values: int) -> Look:
    """Tell how rows may be cut, by what nearly all of them share.

    Args:
        rows: the parts of each.
        values: how many values are known to stand at a row's end.
    """
    lead = lead_of([row[0] for row in rows], _MOST)
    lead = None if lead is _ORDINAL else lead  # "3. Ports" is a label
    rest = [(lead.sub("", row[0], count=1).strip() if lead else row[0], *row[1:]) for row in rows]
    address = share(_ADDRESS.search(row[-1]) is not None for row in rest) >= _MOST
    return Look(lead, values, None if values else pivot_of(rest), address)


def share(found: Iterable[bool]) -> float:
    """Compute which share of some tests came out true; 0 of none."""
    every = list(found)
    return sum(every) / len(every) if every else 0.0


def trailing(text: str) -> list[int]:
    """Give the offsets of the values that a text ends with, the first one first."""
    starts: list[int] = []
    fraction = False
    for token in reversed(list(re.finditer(r"\S+", text))[-_TOKENS:]):
        if not fraction and _FRACTION.fullmatch(token[0]):
            fraction = True
            continue
        if not _VALUE.fullmatch(token[0]):
            break
        starts.insert(0, token.start())
        fraction = False
    return starts


def is_values(text: str) -> bool:
    """Whether a text is nothing but values."""
    return trailing(text)[:1] == [0]


def is_answer(text: str) -> bool:
    """Whether a text ends with a yes, a no or a tick."""
    return _ANSWER.fullmatch(text.split()[-1]) is not None


def same_lead(one: str, other: str) -> bool:
    """Whether two texts begin as rows that follow each other: with years, or with 7 and 8."""
    if _YEAR.match(one) and _YEAR.match(other):
        return True
    for kind in (_ORDINAL, _INDEX):
        above, below = kind.match(one), kind.match(other)
        if above and below:
            numbers = [int(re.sub(r"\D", "", match[0])) for match in (above, below)]
            return numbers[1] == numbers[0] + 1
    return False


def lead_of(texts: Sequence[str], least: float) -> re.Pattern[str] | None:
    """Find the kind of number that rows begin with: a year, an ordinal, an index that grows.

    Args:
        texts: rows, or what may be parts of rows; the first one must begin so.
        least: share of them that begins so.
    """
    for kind in (_YEAR, _ORDINAL, _INDEX):
        found = [match[0] for text in texts if (match := kind.match(text))]
        if len(found) < 2 or len(found) < least * len(texts) or not kind.match(texts[0]):
            continue
        numbers = [int(re.sub(r"\D", "", number)[:4]) for number in found]
        if kind is _YEAR or sum(b < a for a, b in pairwise(numbers)) <= _FALLS * len(numbers):
            return kind
    return None


def pivot_of(
    rows: Sequence[Sequence[str]], kinds: Sequence[re.Pattern[str]] = PIVOTS
) -> re.Pattern[str] | None:
    """Find what stands once in nearly each row: words of another script, or else a number."""
    for kind in kinds:
        counts = [sum(len(kind.findall(part)) for part in row) for row in rows]
        alone = all(kind.fullmatch(part) for row in rows for part in row)
        if share(count == 1 for count in counts) >= _MOST and not alone:
            return kind
    return None


def header_cells(parts: Sequence[str], columns: int) -> list[str] | None:
    """Cut a header into the names of its columns, where there is one way to do so.

    Args:
        parts: its texts, as blank lines part them.
        columns: how many cells the rows have.

    Returns:
        The names, or None where there is no such way.
    """
    gaps = [cell for part in parts for cell in COLUMNS.split(part) if cell]
    if len(gaps) == columns:
        return gaps
    ways: list[list[str]] = [list(parts), [w for part in parts for w in part.split()]]
    if len(parts) > 1:
        ways.append([*parts[:-1], *parts[-1].split()])
    else:
        ways += [next(header_ways(parts[0].split())), _repeated(parts[0])]
        ways.append(parts[0].split("\n", 1))
    return next((way for way in ways if len(way) == columns), None)


def unlabelled_header(parts: Sequence[str], values: int) -> list[str] | None:
    """Cut a header that names the columns of values alone: as many names as values.

    Returns:
        The names, the first one empty; None where the header is not so.
    """
    words = parts[0].split() if len(parts) == 1 else []
    named = all(word[0].isupper() and word.isalpha() for word in words)
    return ["", *words] if named and len(words) == values >= _NAMES else None


def header_ways(words: Sequence[str]) -> Iterator[list[str]]:
    """Give the ways to cut a header into names: at capitals, and at years that lead a name."""
    for years in (False, True):
        names: list[str] = []
        for at, word in enumerate(words):
            above = words[at - 1] if at else ""
            linked = above.lower() in _LINKING or TWO_WORDS.fullmatch(f"{above} {word}")
            following = words[at + 1] if at + 1 < len(words) else ""
            year = years and _YEAR.fullmatch(word) and following[:1].islower()
            begins = (word[0].isupper() or word[0] == "%" or year) and not linked
            if names and not begins:
                names[-1] += f" {word}"
            else:
                names.append(word)
        yield names


def _repeated(text: str) -> list[str]:
    """Begin a name wherever the first word stands again: "Firm name Firm size"."""
    words = text.split()
    starts = [at for at, word in enumerate(words) if word.lower() == words[0].lower()]
    return [" ".join(words[a:b]) for a, b in pairwise([*starts, len(words)])]
