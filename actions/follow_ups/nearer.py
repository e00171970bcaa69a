"""Is there one nearer, or in another town?"""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import again
from actions.speaking.turn import Turn

NEIGHBOURS = frozenset({"portsmouth", "southampton"})


class ActionNearer(PlannedAction):
    """Honest about what the directory knows of the place; FRANK where it knows nothing."""

    def name(self) -> str:
        return "action_nearer"

    def plan(self, turn: Turn) -> Plan:
        service = next(iter(turn.services), "inclusion-havant")
        place = (turn.area or "").title()
        if turn.area in NEIGHBOURS and service in ("inclusion-havant", "frank"):
            return Plan("service_info", ("utter_treatment_elsewhere", "utter_nearer_havant"), values={"place": place})
        if turn.area == "havant":
            return again(turn) or Plan("service_info", ("utter_nearer_havant",))
        serves = turn.directory.serves(service, turn.area) if turn.area else None
        if serves is None and turn.area:
            return Plan("service_info", ("utter_service_area_unknown",), values={"place": place}, service=service)
        if serves is None:
            return Plan("service_info", ("utter_nothing_nearer",), values={"place": place}, service=service)
        response = "utter_service_area_yes" if serves else "utter_service_area_no"
        return Plan("service_info", (response,), values={"place": place}, service=service)
