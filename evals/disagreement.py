"""How well it is told that documents differ: ``python -m evals.disagreement [--seed N …]``.

Of each markdown briefing of the sample corpus a second issue is made, in which the figures and
dates that answer some of the gold questions are others and every sentence is said in other words.
Both issues are indexed and the questions are asked. Where the figure is another, the answer is to
tell both; where it is the same, it is to tell one.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.diff.match import Change
from assistant.examples import SAMPLES
from evals.diff import second_issue
from evals.gold import GoldQuestion, read_gold
from index.build import build
from index.encoder import DEFAULT_MODEL

GOLD = Path(__file__).with_name("gold")
CHANGED = 0.6  # share of the questions whose figure is another in the second issue
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,4}(?:\.\d+)?(?![\w.,/-])|(?<=[¥$€])\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its figure in the first issue and in the second."""

    question: GoldQuestion
    first: str
    second: str

    @property
    def changed(self) -> bool:
        """Whether the issues differ in it."""
        return self.first != self.second


def seeded(
    texts: Mapping[str, str], questions: Sequence[GoldQuestion], seed: int
) -> tuple[dict[str, str], list[Asked]]:
    """Make the second issues, and tell what each question's figure is in both.

    Args:
        texts: the markdown of each briefing, by its file's name.
        questions: those to ask; only what a figure of one passage answers is used, and of the
            questions on one passage only the first.
        seed: of what is changed and how.
    """
    chance = random.Random(seed)
    second, asked = dict(texts), list[Asked]()
    taken: set[tuple[str, str]] = set()
    for question in questions:
        place = _place(question, texts)
        if place is None or place in taken:
            continue
        doc, quote = place
        figure = _figure(question, quote)
        if figure is None:
            continue
        taken.add(place)
        number = figure.group()
        other = _another(number, chance) if chance.random() < CHANGED else number
        changed = quote[: figure.start()] + other + quote[figure.end() :]
        second[doc] = second[doc].replace(quote, changed)
        asked.append(Asked(question, number, other))
    reworded = {
        name: second_issue(text, (), seed + at, {Change.REPEATED: 1.0})[0]
        for at, (name, text) in enumerate(second.items())
    }
    return reworded, asked


def _place(question: GoldQuestion, texts: Mapping[str, str]) -> tuple[str, str] | None:
    """Give the one briefing and the one passage that a question is answered from."""
    if question.history or len(question.evidence) != 1:
        return None
    doc, quote = question.evidence[0].doc, question.evidence[0].quote
    return (doc, quote) if texts.get(doc, "").count(quote) == 1 else None


def _figure(question: GoldQuestion, quote: str) -> re.Match[str] | None:
    """Find the number of a passage that begins one of the answers, if it stands there once."""
    for answer in question.answers:
        number = _NUMBER.search(answer)
        found = [one for one in _NUMBER.finditer(quote) if number and one[0] == number[0]]
        if len(found) == 1:
            return found[0]
    return None


def _another(number: str, chance: random.Random) -> str:
    """Give another number in the place of one; a year stays near, and a day can be one."""
    return str(int(float(number)) + (1 if _YEAR.fullmatch(number) else chance.choice((1, 2, 3, 5))))


def outcome(one: Asked, answer: Answer) -> str:
    """Tell in a word how it was answered: "other" is an answer that has neither figure."""
    if not (_holds(answer.short, one.first) or _holds(answer.short, one.second)):
        return "other"
    told = [version.short for version in answer.versions]
    both = all(any(_holds(short, figure) for short in told) for figure in (one.first, one.second))
    if one.changed:
        return "both told" if told and both else "one told"
    return "false alarm" if told else "rightly one"


def _holds(text: str, number: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)", text))


def measure(folder: Path, seed: int) -> Counter[str]:
    """Ask of each briefing of a folder and its second issue."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.md"))}
    second, asked = seeded(texts, read_gold(GOLD), seed)
    with TemporaryDirectory() as work:
        issues = Path(work, "issues")
        issues.mkdir()
        for name in texts:
            (issues / name).write_text(texts[name], encoding="utf-8")
            (issues / f"second-{name}").write_text(second[name], encoding="utf-8")
        build(issues, Path(work, "index"), DEFAULT_MODEL)
        assistant = Assistant.open(Path(work, "index"))
        counts = Counter(outcome(one, assistant.ask(one.question.question)) for one in asked)
        assistant.library.close()
    return counts


def report(counts: Counter[str]) -> Iterator[str]:
    """Give the shares in lines."""
    changed = counts["both told"] + counts["one told"]
    same = counts["rightly one"] + counts["false alarm"]
    yield f"told where the issues differ: {counts['both told']} of {changed}"
    yield f"told where they do not:       {counts['false alarm']} of {same}"
    yield f"answered by neither figure:   {counts['other']}"


def main(arguments: Sequence[str]) -> None:
    """Measure by each seed that the arguments name, and print the sums."""
    parser = argparse.ArgumentParser(prog="python -m evals.disagreement", description=__doc__)
    parser.add_argument("--seed", type=int, nargs="+", default=[0])
    counts: Counter[str] = Counter()
    for seed in parser.parse_args(arguments).seed:
        counts += measure(SAMPLES, seed)
    for line in report(counts):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
