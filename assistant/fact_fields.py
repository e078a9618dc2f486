"""A fact as values for JSON, in the command's records and in the batch form; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.facts.fact import Fact


def fact_fields(fact: Fact) -> dict[str, Any]:
    """Give what a fact states, without its place."""
    return {
        "id": fact.id,
        "kind": str(fact.kind),
        "subject": fact.subject,
        "measure": fact.measure,
        "value": fact.value,
        "unit": fact.unit,
        "when": fact.when,
        "issuers": list(fact.issuers),
        "certainty": str(fact.certainty),
        **{name: fact.qualifiers[name] for name in sorted(fact.qualifiers)},
    }
