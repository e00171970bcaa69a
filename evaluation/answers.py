"""What was answered, turn by turn, and how each message was read on the way to its reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from actions.conversation.reading import Reading
from actions.intents import EMERGENCY
from bot.settings import ROOT
from bot.understanding.components.classifier import CHANCES
from bot.understanding.components.gate import NO_CHANCES, grounds_of
from bot.understanding.decision import Decision, decide
from bot.understanding.grounds import Grounds
from bot.understanding.red_flags.danger import Danger
from bot.understanding.red_flags.detector import Assessment, assess
from bot.understanding.situated import METADATA, SITUATION
from bot.understanding.thresholds import Thresholds, thresholds
from evaluation.cases import Case, CaseSet, CaseTurn
from evaluation.judge import BotReply

CONFIG = ROOT / "config.yml"
GATE = "bot.understanding.components.gate.EmergencyGate"


@dataclass(frozen=True)
class ReadMessage:
    """How a message was read. `text` is what the gate read, `grounds` all that its decision rests on."""

    text: str
    grounds: Grounds
    decision: Decision

    @property
    def danger(self) -> Danger | None:
        """The red flag, where there is one."""
        return self.grounds.assessment.danger

    @property
    def emergency(self) -> float:
        """The classifier's probability of an emergency."""
        return self.grounds.chances["need"].get(EMERGENCY, 0.0)

    @property
    def classified(self) -> bool:
        """Whether the classifier had a say."""
        return self.grounds.chances is not NO_CHANCES

    def again(self, at: Thresholds, *, flags: bool = True) -> Decision:
        """What the gate says with these thresholds, and without the red flags if need be.

        What never came to the classifier stays as it was decided.
        """
        if not self.classified:
            return self.decision
        return decide(self.grounds if flags else replace(self.grounds, assessment=Assessment(None)), at)


def read(parsed: Mapping[str, Any], said: str, slots: Mapping[str, Any] | None = None) -> ReadMessage:
    """From a parsed message, which is empty where none was parsed, and what the conversation remembered before it."""
    text = parsed.get(TEXT) or said
    entities, chances = parsed.get(ENTITIES) or [], parsed.get(CHANCES)
    message = Message({TEXT: text, ENTITIES: entities, CHANCES: chances, METADATA: {SITUATION: dict(slots or {})}})
    grounds = grounds_of(message, assess(text))
    intent = parsed.get(INTENT) or {}
    name, confidence = intent.get("name") or "", float(intent.get("confidence") or 0.0)
    doubt = any(row["entity"] == "doubt" for row in entities)
    return ReadMessage(text, grounds, Decision(Reading.of(parsed), name, confidence, doubt))


def thresholds_in_use() -> Thresholds:
    """As config.yml sets them for the bot."""
    rows = YAML(typ="safe").load(CONFIG)["pipeline"]
    return thresholds(next(row for row in rows if row["name"] == GATE))


@dataclass(frozen=True)
class Judged:
    """One turn, its reply, why that fails (None: it passes), how the message was read, and its place, from 1 on."""

    turn: CaseTurn
    reply: BotReply
    why: str | None
    reading: ReadMessage
    place: int = 1

    @property
    def is_missed(self) -> bool:
        """An emergency without the 999 reply that it needs."""
        return self.turn.expected.is_emergency and self.why is not None

    @property
    def is_false_alarm(self) -> bool:
        return self.turn.expected.is_calm and self.reply.route == EMERGENCY


@dataclass(frozen=True)
class Named:
    """A turn with a name of its own: a message's id, or a conversation's with the number of the turn."""

    id: str
    heard: Judged


@dataclass(frozen=True)
class Result:
    """A case with all its turns."""

    case: Case
    heard: tuple[Judged, ...]

    @property
    def passed(self) -> bool:
        return all(turn.why is None for turn in self.heard)


@dataclass(frozen=True)
class Answers:
    """All that was answered of one set. A message has one turn, a dialogue several."""

    cases: CaseSet
    messages: tuple[Result, ...]
    dialogues: tuple[Result, ...]

    @property
    def name(self) -> str:
        return self.cases.name

    def said(self) -> Iterator[Judged]:
        """The messages alone."""
        for result in self.messages:
            yield result.heard[0]

    def named(self) -> Iterator[Named]:
        """The messages, then the conversations turn by turn."""
        for result in self.messages:
            yield Named(result.case.id, result.heard[0])
        for result in self.dialogues:
            for heard in result.heard:
                yield Named(f"{result.case.id} turn {heard.place}", heard)
