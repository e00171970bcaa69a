"""No phone, no credit."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn


class ActionNoPhone(PlannedAction):
    """Ways that need none, on the route of the turn before; a place to go to where the service has one."""

    def name(self) -> str:
        return "action_no_phone"

    def plan(self, turn: Turn) -> Plan:
        place = next((row for row in turn.services if turn.directory.service(row).contact("address")), None)
        if place:
            return Plan(turn.carried_on("service_info"), ("utter_no_phone_place", "utter_no_phone"), service=place)
        if turn.topic == "report":
            return Plan(turn.carried_on("service_info"), ("utter_no_phone_report",))
        silent = next((row for row in turn.services if row != "emergency-999" and _without_a_call(turn, row)), None)
        responses = ("utter_no_phone_way", "utter_no_phone") if silent else ("utter_no_phone",)
        return Plan(turn.carried_on("service_info"), responses, service=silent)


def _without_a_call(turn: Turn, service: str) -> bool:
    return any(turn.directory.service(service).contact(handle) for handle in ("text", "web"))
