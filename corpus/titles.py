"""What a document is called; pure."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.banners import NUMBERED, headline
from corpus.dates import next_date
from corpus.documents import BlockKind
from corpus.headlines import GENERIC, is_kind, letters_of
from corpus.imprint import ORGANISATION, as_in_text
from corpus.lettered import LETTERED
from corpus.masthead import (
    CITED,
    LABEL,
    PERIOD_LABEL,
    POLICY,
    Hints,
    Masthead,
    citation,
    find_date,
    without_date,
)
from corpus.pieces import HANGING
from corpus.sites import without_site
from corpus.told import Line, Told

_MAX_TITLE = 200
_WORDS = 3  # of a title between a kind's name and a date, where persons have their names too
_NUMBERED = re.compile(
    r"(?:(?:section|chapter|part|kapitel|teil)\s+)?(\d{1,2})(?P<part>(?:\.\d+)*)\.?\W+\w",
    re.IGNORECASE,
)
_NUMBERED_IN_CHINESE = re.compile(
    r"[（(]?[一二三四五六七八九十]+[）)、]|第[一二三四五六七八九十]+[章节]"
)
# A box that the same lines of type run into.
_BOX = re.compile(r"(?<=\w) (?:About (?:the|this|us)\b|Über (?:das|die|den)\b).*")
_TITLE_FIELD = re.compile(r"(?:title|titel|titre|标\s?题)\s*[:：]\s*(.{4,200})", re.IGNORECASE)
_NEWS = re.compile(r"release|alert|presse|communiqu|^news\b|新闻", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:subject|betreff|title|titel|objet|主题|标题)\s*[:：]\s*(.{4,200})", re.IGNORECASE
)
_IN_QUOTES = re.compile(r"[“\"„«《](.{3,200}?)[.,]?[”\"“»》]")
_AFTER_YEAR = re.compile(r"\(?\b(?:19|20)\d\d\b[^)]{0,12}?\)?[.:,]\s+(.{8,200}?)[.?!](?:\s|$)")
_ENTITLED = re.compile(
    r"\b(?:[Tt]his|[Tt]he present|[Oo]ur) (?:[\w-]+ ){0,3}(?:report|study|paper|monograph|"
    r"briefing|factsheet|brief|publication)\b,? (?:is )?"
    r"(?:(?:en)?titled|called) [“\"„«](.{3,200}?)[.,]?[”\"“»]"
)
_SIDES = re.compile(r"\s+[|·•–—]\s+")
_PAGE = re.compile(
    r"^(?:page\s+)?\d{1,4}\s+(?!\d)|\s+(?:page\s+)?\d{1,4}$|^page\b.*", re.IGNORECASE
)
_CHAPTER = re.compile(r"(?:section|chapter|part|kapitel|teil)\s+\w+", re.IGNORECASE)
SMALL = frozenset("a an and as at by for from in into of on or over the to under with".split())
"""Words that titles write without a capital."""
EAST_ASIAN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# A title without blanks, which East Asian scripts have none of: "货运通讯（2021年第3期）".
_ONE_WORD = re.compile(rf"[《“]?[{EAST_ASIAN}]{{4}}[{EAST_ASIAN}\d《》“”（）()·—-]*")


def title(
    mast: Masthead,
    hints: Hints,
    lines: Sequence[Line],
    heads: Sequence[str],
) -> Told | None:
    """Find the title: what the file says, the title line, or how the document names itself.

    Args:
        mast: the document's masthead and imprint.
        hints: what the format's own metadata says.
        lines: all lines of the document.
        heads: the running heads that were taken out of the text.

    Returns:
        The title, or None: a section's heading is none.
    """
    headings = [
        line
        for line in mast.lines
        if line.kind is BlockKind.HEADING
        and not (LABEL.fullmatch(line.text) or NUMBERED.fullmatch(line.text))
    ]
    hint = hints.get("title")
    if hint and not GENERIC.fullmatch(hint) and not (mast.headline and is_kind(hint)):
        # A web page's title ends in the name of the site; its heading does not.
        same = [line for line in headings[:1] if line.text.casefold() in hint.casefold()]
        if same and len(same[0].text) > 8:
            return same[0].told(same[0].text, "title line")
        return Told(without_site(hint, hints.get("publisher")), hints.source)
    told = _field(mast) or _below_kind(mast)
    if told:
        return told
    first = mast.headline or next(iter(headings), None)
    if first and not (_is_section(first, lines) or _is_dated_kind(mast, lines)):
        line = headline(mast, first, lines, is_title_line) or first
        headed = line.told(_BOX.sub("", line.text), "title line")
        return _whole(headed, lines, heads)
    plain = _subject(mast) or _plain(mast, lines)
    return (
        (plain and _whole(plain, lines, heads))
        or _cited(mast)
        or _entitled(mast)
        or _running(heads, lines)
        or _label(mast)
    )


def _whole(title: Told, lines: Sequence[Line], heads: Sequence[str]) -> Told:
    """Join a title with the line that it goes on in, where both are printed as one elsewhere."""
    for line, below in itertools.pairwise(lines):
        if line.start == title.start and line.text == title.value:
            both = f"{line.text} {below.text}"
            others = (other.text for other in lines if other not in (line, below))
            if len(both) <= _MAX_TITLE and any(both in text for text in (*heads, *others)):
                return Told(both, title.how, title.start, below.start + len(below.text))
    return title


def _field(mast: Masthead) -> Told | None:
    """Read "Title: Steel Monitor" above all headings; among the fields of a policy it is that's."""
    above = list(takewhile(lambda line: line.kind is not BlockKind.HEADING, mast.lines))
    if any(POLICY.match(line.text) for line in mast.lines):
        return None
    found = next(filter(None, (_TITLE_FIELD.fullmatch(line.text) for line in above)), None)
    line = next((line for line in above if found and line.text == found.string), None)
    return line.at(found[1], "title line", *found.span(1)) if line and found else None


