"""Which articles of a law a question is answered by, and not what else mentions them; pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.candidates import coverage
from corpus.articles import LABEL, articles, named_articles, references, texts_of
from corpus.documents import Span
from index.keywords import stems
from index.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from assistant.retrieve import Hit
    from corpus.documents import Document

_SAYS = re.compile(
    r"\bwhat (?:does|do|did|is|are|must|shall) (?:[\w’']+ ){0,2}(?:article|art\.) \d+ ?"
    r"(?:of .*)?\b(?:sa(?:y|id)|requires?|provides?|regulates?|states?|stipulates?|prescribes?"
    r"|prohibits?|covers?|about|contain)\b|\b(?:text|content|wording) of (?:article|art\.) \d",
    re.IGNORECASE,
)
# What another article tells of one: the words of a question, and those of the article.
_SECOND = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(told, re.IGNORECASE))
    for asked, told in (
        (
            r"\b(?:fine[ds]?(?!-| (?:dust|particles|particulate|arts|print|chemicals))|penalt\w+"
            r"|punish\w*|penali[sz]e\w*|what happens (?:to|if|when))\b",
            r"\b(?:violat\w+|contraven\w+|fails? to comply)\b|违反",
        ),
        (r"\bexempt\w*\b", r"\bexempt\w*|\bdoes not apply\b|\bdo not apply\b"),
    )
)
_BROKEN = re.compile(
    r"\b(?:fine[ds]?|penalt\w+|punish\w*|penali[sz]e\w*|sanction\w*|violat\w+|happens?|breach\w*"
    r"|consequences?|breaks?|without|fail\w*|refus\w+|suspend\w*)\b",
    re.IGNORECASE,
)
_CLEAR = 0.6  # share of the question's words that one article holds, and no other more
_READ_WITH = 160  # characters of the article that another one speaks of


def of_articles(
    question: str,
    hits: list[Hit],
    document: Callable[[str], Document],
    rarity: Callable[[Collection[str]], Mapping[str, float]],
) -> list[Hit]:
    """Give the articles that a question on a law is answered by in the place of the passages.

    An article is chosen by the number that the question names; where it asks for the penalty for
    something, or who is exempt from it, by the rule that the article speaks of.

    Args:
        question: standing alone.
        hits: the passages that were found for it, best first.
        document: gives a document by its id.
        rarity: weighs stems.

    Returns:
        The passages as they were where the question is of no law; none where the law has no such
        article.
    """
    numbers = named_articles(question)
    second = next((told for asked, told in _SECOND if asked.search(question)), None)
    if not numbers and second is None:
        return hits
    documents = [document(hit.passage.span.doc_id) for hit in hits]
    at = next((at for at, own in enumerate(documents) if articles(own)), None)
    before = zip(documents[:at], hits, strict=False)
    if at is None or any(_mentions(own, hit, numbers) for own, hit in before):
        return hits
    law = documents[at]
    found = texts_of(law, articles(law))
    chosen: list[int] | None = None
    if numbers:
        chosen = _numbered(question, numbers, found, second)
    elif second and at == 0:
        chosen = _on_the_rule(question, found, second, rarity(stems(question)))
    return hits if chosen is None else [_hit(law, number, found, hits[at]) for number in chosen]


def asks_what_it_says(question: str) -> bool:
    """Tell whether a question asks for the content of an article, and for nothing in it."""
    return bool(_SAYS.search(question))


def _mentions(document: Document, hit: Hit, numbers: frozenset[int]) -> bool:
    """Whether a passage speaks of an article: perhaps one of another law."""
    span = hit.passage.span
    return bool(references(document.text[span.start : span.end]) & numbers)


def _numbered(
    question: str,
    numbers: frozenset[int],
    found: Mapping[int, str],
    second: re.Pattern[str] | None,
) -> list[int]:
    """Choose the articles of the numbers that a question names, and those that speak of them."""
    own = sorted(numbers & found.keys())
    speaking = [number for number, text in found.items() if references(text) & numbers]
    if second:
        return [number for number in speaking if second.search(found[number])] if own else []
    if _SAYS.search(question) or not own:
        return own
    return list(dict.fromkeys([*own, *speaking]))


def _on_the_rule(
    question: str,
    found: Mapping[int, str],
    second: re.Pattern[str],
    weights: Mapping[str, float],
) -> list[int] | None:
    """Choose the articles that speak of the rule that a question is about; None where unclear."""
    asked = stems(" ".join(own[0] for form, _ in _SECOND for own in form.finditer(question)))
    rest = {stem: weight for stem, weight in weights.items() if stem not in asked}
    told = {
        number: coverage(rest, " ".join([text, *_spoken_of(number, found)]))
        for number, text in found.items()
        if second.search(text)
    }
    rules = (coverage(rest, text) for number, text in found.items() if number not in told)
    best, rule = max(told.values(), default=0.0), max(rules, default=0.0)
    if best >= max(rule, _CLEAR):
        return [number for number, share in told.items() if share == best]
    return [] if rule >= _CLEAR else None


def _spoken_of(number: int, found: Mapping[int, str]) -> list[str]:
    """Give the articles that an article speaks of."""
    return [found[other] for other in sorted(references(found[number]) & found.keys() - {number})]


def _hit(law: Document, number: int, found: Mapping[int, str], like: Hit) -> Hit:
    """Make a passage of an article, to be read with the articles that it speaks of."""
    section = articles(law)[number]
    others = sorted(references(found[number]) & found.keys() - {number})
    told = [f"Article {other}: {found[other][:_READ_WITH]}" for other in others]
    path = (*section.path[:-1], " ".join([section.path[-1], *(f"({one})" for one in told)]))
    span = Span(law.id, section.start, section.end)
    passage = Passage(f"{law.id}@{span.start}", span, path, law.page_at(span.start))
    return replace(like, passage=passage)


def told_by_rules(question: str, texts: Sequence[str], words: Sequence[float]) -> frozenset[int]:
    """List the sentences of articles on penalties in whose place the rule itself answers.

    Args:
        question: standing alone.
        texts: sentences.
        words: the share of the question's words that each holds.

    Returns:
        Indices of sentences that hold no more of them than one of another article does; none
        where the question asks for what follows where a rule is broken.
    """
    if _BROKEN.search(question):
        return frozenset()
    labelled = [at for at, text in enumerate(texts) if LABEL.match(text)]
    penal = [at for at in labelled if _SECOND[0][1].search(texts[at])]
    best = max((words[at] for at in labelled if at not in penal), default=0.0)
    return frozenset(at for at in penal if words[at] <= best)
