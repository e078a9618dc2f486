"""Boxes beside the text of a web page that are part of its article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from corpus.clean import ends_sentence
from corpus.readers.elements import above, element_after, element_before, name_words, shown

# Words in the names of what is beside an article, repeats its words or is about who wrote it,
_OTHER = frozenset("author authors bio pullquote pull quote rail widget widgets".split())
# of a column of the page,
_COLUMNS = frozenset("column col secondary sidebar".split())
# and of a card about who wrote it.
_CARDS = frozenset("box card profile teaser widget".split())
_APPEAL = re.compile(
    r"\b(?:sign up|subscribe (?:to|now|for)|newsletter|follow us|join us|donate|advertisement|"
    r"your (?:inbox|email|e-mail))\b",
    re.IGNORECASE,
)
_TEASER = "h2 a, h3 a, h4 a, h5 a, a h2, a h3, a h4, a h5"
_MIN_SENTENCE = 15  # characters
_NEAR = 10  # elements before and after a box
_MIN_PARAGRAPH = 40  # characters; of a paragraph beside which a box is one of the text


def is_box(node: LexborNode) -> bool:
    """Tell an aside that is part of the article: prose in it, which neither leads away nor asks."""
    if name_words(node) & _OTHER or node.css_first(_TEASER) is not None:
        return False
    linked = sum(len(shown(link)) for link in node.css("a"))
    line = shown(node)
    if 2 * linked > len(line) or _APPEAL.search(line):
        return False
    own = node.css("p, li, dd") or [node]
    return any(map(_is_sentence, own)) and _is_inside(node)


def is_author_card(node: LexborNode) -> bool:
    """Tell a card about who wrote a page, which sites put under all that a person wrote."""
    called = name_words(node)
    return "author" in called and bool(called & _CARDS)


def _is_sentence(node: LexborNode) -> bool:
    line = shown(node)
    return len(line) >= _MIN_SENTENCE and ends_sentence(line)


def _following(
    node: LexborNode, step: Callable[[LexborNode], LexborNode | None]
) -> Iterator[LexborNode]:
    """Give the elements on one side of an element, a few of them."""
    for _ in range(_NEAR):
        found = step(node)
        if found is None:
            return
        yield found
        node = found


def _is_inside(node: LexborNode) -> bool:
    """Tell what stands in an article, or between the paragraphs of a page that marks none."""
    if above(node, "article") is not None:
        return True
    beside = [*_following(node, element_before), *_following(node, element_after)]
    if any(own.tag == "p" and len(shown(own)) >= _MIN_PARAGRAPH for own in beside):
        return True
    main = above(node, "main")
    column = name_words(node) & _COLUMNS
    return main is not None and not column and main.css_first("article") is None
