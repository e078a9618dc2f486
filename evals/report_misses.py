"""One failed question as HTML: what was asked, said and wanted, and where it went wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from evals.report import gold_of
from evals.results import Result, Said

_LONG = 700  # characters of a passage that are shown


def miss(result: Result) -> str:
    """Write a failed question. All text is escaped."""
    question = result.question
    causes = " ".join(f'<span class="cause">{escape(cause)}</span>' for cause in result.causes)
    kind, chain = escape(question.type), escape("|".join(result.causes))
    parts = [
        f'<article data-kind="{kind}" data-cause="{chain}">',
        f'<p class="tags"><span class="kind">{kind}</span> {causes}',
        f"<code>{escape(question.id)}</code></p>",
        f"<h3>{escape(question.question)}</h3>",
        *_history(result),
        '<dl class="versus">',
        *(_answer(result.answer) if result.answer else ()),
        f'<div class="gold"><dt>Right would be</dt><dd>{escape(gold_of(result))}</dd></div>',
        "</dl>",
        *(f'<p class="why">{escape(" ".join(result.why))}</p>' if result.why else ""),
        *_sentences(result.answer),
        *_evidence(result),
        *_passages(result),
        "</article>",
    ]
    return "".join(parts)


def _history(result: Result) -> Iterator[str]:
    for turn in result.question.history:
        yield f'<p class="earlier">{escape(turn.question)} <i>{escape(turn.answer)}</i></p>'
    if result.query != result.question.question:
        yield f'<p class="earlier">Searched for: {escape(result.query)}</p>'


def _answer(answer: Said) -> Iterator[str]:
    said = "It refused." if answer.abstained else answer.short or "No short answer."
    yield f'<div class="said"><dt>It said</dt><dd>{escape(said)}'
    yield f"<small>confidence {answer.confidence:.2f}</small></dd></div>"


def _sentences(answer: Said | None) -> Iterator[str]:
    if not answer or not answer.sentences:
        return
    yield f"<details><summary>The whole answer ({len(answer.sentences)} sentences)</summary>"
    for sentence in answer.sentences:
        numbers = "".join(f"<sup>{number}</sup>" for number in sentence.citations)
        yield f"<p>{escape(sentence.text)} {numbers}</p>"
    for cited in answer.citations:
        exact = "" if cited.exact else " (not verbatim)"
        yield f'<p class="source">{cited.number}. {escape(cited.file)}, characters '
        yield f"{cited.start} to {cited.end}{exact}</p>"
    yield "</details>"


def _evidence(result: Result) -> Iterator[str]:
    if not result.question.evidence:
        return
    yield "<details><summary>The evidence</summary>"
    for evidence, located, rank in zip(
        result.question.evidence, result.located, result.ranks, strict=True
    ):
        found = f"held by the top {rank}" if rank else "not retrieved" if located else "not located"
        yield f'<blockquote>{escape(evidence.quote)}</blockquote><p class="source">'
        yield f"{escape(evidence.doc)}: {found}</p>"
    yield "</details>"


def _passages(result: Result) -> Iterator[str]:
    read = [passage for passage in result.passages if passage.text]
    if not read:
        return
    yield f"<details><summary>The first {len(read)} passages</summary><ol>"
    for rank, passage in enumerate(read, 1):
        text = re.sub(r"\n{2,}", "\n", passage.text)
        text = text if len(text) <= _LONG else text[:_LONG] + " …"
        place = " › ".join([passage.file, *passage.section])
        holds = " <b>completes an evidence</b>" if rank in result.ranks else ""
        yield f'<li><p class="source">{escape(place)}{holds}</p>'
        yield f'<p class="passage">{escape(text)}</p></li>'
    yield "</ol></details>"
