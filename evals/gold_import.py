"""A folder with a question set, turned into documents and gold questions on disk.

The questions are read and written one by one; the corpus is held in memory, because a question
may look for its evidence anywhere in its text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from evals.gold import line_of, parse_question, read_entries
from evals.gold_check import asked
from evals.public import Form, LeftOut, Source, document_name, gold_of, markdown, source_of

DOCUMENTS, GOLD = "documents", "gold"
"""Folders that an import makes: what is built, and what is asked."""


class SetError(ValueError):
    """A set that cannot be imported; the message says why and what would do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has written.

    Attributes:
        questions: how many gold questions.
        documents: how many documents.
        left_out: reasons for questions that cannot be ours, with how many, most first.
    """

    questions: int
    documents: int
    left_out: tuple[tuple[str, int], ...]


def import_set(folder: Path, form: Form, out: Path, limit: int | None = None) -> Imported:
    """Turn a set into ``out/documents`` and ``out/gold``; the same set gives the same files.

    Args:
        folder: with corpus.jsonl and questions.jsonl; with gold files for ``Form.BRIEFINGS``,
            which are checked for their fields and written as they are, without documents.
        form: which set it is.
        out: made if there is none.
        limit: most questions, from the first on, with the documents that they need; None for all.

    Raises:
        SetError: a line cannot be read, or ``out`` holds an import already.
        OSError: a file is missing or cannot be written.
    """
    for made in (out / DOCUMENTS, out / GOLD):
        if made.exists():
            raise SetError(f"{made} is there already: name another folder to write to")
    if form is Form.BRIEFINGS:
        return _copy(folder, out, limit)
    sources = _sources(folder / "corpus.jsonl")
    names: set[str] = set()
    left_out: Counter[str] = Counter()
    questions = _questions(folder / "questions.jsonl", form, sources, names, left_out)
    (out / GOLD).mkdir(parents=True)
    written = 0
    with (out / GOLD / "questions.jsonl").open("w", encoding="utf-8") as file:
        for line in islice(questions, limit):
            file.write(line + "\n")
            written += 1
    documents = _documents(sources, form)
    wanted = documents if limit is None else [name for name in documents if name in names]
    (out / DOCUMENTS).mkdir(parents=True)
    for name in wanted:
        text = markdown(documents[name])
        (out / DOCUMENTS / name).write_text(text, encoding="utf-8", errors="replace")
    return Imported(written, len(wanted), tuple(left_out.most_common()))


def _copy(folder: Path, out: Path, limit: int | None) -> Imported:
    entries, problems = read_entries(folder)
    if problems:
        raise SetError("\n".join(map(str, problems)))
    kept = entries[:limit]
    (out / GOLD).mkdir(parents=True)
    for file in dict.fromkeys(entry.file for entry in kept):
        lines = file.read_text(encoding="utf-8-sig").split("\n")
        texts = [lines[entry.line - 1].rstrip("\r") for entry in kept if entry.file == file]
        (out / GOLD / file.name).write_text("\n".join([*texts, ""]), encoding="utf-8")
    return Imported(len(kept), 0, ())


def _sources(file: Path) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for number, record in _records(file):
        try:
            sources[record["doc_id"]] = source_of(record)
        except (AttributeError, KeyError, TypeError) as error:
            raise SetError(f"{file}:{number}: {_reason(error)}") from error
    return sources


def _questions(
    file: Path,
    form: Form,
    sources: Mapping[str, Source],
    names: set[str],
    left_out: Counter[str],
) -> Iterator[str]:
    """Give the gold lines; note which documents they need, and why some are left out."""
    known: set[tuple[str, ...]] = set()
    for number, record in _records(file):
        try:
            line = line_of(gold_of(record, form, sources))
            question = parse_question(line)
            needed = [record["context_id"]] if record.get("context_id") else record["doc_ids"]
        except LeftOut as reason:
            left_out[str(reason)] += 1
            continue
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise SetError(f"{file}:{number}: {_reason(error)}") from error
        if asked(question) in known:
            left_out["asked before in the same words"] += 1
            continue
        known.add(asked(question))
        names.update(document_name(doc_id, form) for doc_id in needed)
        yield line


def _documents(sources: Mapping[str, Source], form: Form) -> dict[str, list[Source]]:
    """Gather the texts of each document under its file's name."""
    documents: dict[str, list[Source]] = {}
    for doc_id, source in sources.items():
        documents.setdefault(document_name(doc_id, form), []).append(source)
    return documents


def _records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with file.open(encoding="utf-8-sig") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                raise SetError(f"{file}:{number}: not JSON: {error}") from error
            if not isinstance(record, dict):
                raise SetError(f"{file}:{number}: not a JSON object")
            yield number, record


def _reason(error: Exception) -> str:
    """Say what is wrong with a record; a KeyError is a field or a text that is not there."""
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
