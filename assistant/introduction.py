"""What can be asked here, for a question that is about the assistant itself."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from assistant.examples import examples
from assistant.suggest import answerable, starters
from index.facts.store import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assistant.answer import Answer
    from corpus.documents import Metadata
    from index.library import Library

_NAMED, _OFFERED = 3, 2  # series or titles, and questions, that are told
_NEWEST = 3  # documents that questions are made of
_TRIED = 4  # questions that are asked, to tell which are answered
_LONGEST = 60  # characters of a name
_CORPUS = r"(?:corpus|collection|library|folder)"
# Whole questions only: what has one more word may be about the documents.
_FORMS = re.compile(
    r"(?:hello|hi|hey)(?: there)?|good (?:morning|afternoon|evening)|help(?: me)?|who are you"
    r"|what are you|what (?:can|could|should|may) i ask(?: you| here)?(?: about)?"
    r"|what (?:kinds? of )?questions can i ask(?: you| here)?|what (?:can|do) you (?:do|answer)"
    rf"|what(?: is|s) (?:in )?this {_CORPUS}(?: about)?|what are these documents(?: about)?"
    r"|[你您]好|帮助|你是谁|你(?:能|会|可以)(?:做什么|干什么|回答什么)"
    r"|(?:我)?(?:能|可以)问(?:你)?(?:些)?什么(?:问题)?"
)


def is_about_itself(question: str) -> bool:
    """Tell whether a question asks what can be asked here, or only greets."""
    words = re.sub(r"[?？!！.。,，]|['’]", "", question).casefold()
    return bool(_FORMS.fullmatch(re.sub(r"[吗呢啊呀]$", "", " ".join(words.split()))))


def introduction(
    library: Library, known: Mapping[str, Metadata], ask: Callable[[str], Answer]
) -> str:
    """Tell in a line what can be asked: how many documents, what they are called, two questions.

    Args:
        library: the index.
        known: the documents that may be searched, by id.
        ask: answers a question from those.
    """
    if not known:
        return "There are no documents to ask about."
    names = Counter(_cut(meta.series or meta.title) for meta in known.values())
    told = [name for name, _ in names.most_common(_NAMED)]
    rest = len(names) - len(told)
    named = ", ".join(told) + (f" and {rest} more" if rest else "")
    say = "the document says" if len(known) == 1 else f"the {len(known):,} documents say"
    asked = " or ".join(f"“{question}”" for question in _questions(library, known, ask))
    return f"Ask what {say} ({named})" + (f", for example {asked}" if asked else ".")


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rsplit(' ', 1)[0]} …"


def _questions(
    library: Library, known: Mapping[str, Metadata], ask: Callable[[str], Answer]
) -> Sequence[str]:
    """Give questions that the documents answer: those kept for them, or made of the newest."""
    if len(known) == len(library.records) and (kept := examples(library)):
        return kept[:_OFFERED]
    newest = sorted(known, key=lambda name: (known[name].issued or "", name))[-_NEWEST:]
    made = starters(library.facts(Wanted(docs=tuple(newest))))
    return answerable(islice(made, _TRIED), ask, "")[:_OFFERED]
