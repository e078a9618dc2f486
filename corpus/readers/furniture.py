"""What surrounds the article of a saved web page: found by its elements, names, links and words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.documents import Removal, Rule
from corpus.readers import folds
from corpus.readers.boxes import is_author_card, is_box
from corpus.readers.elements import above, element_after, element_before, is_first, names, shown

NOTE = "data-cited-as"  # attribute of the element that a note mark points to; see ``notelinks``

_CODE = "head, noscript, object, script, style, svg, template, audio, canvas, iframe, video"
_ELEMENTS = (
    "button, dialog, footer, form, nav, select, textarea, [role=navigation], [role=banner],"
    "[role=search], [role=contentinfo], [role=dialog]"
)
_HIDDEN = (
    "[hidden], [aria-hidden=true], [style*='display:none'], [style*='display: none'],"
    "[class*=screen-reader], [class*=visually-hidden], [class~=sr-only]"
)
_HEADERS = "body > header, body > div > header"
_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PAGE = ("article", "body", "html", "main")
# First or last words of the names that sites give to their furniture,
_NAMES = frozenset(
    """
    advert advertisement advertising breadcrumb breadcrumbs comments commentlist consent cookie
    cookies disqus footer gdpr login menubar nav navbar navigation newsletter onetrust pager
    pagination recommendations related relatedposts respond sharedaddy signup skip skiplink
    subscribe tagcloud toolbar
    """.split()
)
# and those that have other meanings ("market-share"), so that prose is kept in spite of them.
_VAGUE_NAMES = frozenset(
    "ad ads banner foot menu popular promo recommended search share sharing social sponsored tags"
    " trending".split()
)
_BYLINES = frozenset("author authors byline".split())
# Headings of parts that lead away from the page,
_AWAY = re.compile(
    r"(?:most|also) (?:read|viewed)|read (?:more|next|also)|you (?:may|might) also like|"
    r"(?:related|recommended)(?: (?:posts?|articles?|publications?|content|stories|links))?|"
    r"recommended for you|recent posts?|share(?: this)?(?: (?:page|article|post))?|follow us|"
    r"\d+ comments?|comments? ?\(\d+\)|leave a (?:reply|comment)|one thought on .*|"
    r"post navigation|mehr zum thema|weitere (?:artikel|beiträge)|teilen|partager|lire aussi|"
    r"相关(?:阅读|链接|文章|新闻|稿件)|延伸阅读|推荐阅读|热门(?:文章|新闻)|分享到?",
    re.IGNORECASE,
)
# and those of links to other articles or to parts of the page, where nothing else is below them.
_OTHERS = re.compile(
    r"more (?:from|on) .{2,60}|more (?:news|stories|articles)|recommended reading|top stories|"
    r"(?:the )?latest(?: (?:news|posts?|articles?|stories|updates?|publications?))?",
    re.IGNORECASE,
)
# A line that has nothing but a link to another article.
_POINTER = re.compile(
    r"(?:(?:read|see) (?:also|more|next)|also read|related(?: (?:article|story|reading))?|"
    r"recommended(?: reading)?|don[’']t miss|(?:à )?lire aussi|lesen sie auch|mehr zum thema|"
    r"相关阅读|延伸阅读|推荐阅读) ?[:：|–—]",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"(?:table of )?contents|on this page|in this (?:article|report|section)|downloads?|topics?|"
    r"tags?|inhalt(?:sverzeichnis)?|sommaire|目录",
    re.IGNORECASE,
)
_SITE_LINE = re.compile(
    r"(?:当前位置|您的位置|您现在的位置|主办单位|版权所有|网站标识码)\s*[:：].*|.*ICP备\d+号.*|"
    r"advertisement|skip to (?:main |the )?(?:content|navigation)|back to top|"
    r"(?:打印本页|关闭窗口|返回顶部|\s)+|(?:proudly )?powered by \w+",
    re.IGNORECASE,
)
_LINES = frozenset("a center div li p span td h2 h3 h4 h5 h6 strong".split())
_LINKED = frozenset("center div dl header ol p section td ul".split())
_SEPARATORS = re.compile(r"[\s|/·•>›»,，、-]+")
_LINK_SHARE = 0.7  # of the text that must be links
_LINK_LENGTH = 28  # characters of a menu's link at most, on the average; a headline is longer
_LARGE = 0.4  # share of the page's text; what holds more is the page, whatever its name
_TINY = 40  # characters; on a page that holds hardly more, shares say nothing
_PROSE = 300  # characters outside links
_MAX_LINE = 200  # characters


@dataclass(slots=True)
class _Counts:
    """What an element holds that is not taken away.

    Attributes:
        text: characters, blanks and separators left out.
        linked: those of them in links.
        links: how many links.
        inner: how many of these lead to another place of the page.
        kept: whether it holds the page's title or a note.
    """

    text: int = 0
    linked: int = 0
    links: int = 0
    inner: int = 0
    kept: bool = False

    def add(self, other: _Counts) -> None:
        self.text += other.text
        self.linked += other.linked
        self.links += other.links
        self.inner += other.inner
        self.kept = self.kept or other.kept

    def is_menu(self) -> bool:
        """Tell a group of links: short ones, or ones to the parts of the page itself."""
        if self.links < 2 or self.linked < _LINK_SHARE * self.text:
            return False
        return self.inner == self.links or self.linked <= _LINK_LENGTH * self.links


@dataclass(slots=True)
class _Stripper:
    """Goes through a page back to front, so that an element's content is settled before itself."""

    rules: dict[int, Rule]  # of elements that are furniture by their tag, by the element's id
    total: int  # characters of the page
    counts: defaultdict[int, _Counts] = field(default_factory=lambda: defaultdict(_Counts))
    removed: list[Removal] = field(default_factory=list)

    def visit(self, node: LexborNode) -> None:
        parent = node.parent.mem_id if node.parent else 0
        if node.tag == "-text":
            self.counts[parent].text += len(_SEPARATORS.sub("", node.text_content or ""))
            return
        own = self.counts.pop(node.mem_id, _Counts())
        own.kept = own.kept or node.tag == "h1" or NOTE in node.attributes
        rule = None if self.is_page(node, own) else self.rule(node, own)
        if rule is None:
            if node.tag == "a":
                own.linked, own.links = own.text, 1
                own.inner = int((node.attributes.get("href") or "").startswith("#"))
            self.counts[parent].add(own)
            return
        if rule is Rule.NAVIGATION:
            self.mark_heading(node)
        text = shown(node)
        node.decompose()
        if text:
            self.removed.append(Removal(rule, text))

    def is_page(self, node: LexborNode, own: _Counts) -> bool:
        return own.kept or node.tag in _PAGE or own.text > max(_TINY, _LARGE * self.total)

    def rule(self, node: LexborNode, own: _Counts) -> Rule | None:
        """Tell by which rule an element is taken away; None where it stays."""
        marked = self.rules.get(node.mem_id)
        if marked is not None:
            return marked
        called = names(node)
        vague = called & _VAGUE_NAMES and own.text - own.linked <= _PROSE
        if called & _NAMES or vague or _is_beside(node, called, own):
            return Rule.NAVIGATION
        if node.tag in _LINKED and own.is_menu() and not called & _BYLINES and not _is_led_to(node):
            return Rule.NAVIGATION
        if node.tag in _LINES and 0 < own.text <= _MAX_LINE:
            line = shown(node)
            if _SITE_LINE.fullmatch(line) or _is_pointer(line, own):
                return Rule.NAVIGATION
            if node.tag != "a" and node.parent:
                return self.leads_away(node, line.rstrip(": "))
        return None

    def leads_away(self, node: LexborNode, line: str) -> Rule | None:
        """Tell a heading over what leads away, and mark what it heads."""
        away = _AWAY.fullmatch(line)
        if not away and not _OTHERS.fullmatch(line):
            return None
        parent = node.parent.mem_id if node.parent else 0
        below = self.counts[parent]  # what stands after the heading in the same element
        only_links = below.links > 0 and 2 * below.linked >= below.text
        if is_first(node) and (away or only_links):
            self.rules.setdefault(parent, Rule.NAVIGATION)
            return None
        gone = self.remove_links(node)
        return Rule.NAVIGATION if gone or (away and (node.tag or "").startswith("h")) else None

    def remove_links(self, heading: LexborNode) -> bool:
        """Take away what stands right after a heading and is little but links."""
        gone: list[Removal] = []
        below = self.counts[heading.parent.mem_id if heading.parent else 0]
        while (after := element_after(heading)) is not None:
            own = _measure(after)
            if after.tag in _HEADS or own.kept or 2 * own.linked < own.text or not own.text:
                break
            if own.text > _LARGE * self.total:
                break
            below.text -= own.text
            below.linked -= own.linked
            below.links -= own.links
            gone.append(Removal(Rule.NAVIGATION, shown(after)))
            after.decompose()
        self.removed += gone[::-1]
        return bool(gone)

    def mark_heading(self, node: LexborNode) -> None:
        """Let the heading over a list of links go with it."""
        before = element_before(node)
        if before is not None:
            line = shown(before).rstrip(": ")
            if _AWAY.fullmatch(line) or _LISTS.fullmatch(line):
                self.rules[before.mem_id] = Rule.NAVIGATION


