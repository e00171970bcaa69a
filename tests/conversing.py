"""Conversations with the real actions and the real directory, without a model: the test says what was understood."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from rasa_sdk.executor import ActionExecutor
from ruamel.yaml import YAML

from actions.conversation.reading import READING
from actions.topics.files import rasa_domain, rasa_rules, topics
from bot.settings import ROOT
from bot.understanding.conversations import LabelledConversation, read_conversations

Reply = list[dict[str, Any]]


def read_yaml(*parts: str) -> Any:
    """One YAML file of the project."""
    return YAML(typ="safe").load(ROOT.joinpath(*parts))


@cache
def responses() -> Mapping[str, Any]:
    """All wording, as Rasa merges it into the domain."""
    merged: dict[str, Any] = {}
    for path in sorted((ROOT / "data" / "replies").glob("*.yml")):
        merged.update(read_yaml("data", "replies", path.name)["responses"])
    return merged


@cache
def domain() -> dict[str, Any]:
    """The domain that an action is handed, with what topics of data/replies bring."""
    found, more = read_yaml("domain.yml"), rasa_domain(topics().values())
    return {**found, **{part: [*found[part], *more[part]] for part in more}, "responses": responses()}


@cache
def rules() -> Mapping[str, list[str]]:
    """The actions that the rules give to each intent, one a rule."""
    found: dict[str, list[str]] = {}
    for rule in rule_rows():
        (intent, action) = (rule["steps"][0]["intent"], rule["steps"][1]["action"])
        found.setdefault(intent, []).append(action)
    return found


def rule_rows() -> list[dict[str, Any]]:
    """All of data/stories, and those that topics of data/replies bring."""
    paths = sorted((ROOT / "data" / "stories").glob("*.yml"))
    written = [row for path in paths for row in read_yaml("data", "stories", path.name)["rules"]]
    return [*written, *rasa_rules(topics().values())]


@cache
def labelled_conversations() -> Sequence[LabelledConversation]:
    """The conversations that are trained on, read once."""
    return tuple(read_conversations())


@cache
def executor() -> ActionExecutor:
    """The registered actions, as both servers find them."""
    found = ActionExecutor()
    found.register_package("actions")
    return found


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One for all: `asyncio.run` takes longer to make its own than most actions take."""
    return asyncio.new_event_loop()


def entity(kind: str, value: str, *, start: int = 0) -> dict[str, Any]:
    """As the entity finders hand it on; `start` is where it stands in the text."""
    return {"entity": kind, "value": value, "start": start, "end": start}


@dataclass
class Conversation:
    """Remembers slots from turn to turn as the server does; never a word. `metadata` comes beside each message."""

    channel: str = "rest"
    metadata: Any = None
    slots: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(domain()["slots"]))

    def hear(
        self,
        intent: str,
        text: str = "",
        entities: Sequence[Mapping[str, Any]] = (),
        *,
        confidence: float = 1.0,
        reading: Mapping[str, str] | None = None,
    ) -> Reply:
        """The reply to a message that was understood so, in Rasa's shape; `reading` where that is more."""
        call = {
            "next_action": rules()[intent][0],
            "sender_id": "a",
            "tracker": self._tracker(intent, text, list(entities), confidence, reading),
            "domain": domain(),
        }
        result = _loop().run_until_complete(executor().run(call))
        assert result
        self.slots.update({event["name"]: event["value"] for event in result["events"]})
        return [_as_message(response) for response in result["responses"]]

    def from_here(self) -> Conversation:
        """Another one that has come as far."""
        return replace(self, slots=dict(self.slots))

    def _tracker(
        self, intent: str, text: str, entities: list[Any], confidence: float, reading: Mapping[str, str] | None
    ) -> dict[str, Any]:
        said: dict[str, Any] = {
            "text": text or intent,
            "intent": {"name": intent, "confidence": confidence},
            "entities": entities,
        }
        said["metadata"] = self.metadata
        if reading is not None:
            said[READING] = reading
        heard = {"event": "user", "input_channel": self.channel, **said}
        return {
            "sender_id": "a",
            "slots": dict(self.slots),
            "latest_message": said,
            "events": [heard],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": None,
        }


def _as_message(response: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: response[name] for name in ("text", "buttons", "custom") if response.get(name)}
    return {"recipient_id": "a", **kept}
