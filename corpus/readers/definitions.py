"""Lists of terms on a web page, each with what is told of it: glossaries, and lines of labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from corpus.readers.elements import shown

_BROKEN = "br, p, div, ul, ol, dl, table, h1, h2, h3, h4, h5, h6, blockquote, pre, figure, a[name]"
_MOST_WORDS = 60  # of what is told of a term
_LONGEST = 100  # characters of a term


def is_plain(node: LexborNode) -> bool:
    """Whether a list gives each term a few words on one line, so that both make one paragraph."""
    terms = node.css("dt")
    told = node.css("dd")
    return (
        bool(terms and told)
        and node.css_first("dl dl") is None
        and all(0 < len(shown(term)) <= _LONGEST for term in terms)
        and all(one.css_first(_BROKEN) is None for one in told)
        and all(len(shown(one).split()) <= _MOST_WORDS for one in told)
    )


def term_lines(node: LexborNode, text: Callable[[LexborNode], str]) -> Iterator[str]:
    """Give each term of a list, several for one joined by commas, with what is told of it.

    Args:
        node: the list.
        text: reads an element.
    """
    terms: list[str] = []
    told: list[str] = []
    for one in node.css("dt, dd"):
        if one.tag == "dt" and told:
            yield _line(terms, told)
            terms, told = [], []
        (terms if one.tag == "dt" else told).append(text(one).rstrip(" :"))
    yield _line(terms, told)


def _line(terms: list[str], told: list[str]) -> str:
    """Put a term and what is told of it together: names by commas, sentences as such."""
    apart = " " if any(one.endswith(".") for one in told) else ", "
    return ": ".join(filter(None, (", ".join(terms), apart.join(told))))
