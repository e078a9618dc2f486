"""How well files were read: ``python -m evals.reading FOLDER [--samples 10] [--seed 0]``.

Compares the stored text of each document with the lines of its file and counts what a careful
person would have transcribed otherwise: sentences that a note, a page's head or a figure breaks,
note numbers stuck to words, words that a line's end left in two, lists, labelled fields and dated
news that are none. The rules here look at the outcome and share nothing with the cleaner's; a
finding is for a person to judge, so each count comes with samples in their context.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.documents import Document
from corpus.load import find, read_document
from corpus.readers.encoding import decode
from corpus.readers.errors import ReadError
from evals.outcome import broken_sentences, fields, glued_notes, lists, news, split_words

_TEXTS = (".txt", ".text", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Check:
    """What one detector found in one document.

    Attributes:
        measure: what is counted.
        total: how many there are to get right.
        findings: those that look wrong, each with its context.
    """

    measure: str
    total: int
    findings: tuple[str, ...]


def checks(document: Document, raw: str) -> Iterator[Check]:
    """Hold a document's stored text against the text of its file."""
    for measure, detector in (
        ("sentences broken", broken_sentences),
        ("note numbers left", glued_notes),
        ("words split or wrongly closed", split_words),
        ("list items lost", lists),
        ("labelled fields lost", fields),
        ("news without a date", news),
    ):
        total, findings = detector(document, raw)
        yield Check(measure, total, tuple(findings))


def documents(folder: Path) -> Iterator[tuple[Document, str]]:
    """Read the text documents of a folder, each with the text of its file."""
    for file in find(folder):
        if file.path.suffix.lower() not in _TEXTS:
            continue
        try:
            yield read_document(file), decode(file.path.read_bytes())
        except ReadError as error:
            sys.stderr.write(f"{file.source}: {error.reason}\n")


def report(found: Iterable[tuple[str, Sequence[Check]]], samples: int, seed: int) -> Iterator[str]:
    """Tell the counts, of each document and of all, and samples of what was found."""
    counts: dict[str, int] = {}
    findings: dict[str, list[str]] = {}
    for source, own in found:
        yield source
        for check in own:
            yield f"  {check.measure}: {_rate(len(check.findings), check.total)}"
            counts[check.measure] = counts.get(check.measure, 0) + check.total
            findings.setdefault(check.measure, []).extend(
                f"{source}: {finding}" for finding in check.findings
            )
    yield "all"
    for measure, total in counts.items():
        yield f"  {measure}: {_rate(len(findings[measure]), total)}"
    chance = random.Random(seed)
    for measure, some in findings.items():
        if some and samples:
            yield f"\n{measure}"
            chosen = chance.sample(range(len(some)), min(samples, len(some)))
            yield from (f"  {some[index]}" for index in sorted(chosen))


def _rate(part: int, whole: int) -> str:
    return f"{part} of {whole}" + (f" ({part / whole:.1%})" if whole else "")


def main(arguments: Sequence[str]) -> None:
    """Measure the folder that the arguments name, and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.reading", description=__doc__)
    parser.add_argument("folder", type=Path, help="text documents, looked for in sub-folders too")
    parser.add_argument("--samples", type=int, default=10, help="findings shown for each measure")
    parser.add_argument("--seed", type=int, default=0, help="which findings are shown")
    options = parser.parse_args(arguments)
    found = [
        (document.source, list(checks(document, raw)))
        for document, raw in documents(options.folder)
    ]
    sys.stdout.write("\n".join(report(found, options.samples, options.seed)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