def _below_kind(mast: Masthead) -> Told | None:
    """Read the title between the name of a kind of document and its date."""
    for kind, line, date in zip(mast.lines, mast.lines[1:], mast.lines[2:], strict=False):
        between = line.kind is BlockKind.PARAGRAPH and is_title_line(line.text)
        worded = len(line.text.split()) >= _WORDS and not _is_owner(without_date(line.text))
        if _is_kind(kind) and between and worded and _is_dated(date):
            return line.told(line.text, "title line")
    return None


def _is_owner(text: str) -> bool:
    """Whether a line without its date names an organisation, and is no "China's Chip Fund in"."""
    found = ORGANISATION.search(text)
    return found is not None and not found[0][0].islower() and not HANGING.search(text)


def _is_dated_kind(mast: Masthead, lines: Sequence[Line]) -> bool:
    """Tell "Monthly Report" over its date: the first of several headings below is a section's.

    The headline of the news stands below both.
    """
    at = next((at for at, line in enumerate(mast.lines) if _is_kind(line)), None)
    if at is None or _NEWS.search(mast.lines[at].text):
        return False
    top = list(takewhile(lambda line: line.kind is not BlockKind.HEADING, mast.lines[at + 1 :]))
    below = (line for line in lines if line.kind is BlockKind.HEADING)
    below = (line for line in below if line.start > mast.lines[at].start)
    first = next(below, None)
    return any(map(_is_dated, top)) and any(first and line.level == first.level for line in below)


def _is_kind(line: Line) -> bool:
    return line.kind is BlockKind.HEADING and LABEL.fullmatch(line.text) is not None


def _is_dated(line: Line) -> bool:
    return line.kind is BlockKind.PARAGRAPH and find_date(line.text, month=True) is not None


def _is_section(heading: Line, lines: Sequence[Line]) -> bool:
    """Tell a section's heading: "1 Ports" where a "2" follows, and not "3 Docks" over "3.1"."""
    counted = _NUMBERED_IN_CHINESE.match(heading.text) or LETTERED.match(heading.text)
    if counted or GENERIC.fullmatch(heading.text):
        return True
    own = _NUMBERED.match(heading.text)
    below = (line for line in lines if line.kind is BlockKind.HEADING and line != heading)
    found = [match for match in map(_NUMBERED.match, (b.text for b in below)) if match]
    if own is None:
        return False
    chapter = not own["part"] and int(own[1]) > 1
    like = [match for match in found if not match["part"]] if chapter else found
    return any(int(match[1]) in (int(own[1]), int(own[1]) + 1) for match in like)


def _label(mast: Masthead) -> Told | None:
    """Take "Country report 2021", which names a document that has no other title."""
    numbered = (line for line in mast.lines if re.search(r"\d", line.text))
    label = next((line for line in numbered if LABEL.fullmatch(line.text)), None)
    return label.told(label.text, "title line") if label else None


def _subject(mast: Masthead) -> Told | None:
    """Read "Subject: New rules" of a memorandum."""
    for line in mast.lines:
        found = _SUBJECT.fullmatch(line.text)
        if found:
            return line.at(found[1], "subject line", *found.span(1))
    return None


