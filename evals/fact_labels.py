"""Facts that a person read out of documents: JSON lines to values, checked against the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.gold import GoldError, Problem, parse_record
from evals.metrics import words
from evals.values import quantities
from index.facts.fact import Kind, Number

KINDS = tuple(kind.value for kind in Kind)
SPLITS = ("development", "held-out")
"""Rules are written while looking at the one half; the other tells how they do on new documents."""

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_MAGNITUDES = (1, 10**3, 10**4, 10**6, 10**8, 10**9, 10**12)
_MILLIONS = re.compile(r"(?<=\d)\s(?=m\b)")


@dataclass(frozen=True, slots=True)
class Label:
    """A fact that stands in a document.

    Attributes:
        doc: name of the file, without folders.
        split: one of ``SPLITS``.
        kind: one of ``KINDS``.
        quote: verbatim from the stored text; where the text is not ours, its few key words.
        nth: which occurrence of the quote is meant, from 1; None for any.
        subject: title of a policy or list, company of an event, term that is defined, or what is
            measured; None where the text names none.
        measure: what of the subject is measured.
        value: a number in the base unit (USD, people, %), the item of a list, or the expansion of
            a term; None for a fact without one.
        unit: ISO 4217 code, ``%``, ``% of GDP`` or a word; None for a bare count.
        when: ISO 8601 at the precision of the text, ``2020-Q1`` for a quarter, ``2018/2020`` for a
            stretch.
        issuers: acronyms or names.
        certainty: reported, draft, planned, forecast or in talks; None for stated.
        qualifiers: the other fields of the kind, such as ``deadline``, ``title_zh``, or ``high``:
            the upper end of a range that ``value`` begins.
        also: other kinds that are right as well, where the line between them is thin.
        optional: whether readers would differ; then it is neither missed nor wrongly found.
        sampled: whether the document has facts that nobody labelled.
    """

    doc: str
    split: str
    kind: str
    quote: str
    nth: int | None = None
    subject: str | None = None
    measure: str | None = None
    value: Number | str | None = None
    unit: str | None = None
    when: str | None = None
    issuers: tuple[str, ...] = ()
    certainty: str | None = None
    qualifiers: Mapping[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    optional: bool = False
    sampled: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """Give all kinds under which the fact may be found."""
        return (self.kind, *self.also)

    @property
    def high(self) -> Number | None:
        """Give the upper end of a range; None for a single value."""
        return self.qualifiers.get("high")


def read_labels(*paths: Path) -> tuple[Label, ...]:
    """Read files of labels, or all ``*.jsonl`` in folders.

    Raises:
        GoldError: there are bad lines; it holds all of them.
    """
    labels, problems = [], []
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not files:
            problems.append(Problem(path, 0, "the folder holds no *.jsonl file"))
        for file in files:
            try:
                lines = file.read_text(encoding="utf-8").split("\n")
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or error
                problems.append(Problem(file, 0, f"cannot be read: {reason}"))
                continue
            for number, line in enumerate(lines, 1):
                try:
                    labels += [parse_label(line)] if line.strip() else []
                except ValueError as error:
                    problems.append(Problem(file, number, str(error)))
    if problems:
        raise GoldError(problems)
    return tuple(labels)


def parse_label(line: str) -> Label:
    """Read one line.

    Raises:
        ValueError: saying which field is wrong and how.
    """
    record = parse_record(line)
    known = set(Label.__dataclass_fields__)
    if strange := set(record) - known:
        raise ValueError(f"unknown field {min(strange)!r}; known are {', '.join(sorted(known))}")
    for name in ("doc", "quote", "split", "kind"):
        if not isinstance(record.get(name), str) or not record[name].strip():
            raise ValueError(f"{name} must be a non-empty string")
    for name in ("issuers", "also"):
        if isinstance(record.get(name), list):
            record[name] = tuple(record[name])
    label = Label(**record)
    if label.split not in SPLITS:
        raise ValueError(f"split {label.split!r} is none of {', '.join(SPLITS)}")
    if strange := set(label.kinds) - set(KINDS):
        raise ValueError(f"kind {min(strange)!r} is none of {', '.join(KINDS)}")
    return label


def line_of(label: Label) -> str:
    """Write the JSON line, without its end, that ``parse_label`` reads; empty fields left out."""
    record = {name: getattr(label, name) for name in Label.__dataclass_fields__}
    kept = {name: value for name, value in record.items() if value not in (None, (), {}, False)}
    return json.dumps(kept, ensure_ascii=False)


def places(label: Label, text: str) -> tuple[tuple[int, int], ...]:
    """Find where the quote stands: the occurrence that is meant, or else all."""
    found = tuple((m.start(), m.end()) for m in re.finditer(re.escape(label.quote), text))
    return found if label.nth is None else found[label.nth - 1 : label.nth]


def faults(labels: Iterable[Label], texts: Mapping[str, str]) -> Iterator[str]:
    """Check labels against the stored texts of their documents.

    Args:
        labels: those of documents that ``texts`` lacks are passed over.
        texts: stored text of each file.

    Yields:
        A reason for each label whose quote is not in the text, or whose value not in its quote.
    """
    for label in labels:
        if label.doc not in texts:
            continue
        name = f"{label.doc}: {label.kind} {label.quote[:60]!r}"
        if not places(label, texts[label.doc]):
            yield f"{name} is not in the text"
        elif not stands(label.value, label.quote):
            yield f"{name} does not hold its value {label.value!r}"
        elif not stands(label.high, label.quote):
            yield f"{name} does not hold its upper end {label.high!r}"


def stands(value: Number | str | None, quote: str) -> bool:
    """Tell whether a quote holds a value: a number whatever way it is written, or words.

    A sign may be said in words ("fell by"), so it does not count; a cell of a row may leave its
    magnitude to the head of its column ("CNY million"); None stands anywhere.
    """
    if value is None:
        return True
    if isinstance(value, str):
        wanted, found = words(value), words(quote)
        return all(word in found for word in wanted)
    plain = _MILLIONS.sub("", _ORDINAL.sub("", quote))  # "18th" is 18, "¥870 m" are millions
    read = [end for found in quantities(plain) for end in (found.low, found.high)]
    sizes = _MAGNITUDES if " | " in quote else (1,)
    meant = [abs(float(end)) * size for end in read for size in sizes]
    return any(abs(each - abs(value)) <= 1e-9 * max(1.0, abs(value)) for each in meant)


def by_file(labels: Sequence[Label]) -> dict[str, list[Label]]:
    """Sort labels by their document's file, in order of first mention."""
    files: dict[str, list[Label]] = {}
    for label in labels:
        files.setdefault(label.doc, []).append(label)
    return files
