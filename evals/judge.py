"""Whether answers are right in a model's judgement, beside the figures that need no model.

What it says is kept in a file of its own in the run's folder, and enters no figure and no gate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from assistant.answer import REFUSAL
from assistant.llm.client import ModelUnavailable, Usage
from assistant.llm.prompt import Message, fill, unmarked
from assistant.llm.rewrite import without_thought
from evals.store import drop_torn_line

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.llm.client import Model
    from evals.gold import GoldQuestion
    from evals.results import Result, Said

JUDGED = "judged.jsonl"
AGAINST = ("right", "answer", "short")
"""The scores that the judge is compared with."""
_MOST = 400  # tokens; some models think before they say the word
_LONGEST = 4000  # characters of an answer
_WORD = re.compile(r"\W*(right|wrong)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a model says of one answer.

    Attributes:
        id: of the gold question.
        model: its name.
        asked: digest of what it was asked.
        right: its judgement; None where it gave none.
        why: why it gave none; else empty.
    """

    id: str
    model: str
    asked: str
    right: bool | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a judge and a score of the evaluation agree.

    Attributes:
        score: its name; see ``evals.score.Scores``.
        n: answers that both speak of.
        same: share of them of which they say the same.
        kappa: Cohen's, which is 0 where they agree no more than by chance; None where one of them
            says the same of all.
    """

    score: str
    n: int
    same: float
    kappa: float | None


def judged(folder: Path, results: Sequence[Result], model: Model) -> Iterator[Judgement]:
    """Have a model judge the answers of a run; what it has judged before is read back.

    Args:
        folder: of the run.
        results: its results; those without an answer are left out.
        model: the judge.
    """
    file = folder / JUDGED
    drop_torn_line(file)
    known = {(one.id, one.asked): one for one in _read(file) if one.model == model.name}
    with file.open("ab") as stream:
        for result in results:
            if result.answer is None:
                continue
            asked = messages(result.question, result.answer)
            digest = sha256(repr(asked).encode(errors="replace")).hexdigest()
            found = known.get((result.question.id, digest))
            if found is None:
                right, why = _verdict(model, asked)
                found = Judgement(result.question.id, model.name, digest, right, why)
                if right is not None:  # what failed is asked again the next time
                    stream.write(_lines().dump_json(found) + b"\n")
                    stream.flush()
            yield found


def messages(question: GoldQuestion, answer: Said) -> list[Message]:
    """Write what the judge is asked."""
    told = fill(
        _template("judged.md"),
        question=unmarked(question.question),
        accepted=unmarked("\n".join(_accepted(question))),
        answer=unmarked(_told(answer))[:_LONGEST],
    )
    return [
        {"role": "system", "content": _template("judge.md")},
        {"role": "user", "content": told},
    ]


def _accepted(question: GoldQuestion) -> Iterator[str]:
    if not question.answerable:
        yield REFUSAL
    yield from question.answers
    yield from (f"- {' or '.join(forms)}" for forms in question.items)


def _told(answer: Said) -> str:
    if answer.abstained:
        return REFUSAL
    return "\n".join(dict.fromkeys([answer.short, *(one.text for one in answer.sentences)]))


def _verdict(model: Model, asked: Sequence[Message]) -> tuple[bool | None, str]:
    try:
        text = without_thought("".join(model.complete(asked, _MOST, Usage())))
    except ModelUnavailable as error:
        return None, str(error)
    word = _WORD.match(text)
    return (word[1].lower() == "right", "") if word else (None, "it said neither right nor wrong")


def agreements(results: Iterable[Result], found: Iterable[Judgement]) -> Iterator[Agreement]:
    """Compare a judge with each score of ``AGAINST``; a score that is not 1 is taken for wrong."""
    said = {one.id: one.right for one in found if one.right is not None}
    for name in AGAINST:
        pairs = [
            (said[result.question.id], value == 1.0)
            for result in results
            if result.question.id in said and (value := getattr(result.scores, name)) is not None
        ]
        if pairs:
            same = sum(one == other for one, other in pairs) / len(pairs)
            yield Agreement(name, len(pairs), same, kappa(pairs))


def kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Compute Cohen's kappa (Cohen 1960); None where chance alone would agree on all."""
    n = len(pairs)
    same = sum(one == other for one, other in pairs) / n
    first, second = (sum(pair[at] for pair in pairs) / n for at in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else (same - chance) / (1 - chance)


def lines(found: Sequence[Judgement], compared: Iterable[Agreement], told: str) -> Iterator[str]:
    """Tell in lines what a judge says and how far the evaluation's own scores agree.

    Args:
        found: its judgements.
        compared: see ``agreements``.
        told: who it is and where.
    """
    sure = [one.right for one in found if one.right is not None]
    share = f", {sum(sure) / len(sure):.3f} of them right" if sure else ""
    yield f"Judged by {told}: {len(sure)} of {len(found)} answers{share}"
    for one in compared:
        by_chance = "" if one.kappa is None else f", kappa {one.kappa:.2f}"
        yield f"  agrees with the score '{one.score}' on {one.same:.3f} of {one.n}{by_chance}"
    if failed := [one for one in found if one.right is None]:
        yield f"  {len(failed)} not judged: {failed[0].why}"


def summary(found: Sequence[Judgement], compared: Iterable[Agreement]) -> dict[str, Any]:
    """Give the same as values for JSON."""
    sure = [one.right for one in found if one.right is not None]
    return {
        "model": found[0].model if found else None,
        "judged": len(sure),
        "asked": len(found),
        "right": sum(sure) / len(sure) if sure else None,
        "agreement": [asdict(one) for one in compared],
    }


def _read(file: Path) -> Iterator[Judgement]:
    """Read judgements; a line that is none, such as one cut off, is judged anew."""
    for line in file.read_bytes().split(b"\n") if file.exists() else ():
        with suppress(ValidationError):
            yield _lines().validate_json(line)


@cache
def _lines() -> TypeAdapter[Judgement]:
    return TypeAdapter(Judgement)


@cache
def _template(name: str) -> str:
    return files("evals").joinpath(name).read_text(encoding="utf-8").strip()
