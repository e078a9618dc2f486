"""Parts of a web page that a reader opens and shuts: tabs, accordions, answers to questions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.readers.elements import above, element_after, name_words, names, shown

OPENS = "data-opens"  # attribute of the line that opens a part, which is the part's heading

_CONTROLS = "[aria-controls], [data-target], [data-bs-target], a[href^='#']"
_LINES = (
    "button, [role=button], [aria-expanded], [class*=accordion], [class*=collaps],"
    "[class*=faq], [class*=toggle], [class*=tab-title]"
)
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6", "summary")
_NO_LINE = frozenset((*_HEADS, "button", "li", "ol", "p", "table", "ul"))
# Words in the names of parts that fold, or of what holds them,
_FOLDS = re.compile(
    r"accordions?|collaps(?:e|ed|ible|ing)|disclosure|expand(?:able|er)|faqs?|spoiler|tab|tabs|"
    r"tabpanel|toggles?"
)
# of what lies over the page instead,
_OVER = frozenset(
    """
    cookie cookies dialog drawer dropdown lightbox login menu modal navbar offcanvas overlay popover
    popup preheader search signup tooltip
    """.split()
)
# and of what is there for programs that read the page aloud.
_ALOUD = re.compile(r"\b(?:sr-only|screen-reader|visually-hidden)")
_SITE_PARTS = frozenset("ad ads banner breadcrumb consent footer gdpr masthead newsletter".split())
_INLINE = frozenset("a abbr b button em i img input label mark small span strong svg".split())
_PAGE = "article, body, h1, main"
_INVITES = re.compile(
    r"(?:show|read|see|view|learn|load) (?:more|less|all|details|the full .*)|"
    r"(?:expand|collapse|toggle|open|close|copy|share|print|play|listen|menu|search|more)"
    r"(?: (?:all|here|link|menu|page|section|this|to this))*",
    re.IGNORECASE,
)
_MAX_LINE = 200  # characters
_MAX_INNER = 12  # elements and texts in a line
_MAX_WRAPPERS = 3  # elements that hold nothing but the line


def unfold(tree: LexborHTMLParser, hidden: Iterable[LexborNode]) -> frozenset[int]:
    """Find what a reader can open, and mark, in the page itself, the lines that open it.

    Hidden parts are those of a tab, an accordion or the like, and prose that a control names.
    Lines are what is all of a heading, or stands right before a part; see ``OPENS``.

    Args:
        tree: the page.
        hidden: its elements that are not shown.

    Returns:
        The ids (``mem_id``) of the hidden elements that can be opened.
    """
    site, named = _site_parts(tree), _targets(tree)
    own = (node for node in hidden if node.mem_id not in site)
    opened = frozenset(node.mem_id for node in own if _is_opened(node, named))
    marked: set[int] = set()
    for node in tree.css(_LINES):
        if node.mem_id in site or not _is_line(node, marked):
            continue
        head = above(node, *_HEADS) if node.tag == "button" else None
        if _is_all(node, head) if head else _heads_part(node, opened):
            node.attrs[OPENS] = ""
            marked.add(node.mem_id)
    return opened


def is_invitation(line: str) -> bool:
    """Tell words that only say what a control does: "Read more", "Open all"."""
    return bool(_INVITES.fullmatch(line))


def _is_over(node: LexborNode) -> bool:
    """Tell what lies over the page, as a dialogue does, or can but be heard."""
    called = name_words(node)
    aloud = _ALOUD.search((node.attributes.get("class") or "").lower())
    return bool(called & _OVER or aloud) or node.attributes.get("role") in ("dialog", "menu")


def _targets(tree: LexborHTMLParser) -> frozenset[str]:
    """Give the names of the elements that controls open, dialogues left out."""
    found: set[str] = set()
    for node in tree.css(_CONTROLS):
        if not _is_over(node) and not _toggled(node) & _OVER:
            found |= _own_targets(node)
    return frozenset(found)


def _toggled(node: LexborNode) -> set[str]:
    said = (node.attributes.get(name) for name in ("data-toggle", "data-bs-toggle", "rel"))
    return {word for value in said for word in re.split(r"[\s:]+", value or "")}


def _own_targets(node: LexborNode) -> set[str]:
    its = node.attributes
    said = (its.get(name) for name in ("aria-controls", "data-target", "data-bs-target", "href"))
    return {name.lstrip("#") for value in said for name in (value or "").split()}


def _is_opened(node: LexborNode, named: frozenset[str]) -> bool:
    if _is_over(node):
        return False
    if node.attributes.get("role") == "tabpanel":
        return True
    if node.attributes.get("id") in named:
        return _is_prose(node)
    return node.tag not in _INLINE and _is_fold(node)


def _is_fold(node: LexborNode) -> bool:
    return any(map(_FOLDS.fullmatch, name_words(node)))


def _site_parts(tree: LexborHTMLParser) -> frozenset[int]:
    """Give the ids of what stands in the site's own parts, such as a banner over all its pages."""
    found: set[int] = set()
    for node in tree.css("[class], [id], dialog, footer, nav"):
        own = node.tag in ("dialog", "footer", "nav") or names(node) & _SITE_PARTS
        if own and node.mem_id not in found and node.css_first(_PAGE) is None:
            found.update(held.mem_id for held in node.traverse())
    return frozenset(found)


def _is_prose(node: LexborNode) -> bool:
    linked = sum(len(shown(link)) for link in node.css("a"))
    return 2 * linked < len(shown(node))


def _is_line(node: LexborNode, marked: set[int]) -> bool:
    """Tell a line that may open a part: short, no sentence, and not in another such line."""
    inner = list(islice(node.traverse(include_text=True), 1, _MAX_INNER + 2))
    if len(inner) > _MAX_INNER or any(held.tag in _NO_LINE for held in inner) or _is_over(node):
        return False
    line = shown(node)
    if not 1 < len(line) <= _MAX_LINE or line[-1] in ".,;:。" or is_invitation(line):
        return False
    if any(held.tag == "div" and shown(held) != line for held in inner):
        return False
    held = node.parent
    for _ in range(_MAX_WRAPPERS):
        if held is None or held.mem_id in marked:
            return False
        held = held.parent
    return True


def _is_all(node: LexborNode, head: LexborNode) -> bool:
    """Tell the first button of a heading that has no words besides its buttons."""
    its = [line for button in head.css("button") if (line := shown(button))]
    return its[0] == shown(node) and " ".join(its) == shown(head)


def _heads_part(node: LexborNode, parts: frozenset[int]) -> bool:
    """Tell whether a line, or what holds nothing else, stands right before a part that folds."""
    line, head = shown(node), node
    for _ in range(_MAX_WRAPPERS):
        after = element_after(head)
        if after is not None or head.parent is None or shown(head.parent) != line:
            break
        head = head.parent
    if after is None or after.tag in (*_HEADS, "button"):
        return False
    if any(shown(own) == line for own in after.css(", ".join(_HEADS))[:1]):
        return False
    named = after.attributes.get("id") in _own_targets(node)
    folds = named or after.mem_id in parts or (_is_fold(after) and after.tag not in _INLINE)
    return folds and _is_prose(after)
