"""Short names that texts define: "National Development and Reform Commission (NDRC)"; pure.

After Schwartz and Hearst 2003, "A simple algorithm for identifying abbreviation definitions in
biomedical text", https://psb.stanford.edu/psb-online/proceedings/psb03/schwartz.pdf. A name in
Chinese characters in brackets is another short name of what stands before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.keywords import CJK

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKETS = re.compile(r"\(([^()\n]{2,90})\)")
_BEFORE = 160  # characters before a bracket that are looked at
_SHORT = re.compile(r"[A-Za-z0-9][\w&./-]{0,8}[A-Z0-9]s?")
_CHINESE = re.compile(rf"(?:known as |in Chinese:? )?([{CJK}·]{{2,20}})(?:$|[,;，；])")
# The name before a Chinese one: capitalised words, and small ones between them.
_NAME = re.compile(r"[A-Z][\w&’'-]*(?: (?:(?:of|for|and|the|&) ){0,2}[A-Z0-9][\w&’'-]*)*$")
_OPENS = re.compile(r"^(?:(?:In|Since|By|At|On|From|For|With|After|Under) .*?\b[Tt]he|The) ")
_WORD = re.compile(r"\S+")
_FEWEST_CAPITALS = 2  # of a short name; "(see)" and "(Figure)" are none


@dataclass(frozen=True, slots=True, order=True)
class Definition:
    """A short name and what it stands for.

    Attributes:
        short: "NDRC", or a name in Chinese.
        long: "National Development and Reform Commission".
    """

    short: str
    long: str


def definitions(text: str) -> Iterator[Definition]:
    """Find the short names that a text defines, in order, each as often as it does."""
    for match in _BRACKETS.finditer(text):
        inside = match.group(1).strip()
        before = text[max(0, match.start() - _BEFORE) : match.start()].rsplit("\n", 1)[-1].rstrip()
        if chinese := _CHINESE.match(inside):
            if name := _NAME.search(before):
                yield Definition(chinese.group(1), _OPENS.sub("", name.group()))
            inside = inside[chinese.end() :].strip()
        first = re.split("[,;]", inside)[0].strip().removesuffix("s")
        last = before.split()[-1] if before else ""
        if _is_short(first):
            if long := long_form(first, before):
                yield Definition(first, long)
        elif _is_short(last) and long_form(last, inside) == inside:
            yield Definition(last, inside)


def _is_short(text: str) -> bool:
    capitals = sum(character.isupper() for character in text)
    return capitals >= _FEWEST_CAPITALS and bool(_SHORT.fullmatch(text))


def long_form(short: str, before: str) -> str:
    """Find what a short name stands for at the end of the words before it; "" if not there.

    Its letters are looked for from the right, the first of them at the beginning of a word; most
    of its capitals must begin words.
    """
    most = min(len(short) + 5, 2 * len(short))
    words = list(_WORD.finditer(before))[-most:]
    window = before[words[0].start() :] if words else ""
    at = len(window)
    for index, letter in reversed(list(enumerate(short.lower()))):
        if letter.isalnum():
            at = _last(window[:at], letter, begins=index == 0)
        if at < 0:
            return ""
    found = window[at:].strip(" ,;:“”\"'")
    whole = len(found.split()) > 1 and len(found) > len(short) and not re.search(r"[()]", found)
    return found if whole and 2 * _begun(short, found) > sum(map(str.isupper, short)) else ""


def _begun(short: str, long: str) -> int:
    """Count the capitals of a short name that begin words of the long one, in order."""
    initials = "".join(word[0].lower() for word in re.findall(r"[^\W_]+", long))
    begun = at = 0
    for capital in filter(str.isupper, short):
        place = initials.find(capital.lower(), at)
        if place >= 0:
            begun, at = begun + 1, place + 1
    return begun


def _last(text: str, letter: str, *, begins: bool) -> int:
    """Give the offset of the last ``letter``, if asked at the beginning of a word; -1 for none."""
    at = text.lower().rfind(letter)
    while begins and at > 0 and text[at - 1].isalnum():
        at = text.lower().rfind(letter, 0, at)
    return at
