"""Who wrote a document; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.dates import next_date
from corpus.documents import BlockKind
from corpus.imprint import KIND, ORGANISATION, as_in_text
from corpus.masthead import LINE, Hints, Masthead
from corpus.told import Line, Told

_BY = re.compile(
    r"(?:(?:written|text|story|report|analysis|compiled|edited|prepared) )?by:?\s+(?!the\b)|"
    r"(?:ein (?:bericht|beitrag) )?von:?\s+(?=[A-ZÄÖÜ])|par\s+(?=[A-Z])",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:lead |main |corresponding )?authors?(?:\(s\))?|texts?|written by|from|"
    r"autor(?:en|innen|in)?|verfasser(?:in|innen)?|auteurs?|作者|撰稿人?|执笔人?|编写)\s*[:：]\s*",
    re.IGNORECASE,
)
# Within a sentence on the issue: "A weekly digest of ports, compiled by …".
_WITHIN = re.compile(
    r"\b(?:digest|newsletter|briefing|report|review|bulletin|issue|monitor|factsheet|paper|study)\b"
    r"[^.:]{0,80}\b(?:compiled|written|edited|prepared|researched) by (?!the\b)(?=[A-Z])",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!Prof)(?<!Capt)(?<!Maj)(?<!Gen)(?<!Col)(?<=[^\W\d_]{3})\. (?=[A-Z])")
# Also behind a sentence: "Published monthly. Editors: …".
_EDITED = re.compile(
    r"(?:^|(?<=[.。|·] ))(?:(?:managing |chief )?editors?|edited by|authors?)\s*[:：]\s*",
    re.IGNORECASE,
)
# Another label after the names.
_NEXT_LABEL = re.compile(
    r"[\s,;]+(?:contact|e-?mail|tel(?:ephone)?|phone|(?:managing |chief )?editors?|layout|design"
    r"|photos?|translation|publisher|published|date|web(?:site)?|issn)\s*[:：]",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:about the |the |über die )?(?:authors?|contributors|autor(?:en|innen|in)?|verfasser)"
    r"(?: and contributors)?\W*|作者(?:简介)?\W*",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"^(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir|Capt|Col|Lt|Maj|Gen)\b\.?\s+)+", re.IGNORECASE
)
_DEGREE = re.compile(
    r",?\s+(?:Ph\.?D|M\.?A|M\.?Sc|LL\.?M|MBA|Jr|Sr|USA?F|USN|USMC)\b\.?(?=[\s,;]|$)"
)
_MARKS = re.compile(r"[\d*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+(?:,[\d*]+)*$")
_PARTICLE = r"(?:von|van|vom|zu|zur|de|del|della|da|dos|du|der|den|ter|ten|bin|ibn|al|el|la|le|y)"
_NAME = re.compile(
    rf"(?:[^\W\d_a-z][\w’'.-]*)(?: (?:{_PARTICLE}|[^\W\d_a-z][\w’'.-]*)){{1,4}}", re.UNICODE
)
_INITIAL = re.compile(r"^[A-Z][\w-]+ [A-Z]\. [A-Z]")  # "Jo D. Doe" is a person's name
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,4}")
_ROLE = re.compile(
    r"\b(?:analyst|assistant|author|chief|contact|director|editor|fellow|head|manager|minister|"
    r"officer|president|professor|researcher|scholar|secretary|staff|user|office|admin\w*|owner|"
    r"anonymous|unknown|guest|microsoft|adobe|windows|laptop|reporting|press|january|february|"
    r"a|an|for|from|how|in|of|on|our|the|this|to|what|when|where|why|with|release|title|"
    r"executive|summary|content|appendix|chapter|street|avenue|road)\b|"
    r"简报|报告|周报|月报|动态|专题|研究|教授|博士|主任|记者|编辑|政策|产业|经济|目录|摘要",
    re.IGNORECASE,
)
# Words with which the names of towns begin, and the commonest Chinese surnames: a line
# without any label is taken for names only as far as these tell.
_PLACE = re.compile(
    r"(?:New|Los|Las|San|Santa|Saint|St|Hong|North|South|East|West|Cape|Abu|Buenos)\b"
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
)
_BIOGRAPHY = re.compile(
    r"(?:,? (?:is|was|works|has|leads|serves|ist|arbeitet|leitet)\b|[,，]|\s[–—-]\s|:)"
)
_SEPARATOR = re.compile(
    r"\s*[;；、，&]\s*|\s*,\s*(?:and|und|et|y)\s+|\s*,\s*|\s+(?:and|und|et|with)\s+",
    re.IGNORECASE,
)
_HEADS = (BlockKind.HEADING, BlockKind.PARAGRAPH)
_SECTION = 12  # blocks under the heading of the authors
_MOST = 20


def authors(mast: Masthead, hints: Hints, title: str | None, text: str) -> tuple[Told, ...]:
    """Find the persons who wrote a document.

    In turn: its front matter or the page's own metadata, a byline or label, a section on the
    authors, and last the property of a file, which as often names who saved it.

    Args:
        mast: the document's masthead and imprint.
        hints: what the format's own metadata says.
        title: the title, which is no name; or None.
        text: the stored text.

    Returns:
        The names in their order, without titles and degrees.
    """
    hinted = tuple(Told(name, hints.source) for name in _hinted(hints.get("authors")))
    if hinted and hints.source != FILE_PROPERTY:
        return hinted
    kinds = (
        _bylines(mast),
        _labelled(mast),
        _under_title(mast, title, text),
        _section(mast),
        _edited(mast),
    )
    found = next(filter(None, map(list, kinds)), [])
    named = [_cased(told, text) for told in found]
    return tuple({told.value: told for told in reversed(named)}.values())[::-1][:_MOST] or hinted


FILE_PROPERTY = "file property"


def _hinted(hint: str) -> list[str]:
    whole = [_person(part) for part in re.split(r"\s*[;；]\s*", hint)]
    if all(whole):
        return [name for name in whole if name]
    return _names(hint) or []


def are_names(text: str) -> bool:
    """Whether a text is a list of persons' names and no more."""
    return bool(_names(text))


