"""Questions and answers as chat messages in which every character of their text is inert.

A chat message is one line that opens with a block element. A markdown reader takes such a line
as it stands, so escaping for HTML is enough and no markdown in a question or document acts.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence

from assistant.amounts import counted
from assistant.answer import Answer, Citation, Searched, Sentence, Status
from assistant.citations import DIFFER, named, versions
from assistant.confidence import in_words
from assistant.courtesies import bare
from assistant.freshness import Freshness
from assistant.web.fact_table import table_html
from assistant.web.text import below, citation_href, escaped, written_date
from corpus.documents import Failure

_STYLES = {"Well supported": "sure", "Likely": "likely"}  # other words are styled as unsure
WRITING = "Writing …"
EXCERPT = 240  # characters of a passage that are shown in the chat

_Cited = dict[int, Citation]  # by number
_Parts = Generator[str, None, tuple[Sentence, ...]]

# As the stored text has them: a dash, or a footnote's number that reads like a citation.
_MARKER = re.compile(r"^(?:-|\[\w{1,4}\])\s+")


def question_html(question: str, at: int) -> str:
    """Render question ``at`` of a conversation as it was typed, and the way to edit it."""
    lines = "<br>".join(escaped(line) for line in question.strip().splitlines())
    edit = f'<p class="edit"><a href="#edit-{at}">Edit</a></p>'
    return f'<div><p class="asked" dir="auto">{lines}</p>{edit}</div>'


def acts_html(name: str) -> str:
    """Render what can be done with the answer of the exchange ``name``."""
    return f'<p class="acts"><a href="#receipt-{name}">Receipt</a></p>'


def then_html(questions: Sequence[str]) -> str:
    """Render questions to go on with; nothing where there are none."""
    asked = (f'<button type="button" dir="auto">{escaped(one)}</button>' for one in questions)
    buttons = "".join(asked)
    return f'<div id="then" role="group" aria-label="Ask next">{buttons}</div>' if buttons else ""


def note_html(text: str, pending: bool = False) -> str:
    """Render a remark of the page itself: at work (``pending``), stopped, or failed."""
    return f'<p class="note{" pending" if pending else ""}">{escaped(text)}</p>'


def writing_html(partial: Answer) -> str:
    """Render what there is of an answer that is still being written."""
    cited = {citation.number: citation for citation in partial.citations}
    first, *others = partial.sentences
    told = [_paragraph(first, cited, "short"), *(_paragraph(one, cited) for one in others)]
    return f'<div class="{_style(partial)}">{"".join(told)}{note_html(WRITING, pending=True)}</div>'


def answer_html(answer: Answer, fresh: Freshness | None = None, renewed: bool = False) -> str:
    """Render an answer: short form, cited sentences, confidence, sources.

    An abstention tells what was searched and the nearest passages instead.

    Args:
        answer: what to render.
        fresh: how old its index was; told where files had changed since.
        renewed: whether the answer before it came from an earlier index.
    """
    touched = fresh.touched(c.file for c in answer.citations) if fresh else frozenset[str]()
    abstained = answer.status is Status.ABSTAINED
    told = _abstention(answer.searched) if abstained else _findings(answer, touched)
    parts = (*told, *_by_models(answer))
    return (
        f'<div class="{_style(answer)}">{"".join(_index(fresh, renewed))}'
        f"{_understood(answer)}{_within(answer.searched)}{''.join(parts)}</div>"
    )


def _style(answer: Answer) -> str:
    """Name its index as a class: of the other attributes the chat library leaves few."""
    return f"answer index-{escaped(answer.index_version.rpartition('/')[2])}"


def _index(fresh: Freshness | None, renewed: bool) -> Iterator[str]:
    if renewed:
        yield '<p class="note">From here on the answers are from a new index.</p>'
    if fresh and fresh.is_stale:
        yield f'<p class="note">{escaped(str(fresh))}</p>'


def _understood(answer: Answer) -> str:
    asked, read = (bare(text) for text in (answer.question, answer.standalone))
    if read in ("", asked):
        return ""
    return f'<p class="understood" dir="auto">Searched for: {escaped(answer.standalone)}</p>'


def _within(searched: Searched) -> str:
    if not searched.within:
        return ""
    documents = counted(searched.documents, "document")
    return f'<p class="within" dir="auto">{escaped(f"Within {searched.within}: {documents}")}</p>'


def _findings(answer: Answer, touched: frozenset[str]) -> Iterator[str]:
    cited = {citation.number: citation for citation in answer.citations}
    table = table_html(answer)
    if table:
        sentences = yield from _rows(answer, table)
    elif len(answer.items) > 1:
        sentences = yield from _items(answer, cited)
    else:
        sentences = yield from _short(answer, cited)
    if told := versions(answer):
        yield f'<p class="label">{DIFFER}</p>'
        yield _listed((_version(short, by) for short, by in told), "versions")
    yield from (_paragraph(sentence, cited) for sentence in sentences)
    if answer.status is Status.PARTIAL:
        yield '<p class="partial">The documents answer only part of this question.</p>'
    if not table:
        yield from _worked_out(answer)
    words = in_words(answer.confidence)
    yield f'<p class="confidence {_STYLES.get(words, "unsure")}">{escaped(words)}</p>'
    if answer.citations:
        yield '<p class="label">Sources</p>'
        yield _listed((_cited_source(c, touched) for c in answer.citations), "sources")


def _rows(answer: Answer, table: str) -> _Parts:
    """Yield rows under what was worked out of them; return the sentences that are left to tell."""
    yield f'<p class="short" dir="auto">{escaped(_heading(answer))}</p>'
    yield from _worked_out(answer)
    yield table
    spans = {fact.span for fact in answer.facts}
    told = {citation.number for citation in answer.citations if citation.span in spans}
    return tuple(one for one in answer.sentences if not told.intersection(one.citations))


def _worked_out(answer: Answer) -> Iterator[str]:
    if answer.query:
        yield f'<p class="query" dir="auto">Worked out: {escaped(answer.query)}</p>'


def _version(short: str, by: Citation) -> str:
    issued = written_date(by.issued, by.issued_inferred) if by.issued else "no date"
    where = f'<span class="where">{escaped(f"{named(by)}, {issued}")}</span>'
    return f'<li dir="auto"><b>{escaped(short)}</b> {_link(by)} {where}</li>'


def _by_models(answer: Answer) -> Iterator[str]:
    for sentence in answer.prose.struck if answer.prose else ():
        yield f'<p class="struck" dir="auto"><s>{escaped(sentence)}</s> not borne out</p>'
    for line in answer.by_models():
        yield f'<p class="prose">{escaped(line)}</p>'


def _short(answer: Answer, cited: _Cited) -> _Parts:
    """Yield the short answer; return the sentences that are left to tell."""
    short, sentences = answer.short.strip(), answer.sentences
    if sentences and short.rstrip(".") == sentences[0].text.strip().rstrip("."):
        yield _paragraph(sentences[0], cited, "short")
        return sentences[1:]
    if short:
        yield f'<p class="short" dir="auto">{escaped(short)}</p>'
    return sentences


def _items(answer: Answer, cited: _Cited) -> _Parts:
    """Yield a list with the citations of its items; return the sentences that are left to tell."""
    known = {sentence.text: sentence for sentence in answer.sentences}
    items = [known.get(item, Sentence(item, ())) for item in answer.items]
    yield f'<p class="short" dir="auto">{escaped(_heading(answer))}</p>'
    yield _listed((f'<li dir="auto">{_cited_text(item, cited)}</li>' for item in items), "items")
    return tuple(sentence for sentence in answer.sentences if sentence.text not in answer.items)


def _heading(answer: Answer) -> str:
    """Give what stands over a list: how many items, where its short form only joins them."""
    short, joined = answer.short.strip(), "; ".join(answer.items)
    if len(answer.items) < 2 or (short and not short.startswith(joined)):
        return short or joined
    count, rest = counted(len(answer.items), "item"), short.removeprefix(joined).strip()
    return count if rest in ("", f"({len(answer.items)} in all)") else f"{count} {rest}"


def _listed(items: Iterable[str], style: str) -> str:
    return f'<ul class="{style}">{"".join(items)}</ul>'


def _paragraph(sentence: Sentence, cited: _Cited, style: str = "sentence") -> str:
    return f'<p class="{style}" dir="auto">{_cited_text(sentence, cited)}</p>'


def _cited_text(sentence: Sentence, cited: _Cited) -> str:
    links = [_link(cited[number]) for number in sentence.citations if number in cited]
    return "&nbsp;".join(filter(None, (_words(sentence.text), " ".join(links))))


def _words(text: str) -> str:
    """Escape a document's words without the marker of the list item or footnote they stand in."""
    return escaped(_MARKER.sub("", text))


