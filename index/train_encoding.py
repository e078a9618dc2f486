"""Train the token encoding that ships: ``python -m index.train_encoding [FOLDER]``.

Writes ``tiktoken_ext/briefings.bpe``: a line for each token, its bytes in base64 and its rank,
which is the form of tiktoken's own files.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.load import load

if TYPE_CHECKING:
    from collections.abc import Iterable

VOCABULARY = 8192
_PACKAGE = Path(__file__).parent


def train(texts: Iterable[str], size: int = VOCABULARY) -> dict[bytes, int]:
    """Train a byte-level BPE.

    Args:
        texts: what to train on.
        size: most tokens to make, the 256 single bytes included.

    Returns:
        The rank of each token: single bytes first, then merges in the order learnt.
    """
    from tiktoken_ext.briefings import PATTERN
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(PATTERN), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, initial_alphabet=alphabet, min_frequency=2, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    to_byte = _printable_to_byte()
    learnt = sorted(tokenizer.get_vocab().items(), key=lambda pair: pair[1])
    pieces = [bytes(to_byte[character] for character in token) for token, _ in learnt]
    merges = [piece for piece in pieces if len(piece) > 1]
    singles = [bytes([value]) for value in range(256)]
    return {piece: rank for rank, piece in enumerate(singles + merges)}


def _printable_to_byte() -> dict[str, int]:
    """Invert GPT-2's table that shows every byte as a printable character."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [value for value in range(256) if value not in shown]
    table = {chr(value): value for value in shown}
    return table | {chr(256 + n): value for n, value in enumerate(hidden)}


def main(folder: Path) -> None:
    """Train on the documents of ``folder`` and write the encoding into the package."""
    ranks = train(document.text for document in load(folder).documents)
    lines = [f"{base64.b64encode(piece).decode()} {rank}" for piece, rank in ranks.items()]
    target = _PACKAGE / "tiktoken_ext" / "briefings.bpe"
    target.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _PACKAGE.parent / "corpus" / "briefings")
