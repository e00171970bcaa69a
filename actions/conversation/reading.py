"""What one message was understood to say: a need, a question and an act, any of which may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from actions.intents import INTENTS, SAME

# Under this name the understanding hands it on beside Rasa's own intent.
READING = "reading"


@dataclass(frozen=True)
class Reading:
    """Names of intents by kind. `need` may be SAME: more about the need that is open.

    `instead` is set where the need is an emergency on weak signs alone: what the need is if it turns out to be none.
    """

    need: str | None = None
    ask: str | None = None
    act: str | None = None
    instead: str | None = None

    @classmethod
    def of(cls, message: Mapping[str, Any]) -> Reading:
        """From a parsed message; one with an intent alone says just that."""
        given = message.get(READING)
        if isinstance(given, Mapping):
            return cls(**{field.name: _name(given.get(field.name)) for field in fields(cls)})
        return cls.of_intent(str((message.get("intent") or {}).get("name") or ""))

    @classmethod
    def of_intent(cls, intent: str) -> Reading:
        """A message that says one thing."""
        row = INTENTS.get(intent)
        if row is None:
            return cls()
        return cls(**{{"need": "need", "question": "ask", "act": "act"}[row.kind]: intent})

    def as_dict(self) -> dict[str, str | None]:
        """As it travels beside the intent."""
        return {"need": self.need, "ask": self.ask, "act": self.act, "instead": self.instead}

    def without(self, part: str) -> Reading:
        """The same without one of its parts."""
        return replace(self, **{part: None})

    def primary(self, topic: str | None) -> str | None:
        """The part that is answered first: danger, how it goes, a need, a choice, a question, the rest."""
        need = topic if self.need == SAME else self.need
        if need == "emergency" and self.act not in HOW_IT_GOES:
            return need
        if self.act in HOW_IT_GOES and (self.act != "update_over" or not (self.ask or self.need)):
            return self.act
        return next(
            (part for part in (self._stated(), self.act if self.act == "pick" else None, self.ask) if part), None
        ) or (need if self.need == SAME and self.act not in GREETINGS else self.act or need)

    def _stated(self) -> str | None:
        return self.need if self.need and self.need != SAME else None


# News of an emergency.
HOW_IT_GOES = frozenset({"update_called", "update_better", "update_over", "update_worse"})
GREETINGS = frozenset({"thanks", "goodbye", "greet"})


def _name(given: Any) -> str | None:
    return given if isinstance(given, str) and (given in INTENTS or given == SAME) else None
