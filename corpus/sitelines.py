"""Lines of a web page or a mail that lead elsewhere and are no part of its text; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.clean import Line, stretches
from corpus.documents import Removal, Rule

# What is said on such a page only,
_SURE = re.compile(
    r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|search|footer)"
    r"|back to (?:the )?top|load more|read more|print this page|view (?:online|web version)"
    r"|(?:view|read|open) (?:this|the|it|e-?mail)\b.{0,30} in (?:your|a|the) (?:web )?browser"
    r"|all rights reserved|unsubscribe(?: here| from this list)?"
    r"|(?:update|manage|change) (?:your )?(?:e-?mail |subscription )?(?:preferences|subscription)"
    r"|(?:manage |accept |change )?(?:all )?cookies?(?: settings| preferences| policy| notice)?"
    r"|privacy(?: policy| notice| statement)?|terms (?:of|and) (?:use|service|conditions)"
    r"|(?:estimated )?(?:reading time:? )?\d{1,3}[- ]min(?:ute)?s?(?: read)?"
    r"|forward (?:this |to )(?:e-?mail |a )?(?:to a )?(?:friend|colleague)"
    r"|share (?:this|on) (?:page|article|post|twitter|x|facebook|linkedin)",
    re.IGNORECASE,
)
# and the words of menus, which stand beside each other.
_MENU = re.compile(
    r"(?:our )?(?:research|publications?|events?|people|experts|team|topics|projects|programmes"
    r"|programs|news|newsletters?|press|media|blog|podcasts?|careers|jobs|home|search|menu"
    r"|donate|support us|subscribe|log ?in|sign (?:in|up)|register|shop|imprint|impressum"
    r"|legal(?: notice)?|disclaimer|datenschutz|kontakt|accessibility|site ?map|rss|faq"
    r"|english|deutsch|en|de|zh|中文)|(?:contact|about)(?: us)?",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{2,}|\t|\s*[|·•]\s*")
_FEWEST = 3  # words of a menu
_LINE = 200  # characters


def is_site_line(text: str) -> bool:
    """Whether all that a line holds leads elsewhere: "Privacy policy | Imprint | Contact"."""
    if len(text) > _LINE:
        return False
    parts = [part for part in _GAP.split(text.strip(" |·•[].")) if part]
    menu = len(parts) >= _FEWEST
    return bool(parts) and all(
        _SURE.fullmatch(part) or (menu and _MENU.fullmatch(part)) for part in parts
    )


def drop_site_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Removal]]:
    """Take out the lines that lead elsewhere.

    Returns:
        The other lines, a gap where one was; and what was taken out.
    """
    kept: list[Line] = []
    removed: list[Removal] = []
    gap, first = 0, False
    for line in lines:
        if is_site_line(line.text):
            removed.append(Removal(Rule.NAVIGATION, line.text, line.page, stretches([line])))
            gap, first = max(gap, line.gap, 1), first or line.first
            continue
        kept.append(line.below(gap, first=first))
        gap, first = 0, False
    return kept, removed
