"""Whether a document has nothing of what a question names, and so does not answer; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.another.name import OF_A_LAND, names_in
from assistant.answers.mentions import mentions
from assistant.answers.wanted import MEASURED, Type, wanted
from assistant.candidates import surroundings
from index.aliases import stems_with_aliases
from index.keywords import CJK, stems

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

# Words of names: not initials, for which a text may have words, nor "Chinese".
_WORD = re.compile(rf"\b(?!{OF_A_LAND})[A-Z][a-z]{{3,}}\b")
_MIXED = re.compile(r"\b[a-z]+[A-Z]\w+")  # "iCarbonX"
_CHINESE = re.compile(f"[{CJK}]{{2,}}")
_LESS = 0.2  # share of the question's words
_PERSONS = (Type.PERSON, Type.ACTOR)


def is_unnamed(query: Query, asked: str, scored: Scored, document: Document) -> bool:
    """Tell whether a question names something, and the document that answers nothing of it.

    A person is told where the body is that is asked about, so that its section counts alone.

    Args:
        query: the question.
        asked: the same without the words that name documents.
        scored: the sentence that answers.
        document: that holds it.
    """
    want = wanted(query).type
    names = [asked[start:end] for start, end in names_in(asked)]
    words = [*_WORD.findall(" ".join(names)), *_MIXED.findall(asked)]
    chinese = _CHINESE.findall(asked) if want in _PERSONS else []
    if want is Type.PHRASE or not (words or chinese):
        return False
    candidate = scored.candidate
    text, section = document.text, document.section_at(candidate.span.start)
    if want in _PERSONS and section is not None:
        text = " ".join((document.text[section.start : section.end], *section.path))
    whole = f"{candidate.context} {document.meta.title} {text}"
    if words and re.search(rf"\b(?:{'|'.join(words)})\b", whole, re.IGNORECASE):
        return False
    if any(name in whole for name in chinese):
        return False
    return not any(mentions(name, f"{candidate.context} {candidate.text}") for name in names)


def tells_of_names(asked: str, scored: Scored, document: Document) -> bool:
    """Tell whether a sentence, with its paragraph and headings, has all names of a question."""
    told = surroundings(scored.candidate, document)
    names = [asked[start:end] for start, end in names_in(asked)]
    return all(mentions(name, told) for name in names if _WORD.search(name))


def lacks_matter(query: Query, best: Scored, answers: Scored, document: Document) -> bool:
    """Tell whether a word of the question that the best sentence has stands nowhere in a document.

    The best sentence is of another document, and gives no figure; the one that answers has a
    figure, but clearly less of the question, and is of another matter.

    Args:
        query: the question.
        best: the best sentence.
        answers: the one that answers.
        document: that holds it.
    """
    less = best.words - answers.words > _LESS and best.candidate.span.doc_id != document.id
    if wanted(query).type not in MEASURED or best.suits or not less:
        return False
    whole = stems_with_aliases(query.standalone, f"{document.meta.title} {document.text}")
    return bool((query.weights.keys() - whole) & stems(best.candidate.text))
