"""Styles and list numbering of Word documents: what Word prints but does not store as text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"))
_CHINESE = "〇一二三四五六七八九"
_MAX_CHAIN = 20  # styles that are based on each other; a damaged file may have a circle


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it inherits.

    Attributes:
        name: Word's own English name in lower case, whatever the language of the program.
        outline: outline level from 0, or None for text.
        number: numbering id, "" for none.
        depth: list level from 0.
    """

    name: str = "normal"
    outline: int | None = None
    number: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    kind: str  # Word's numFmt: bullet, decimal, lowerLetter ...
    pattern: str  # "%1.%2" stands for the numbers of the first two levels
    start: int


@dataclass(frozen=True, slots=True)
class Numbering:
    """A list.

    Attributes:
        counted_as: lists of the same name count on from each other.
        levels: how its levels are numbered, by depth from 0.
        restarts: depths at which it begins anew all the same.
    """

    counted_as: str
    levels: Mapping[int, Level]
    restarts: frozenset[int] = frozenset()


@dataclass(slots=True)
class Counters:
    """The running numbers of all lists of a document, by numbering id."""

    lists: Mapping[str, Numbering]
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, number: str, depth: int) -> str:
        """Count one item and give the marker that Word prints before it; "-" for bullets."""
        found = self.lists.get(number)
        level = found.levels.get(depth) if found else None
        if found is None or level is None or level.kind == "bullet":
            return "-"
        levels, counts = found.levels, self.counts[found.counted_as]
        if depth in found.restarts and (number, depth) not in self.begun:
            counts.pop(depth, None)
        self.begun.add((number, depth))
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        counts[depth] = counts.get(depth, level.start - 1) + 1

        def printed(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            return ordinal(counts.setdefault(at, other.start), other.kind)

        return re.sub(r"%(\d)", printed, level.pattern)


def ordinal(number: int, kind: str) -> str:
    """Write a number as Word's format ``kind`` does; plain digits for formats of rare use."""
    if kind == "none":
        return ""
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman.upper() if kind == "upperRoman" else roman
    if "hinese" in kind or kind.startswith("japanese"):
        return _chinese(number)
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text + "i" * number


def _chinese(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE[ones]
    return ("" if tens == 1 else _CHINESE[tens]) + "十" + (_CHINESE[ones] if ones else "")


def styles(root: Any) -> dict[str, Style]:  # noqa: ANN401 - lxml elements have no public type
    """Resolve the paragraph styles under a ``w:styles`` element, by style id."""
    elements = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    return {name: _style(name, elements) for name in elements}


def _style(name: str, elements: Mapping[str, Any]) -> Style:
    chain: list[Any] = []
    at: str | None = name
    while at is not None and at in elements and len(chain) < _MAX_CHAIN:
        chain.append(elements[at])
        at = value(elements[at], "basedOn")
    number = depth = outline = ""
    for style in reversed(chain):
        number = value(style, "pPr", "numPr", "numId") or number
        depth = value(style, "pPr", "numPr", "ilvl") or depth
        outline = value(style, "pPr", "outlineLvl") or outline
    own = (value(elements[name], "name") or "normal").lower()
    level = int(outline) if outline.isdigit() and int(outline) < 9 else None
    return Style(own, level, "" if number == "0" else number, _digits(depth, 0))


def numbering(root: Any) -> dict[str, Numbering]:  # noqa: ANN401
    """Read a ``w:numbering`` element: its lists by numbering id."""
    kinds = {
        one.get(f"{W}abstractNumId"): {
            _digits(level.get(f"{W}ilvl"), 0): _level(level) for level in one.findall(f"{W}lvl")
        }
        for one in root.findall(f"{W}abstractNum")
    }
    return {str(one.get(f"{W}numId")): _list(one, kinds) for one in root.findall(f"{W}num")}


def _list(one: Any, kinds: Mapping[str | None, dict[int, Level]]) -> Numbering:  # noqa: ANN401
    kind = value(one, "abstractNumId")
    levels = dict(kinds.get(kind, {}))
    restarts: set[int] = set()
    for override in one.findall(f"{W}lvlOverride"):
        depth = _digits(override.get(f"{W}ilvl"), 0)
        own, start = override.find(f"{W}lvl"), value(override, "startOverride")
        if own is not None:
            levels[depth] = _level(own)
        if start is not None:
            restarts.add(depth)
            if depth in levels:
                levels[depth] = replace(levels[depth], start=_digits(start, 1))
    return Numbering(kind or "", levels, frozenset(restarts))


def _level(level: Any) -> Level:  # noqa: ANN401
    return Level(
        value(level, "numFmt") or "decimal",
        value(level, "lvlText") or "",
        _digits(value(level, "start"), 1),
    )


def value(element: Any, *path: str) -> str | None:  # noqa: ANN401
    """Get the ``w:val`` at the end of a path of element names; None where there is none."""
    found = element.find("/".join(W + name for name in path))
    return None if found is None else found.get(f"{W}val")


def _digits(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() else default
