"""The parts of the assistant that can be left out, to measure what each of them gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Which parts are used; all of them, unless an evaluation leaves one out.

    Attributes:
        dense: passages are compared with the question by their meaning.
        keywords: and by their words.
        other_names: a name is also looked for in the other form that the corpus defines.
        scope: passages of the documents that a question asks for go before others.
        clauses: what a question of several clauses asks for in each is searched for by itself.
        neighbours: what belongs to the best passage is read with it.
        reader: the trained reader weighs the short answers.
        steps: a thing that a question only describes is found first, if that makes it surer.
        computed: what has to be counted, chosen or worked out is computed from the ledger.
    """

    dense: bool = True
    keywords: bool = True
    other_names: bool = True
    scope: bool = True
    clauses: bool = True
    neighbours: bool = True
    reader: bool = True
    steps: bool = True
    computed: bool = True


ALL = Parts()
