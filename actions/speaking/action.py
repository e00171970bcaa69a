"""The one base of our actions: plan, then say."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.speaking.emergency import stay_with_emergency
from actions.speaking.plan import Plan
from actions.speaking.say import say
from actions.speaking.serious import goes_on
from actions.speaking.topics import lean_on_topic
from actions.speaking.turn import Turn


class PlannedAction(Action, ABC):
    """An action that only decides; what is decided is said and remembered here, the same for all."""

    @abstractmethod
    def plan(self, turn: Turn) -> Plan:
        """The reply for this turn; touches nothing."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        turn = Turn.of(tracker)
        return say(
            dispatcher,
            domain,
            turn,
            stay_with_emergency(turn) or goes_on(turn) or lean_on_topic(turn) or self.plan(turn),
        )
