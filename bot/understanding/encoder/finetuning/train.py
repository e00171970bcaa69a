"""The training run: fixed seed, progress shown, the best epoch on conversations that were kept back."""

from __future__ import annotations

import logging
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel, BertTokenizerFast

from actions.intents import EMERGENCY
from bot.understanding.decision import NOTHING, PARTS
from bot.understanding.encoder.finetuning.examples import Said, varied
from bot.understanding.encoder.finetuning.model import ReadingEncoder, loss
from bot.understanding.encoder.sentence_encoder import in_context

logger = logging.getLogger(__name__)

SEED = 7
BATCH = 32
LONGEST = 96
HEAD_RATE = 2e-3
WARM_UP = 100
# A missed emergency costs a life, a false alarm a moment.
EMERGENCY_WEIGHT = 1.5
# Every so many conversations are kept back to choose the epoch by.
KEPT_BACK = 12


@dataclass(frozen=True)
class Trained:
    """The encoder of the best epoch and a line for each epoch."""

    encoder: BertModel
    epochs: tuple[str, ...]


def train(
    base: Path,
    start: BertModel,
    said: Sequence[Said],
    *,
    epochs: int,
    body_rate: float,
    keep: Callable[[BertModel], object],
) -> Trained:
    """Fine-tunes `start`, whose tokenizer is `base`'s; some ten minutes an epoch of 30,000 texts.

    `keep` is called with each epoch that is the best so far, so that a run may be stopped.
    """
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    learnt, kept_back = _split(said)
    classes = [sorted({_part(row, part) for row in learnt}) for part in PARTS]
    tokenizer = BertTokenizerFast.from_pretrained(base)
    model = ReadingEncoder(start, [len(names) for names in classes])
    steps = _Steps(
        model, tokenizer, classes, _weights(learnt, classes), epochs * math.ceil(len(learnt) / BATCH), body_rate
    )
    lines: list[str] = []
    best: tuple[float, dict[str, Tensor]] = (-1.0, {})
    for epoch in range(1, epochs + 1):
        started = time.monotonic()
        mean_loss = steps.take(_batches(learnt, chance), chance)
        right = _right(model, tokenizer, classes, kept_back)
        seconds = time.monotonic() - started
        shares = ", ".join(f"{part} {share:.1%}" for part, share in zip(PARTS, right, strict=True))
        lines.append(f"epoch {epoch}: loss {mean_loss:.3f}, kept back {shares}, {seconds:.0f} s")
        logger.info("%s", lines[-1])
        if sum(right) > best[0]:
            best = (sum(right), {name: value.clone() for name, value in model.encoder.state_dict().items()})
            keep(model.encoder.eval())
    model.encoder.load_state_dict(best[1])
    return Trained(model.encoder.eval(), tuple(lines))


def is_kept_back(group: str) -> bool:
    """Whether the encoder never learns from this conversation."""
    digits = "".join(char for char in group if char.isdigit())
    return bool(digits) and int(digits) % KEPT_BACK == 0


def _split(said: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    return [row for row in said if not is_kept_back(row.group)], [row for row in said if is_kept_back(row.group)]


def _part(row: Said, part: str) -> str:
    return getattr(row.reading, part) or NOTHING


class _Steps:
    """Moves the model's weights, batch by batch."""

    def __init__(
        self,
        model: ReadingEncoder,
        tokenizer: BertTokenizerFast,
        classes: Sequence[list[str]],
        weights: list[Tensor],
        steps: int,
        body_rate: float,
    ) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._classes = classes
        self._weights = weights
        self._optimiser, self._schedule = _optimiser(model, steps, body_rate)

    def take(self, batches: list[list[Said]], chance: random.Random) -> float:
        """One pass over the batches; gives the mean loss."""
        self._model.train()
        return sum(self._step(batch, chance) for batch in batches) / len(batches)

    def _step(self, batch: list[Said], chance: random.Random) -> float:
        targets = _targets(batch, self._classes)
        texts = [(row.context, varied(row.text, chance)) for row in batch]
        # In bfloat16 a processor without tile registers takes twice as long.
        scores, vectors = self._model(_encoded(self._tokenizer, texts))
        found = loss(scores, vectors, targets, self._weights)
        self._optimiser.zero_grad()
        found.backward()
        nn.utils.clip_grad_norm_(self._model.parameters(), 1.0)
        self._optimiser.step()
        self._schedule.step()
        return float(found.item())


def _targets(rows: Sequence[Said], classes: Sequence[list[str]]) -> Tensor:
    """A column a head. A meaning that no conversation to learn from has counts as nothing."""
    indexes = [{name: place for place, name in enumerate(names)} for names in classes]
    return torch.tensor(
        [
            [index.get(_part(row, part), index[NOTHING]) for index, part in zip(indexes, PARTS, strict=True)]
            for row in rows
        ]
    )


def _weights(said: list[Said], classes: Sequence[list[str]]) -> list[Tensor]:
    found = []
    for names, part in zip(classes, PARTS, strict=True):
        counted = Counter(_part(row, part) for row in said)
        weights = torch.tensor([1 / math.sqrt(counted[name]) for name in names])
        weights = weights / weights.mean()
        if EMERGENCY in names:
            weights[names.index(EMERGENCY)] *= EMERGENCY_WEIGHT
        found.append(weights)
    return found


def _optimiser(model: ReadingEncoder, steps: int, body_rate: float) -> tuple[torch.optim.Optimizer, Any]:
    groups = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": body_rate},
        {"params": list(model.heads.parameters()), "lr": HEAD_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / WARM_UP) * max(0.02, 1 - step / steps)
    )
    return optimiser, rate


def _batches(said: list[Said], chance: random.Random) -> list[list[Said]]:
    """Batches of like length, so that little is computed on padding, in random order."""
    shuffled = chance.sample(said, len(said))
    batches = []
    for start in range(0, len(shuffled), BATCH * 16):
        chunk = sorted(shuffled[start : start + BATCH * 16], key=lambda row: len(row.text) + len(row.context))
        batches += [chunk[at : at + BATCH] for at in range(0, len(chunk), BATCH)]
    chance.shuffle(batches)
    return batches


def _encoded(tokenizer: BertTokenizerFast, texts: list[tuple[str, str]]) -> dict[str, Tensor]:
    """As the bot hands them over: context, a separator, the text."""
    joined = [in_context(context, text) for context, text in texts]
    return dict(tokenizer(joined, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt"))


def _right(
    model: ReadingEncoder, tokenizer: BertTokenizerFast, classes: Sequence[list[str]], said: list[Said]
) -> list[float]:
    """The share of kept-back turns that each head reads as labelled."""
    model.eval()
    right = torch.zeros(len(PARTS))
    with torch.no_grad():
        for start in range(0, len(said), 64):
            chunk = said[start : start + 64]
            scores, _ = model(_encoded(tokenizer, [(row.context, row.text) for row in chunk]))
            targets = _targets(chunk, classes)
            right += torch.tensor(
                [float((each.argmax(-1) == targets[:, head]).sum()) for head, each in enumerate(scores)]
            )
    return (right / len(said)).tolist()