def _link(citation: Citation) -> str:
    return f'<a href="{citation_href(citation.span)}">[{citation.number}]</a>'


def _cited_source(citation: Citation, touched: frozenset[str]) -> str:
    changed = citation.file in touched
    note = ' <span class="changed">changed on disk since it was indexed</span>' if changed else ""
    return f"<li>{_source(citation)}{note}</li>"


def _source(citation: Citation) -> str:
    where = escaped(", ".join(_where(citation)))
    return (
        f'{_link(citation)} <span class="title" dir="auto">{escaped(named(citation))}</span>'
        f' <span class="where" dir="auto">{where}</span>'
    )


def _where(citation: Citation) -> Iterator[str]:
    if citation.issued:
        yield written_date(citation.issued, citation.issued_inferred)
    if citation.page is not None:
        yield f"page {citation.page}"
    section = below(citation.title, citation.section)
    if section:
        yield " › ".join(section)


def _abstention(searched: Searched) -> Iterator[str]:
    yield f'<p class="short">{escaped(searched.refusal)}</p>'
    if searched.hint:
        return
    yield f'<p class="searched">{escaped(_looked_through(searched))}</p>'
    if searched.failures:
        yield from _failures(searched.failures)
    if searched.nearest:
        yield '<p class="label">Nearest passages</p>'
        nearest = (f"<li>{_source(near)}{_excerpt(near.quote)}</li>" for near in searched.nearest)
        yield _listed(nearest, "sources nearest")


