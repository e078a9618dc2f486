"""What a model may look up while it answers: passages, facts, and the lines around a passage.

All of it is looked up in the index that answers, and within the documents that the question may be
answered from: whatever a model, or a document that it obeys, asks for.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, cast

from assistant.llm.prompt import fill, template
from assistant.retrieve import Hit
from assistant.scope.within import check_date
from corpus.documents import Span
from index.facts.fact import Kind
from index.facts.store import Wanted
from index.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pydantic import BaseModel

    from assistant.llm.calls import Call
    from corpus.documents import Document
    from index.facts.fact import Fact
    from index.library import Library

ROUNDS = 3  # in which a model may call before it has to answer
FOUND = 5  # passages of a search
FACTS = 10
AROUND = 700  # characters on either side of a passage, in whole blocks
LONGEST = 500  # characters of an argument


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a question may be answered from.

    Attributes:
        library: the index.
        documents: ids of the documents; None for all of them.
        find: from a question and a number to as many passages of these documents, best first.
    """

    library: Library
    documents: tuple[str, ...] | None
    find: Callable[[str, int], Sequence[Hit]]


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a model is shown, and what a fact in it is of."""

    hit: Hit
    about: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a call brings: passages, and a line that the model is told before them."""

    sources: tuple[Source, ...] = ()
    note: str = ""


def offered() -> list[dict[str, Any]]:
    """Give the functions as the protocol describes them."""
    return cast("list[dict[str, Any]]", _data()["offered"])


def rule(rounds: int) -> str:
    """Give the line that tells a model of them."""
    return fill(_data()["rule"], rounds=str(rounds))


def told(name: str, **values: str) -> str:
    """Give a line that is told in the place of passages."""
    return fill(_data()["told"][name], **values)


def look_up(call: Call, ground: Ground, shown: Sequence[Source]) -> Found:
    """Do what a call asks for.

    Args:
        call: as the model wrote it.
        ground: where the question may be answered from.
        shown: the passages that the model has, the first being number 1.

    Returns:
        The passages that it has not yet; where its call cannot be done, the reason.
    """
    from pydantic import ValidationError

    wanted = _forms().get(call.name)
    if wanted is None:
        return Found(note=told("unknown", names=", ".join(_forms())))
    try:
        asked: Any = wanted.model_validate(_given(call.arguments))
        found = list(_LOOKS[call.name](asked, ground, shown))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        return Found(note=told("arguments", why=f"{where}: {first['msg']}".removeprefix(": ")))
    except (ValueError, RecursionError) as error:
        return Found(note=told("arguments", why=str(error)))
    return _new(found, shown)


def _given(arguments: str) -> object:
    """Read the arguments of a call; what is empty was not given."""
    told = json.loads(arguments or "{}")
    if isinstance(told, dict):
        return {name: value for name, value in told.items() if value not in (None, "")}
    return told


def _new(found: Sequence[Source], shown: Sequence[Source]) -> Found:
    numbers = {one.hit.passage.span: number for number, one in enumerate(shown, start=1)}
    spans = [one.hit.passage.span for one in found]
    again = sorted({numbers[span] for span in spans if span in numbers})
    note = told("again", numbers=", ".join(map(str, again))) if again else ""
    fresh = tuple(
        {s: one for s, one in zip(spans, found, strict=True) if s not in numbers}.values()
    )
    return Found(fresh, note or told("nothing") * (not fresh))


def _search(asked: Any, ground: Ground, _: Sequence[Source]) -> Iterator[Source]:  # noqa: ANN401
    yield from map(Source, ground.find(asked.query, FOUND))


def _facts(asked: Any, ground: Ground, _: Sequence[Source]) -> Iterator[Source]:  # noqa: ANN401
    wanted = Wanted(
        kinds=(asked.kind,) if asked.kind else (),
        subject=asked.subject,
        issuer=asked.issuer,
        since=check_date("since", asked.since),
        until=check_date("until", asked.until),
        docs=ground.documents,
        words=asked.words,
        limit=FACTS,
    )
    for fact in ground.library.facts(wanted):
        yield _of_fact(ground.library.document(fact.doc_id), fact)


def _of_fact(document: Document, fact: Fact) -> Source:
    about = " – ".join(filter(None, (fact.kind, fact.subject, fact.measure)))
    return Source(_hit(document, fact.span), about)


def _around(asked: Any, ground: Ground, shown: Sequence[Source]) -> Iterator[Source]:  # noqa: ANN401
    if not 1 <= asked.passage <= len(shown):
        raise ValueError(f"there are passages 1 to {len(shown)}")
    span = shown[asked.passage - 1].hit.passage.span
    document = ground.library.document(span.doc_id)
    near = [
        block
        for block in document.blocks
        if block.start >= span.start - AROUND and block.end <= span.end + AROUND
    ]
    start = min((span.start, *(block.start for block in near)))
    end = max((span.end, *(block.end for block in near)))
    yield Source(_hit(document, Span(span.doc_id, start, end)))


def _hit(document: Document, span: Span) -> Hit:
    section = document.section_at(span.start)
    path = tuple(section.path) if section else ()
    passage = Passage(f"{document.id}@{span.start}", span, path, document.page_at(span.start))
    return Hit(passage, 0.0, 0.0)


_LOOKS: dict[str, Callable[[Any, Ground, Sequence[Source]], Iterator[Source]]] = {
    "search": _search,
    "facts": _facts,
    "source": _around,
}


@cache
def _forms() -> dict[str, type[BaseModel]]:
    """Give the form of each function's arguments."""
    from pydantic import BaseModel, ConfigDict, StringConstraints

    given = StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)
    text = Annotated[str, given]

    class Form(BaseModel):
        model_config = ConfigDict(extra="forbid")

    class Search(Form):
        query: text

    class Facts(Form):
        words: text | None = None
        kind: Kind | None = None
        subject: text | None = None
        issuer: text | None = None
        since: text | None = None
        until: text | None = None

    class Place(Form):
        passage: int

    return {"search": Search, "facts": Facts, "source": Place}


@cache
def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(template("tools.json")))