def _names(text: str) -> list[str] | None:
    """Read a list of names; None where a part of it is none."""
    bare = _DEGREE.sub("", re.sub(r"\([^)]*\)|（[^）]*）", "", text))
    spaced = re.fullmatch(r"[\u3400-\u9fff\s]+", bare)
    parts = bare.split() if spaced else [part for part in _SEPARATOR.split(bare) if part]
    names = [_person(part) for part in parts]
    return [name for name in names if name] if names and all(names) else None


def _person(text: str) -> str | None:
    """Read a name without titles, degrees and the marks of notes; None for what is no name."""
    name = _MARKS.sub("", text.strip(" .*_:")).strip()
    name = _DEGREE.sub("", _HONORIFIC.sub("", name))
    flipped = re.fullmatch(r"([^\W\d_][\w’'-]+), ((?:[^\W\d_][\w’'.-]*\s?){1,3})", name)
    name = f"{flipped[2]} {flipped[1]}" if flipped else name
    if _CHINESE.fullmatch(name):
        return None if _ROLE.search(name) or ORGANISATION.search(name) else name
    if not _NAME.fullmatch(name) or ORGANISATION.search(name) or _ROLE.search(name):
        return None
    if next_date(name) or re.search(rf"\b{KIND}\b", name, re.IGNORECASE):
        return None
    return name


def _bylines(mast: Masthead) -> Iterator[Told]:
    """Read "By Jo Doe and Mo Roe, Institute of X · 3 May 2021"."""
    for line in mast.lines:
        by = _BY.match(line.text) if len(line.text) <= LINE else None
        by = by or (_WITHIN.search(line.text) if len(line.text) <= 2 * LINE else None)
        if by:
            yield from _placed(line, _leading(line.text[by.end() :]), "byline")


