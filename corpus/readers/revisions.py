"""A Word document as it stands once its tracked changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.documents import Removal, Rule
from corpus.readers.numbering import W

_GONE = (f"{W}del", f"{W}moveFrom")
_TEXTS = (f"{W}t", f"{W}delText")


def accept(body: Any) -> list[Removal]:  # noqa: ANN401 - lxml elements have no public type
    """Take deleted and hidden text out of a document's body, in place.

    Args:
        body: the ``w:body`` element.

    Returns:
        What was taken out, in the document's order.
    """
    removed: list[Removal] = []
    for element in list(_gone(body)):
        text = " ".join("".join(part.text or "" for part in element.iter(*_TEXTS)).split())
        if text:
            removed.append(Removal(Rule.HIDDEN, text))
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for paragraph in list(body.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            _join_next(paragraph)
    return removed


def _gone(body: Any) -> Iterator[Any]:  # noqa: ANN401
    """Find what is deleted, hidden, or only asks the writer to fill it in."""
    for element in body.iter(*_GONE, f"{W}tr", f"{W}r", f"{W}sdt"):
        if element.tag == f"{W}tr":
            found = element.find(f"{W}trPr/{W}del") is not None
        elif element.tag == f"{W}r":
            hidden = element.find(f"{W}rPr/{W}vanish")
            found = hidden is not None and hidden.get(f"{W}val") not in ("0", "false", "off")
        elif element.tag == f"{W}sdt":
            found = element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
        else:
            # The same name marks, among properties, the deletion of what has the properties.
            found = element.getparent().tag not in (f"{W}rPr", f"{W}trPr")
        if found:
            yield element


def _join_next(paragraph: Any) -> None:  # noqa: ANN401
    """Join a paragraph whose end is deleted to the next, whose style the whole has then."""
    after = paragraph.getnext()
    if after is None or after.tag != f"{W}p":
        return
    place = 1 if after.find(f"{W}pPr") is not None else 0
    for child in [child for child in paragraph if child.tag != f"{W}pPr"]:
        after.insert(place, child)
        place += 1
    paragraph.getparent().remove(paragraph)
