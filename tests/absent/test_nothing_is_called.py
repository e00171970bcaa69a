"""Training with all of config.yml and serving, nobody calls what is not installed or looks for more than names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import tensorflow
from absence import stand_in
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from ruamel.yaml import YAML

from bot.settings import ROOT
from bot.understanding.encoder.finetuning.examples import read_examples

if TYPE_CHECKING:
    from bot.engine.engine import Engine

CONFIG = YAML(typ="safe").load(ROOT / "config.yml")
EXAMPLES = 3
MESSAGES = ("he is not breathing", "I want to stop drinking", "what do you cost", "?", "moje dziecko umiera")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was called, or what Rasa asked for, even where the error was swallowed."""
    found: list[str] = []

    def call(cls: type, *_: Any, **__: Any) -> NoReturn:
        found.append(cls.__qualname__)
        raise stand_in.PackageAbsent(cls.__qualname__, "tensorflow")

    class Noted(stand_in.NameAbsent):
        def __init__(self, name: str, package: str) -> None:
            super().__init__(name, package)
            # From here over the stand-in's function to whoever asked.
            if sys._getframe(2).f_globals["__name__"].startswith("rasa"):
                found.append(name)

    monkeypatch.setattr(stand_in.Absence, "__call__", call)
    monkeypatch.setattr(stand_in, "NameAbsent", Noted)
    return found


def some_messages() -> dict[str, Any]:
    by_intent: dict[str, list[str]] = {}
    for row in read_examples():
        by_intent.setdefault(row.intent, []).append(row.text)
    rows = [{"intent": intent, "examples": texts[:EXAMPLES]} for intent, texts in by_intent.items()]
    return {"nlu": [{**row, "examples": "".join(f"- {text}\n" for text in row["examples"])} for row in rows]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Everything that trains, but for most of the messages."""
    write = YAML(typ="safe")
    write.dump(some_messages(), tmp_path / "nlu.yml")
    write.dump({**CONFIG, "importers": [{"name": "RasaFileImporter"}]}, tmp_path / "config.yml")
    return tmp_path


@pytest.mark.process
def test_training_with_every_component_and_policy_calls_nothing(project: Path, asked: list[str]) -> None:
    from rasa.model_training import train

    files = [str(project / "nlu.yml"), str(ROOT / "data" / "stories"), str(ROOT / "data" / "replies")]
    done = train(str(ROOT / "domain.yml"), str(project / "config.yml"), files, output=str(project / "models"))
    assert (done.code, asked) == (0, [])


async def test_answering_calls_nothing(engine: Engine, asked: list[str]) -> None:
    for text in MESSAGES:
        channel = CollectingOutputChannel()
        await engine.agent.handle_message(UserMessage(text, channel, "absent", input_channel="rest"))
        assert channel.messages
    assert asked == []


def test_a_call_that_is_swallowed_is_seen_all_the_same(asked: list[str]) -> None:
    with pytest.raises(stand_in.PackageAbsent):
        tensorflow.keras.layers.Dense(1)
    assert asked == ["Dense"]
