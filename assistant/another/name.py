"""Whether a sentence says of another place, body or thing what is asked of one; pure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from assistant.answers.mentions import mentions
from assistant.answers.predicates import is_phrase
from assistant.candidates import surroundings
from assistant.currency import without_currency
from assistant.followups.slots import Sort, is_name, sort_of
from assistant.question import AUXILIARY
from corpus.documents import BlockKind
from index.aliases import spelled_out
from index.keywords import content_terms, stem, stems
from index.names import find_names, has_body_word, written_names
from index.regions import CITIES, LANDS, ORIGINS, PROVINCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

Offsets: TypeAlias = tuple[int, int]
Role: TypeAlias = tuple[str, str]
"""What a text has a name do, suffer, own or hold: ("", "issu"), ("be", "issu"), ("of", "share")."""

# The land that the briefings are about, which seldom is named in a sentence of theirs.
_UNSAID = "China"
_SORTS = (LANDS - {_UNSAID}, PROVINCES, CITIES)
_PLACES = frozenset().union(LANDS, *_SORTS)
_TOLD_OF = re.compile(r"\b(?:in|for|of) (?:the )?$", re.IGNORECASE)
OF_A_LAND = rf"(?:{'|'.join(sorted(ORIGINS))})\b"
"""What the people and things of a land are called: "Chinese"."""
_BESIDE = 60  # characters between an amount and a name that it is told of
_BRACKET = r"(?: ?\([^)]{1,60}\))?"
_VERB = re.compile(
    rf"{_BRACKET}(?:,? (?:also|alone|jointly|itself|first|now|already|[a-z]+ly)\b)*"
    r"(?P<helps>(?: (?:has|had|have|will|would|is|are|was|were|be|been|being|may|might|must|should"
    r"|can|could|to|wants|plans|aims)\b)*) (?P<verb>[a-z]{3,})"
)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
_OWNED = re.compile(r"['’]s((?: [\w-]+){1,3})")
_HELD = re.compile(r"([\w-]{3,}) (of|in|at|for|from|with) (?:the )?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b[Bb]etween ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*) and ([A-Z][\w'’-]+)")
_OPENS = re.compile(r"(?:As )?[Ff]or (?:the )?")
_ASKS = re.compile(rf"\b{AUXILIARY} (?:the )?$", re.IGNORECASE)
# Not of a currency or a post, for which a text may have other words.
_ACRONYM = re.compile(r"(?!(?:RMB|CNY|USD|EUR|GBP|JPY|HKD|C[EFTO]O)\b)[A-Z]{3,7}")
_CURRENCY = re.compile(r"(?:RMB|CNY|USD|EUR|GBP|JPY|HKD|US)\b(?! [A-Z])")
_OF_A_KIND = re.compile(r"[A-Z]{2,}-[a-z]+")  # "AI-generated" is no name
_OF = re.compile(r" (?:of|for)(?: the)? ")
# Verbs for the same: who pays for a thing has it that another is asked to spend on.
_ALIKE = {
    stem(verb): verbs.split()[0]
    for verbs in (
        "spend pay invest fund finance put give provide allocate contribute grant",
        "issue publish release adopt announce unveil promulgate",
        "found establish create set open start launch",
        "sell ship deliver export supply",
        "make build produce manufacture",
    )
    for verb in verbs.split()
}
_WORD = re.compile(r"[A-Za-z][a-z]{2,}|[A-Z]{2,}")


def is_of_another_name(
    query: Query, asked: str, scored: Scored, document: Document, short: str
) -> bool:
    """Tell whether a name of the question is missing where another stands in its place.

    That is where a sentence has another do or own what the question has it do or own, where it
    names another land, province or city, or a thing that is called the same but for one word; and
    where the whole document holds nothing of the name.

    Args:
        query: the question.
        asked: the same without the words that name documents.
        scored: the sentence that answers.
        document: that holds it.
        short: the short answer; what it names is told of, and a name asked for replaces none.
    """
    own = without_currency(asked if query.asked == query.standalone else query.asked)
    spans = [(a, b) for a, b in names_in(own) if own[a:b] != _UNSAID]
    if not spans:
        return False
    text = scored.candidate.text
    told = f"{scored.candidate.context}. {text}. {short}"
    missing = [span for span in spans if not is_told(own[slice(*span)], told)]
    missing_names = [own[slice(*span)] for span in missing]
    alike = [told[a:b] for a, b in _others(told, own, short)]
    return (
        any(_is_of_another_place(own, sort, scored, document, short) for sort in _SORTS)
        or _another_acts(own, missing, text, _others(text, own, short))
        or _is_between_others(own, missing_names, text)
        or _opens_with_another(missing_names, text, _others(text, own, short))
        or any(_another_of_its_kind(own[a:b], told, alike, document) for a, b in spans)
        or any(_is_nowhere(own, span, document) for span in missing)
        or _is_amount_of_another(own, missing_names, scored, document, short)
    )


def names_in(asked: str) -> list[Offsets]:
    """Find the names in a question.

    It begins with a capital letter, whatever it begins with; of what is no sentence a name of
    several words at the beginning is one.
    """
    found = find_names(asked)
    return [(a, b) for a, b in found if a > 0 or (is_phrase(asked) and " " in asked[a:b])]


def _others(text: str, asked: str, short: str) -> list[Offsets]:
    """Find the names in a text that may stand in another's place: neither asked about nor for.

    A currency with its amount looks like a name, and is none.
    """
    found = [span for span in find_names(text) if not _CURRENCY.match(text[slice(*span)])]
    return [(a, b) for a, b in found if text[a:b] not in asked and not is_answer(text[a:b], short)]


def is_answer(name: str, short: str) -> bool:
    """Tell whether a short answer is a name and little more."""
    return name in short and len(short) < 2 * len(name)


def is_told(name: str, text: str) -> bool:
    """Tell whether a text names a thing: all of its words, or most of them in one name."""
    named = written_names(text) if " " in name else [text]
    whole = stems(name) <= stems(text) or _is_spelled_out(name, text)
    return whole or any(mentions(name, other) for other in named)


def _is_spelled_out(name: str, text: str) -> bool:
    return any(spelled_out(word, text) for word in name.split() if word.isupper())


def _is_of_another_place(
    asked: str, sort: frozenset[str], scored: Scored, document: Document, short: str
) -> bool:
    """Tell whether a sentence names places of a sort, and is told of none that is asked about.

    What its paragraph has before it and the headings tell it too, but for a heading of both; an
    item is told of the place that leads in to its list. A sentence that has nothing of the names
    asked about is told of the place in its heading.
    """
    candidate = scored.candidate
    hangs = candidate.block.kind is BlockKind.ITEM
    lead = candidate.context.rpartition(". ")[2] if hangs else ""
    own = f"{lead} {candidate.text}" if lead.endswith(":") else candidate.text
    wanted = _places(asked, sort)
    if not wanted:
        return False
    named = is_name(short)  # "Aqua Lines of Ningbo" is the answer, and not told of Ningbo
    told = {
        place
        for place in _places(own, sort)
        if not (is_answer(place, short) or (named and place in short))
    }
    if _is_in_other_clause(own, short, wanted, sort):
        return True
    section = document.section_at(candidate.span.start)
    path = section.path if section else ()
    names = [n for n in written_names(asked) if n not in wanted and not _CURRENCY.match(n)]
    if not told and not any(is_told(name, own) for name in names):
        told = next(filter(None, (_places(heading, sort) for heading in reversed(path))), set())
    if not told or wanted & told:
        return False
    over = (candidate.context, document.meta.title, *path)
    before = document.text[candidate.block.start : candidate.span.start]
    parts = (own, before, short, *(part for part in over if not told & _places(part, sort)))
    return not any(mentions(place, part) for place in wanted for part in parts)


def _is_in_other_clause(text: str, short: str, wanted: Set[str], sort: frozenset[str]) -> bool:
    """Tell whether the clause that answers has other places, and one beside it those asked about.

    "Chengdu pays 100 million a year; Ningbo was next", where Ningbo is asked about.
    """
    parts = text.split("; ")
    at = next((at for at, part in enumerate(parts) if short and short in part), None)
    if len(parts) < 2 or at is None or not any(map(str.isdigit, short)):
        return False
    own, around = _places(parts[at], sort), _places(text, sort)
    return bool(own) and not own & wanted and wanted <= around


def _places(text: str, sort: frozenset[str]) -> set[str]:
    return set(_form(sort).findall(text))


@cache
def _form(sort: frozenset[str]) -> re.Pattern[str]:
    """Match a place of a sort; made when it is first asked for."""
    longest_first = sorted(sort, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def _another_acts(
    asked: str, missing: Sequence[Offsets], text: str, others: Sequence[Offsets]
) -> bool:
    """Tell whether other names have the roles in a sentence that missing names have."""
    wanted = {role for span in missing for role in roles(asked, span, asking=True)}
    return bool(wanted) and any(wanted.intersection(roles(text, span)) for span in others)


def _is_between_others(asked: str, missing: Sequence[str], text: str) -> bool:
    """Tell whether a text has two others between which something is: "between A and B"."""
    pair = _BETWEEN.search(asked)
    between = pair and any(pair[0].endswith(name) or name in pair.groups() for name in missing)
    return bool(between) and bool(_BETWEEN.search(text))


def _opens_with_another(missing: Sequence[str], text: str, others: Sequence[Offsets]) -> bool:
    """Tell whether a sentence is told of another thing of a sort from its first words on.

    "For Harbour One, the deadline is 2029", where Harbour Two is asked about.
    """
    opens = _OPENS.match(text)
    other = next((text[a:b] for a, b in others if opens and a == opens.end()), "")
    return bool(other) and any(sort_of(name) is sort_of(other) for name in missing)


def roles(text: str, span: Offsets, *, asking: bool = False) -> Iterator[Role]:
    """Give what a text has a name do, own or hold; a question has it do what follows "did"."""
    start, end = span
    before = _ASKS.search(text, 0, start) if asking else None
    verb = _VERB.match(text, end)
    if verb and (before or not asking):
        suffers = _BE.search(verb["helps"]) or (before and _BE.search(before[0]))
        done = stem(verb["verb"])
        yield "be" if suffers else "", _ALIKE.get(done, done)
    if owned := _OWNED.match(text, end):
        yield from (("'s", stem(word)) for word in content_terms(owned[1]))
    if held := _HELD.search(text, 0, start):
        yield held[2].lower(), stem(held[1].lower())


def _another_of_its_kind(name: str, text: str, others: Sequence[str], document: Document) -> bool:
    """Tell whether a text names things called as one is but for a word, and not the thing itself.

    "Cyber Security Law" is another than "Data Security Law", and "Security Law" need not be.
    """
    first = _OF.split(name)[0]
    if " " not in first or name.lower() in text.lower() or _is_spelled_out(first, text):
        return False
    alike = [other for other in others if " " in other and _head(other) == _head(name)]
    return bool(alike) and all(_differ(name, other, document.text) for other in alike)


def _differ(one: str, other: str, whole: str) -> bool:
    """Tell whether two names with one head differ by a word for a word.

    Where nothing of a document has the one word, it may be for several.
    What stands before "of" or "for" tells things apart; what follows only where that is the same.
    """
    for left, right in zip(_OF.split(one, 1), _OF.split(other, 1), strict=False):
        own, its = stems(left) - stems(right), stems(right) - stems(left)
        if own or its:
            return len(own) == 1 and bool(its) and (len(its) == 1 or not own & stems(whole))
    return False


def _head(name: str) -> str:
    return _OF.split(name)[0].split()[-1].lower()


def _is_amount_of_another(
    asked: str, missing: Sequence[str], scored: Scored, document: Document, short: str
) -> bool:
    """Tell whether an amount is told of a name, and what stands around it of none asked about.

    "15% of exports in Ropes and 13% in Sails", where those in Anchors are asked for.
    """
    candidate = scored.candidate
    text, at = candidate.text, candidate.text.find(short) if short else -1
    around = surroundings(candidate, document)
    missing = [name for name in missing if name not in _PLACES and not is_told(name, around)]
    row = candidate.block.kind is BlockKind.ROW
    if at < 0 or not missing or row or not any(map(str.isdigit, short)):
        return False
    end = at + len(short)
    return any(
        end <= a < end + _BESIDE and _TOLD_OF.search(text, end, a)
        for a, b in _others(text, asked, short)
        if text[a:b] not in _PLACES and not re.match(OF_A_LAND, text[a:b])
    )


def _is_nowhere(asked: str, span: Offsets, document: Document) -> bool:
    """Tell whether a document holds no word of a name that acts, owns, or is a body or place."""
    name = asked[slice(*span)]
    sort, meta = sort_of(name), document.meta
    if _OF_A_KIND.fullmatch(name):
        return False
    told_apart = sort is Sort.PLACE or (sort is Sort.BODY and _ACRONYM.fullmatch(name))
    if sort is Sort.MATTER or not (told_apart or any(roles(asked, span, asking=True))):
        return False
    known = (meta.title, meta.publisher or "", meta.series or "", *meta.authors)
    whole = " ".join((document.text, *known))
    own = [word for word in _WORD.findall(name) if not has_body_word(word)]
    words = "|".join(map(re.escape, own))
    if not words or re.search(rf"\b(?:{words})", whole, re.IGNORECASE):
        return False
    return not is_told(name, whole)
