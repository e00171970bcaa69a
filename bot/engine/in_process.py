"""Runs the rasa-sdk actions in this process instead of posting each turn to a second server.

Rasa's RemoteAction costs 11 ms a turn, most of it re-validating its own JSON schema (docs/decisions/0003). What is
replaced here is `rasa.core.actions.action.action_for_name_or_text`: every prediction calls it by its module's name.
"""

from __future__ import annotations

import functools
from typing import Any

import rasa.core.actions.action as rasa_actions
from rasa.core.actions.action import Action, ActionListen, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.engine.crew import Crew
from bot.engine.per_domain import PerDomain
from bot.engine.response_files import Wording

# Actions that hang hold a thread each; past this many, further turns are answered by the safety net at once.
MOST_THREADS = 64

ACTION_FOR_NAME = rasa_actions.action_for_name_or_text


class ActionFailed(RasaException):
    """An action raised. Carries names alone: the cause could hold what a person typed, and Rasa logs it."""


class InProcessAction(RemoteAction):
    """A custom action called directly, off the event loop, with the same tracker and domain that a server would get."""

    def __init__(self, name: str, runner: Runner) -> None:
        super().__init__(name, action_endpoint=None)
        self._runner = runner

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        result = await self._runner.run(self.name(), tracker, domain)
        said = await self._utter_responses(result["responses"], output_channel, nlg, tracker)
        return [*said, *_events(result["events"])]


class Runner:
    """Holds the registered actions of a package and runs each beside the event loop.

    Actions speak by `wording` where there is any, else by the responses of the model's domain.
    """

    def __init__(self, package: str) -> None:
        self.wording: Wording | None = None
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._as_dict: PerDomain[dict[str, Any]] = PerDomain(lambda domain: domain.as_dict())
        # The actions that were asked for.
        self._made: PerDomain[dict[str, Action]] = PerDomain(lambda _: {})
        self._crew = Crew("action", most=MOST_THREADS)

    def names(self) -> frozenset[str]:
        """The names of the actions found in the package."""
        return frozenset(self._executor.actions)

    async def run(self, name: str, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        """The action's events and responses as a server would return them; raises ActionFailed."""
        call = {
            "next_action": name,
            "sender_id": tracker.sender_id,
            "tracker": tracker.current_state(EventVerbosity.ALL),
            "domain": self._as_spoken(domain),
        }
        try:
            result: dict[str, Any] = await self._crew.run(lambda: self._executor.run(call))
        except Exception as error:  # noqa: BLE001 - whatever an action raises, its words must not reach the log
            raise ActionFailed(f"{name} raised {type(error).__name__}") from None
        return result

    def action_for(self, name: str, domain: Domain, endpoint: EndpointConfig | None) -> Action:
        """The action of that name, ours or one of Rasa's; raises what Rasa raises where there is none."""
        made = self._made.of(domain)
        if name not in made:
            if name in self.names() and name in domain.action_names_or_texts:
                return made.setdefault(name, InProcessAction(name, self))
            action = ACTION_FOR_NAME(name, domain, endpoint)
            # It holds nothing. For each of them Rasa makes all of its own.
            return made.setdefault(name, action) if type(action) is ActionListen else action
        return made[name]

    def _as_spoken(self, domain: Domain) -> dict[str, Any]:
        found = self._as_dict.of(domain)
        return found if self.wording is None else {**found, "responses": self.wording}


def install(package: str = "actions") -> Runner:
    """From now on Rasa runs the custom actions of `package` in this process.

    Rasa has one such function for all agents of a process, so all share one runner: an engine that was loaded before,
    or that could not be loaded, changes nothing for the one that answers.
    """
    runner = _runner_of(package)
    rasa_actions.action_for_name_or_text = runner.action_for
    return runner


@functools.cache
def _runner_of(package: str) -> Runner:
    return Runner(package)


def _events(rows: list[dict[str, Any]]) -> list[Event]:
    """As Rasa reads them, which goes through all classes of events for each row; a turn sets some twenty slots."""
    found: list[Event] = []
    for row in rows:
        if row["event"] == SlotSet.type_name:
            found.append(SlotSet(row["name"], row["value"], row.get("timestamp")))
        else:
            found += deserialise_events([row])
    return found
