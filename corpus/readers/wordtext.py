"""The elements of a Word document that hold text: what is shown, in what order, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.readers.numbering import W, value
from corpus.readers.prose import HARD, superscript

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = f"{W}txbxContent"
# Elements that only hold others: content controls, links, tracked insertions.
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
)


def unwrapped(parent: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml elements have no public type
    """Give an element's children, and those of children that only hold others in their place."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from unwrapped(child)
        else:
            yield child


def boxes(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Find the text boxes anchored in an element, once each."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in (_FALLBACK, f"{W}tbl"):
            yield from boxes(child)


def runs(element: Any) -> Iterator[tuple[str, bool]]:  # noqa: ANN401
    """Give the text of a paragraph in runs of one weight; see ``prose.lines``."""
    before = ""
    for run in _inline(element):
        if run.tag == _MATH_TEXT:
            before = run.text or ""
            yield before, False
            continue
        bold = run.find(f"{W}rPr/{W}b")
        strong = bold is not None and bold.get(f"{W}val") not in ("0", "false", "off")
        strong = strong or value(run, "rPr", "rStyle") == "Strong"
        for text in _run_texts(run):
            if value(run, "rPr", "vertAlign") == "superscript":
                text = superscript(before, text)
            before = text
            yield text, strong


def _inline(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Find the runs of a paragraph, but not those of text boxes anchored in it."""
    for child in element:
        if child.tag in (f"{W}r", _MATH_TEXT):
            yield child
        elif child.tag not in (_BOX, _FALLBACK, f"{W}pPr"):
            yield from _inline(child)


def _run_texts(run: Any) -> Iterator[str]:  # noqa: ANN401
    for child in run:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or ""
        elif name == "tab":
            yield "\t"
        elif name == "noBreakHyphen":
            yield "-"
        elif name == "cr" or (name == "br" and child.get(f"{W}type") in (None, "textWrapping")):
            yield HARD
        elif name == "br":
            yield " "


def text_of(element: Any) -> str:  # noqa: ANN401
    """Give all text of an element in one line, its paragraphs parted by spaces."""
    parts = [text for p in _paragraphs(element) for text, _ in (*runs(p), (" ", False))]
    return "".join(parts)


def _paragraphs(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Find the paragraphs below an element, those of text boxes once."""
    if element.tag == f"{W}p":
        yield element
    for child in element:
        if child.tag != _FALLBACK:
            yield from _paragraphs(child)
