"""What a model may propose of each kind of fact, as it is told and as it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from index.facts.fact import Kind


@dataclass(frozen=True, slots=True)
class Form:
    """What a model may propose of a kind.

    Attributes:
        needs: fields that each has.
        may: fields that it may have; where ``needs`` is one alone, at least one of them.
        about: what the fields hold, for a model to read.
    """

    needs: tuple[str, ...]
    may: tuple[str, ...]
    about: str


# Issues, lists and rows of tables are read off the structure, which a model is not shown.
FORMS: Mapping[Kind, Form] = {
    Kind.POLICY: Form(
        ("subject",),
        ("when", "issuers", "title_zh", "topic"),
        "subject is its title, when the date of issue",
    ),
    Kind.POLICY_EVENT: Form(
        ("action", "when"), ("issuers", "topic"), "issuers are the public bodies that act"
    ),
    Kind.CORPORATE_EVENT: Form(
        ("subject", "action", "when"), ("issuers", "topic"), "subject is the company that acts"
    ),
    Kind.TARGET: Form(
        ("measure", "value"),
        ("subject", "deadline", "policy", "issuers"),
        "value is the figure to be reached, measure what it counts",
    ),
    Kind.AMOUNT: Form(
        ("value",),
        ("subject", "measure", "when", "policy"),
        "value is a figure, measure what it counts, subject whose it is",
    ),
    Kind.ORGANISATION: Form(
        ("subject",), ("acronym", "name_zh", "parent", "founded"), "subject is its name"
    ),
    Kind.CONSORTIUM_ROLE: Form(
        ("subject", "value"),
        ("measure", "partners"),
        "subject is the programme, value who leads, measure the technology",
    ),
    Kind.POLICY_LINEAGE: Form(
        ("subject", "relation", "value"),
        ("year",),
        "subject is a policy, value another, relation how the one follows from the other",
    ),
    Kind.RULE: Form(
        ("subject", "effect"),
        ("value", "measure", "policy"),
        "subject is who is affected, effect what is allowed or forbidden, value a figure",
    ),
    Kind.DEFINITION: Form(
        ("subject",), ("value", "term_zh"), "subject is a term, value what it stands for"
    ),
}
