"""Metrics that need no judge model: one small pure function each.

Every function scores one question, or one answer, between 0 and 1; None means that the metric
does not apply. Means over questions are taken in ``evals.run``.

"Covered" is always counted in word characters (letters and digits), so that the white space and
the marks between two passages or cells make no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from assistant.answer import Citation
from corpus.documents import Span
from evals import squad
from evals.values import dates, holds, quantities, values
from index.keywords import stems

FOUND = 0.8
"""Least share of an evidence that the passages must hold for it to count as found."""
CITED = 0.5
"""Least share of an evidence that the cited spans must hold for it to count as cited."""
CLOSE = 0.6
"""Least SQuAD F1 of a short answer that counts as right."""
SHORT_WORDS = 15
"""Most words in a short answer that is searched for a number or date."""
LONG = 12
"""Least words of an answer that may be said in another order."""

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_ARTICLES = {"a", "an", "the"}


def words(text: str) -> list[str]:
    """Split into words: case-folded, without accents, punctuation and articles.

    Each Chinese character is a word.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return [word for word in _WORD.findall(plain) if word not in _ARTICLES]


def coverage(span: Span, others: Iterable[Span], text: str) -> float:
    """Give the share of a span's word characters that the union of the other spans holds.

    Args:
        span: what is to be covered.
        others: what covers it; spans of other documents count nothing.
        text: the stored text of the span's document.
    """
    wanted = {at for at in range(span.start, span.end) if text[at].isalnum()}
    held = [other for other in others if other.overlap(span)]
    covered = {at for at in wanted if any(other.start <= at < other.end for other in held)}
    return len(covered) / len(wanted) if wanted else 0.0


def found_rank(places: Sequence[Span], ranked: Sequence[Span], text: str) -> int | None:
    """Give the least k such that the top k passages together hold an evidence.

    Args:
        places: interchangeable places of the evidence, in one document.
        ranked: the spans of the passages, best first.
        text: the stored text of the places' document.

    Returns:
        A rank from 1, or None when no place is covered to at least ``FOUND``.
    """
    ranks = (_completing_rank(place, ranked, text) for place in places)
    return min((rank for rank in ranks if rank is not None), default=None)


def _completing_rank(place: Span, ranked: Sequence[Span], text: str) -> int | None:
    for rank, span in enumerate(ranked, 1):
        if span.overlap(place) and coverage(place, ranked[:rank], text) >= FOUND:
            return rank
    return None


def all_evidence_at(ranks: Sequence[int | None], k: int) -> float | None:
    """Tell (1.0 or 0.0) whether every evidence was found by rank ``k``.

    Args:
        ranks: for each evidence of a question its ``found_rank``.
        k: how many passages count.

    Returns:
        None for a question without evidence.
    """
    if not ranks:
        return None
    return float(all(rank is not None and rank <= k for rank in ranks))


def reciprocal_rank(ranks: Sequence[int | None]) -> float | None:
    """Give 1 / rank of the first passage that completes an evidence, 0.0 when none does.

    The mean over questions is MRR (Voorhees 1999, "The TREC-8 Question Answering Track Report").
    None for a question without evidence.
    """
    if not ranks:
        return None
    return 1 / min((rank for rank in ranks if rank is not None), default=float("inf"))


def contains(text: str, phrase: str) -> bool:
    """Tell whether the words of ``phrase`` stand in ``text`` one after the other."""
    whole, part = words(text), words(phrase)
    starts = range(len(whole) - len(part) + 1)
    return bool(part) and any(whole[at : at + len(part)] == part for at in starts)


def says(text: str, variant: str) -> bool:
    """Tell whether a text gives an answer, or each part of one such as "MIIT; 2008".

    An answer that is nothing but numbers or dates is compared by value, any other by its words:
    one after the other, or, from ``LONG`` words up, the stems of all that carry its topic in any
    order, because a document says a whole sentence in words of its own.
    """
    return _says(text, variant) or all(_says(text, part) for part in variant.split(";"))


def _says(text: str, part: str) -> bool:
    if wanted := values(part):
        return holds(text, wanted)
    long = len(words(part)) >= LONG
    return contains(text, part) or (long and stems(part) <= stems(text))


