"""A server program that others wrote, `transformers serve`, with models that say one thing each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from free_port import free_port
from web_page import until

_WIDE = 256  # of the vectors: those of a few dozen tokens drawn by a seed are nearly orthogonal
_STRONG = 100.0  # logit of the token that follows
_TURNS = "{% for turn in messages %}{{ turn['content'] }} {% endfor %}assistant:"


def model_that_says(folder: Path, sentence: str) -> Path:
    """Write a causal language model that answers everything with a sentence of different words.

    Its layer adds nothing, and its head has for each token the vector of the one before, so that
    each word of the sentence leads to the next.
    """
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    words = ["assistant:", *sentence.split(), "</s>"]
    assert len(set(words)) == len(words)
    known = {word: at for at, word in enumerate(["<unk>", *words])}
    tokenizer = Tokenizer(models.WordLevel(known, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    told = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, unk_token="<unk>", eos_token="</s>", pad_token="</s>"
    )
    told.chat_template = _TURNS
    told.save_pretrained(folder)
    torch.manual_seed(0)
    end = known["</s>"]
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(known), hidden_size=_WIDE, intermediate_size=8, num_hidden_layers=1,
            num_attention_heads=4, max_position_embeddings=16_384, eos_token_id=end,
            pad_token_id=end, bos_token_id=None, tie_word_embeddings=False,
        )
    )  # fmt: skip
    with torch.no_grad():
        (layer,) = model.model.layers
        for adds in (layer.self_attn.o_proj, layer.mlp.down_proj):
            adds.weight.zero_()
        vectors = torch.nn.functional.normalize(torch.randn(len(known), _WIDE), dim=1)
        model.model.embed_tokens.weight.copy_(vectors)
        model.lm_head.weight.zero_()
        for before, after in pairwise(words):
            model.lm_head.weight[known[after]] = vectors[known[before]] * _STRONG
    model.generation_config.do_sample = False
    model.save_pretrained(folder)
    return folder


@contextmanager
def program(log: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Start the server program; give the root of its address, and its process."""
    port = free_port()
    command = [
        Path(sys.executable).with_name("transformers"), "serve", "--device", "cpu",
        "--host", "127.0.0.1", "--port", str(port),
    ]  # fmt: skip
    quiet = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=quiet)
    try:
        assert until(lambda: process.poll() is None and _is_up(port)), log.read_text()
        yield f"http://127.0.0.1:{port}/v1", process
    finally:
        process.kill()
        process.wait()


def _is_up(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as reply:
            return json.load(reply).get("status") == "ok"
    except (URLError, ConnectionError, TimeoutError):
        return False
