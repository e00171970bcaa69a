"""What is not helped with: getting drugs, making them, passing a test."""

from __future__ import annotations

from actions.replies.details import detail
from actions.replies.plan import Plan
from actions.replies.planners import answers
from actions.replies.services import service_asked
from actions.replies.turn import Turn
from actions.topics.treatment import treatment


@answers("decline")
def decline(turn: Turn) -> Plan:
    """Refused kindly, with FRANK; needles and naloxone are no drugs, and who asks for help gets it.

    "How much" behind a service is what its call costs.
    """
    service = service_asked(turn) or turn.directory.needs.hub
    if turn.says("how_much") and turn.services and turn.route != "decline" and service:
        return detail(turn, service, "cost")
    if any(turn.says(cue) for cue in ("needles", "naloxone", "help_wanted")):
        return treatment(turn)
    return Plan("decline", ("utter_decline_test" if turn.says("drug_test") else "utter_decline",), topic="advice")
