"""A hundred strings that would run as script, and all of them in an index, chats and runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from playwright.sync_api import Page
from set_answers import GREW, WHEN, Assistant, answer, evaluate

from assistant.answer import Answer, Citation, Searched, Sentence, Status, Turn, Version
from assistant.archive.exchange import Exchange
from assistant.freshness import Freshness
from assistant.scope.within import Within
from corpus.documents import Failure, Span
from evals.gold import QuestionType
from evals.results import Run
from index.facts.fact import Fact, Kind

RUN = "window.taken=true"
FORMS = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f'<iframe srcdoc="<script>parent.{RUN}</script>"></iframe>',
    f"<iframe src=javascript:parent.{RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f'<a href="javascript:{RUN}" autofocus onfocus={RUN}>x</a>',
    f"[x](javascript:{RUN})",
    f"![x](x){{onerror={RUN}}}",
    f"<style>@keyframes x{{}}</style><b style=animation-name:x onanimationstart={RUN}>x</b>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<template><img src=x onerror={RUN}></template>",
    f"<img src=x oneonerrorrror={RUN} onerror={RUN}//",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"${{{RUN}}}{{{{{RUN}}}}}",
]
WRAPS = ["{}", '">{}', "'>{}", "</textarea></title></script>{}", "`{}`<!--"]
STRINGS = [wrap.format(form) for wrap in WRAPS for form in FORMS]

# What these strings, and nothing of the project's own pages, would make if they were markup.
MADE = """(root) => [...root.querySelectorAll(`[onerror], [onload], [ontoggle], [onfocus], object,
    [onanimationstart], [srcdoc], math, [src="x"], [href^="javascript:"], [src^="javascript:"]`)]
  .concat([...root.querySelectorAll('script, style')].filter(
    ({textContent}) => /^(parent\\.|window\\.taken|@keyframes x)/.test(textContent.trim())))
  .map((element) => element.outerHTML)"""


def missing(text: str, strings: Iterable[str] = STRINGS) -> list[str]:
    """List the strings that a text does not hold letter by letter."""
    return [string for string in strings if string not in text]


def nothing_ran(page: Page) -> None:
    """Check that no string is markup on a page, and that none has run as script."""
    assert page.evaluate(f"({MADE})(document)") == []
    page.wait_for_timeout(100)  # what fails to load tells so later
    assert page.evaluate("window.taken") is None


def write_corpus(corpus: Path, uploads: Path) -> None:
    """Write a document for each string, and two issues to compare that hold all of them.

    The string is in its document's title, publisher, text and, but for the slash, file name.
    Readers of HTML give back what is escaped there, so that all come whole into the index. Of a
    file of Markdown the page shows the lines as they are.
    """
    for folder in (corpus, uploads):
        folder.mkdir(parents=True)
    for number, string in enumerate(STRINGS):
        text = escape(string)
        body = (
            f"<p>Published by: {text} Office</p><p>Issued: {number % 28 + 1} March 2021</p>"
            f"<p>The budget of plan {number} {text} is {number + 2} billion yuan.</p>"
        )
        name = f"plan {number:02} {string.replace('/', chr(0x2215))}.html"
        (uploads / name).write_text(_document(f"Plan {number} {text}", body), encoding="utf-8")
    (corpus / "notes.md").write_text("# Notes\n\n" + "\n".join(STRINGS), encoding="utf-8")
    for month, parts in ((1, 1), (2, 20)):
        body = f"<p>Issued: {month} March 2022</p>" + "".join(map(_section, range(parts)))
        file = corpus / f"issue-{month}.html"
        file.write_text(_document(f"Harbours {month}", body), encoding="utf-8")


def _document(title: str, body: str) -> str:
    return f"<!doctype html><title>{title}</title><body><h1>{title}</h1>{body}</body>"


def _section(part: int) -> str:
    told = STRINGS[5 * part : 5 * part + 5]
    lines = (
        f"<p>Port {escape(text)} handled {at + 5 * part + 9} million tonnes in 2019.</p>"
        for at, text in enumerate(told)
    )
    return f"<h2>Freight {escape(told[0])}</h2>{''.join(lines)}"


def exchanges(spans: Sequence[Span], version: str) -> tuple[Exchange, ...]:
    """Make a conversation in which each string is asked and is all that the answer says.

    Args:
        spans: a place for each to cite.
        version: of the index that holds the places.
    """
    return tuple(
        _exchange(number, string, span, version)
        for number, (string, span) in enumerate(zip(STRINGS, spans, strict=True))
    )


def _exchange(number: int, text: str, span: Span, version: str) -> Exchange:
    """Make an exchange; each form of a string comes to each kind of answer."""
    other = replace(span, end=span.end + 1)
    cited = tuple(
        Citation(at, where, text, text, text, "2021", None, (text, text), (text,))
        for at, where in enumerate((span, other), 1)
    )
    told = Answer(
        question=text,
        standalone=f"{text} then",
        status=Status.ANSWERED,
        short=text,
        sentences=(Sentence(text, (1,)), Sentence(f"{text} too", (2,))),
        items=(),
        citations=cited,
        confidence=0.9,
        searched=Searched(1, 1, None, None, (), (), Within(publishers=(text,))),
        index_version=version,
    )
    fact = Fact("f", Kind.POLICY, text, None, None, None, "2021", span, (text,))
    failed = (Failure(text, text, text),)
    kinds = (
        replace(told, items=(text, f"{text} too")),
        replace(told, items=(text, text), facts=(fact, replace(fact, span=other)), query=text),
        replace(
            told,
            status=Status.ABSTAINED,
            searched=replace(told.searched, nearest=cited, failures=failed),
        ),
        replace(told, status=Status.PARTIAL, versions=tuple(Version(text, c.span) for c in cited)),
    )
    kind = kinds[(number + number // len(FORMS)) % len(kinds)]
    return Exchange(text, kind, fresh=Freshness("2026-01-01", (text,), 0), id=f"e{number}")


class _Wrong(Assistant):
    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return answer(f"{question} 8 billion yuan", GREW)


class _Right(Assistant):
    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        return answer(f"{question} 7 billion yuan", GREW)


def runs() -> tuple[Run, Run]:
    """Evaluate a question for each string, answered right first, then wrong, by the string."""
    asked = [
        replace(
            WHEN,
            id=f"q{number} {text}",
            type=QuestionType.FACTOID,
            question=text,
            answers=(f"{text} 7 billion yuan",),
            history=(Turn(text, text),),
        )
        for number, text in enumerate(STRINGS)
    ]
    both = evaluate(asked, _Right()), evaluate(asked, _Wrong())
    first, second = (
        replace(
            run, results=tuple(replace(r, scores=replace(r.scores, ms=9.0)) for r in run.results)
        )
        for run in both
    )
    later = replace(second.header, key="w" * 64, started="2026-02-02T03:04:05+00:00")
    return first, replace(second, header=later)
