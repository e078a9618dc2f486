"""Sentences in Chinese to the answer of a question in Chinese; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.answers.told import Quoted
from assistant.candidates import bare
from assistant.in_chinese import values
from assistant.in_chinese.asked import Want
from assistant.in_chinese.cover import BEGINS, holds, is_of_other, leans, share
from corpus.documents import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.answers.told import Documents
    from assistant.candidates import Candidate
    from assistant.in_chinese.asked import Asked

_MOST = 3  # sentences that are given
_OWN = 0.5  # share of the question's words that a sentence holds without what is around it
_ONE = 0.7  # share of what a sentence holds of a question that one clause must hold
_SURE, _LIKELY = 0.78, 0.65  # that an answer of a type is right, and one of sentences alone
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年")
_COMPARED = re.compile(r"(?:比|较|同|相比|相较)$")  # before a year that a figure is held against
_CELLS = re.compile(r"\s*\|\s*")
_NOT = re.compile(
    r"不(?![断仅少同足论管]|低于|超过|高于|得不)|未(?!来)|没有|无法|无需|禁止|并非|尚无|取消"
)
_WHY = re.compile(r"由于|因为|为了|旨在|以便|原因|^因(?!此|而)")
_SO = re.compile(r"因此|因而|所以|为此|故")
_IS = r"(?:[（(][^）)]{1,40}[）)])?[，,]?(?:是指|指的是|即为|担任|[指是即为系任])"
_LEADS_IN = re.compile(
    r"(?:包括|包含|分为|涵盖|涉及|主要有|分别为|分别是|有|为|是|：)(?P<items>[^。；]*、[^。；]*)"
)
# "与" and the like part two names, and stand within one: 和平区, 普及.
_PARTS = re.compile(r"、|以及|(?<=..)(?<![普涉波参给])[和及与](?![平谐睦])(?=..)")
_AND_SO_ON = re.compile(r"等(?:[\d一二三四五六七八九十两多]+.*)?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence in Chinese, and what it is read with.

    Attributes:
        candidate: the sentence.
        own: its text without blanks.
        around: the same with its headings and its document's title.
        before: what stands before it in its paragraph.
    """

    candidate: Candidate
    own: str
    around: str
    before: str = ""

    @property
    def leans(self) -> bool:
        """Whether it is understood only with what stands before it."""
        return leans(self.own)


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer.

    Attributes:
        short: the answer alone.
        stands: the sentences that it stands on, or the items of a list.
        items: of a list; else empty.
        sure: probability that it is right.
    """

    short: str
    stands: tuple[Quoted, ...]
    items: tuple[str, ...] = ()
    sure: float = _SURE


def choose(asked: Asked, found: Sequence[Found], document: Documents) -> Chosen | None:
    """Choose the answer of the sentence that tells most of what a question names.

    A sentence must hold all that is asked about, with its headings, its document's title and what
    it leans on, and must be of the year that is asked about; else it is of something else.

    Args:
        asked: the question.
        found: sentences, best first.
        document: gives a document by its id.

    Returns:
        None where no such sentence tells what is wanted.
    """
    near = [one for one in found if tells_of(asked.about, one) and of_years(asked, one)]
    near.sort(key=lambda one: -_own(asked, one))
    if asked.want is Want.LIST:
        return _listed(asked, near, document)
    near = [one for one in near if _own(asked, one) >= _OWN or _is_row(one)]
    tell = _TELL.get(asked.want)
    if tell is None:
        return _given(near)
    told = ((one, _cell(asked, one) if _is_row(one) else tell(asked, one.own)) for one in near)
    return next((Chosen(short, (quoted(one.candidate),)) for one, short in told if short), None)


def quoted(one: Candidate) -> Quoted:
    """Quote a sentence whole."""
    return Quoted(one.text, (one.span,))


def _given(near: Sequence[Found]) -> Chosen | None:
    """Give sentences whole, for the best of which nothing shorter was told."""
    stands = tuple(quoted(one.candidate) for one in near[:_MOST])
    return Chosen(stands[0].text, stands, sure=_LIKELY) if stands else None


def tells_of(runs: Sequence[str], one: Found) -> bool:
    """Tell whether a sentence tells of all that some runs name, and of nothing else of its kind."""
    around = f"{one.around}，{one.before}" if one.leans else one.around
    return holds(runs, around) and not is_of_other(runs, one.own)


def _own(asked: Asked, one: Found) -> float:
    """Compute which share of a question a sentence holds itself, but for what it leans on."""
    before = [run for run in asked.about if one.leans and run in one.before]
    runs = [run for run in asked.about if run not in before]
    return share(runs, one.own) if runs else 0.0


def _is_row(one: Found) -> bool:
    return one.candidate.block.kind is BlockKind.ROW


def _cell(asked: Asked, one: Found) -> str:
    heads = one.candidate.context.rpartition(". ")[2].rpartition(" – ")[2]
    if asked.want is not Want.NUMBER:
        return ""
    return values.cell(asked, _CELLS.split(heads), _CELLS.split(one.candidate.text))


def of_years(asked: Asked, one: Found) -> bool:
    """Tell whether a sentence is of the years that a question names."""
    own = _years(one.own)
    near = _years(f"{one.around}，{one.before}")
    return all(year in own or (not own and year in near) for year in asked.years)


def _years(text: str) -> set[str]:
    return {
        found["year"]
        for found in _YEAR.finditer(text)
        if not _COMPARED.search(text[: found.start()])
    }


def _definition(asked: Asked, text: str) -> str:
    found = re.search(rf"{BEGINS}{re.escape(asked.noun)}[”》]?{_IS}(?P<what>[^。]+)", text)
    return found["what"] if found else ""


def _verdict(asked: Asked, text: str) -> str:
    if not (clause := _told_in(asked, text)):
        return ""
    claimed = "".join(asked.about)
    return "否" if bool(_NOT.search(clause)) != bool(_NOT.search(claimed)) else "是"


def _told_in(asked: Asked, text: str) -> str:
    """Give the clause that says what is asked; empty where it is scattered over several."""
    clause = next((text[slice(*span)] for span in values.near(asked, text)), "")
    return clause if share(asked.about, clause) >= _ONE * share(asked.about, text) else ""


def _reason(asked: Asked, text: str) -> str:
    if not _told_in(asked, text):
        return ""
    parts = [text[slice(*span)] for span in values.clauses(text)]
    told = (clause for clause in parts if _WHY.search(clause))
    because = (clause for clause, then in pairwise(parts) if _SO.match(then))
    return next(told, next(because, ""))


_TELL: dict[Want, Callable[[Asked, str], str]] = {
    Want.NUMBER: values.amount,
    Want.DATE: values.date,
    Want.BODY: values.body,
    Want.PLACE: values.place,
    Want.DEFINITION: _definition,
    Want.VERDICT: _verdict,
    Want.REASON: _reason,
}


def _listed(asked: Asked, near: Sequence[Found], document: Documents) -> Chosen | None:
    """List the items under a lead-in, those of a sentence, or what stands under a heading."""
    hanging = [one for one in near if one.candidate.context and _hangs(one)]
    if hanging:
        stands = tuple(_of_list(asked, hanging, document))
        items = tuple(one.text for one in stands)
        return Chosen("；".join(items), stands, items)
    for one in near:
        if share([asked.noun], one.own) == 1 and (items := tuple(_items(one.own))):
            return Chosen("；".join(items), (quoted(one.candidate),), items)
    return _given([one for one in near if asked.noun and asked.noun in one.candidate.context])


def _hangs(one: Found) -> bool:
    return one.candidate.block.kind in (BlockKind.ITEM, BlockKind.ROW)


def _of_list(asked: Asked, near: Sequence[Found], document: Documents) -> Iterator[Quoted]:
    """Give all of the best item's list where its lead says what is asked, else what fits of it.

    All of it, for a passage may end within a list.
    """
    first, made = near[0].candidate, document(near[0].candidate.span.doc_id)
    lead = near[0].around.removeprefix(near[0].own)
    chosen = {one.candidate.block.start for one in near if one.candidate.context == first.context}
    whole = holds(asked.about, lead) and all(year in lead for year in asked.years)
    for block in made.blocks:
        listed = whole and block.group is not None and block.group == first.block.group
        if block.start in chosen if not listed else block.kind is first.block.kind:
            text = bare(made.text[block.start : block.end])
            yield Quoted(text, (Span(made.id, block.start, block.end),))


def _items(text: str) -> Iterator[str]:
    if found := _LEADS_IN.search(text):
        parts = (_AND_SO_ON.sub("", part) for part in _PARTS.split(found["items"]))
        yield from filter(None, parts)
