"""What is asked of the elements of a web page: their text, names and neighbours."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter

from selectolax.lexbor import LexborNode

_WORDS = re.compile(r"[-_\s]+|(?<=[a-z])(?=[A-Z])")


def shown(node: LexborNode) -> str:
    """Give an element's text on one line."""
    return " ".join(node.text(separator=" ").split())


def names(node: LexborNode) -> frozenset[str]:
    """Give the first and last words of an element's names: of "post-navigation", both."""
    found: set[str] = set()
    for words in _names(node):
        found.update(words[:1] + words[-1:])
    return frozenset(found)


def name_words(node: LexborNode) -> frozenset[str]:
    """Give all words of an element's names."""
    return frozenset(word for words in _names(node) for word in words)


def _names(node: LexborNode) -> list[list[str]]:
    called = f"{node.attributes.get('id') or ''} {node.attributes.get('class') or ''}"
    return [[word.lower() for word in _WORDS.split(name) if word] for name in called.split()]


def element_before(node: LexborNode) -> LexborNode | None:
    """Give the element right before one; None where text stands between, or nothing."""
    return _beside(node, attrgetter("prev"))


def element_after(node: LexborNode) -> LexborNode | None:
    """Give the element right after one; None where text stands between, or nothing."""
    return _beside(node, attrgetter("next"))


def _beside(node: LexborNode, step: Callable[[LexborNode], LexborNode | None]) -> LexborNode | None:
    found = step(node)
    while found is not None and (found.tag or "").startswith("-"):
        if found.tag == "-text" and (found.text_content or "").strip():
            return None
        found = step(found)
    return found


def is_first(node: LexborNode) -> bool:
    """Tell whether nothing that can be read stands before an element in the one that holds it."""
    before = node.prev
    while before is not None:
        if (before.tag == "-text" and (before.text_content or "").strip()) or shown(before):
            return False
        before = before.prev
    return True


def above(node: LexborNode, *tags: str) -> LexborNode | None:
    """Find the nearest element of some tags that holds one."""
    found = node.parent
    while found is not None and found.tag not in tags:
        found = found.parent
    return found
