"""Whether what answers names nothing that the question names, and so does not answer; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.answers.mentions import mentions
from assistant.answers.wanted import Type, wanted
from index.keywords import CJK
from index.names import find_names

if TYPE_CHECKING:
    from assistant.question import Query
    from assistant.select import Scored
    from corpus.documents import Document

# Words of names: not initials, for which a text may have words, nor "Chinese".
_OF_A_LAND = r"\w+(?:ese|ean|ish|ican|man|(?:As|Ind|Russ|Ital|Austral|Canad)ian)\b"
_WORD = re.compile(rf"\b(?!{_OF_A_LAND})[A-Z][a-z]{{3,}}\b")
_MIXED = re.compile(r"\b[a-z]+[A-Z]\w+")  # "iCarbonX"
_CHINESE = re.compile(f"[{CJK}]{{2,}}")
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
    # A question begins with a capital letter, whatever it begins with.
    names = [asked[start:end] for start, end in find_names(asked) if start > 0]
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
