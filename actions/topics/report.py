"""What somebody saw: both doors, told apart."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import topic
from actions.speaking.turn import Turn


@topic("report")
def report(turn: Turn) -> Plan:
    """Young people hear of Fearless, rail travellers of the railway police, a grow of its cables."""
    if turn.young:
        return Plan("report", ("utter_report_young",), topic="report")
    if cues.said("railway", turn.text):
        return Plan("report", ("utter_report_railway",), topic="report")
    return Plan("report", ("utter_report_grow" if cues.said("cables", turn.text) else "utter_report",), topic="report")


class ActionReport(PlannedAction):
    """What somebody saw: both doors, told apart."""

    def name(self) -> str:
        return "action_report"

    def plan(self, turn: Turn) -> Plan:
        return report(turn)