def _plain(mast: Masthead, lines: Sequence[Line]) -> Told | None:
    for line in mast.lines[:1]:
        name, *beside = line.text.split(" | ")
        if len(beside) == 1 and find_date(beside[0]) and is_title_line(name or "."):
            return line.told(name, "title line")  # with the date at its right
    for line in mast.lines:
        if line.kind is BlockKind.HEADING and not LABEL.fullmatch(line.text):
            return None
        if line.kind is BlockKind.PARAGRAPH and is_title_line(line.text):
            named = headline(mast, line, lines, is_title_line) or line
            return named.told(named.text, "title line")
    return None


def is_title_line(line: str) -> bool:
    """Whether a line may be a title by its looks."""
    if len(line) > _MAX_TITLE or line[-1] in ".,;:。" or line.lower().startswith("by "):
        return False
    if len(line.split()) < 2 and not _ONE_WORD.fullmatch(line):
        return False
    if PERIOD_LABEL.search(line) or GENERIC.fullmatch(line) or LABEL.fullmatch(line):
        return False
    if re.search(r"[@©：]|://", line) or CITED.match(line):
        return False
    found = next_date(line)
    return not (found and found.date.year and len(without_date(line)) < len(line) / 2)


def _cited(mast: Masthead) -> Told | None:
    found = citation(mast)
    if found is None:
        return None
    line, start = found
    form = _IN_QUOTES.search(line.text, start) or _AFTER_YEAR.search(line.text, start)
    return line.at(form[1], "suggested citation", *form.span(1)) if form else None


def _entitled(mast: Masthead) -> Told | None:
    for line in mast.ends:
        found = _ENTITLED.search(line.text)
        if found:
            return line.at(found[1], "what it calls itself", *found.span(1))
    return None


def _running(heads: Sequence[str], lines: Sequence[Line]) -> Told | None:
    """Choose the running head that is of the whole document: no chapter has its name."""
    sections = {_letters(line.text) for line in lines if line.kind is BlockKind.HEADING}
    parts = [part for head in heads for part in _head_parts(head)]
    counts = Counter(_letters(part) for part in parts)
    telling = [part for part in parts if _letters(part) not in sections]
    if not telling:
        return None
    best = max(
        telling,
        key=lambda part: (not ORGANISATION.search(part), counts[_letters(part)], len(part)),
    )
    return Told(_readable(best, "\n".join(line.text for line in lines)), "running head")


def _head_parts(head: str) -> Iterator[str]:
    if re.search(r"\d:\d\d|://|www\.|@|©", head):
        return
    for part in _SIDES.split(head):
        name = _PAGE.sub("", without_date(part)).strip(" ,|·–—-")
        words = len(name.split()) > 1 or re.fullmatch(rf"[{EAST_ASIAN}]{{4,}}", name)
        if words and not any(form.fullmatch(name) for form in (GENERIC, LABEL, _CHAPTER)):
            yield name


def _letters(text: str) -> str:
    return letters_of(re.sub(r"^[\d.]+\s", "", text))


def _readable(name: str, text: str) -> str:
    """Give a name in capitals as the text writes it, or as titles are written."""
    letters = [char for char in name if char.isalpha()]
    if sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return name
    printed = as_in_text(name.upper(), text)
    if not printed.isupper():
        return printed
    words = [_word(word, text) for word in name.split()]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _word(word: str, text: str) -> str:
    if word.casefold() in SMALL:
        return word.lower()
    if word.isupper() and re.search(rf"\b{re.escape(word)}\b", text):
        return word  # the text has it as an acronym
    return word[:1].upper() + word[1:].lower()


def stand_in(series: Told | None, lines: Sequence[Line], file_name: str) -> Told:
    """Name a document that has no title: by its file, unless that is a code without words."""
    stem = file_name.rsplit(".", 1)[0] if "." in file_name[1:] else file_name
    words = " ".join(re.split(r"[\s_-]+", stem)).strip() or file_name
    if any(not re.fullmatch(r"[0-9a-f]*", word, re.IGNORECASE) for word in words.split()):
        return Told(words, "file name")
    if series:
        return series
    headings = (line for line in lines if line.kind is BlockKind.HEADING)
    telling = next((line for line in headings if not GENERIC.fullmatch(line.text)), None)
    if telling:
        return telling.told(re.sub(r"^[\d.]+\s+", "", telling.text), "first heading")
    return Told(words, "file name")