def strip(tree: LexborHTMLParser) -> list[Removal]:
    """Take away what belongs to the site and not to the document.

    Args:
        tree: the page; changed in place. Its notes are marked; see ``NOTE``.

    Returns:
        What was taken away and could be read, in the page's order.
    """
    for node in reversed(tree.css(_CODE)):
        node.decompose()
    if tree.body is None:
        return []
    hidden = tree.css(_HIDDEN)
    opened = folds.unfold(tree, hidden)
    found = tree.css(f"{_ELEMENTS}, {_HEADERS}")
    rules = {node.mem_id: Rule.NAVIGATION for node in found if folds.OPENS not in node.attributes}
    rules |= {node.mem_id: Rule.HIDDEN for node in hidden if node.mem_id not in opened}
    total = _length(tree.body)
    stripper = _Stripper(rules, total)
    for node in reversed(list(tree.body.traverse(include_text=True))):
        stripper.visit(node)
    return stripper.removed[::-1]


def _is_beside(node: LexborNode, called: frozenset[str], own: _Counts) -> bool:
    """Tell what stands beside the article, and cards about its author."""
    aside = node.tag == "aside" or node.attributes.get("role") == "complementary"
    if aside or "sidebar" in called:
        return not is_box(node)
    return own.text <= _PROSE and is_author_card(node)


def _is_pointer(line: str, own: _Counts) -> bool:
    """Tell "Read also:" with a link to another page and nothing more."""
    label = _POINTER.match(line)
    if label is None or not own.links or own.inner:
        return False
    return own.text - own.linked <= len(_SEPARATORS.sub("", label[0])) + 1


def _measure(node: LexborNode) -> _Counts:
    links = [_length(link) for link in node.css("a")]
    kept = node.css_first(f"h1, [{NOTE}]") is not None
    return _Counts(_length(node), sum(links), len(links), kept=kept)


def _length(node: LexborNode) -> int:
    return len(_SEPARATORS.sub("", node.text()))


def _is_led_to(node: LexborNode) -> bool:
    """Tell links that a sentence leads to, which are the text's own."""
    before = element_before(node)
    if before is None or before.tag != "p":
        return False
    line = shown(before)
    inside = above(node, "article", "main") is not None
    return line.endswith((":", "：")) or (line.endswith((".", "。")) and inside)
