"""Verbs that end the subject of a clause, and those that one begins with; pure."""

from __future__ import annotations

import re

_NO_VERB = r"(?!(?:need|indeed|advanced|limited|united|networked|shared|related|integrated)\b)"
VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|may|might|can|could|should|must|wants?|says?|said"
    r"|puts?|leads?|led|grew|grows?|rose|rises|fell|falls|made|makes?|holds?|held|gives?|gave|gets?"
    r"|got|sets?|buys?|bought|sells?|sold|reportedly|plans to|invests?|ends|opens?|agrees?"
    r"|reach(?:es)?|accounts|counts?|stood|stands?|expects?|estimates|sees|names|lists|takes?|took"
    r"|starts?|begins?|began|wins|won|builds?|built|cuts|raises|joins|signs|hires|shows?|issues?"
    r"|publish(?:es)?"
    r"|releases?|presents?|announces?|launch(?:es)?|introduces?|produces?|provides?|requires?|calls?"
    r"|tells|circulates?|proposes?|creates?|operates?|establish(?:es)?|becomes?|receives?|reduces?"
    r"|finali[sz]es?|revises?|includes?|remains?|ranks|spends?|spent|files|terminates?|runs?"
    r"|offers?|uses?|moves?|follows?|compares?|reports|unveils?|adopts?|approves?|goes|went|comes"
    r"|came|pays|paid|drew|sent|lost|contributes?|corresponds?|amounts? to|accounts? for"
    r"|ruled|forbade|brings?|brought|depends?|appl(?:y|ies)|equals?"
    rf"|aims? (?:at|for|to)|costs?(?= [A-Z€$£¥\d])|{_NO_VERB}[a-z]+ed)"
)
FIRST_VERB = re.compile(rf"\s{VERB}\b(?!-)")
"""A verb within a clause, with the blank before it."""
# Verbs that a clause without a subject of its own begins with: "and offers", "wants to".
_ACTS = re.compile(
    r"(?:(?:and|but|then) )?(?:(?:also|already|still) )?(?!(?:will|would|may|can|should|must)\b)"
    rf"(?!(?:{_NO_VERB}[a-z]+ed|counts?|estimates|lists|names|runs?|cuts|reports|sets|files|uses?"
    r"|ends|signs|shows?)\b)"
    rf"(?:{VERB}|aims?|seeks?|intends?|hopes?|asks?"
    r"|[a-z]{2,}(?:ed|s) (?=(?:the|an?|its|their|to)\b))"
    r"(?![\w-])"
)


def acts_first(clause: str) -> bool:
    """Whether a clause begins with a verb, so that its subject stands before it."""
    return bool(_ACTS.match(clause))
