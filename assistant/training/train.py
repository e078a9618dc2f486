"""Fine-tune the reader: batches by length, checkpoints that a later run goes on from."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from assistant.training.model import Reader
from assistant.training.windows import Window

_POOL = 40  # batches that are sorted by length together
_NO_SPAN = -1e4


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train.

    Attributes:
        epochs: how often each window is seen.
        batch: windows in a step, rivals not counted.
        rate: highest learning rate; it rises over the first twentieth and falls to 0 linearly.
        seed: of the order and of dropout.
    """

    epochs: float = 1.9
    batch: int = 16
    rate: float = 8e-5
    seed: int = 0


def batches(windows: Sequence[Window], plan: Plan) -> list[list[int]]:
    """Give the windows of each step, of all epochs; windows of a step are of like length."""
    chance = random.Random(plan.seed)
    found: list[list[int]] = []
    wanted = int(plan.epochs * len(windows)) // plan.batch
    while len(found) < wanted:
        order = list(range(len(windows)))
        chance.shuffle(order)
        pool = plan.batch * _POOL
        epoch = []
        for at in range(0, len(order), pool):
            own = sorted(order[at : at + pool], key=lambda i: len(windows[i].ids))
            epoch += [own[i : i + plan.batch] for i in range(0, len(own), plan.batch)]
        chance.shuffle(epoch)
        found += epoch
    return found[:wanted]


def tensors(windows: Sequence[Window]) -> dict[str, Tensor]:
    """Pad windows to one length."""
    longest = max(len(window.ids) for window in windows)
    ids = torch.zeros(len(windows), longest, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
        types[row, window.split : len(window.ids)] = 1
    return {"ids": ids, "mask": mask, "types": types}


def loss_of(model: Reader, windows: Sequence[Window]) -> Tensor:
    """Compute the loss: of start and end, and of whether there is an answer.

    Start and end are counted twice: by cross entropy over the tokens of a window, and over those of
    a window and its rival, so that logits compare between passages (shared normalisation, Clark and
    Gardner 2018, https://arxiv.org/abs/1710.10723, section 3.3). Whether there is an answer, by
    binary cross entropy for each window and by cross entropy between a window and its rival.
    """
    shown = [*windows, *(window.rival for window in windows if window.rival)]
    parts = tensors(shown)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        start, end, answers = (logits.float() for logits in model(**parts))
    first = torch.tensor([window.start for window in shown])
    last = torch.tensor([window.end for window in shown])
    outside = parts["types"] == 0
    outside[:, 0] = False  # the token for "no answer"
    spans = sum(
        functional.cross_entropy(logits.masked_fill(outside, _NO_SPAN), places)
        for logits, places in ((start, first), (end, last))
    )
    held = functional.binary_cross_entropy_with_logits(answers, (first > 0).float())
    if len(shown) == len(windows):
        return spans / 2 + held
    own = torch.tensor([at for at, window in enumerate(windows) if window.rival])
    beyond = parts["types"] == 0  # the token for "no answer" too: each logit is set against it
    shared = sum(
        functional.cross_entropy(_beside(logits.masked_fill(beyond, _NO_SPAN), own), places[own])
        for logits, places in ((start - start[:, :1], first), (end - end[:, :1], last))
    )
    between = functional.cross_entropy(_beside(answers[:, None], own), torch.zeros_like(own))
    return spans / 2 + held + (shared + between) / 2


def _beside(logits: Tensor, own: Tensor) -> Tensor:
    """Put those of the windows ``own`` and those of their rivals, which come last, side by side."""
    return torch.cat([logits[own], logits[-len(own) :]], dim=1)


def train(
    model: Reader,
    windows: Sequence[Window],
    plan: Plan,
    checkpoint: Path,
    every: int = 100,
    told: Callable[[int, int, float, float], None] = lambda *_: None,
) -> None:
    """Train ``model`` in place, going on from ``checkpoint`` where it is of the same plan.

    Args:
        model: the reader.
        windows: what to train on.
        plan: how.
        checkpoint: file that is written every so many steps, and at the end.
        every: steps between checkpoints.
        told: is told the step, the steps in all, the mean loss since, and seconds since.
    """
    steps = batches(windows, plan)
    groups = _groups(model)
    optimizer = torch.optim.AdamW(groups, lr=plan.rate, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _rate(len(steps)))
    done = _resume(checkpoint, plan, model, optimizer, schedule)
    torch.manual_seed(plan.seed + done)
    model.train()
    started, losses = time.monotonic(), []
    for step in range(done, len(steps)):
        loss = loss_of(model, [windows[i] for i in steps[step]])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(loss.item())
        if (step + 1) % every == 0 or step + 1 == len(steps):
            _save(checkpoint, plan, step + 1, model, optimizer, schedule)
            told(step + 1, len(steps), sum(losses) / len(losses), time.monotonic() - started)
            started, losses = time.monotonic(), []


def average(model: Reader, other: Reader) -> None:
    """Set each weight of ``model`` to the mean of its own and that of ``other``.

    The mean of weights that were trained on from the same ones often does better on other data than
    either (Wortsman and others 2022, https://arxiv.org/abs/2203.05482).
    """
    theirs = other.state_dict()
    mean = {
        name: (own + theirs[name]) / 2 if own.is_floating_point() else own
        for name, own in model.state_dict().items()
    }
    model.load_state_dict(mean)


def _groups(model: Reader) -> list[dict[str, object]]:
    plain = [p for name, p in model.named_parameters() if name.endswith("bias") or "Norm" in name]
    names = {id(p) for p in plain}
    others = [p for p in model.parameters() if id(p) not in names]
    return [{"params": others, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}]


def _rate(steps: int) -> Callable[[int], float]:
    rise = max(1, steps // 20)
    return lambda step: min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))


def _save(file: Path, plan: Plan, done: int, model: Reader, *states: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".partial")
    parts = [state.state_dict() for state in states]  # type: ignore[attr-defined]
    saved = {"plan": repr(plan), "done": done, "model": model.state_dict(), "parts": parts}
    torch.save(saved, fresh)
    fresh.replace(file)


def _resume(file: Path, plan: Plan, model: Reader, *states: object) -> int:
    if not file.is_file():
        return 0
    saved = torch.load(file, weights_only=True)
    if saved["plan"] != repr(plan):
        return 0
    model.load_state_dict(saved["model"])
    for state, part in zip(states, saved["parts"], strict=True):
        state.load_state_dict(part)  # type: ignore[attr-defined]
    return int(saved["done"])
