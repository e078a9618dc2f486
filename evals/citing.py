"""Metrics of an answer's citations: against the gold evidence, and against its own sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from assistant.answer import Citation
from corpus.documents import Span
from evals.ranking import coverage
from evals.values import dates, holds, quantities
from index.keywords import stems

CITED = 0.5
"""Least share of an evidence that the cited spans must hold for it to count as cited."""
SUPPORTED = 0.8
"""Least share of a sentence's stems that its quotes must hold for them to support it."""


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


def citation_recall(
    places: Sequence[Sequence[Span]], citations: Sequence[Span], text_of: Callable[[str], str]
) -> float | None:
    """Give the share of the gold evidence that the citations cover, see ``cited``.

    Args:
        places: for each evidence its interchangeable places; none where it was not located.
        citations: the cited spans.
        text_of: gives a document's stored text by its id.

    Returns:
        None without evidence.
    """
    if not places:
        return None
    held = [bool(spots) and cited(spots, citations, text_of(spots[0].doc_id)) for spots in places]
    return sum(held) / len(held)


def supported(sentence: str, quotes: Sequence[str]) -> bool:
    """Tell whether quotes together say a sentence: its topic words, numbers and dates.

    Stands in for the entailment model of ALCE: at least ``SUPPORTED`` of the sentence's stems,
    and every number and date, must be in the quotes. Paraphrase in other words is not recognised.
    """
    said = "\n|\n".join(quotes)  # no date or number reaches from one quote into the next
    wanted = stems(sentence)
    shared = len(wanted & stems(said)) / len(wanted) if wanted else float(sentence in said)
    return shared >= SUPPORTED and holds(said, (*dates(sentence), *quantities(sentence)))


def sentence_recall(cited_by: Sequence[tuple[str, Sequence[str]]]) -> float | None:
    """Give the share of an answer's sentences that their own citations support.

    Source: citation recall of ALCE, Gao et al. 2023, "Enabling Large Language Models to Generate
    Text with Citations", section 3, with ``supported`` for the entailment model.

    Args:
        cited_by: the sentences, each with the quotes that it cites; empty gives None.
    """
    if not cited_by:
        return None
    held = [bool(quotes) and supported(sentence, quotes) for sentence, quotes in cited_by]
    return sum(held) / len(held)


def sentence_precision(cited_by: Sequence[tuple[str, Sequence[str]]]) -> float | None:
    """Give the share of an answer's citations that their sentence needs.

    A citation counts when its sentence is supported, and when either it supports the sentence
    alone, or the sentence's others do not without it.

    Source: citation precision of ALCE, as for ``sentence_recall``.

    Args:
        cited_by: as for ``sentence_recall``; None when nothing is cited.
    """
    needed = [
        supported(sentence, quotes)
        and (
            supported(sentence, [quote])
            or not supported(sentence, [*quotes[:at], *quotes[at + 1 :]])
        )
        for sentence, quotes in cited_by
        for at, quote in enumerate(quotes)
    ]
    return sum(needed) / len(needed) if needed else None


def quote_exact(citation: Citation, text: str) -> bool:
    """Tell whether a citation's quote is what stands at its span.

    Args:
        citation: what the answer shows.
        text: the stored text of the citation's document.
    """
    span = citation.span
    inside = 0 <= span.start < span.end <= len(text)
    return inside and citation.quote == text[span.start : span.end]
