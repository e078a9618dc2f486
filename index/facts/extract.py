"""All facts of a document: read once, and handed to the rules of each kind; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.facts.acts import told_events
from index.facts.amount import prose_facts
from index.facts.body import definition_facts
from index.facts.chronology import tabled_events
from index.facts.cited_policies import cited_policies
from index.facts.fact import Fact, numbered
from index.facts.inline import inline_facts
from index.facts.issue import issue_facts
from index.facts.law import listed_laws, own_policy
from index.facts.listing import list_facts, row_facts
from index.facts.news import news_events
from index.facts.ordinal import ordinal_facts
from index.facts.policy import told_policies
from index.facts.reading import Reading
from index.facts.recorded import recorded_policies
from index.facts.table import table_facts
from index.facts.tabled import tabled_policies

if TYPE_CHECKING:
    from corpus.documents import Document


def extract_facts(document: Document) -> tuple[Fact, ...]:
    """Find the facts of a document, in the order of the text."""
    reading = Reading(document)
    recorded = recorded_policies(reading)
    tabled = tuple(tabled_policies(reading))
    listed = [
        *(policy.fact for policy in recorded),
        *listed_laws(reading),
        *(policy for policy in tabled if policy.when),
    ]
    policies = [*own_policy(reading), *listed, *told_policies(reading, listed)]
    policies += cited_policies(reading, policies)
    named = {policy.subject for policy in policies}  # the prose may date what a table does not
    policies += (policy for policy in tabled if policy.subject not in named)
    places = tuple(policy.span for policy in policies)
    found = (
        *issue_facts(document),
        *policies,
        *news_events(reading, policies),
        *told_events(reading, policies),
        *tabled_events(reading, tabled),
        *prose_facts(reading, recorded),
        *table_facts(reading),
        *list_facts(reading, recorded),
        *inline_facts(reading, recorded),
        *ordinal_facts(reading, recorded),
        *row_facts(reading),
        *definition_facts(reading, places),
    )
    return numbered(found)
