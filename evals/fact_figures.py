"""How right the fact ledger is: precision and recall by kind, as values, JSON and a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from evals.fact_labels import KINDS, Label, by_file, stands
from evals.fact_match import Matching, Names, Row, match, same_time

OVERALL = "all"


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Counts of one kind of fact over the documents that were compared.

    Attributes:
        kind: one of ``KINDS``, or ``OVERALL``.
        labels: facts that should be found.
        hits: those of them that were.
        right: rows of this kind that are a labelled fact, under whatever kind it was labelled.
        wrong: rows of this kind that are none, in documents whose every fact is labelled.
    """

    kind: str
    labels: int
    hits: int
    right: int
    wrong: int

    @property
    def recall(self) -> float | None:
        """The share of the labels that were found; None without labels."""
        return self.hits / self.labels if self.labels else None

    @property
    def precision(self) -> float | None:
        """The share of the rows that are labelled facts; None without rows."""
        rows = self.right + self.wrong
        return self.right / rows if rows else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A ledger compared with labels.

    Attributes:
        figures: of each kind that has labels or rows, then over all.
        agreement: of the found labels that give a field, the share whose row agrees in it.
        in_quote: share of all rows compared whose value stands in their quote; None without rows.
        matchings: of each document, by its file's name.
        skipped: files with labels that the index does not hold.
    """

    figures: tuple[KindFigures, ...]
    agreement: Mapping[str, float]
    in_quote: float | None
    matchings: Mapping[str, Matching]
    skipped: tuple[str, ...]


def compare_facts(
    labels: Sequence[Label], rows: Sequence[Row], texts: Mapping[str, str]
) -> Comparison:
    """Compare the rows of a ledger with labels.

    Args:
        labels: those of documents that ``texts`` lacks are skipped.
        rows: of the ledger; those of documents without labels are left aside.
        texts: stored text of each file.
    """
    names = Names.of(labels)
    sorted_labels = by_file(labels)
    matchings = {
        file: match(group, [row for row in rows if row.doc == file], texts[file], names)
        for file, group in sorted_labels.items()
        if file in texts
    }
    sampled = {label.doc for label in labels if label.sampled}
    compared = [row for row in rows if row.doc in matchings]
    standing = [stands(row.value, row.quote) for row in compared]
    return Comparison(
        tuple(_figures(matchings, sampled)),
        _agreement([pair for m in matchings.values() for pair in m.pairs]),
        sum(standing) / len(standing) if standing else None,
        matchings,
        tuple(file for file in sorted_labels if file not in texts),
    )


def record(compared: Comparison) -> dict[str, Any]:
    """Give a comparison as values that JSON can hold, with every miss and every wrong row."""
    return {
        "figures": [
            asdict(f) | {"precision": f.precision, "recall": f.recall} for f in compared.figures
        ],
        "agreement": dict(compared.agreement),
        "in_quote": compared.in_quote,
        "missed": [_brief(label) for m in compared.matchings.values() for label in m.missed],
        "wrong": [_brief(row) for m in compared.matchings.values() for row in m.wrong],
        "skipped": list(compared.skipped),
    }


def table(compared: Comparison, title: str) -> Table:
    """Lay the figures out for a terminal of 80 columns, the title over the kinds."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    grid.add_column(title, no_wrap=True, min_width=15)
    for head in ("labels", "found", "recall", "right", "wrong", "precision"):
        grid.add_column(head, justify="right")
    for f in compared.figures:
        shares = ["-" if share is None else f"{share:.3f}" for share in (f.recall, f.precision)]
        counts = [str(n) for n in (f.labels, f.hits, f.right, f.wrong)]
        grid.add_row(f.kind, *counts[:2], shares[0], *counts[2:], shares[1])
    return grid


def _figures(matchings: Mapping[str, Matching], sampled: set[str]) -> Iterable[KindFigures]:
    """Count by kind; a kind that nobody labels has no precision, and is left out."""
    pairs = [pair for m in matchings.values() for pair in m.pairs]
    missed = [label for m in matchings.values() for label in m.missed]
    wrong = [row for file, m in matchings.items() if file not in sampled for row in m.wrong]
    labelled = {label.kind for label, _ in pairs} | {label.kind for label in missed}
    found = []
    for kind in (kind for kind in KINDS if kind in labelled):
        hits = sum(label.kind == kind for label, _ in pairs)
        figures = KindFigures(
            kind,
            hits + sum(label.kind == kind for label in missed),
            hits,
            sum(row.kind == kind for label, row in pairs if label.doc not in sampled),
            sum(row.kind == kind for row in wrong),
        )
        found.append(figures)
    yield from found
    counts = ([getattr(f, name) for f in found] for name in ("labels", "hits", "right", "wrong"))
    yield KindFigures(OVERALL, *(sum(count) for count in counts))


def _agreement(pairs: Sequence[tuple[Label, Row]]) -> dict[str, float]:
    """Tell how often the fields agree that do not decide whether a row is a label's."""
    agree = {
        "when": [same_time(a.when, b.when) for a, b in pairs if a.when],
        "unit": [a.unit == b.unit for a, b in pairs if a.unit],
        "certainty": [a.certainty == b.certainty for a, b in pairs],
        "kind": [a.kind == b.kind for a, b in pairs],
    }
    return {name: sum(each) / len(each) for name, each in agree.items() if each}


def _brief(one: Label | Row) -> dict[str, Any]:
    """Name a label or a row so that its place is found."""
    place = {"doc": one.doc, "kind": one.kind, "subject": one.subject, "value": one.value}
    return place | {"when": one.when, "quote": one.quote[:200]}
