"""Questions to start from are offered over the sample corpus alone."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from assistant.examples import SAMPLES, examples


def test_examples_are_offered_over_the_sample_corpus_alone():
    def over(corpus: Path) -> list[str]:
        return examples(SimpleNamespace(manifest=SimpleNamespace(corpus=str(corpus))))

    assert len(over(SAMPLES)) == 4
    assert over(Path("/home/me/briefings")) == []
