"""Key figures in large type: a number on one line, and what it counts on the next; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.clean import Line
from corpus.documents import RawBlock
from corpus.footnotes import Chunk
from corpus.pieces import COLUMNS, LABEL, Piece, starts_item

_AMOUNT = r"\d[\d.,]*(?: ?(?:to|[-–—/]) ?\d[\d.,]*)?"
_BEFORE = r"(?:(?i:up to|about|around|some|over|more than|less than|almost|nearly|[~≈<>+–-]) ?)?"
_CURRENCY = r"(?:(?:US|HK)?[$€£¥]|[A-Z]{3}|[A-Z]{2,3}\$)"
# "million tonnes", "GWh", "%": no word with a capital, as a numbered heading has.
_WORD = r"(?:(?:[a-z]|[A-Z]{2})[\w/³²·-]{0,13}|[A-Z][a-z]?h?|(?:M|B|Tr)illion|[%€$¥]|M(?:io|rd)\.?)"
_UNIT = rf"(?:\+|%|‰|°C|x|bn|mn|tn|m|k|(?: {_WORD}){{1,3}})"
_FIGURE = re.compile(rf"{_BEFORE}(?P<money>{_CURRENCY} ?)?(?P<n>{_AMOUNT})(?P<unit>{_UNIT})?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST = 5  # lines of a figure with what it counts
_LONGEST = 400  # characters of these
_FIGURE_MAX = 32  # characters of the figure


def key_figures(items: Sequence[Chunk | RawBlock | Piece]) -> set[int]:
    """Find the chunks that are a figure with what it counts, in either order.

    A number without a unit is believed beside another figure, for it may be a page's or a note's;
    so is one below its text.
    """
    forms = [_form(item) if isinstance(item, tuple) else "" for item in items]
    return {
        index
        for index, form in enumerate(forms)
        if form and (form == "told" or _has_neighbour(forms, index))
    }


def _has_neighbour(forms: Sequence[str], index: int) -> bool:
    below = forms[index] == "below"
    near = (*forms[max(0, index - 1) : index], *forms[index + 1 : index + 2])
    return any(form and (form == "below") == below for form in near)


def _form(chunk: Chunk) -> str:
    """Tell how a chunk gives a figure: "told" with its unit, "bare", or "below" its text."""
    if not 2 <= len(chunk) <= _MOST or sum(len(line.text) for line in chunk) > _LONGEST:
        return ""
    figures = [_figure(line) for line in chunk]
    if sum(figure is not None for figure in figures) != 1:
        return ""
    at = next(at for at, figure in enumerate(figures) if figure is not None)
    words = [line for line in chunk if line is not chunk[at]]
    if not all(map(_is_words, words)) or at not in (0, len(chunk) - 1):
        return ""
    if at:
        return "below" if len(chunk) == 2 else ""
    return "told" if figures[0] else "bare"


def _figure(line: Line) -> bool | None:
    """Tell whether a line is a figure with a unit or currency; None where it is none."""
    match = _FIGURE.fullmatch(line.text) if len(line.text) <= _FIGURE_MAX else None
    if match is None or _YEAR.fullmatch(match["n"]):
        return None
    return bool(match["unit"] or match["money"])


def _is_words(line: Line) -> bool:
    text = line.text
    words = sum(any(map(str.isalpha, word)) for word in text.split())
    enough = words > 1 or text.startswith("(")
    return enough and not (COLUMNS.search(text) or LABEL.match(text) or starts_item(text))
