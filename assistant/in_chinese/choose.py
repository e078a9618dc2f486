"""Sentences in Chinese to the answer of a question in Chinese; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.in_chinese import values
from assistant.in_chinese.asked import Want
from assistant.in_chinese.cover import holds, share
from corpus.documents import BlockKind
from index.keywords import CJK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.candidates import Candidate
    from assistant.in_chinese.asked import Asked

_MOST = 3  # sentences that are given
_OWN = 0.5  # share of the question's words that a sentence holds without what is around it
_SURE, _LIKELY = 0.78, 0.65  # that an answer of a type is right, and one of sentences alone
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年")
_COMPARED = re.compile(r"(?:比|较|同|相比|相较)$")  # before a year that a figure is held against
_LEANS = re.compile(r"(?:其中|同时|此外|另外)?[，,]?(?:[该其此这它]|上述|前述|本条)")
# The last character of the name of a port, a city, a body, a line: there are several of each.
_KINDS = frozenset("港市省县区镇局厅部院校司团路线桥站厂国州会")
_CELLS = re.compile(r"\s*\|\s*")
_NOT = re.compile(r"不|未|没有|无法|无需|禁止|并非|尚无|取消")
_WHY = re.compile(r"由于|因为|为了|旨在|以便|原因|因此|[，。]因|^因")
_IS = r"(?:[（(][^）)]{1,40}[）)])?[，,]?(?:是指|指的是|即为|担任|[指是即为系任])"
_LEADS_IN = re.compile(
    r"(?:包括|包含|分为|涵盖|涉及|主要有|分别为|分别是|有|为|是|：)(?P<items>[^。；]*、[^。；]*)"
)
_PARTS = re.compile(r"、|以及|[和及与]")


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
        return bool(_LEANS.match(self.own))


@dataclass(frozen=True, slots=True)
class Chosen:
    """An answer.

    Attributes:
        short: the answer alone.
        stands: the sentences that it stands on.
        items: of a list; else empty.
        sure: probability that it is right.
    """

    short: str
    stands: tuple[Candidate, ...]
    items: tuple[str, ...] = ()
    sure: float = _SURE


def choose(asked: Asked, found: Sequence[Found]) -> Chosen | None:
    """Choose the answer of the sentence that tells most of what a question names.

    A sentence must hold all that is asked about, with its headings, its document's title and what
    it leans on, and must be of the year that is asked about; else it is of something else.

    Args:
        asked: the question.
        found: sentences, best first.

    Returns:
        None where no such sentence tells what is wanted.
    """
    near = [one for one in found if tells_of(asked.about, one) and of_years(asked, one)]
    near.sort(key=lambda one: -_own(asked, one))
    if asked.want is Want.LIST:
        return _listed(asked, near)
    near = [one for one in near if _own(asked, one) >= _OWN or _is_row(one)]
    tell = _TELL.get(asked.want)
    if tell is None:
        stands = tuple(one.candidate for one in near[:_MOST])
        return Chosen(stands[0].text, stands, sure=_LIKELY) if stands else None
    told = ((one, _cell(asked, one) if _is_row(one) else tell(asked, one.own)) for one in near)
    return next((Chosen(short, (one.candidate,)) for one, short in told if short), None)


def tells_of(runs: Sequence[str], one: Found) -> bool:
    """Tell whether a sentence tells of all that some runs name, and of nothing else of its kind."""
    around = f"{one.around}，{one.before}" if one.leans else one.around
    return holds(runs, around) and (one.leans or not any(_is_of_another(run, one) for run in runs))


def _is_of_another(run: str, one: Found) -> bool:
    """Whether a sentence names, in the place of a name, another that ends as it does."""
    if run[-1] not in _KINDS or run[-2:] in one.own:
        return False
    return bool(re.search(rf"(?<![该本此各全其])[{CJK}]{{2}}{run[-1]}", one.own))


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
    found = re.search(rf"{re.escape(asked.noun)}[”》]?{_IS}(?P<what>[^。]+)", text)
    return found["what"] if found else ""


def _verdict(asked: Asked, text: str) -> str:
    spans = (text[slice(*span)] for span in values.clauses(text))
    clause = max(spans, key=lambda clause: share(asked.about, clause))
    claimed = "".join(asked.about)
    return "否" if bool(_NOT.search(clause)) != bool(_NOT.search(claimed)) else "是"


def _reason(asked: Asked, text: str) -> str:
    spans = (text[slice(*span)] for span in values.clauses(text))
    return next((clause for clause in spans if _WHY.search(clause)), "")


_TELL: dict[Want, Callable[[Asked, str], str]] = {
    Want.NUMBER: values.amount,
    Want.DATE: values.date,
    Want.BODY: values.body,
    Want.PLACE: values.place,
    Want.DEFINITION: _definition,
    Want.VERDICT: _verdict,
    Want.REASON: _reason,
}


def _listed(asked: Asked, near: Sequence[Found]) -> Chosen | None:
    """List the items under a lead-in, those of a sentence, or what stands under a heading."""
    hanging = [one for one in near if one.candidate.context and _hangs(one)]
    if hanging:
        context = hanging[0].candidate.context
        stands = tuple(one.candidate for one in hanging if one.candidate.context == context)
        stands = tuple(sorted(stands, key=lambda one: one.span.start))
        items = tuple(one.text for one in stands)
        return Chosen("；".join(items), stands, items)
    for one in near:
        if share([asked.noun], one.own) == 1 and (items := tuple(_items(one.own))):
            return Chosen("；".join(items), (one.candidate,), items)
    headed = [one for one in near if asked.noun and asked.noun in one.candidate.context]
    stands = tuple(one.candidate for one in headed[:_MOST])
    return Chosen(stands[0].text, stands, sure=_LIKELY) if stands else None


def _hangs(one: Found) -> bool:
    return one.candidate.block.kind in (BlockKind.ITEM, BlockKind.ROW)


def _items(text: str) -> Iterator[str]:
    if found := _LEADS_IN.search(text):
        yield from (part.strip("等") for part in _PARTS.split(found["items"]) if part.strip("等"))