def answer_in(text: str, variants: Iterable[str]) -> bool:
    """Tell whether a text gives one of the accepted variants of an answer."""
    return any(says(text, variant) for variant in variants)


def short_answer(short: str, variants: Sequence[str]) -> bool:
    """Tell whether a short answer is right: by value, or by SQuAD exact match or F1.

    F1 counts from ``CLOSE`` up, and only when no number or date of the variant is missing: "at
    least 200 patents" shares three words of four with "at least 300 patents".
    """
    return any(_short_answer(short, variant) for variant in variants)


def _short_answer(short: str, variant: str) -> bool:
    if wanted := values(variant):
        return len(words(short)) <= SHORT_WORDS and holds(short, wanted)
    if squad.exact_match(short, (variant,)) or words(short) == words(variant) != []:
        return True
    complete = holds(short, (*dates(variant), *quantities(variant)))
    return complete and squad.f1(short, (variant,)) >= CLOSE


def polarity(text: str) -> str | None:
    """Give the first word of a text when it is "yes" or "no", else None."""
    first = words(text)[:1]
    return first[0] if first and first[0] in ("yes", "no") else None


def same_polarity(text: str, variants: Iterable[str]) -> bool:
    """Tell whether a text begins with yes or no as the first variant that does so."""
    gold = next(filter(None, map(polarity, variants)), None)
    return gold is not None and polarity(text) == gold


def list_recall(answer: Sequence[str], gold: Sequence[Sequence[str]]) -> float | None:
    """Give the share of the gold items that a part of the answer names in some variant.

    Args:
        answer: the items of the answer; its text as the one part, where it gives no items.
        gold: the variants of each gold item; empty gives None.
    """
    if not gold:
        return None
    named = [any(answer_in(part, item) for part in answer) for item in gold]
    return sum(named) / len(named)


def list_precision(answer: Sequence[str], gold: Sequence[Sequence[str]]) -> float | None:
    """Give the share of the answer's items that name a gold item; None without items."""
    if not answer or not gold:
        return None
    right = [any(answer_in(part, item) for item in gold) for part in answer]
    return sum(right) / len(right)


def cited(places: Sequence[Span], citations: Sequence[Span], text: str) -> bool:
    """Tell whether the union of the cited spans covers at least ``CITED`` of an evidence.

    Args:
        places: interchangeable places of the evidence, in one document.
        citations: the cited spans.
        text: the stored text of the places' document.
    """
    return any(coverage(place, citations, text) >= CITED for place in places)


def citation_precision(citations: Sequence[Span], evidence: Iterable[Span]) -> float | None:
    """Give the share of the cited spans that overlap some gold evidence; None without any."""
    if not citations:
        return None
    gold = tuple(evidence)
    return sum(any(map(span.overlap, gold)) for span in citations) / len(citations)


def quote_exact(citation: Citation, text: str) -> bool:
    """Tell whether a citation's quote is what stands at its span.

    Args:
        citation: what the answer shows.
        text: the stored text of the citation's document.
    """
    span = citation.span
    inside = 0 <= span.start < span.end <= len(text)
    return inside and citation.quote == text[span.start : span.end]


def abstain_precision(outcomes: Iterable[tuple[bool, bool]]) -> float | None:
    """Give the share of the abstentions that were right.

    Args:
        outcomes: for each question whether it is answerable and whether the assistant abstained.

    Returns:
        None when it never abstained.
    """
    return _share(not answerable for answerable, abstained in outcomes if abstained)


def abstain_recall(outcomes: Iterable[tuple[bool, bool]]) -> float | None:
    """Give the share of the unanswerable questions on which the assistant abstained.

    Args:
        outcomes: as for ``abstain_precision``; None without an unanswerable question.
    """
    return _share(abstained for answerable, abstained in outcomes if not answerable)


def false_refusals(outcomes: Iterable[tuple[bool, bool]]) -> float | None:
    """Give the share of the answerable questions on which the assistant abstained.

    Args:
        outcomes: as for ``abstain_precision``; None without an answerable question.
    """
    return _share(abstained for answerable, abstained in outcomes if answerable)


def _share(truths: Iterable[bool]) -> float | None:
    listed = list(truths)
    return sum(listed) / len(listed) if listed else None
