"""How a message was read on the way to its reply: red flag, classifier, gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from bot.settings import ROOT
from bot.understanding.components.gate import EmergencyGate
from bot.understanding.in_context import in_context
from bot.understanding.red_flags.layer import Danger, Sight, look
from evaluation.cases import EMERGENCY

CONFIG = ROOT / "config.yml"
GATE = "bot.understanding.components.gate.EmergencyGate"


class Parsing(Protocol):
    """What reading needs of an agent."""

    async def parse_message(self, message_data: str) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Decision:
    """The gate's word. In doubt, the reply opens with 999."""

    intent: str
    confidence: float
    doubt: bool


@dataclass(frozen=True)
class Reading:
    """`text` is what the gate read. `ranking` is the classifier's own, likeliest first, before the gate."""

    text: str
    sight: Sight
    ranking: tuple[tuple[str, float], ...]
    decision: Decision
    names_service: bool = False

    @property
    def danger(self) -> Danger | None:
        """The red flag, where there is one."""
        return self.sight.danger

    @property
    def emergency(self) -> float:
        """The classifier's probability of an emergency."""
        return dict(self.ranking).get(EMERGENCY, 0.0)


async def read(agent: Parsing, text: str) -> Reading:
    """Reads a message with the agent's pipeline, without answering it."""
    parsed = await agent.parse_message(text)
    ranking = tuple((row["name"], float(row["confidence"])) for row in parsed.get(INTENT_RANKING_KEY, []))
    return Reading(parsed.get(TEXT) or text, look(text), ranking, _decision(parsed), "service" in _kinds(parsed))


def _decision(parsed: Mapping[str, Any]) -> Decision:
    intent = parsed.get(INTENT) or {}
    return Decision(intent.get("name") or "", float(intent.get("confidence") or 0.0), "doubt" in _kinds(parsed))


def _kinds(parsed: Mapping[str, Any]) -> set[str]:
    return {row["entity"] for row in parsed.get(ENTITIES) or []}


class Gate(EmergencyGate):
    """The bot's own gate, asked again about a first message with something changed."""

    @classmethod
    def of(cls, settings: Mapping[str, Any], **changed: float) -> Gate:
        return cls({**cls.get_default_config(), **settings, **changed})

    def decide(self, reading: Reading, sight: Sight) -> Decision:
        """What it would have said, had the red flags seen this."""
        message = Message(
            {
                TEXT: reading.text,
                INTENT_RANKING_KEY: [{"name": name, "confidence": chance} for name, chance in reading.ranking],
                ENTITIES: [{"entity": "service"}] if reading.names_service else [],
            }
        )
        self._decide(message, sight)
        return _decision(in_context(dict(message.data), {}))


def gate_settings() -> dict[str, Any]:
    """The gate's row in config.yml."""
    rows = YAML(typ="safe").load(CONFIG)["pipeline"]
    return next({name: value for name, value in row.items() if name != "name"} for row in rows if row["name"] == GATE)
