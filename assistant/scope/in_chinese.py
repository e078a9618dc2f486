"""The documents that a question names by a Chinese title, or by the end of one; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.keywords import CHINESE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.cards import Card

_NUMBER = re.compile(r"\s*[（(][^（）()]*\d[^（）()]*[）)]$")
_LEAST = 4  # characters of a title that may be named by itself
_END = 6  # characters of the end of a longer one


def titled(question: str, cards: Sequence[Card]) -> tuple[str, frozenset[str]]:
    """Find the Chinese title of a document in a question, or the end of one.

    The end tells what a title names: "农村物流建设的通知" is the "关于推进农村物流建设的通知".
    It must be half of it at least.

    Args:
        question: standing alone.
        cards: of the documents that may be meant.

    Returns:
        The words that name them, with the marks «《》» around them, and the ids of those that bear
        the title; empty where it names none.
    """
    if not CHINESE.search(question):
        return "", frozenset()
    titles = [(card.id, _bare(title)) for card in cards for title in card.in_chinese]
    found = [(_named(title, question), name) for name, title in titles]
    called = max((words for words, _ in found), key=len, default="")
    if not called:
        return "", frozenset()
    meant = frozenset(name for words, name in found if words == called)
    marked = f"《{called}》"
    return (marked if marked in question else called), meant


def _bare(title: str) -> str:
    """Give a title without its marks and without the number of its issue: "通讯（2024年第6期）"."""
    return _NUMBER.sub("", title).strip("《》")


def _named(title: str, question: str) -> str:
    """Give the title, or the longest end of it, that a question holds; empty for none."""
    if len(CHINESE.findall(title)) < _LEAST:
        return ""
    least = max(_END, (len(title) + 1) // 2)
    ends = (title[at:] for at in range(len(title) - least + 1))
    return title if title in question else next((end for end in ends if end in question), "")
