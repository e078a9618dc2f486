"""All facts of a document: its structure read once, and handed to the rules of each kind; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.facts.fact import Fact, numbered
from index.facts.issue import issue_facts

if TYPE_CHECKING:
    from corpus.documents import Document


def extract_facts(document: Document) -> tuple[Fact, ...]:
    """Find the facts of a document, in the order of the text."""
    return numbered(issue_facts(document))
