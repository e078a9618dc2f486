"""Train the reader: ``python -m assistant.training PUBLIC [--out FOLDER] [--weights FILE]``.

Goes on from the checkpoint in ``--out`` where one of the same plan lies there.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from assistant.reader.reader import WEIGHTS
from index.encoder import find_model

_OWN = 3  # times that the set that ships is seen for each time of the public ones


def main(arguments: list[str]) -> None:
    """Read the question sets of a folder, train with checkpoints, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m assistant.training", description=__doc__)
    parser.add_argument("public", type=Path, help="folder of public question sets")
    parser.add_argument("--out", type=Path, default=Path("runs/reader"), help="for checkpoints")
    parser.add_argument("--weights", type=Path, default=Path("assistant/reader") / WEIGHTS)
    parser.add_argument("--onto", type=Path, help="weights to go on from; else the encoder's")
    parser.add_argument("--mean", type=Path, help="weights to average the trained ones with")
    parser.add_argument("--epochs", type=float, default=1.9)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--tokens", type=int, default=160, help="of a window")
    parser.add_argument("--seed", type=int, default=0, help="of the examples and their order")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args(arguments)

    import torch
    from tokenizers import Tokenizer

    from assistant.training.examples import OWN, examples, read_set, sets
    from assistant.training.export import export
    from assistant.training.model import Reader
    from assistant.training.train import Plan, average, train
    from assistant.training.windows import Window, windows

    torch.set_num_threads(options.threads)
    encoder = find_model().folder
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    found: list[Window] = []
    for folder in sets(options.public):
        drawn = examples(read_set(folder), held_out=False, seed=options.seed)
        own = [*windows(drawn, tokenizer, options.tokens, options.seed)]
        answered = [window for window in own if window.start > 0]
        print(f"{folder.name}: {len(own)} windows, {len(answered)} with an answer")  # noqa: T201
        # Those with an answer are seen twice as often, as there are fewer of them.
        found += (own + answered) * (_OWN if folder == OWN else 1)
    torch.manual_seed(options.seed)
    onto = options.onto
    model = Reader.from_export(encoder, onto) if onto else Reader.from_encoder(encoder)
    train(
        model,
        found,
        Plan(options.epochs, options.batch, options.rate, options.seed),
        options.out / "checkpoint.pt",
        told=lambda step, steps, loss, seconds: print(  # noqa: T201
            f"step {step} of {steps}, loss {loss:.3f}, {seconds:.0f} s", flush=True
        ),
    )
    if options.mean:
        average(model, Reader.from_export(encoder, options.mean))
    export(model, options.weights)


if __name__ == "__main__":
    main(sys.argv[1:])
