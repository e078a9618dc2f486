"""The batch form: questions from a file of JSON lines, answers to another; a stable contract."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from assistant.answer import Turn
from assistant.citations import marked, versions
from assistant.facts.fields import fact_fields
from assistant.question import LONGEST_QUESTION
from assistant.scope.within import DATE

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.ask import Assistant
    from index.build import Progress


class BatchError(Exception):
    """A file, a line or a date that cannot be used; the message says why and what would do."""


def answer_file(assistant: Assistant, source: Path, target: Path, on_progress: Progress) -> None:
    """Answer every line of ``source`` into ``target``, in the same order.

    A bad line gives ``{"id", "status": "error", "error"}``, and the batch goes on.

    Raises:
        BatchError: ``source`` is missing or is not UTF-8 text, or ``target`` cannot be its answer.
        OSError: ``target`` cannot be written.
    """
    try:
        lines = [
            line for line in source.read_text(encoding="utf-8-sig").split("\n") if line.strip()
        ]
    except (OSError, UnicodeDecodeError) as error:
        raise BatchError(f"{source} cannot be read as UTF-8 text: {error}") from error
    _check_target(source, target)
    partial = target.with_name(target.name + ".partial")
    # Half of a surrogate pair is no UTF-8, but its escape is the same text in JSON.
    with partial.open("w", encoding="utf-8", errors="backslashreplace") as out:
        for done, line in enumerate(lines, start=1):
            out.write(json.dumps(_answer_line(assistant, line), ensure_ascii=False) + "\n")
            out.flush()
            on_progress("Answering", done, len(lines))
    partial.replace(target)


def _check_target(source: Path, target: Path) -> None:
    """Find out before the work what would lose it after."""
    if target.is_dir():
        raise BatchError(f"{target} is a folder; give --out the name of a file")
    if not target.parent.is_dir():
        raise BatchError(f"there is no folder {target.parent}: make it, or name another --out")
    if target.exists() and target.samefile(source):
        raise BatchError(f"the answers would take the place of {source}: name another --out")


def _answer_line(assistant: Assistant, line: str) -> dict[str, Any]:
    name: object = None
    try:
        data = json.loads(line)
        if not isinstance(data, dict):
            raise BatchError('expected an object such as {"id": "1", "question": "…"}')
        name = data.get("id")
        question, history = _question(data)
        answer = assistant.ask(question, history, check_date(data.get("as_of")))
        return record(name, answer)
    except RecursionError:
        return {"id": name, "status": "error", "error": "brackets nested too deeply"}
    except (BatchError, ValueError) as error:
        return {"id": name, "status": "error", "error": str(error)}


def _question(data: dict[str, Any]) -> tuple[str, list[Turn]]:
    question = check_question(data.get("question"))
    history = data.get("history") or []
    if not isinstance(history, list) or not all(isinstance(turn, dict) for turn in history):
        raise BatchError('"history" must be a list such as [{"q": "…", "a": "…"}]')
    turns = [(turn.get("q"), turn.get("a") or "") for turn in history]
    if not all(_is_text(q) and _is_text(a) for q, a in turns):
        raise BatchError('every turn of "history" needs the texts "q" and "a"')
    return question, [Turn(cast("str", q), a) for q, a in turns]


def check_question(value: object) -> str:
    """Check a question.

    Raises:
        BatchError: it is no text, is empty, or is too long.
    """
    if not isinstance(value, str) or not _is_text(value) or not value.strip():
        raise BatchError("the question must be a text that is not empty")
    if len(value) > LONGEST_QUESTION:
        raise BatchError(f"the question is longer than {LONGEST_QUESTION:,} characters: shorten it")
    return value


def _is_text(value: object) -> bool:
    """Tell whether a value is a text of whole characters, without half a surrogate pair."""
    return isinstance(value, str) and not re.search(r"[\ud800-\udfff]", value)


def check_date(value: object) -> str | None:
    """Check an as-of date.

    Raises:
        BatchError: it is not an ISO 8601 date; None passes.
    """
    if value is None or (isinstance(value, str) and DATE.fullmatch(value)):
        return value
    raise BatchError(f"as_of must be a date such as 2021-03-31, not {value!r}")


def record(name: object, answer: Answer) -> dict[str, Any]:
    """Turn an answer into the record of the batch form."""
    asked = (("prose", answer.prose), ("helped", answer.helped))
    said = answer.searched
    cited = answer.citations or said.nearest[: bool(said.untold)]
    told = "\n".join(map(marked, answer.sentences)) or said.hint
    by_models = {name: asdict(told) for name, told in asked if told}
    return {
        "id": name,
        "status": str(answer.status),
        "short": answer.short,
        "text": told or (f"{said.refusal} [1]" if said.untold else ""),
        "items": list(answer.items),
        "citations": [citation_record(citation) for citation in cited],
        "facts": [fact_fields(fact) for fact in answer.facts],
        "query": answer.query,
        "versions": [{"short": short, "n": by.number} for short, by in versions(answer)],
        "confidence": round(answer.confidence, 4),
        "standalone": answer.standalone,
        "ms": round(sum(ms for _, ms in answer.timings), 1),
        **by_models,
    }


def citation_record(citation: Citation) -> dict[str, Any]:
    """Turn a citation into its record of the batch form."""
    return {
        "n": citation.number,
        "doc": citation.file,
        "title": citation.title,
        "title_original": citation.title_original,
        "authors": list(citation.authors),
        "issued": citation.issued,
        "issued_inferred": citation.issued_inferred,
        "page": citation.page,
        "section": " › ".join(citation.section),
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
    }
