"""Chinese notices: the lines of their titles, their numbers, their paragraphs; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.clean import Line, ends_clause
from corpus.pieces import is_cjk

_KIND = (
    r"(?:通知|意见|办法|规定|方案|决定|公告|规划|纲要|条例|细则|措施|通告|批复|复函|的函|计划)"
    r"(?:（[^（）]{1,12}）)?"
)
_TITLE = re.compile(rf"[\u3400-\u9fff][^，。；：]*关于[^。；：]*{_KIND}")
_NUMBER = re.compile(
    r"[\u3400-\u9fff]{1,12}\s?[〔﹝［\[（(](?:19|20)\d\d[〕﹞］\]）)]\s?第?\d{1,4}号"
)
_OPENED = re.compile(r"[（“《]|\d+[.、]\s?[\u3400-\u9fff]")
_LINES = 4  # of a title at most
_INDENT = 2  # wide blanks before a paragraph's first line


def is_notice(text: str) -> bool:
    """Whether a text is a title such as "海州市商务局关于推进物流建设的通知"."""
    return _TITLE.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is the number of a notice: "国办发〔2024〕31号"."""
    return _NUMBER.fullmatch(text) is not None


def are_title(texts: Sequence[str]) -> bool:
    """Whether lines are the title of a notice, broken where its writer chose."""
    return 1 < len(texts) <= _LINES and is_notice("".join(texts)) and all(map(is_cjk, texts))


def continues(first: Line, above: Line, below: Line) -> bool:
    """Whether a line goes on in a paragraph whose first line alone begins with two wide blanks."""
    chinese = is_cjk(first.text) or _OPENED.match(first.text)
    return (
        bool(chinese)
        and first.indent == _INDENT
        and not below.indent
        and not ends_clause(above.text)
    )
