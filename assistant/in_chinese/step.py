"""A question in Chinese to an answer from texts in Chinese; reads the index.

The encoder and the reader know English only: what they make of a text in Chinese is chance. So a
question in Chinese is answered from such texts by its words, and from English texts as before; what
neither holds is refused.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answers.compose import NOTHING, Composed
from assistant.candidates import candidates, told_before
from assistant.chinese import with_thing
from assistant.in_chinese.asked import SAME, Asked, Want, read, years_in
from assistant.in_chinese.choose import Chosen, Found, choose, of_years, quoted, tells_of
from assistant.in_chinese.cover import is_chinese
from assistant.retrieve import Hit
from assistant.scope.in_chinese import titled
from assistant.stepwise.steps import Step
from corpus.documents import BlockKind
from index.keywords import CHINESE, CJK, match_query, pairs_query

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from assistant.answer import Turn
    from assistant.candidates import Candidate
    from assistant.reading import Reading
    from index.library import Library

_POOL = 40  # passages that are looked through
_LINES = 15  # blocks at the head of a document in which its labelled values stand
_TOLD = 4  # sentences that tell what a document says
_TELLS = 0.65  # that they are what is wanted
_UNREAD = 0.5  # the same of a sentence in Chinese for a question in English
_FIELD = re.compile(r"(?P<label>[^\s:：]{2,8})\s?[:：]\s*(?P<value>\S.*)")
_IS = re.compile(rf"^\s*what(?:['’]s| is) (?:an? |the )?([{CJK}]+)[ ?？.]*$", re.IGNORECASE)
_WHO = re.compile(r"\W*(?:who|whom|whose|which)\b", re.IGNORECASE)
_NAME = re.compile(f"[{CJK}]{{2,}}")


def in_chinese(
    library: Library,
    question: str,
    reading: Reading,
    known: Collection[str],
    history: Sequence[Turn] = (),
) -> Step | None:
    """Answer a question in Chinese from what is written in Chinese.

    Args:
        library: the opened index.
        question: as typed.
        reading: what was read for it in English.
        known: ids of the documents that may be used.
        history: earlier turns, oldest first.

    Returns:
        The answer, or a refusal; None for a question in English, and for one that only English
        texts may answer.
    """
    if not CHINESE.search(question):
        return None
    question = with_thing(question, [turn.question for turn in history])
    called, named = titled(question, [card for card in library.cards if card.id in known])
    asked = read(_IS.sub(r"什么是\1", question), called)
    if asked is None:
        return _told_of_names(library, question, reading)
    within = named or frozenset(known)
    words = pairs_query(" ".join(asked.about))
    found = library.search_query(words, _POOL, within) if words else []
    hits = [Hit(library.passage(name), score, 0.0) for name, score in found]
    if named and not hits:
        hits = [Hit(one, 0.0, 0.0) for name in sorted(named) for one in library.passages_of(name)]
    chosen = _chosen(library, asked, named, hits)
    if chosen is None:
        return None if _is_for_english(library, question, reading) else _refused(reading, hits)
    composed = Composed(chosen.short, chosen.items, chosen.stands)
    return Step(replace(reading, hits=hits), composed, 1.0, chosen.sure)


def _chosen(
    library: Library, asked: Asked, named: Collection[str], hits: list[Hit]
) -> Chosen | None:
    if asked.want is Want.FIELD:
        return _field(library, asked, named) if not asked.about else None
    found = list(_sentences(library, hits))
    if asked.want is Want.CONTENT and named and not asked.about:
        return _content(library, found)
    return choose(asked, found, library.document)


def _sentences(library: Library, hits: list[Hit]) -> Iterator[Found]:
    seen = set()
    for hit in hits:
        document = library.document(hit.passage.span.doc_id)
        for one in candidates(document, hit):
            if one.span in seen or not is_chinese(one.text):
                continue
            seen.add(one.span)
            yield _found(library, one)


def _found(library: Library, one: Candidate) -> Found:
    document = library.document(one.span.doc_id)
    titles = filter(None, (document.meta.title, document.meta.title_original))
    section = document.section_at(one.span.start)
    path = section.path if section else ()
    around = "，".join((one.text, one.context, *titles, *path))
    return Found(one, *("".join(t.split()) for t in (one.text, around, told_before(one, document))))


def _field(library: Library, asked: Asked, named: Collection[str]) -> Chosen | None:
    """Give the labelled value at the head of the document that is named."""
    labels = next(same for same in SAME if asked.noun in same)
    for name in sorted(named):
        document = library.document(name)
        heads = {(block.start, block.end) for block in document.blocks[:_LINES]}
        for passage in library.passages_of(name):
            for one in candidates(document, Hit(passage, 0.0, 0.0)):
                told = _FIELD.fullmatch(one.text)
                if told and told["label"] in labels and (one.span.start, one.span.end) in heads:
                    return Chosen(told["value"], (quoted(one),))
    return None


def _content(library: Library, found: list[Found]) -> Chosen | None:
    """Tell what a document says by the first sentence under each of its headings."""
    titles = {library.document(one.candidate.span.doc_id).meta.title for one in found}
    ordered = sorted(found, key=lambda one: one.candidate.span.start)
    firsts = {
        one.candidate.hit.passage.section: one.candidate
        for one in reversed(ordered)
        if not _FIELD.fullmatch(one.candidate.text) and one.candidate.text not in titles
    }
    told = sorted(firsts.values(), key=lambda one: one.span.start)
    stands = tuple(map(quoted, told[:_TOLD]))
    return Chosen(stands[0].text, stands, sure=_TELLS) if stands else None


def _told_of_names(library: Library, question: str, reading: Reading) -> Step | None:
    """Give the best sentence for a question in English on a name in Chinese, where it is Chinese.

    It is given whole, for no part of it was understood, and must be of the year that is asked
    about; else it is no answer.

    Returns:
        None where the question has no such name, or the best sentence on it is none in Chinese.
    """
    names = _NAME.findall(question)
    if not names or _WHO.match(question):
        return None  # a sentence that was not understood need not tell who or which
    ranked = (_found(library, one.candidate) for one in reading.ranked)
    near = [one for one in ranked if tells_of(names, one)]
    if not near or not _is_prose(near[0].candidate):
        return None
    asked = Asked(Want.OTHER, tuple(names), years=years_in(question))
    plain = (one for one in near if _is_prose(one.candidate) and of_years(asked, one))
    chosen = next((one.candidate for one in plain if not _FIELD.fullmatch(one.own)), None)
    if chosen is None:
        return _refused(reading, [])
    return Step(reading, Composed(chosen.text, (), (quoted(chosen),)), 1.0, _UNREAD)


def _is_prose(one: Candidate) -> bool:
    return one.block.kind is not BlockKind.ROW and is_chinese(one.text)


def _is_for_english(library: Library, question: str, reading: Reading) -> bool:
    """Whether texts in English may answer: all that is still in Chinese is a name that they have.

    What is best of them must not be a sentence in Chinese, of which nothing was known.
    """
    told = reading.query.standalone
    if any(_is_prose(one.candidate) for one in reading.ranked[:1]):
        return False
    return all(_is_in_english(library, name) for name in _NAME.findall(told))


def _is_in_english(library: Library, name: str) -> bool:
    """Whether a text in English has a Chinese name."""
    found = (library.passage(one) for one, _ in library.search_query(match_query(name), _POOL))
    return any(not is_chinese(library.text(passage.span)) for passage in found)


def _refused(reading: Reading, hits: list[Hit]) -> Step:
    return Step(replace(reading, hits=[*hits, *reading.hits]), NOTHING, 0.0, 0.0)
