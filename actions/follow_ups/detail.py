"""One detail of the service just named: open now, cost, place, name asked, what happens."""

from __future__ import annotations

from actions.speaking.action import PlannedAction
from actions.speaking.details import detail
from actions.speaking.names import plain_name
from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

ASKS = {
    "ask_open": "hours",
    "ask_cost": "cost",
    "ask_where": "where",
    "ask_anonymous": "anonymous",
    "what_happens": "what_happens",
}


def _with_a_place(turn: Turn) -> str | None:
    """Who asks where, asks about one of the services of the turn before that one can go to."""
    if turn.intent != "ask_where" or turn.named:
        return None
    return next((row for row in turn.services if turn.directory.service(row).contact("address")), None)


class ActionDetail(PlannedAction):
    """Of the service in this message, else of the first of the turn before, else of the local hub."""

    def name(self) -> str:
        return "action_detail"

    def plan(self, turn: Turn) -> Plan:
        service = plain_name(turn) or _with_a_place(turn) or turn.service_meant or "inclusion-havant"
        return detail(turn, service, ASKS.get(turn.intent, "number"))