def _labelled(mast: Masthead) -> Iterator[Told]:
    for line in (*mast.lines, *mast.ends):
        label = _LABEL.match(line.text)
        if label and len(line.text) <= 2 * LINE:
            yield from _placed(line, _leading(line.text[label.end() :]), "author label")


def _edited(mast: Masthead) -> Iterator[Told]:
    for line in (*mast.lines, *mast.ends):
        label = _EDITED.search(line.text) if len(line.text) <= 2 * LINE else None
        if label:
            yield from _placed(line, _leading(line.text[label.end() :]), "editor label")


def _leading(text: str) -> list[str]:
    """Read the names with which a text begins, up to what is none."""
    text = _STOP.split(_NEXT_LABEL.split(text, maxsplit=1)[0], maxsplit=1)[0]
    part = re.split(r"\s+[|·•]\s+|\s+[–—]\s+|\t", re.sub(r"\([^)]*\)", "", text))[0]
    names: list[str] = []
    for word in filter(None, _SEPARATOR.split(part)):
        name = _person(word)
        if name is None:
            break
        names.append(name)
    return names


def _placed(line: Line, names: Sequence[str], how: str) -> Iterator[Told]:
    return (line.told(name, how) for name in names)


def _under_title(mast: Masthead, title: str | None, text: str) -> Iterator[Told]:
    """Read a line of nothing but names, or a name before an institution."""
    body = text[mast.lines[-1].start + len(mast.lines[-1].text) :] if mast.lines else ""
    for line in mast.lines:
        if line.kind is not BlockKind.PARAGRAPH or len(line.text) > LINE or line.text == title:
            continue
        for part in re.split(r"\s+[|·•]\s+", line.text):
            names = _names(part)
            alone = names is not None and len(names) == 1
            sure = alone and _INITIAL.search(part)
            plain = names and all(map(_is_plain, names))
            if names and plain and (sure or not _occur(names, body, whole=alone)):
                yield from _placed(line, names, "line under the title")
            first, _, rest = part.partition(",")
            name = _person(first)
            if not names and name and ORGANISATION.search(rest) and not next_date(first):
                yield from _placed(line, [name], "line under the title")


def _is_plain(name: str) -> bool:
    return name[0] in _SURNAMES if _CHINESE.fullmatch(name) else not _PLACE.match(name)


def _occur(names: Sequence[str], body: str, whole: bool) -> bool:
    """Whether the body uses the words of names as words, or the ``whole`` of a lone name.

    "Hong Kong" and "Digital Trade" stand alone on a line too, but the body goes on about them.
    """
    for word in (word for name in names for word in name.split() if len(word) > 2):
        if word.isascii() and re.search(rf"\b{re.escape(word.lower())}\b", body):
            return True
    return whole and bool(re.search(re.escape(names[0]), body, re.IGNORECASE))


def _section(mast: Masthead) -> Iterator[Told]:
    """Read "Jo Doe, Analyst" and "Jo Doe is an analyst" under the heading "Authors"."""
    for index, heading in enumerate(mast.ends):
        if heading.kind not in _HEADS or not _HEADING.fullmatch(heading.text):
            continue
        for line in mast.ends[index + 1 : index + 1 + _SECTION]:
            if line.kind is BlockKind.HEADING:
                break
            names = _names(line.text) if len(line.text) <= LINE else None
            cut = _BIOGRAPHY.split(line.text.removeprefix("- "), maxsplit=1)[0]
            first = _person(re.sub(r"\([^)]*\)", "", cut))
            yield from _placed(line, names or ([first] if first else []), "section on the authors")


def _cased(told: Told, text: str) -> Told:
    """Write a name in capitals as the text does elsewhere, or as names are written."""
    if not told.value.isupper() or _CHINESE.fullmatch(told.value):
        return told
    mixed = as_in_text(told.value, text)
    name = mixed.title() if mixed.isupper() else mixed
    return Told(name, told.how, told.start, told.end)
