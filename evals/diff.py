"""How well issues are compared: ``python -m evals.diff [FOLDER] [--seed N]``.

Of each markdown briefing of FOLDER (the sample corpus) a second issue is made: some sentences are
said again in other words, some with another figure, some are left out and some are added from
another briefing. Both are indexed and compared, and what was found is held against what was done.
The words are changed by rules that the comparison does not know (``REWORDED``), the order of date
and clause is turned round, and numbers are spelled otherwise.
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

from assistant.diff.match import Change, Difference
from assistant.diff.sides import differences
from assistant.examples import SAMPLES
from index.build import build
from index.encoder import DEFAULT_MODEL, find_model, load_encoder
from index.library import Library

Shares = Mapping[Change, float]
SHARES: Shares = {
    Change.REPEATED: 0.55,
    Change.CHANGED: 0.15,
    Change.DROPPED: 0.15,
    Change.NEW: 0.15,
}
REWORDED = (
    ("publishes", "puts out"), ("published", "put out"), ("presents", "sets out"),
    ("presented", "set out"), ("announces", "makes known"), ("announced", "made known"),
    ("wants", "intends"), ("should", "is meant to"), ("shows", "makes clear"),
    ("companies", "firms"), ("company", "firm"), ("invests", "puts money"), ("money", "funds"),
    ("large", "big"), ("important", "weighty"), ("new", "fresh"), ("first", "earliest"),
    ("because", "since"), ("more than", "over"), ("about", "around"), ("percent", "per cent"),
    ("billion", "bn"), ("million", "mn"), ("foreign", "overseas"), ("Chinese", "domestic"),
    ("government", "authorities"), ("ministry", "department"), ("also", "in addition"),
    ("for example", "for instance"), ("many", "a number of"), ("must", "have to"),
    ("help", "support"), ("begin", "start"), ("begins", "starts"), ("say", "state"),
    ("says", "states"), ("use", "employ"), ("uses", "employs"), ("give", "provide"),
    ("gives", "provides"), ("buys", "acquires"), ("build", "set up"), ("builds", "sets up"),
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[a-z0-9)][.])\s+(?=[A-Z])")
_NUMBER = re.compile(
    r"(?<![\w.,/-])\d{1,3}(?![\w.,/-]|\s?(?:January|February|March|April|May|June"
    r"|July|August|September|October|November|December))"
)
_DATED = re.compile(r"^(In \d{4}|In [A-Z][a-z]+ \d{4}|By \d{4}), (.+?)\.$")
_CONTENTS = re.compile(r"#+ Contents$")
_KEPT = ("#", "|", "*", "Table", "Source", "[", ">", "---")  # no sentences, or labelled ones
_NAMES = re.compile(
    r"\b(?:phase|story|top|table|step|part|chapter|section|Group of) $", re.IGNORECASE
)
_LEAST = 45  # characters of a sentence that something is done with


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with a sentence.

    Attributes:
        change: what.
        old: as it was; empty where it was added.
        new: as it is; empty where it was left out.
    """

    change: Change
    old: str
    new: str


def reworded(sentence: str, chance: random.Random) -> str:
    """Say a sentence in other words: about half of those that can be changed are."""
    if (dated := _DATED.match(sentence)) and chance.random() < 0.5:
        when, what = dated.groups()
        sentence = f"{what[0].upper()}{what[1:]} {when[0].lower()}{when[1:]}."
    for word, other in REWORDED:
        if chance.random() < 0.6:
            sentence = re.sub(rf"\b{word}\b", other, sentence)
    return sentence


def with_another_figure(sentence: str, chance: random.Random) -> str | None:
    """Change one number of a sentence; None where it has none."""
    found = [
        match
        for match in _NUMBER.finditer(sentence)
        if int(match.group()) > 1 and not _NAMES.search(sentence[: match.start()])
    ]
    if not found:
        return None
    match = chance.choice(found)
    other = int(match.group()) + chance.choice((1, 2, 3, 5, 10))
    return f"{sentence[: match.start()]}{other}{sentence[match.end() :]}"


def second_issue(
    text: str, added: Sequence[str], seed: int, shares: Shares = SHARES
) -> tuple[str, list[Done]]:
    """Make the second issue of a briefing, and tell what was done.

    Args:
        text: markdown of the first.
        added: sentences of other briefings, to add some of.
        seed: of what is done with which sentence.
        shares: of the sentences, to which each is done.
    """
    chance = random.Random(seed)
    fresh = iter(chance.sample(list(added), len(added)))
    done: list[Done] = []
    lines: list[str | None] = []
    named = False  # the lines of a contents page say nothing, and are compared with nothing
    for line in text.split("\n"):
        named = bool(_CONTENTS.match(line)) if line.startswith("#") else named
        lines.append(line if named else _line(line, shares, chance, fresh, done))
    return "\n".join(line for line in lines if line is not None), done


