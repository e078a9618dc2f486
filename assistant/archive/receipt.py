"""An answer's receipt: everything that it came from, so that it can be given again; pure.

A receipt is a JSON object. Its hashes are SHA-256: of the files as they were read, of the model's
weights, and of the characters of each passage.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from assistant.answer import Turn
from assistant.batch import record
from assistant.scope.within import Within, check_date, from_record, to_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.answer import Answer
    from corpus.documents import Span
    from index.library import Library

FORMAT = 1
_SHOWN = ("status", "short", "text", "items", "citations")


def receipt_of(
    library: Library, answer: Answer, history: Sequence[Turn], as_of: str | None, asked: str
) -> dict[str, Any]:
    """Make the receipt of an answer.

    Args:
        library: the generation that answered.
        answer: what it said.
        history: the turns before the question, oldest first.
        as_of: the date that later documents were left aside from, or None.
        asked: when, ISO 8601.
    """
    recipe = library.manifest.recipe
    told = record("", answer)
    return {
        "receipt": FORMAT,
        "asked": asked,
        "question": answer.question,
        "history": [{"q": turn.question, "a": turn.answer} for turn in history],
        "as_of": as_of,
        "within": to_record(answer.searched.within),
        "index": {
            "version": answer.index_version,
            "built": library.manifest.built,
            "format": recipe.format,
            "model": recipe.model,
            "model_sha256": recipe.model_sha256,
        },
        "passages": [_passage(library, span) for span in answer.searched.read],
        "answer": {name: told[name] for name in (*_SHOWN, "facts", "confidence", "standalone")},
    }


def _passage(library: Library, span: Span) -> dict[str, Any]:
    document = library.document(span.doc_id)
    return {
        "doc": document.source,
        "file_sha256": document.sha256,
        "start": span.start,
        "end": span.end,
        "sha256": sha256(library.text(span).encode(errors="surrogatepass")).hexdigest(),
    }


def settings_of(told: object) -> tuple[str, tuple[Turn, ...], str | None, Within]:
    """Read question, history, as-of date and choice of documents off a receipt.

    Raises:
        ValueError: it is no receipt, or one of another version.
    """
    if not isinstance(told, dict) or "receipt" not in told:
        raise ValueError("it is not the receipt of an answer")
    if told["receipt"] != FORMAT:
        raise ValueError(f"it is a receipt of format {told['receipt']!r}, expected {FORMAT}")
    try:
        history = tuple(Turn(str(turn["q"]), str(turn["a"])) for turn in told["history"])
        str(told["asked"]), [told["index"][name] for name in ("version", "model", "model_sha256")]
        _files(told), _passages(told), [told["answer"][name] for name in _SHOWN]
        as_of, within = check_date("as_of", told["as_of"]), from_record(told["within"])
        return str(told["question"]), history, as_of, within
    except (KeyError, TypeError) as error:
        raise ValueError(f"part of the receipt is missing or damaged ({error})") from error


def same_answer(before: dict[str, Any], now: dict[str, Any]) -> bool:
    """Tell whether two receipts are of the same answer, to the letter."""
    return all(before["answer"][name] == now["answer"][name] for name in _SHOWN)


def changes(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """Say in words, one by one, what differs between what two answers came from."""
    then, here = before["index"], now["index"]
    if then["model"] != here["model"]:
        yield f"the model has changed from {then['model']} to {here['model']}"
    elif then["model_sha256"] != here["model_sha256"]:
        yield f"the weights of {here['model']} have changed"
    files, others = _files(before), _files(now)
    for name in sorted(files.keys() & others.keys()):
        if files[name] != others[name]:
            yield f"{name} has changed"
    for told, ours, theirs in (("no longer read", before, now), ("read now", now, before)):
        known = {digest for _, digest in _passages(theirs)}
        for place, digest in _passages(ours):
            if digest not in known:
                yield f"{place} is {told}"


def _files(told: dict[str, Any]) -> dict[str, str]:
    return {str(one["doc"]): str(one["file_sha256"]) for one in told["passages"]}


def _passages(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (f"{one['doc']}, characters {one['start']} to {one['end']},", str(one["sha256"]))
        for one in told["passages"]
    ]
