"""The next service, when the one just named is not wanted or not there."""

from __future__ import annotations

from actions.speaking import cues
from actions.speaking.action import PlannedAction
from actions.speaking.plan import Plan
from actions.speaking.topics import again
from actions.speaking.turn import Turn

# Who else there is, by topic, after those that the reply itself names.
OTHERS = {
    "treatment": ("frank", "narcotics-anonymous", "nhs-111", "cocaine-anonymous"),
    "family": ("inclusion-havant", "al-anon", "nhs-111"),
    "crisis": ("shout", "nhs-111", "samaritans"),
    "report": ("crimestoppers", "police-101"),
    "safeguarding_child": ("nspcc", "childline", "crimestoppers"),
    "safeguarding_adult": ("crimestoppers", "modern-slavery-helpline", "samaritans"),
    "advice": ("inclusion-havant", "nhs-111"),
    "law": ("frank",),
    "spiked": ("frank", "crimestoppers"),
    "slavery": ("police-101", "crimestoppers"),
}
YOUNG = ("childline", "young-people-hampshire", "frank", "shout", "nhs-111")


class ActionSomeoneElse(PlannedAction):
    """One that the turn before did not name; all of the topic again where there is none."""

    def name(self) -> str:
        return "action_someone_else"

    def plan(self, turn: Turn) -> Plan:
        refused = set(turn.services)
        if cues.said("police_wanted", turn.text) and not cues.said("police_refused", turn.text):
            return Plan(turn.carried_on("police"), ("utter_someone_else",), service="police-101")
        if cues.said("police", turn.text):
            refused = {"police-101"}
        young = turn.young or turn.child_meant or cues.said("young_ones", turn.text)
        others = YOUNG if young else OTHERS.get(turn.topic or "advice", ())
        for service in others:
            if service not in refused:
                return Plan(turn.carried_on("service_info"), ("utter_someone_else",), service=service)
        return again(turn) or Plan(turn.carried_on("service_info"), ("utter_nobody_else",))