def _line(
    line: str, shares: Shares, chance: random.Random, fresh: Iterator[str], done: list[Done]
) -> str | None:
    """Change a line sentence by sentence; None where nothing is left of it."""
    marker = re.match(r"\s*(?:-|\d+\.)?\s*(?:\d{1,2} [A-Z][a-z]+: )?", line)
    start = marker.group() if marker else ""
    body = line[len(start) :]
    item = bool(start.strip())
    if body.startswith(_KEPT) or not (item or body.endswith(".")):
        return line
    kept = []
    for sentence in [body] if item else _SENTENCE.split(body):
        if len(sentence) < _LEAST:
            kept.append(sentence)
            continue
        kept += _changed(sentence, shares, chance, fresh, done)
    between = f"\n{start}" if item else " "
    return start + between.join(kept) if kept else None


def _changed(
    sentence: str, shares: Shares, chance: random.Random, fresh: Iterator[str], done: list[Done]
) -> list[str]:
    change = chance.choices(list(shares), list(shares.values()))[0]
    if change is Change.CHANGED:
        other = with_another_figure(sentence, chance)
        if other is not None:
            said = reworded(other, chance) if chance.random() < 0.5 else other
            done.append(Done(change, sentence, said))
            return [said]
    if change is Change.DROPPED:
        done.append(Done(change, sentence, ""))
        return []
    said = reworded(sentence, chance)
    done.append(Done(Change.REPEATED, sentence, said))
    if change is Change.NEW and (another := next(fresh, None)):
        done.append(Done(change, "", another))
        return [said, another]
    return [said]


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def tally(done: Sequence[Done], found: Sequence[Difference]) -> Counter[tuple[str, str]]:
    """Count what was done against what was found: (done, found), "none" for either missing."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in done:
        old, new = _plain(one.old), _plain(one.new)
        match = next((d for d in found if _is_of(d, old, new)), None)
        counts[one.change, match.change if match else "none"] += 1
    told = [_plain(text) for one in done for text in (one.old, one.new) if text]
    for difference in found:
        sides = [_plain(side.text) for side in (difference.old, difference.new) if side]
        if not any(_same(side, text) for side in sides for text in told):
            counts["untouched", difference.change] += 1
    return counts


def _is_of(difference: Difference, old: str, new: str) -> bool:
    if new and difference.new:
        return _same(_plain(difference.new.text), new)
    return bool(old and not new and difference.old) and _same(
        _plain(difference.old.text) if difference.old else "", old
    )


def _same(one: str, other: str) -> bool:
    return one in other or other in one


def report(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Give precision, recall and F1 of each change in lines, and false changes of repeats."""
    for change in (Change.NEW, Change.CHANGED, Change.DROPPED):
        right = counts[change, change]
        made = sum(n for (one, _), n in counts.items() if one == change)
        told = sum(n for (_, one), n in counts.items() if one == change)
        precision, recall = right / max(1, told), right / max(1, made)
        f1 = 2 * right / max(1, made + told)
        shares = f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"
        yield f"{change:9} {made:5d} made  {shares}"
    repeats = {k: n for k, n in counts.items() if k[0] in (Change.REPEATED, "untouched")}
    wrong = sum(n for (_, one), n in repeats.items() if one == Change.CHANGED)
    yield f"repeats told as changed: {wrong} of {sum(repeats.values())}"


def measure(folder: Path, seed: int) -> Counter[tuple[str, str]]:
    """Compare each markdown briefing of a folder with a second issue of it."""
    texts = {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.md"))}
    encoder = load_encoder(find_model())
    counts: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory() as work:
        issues, told = Path(work, "issues"), {}
        issues.mkdir()
        for number, (name, text) in enumerate(texts.items()):
            others = [t for other, t in texts.items() if other != name]
            added = _sentences(others[number % len(others)])
            made, told[name] = second_issue(text, added, seed + number)
            (issues / f"{name}-old.md").write_text(text, encoding="utf-8")
            (issues / f"{name}-new.md").write_text(made, encoding="utf-8")
        build(issues, Path(work, "index"), DEFAULT_MODEL)
        library = Library.open(Path(work, "index"))
        for name, done in told.items():
            found = differences(library, encoder, f"{name}-old.md", f"{name}-new.md")
            counts += tally(done, found)
        library.close()
    return counts


def _sentences(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if not line.startswith((*_KEPT, "-"))]
    found = [one for line in lines for one in _SENTENCE.split(line)]
    return [one for one in found if len(one) > _LEAST and one.endswith(".")]


def main(arguments: Sequence[str]) -> None:
    """Measure the folder that the arguments name, and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.diff", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLES)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    for line in report(measure(options.folder, options.seed)):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
