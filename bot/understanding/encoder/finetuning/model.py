"""The encoder with a head for each part of a reading, and the loss that shapes its vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

TEMPERATURE = 0.1
CONTRAST = 0.2
SMOOTHING = 0.1


class ReadingEncoder(nn.Module):
    """A BERT encoder, mean pooling, and a linear head for need, question and act."""

    def __init__(self, encoder: BertModel, classes: Sequence[int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.ModuleList(nn.Linear(encoder.config.hidden_size, count) for count in classes)
        # 11 of its 22 million weights are one vector a word piece: our few thousand messages could only unbalance them.
        for weight in encoder.embeddings.word_embeddings.parameters():
            weight.requires_grad = False

    def forward(self, batch: dict[str, Tensor]) -> tuple[list[Tensor], Tensor]:
        """The heads' scores, and the vectors at length 1."""
        hidden = self.encoder(**batch).last_hidden_state
        mask = batch["attention_mask"][..., None].to(hidden.dtype)
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        return [head(self.dropout(pooled)) for head in self.heads], functional.normalize(pooled, dim=-1)


def loss(scores: Sequence[Tensor], vectors: Tensor, targets: Tensor, weights: Sequence[Tensor]) -> Any:
    """Cross-entropy with label smoothing over the heads, plus supervised contrast: texts that mean the same drawn
    together. `targets` has a column a head.
    """
    entropy = sum(
        functional.cross_entropy(each.float(), targets[:, head], weight=weights[head], label_smoothing=SMOOTHING)
        for head, each in enumerate(scores)
    )
    meaning = targets[:, 0] * 10_000 + targets[:, 1] * 100 + targets[:, 2]
    return entropy + CONTRAST * _contrast(vectors.float(), meaning)


def _contrast(vectors: Tensor, targets: Tensor) -> Tensor:
    itself = torch.eye(len(targets), dtype=torch.bool)
    likeness = (vectors @ vectors.T / TEMPERATURE).masked_fill(itself, -1e4)
    same = (targets[:, None] == targets[None]) & ~itself
    log_share = likeness - likeness.logsumexp(1, keepdim=True)
    counted = same.sum(1)
    paired = counted > 0
    if not bool(paired.any()):
        return vectors.sum() * 0.0
    return -((log_share * same).sum(1)[paired] / counted[paired]).mean()
