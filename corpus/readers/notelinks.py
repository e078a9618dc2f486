"""The notes of a web page and the marks that cite them, by the links between the two."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.furniture import NOTE

CITES = "data-cites"  # attribute of a link that is the mark of a note: the note's label

_MARK = re.compile(r"[\[(]?\s*(\d{1,4}|[*†‡§]{1,3}|[a-z])\s*[\])]?")
_NOTE_NAME = re.compile(r".*#(?!.*ref)[-_]*(?:user-content-)?(?:fn|ftn|foot|endn|edn|note)", re.I)
_HOLDERS = frozenset("aside dd div li p section td".split())
_INLINE = frozenset("a b em font i small span strong sup u".split())
_LARGEST = 2000  # characters of a note; what is larger is a part of the page


def link_notes(tree: LexborHTMLParser) -> None:
    """Mark, in the page itself, each note with the label of its marks, and each mark as one.

    A mark is a link whose text is a number or a sign, and that leads to a place further down. What
    leads back up, from the note to its mark, is neither.
    """
    if tree.body is None:
        return
    order = {node.mem_id: place for place, node in enumerate(tree.body.traverse())}
    places = _places(tree)
    for link in tree.css('a[href*="#"]'):
        mark = _MARK.fullmatch(link.text().strip())
        href = link.attributes.get("href") or ""
        if mark is None:
            continue
        target = places.get(href.partition("#")[2])
        if target is None:  # the note may be lost, but its number is no part of the sentence
            if _NOTE_NAME.match(href):
                link.attrs[CITES] = mark[1]
        elif order.get(target.mem_id, 0) > order.get(link.mem_id, 0):
            _join(link, target, mark[1])


def _places(tree: LexborHTMLParser) -> dict[str, LexborNode]:
    places: dict[str, LexborNode] = {}
    for node in tree.css("[id], a[name]"):
        for name in (node.attributes.get("id"), node.attributes.get("name")):
            places.setdefault(name or "", node)
    return places


def _join(link: LexborNode, target: LexborNode, label: str) -> None:
    holder = _holder(target)
    if holder is not None:
        link.attrs[CITES] = label
        if NOTE not in holder.attributes:
            holder.attrs[NOTE] = label


def _holder(node: LexborNode) -> LexborNode | None:
    """Find the paragraph or list item that a note's anchor stands in; None for other places."""
    found: LexborNode | None = node
    while found is not None and found.tag in _INLINE:
        found = found.parent
    if found is None or found.tag not in _HOLDERS or len(found.text()) > _LARGEST:
        return None
    return None if found.css_first("h1, h2, h3, h4, h5, h6") else found
