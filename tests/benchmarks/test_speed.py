"""How fast it is: `make bench`. Figures within a group are ratios of one run; machines differ."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

import pytest

from assistant.ask import Assistant
from index.bert import _BATCH
from index.build import build
from index.encoder import DEFAULT_MODEL, SentenceTransformerEncoder, find_model, load_encoder

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "briefings"
QUESTION = "When was the draft of the Personal Information Protection Law unveiled?"


@pytest.fixture(scope="session")
def assistant(sample_index: Path) -> Assistant:
    return Assistant.open(sample_index)


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


@pytest.mark.benchmark(group="from a cold start")
def test_ask(benchmark, sample_index):
    command = ("-m", "assistant.cli", "ask", QUESTION, "--index", str(sample_index))
    benchmark.pedantic(run, args=command, rounds=5)


@pytest.mark.benchmark(group="from a cold start")
def test_build_with_nothing_changed(benchmark, sample_index):
    command = ("-m", "assistant.cli", "build", str(SAMPLES), "--index", str(sample_index))
    benchmark.pedantic(run, args=command, rounds=5)


@pytest.mark.benchmark(group="from a cold start")
def test_import_of_sentence_transformers_alone(benchmark):
    benchmark.pedantic(run, args=("-c", "import sentence_transformers"), rounds=3)


@pytest.mark.benchmark(group="a question")
def test_answer(benchmark, assistant):
    assert benchmark(assistant.ask, QUESTION).sentences


@pytest.mark.benchmark(group="a question")
def test_retrieve(benchmark, assistant):
    assert len(benchmark(assistant.retrieve, QUESTION, 20)) == 20


@pytest.mark.benchmark(group="a question")
def test_encode(benchmark, assistant):
    assert benchmark(assistant.encoder.encode, [QUESTION]).shape == (1, 384)


@pytest.mark.benchmark(group="64 passages")
@pytest.mark.parametrize("make", [load_encoder, SentenceTransformerEncoder])
def test_encode_passages(benchmark, assistant, make):
    library = assistant.library
    texts = [library.text(passage.span) for passage in library.passages()[:64]]
    encoder = make(find_model())
    assert benchmark.pedantic(encoder.encode, args=(texts,), rounds=4).shape == (64, 384)


@pytest.mark.benchmark(group="64 passages")
def test_onnx_runtime_alone_on_their_tokens(benchmark, assistant):
    """The limit: arrays ready for the graph, in batches and threads like those of the encoder."""
    library, encoder = assistant.library, load_encoder(find_model())
    texts = [library.text(passage.span) for passage in library.passages()[:64]]
    ids = sorted((one.ids for one in encoder._tokenizer.encode_batch(texts)), key=len)
    ready = [encoder._inputs(ids[at : at + _BATCH]) for at in range(0, len(ids), _BATCH)]

    def bare() -> int:
        with ThreadPoolExecutor(cpu_count()) as workers:
            found = workers.map(lambda inputs: encoder._session.run(None, inputs)[0], ready)
            return sum(map(len, found))

    assert benchmark.pedantic(bare, rounds=4) == 64


@pytest.mark.benchmark(group="a rebuild from scratch, embeddings kept")
def test_read_and_write(benchmark, sample_index, tmp_path):
    other = tmp_path / "index"
    (other / "embeddings").mkdir(parents=True)
    store = sample_index / "embeddings" / "vectors.sqlite"
    (other / "embeddings" / "vectors.sqlite").write_bytes(store.read_bytes())

    def again() -> None:
        (other / "CURRENT").unlink(missing_ok=True)
        assert build(SAMPLES, other, DEFAULT_MODEL).embedded == 0

    benchmark.pedantic(again, rounds=2)