def _looked_through(searched: Searched) -> str:
    documents = counted(searched.documents, "document")
    passages = counted(searched.passages, "passage")
    if searched.first is None or searched.last is None:
        return f"Searched {documents}, {passages}."
    first, last = written_date(searched.first), written_date(searched.last)
    dates = first if first == last else f"{first} to {last}"
    return f"Searched {documents}, {passages}, issued {dates}."


def _failures(failures: Sequence[Failure]) -> Iterator[str]:
    yield f'<p class="label">{counted(len(failures), "file")} could not be read</p>'
    told = (f"{failure.source}: {failure.reason} {failure.remedy}" for failure in failures)
    yield _listed((f'<li dir="auto">{escaped(line)}</li>' for line in told), "failures")


def _excerpt(quote: str) -> str:
    words = " ".join(_MARKER.sub("", quote).split())
    cut = words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + " …"
    return f'<span class="excerpt" dir="auto">{escaped(cut)}</span>'


def overview_html(documents: int, latest: str | None, fresh: str) -> str:
    """Render the line that tells what the index holds and how fresh it is.

    ``latest`` is an ISO 8601 date or None.
    """
    parts = [counted(documents, "document")]
    if latest:
        parts.append(f"latest issue {written_date(latest)}")
    told = " · ".join(parts)
    return f'<p class="overview">{escaped(told)} <small>{escaped(fresh)}</small></p>'
