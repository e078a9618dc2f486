"""The names in a question that another name may take the place of, and their kinds; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from assistant.question import AUXILIARY
from index.keywords import STOPWORDS
from index.names import MATTER, find_names, is_body
from index.regions import PLACES, is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ACRONYM = re.compile(r"[A-Z][A-Z&/-]*[A-Z0-9]s?|[2-6]G")
_ROLE = (
    r"(?:[A-Z][a-z]+ )?(?:President|Premier|Chair(?:man|woman)?|Governor|Mayor|Head|Founder|CEO)"
)
# "CEO of Huawei", "PPI of China", "Governor of Hubei": the attribute of a name, and the name.
_OF_NAME = re.compile(rf"(?P<of>{_ACRONYM.pattern}|{_ROLE}) (?:of|for|in) (?:the )?(?=[A-Z0-9])")
_LEADS = re.compile(r"(?P<of>[A-Z][\w-]+) (?=[A-Z][A-Z&]+s?$)")  # "US GDP"
_NOUN = re.compile(r" (?P<noun>[a-z][\w-]*)(?P<of> of\b)?")
_ACTS = re.compile(
    r"\b(?:do|does|did|has|have|had|can|could|will|would|should|may|might|must) (?:the )?$", re.I
)
_IS = re.compile(r"\b(?:is|are|was|were) $", re.IGNORECASE)
_NO_NOUN = re.compile(r"\w+(?:ed|ing|er|[ai]ble|ive|al|ant|ent|ous)$|(?:known|worth|part)\b")
_CHINESE = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,6}(?![\u4e00-\u9fff])")
_CHINESE_CLAUSE = re.compile(r"[他她它谁哪什何吗几]")
AFTER_AUXILIARY = re.compile(rf"\b{AUXILIARY} $", re.IGNORECASE)
OWNER = re.compile(r"['’]s(?= |$)")


class Sort(Enum):
    """The sort of a thing that a name names, where its form tells it."""

    PLACE = auto()
    BODY = auto()
    MATTER = auto()  # a measure, a technology, a post
    UNTOLD = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """A name's place in a question, from ``start`` to ``end``.

    Attributes:
        attribute: whether it only says what of another thing is asked: "the GDP growth of …".
    """

    start: int
    end: int
    sort: Sort
    attribute: bool = False


def sort_of(name: str) -> Sort:
    """Tell what sort of thing a name names."""
    bare = name.removeprefix("the ")
    if is_place(bare):
        return Sort.PLACE
    if MATTER.fullmatch(bare):
        return Sort.MATTER
    return Sort.BODY if is_body(bare) else Sort.UNTOLD


def is_name(text: str) -> bool:
    """Tell whether a text is but one name, perhaps with an article or as an owner."""
    bare = OWNER.sub("", text.removeprefix("the "))
    chinese = _CHINESE.fullmatch(bare) and not _CHINESE_CLAUSE.search(bare)
    return find_names(bare) == [(0, len(bare))] or bool(chinese)


def names_in(question: str) -> list[tuple[int, int]]:
    """Find the names in a question; its first word is none of "Did China"."""
    first = question.split(" ", 1)[0]
    if first.lower() in STOPWORDS and not first.isupper():
        question = first.lower() + question[len(first) :]
    return find_names(question)


def slots(question: str) -> Iterator[Slot]:
    """Give the places of names, with "the" where it belongs to the name and not to a noun after."""
    for start, end in names_in(question):
        if (of := _OF_NAME.match(question, start, end)) and of["of"] != question[start:end]:
            yield _slot(question, start, of.end("of"), attribute=True)
            start = question.index(of[0], start) + len(of[0])
        elif (leads := _LEADS.match(question, start, end)) and leads["of"] in PLACES:
            yield _slot(question, start, leads.end("of"))
            continue
        yield _slot(question, start, end, _is_attribute(question, start, end))
    for found in _CHINESE.finditer(question):
        if not _CHINESE_CLAUSE.search(found[0]):
            yield Slot(*found.span(), Sort.UNTOLD)


def _slot(question: str, start: int, end: int, attribute: bool = False) -> Slot:
    article = start - len("the ") if question[:start].endswith("the ") else start
    noun_follows = re.match(r" [a-z]", question[end:])
    belongs = not attribute and (not noun_follows or AFTER_AUXILIARY.search(question[:article]))
    sort = sort_of(question[start:end])
    return Slot(article if belongs else start, end, sort, attribute)


def _is_attribute(question: str, start: int, end: int) -> bool:
    """Tell whether a name is an acronym that a noun follows: the "PUE limit", the "NEV quota".

    Before a verb it acts ("did MIIT issue"), and as a place it is what is asked about.
    """
    name, noun = question[start:end], _NOUN.match(question, end)
    if not _ACRONYM.fullmatch(name) or name in PLACES or noun is None:
        return False
    if MATTER.fullmatch(name):
        return noun["noun"] not in STOPWORDS
    acts = _ACTS.search(question, 0, start) and not noun["of"]
    said = _IS.search(question, 0, start) and _NO_NOUN.fullmatch(noun["noun"])
    return noun["noun"] not in STOPWORDS and not acts and not said


def alike(name: str, found: Sequence[Slot]) -> list[Slot]:
    """List the slots that a name may fill: those of its sort where they can be told.

    Args:
        name: what is to be put in.
        found: the slots of the question that it follows.
    """
    sort = sort_of(name)
    things = [slot for slot in found if not slot.attribute]
    fit = [slot for slot in things if _may_be(sort, slot.sort)]
    if sort is Sort.PLACE:
        fit = [slot for slot in fit if slot.sort is sort] or fit
    others = [slot for slot in found if slot.attribute and _may_be(sort, slot.sort)]
    # A country may do what a ministry does.
    doers = [slot for slot in things if Sort.MATTER not in (sort, slot.sort)]
    return fit or others or doers


def _may_be(one: Sort, other: Sort) -> bool:
    if Sort.MATTER in (one, other):
        return one is other
    return one is other or Sort.UNTOLD in (one, other)
