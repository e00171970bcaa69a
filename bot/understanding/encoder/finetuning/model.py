"""The encoder with a head for the intents, and the loss that shapes its vectors."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

TEMPERATURE = 0.1
CONTRAST = 0.2
SMOOTHING = 0.1


class IntentEncoder(nn.Module):
    """A BERT encoder, mean pooling, and one linear head."""

    def __init__(self, encoder: BertModel, intents: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(encoder.config.hidden_size, intents)
        # 11 of its 22 million weights are one vector a word piece: our few thousand messages could only unbalance them.
        for weight in encoder.embeddings.word_embeddings.parameters():
            weight.requires_grad = False

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """The head's scores, and the vectors at length 1."""
        hidden = self.encoder(**batch).last_hidden_state
        mask = batch["attention_mask"][..., None].to(hidden.dtype)
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        return self.head(self.dropout(pooled)), functional.normalize(pooled, dim=-1)


def loss(scores: Tensor, vectors: Tensor, targets: Tensor, weights: Tensor) -> Any:
    """Cross-entropy with label smoothing, plus supervised contrast: messages of one intent drawn together."""
    entropy = functional.cross_entropy(scores.float(), targets, weight=weights, label_smoothing=SMOOTHING)
    return entropy + CONTRAST * _contrast(vectors.float(), targets)


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
