"""The number that was just given, given again."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


class ActionRepeatNumber(PlannedAction):
    """The first service of the turn before; the menu where none was named."""

    def name(self) -> str:
        return "action_repeat_number"

    def plan(self, turn: Turn) -> Plan:
        service = turn.service_meant or next(iter(turn.services), None)
        if service is None:
            return Plan("fallback", ("utter_fallback",), missed=turn.missed + 1)
        return Plan("service_info", ("utter_service_number",), service=service)
